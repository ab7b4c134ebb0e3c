"""Categories A to D by the income a customer can bring (P6)."""

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.customers import Customer, Segment, Status
from models.errors import InputError, InputProblem
from models.policy import CategoryPolicy, Policy
from scheduler.portfolio.months import WINDOW_MONTHS
from scheduler.portfolio.value import Value


@dataclass(frozen=True, slots=True)
class Category:
    """The category of one customer.

    Parameters
    ----------
    r
        Annual revenue over the A level; ``None`` where either is unknown.
    assumed
        Whether it is a guess because the value is unknown.
    tail
        Whether the customer belongs to the C tail.
    alarm
        What should make the manager look; empty where nothing does.
    reason
        Why this category, in words and numbers.
    """

    segment: Segment
    r: float | None = None
    assumed: bool = False
    tail: bool = False
    alarm: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Scale:
    """What revenues are measured against, the same for the whole team."""

    policy: CategoryPolicy
    level: float | None
    larger: Mapping[float, float]

    def segment_of(self, annual: float) -> tuple[Segment, str]:
        """Return the category of a positive annual revenue by the policy's method, and why."""
        if self.policy.method == "pareto":
            return self._by_pareto(annual)
        r = annual / self.level if self.level else 0.0
        if r >= self.policy.a_from:
            return Segment.A, f"{r:.2f} of the A level, A from {self.policy.a_from:.2f}"
        if r >= self.policy.b_from:
            return Segment.B, f"{r:.2f} of the A level, B from {self.policy.b_from:.2f}"
        return Segment.C, f"{r:.2f} of the A level, below {self.policy.b_from:.2f}"

    def _by_pareto(self, annual: float) -> tuple[Segment, str]:
        before = self.larger.get(annual, 1.0)
        text = f"larger customers bring {before:.0%} of the sales"
        if before < self.policy.pareto_a:
            return Segment.A, f"{text}, A below {self.policy.pareto_a:.0%}"
        if before < self.policy.pareto_b:
            return Segment.B, f"{text}, B below {self.policy.pareto_b:.0%}"
        return Segment.C, text


def level_a(values: Iterable[Value], policy: CategoryPolicy) -> float | None:
    """Return the A level: median annual revenue of the top share of positive buyers.

    Returns
    -------
    float or None
        Money a year; ``None`` where nobody is known to buy.
    """
    annual = sorted(
        (WINDOW_MONTHS * v.amount for v in values if v.amount and v.amount > 0), reverse=True
    )
    if not annual:
        return None
    # The slack keeps 0.1 * 30 from losing a customer to binary fractions.
    count = max(1, int(policy.a_top_share * len(annual) + 1e-9))
    return statistics.median(annual[:count])


def categorise(
    customers: Sequence[Customer], values: Mapping[str, Value], policy: Policy
) -> Mapping[str, Category]:
    """Return the category of each customer of the whole team, by id.

    A given segment wins. Unknown value gives C, assumed; lapsed buyers and net returns give C with an
    alarm; who never bought is D unless the potential is `category.hopeful_from` or more. A prospect is ranked by its expected
    value; without one, C or D is assumed by its potential.

    Raises
    ------
    InputError
        If the method of the policy is neither ``level`` nor ``pareto``.
    """
    if policy.category.method not in {"level", "pareto"}:
        what, advice = "there is no such method", "give level or pareto"
        problem = InputProblem("policy", 0, "category.method", policy.category.method, what, advice)
        raise InputError([problem])
    scale = _scale(values, policy.category)
    return {c.customer_id: _category(c, values[c.customer_id], scale) for c in customers}


def category_notes(
    customers: Sequence[Customer], categories: Mapping[str, Category]
) -> tuple[str, ...]:
    """Return sentences on the whole list: how many of each category, what was assumed.

    Prospects are counted apart.
    """
    prospects = [c for c in customers if c.status is Status.PROSPECT]
    own = [categories[c.customer_id] for c in customers if c.status is not Status.PROSPECT]
    tail = sum(category.tail for category in own)
    assumed = sum(category.assumed for category in own)
    notes = [f"categories: {_by_letter(own)}" + (f" (C tail {tail})" if tail else "")]
    if prospects:
        expected = _by_letter([categories[c.customer_id] for c in prospects])
        notes.append(f"categories of the prospects, by what they may buy: {expected}")
    if assumed and not any(customer.sales.known for customer in customers):
        notes.append("the file has no sales: every category that is not given is C, assumed")
    elif assumed:
        notes.append(f"customers whose category is assumed, the value being unknown: {assumed}")
    alarms = sum(bool(category.alarm) for category in own)
    if alarms:
        notes.append(f"customers with an alarm (lapsed buyers, net returns): {alarms}")
    return tuple(notes)


def _by_letter(categories: Sequence[Category]) -> str:
    found = Counter(category.segment.value for category in categories)
    return ", ".join(f"{letter} {found[letter]}" for letter in "ABCD")


def _scale(values: Mapping[str, Value], policy: CategoryPolicy) -> _Scale:
    annual = sorted(
        (WINDOW_MONTHS * v.amount for v in values.values() if v.amount and v.amount > 0),
        reverse=True,
    )
    total, running = sum(annual), 0.0
    larger: dict[float, float] = {}
    for amount in annual:
        larger.setdefault(amount, running / total)  # equal customers share a category
        running += amount
    return _Scale(policy, level_a(values.values(), policy), larger)


def _category(customer: Customer, value: Value, scale: _Scale) -> Category:
    category = _by_income(customer, value, scale)
    if customer.segment is None:
        return category
    segment = customer.segment
    tail = category.tail and segment is Segment.C
    return replace(
        category, segment=segment, assumed=False, tail=tail, reason=f"{segment} as given"
    )


def _by_income(customer: Customer, value: Value, scale: _Scale) -> Category:
    if customer.status is Status.PROSPECT:
        return _prospect(customer, scale)
    if value.amount is None:
        return _unknown(customer, value)
    if value.amount > 0:
        return _ranked(value.amount, "", scale)
    r = WINDOW_MONTHS * value.amount / scale.level if scale.level else None
    if value.amount < 0:
        return Category(
            Segment.C, r, alarm="net returns", reason=f"returns exceed sales: {value.note}"
        )
    if _ever_bought(customer):
        return Category(Segment.C, r, alarm="lapsed buyer", reason=f"bought before, {value.note}")
    return _hoped_for(customer, scale, assumed=False)


def _prospect(customer: Customer, scale: _Scale) -> Category:
    expected = customer.expected_value
    if expected is None or expected <= 0 or scale.level is None:
        return _hoped_for(customer, scale, assumed=True)
    return _ranked(expected, "expected: ", scale)


def _ranked(monthly: float, how: str, scale: _Scale) -> Category:
    annual = WINDOW_MONTHS * monthly
    segment, why = scale.segment_of(annual)
    r = annual / scale.level if scale.level else None
    tail = segment is Segment.C and r is not None and r < scale.policy.tail_below
    return Category(segment, r, tail=tail, reason=f"{how}{annual:,.0f} a year, {why}")


def _unknown(customer: Customer, value: Value) -> Category:
    if _ever_bought(customer) and customer.sales.known:
        return Category(Segment.C, assumed=True, alarm="lapsed buyer", reason=value.note)
    return Category(Segment.C, assumed=True, reason="C assumed: the value is unknown")


def _hoped_for(customer: Customer, scale: _Scale, *, assumed: bool) -> Category:
    potential = customer.scores.potential
    hopeful = potential is not None and potential >= scale.policy.hopeful_from
    segment = Segment.C if hopeful else Segment.D
    known = "unknown" if potential is None else str(potential)
    return Category(segment, assumed=assumed, reason=f"never bought, potential {known}")


def _ever_bought(customer: Customer) -> bool:
    sold = any(amount > 0 for amount in customer.sales.months.values())
    return sold or bool(customer.sales.total_12m) or customer.first_purchase is not None
