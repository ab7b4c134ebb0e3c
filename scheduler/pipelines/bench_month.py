"""How good a rep's month is beside those of other engines, on anybody's customers and reps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from models.errors import InputError, InputProblem
from models.judge import Verdict, judge
from models.policy import Policy
from models.problem import Kind, MonthProblem, Weights
from models.schedule import Schedule
from scheduler.peers import PEERS, Peer, RepMonth, Routes, rep_month, repair, to_schedule
from scheduler.pipelines.bench_results import OWN, Instance, MonthRun
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.plan import prepare
from scheduler.pipelines.settings import load_policy
from scheduler.solve import SolveParams, plan_month, within
from scheduler.solve.bound import Effort, lower_bound
from scheduler.solve.stop import Stopwatch

DEFAULT_POLICY = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthBench:
    """What is measured: every rep under every policy and cap, by every engine, time and seed.

    Parameters
    ----------
    options
        The lists; their policy is not used.
    policies
        By the name that results have.
    reps
        Whose months; all where empty.
    caps
        Most meetings a day; ``None`` for the caps of the reps.
    engines
        By name, ours first; all that are installed where empty.
    seconds
        Of each plan, ascending; ``None`` where only iterations are given, the others then get a second.
    iterations
        Of our search, for each visit.
    workers
        Cores that every engine is given.
    prove
        Seconds for each proof, beside those of the search; 0: no proof.
    """

    options: PlanOptions
    policies: tuple[tuple[str, Policy], ...]
    reps: tuple[str, ...] = ()
    caps: tuple[int | None, ...] = (None,)
    engines: tuple[str, ...] = ()
    seconds: tuple[float | None, ...] = (30.0,)
    seeds: tuple[int, ...] = (1,)
    iterations: int | None = None
    workers: int = 1
    prove: float = 0.0


@dataclass(frozen=True, slots=True)
class _Case:
    """A rep's month under a policy and a cap."""

    policy: str
    problem: MonthProblem

    def instance(self, seconds: float | None) -> Instance:
        cap = max(day.cap for day in self.problem.workdays)
        return self.problem.rep_ids[0], self.policy, cap, seconds

    @property
    def for_driving(self) -> MonthProblem:
        return replace(self.problem, weights=Weights.travel_only())


def installed() -> list[Peer]:
    """Return the peers that are installed."""
    return [peer for peer in PEERS if peer.version is not None]


def not_installed() -> list[str]:
    """Return the names of the peers that are not installed."""
    return [peer.name for peer in PEERS if peer.version is None]


def named_policies(words: Sequence[str]) -> tuple[tuple[str, Policy], ...]:
    """Return policies by name: of files without their ending, and the ``default`` one.

    Raises
    ------
    InputError
        When two have one name, or a file is no policy.
    """
    named = [(DEFAULT_POLICY if w == DEFAULT_POLICY else Path(w).stem, w) for w in words]
    names = [name for name, _ in named]
    twice = [word for name, word in named if names.count(name) > 1]
    if twice:
        what = "two policies have one name"
        advice = "results tell policies by the names of their files: rename one"
        raise InputError([InputProblem("--policy", 0, "", word, what, advice) for word in twice])
    return tuple(
        (name, load_policy(None if word == DEFAULT_POLICY else Path(word))) for name, word in named
    )


def chosen_engines(names: Sequence[str]) -> tuple[str, ...]:
    """Return engines by name, ours first; all that are installed without a name.

    Raises
    ------
    InputError
        For engines that nobody knows or that are not installed.
    """
    known = [OWN, *(peer.name for peer in PEERS)]
    there = [OWN, *(peer.name for peer in installed())]
    problems = []
    for name in names:
        if name not in known:
            advice = f"give one of {', '.join(known)}"
            problems.append(InputProblem("--engine", 0, "", name, "no engine of that name", advice))
        elif name not in there:
            advice = "install the extra 'peers'"
            problems.append(InputProblem("--engine", 0, "", name, "it is not installed", advice))
    if problems:
        raise InputError(problems)
    return tuple(name for name in there if not names or name in names)


def bench_month(bench: MonthBench, known: Sequence[MonthRun] = ()) -> Iterator[MonthRun]:
    """Plan the month of each rep by each engine, ours first; yield what is not known yet.

    Desk work and prospecting are left out for all engines alike: no peer knows them.

    Raises
    ------
    InputError
        With everything that is wrong in the input.
    """
    runs = {run.key: run for run in known}
    engines = chosen_engines(bench.engines)
    # All engines of a seed one after the other: what else the machine does meets them alike.
    for case, seed, engine in product(_cases(bench), bench.seeds, engines):
        times = [s for s in bench.seconds if (case.instance(s), seed, engine) not in runs]
        for run in _runs(bench, case, (engine, seed), times, tuple(runs.values())):
            runs[run.key] = run
            yield run


def _cases(bench: MonthBench) -> Iterator[_Case]:
    for name, policy in bench.policies:
        whole = prepare(replace(bench.options, policy=policy)).problem
        for rep, cap in product(_asked(bench, whole), bench.caps):
            problem = cut(whole, rep, cap)
            if problem.need_of and problem.workdays:
                yield _Case(name, problem)


def _asked(bench: MonthBench, whole: MonthProblem) -> Sequence[str]:
    unknown = [rep for rep in bench.reps if rep not in whole.rep_ids]
    if unknown:
        what = "no rep of that name works in this month"
        advice = f"give one of {', '.join(whole.rep_ids)}"
        raise InputError([InputProblem("--rep", 0, "", rep, what, advice) for rep in unknown])
    return bench.reps or whole.rep_ids


def cut(whole: MonthProblem, rep: str, cap: int | None = None) -> MonthProblem:
    """Return the visits of one rep as a problem of its own, in which all visits weigh the same.

    Then the visits that a plan leaves out can be compared by their number.
    """
    requirements = tuple(
        replace(
            req,
            rep_ids=(rep,),
            visits=tuple(replace(need, priority=1.0) for need in req.visits),
        )
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


def _runs(
    bench: MonthBench,
    case: _Case,
    who: tuple[str, int],
    times: Sequence[float | None],
    known: Sequence[MonthRun],
) -> Iterator[MonthRun]:
    """Yield the runs of an engine from a seed, within each of several times."""
    engine, seed = who
    if engine == OWN:
        yield from (_ours(bench, case, seconds, seed) for seconds in times)
        return
    peer = next(peer for peer in PEERS if peer.name == engine)
    if not peer.seeded:
        # Another seed would be the same run again: its plan stands for every seed.
        done = {run.instance: run for run in known if run.engine == engine}
        again = [s for s in times if case.instance(s) in done]
        yield from (replace(done[case.instance(s)], seed=seed) for s in again)
        times = [s for s in times if s not in again]
    if times:
        yield from _theirs(bench, case, (peer, seed), times)


def _ours(bench: MonthBench, case: _Case, seconds: float | None, seed: int) -> MonthRun:
    """Plan twice: once for driving alone, as the peers do, and once for all soft rules."""
    params = SolveParams(workers=bench.workers, proof_share=0)
    plans = [
        plan_month(problem, stop=within(seconds, bench.iterations), seed=seed, params=params)
        for problem in (case.for_driving, case.problem)
    ]
    run = _measured(case, (OWN, seed, seconds), (plans[0].schedule, plans[1].schedule))
    bounds = [
        _bound(bench, case.problem, plan.schedule, travel_only=travel_only)
        for plan, travel_only in zip(plans, (True, False), strict=True)
    ]
    return replace(run, bound=bounds[0], bound_judged=bounds[1])


def _bound(
    bench: MonthBench, problem: MonthProblem, plan: Schedule, *, travel_only: bool
) -> float | None:
    """Prove a bound of our plan on its own time, so that the search has the same as its peers."""
    if not bench.prove:
        return None
    effort, watch = Effort(seconds=bench.prove), Stopwatch()
    return lower_bound(problem, plan, effort=effort, watch=watch, travel_only=travel_only).minutes


def _theirs(
    bench: MonthBench, case: _Case, who: tuple[Peer, int], times: Sequence[float | None]
) -> Iterator[MonthRun]:
    """Let a peer plan; of the plans of several processes the judge takes the best."""
    peer, seed = who
    month = rep_month(case.for_driving)
    found = peer.solve(month, [s or 1.0 for s in times], seed, bench.workers)
    for seconds, candidates in zip(times, found, strict=True):
        plan = min((_plan(month, routes) for routes in candidates), key=_worth)[1]
        yield _measured(case, (peer.name, seed, seconds), (plan, plan))


def _plan(month: RepMonth, routes: Routes) -> tuple[Verdict, Schedule]:
    plan = repair(month.problem, to_schedule(month, routes))
    return judge(month.problem, plan), plan


def _worth(judged: tuple[Verdict, Schedule]) -> tuple[bool, float, float]:
    verdict = judged[0]
    key = verdict.score.key if verdict.score is not None else (0.0, 0.0)
    return not verdict.sound, *key


def _measured(
    case: _Case, who: tuple[str, int, float | None], plans: tuple[Schedule, Schedule]
) -> MonthRun:
    """Let the judge say what a plan for driving and a plan for all rules are worth."""
    engine, seed, seconds = who
    rep, policy, cap, _ = case.instance(seconds)
    driving, judged = judge(case.for_driving, plans[0]), judge(case.problem, plans[1])
    if driving.score is None or judged.score is None:
        raise AssertionError(f"the plan of {engine} cannot be priced")
    return MonthRun(
        rep=rep,
        policy=policy,
        cap=cap,
        seconds=seconds,
        seed=seed,
        engine=engine,
        travel_cost=driving.score.cost_min,
        judged_cost=judged.score.cost_min,
        unplanned=max(len(plan.unplanned) for plan in plans),
        bound=None,
        feasible=driving.sound and judged.sound,
    )
