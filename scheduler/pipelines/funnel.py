"""The funnel forward and backward, with chances, time and levers (P20, P24)."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from models.errors import InputError, InputProblem
from models.funnel import Funnel, FunnelAnswer
from models.month import Month
from models.policy import Policy
from models.policy_market import FunnelPolicy
from scheduler.pipelines.notes import sentence
from scheduler.pipelines.ratios import ratio_of, ratios_of
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
    if options.leads is None and options.customers is None:
        what, advice = "nothing is asked", "give --leads 100, or --customers 50, or both"
        raise InputError([InputProblem("rounds funnel", 0, "", "", what, advice)])
    made = funnel_of(options)
    others = {told: _what_if(made, told) for told in options.what_if}
    return _answer(made, options), {told: _answer(one, options) for told, one in others.items()}


def funnel_of(options: FunnelOptions) -> Funnel:
    """Return the funnel that is described by options and policy.

    Raises
    ------
    InputError
        If stages, shares and days are not of the same number, or a share cannot be.
    """
    policy = options.policy.funnel
    if options.shares and options.ratios:
        what = "shares of the leads and ratios from stage to stage are given"
        raise InputError([_wrong("--ratios", options.ratios, what, "give one of them")])
    given = options.ratios or options.shares
    option = "--ratios" if options.ratios else "--shares" if options.shares else "funnel.shares"
    parts = ratios_of(option, given) if given else list(map(_exact, policy.shares))
    names, days = _names(options, policy, len(parts)), _days(options, policy, len(parts))
    for what, count in (("stages", len(names)), ("days", len(days))):
        if count != len(parts):
            told = f"there are {len(parts)} shares, but {count} {what}"
            raise InputError([_wrong(option, given or "", told, "give as many of each")])
    make = funnel_of_ratios if options.ratios else funnel_of_shares
    deal = policy.deal if options.deal is None else options.deal
    if not math.isfinite(deal):
        what, advice = "this is no amount", "give the average deal in money a month"
        raise InputError([_wrong("--deal", str(deal), what, advice)])
    churn = float(ratio_of("--churn", options.churn)) if options.churn else policy.churn
    return replace(make(names, parts, days), deal=deal or None, churn=churn or None)


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


def _answer(made: Funnel, options: FunnelOptions) -> FunnelAnswer:
    policy = options.policy
    confidence = policy.funnel.confidence
    if options.confidence:
        confidence = min(0.999, float(ratio_of("--confidence", options.confidence)))
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


def _what_if(made: Funnel, told: str) -> Funnel:
    name, sign, text = (part.strip() for part in told.partition("="))
    names = [stage.name for stage in made.stages]
    if not sign or name not in names:
        what = "this names no stage" if sign else "this changes nothing"
        advice = f"give STAGE=RATIO, e.g. {names[0]}=60%; the stages are {', '.join(names)}"
        raise InputError([_wrong("--what-if", told, what, advice)])
    return changed(made, name, ratio_of("--what-if", text))


def _names(options: FunnelOptions, policy: FunnelPolicy, count: int) -> list[str]:
    if options.stages:
        return [name.strip() for name in options.stages.split(",")]
    if count == len(policy.stages) or not (options.shares or options.ratios):
        return list(policy.stages)
    return [*(f"stage {k + 1}" for k in range(count - 1)), "customers"]


def _days(options: FunnelOptions, policy: FunnelPolicy, count: int) -> list[float]:
    if not options.days:
        foreign = len(policy.days) != count and bool(options.shares or options.ratios)
        return [0.0] * count if foreign or not any(policy.days) else list(policy.days)
    found = []
    for word in options.days.split(","):
        try:
            days = float(word)
        except ValueError:
            days = -1.0
        if not 0 <= days < 10_000:
            what, advice = "this is no number of days", "write it as --days 14,30,20"
            raise InputError([_wrong("--days", word, what, advice)])
        found.append(days)
    return found


def _exact(share: float) -> Fraction:
    return Fraction(str(share))


def _wrong(option: str, value: str, what: str, advice: str) -> InputProblem:
    return InputProblem(option, 0, "", value, what, advice)
