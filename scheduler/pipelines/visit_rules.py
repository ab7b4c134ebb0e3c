"""Rules about a customer's days, in the words that a problem has: intervals and sets of days."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from models.customers import Channel, Customer, Status
from models.errors import InputError, InputProblem
from models.requirement import Kind, Requirement, VisitNeed
from models.scenarios import VisitRules
from scheduler.pipelines.team import Team
from scheduler.requirements import RequirementSet, Standing
from scheduler.staffing import spread_intervals


def with_patterns(
    standings: Mapping[str, Standing], customers: Sequence[Customer], rules: VisitRules
) -> dict[str, Standing]:
    """Return the standings with as many different intervals in use as the rules ask for.

    Only customers who are visited, and whose row names no interval of its own, change.

    Raises
    ------
    InputError
        If more intervals are in use already.
    """
    found = dict(standings)
    if rules.frequency_patterns is None:
        return found
    visited = [
        (c.customer_id, standing.interval_days, standing.value or 0.0)
        for c in customers
        if (standing := standings[c.customer_id]).channel is Channel.VISIT
        and c.status is Status.ACTIVE
        and c.interval_days is None
    ]
    try:
        intervals = spread_intervals(visited, rules.frequency_patterns)
    except ValueError as error:
        told, advice = str(rules.frequency_patterns), "give at least so many"
        problem = InputProblem("frequency_patterns", 0, "", told, f"{error} already", advice)
        raise InputError([problem]) from None
    for customer_id, days in intervals.items():
        found[customer_id] = replace(found[customer_id], interval_days=days)
    return found


def with_visit_rules(asked: RequirementSet, team: Team, rules: VisitRules) -> RequirementSet:
    """Return the requirements with the sets of days that the rules allow, and opening hours as they say."""
    if not (rules.settle_days or rules.always_open):
        return asked
    dates: dict[str, set[dt.date]] = {}
    for day in team.all_workdays:
        dates.setdefault(day.rep_id, set()).add(day.date)
    last = {c.customer_id: c.last_visit for c in team.customers}
    requirements = []
    for req in asked.requirements:
        changed = replace(req, opening=None) if rules.always_open else req
        if rules.settle_days and req.kind is Kind.VISIT and not req.pins:
            workdays = sorted(set().union(*(dates.get(rep, set()) for rep in req.rep_ids)))
            changed = replace(
                changed, patterns=_patterns(req, workdays, last[req.customer_id], rules)
            )
        requirements.append(changed)
    return replace(asked, requirements=tuple(requirements))


def _patterns(
    req: Requirement,
    workdays: Sequence[dt.date],
    last_visit: dt.date | None,
    rules: VisitRules,
) -> tuple[frozenset[dt.date], ...] | None:
    """Return the sets of days that the rules allow; ``None`` where they leave every day open.

    A rule that no set of workdays can keep, for instance over a holiday, does not bind.
    """
    several = len(req.visits) > 1
    found = None
    if rules.same_weekday and (several or last_visit is not None):
        found = list(_weekdays(req, workdays, last_visit)) or None
    if rules.exact_phasing and several:
        phased = list(_phased(req, workdays))
        if found is not None:
            phased = [days for days in phased if len({day.weekday() for day in days}) == 1]
        found = phased or found
    return None if found is None else tuple(dict.fromkeys(found))


def _weekdays(
    req: Requirement, workdays: Sequence[dt.date], last_visit: dt.date | None
) -> Iterator[frozenset[dt.date]]:
    """Yield the workdays of each weekday that holds a day for every visit; the known one alone."""
    possible = {
        weekday: frozenset(day for day in workdays if day.weekday() == weekday)
        for weekday in {day.weekday() for day in workdays}
    }
    fitting = {
        weekday: days
        for weekday, days in possible.items()
        if all(any(_holds(need, day) for day in days) for need in req.visits)
    }
    if last_visit is not None and last_visit.weekday() in fitting:
        yield fitting[last_visit.weekday()]
        return
    yield from (fitting[weekday] for weekday in sorted(fitting))


def _phased(req: Requirement, workdays: Sequence[dt.date]) -> Iterator[frozenset[dt.date]]:
    """Yield days that follow exactly the interval apart, on the next workday where one is none."""
    first, others = req.visits[0], req.visits[1:]
    for start in workdays:
        if not _holds(first, start):
            continue
        days = {start}
        for k, need in enumerate(others, start=1):
            wanted = start + dt.timedelta(days=k * req.interval_days)
            at = bisect_left(workdays, wanted)
            if at < len(workdays) and _holds(need, workdays[at]):
                days.add(workdays[at])
        if len(days) == len(req.visits):
            yield frozenset(days)


def _holds(need: VisitNeed, day: dt.date) -> bool:
    return need.earliest <= day <= need.latest
