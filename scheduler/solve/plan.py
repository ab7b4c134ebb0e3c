"""The front door: `plan_month`."""

from math import inf

from models.judge import judge
from models.problem import MonthProblem
from models.proof import Proof
from models.result import Outcome, Result, StopReason
from models.schedule import Schedule
from scheduler.solve.bound import Effort
from scheduler.solve.explain import explain
from scheduler.solve.observer import Observer, Progress, Silent
from scheduler.solve.offers import advise
from scheduler.solve.params import SolveParams
from scheduler.solve.parts import merge, split
from scheduler.solve.prove import may_be_proven, prove
from scheduler.solve.stop import PartOf, StopCriterion, Stopwatch
from scheduler.solve.team import Team
from scheduler.solve.warm import warm_up


def plan_month(
    problem: MonthProblem,
    *,
    stop: StopCriterion,
    seed: int = 1,
    params: SolveParams | None = None,
    observer: Observer | None = None,
) -> Result:
    """Give every required visit a day and a place in a rep's route, or a reason why not.

    Parameters
    ----------
    problem
        The month.
    stop
        When to stop; with an iteration stop the same seed gives the same plan on every run.
    seed
        The only source of randomness.
    params
        How to search.
    observer
        Is told about progress.

    Returns
    -------
    Result
        Sound by the judge, whatever the time; visits without a day carry their reasons.
    """
    warm_up()
    watch = Stopwatch()
    params, observer = params or SolveParams(), observer or Silent()
    parts = split(problem)
    team = Team(parts, _searching(problem, stop, params), seed, params, observer)
    schedule = advise(problem, merge(map(explain, parts, team.run())))
    verdict = judge(problem, schedule)
    if not verdict.sound or verdict.score is None:
        raise AssertionError(
            "the plan breaks a rule: " + "; ".join(map(str, verdict.violations[:5]))
        )
    proof, reason = None, team.stop_reason
    if params.proof_share and not stop.met():
        observer.tell(Progress(1.0, verdict.score.unplanned, verdict.score.cost_min, "proving"))
        effort = _effort(stop, watch, params)
        proof = prove(problem, schedule, verdict.score, effort=effort, workers=params.workers)
        reason = stop.reason if stop.met() else reason
    return Result(
        schedule=schedule,
        score=verdict.score,
        outcome=_outcome(schedule),
        stop_reason=StopReason.PROVEN if parts and _is_best(problem, proof) else reason,
        seed=seed,
        iterations=team.iterations,
        seconds=watch.seconds(),
        params=params.as_dict(),
        proof=proof,
    )


def _searching(problem: MonthProblem, stop: StopCriterion, params: SolveParams) -> StopCriterion:
    """Return when the search stops, so that its share of the seconds is left for a proof."""
    if stop.budget().seconds is None or not may_be_proven(problem):
        return stop
    return PartOf(stop, 1 - params.proof_share)


def _effort(stop: StopCriterion, watch: Stopwatch, params: SolveParams) -> Effort:
    """Return what is left of the time; turns, where iterations are counted or time has no limit."""
    budget = stop.budget()
    turns = params.proof_turns if budget.seconds is None or budget.iterations is not None else None
    left = inf if budget.seconds is None else max(0.0, budget.seconds - watch.seconds())
    return Effort(left, turns, stop.met)


def _is_best(problem: MonthProblem, proof: Proof | None) -> bool:
    """Whether no plan is better, on either level and whoever visits whom."""
    shared = any(len(req.rep_ids) > 1 for req in problem.requirements)
    return proof is not None and proof.cost.closed and not proof.unplanned.amount and not shared


def _outcome(schedule: Schedule) -> Outcome:
    if not schedule.unplanned:
        return Outcome.COMPLETE
    return Outcome.PARTIAL if schedule.routes else Outcome.EMPTY
