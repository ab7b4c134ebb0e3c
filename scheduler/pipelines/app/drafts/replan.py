"""Plan a draft again: pins hold, and every other change of what the manager sees costs something."""

import datetime as dt
from dataclasses import dataclass, replace

from models.changes import change_budget
from models.judge import violations
from models.plan import MonthPlan
from models.problem import MonthProblem
from models.schedule import Schedule
from scheduler.events import Published, Replanned, apply_events, changes_of, keep_days
from scheduler.pipelines.app.drafts.draft import Draft
from scheduler.pipelines.notes import sentence
from scheduler.pipelines.replan import with_days_kept
from scheduler.pipelines.replan_notes import replan_notes
from scheduler.solve import Observer, SolveParams, StopCriterion, plan_month


@dataclass(frozen=True, slots=True)
class Again:
    """How a draft is planned again.

    Parameters
    ----------
    first
        The days before this one are history; ``None`` leaves the whole month open.
    """

    stop: StopCriterion
    first: dt.date | None = None
    seed: int = 1
    workers: int = 1


def replanned(draft: Draft, again: Again, observer: Observer | None = None) -> MonthPlan:
    """Return the month planned again from the draft as it stands.

    Notes
    -----
    Changes are counted against the draft: hand edits stay where they are unless moving them saves more
    than a change costs (``cost.changes`` of the policy); pins stay in any case.
    """
    seen = Published(draft.state.problem, draft.state.schedule, _first(draft, again))
    asked = apply_events(seen, ())
    problem = asked.problem
    result = plan_month(
        problem,
        stop=again.stop,
        seed=again.seed,
        params=SolveParams(workers=again.workers),
        observer=observer,
    )
    sound = replace(seen, schedule=_sound_days(problem, seen.schedule))
    schedule = keep_days(sound, problem, result.schedule, ())
    result = with_days_kept(problem, result, schedule)
    changes = changes_of(seen, problem, schedule, ())
    told = sentence(change_budget(problem, changes))
    notes = [told, *map(sentence, replan_notes(seen, (), asked))]
    notes += [note for note in draft.plan.notes if note not in _told_before(draft.plan)]
    return replace(draft.plan, problem=problem, result=result, notes=tuple(notes), changes=changes)


def _first(draft: Draft, again: Again) -> dt.date:
    month = draft.plan.month
    earliest = draft.state.problem.history_before or month.first
    return min(max(again.first or earliest, earliest), month.last)


def _sound_days(problem: MonthProblem, schedule: Schedule) -> Schedule:
    """Return the days in which nothing is broken: only their times are worth keeping."""
    found = violations(problem, schedule)
    visits = {violation.visit_id for violation in found}
    days = {(violation.rep_id, violation.date) for violation in found}
    sound = tuple(
        route
        for route in schedule.routes
        if (route.rep_id, route.date) not in days and visits.isdisjoint(route.visit_ids)
    )
    return replace(schedule, routes=sound)


def _told_before(plan: MonthPlan) -> set[str]:
    """Return what an earlier re-plan told about itself: how much it changed, and from when on."""
    first = plan.problem.history_before
    if first is None:
        return set()
    seen = Published(plan.problem, plan.result.schedule, first)
    history = replan_notes(seen, (), Replanned(plan.problem, ()))
    return {sentence(told) for told in (change_budget(plan.problem, plan.changes), *history)}
