"""The judge: checks and prices any schedule, whoever made it. It knows no solver."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.problem import Kind, MonthProblem, customer_key
from models.rules.base import Violation
from models.rules.registry import HARD_RULES, SOFT_RULES
from models.schedule import Schedule, Score, ScoreLine


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge found; the score is only given to a schedule without violations of form.

    Parameters
    ----------
    violations
        Of the hard rules, in the order of the registry.
    score
        Rule by rule; ``None`` where the schedule is too broken to be priced.
    """

    violations: tuple[Violation, ...]
    score: Score | None

    @property
    def sound(self) -> bool:
        """Whether no hard rule is broken."""
        return not self.violations


_FORM = frozenset({"accounting", "workdays"})
"""Rules whose violations leave the others without a meaning: unknown visits, unknown days."""
_OF_LEGS = frozenset({"hours", "durations"})
"""Rules that look up legs: silent where a stop lies outside the rep's matrix."""


def judge(problem: MonthProblem, schedule: Schedule) -> Verdict:
    """Check a schedule against every hard rule and price it.

    Parameters
    ----------
    problem
        The month.
    schedule
        Any schedule, also one moved by hand.
    """
    found = violations(problem, schedule)
    priced = _has_form(problem, found) and _is_mapped(problem, schedule)
    return Verdict(found, score(problem, schedule) if priced else None)


def violations(problem: MonthProblem, schedule: Schedule) -> tuple[Violation, ...]:
    """Return what a schedule breaks of the hard rules, in the order of the registry; form first."""
    form = tuple(
        v for rule in HARD_RULES if rule.name in _FORM for v in rule.violations(problem, schedule)
    )
    if not _has_form(problem, form):
        return form
    mapped = _is_mapped(problem, schedule)
    rest = (
        v
        for rule in HARD_RULES
        if rule.name not in _FORM and (mapped or rule.name not in _OF_LEGS)
        for v in rule.violations(problem, schedule)
    )
    return (*form, *rest)


def _has_form(problem: MonthProblem, found: Iterable[Violation]) -> bool:
    """Whether every visit and every workday of a schedule with these violations is known."""
    return not any(
        v.rule == "workdays"
        or (v.rule == "accounting" and v.visit_id is not None and v.visit_id not in problem.need_of)
        for v in found
    )


def _is_mapped(problem: MonthProblem, schedule: Schedule) -> bool:
    """Whether every stop lies in its rep's matrix; where not, `allowed_reps` is broken as well."""
    meetings = (
        (problem.requirement_of[visit_id], route.rep_id) for visit_id, route in schedule.placed()
    )
    return all(
        req.is_desk or customer_key(req.customer_id) in problem.travel[rep_id].index
        for req, rep_id in meetings
    )


def score(problem: MonthProblem, schedule: Schedule) -> Score:
    """Price a schedule: priority of unplanned required visits, then minutes rule by rule."""
    planned = {visit_id for visit_id, _ in schedule.placed()}
    missing = sum(
        need.priority
        for visit_id, need in problem.need_of.items()
        if visit_id not in planned and problem.requirement_of[visit_id].kind is not Kind.PROSPECT
    )
    lines = []
    for rule in SOFT_RULES:
        weight = float(getattr(problem.weights, rule.weight))
        amount = rule.amount(problem, schedule) if weight else 0.0
        lines.append(ScoreLine(rule.name, amount, amount * weight))
    return Score(missing, tuple(lines))
