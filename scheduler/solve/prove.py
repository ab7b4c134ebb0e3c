"""The proof of a plan: how far it can be from the best one at most, rep by rep."""

from collections.abc import Sequence
from dataclasses import replace

from models.problem import Kind, MonthProblem
from models.proof import Bounded, Proof
from models.rules.soft import travel
from models.schedule import Schedule, Score
from scheduler.solve.bound import Bound, Effort, conditions, least_unplanned, out_of_reach
from scheduler.solve.parts import split
from scheduler.solve.proving import Task, run_tasks


def may_be_proven(problem: MonthProblem) -> bool:
    """Whether there is any bound for months of this kind, so that time should be kept for it."""
    return not out_of_reach(problem)


def prove(
    problem: MonthProblem,
    schedule: Schedule,
    score: Score,
    *,
    effort: Effort,
    workers: int,
) -> Proof:
    """Prove how far a sound schedule of a team can be from the best one.

    Each customer's rep is taken as planned; then bounds of single reps add up, and each is found on
    its own, in several processes where there are several reps.

    Parameters
    ----------
    score
        Of the judge, for this schedule.
    effort
        Seconds of the whole team, turns of each bound; once it is cancelled, what is proven by then counts.
    workers
        Processes; they change the time it takes and nothing else.
    """
    reason, found = out_of_reach(problem), []
    if not reason:
        try:
            tasks = _tasks(_settled(problem, schedule), schedule, effort)
        except _SeveralRepsError as error:
            reason = str(error)
        else:
            found = run_tasks(tasks, effort, workers)
    words = [
        "; ".join(conditions(problem, schedule, travel_only=travel_only))
        for travel_only in (False, True)
    ]
    driven = travel(problem, schedule)
    return Proof(
        cost=_sum(score.cost_min, [part.cost for part in found], reason, words[0]),
        travel=_sum(driven, [part.travel for part in found], reason, words[1]),
        unplanned=_unplanned(problem, schedule),
    )


class _SeveralRepsError(Exception):
    """A customer's visits are planned with several reps."""


def _settled(problem: MonthProblem, schedule: Schedule) -> MonthProblem:
    """Return the problem with each customer's rep as planned; of those without visits, the first."""
    rep_of = {visit_id: route.rep_id for visit_id, route in schedule.placed()}
    requirements = []
    for req in problem.requirements:
        planned = {rep_of[need.visit_id] for need in req.visits if need.visit_id in rep_of}
        if len(planned) > 1:
            raise _SeveralRepsError(
                f"no bound: the visits of {req.name} are planned with several reps"
            )
        requirements.append(replace(req, rep_ids=tuple(planned) or req.rep_ids[:1]))
    return replace(problem, requirements=tuple(requirements))


def _tasks(problem: MonthProblem, schedule: Schedule, effort: Effort) -> list[Task]:
    """Return the months of single reps, the least first: what they leave of their time goes to the others."""
    tasks = []
    for part in split(problem):
        own = _of_part(part, schedule)
        tasks.append(Task(part, own, effort, len(part.need_of) * (1.0 + travel(part, own))))
    return sorted(tasks, key=lambda task: task.weight)


def _of_part(part: MonthProblem, schedule: Schedule) -> Schedule:
    reps = set(part.travel)
    return Schedule(
        tuple(route for route in schedule.routes if route.rep_id in reps),
        tuple(item for item in schedule.unplanned if item.visit_id in part.need_of),
    )


def _sum(amount: float, parts: Sequence[Bound], reason: str, covers: str) -> Bounded:
    """Return the bound of a team, or why there is none."""
    reason = reason or next((part.covers for part in parts if part.minutes is None), "")
    # Without a turn, or after too few of them, all that is known of a rep is that nothing costs less than 0.
    late = sum(not (part.converged or (part.iterations and part.minutes)) for part in parts)
    if parts and late == len(parts):
        reason = reason or "no bound: too little time or too few turns for a proof"
    if reason:
        return Bounded(amount, None, reason)
    if late:
        covers = f"{covers}; for want of time {late} of {len(parts)} reps count as 0"
    # A bound above the plan itself can only be the last bit of binary arithmetic.
    bound = min(amount, sum(part.minutes for part in parts if part.minutes is not None))
    return Bounded(amount, bound, covers)


def _unplanned(problem: MonthProblem, schedule: Schedule) -> Bounded:
    missing = sum(
        problem.requirement_of[item.visit_id].kind is not Kind.PROSPECT
        for item in schedule.unplanned
    )
    covers = "required visits without a day, all plans; counts windows, caps and minutes of days"
    least = least_unplanned(problem) if missing else 0
    return Bounded(float(missing), float(least), covers)
