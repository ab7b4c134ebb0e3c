"""How good a rep's month is beside those of other engines, on anybody's customers and reps."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from models.errors import InputError, InputProblem
from models.judge import judge
from models.problem import Kind, MonthProblem, Weights
from models.schedule import Schedule
from scheduler.peers import PEERS, Peer, rep_month, to_schedule
from scheduler.pipelines.bench_pvrp import BenchLimits
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.plan import prepare
from scheduler.solve import SolveParams, plan_month

OWN = "rounds"
_WRITTEN = (
    *("rep", "policy", "cap", "seconds", "seed", "engine"),
    *("travel_cost", "judged_cost", "unplanned", "bound", "feasible"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRun:
    """A rep's month by one engine.

    Parameters
    ----------
    policy
        Name of the policy file, ``default`` without one.
    cap
        Most meetings of any day.
    travel_cost
        Minutes of driving of the plan that only driving counts for.
    judged_cost
        All soft rules together: of the plan that all of them count for where the engine knows
        them (`rounds`), else of the same plan.
    unplanned, unplanned_judged
        Visits without a day in the plan for driving, and in the plan for all rules.
    bound
        Proven lower bound of `travel_cost`; ``None`` where nothing was proven.
    feasible
        By the judge.
    """

    rep: str
    policy: str
    cap: int
    seconds: float | None
    seed: int
    engine: str
    travel_cost: float
    judged_cost: float
    unplanned: int
    bound: float | None
    feasible: bool
    unplanned_judged: int
    visits: int

    def as_json(self) -> Mapping[str, object]:
        """Return the result as `rounds bench month --json` writes it."""
        return {name: getattr(self, name) for name in _WRITTEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthBench:
    """What is measured.

    Parameters
    ----------
    reps
        Whose months; all where empty.
    cap
        Most meetings a day, instead of the caps of the reps.
    policy
        Name of the policy in the results.
    """

    options: PlanOptions
    limits: BenchLimits
    reps: tuple[str, ...] = ()
    cap: int | None = None
    policy: str = "default"


def installed() -> list[Peer]:
    """Return the peers that are installed."""
    return [peer for peer in PEERS if peer.version is not None]


def not_installed() -> list[str]:
    """Return the names of the peers that are not installed."""
    return [peer.name for peer in PEERS if peer.version is None]


def policy_name(path: Path | None) -> str:
    """Return what a policy file is called in the results."""
    return "default" if path is None else path.stem


def bench_month(bench: MonthBench) -> Iterator[MonthRun]:
    """Plan the month of each rep by each engine, ours first.

    Desk work and prospecting are left out for all engines alike: no peer knows them.

    Raises
    ------
    InputError
        With everything that is wrong in the input.
    """
    whole = prepare(bench.options).problem
    for rep in _asked(bench, whole):
        problem = cut(whole, rep, bench.cap)
        if not problem.need_of or not problem.workdays:
            continue
        yield _ours(bench, problem)
        month = rep_month(replace(problem, weights=Weights.travel_only()))
        for peer in installed():
            seconds = bench.limits.seconds or 1.0
            routes = peer.solve(month, seconds, bench.limits.seed)
            plan = to_schedule(month, routes)
            yield _measured(bench, problem, peer.name, (plan, plan))


def _asked(bench: MonthBench, whole: MonthProblem) -> Sequence[str]:
    unknown = [rep for rep in bench.reps if rep not in whole.rep_ids]
    if unknown:
        what = "no rep of that name works in this month"
        advice = f"give one of {', '.join(whole.rep_ids)}"
        raise InputError([InputProblem("--rep", 0, "", rep, what, advice) for rep in unknown])
    return bench.reps or whole.rep_ids


def cut(whole: MonthProblem, rep: str, cap: int | None = None) -> MonthProblem:
    """Return the visits of one rep as a problem of its own."""
    requirements = tuple(
        replace(req, rep_ids=(rep,))
        for req in whole.requirements
        if req.rep_ids[0] == rep and req.kind is Kind.VISIT
    )
    days = whole.workdays_of(rep)
    if cap is not None:
        days = tuple(replace(day, cap=cap if day.cap else 0) for day in days)
    return replace(
        whole,
        workdays=days,
        requirements=requirements,
        travel={rep: whole.travel[rep]},
        reserve_min={r: kept for r, kept in whole.reserve_min.items() if r == rep},
        published={},
    )


def _ours(bench: MonthBench, problem: MonthProblem) -> MonthRun:
    """Plan twice: once for driving alone, as the peers do, and once for all soft rules."""
    plans = tuple(
        plan_month(
            replace(problem, weights=weights),
            stop=bench.limits.stop(),
            seed=bench.limits.seed,
            params=SolveParams(workers=bench.limits.workers),
        )
        for weights in (Weights.travel_only(), problem.weights)
    )
    run = _measured(bench, problem, OWN, (plans[0].schedule, plans[1].schedule))
    return replace(run, bound=plans[0].bound_min)


def _measured(
    bench: MonthBench, problem: MonthProblem, engine: str, plans: tuple[Schedule, Schedule]
) -> MonthRun:
    """Let the judge say what a plan for driving and a plan for all rules are worth."""
    driving = judge(replace(problem, weights=Weights.travel_only()), plans[0])
    judged = judge(problem, plans[1])
    if driving.score is None or judged.score is None:
        raise AssertionError(f"the plan of {engine} cannot be priced")
    return MonthRun(
        rep=problem.rep_ids[0],
        policy=bench.policy,
        cap=max(day.cap for day in problem.workdays),
        seconds=bench.limits.seconds,
        seed=bench.limits.seed,
        engine=engine,
        travel_cost=driving.score.cost_min,
        judged_cost=judged.score.cost_min,
        unplanned=len(plans[0].unplanned),
        bound=None,
        feasible=driving.sound and judged.sound,
        unplanned_judged=len(plans[1].unplanned),
        visits=len(problem.need_of),
    )
