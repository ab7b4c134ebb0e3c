"""Scenarios compared: the lines of the table, rules to price, and what a rule costs (P27)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from models.policy import Policy
from models.scenario_figures import ScenarioFigures
from models.scenarios import ComparedLine, RulePrice, Scenario

_FREE_DAYS = 31
"""A visit that may lie so many days off its due date may lie anywhere in the month."""
_NO_CAP = 99
_MANY_PATTERNS = 6
"""More than the three frequencies up to which routes are said to stay compact."""
_SPREAD = 0.3
"""Of the frequency, between the most and the least visited of one former interval."""


_OTHERS = "other visits fall due: look at km a visit, over several months"

Value = Callable[[ScenarioFigures], float | None]


def compared_lines(scenarios: Sequence[ScenarioFigures]) -> tuple[ComparedLine, ...]:
    """Return the lines of a comparison: categories and reasons as far as any scenario has them."""
    segments = sorted({part.segment for one in scenarios for part in one.coverage})
    total: Counter[str] = Counter()
    for one in scenarios:
        total.update(one.unplanned)
    wanted: list[tuple[str, str, str, Value]] = [
        ("reps", "reps", "whole", lambda one: one.reps),
        ("visits_a_month", "visits a month", "whole", lambda one: one.visits_a_month),
        ("visits_due", "visits due", "whole", lambda one: one.visits_due),
        ("visits_planned", "visits planned", "whole", lambda one: one.visits_planned),
        ("coverage", "coverage", "share", lambda one: one.share),
        *((f"coverage_{s}", f"· of {s}", "share", partial(_covered, s)) for s in segments),
        ("unplanned", "without a day", "whole", lambda one: one.missing),
        *(
            (f"unplanned_{r.replace(' ', '_')}", f"· {r}", "whole", partial(_left, r))
            for r, _ in sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
        ("desk", "desk tasks", "whole", lambda one: one.desk),
        ("drive_hours", "driving, h", "tenth", lambda one: one.drive_min / 60),
        ("drive_km", "driving, km", "whole", lambda one: one.drive_km),
        ("km_a_visit", "km a visit", "tenth", lambda one: one.km_a_visit),
        ("work_hours", "work, h", "whole", lambda one: one.work_min / 60),
        ("used", "of hours paid", "share", lambda one: one.used),
        ("fullest", "fullest rep", "share", lambda one: one.fullest),
        ("overtime_hours", "overtime, h", "tenth", lambda one: one.overtime_min / 60),
        ("paid_cost", "pay", "money", lambda one: one.paid_cost),
        ("km_cost", "cost of km", "money", lambda one: one.km_cost),
        ("team_cost", "cost in all", "money", lambda one: one.team_cost),
        ("work_cost", "pay of work done", "money", lambda one: one.work_cost),
        ("sales", "expected sales", "money", lambda one: one.sales),
        ("margin", "margin of it", "money", lambda one: one.margin),
        ("contribution", "margin − cost", "money", lambda one: one.contribution),
        ("change_rep", "change of rep", "whole", lambda one: one.change_rep),
        ("drive_gap", "gap, driving", "share", lambda one: one.drive_gap),
        ("gap", "gap, all rules", "share", lambda one: one.gap),
    ]
    return tuple(
        ComparedLine(key, name, form, tuple(map(value, scenarios)))
        for key, name, form, value in wanted
    )


def _covered(segment: str, one: ScenarioFigures) -> float | None:
    part = one.of(segment)
    return part.share if part.due else None


def _left(reason: str, one: ScenarioFigures) -> float:
    return one.unplanned.get(reason, 0)


@dataclass(frozen=True, slots=True)
class PricedRule:
    """A rule to price.

    Parameters
    ----------
    scenario
        The first scenario with the rule added, or taken away where the first one keeps it.
    added
        Whether the rule is added; taken away, the first scenario is the dearer one.
    other_visits
        Whether other visits fall due with it, so that no plan of the one is one of the other.
    """

    rule: str
    scenario: Scenario
    added: bool
    other_visits: bool = False


def rules_to_price(first: Scenario, *, opening: bool, shared: bool) -> tuple[PricedRule, ...]:
    """Return the first scenario with one rule changed at a time.

    Parameters
    ----------
    opening, shared
        Whether any customer has opening hours, and whether any may be served by several reps;
        without, these rules cost nothing and nothing is planned for them.
    """
    policy = first.policy
    loose, exact = _slack(policy, _FREE_DAYS), _slack(policy, 0)
    uneven = replace(policy, cost=replace(policy.cost, balance=0.0, daily_balance=0.0))
    used = {days for channel, days in policy.treatment.table.values() if channel == "visit"}
    patterns = max(_MANY_PATTERNS, 2 * len(used))
    many = f"{patterns} frequency patterns"
    rules = [
        PricedRule("exact due dates", _with(first, "exact due dates", policy=exact), True),
        PricedRule("exact phasing", _ruled(first, "exact phasing", exact_phasing=True), True),
        PricedRule("same weekday", _ruled(first, "same weekday", same_weekday=True), True),
        PricedRule(many, _ruled(first, many, frequency_patterns=patterns), True, True),
        PricedRule("due dates, spacing", _with(first, "any day of the month", policy=loose), False),
        PricedRule("daily cap", _with(first, "no daily cap", daily_cap=_NO_CAP), False),
        PricedRule("even weeks", _with(first, "uneven weeks", policy=uneven), False),
    ]
    if opening:
        always = _ruled(first, "always open", always_open=True)
        rules.append(PricedRule("opening hours", always, False))
    if shared and policy.solve.one_rep_per_customer:
        free = replace(policy, solve=replace(policy.solve, one_rep_per_customer=False))
        several = _with(first, "several reps a customer", policy=free)
        rules.append(PricedRule("one rep per customer", several, False))
    return tuple(rules)


def _slack(policy: Policy, days: int) -> Policy:
    due = replace(policy.due, min_tolerance_days=days, max_tolerance_days=days)
    return replace(policy, due=due)


def _with(first: Scenario, name: str, **changes: object) -> Scenario:
    return replace(first, name=name, changes=(*first.changes, name), **changes)  # type: ignore[arg-type]


def _ruled(first: Scenario, name: str, **rules: object) -> Scenario:
    return _with(first, name, rules=replace(first.rules, **rules))  # type: ignore[arg-type]


def price_of(rule: PricedRule, first: ScenarioFigures, other: ScenarioFigures) -> RulePrice:
    """Return what a rule costs: its plan against the plan without it.

    The least driving with a rule lies between the bound and the plan with it, the least without
    between the bound and the plan without. So the price lies between the differences of opposite ends;
    it is never negative, because every plan that keeps the rule is also one without it.
    """
    dear, cheap = (other, first) if rule.added else (first, other)
    visits = dear.visits_planned - cheap.visits_planned
    low = high = None
    alike = not (visits or rule.other_visits)
    if alike and dear.driving.least is not None and cheap.driving.least is not None:
        low = max(0.0, dear.driving.least - cheap.driving.planned)
        high = max(0.0, dear.driving.planned - cheap.driving.least)
    ratio = dear.km_a_visit / cheap.km_a_visit - 1 if dear.km_a_visit and cheap.km_a_visit else 0.0
    minutes = dear.driving.planned - cheap.driving.planned
    hourly = first.paid_cost / first.paid_min if first.paid_min else 0.0
    return RulePrice(
        rule=rule.rule,
        km=dear.drive_km - cheap.drive_km,
        drive_min=minutes,
        money=minutes * hourly + dear.km_cost - cheap.km_cost,
        visits=visits,
        share=ratio,
        low_min=low,
        high_min=high,
        verdict=_OTHERS if rule.other_visits else _verdict(visits, low, high, minutes),
    )


def _verdict(visits: int, low: float | None, high: float | None, minutes: float) -> str:
    if visits:
        word = "more" if visits > 0 else "fewer"
        return f"{abs(visits):,} {word} visits planned: look at km a visit; nothing is proven"
    if low is None or high is None:
        return "nothing is proven"
    if low > 0:
        return f"proven: between {low / 60:,.1f} and {high / 60:,.1f} h"
    if minutes <= 0:
        return f"no price seen; at most {high / 60:,.1f} h"
    return f"smaller than the proven gap; at most {high / 60:,.1f} h"


def spread_intervals(contacts: Sequence[tuple[str, int, float]], patterns: int) -> dict[str, int]:
    """Return an interval for each customer, so that `patterns` different ones are in use.

    The customers of each interval are ranked by value and cut into groups of one size; the better
    groups are visited up to 30 % more often than before, the others as much less, so that about as
    many contacts are due in a year as before. The groups are shared out by contacts.

    Parameters
    ----------
    contacts
        Customer, interval in days and value, of all who are visited.

    Raises
    ------
    ValueError
        If more intervals than `patterns` are in use already.
    """
    classes: dict[int, list[tuple[float, str]]] = {}
    for customer_id, interval, value in contacts:
        classes.setdefault(interval, []).append((-value, customer_id))
    if len(classes) > patterns:
        raise ValueError(f"{len(classes)} intervals are in use")
    found = {}
    for interval, groups in _shared_out(classes, patterns).items():
        members = sorted(classes[interval])
        for number, (_, customer_id) in enumerate(members):
            group = number * groups // len(members)
            often = 1.0 if groups == 1 else 1 + _SPREAD * (1 - 2 * group / (groups - 1))
            found[customer_id] = max(1, round(interval / often))
    return found


def _shared_out(
    classes: Mapping[int, Sequence[tuple[float, str]]], patterns: int
) -> dict[int, int]:
    """Return how many groups each interval is cut into: one, and the others where most contacts are."""
    groups = dict.fromkeys(classes, 1)
    for _ in range(patterns - len(groups)):
        room = [days for days in groups if groups[days] < len(classes[days])]
        if not room:
            break
        groups[max(room, key=lambda days: (len(classes[days]) / days / groups[days], -days))] += 1
    return groups
