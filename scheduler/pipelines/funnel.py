"""The funnel forward and backward, with chances, time and levers (P20, P24)."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from models.errors import InputError, InputProblem
from models.funnel import Funnel, FunnelAnswer
from models.month import Month
from models.policy import Policy
from models.policy_market import FunnelPolicy
from scheduler.pipelines.notes import sentence
from scheduler.pipelines.ratios import ratio_of, ratios_of
from scheduler.pipelines.tries import Tries
from scheduler.staffing import (
    arrivals,
    backward,
    chance_of,
    changed,
    forward,
    funnel_levers,
    funnel_of_ratios,
    funnel_of_shares,
    leads_for,
    money_levers,
    tenure_years,
    to_replace,
    worth,
)

_AS_MANY = "give as many of each"


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelOptions:
    """What a user asks of a funnel; what is left out comes from the policy.

    Parameters
    ----------
    leads, customers
        Forward and backward; with both, the chance that the leads bring the customers.
    shares, ratios
        Of the leads, cumulated; or from stage to stage. As people write them.
    what_if
        Other ratios into single stages, as ``negotiation=60%``.
    base
        Customers of today, of whom the churn takes its part.
    """

    policy: Policy
    month: Month
    leads: int | None = None
    customers: int | None = None
    stages: str | None = None
    shares: str | None = None
    ratios: str | None = None
    days: str | None = None
    deal: float | None = None
    churn: str | None = None
    base: int | None = None
    confidence: str | None = None
    what_if: Sequence[str] = ()


def funnel(options: FunnelOptions) -> tuple[FunnelAnswer, Mapping[str, FunnelAnswer]]:
    """Return what the funnel says, and what it would say with each of the other ratios.

    Raises
    ------
    InputError
        With everything that is wrong in what was asked.
    """
    tries = Tries()
    if options.leads is None and options.customers is None:
        what, advice = "nothing is asked", "give --leads 100, or --customers 50, or both"
        tries.problems.append(_wrong("rounds funnel", "", what, advice))
    made = tries.of(lambda: funnel_of(options))
    confidence = tries.of(lambda: _confidence(options))
    others = {told: tries.of(partial(_what_if, made, told)) for told in options.what_if}
    tries.settle()
    assert made is not None, "its problems are raised"
    assert confidence is not None, "its problems are raised"
    answers = {
        told: _answer(one, options, confidence) for told, one in others.items() if one is not None
    }
    return _answer(made, options, confidence), answers


def funnel_of(options: FunnelOptions) -> Funnel:
    """Return the funnel that is described by options and policy.

    Raises
    ------
    InputError
        If stages, shares and days are not of the same number, or a share cannot be.
    """
    policy = options.policy.funnel
    tries = Tries()
    if options.shares and options.ratios:
        what = "shares of the leads and ratios from stage to stage are given"
        problem = _wrong("--ratios", options.ratios, what, "give one of them")
        tries.problems.append(problem)
    parts = tries.of(lambda: _parts(options, policy))
    days = tries.of(lambda: _days(options, policy, None if parts is None else len(parts)))
    deal = tries.of(lambda: _deal(options, policy))
    churn = tries.of(lambda: _churn(options, policy))
    made = None if parts is None else tries.of(lambda: _stages(options, policy, parts, days))
    tries.settle()
    assert made is not None, "its problems are raised"
    return replace(made, deal=deal or None, churn=churn or None)


def funnel_figures(answer: FunnelAnswer) -> Mapping[str, object]:
    """Return what is printed of a funnel, as JSON values."""
    return {
        "stages": dict(zip(answer.names, answer.counts, strict=True)),
        "customers": answer.customers,
        "target": answer.target,
        "chance": answer.chance,
        "confidence": answer.confidence,
        "safe_leads": answer.safe_leads,
        "arrivals": {str(month): count for month, count in answer.arrivals},
        "levers": [
            {"lever": lever.name, "before": lever.before, "after": lever.after}
            for lever in answer.levers
        ],
        "notes": list(answer.notes),
    }


def _parts(options: FunnelOptions, policy: FunnelPolicy) -> list[Fraction]:
    """Return the shares, or the ratios where these are given."""
    given = options.ratios or options.shares
    return ratios_of(_option(options), given) if given else list(map(_exact, policy.shares))


def _option(options: FunnelOptions) -> str:
    return "--ratios" if options.ratios else "--shares" if options.shares else "funnel.shares"


def _stages(
    options: FunnelOptions,
    policy: FunnelPolicy,
    parts: Sequence[Fraction],
    days: Sequence[float] | None,
) -> Funnel:
    """Return the funnel; days that cannot be read are no reason not to look at the stages."""
    names = _names(options, policy, len(parts))
    counts = {"stages": len(names), "days": len(parts) if days is None else len(days)}
    told = options.ratios or options.shares or ""
    wrong = [
        _wrong(_option(options), told, f"there are {len(parts)} shares, but {n} {what}", _AS_MANY)
        for what, n in counts.items()
        if n != len(parts)
    ]
    if wrong:
        raise InputError(wrong)
    make = funnel_of_ratios if options.ratios else funnel_of_shares
    return make(names, parts, days or ())


def _deal(options: FunnelOptions, policy: FunnelPolicy) -> float:
    deal = policy.deal if options.deal is None else options.deal
    if not math.isfinite(deal):
        what, advice = "this is no amount", "give the average deal in money a month"
        raise InputError([_wrong("--deal", str(deal), what, advice)])
    return deal


def _churn(options: FunnelOptions, policy: FunnelPolicy) -> float:
    return float(ratio_of("--churn", options.churn)) if options.churn else policy.churn


def _confidence(options: FunnelOptions) -> float:
    if not options.confidence:
        return options.policy.funnel.confidence
    return min(0.999, float(ratio_of("--confidence", options.confidence)))


def _answer(made: Funnel, options: FunnelOptions, confidence: float) -> FunnelAnswer:
    policy = options.policy
    wanted = options.customers
    if wanted is not None and options.base:
        wanted += to_replace(options.base, made.churn)
    counts: tuple[float, ...]
    if options.leads is not None:
        counts = forward(made, options.leads)
    else:
        counts = tuple(map(float, backward(made, wanted or 0)))
    leads, closing = round(counts[0]), float(made.closing)
    change = policy.target.change
    return FunnelAnswer(
        names=("leads", *(stage.name for stage in made.stages)),
        counts=counts,
        target=wanted,
        chance=None if wanted is None else chance_of(wanted, leads, closing),
        confidence=confidence,
        safe_leads=None if wanted is None else leads_for(wanted, closing, confidence),
        arrivals=arrivals(made, options.month, leads) if any(s.days for s in made.stages) else (),
        levers=(*funnel_levers(made, leads, change), *money_levers(made, leads, change)),
        notes=tuple(map(sentence, _notes(made, options, counts[-1]))),
    )


def _notes(made: Funnel, options: FunnelOptions, won: float) -> list[str]:
    notes = []
    days = [stage.days for stage in made.stages]
    if any(days):
        parts = ", ".join(f"{s.name} {s.days:g}" for s in made.stages)
        notes.append(f"from lead to customer: {sum(days):g} days ({parts})")
    else:
        notes.append(
            "time in each stage is not known (--days, or funnel.days): no month of arrival"
        )
    if made.deal is not None:
        notes.append(f"the customers won bring {won * made.deal:,.0f} a month")
    years = tenure_years(made.churn)
    if made.churn is not None and years is not None:
        notes.append(
            f"{made.churn:.0%} of the customers are lost in a year: they stay {years:.1f} years"
        )
        if options.base:
            lost = to_replace(options.base, made.churn)
            notes.append(
                f"{lost} of the {options.base} customers of today are to be replaced in a year"
            )
    each = worth(made)
    if each is not None:
        notes.append(f"a customer brings {each:,.0f} while it stays")
    return notes


def _what_if(made: Funnel | None, told: str) -> Funnel | None:
    """Return the funnel with another ratio; of a funnel that cannot be, only the ratio is looked at."""
    name, sign, text = (part.strip() for part in told.partition("="))
    names = [stage.name for stage in made.stages] if made is not None else [name]
    if not sign or name not in names:
        what = "this names no stage" if sign else "this changes nothing"
        stages = f"; the stages are {', '.join(names)}" if made is not None else ""
        advice = f"give STAGE=RATIO, e.g. {names[0]}=60%{stages}"
        raise InputError([_wrong("--what-if", told, what, advice)])
    ratio = ratio_of("--what-if", text)
    return None if made is None else changed(made, name, ratio)


def _names(options: FunnelOptions, policy: FunnelPolicy, count: int) -> list[str]:
    if options.stages:
        return [name.strip() for name in options.stages.split(",")]
    if count == len(policy.stages) or not (options.shares or options.ratios):
        return list(policy.stages)
    return [*(f"stage {k + 1}" for k in range(count - 1)), "customers"]


def _days(options: FunnelOptions, policy: FunnelPolicy, count: int | None) -> list[float]:
    """Return the days of the stages, of which there are `count`, if that is known."""
    if not options.days:
        if count is None:
            return []
        foreign = len(policy.days) != count and bool(options.shares or options.ratios)
        return [0.0] * count if foreign or not any(policy.days) else list(policy.days)
    days = [_number_of_days(word) for word in options.days.split(",")]
    what, advice = "this is no number of days", "write it as --days 14,30,20"
    words = options.days.split(",")
    wrong = [w for w, number in zip(words, days, strict=True) if number is None]
    if wrong:
        raise InputError([_wrong("--days", word, what, advice) for word in wrong])
    return [number for number in days if number is not None]


def _number_of_days(word: str) -> float | None:
    try:
        days = float(word)
    except ValueError:
        return None
    return days if 0 <= days < 10_000 else None


def _exact(share: float) -> Fraction:
    return Fraction(str(share))


def _wrong(option: str, value: str, what: str, advice: str) -> InputProblem:
    return InputProblem(option, 0, "", value, what, advice)
