"""Which actions preceded growth: honest comparisons of like customers (P22)."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from types import MappingProxyType

from models.control import FollowedVisit
from models.customers import Customer
from models.month import Month, months_of
from models.success import CustomerCase, Effect, Finding, Success
from scheduler.control.counting import tally
from scheduler.control.matching import Followed
from scheduler.control.statistics import Comparison, compare, holm

USUAL_MONTHS = 12
COMPARED_MONTHS = 3
"""So many months before the contacts, and at most so many from them on, are compared (P9, P10)."""
FEWEST = 5
"""Fewer customers of a kind than this show nothing."""
CHANCE = 0.05
"""Evidence is a difference that luck alone brings about more rarely than this."""
_STARTS = (0.5, 0.8, 1.1)
"""Bounds of blue, cool, warm and red (P9): customers of one colour and category are like each other."""
_MOST_OUTCOMES = 6


@dataclass(frozen=True, slots=True)
class _Question:
    """An action to look at: who had it, who had not; ``None`` is neither."""

    action: str
    compared: str
    has: Callable[[CustomerCase], bool | None]


def success(
    customers: Mapping[str, Customer],
    found: Followed,
    month: Month,
    incomplete: Sequence[str] = (),
) -> Success:
    """Return which actions of a month preceded growth.

    Growth is the average month from the contacts on (at most three) less that of the three months
    before, as a share of the customer's usual month. Compared are customers of one category who
    stood alike before: whoever stood low comes back up without any visit, and that is no success.

    Parameters
    ----------
    customers
        By id, with sales up to the months after the contacts.
    found
        What became of the month's visits.
    incomplete
        Months (``YYYY-MM``) whose figures are incomplete: they are left out.

    Returns
    -------
    Success
        Without any effect where no sales from the contacts on are known. Whatever it shows is a
        correlation: who was visited was not drawn by lot.
    """
    known = {key for customer in customers.values() for key in customer.sales.months}
    known -= set(incomplete)
    after = tuple(m for m in months_of(month, COMPARED_MONTHS) if str(m) in known)
    if not after:
        return Success()
    before = tuple(m for m in _months_before(month, COMPARED_MONTHS) if str(m) in known)
    cases, left_out = _cases(customers, found, (before, after, frozenset(incomplete)), month)
    questions = (*_QUESTIONS, *_outcome_questions(cases))
    effects = _judged([_effect(question, cases) for question in questions])
    return Success(
        before=before,
        after=after,
        cases=tuple(cases),
        left_out=MappingProxyType(dict(left_out)),
        effects=effects,
    )


def like(case: CustomerCase) -> tuple[str, int]:
    """Return category and colour: customers who share both are like each other."""
    return case.segment, sum(case.start >= bound for bound in _STARTS)


_QUESTIONS = (
    _Question(
        "at least one contact made",
        "contacts planned, none made",
        lambda case: case.done > 0 if case.planned else None,
    ),
    _Question(
        "two contacts or more made",
        "one contact made",
        lambda case: case.done > 1 if case.done else None,
    ),
    _Question(
        "every visit made inside its window",
        "a visit made outside it",
        lambda case: case.on_time,
    ),
)


def _outcome_questions(cases: Sequence[CustomerCase]) -> Iterator[_Question]:
    """Yield a question for each outcome that is frequent enough to show anything."""
    counts = Counter(outcome for case in cases for outcome in case.outcomes)
    told = sum(bool(case.outcomes) for case in cases)
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    enough = [name for name, count in ranked if FEWEST <= count <= told - FEWEST]
    for name in enough[:_MOST_OUTCOMES]:

        def has(case: CustomerCase, name: str = name) -> bool | None:
            return name in case.outcomes if case.outcomes else None

        yield _Question(f"outcome “{name}”", "other outcomes", has)


def _effect(question: _Question, cases: Sequence[CustomerCase]) -> tuple[Effect, Comparison | None]:
    asked = [(case, label) for case in cases if (label := question.has(case)) is not None]
    labels = [label for _, label in asked]
    growth = [case.growth for case, _ in asked]
    found = compare(growth, labels, [like(case) for case, _ in asked])
    ones = [value for value, label in zip(growth, labels, strict=True) if label]
    zeros = [value for value, label in zip(growth, labels, strict=True) if not label]
    effect = Effect(
        action=question.action,
        compared=question.compared,
        with_count=found.with_count if found else 0,
        without_count=found.without_count if found else 0,
        growth_with=fmean(ones) if ones else None,
        growth_without=fmean(zeros) if zeros else None,
    )
    enough = found is not None and min(found.with_count, found.without_count) >= FEWEST
    return effect, found if enough else None


def _judged(found: Sequence[tuple[Effect, Comparison | None]]) -> tuple[Effect, ...]:
    """Return the effects with their findings, corrected for the number of questions asked."""
    chances = iter(holm([comparison.p for _, comparison in found if comparison is not None]))
    effects = []
    for effect, comparison in found:
        if comparison is None:
            effects.append(effect)
            continue
        p = next(chances)
        clear = p < CHANCE and not comparison.low <= 0 <= comparison.high
        judged = replace(
            effect,
            difference=comparison.difference,
            low=comparison.low,
            high=comparison.high,
            p=p,
            exact=comparison.exact,
            finding=Finding.EVIDENCE if clear else Finding.NO_EVIDENCE,
        )
        effects.append(judged)
    return tuple(effects)


_Spans = tuple[tuple[Month, ...], tuple[Month, ...], frozenset[str]]
"""Months before, months after, months that are incomplete."""


def _cases(
    customers: Mapping[str, Customer],
    found: Followed,
    spans: _Spans,
    month: Month,
) -> tuple[list[CustomerCase], Counter[str]]:
    visits_of: dict[str, list[FollowedVisit]] = {}
    for visit in found.visits:
        visits_of.setdefault(visit.customer_id, []).append(visit)
    cases: list[CustomerCase] = []
    left_out: Counter[str] = Counter()
    for customer_id, own in visits_of.items():
        customer = customers.get(customer_id)
        money = _money(customer, spans, month) if customer is not None else "not in the list"
        if isinstance(money, str):
            left_out[money] += 1
        else:
            cases.append(_case(customer_id, own, money, found.reported_to))
    return cases, left_out


def _money(customer: Customer, spans: _Spans, month: Month) -> tuple[float, float, float] | str:
    """Return usual month, months before and months after, or why they are not known."""
    before, after, incomplete = spans
    sales = customer.sales.months
    year = [str(m) for m in _months_before(month, USUAL_MONTHS)]
    usual = [sales[key] for key in year if key in sales and key not in incomplete]
    if not usual or not before or not all(str(m) in sales for m in before):
        return "sales before the contacts unknown"
    if not all(str(m) in sales for m in after):
        return "sales after the contacts unknown"
    if fmean(usual) <= 0:
        return "bought nothing before"
    mean_before, mean_after = (fmean(sales[str(m)] for m in span) for span in (before, after))
    return fmean(usual), mean_before, mean_after


def _case(
    customer_id: str,
    visits: Sequence[FollowedVisit],
    money: tuple[float, float, float],
    reported_to: dt.date | None,
) -> CustomerCase:
    done = [visit for visit in visits if visit.is_done]
    sides = [visit.side for visit in done if visit.side is not None]
    usual, before, after = money
    return CustomerCase(
        customer_id=customer_id,
        rep_id=visits[0].rep_id,
        segment=visits[0].segment,
        usual=usual,
        before=before,
        after=after,
        planned=tally(visits, reported_to).over,
        done=len(done),
        on_time=not any(sides) if sides else None,
        outcomes=frozenset(visit.outcome.casefold() for visit in done if visit.outcome),
    )


def _months_before(month: Month, count: int) -> tuple[Month, ...]:
    """Return so many months up to the one before."""
    first = month.year * 12 + month.number - 1 - count
    return months_of(Month(first // 12, first % 12 + 1), count)
