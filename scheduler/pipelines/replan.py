"""Plan the rest of a month again: from a published plan and what happened since."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from models.changes import change_budget
from models.errors import InputError, InputProblem
from models.events import Event, EventKind
from models.judge import judge
from models.plan import MonthPlan
from models.policy import Policy
from models.problem import MonthProblem, Requirement, Weights
from models.result import Result, StopReason
from models.rules.soft import travel
from models.schedule import Schedule
from scheduler.events import (
    Published,
    Replanned,
    apply_events,
    changes_of,
    check_events,
    keep_days,
    urgent_requirement,
    urgent_window,
)
from scheduler.io.events import read_events
from scheduler.io.reading import Reading, ReadOptions
from scheduler.io.references import check_event_references, set_aside
from scheduler.pipelines.check import check
from scheduler.pipelines.notes import sentence
from scheduler.pipelines.replan_month import capacity_again, reps_again, rows_again
from scheduler.pipelines.replan_notes import replan_notes
from scheduler.pipelines.urgent import travel_with, usual_visits
from scheduler.solve import (
    Observer,
    SolveParams,
    plan_month,
    within,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplanOptions:
    """Files and settings of one re-plan.

    Parameters
    ----------
    plan
        The output folder of a plan, or its ``plan.json``.
    first
        The date of re-planning: days before it are history.
    events
        What happened; ``None`` where nothing did, and the rest is only to be improved.
    policy
        Of urgent visits, and of the costs; ``None`` keeps the costs of the plan, and takes for urgent visits
        the default.
    mapping, date_order
        As for the lists of a plan; fields are mapped as ``events.date``.
    seconds, iterations
        Of the solver; both may be given.
    """

    plan: Path
    first: dt.date
    events: Path | None = None
    policy: Policy | None = None
    mapping: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    date_order: str = "auto"
    seconds: float | None = 30.0
    iterations: int | None = None
    seed: int = 1
    workers: int = 1


@dataclass(frozen=True, slots=True)
class PreparedReplan:
    """A re-plan that is ready to be solved."""

    plan: MonthPlan
    published: Published
    events: tuple[Event, ...]
    asked: Replanned
    notes: tuple[str, ...]


def prepare_replan(options: ReplanOptions) -> PreparedReplan:
    """Read the published plan and the events, and turn them into a new problem.

    Raises
    ------
    InputError
        With everything that is wrong in the events, or in the plan.
    """
    plan, schedule = published_plan(options.plan)
    _check_first_day(options.first, plan)
    published = Published(plan.problem, schedule, options.first)
    policy = options.policy or Policy()
    known = _events(options, published, plan, policy)
    usual = usual_visits(plan, known, policy)
    urgent = [
        urgent_requirement(
            event,
            published,
            usual[event.customer_id],
            urgent_window(event, published, policy.due.urgent_days),
        )
        for event in known
        if event.kind is EventKind.URGENT
    ]
    travel = travel_with(plan, urgent, policy)
    asked = apply_events(published, known, urgent, travel)
    if options.policy is not None:
        weights = Weights.of(options.policy.cost)
        asked = replace(asked, problem=replace(asked.problem, weights=weights))
    notes = [*replan_notes(published, known, asked), *_guessed(options, plan, urgent)]
    return PreparedReplan(plan, published, known, asked, tuple(map(sentence, notes)))


def _guessed(
    options: ReplanOptions, plan: MonthPlan, urgent: Sequence[Requirement]
) -> Iterator[str]:
    """Yield what is taken from the default policy, because a plan does not tell its own."""
    met = {req.customer_id for req in plan.problem.requirements if not req.is_desk}
    names = {req.name: None for req in urgent if req.customer_id not in met}
    if names and options.policy is None:
        yield (
            f"the plan has no visit of {', '.join(names)}: minutes and driving are those of the "
            "default policy; give yours with --policy"
        )


def _events(
    options: ReplanOptions, published: Published, plan: MonthPlan, policy: Policy
) -> tuple[Event, ...]:
    """Return what happened, as far as it is told."""
    if options.events is None:
        return ()
    reading = read_events(options.events, ReadOptions(options.mapping, options.date_order))
    unknown = check_event_references(reading, plan.customers, plan.reps)
    known = set_aside(reading, unknown).items
    usual = usual_visits(plan, known, policy)
    wrong = check_events(published, known, usual, reading.file)
    _refuse(reading, (*unknown, *wrong))
    return tuple(known)


def published_plan(path: Path) -> tuple[MonthPlan, Schedule]:
    """Return a plan and its schedule, with what was changed by hand in ``schedule.csv``.

    Raises
    ------
    InputError
        When there is no plan, or the judge finds a fault in it.
    """
    plan, found = check(path)
    problems = [
        InputProblem(
            str(checked.file), 0, "", "", str(violation), "mend it ('rounds check' shows it)"
        )
        for checked in found
        for violation in checked.verdict.violations
    ]
    if problems:
        raise InputError(problems)
    return plan, found[-1].schedule


def _check_first_day(first: dt.date, plan: MonthPlan) -> None:
    month = plan.month
    earliest = plan.problem.history_before or month.first
    if not earliest <= first <= month.last:
        what = f"this day is not in {month}, the month of the plan"
        if month.first <= first <= month.last:
            what = f"the plan is a re-plan itself: days before {earliest} are history"
        advice = f"give a day from {earliest} to {month.last}"
        raise InputError([InputProblem("--from", 0, "", str(first), what, advice)])


def _refuse(reading: Reading[Event], problems: tuple[InputProblem, ...]) -> None:
    found = sorted([*reading.errors, *problems], key=lambda problem: problem.row)
    if found:
        raise InputError(found)


def solve_replan(
    prepared: PreparedReplan, options: ReplanOptions, observer: Observer | None = None
) -> MonthPlan:
    """Solve a prepared re-plan and return the plan, with what it changed."""
    problem, old = prepared.asked.problem, prepared.plan
    result = plan_month(
        problem,
        stop=within(options.seconds, options.iterations),
        seed=options.seed,
        params=SolveParams(workers=options.workers),
        observer=observer,
    )
    schedule = keep_days(prepared.published, problem, result.schedule, prepared.events)
    result = with_days_kept(problem, result, schedule)
    changes = changes_of(prepared.published, problem, schedule, prepared.events)
    return replace(
        old,
        reps=reps_again(old, prepared.events),
        rows=rows_again(old, prepared.published, problem),
        problem=problem,
        result=result,
        capacity=capacity_again(old, problem),
        notes=(sentence(change_budget(problem, changes)), *prepared.notes, *old.notes),
        changes=changes,
    )


def with_days_kept(problem: MonthProblem, result: Result, schedule: Schedule) -> Result:
    """Return the result with days as they were published: what was proven holds, what they cost differs."""
    verdict = judge(problem, schedule)
    if not verdict.sound or verdict.score is None:
        raise AssertionError(f"the re-plan breaks a rule: {verdict.violations[:3]}")
    score, proof = verdict.score, result.proof
    proof = None if proof is None else proof.of(score.cost_min, travel(problem, schedule))
    reason = result.stop_reason
    if reason is StopReason.PROVEN and (proof is None or not proof.cost.closed):
        # The search has found the best plan; this one costs more, because it tells fewer people a new time.
        reason = StopReason.NO_IMPROVEMENT
    return replace(result, schedule=schedule, score=score, proof=proof, stop_reason=reason)
