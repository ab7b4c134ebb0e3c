"""The front door: `plan_month`."""

from models.judge import judge
from models.problem import MonthProblem
from models.result import Outcome, Result
from models.schedule import Schedule
from scheduler.solve.explain import explain
from scheduler.solve.observer import Observer, Silent
from scheduler.solve.offers import advise
from scheduler.solve.params import SolveParams
from scheduler.solve.parts import merge, split
from scheduler.solve.stop import StopCriterion, Stopwatch
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
    params = params or SolveParams()
    parts = split(problem)
    team = Team(parts, stop, seed, params, observer or Silent())
    schedule = advise(problem, merge(map(explain, parts, team.run())))
    verdict = judge(problem, schedule)
    if not verdict.sound or verdict.score is None:
        raise AssertionError(
            "the plan breaks a rule: " + "; ".join(map(str, verdict.violations[:5]))
        )
    return Result(
        schedule=schedule,
        score=verdict.score,
        outcome=_outcome(schedule),
        stop_reason=team.stop_reason,
        seed=seed,
        iterations=team.iterations,
        seconds=watch.seconds(),
        params=params.as_dict(),
    )


def _outcome(schedule: Schedule) -> Outcome:
    if not schedule.unplanned:
        return Outcome.COMPLETE
    return Outcome.PARTIAL if schedule.routes else Outcome.EMPTY
