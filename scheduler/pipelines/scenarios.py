"""Scenarios side by side: variants of a month, planned in parallel, and the price of rules (P27)."""

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path

from models.errors import InputError, InputProblem
from models.plan import MonthPlan
from models.problem import MonthProblem
from models.result import Result
from models.scenario_figures import ScenarioFigures
from models.scenarios import Comparison, RulePrice, Scenario
from scheduler.io.scenarios_file import read_scenarios
from scheduler.pipelines.give_reps import Settled, settled_by
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.plan import Given, Prepared, plan_of, prepare
from scheduler.pipelines.reading import Files, read_files
from scheduler.pipelines.scenario_figures import PlannedScenario, scenario_figures
from scheduler.pipelines.scenario_inputs import with_scenario
from scheduler.pipelines.team import place_list
from scheduler.solve import Cancelled, FirstOf, SolveParams, plan_month, within
from scheduler.solve.bound import Effort
from scheduler.solve.prove import prove
from scheduler.staffing import PricedRule, compared_lines, price_of, rules_to_price

Tell = Callable[[str, int, int], None]
"""Is told the name of a scenario that is planned, how many are, and of how many."""

_POLL_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class ReadyScenario:
    """A scenario that is ready to be solved."""

    scenario: Scenario
    prepared: Prepared
    options: PlanOptions


@dataclass(frozen=True, slots=True)
class ReadyScenarios:
    """All scenarios of a file, ready to be solved.

    Parameters
    ----------
    rules
        To price; they belong to the last of the scenarios, in their order.
    """

    scenarios: tuple[ReadyScenario, ...]
    rules: tuple[PricedRule, ...]
    files: Files


@dataclass(frozen=True, slots=True)
class ComparedScenarios:
    """The comparison, with the plans of the scenarios of the file."""

    comparison: Comparison
    plans: tuple[MonthPlan, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A scenario for one process; the limits are those of one scenario."""

    problem: MonthProblem
    seconds: float | None
    iterations: int | None
    seed: int
    workers: int


def prepare_scenarios(
    options: PlanOptions, file: Path, *, price_rules: bool = False
) -> ReadyScenarios:
    """Read the lists once and prepare every scenario of a file.

    Parameters
    ----------
    options
        What all scenarios have in common.
    price_rules
        Whether to add the first scenario with one rule changed at a time.

    Raises
    ------
    InputError
        With everything that is wrong in the lists or in the scenarios.
    """
    scenarios = read_scenarios(file, options.policy)
    files = read_files(options)
    given = Given(files, place_list(files, options))
    rules: tuple[PricedRule, ...] = ()
    if price_rules:
        customers = given.placed.items
        rules = rules_to_price(
            scenarios[0],
            opening=any(customer.opening_hours for customer in customers),
            shared=any(len(customer.rep_ids) > 1 for customer in customers),
        )
    every = (*scenarios, *(rule.scenario for rule in rules))
    ready = tuple(_prepared(given, every, options, str(file)))
    return ReadyScenarios(ready, rules, ready[0].prepared.files)


def _prepared(
    given: Given, scenarios: Sequence[Scenario], options: PlanOptions, file: str
) -> Iterator[ReadyScenario]:
    """Yield the scenarios; what is wrong in several of them is told once, by the first one's name.

    Territories are those of the first scenario: a customer changes rep only where reps come, leave
    or move, so that scenarios differ by what they change and by nothing else.
    """
    problems: dict[InputProblem, str] = {}
    ready: list[ReadyScenario] = []
    for scenario in scenarios:
        try:
            lists, asked = with_scenario(given, scenario, options, file)
            ready.append(ReadyScenario(scenario, prepare(asked, lists), asked))
            if len(ready) == 1:
                given = replace(given, settled=_settled(ready[0]))
        except InputError as error:
            for problem in error.problems:
                problems.setdefault(problem, scenario.name)
    if problems:
        raise InputError([_named(problem, name, file) for problem, name in problems.items()])
    yield from ready


def _settled(first: ReadyScenario) -> Settled:
    pins = first.prepared.files.pins
    promised = () if pins is None else (pin.customer_id for pin in pins.items if pin.rep_id)
    return settled_by(first.prepared.team, frozenset(promised))


def _named(problem: InputProblem, scenario: str, file: str) -> InputProblem:
    if problem.file == file:
        return problem
    return replace(problem, what=f"{problem.what} (scenario {scenario!r})")


def compare(
    ready: ReadyScenarios,
    options: PlanOptions,
    tell: Tell | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ComparedScenarios:
    """Plan the scenarios in parallel and put them side by side.

    With iterations, the same seed gives the same figures whatever the number of workers. A scenario
    whose month is the same as that of an earlier one is planned once.

    Parameters
    ----------
    options
        Seconds and iterations are those of each scenario; workers are processes.
    tell
        Called as soon as a scenario is planned, in their order.
    cancelled
        Asked now and then; once it says so, every search ends with the best plan so far.
    """
    by_month = {one.prepared.problem.fingerprint: one for one in reversed(ready.scenarios)}
    unlike = list(dict.fromkeys(one.prepared.problem.fingerprint for one in ready.scenarios))
    processes = min(options.workers, len(unlike))
    tasks = [
        Task(
            by_month[key].prepared.problem,
            options.seconds,
            options.iterations,
            options.seed,
            max(1, options.workers // len(unlike)),
        )
        for key in unlike
    ]
    results: dict[str, Result] = {}
    for key, result in zip(unlike, _run(tasks, processes, cancelled), strict=True):
        results[key] = result
        if tell is not None:
            tell(by_month[key].scenario.name, len(results), len(tasks))
    planned = [
        PlannedScenario(
            one.scenario,
            one.prepared,
            plan_of(one.prepared, results[one.prepared.problem.fingerprint], one.options),
        )
        for one in ready.scenarios
    ]
    return _compared(ready, planned)


def _compared(ready: ReadyScenarios, planned: Sequence[PlannedScenario]) -> ComparedScenarios:
    count = len(planned) - len(ready.rules)
    first = planned[0]
    figures = [scenario_figures(one, first) for one in planned]
    same = first.plan.problem.fingerprint
    prices = tuple(
        _price(rule, figures[0], other, binds=one.plan.problem.fingerprint != same)
        for rule, other, one in zip(ready.rules, figures[count:], planned[count:], strict=True)
    )
    notes = dict.fromkeys(first.prepared.notes)
    for one in planned[1:count]:
        own = (note for note in one.prepared.notes if note not in notes)
        notes |= dict.fromkeys(f"{one.scenario.name}: {note}" for note in own)
    comparison = Comparison(
        month=first.plan.month,
        scenarios=tuple(figures[:count]),
        lines=compared_lines(figures[:count]),
        prices=prices,
        notes=tuple(notes),
        currency=first.plan.currency,
    )
    return ComparedScenarios(comparison, tuple(one.plan for one in planned[:count]))


def _price(
    rule: PricedRule, first: ScenarioFigures, other: ScenarioFigures, *, binds: bool
) -> RulePrice:
    price = price_of(rule, first, other)
    return price if binds else replace(price, verdict="binds nobody in this month")


def _run(tasks: Sequence[Task], processes: int, cancelled: Callable[[], bool]) -> Iterator[Result]:
    """Yield the results in the order of the tasks."""
    if processes < 2:
        yield from (run_task(task, cancelled) for task in tasks)
        return
    context = get_context("spawn")
    over = context.Event()
    with ProcessPoolExecutor(processes, context, _begin, (over,)) as executor:
        started = [executor.submit(_run_in_process, task) for task in tasks]
        try:
            for future in started:
                _wait_for(future, over, cancelled)
                yield future.result()
        finally:
            # Whoever stops listening, or meets a mistake, waits for no other search.
            over.set()
            executor.shutdown(wait=False, cancel_futures=True)


def _wait_for(future: "Future[Result]", over: Event, cancelled: Callable[[], bool]) -> None:
    """Wait, and tell all processes when somebody asks them to end."""
    while not future.done():
        if cancelled():
            over.set()
        wait([future], _POLL_SECONDS)


_over: Callable[[], bool]
"""In a process: whether its searches are to end."""


def _begin(over: Event) -> None:
    """Prepare a clean process, which Ctrl-C ends at once and without a word."""
    global _over  # noqa: PLW0603  (an event reaches a process only where it begins)
    _over = over.is_set
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _run_in_process(task: Task) -> Result:
    return run_task(task, _over)


def run_task(task: Task, cancelled: Callable[[], bool]) -> Result:
    """Solve a scenario's month; one with sets of days is bounded by the month without them.

    Every plan that keeps the sets of days is also one of the month without them, so that month's
    bound holds for it.
    """
    params = SolveParams(workers=task.workers)
    solve = partial(plan_month, task.problem, seed=task.seed, params=params)
    asked = Cancelled(cancelled)
    if all(req.patterns is None for req in task.problem.requirements):
        return solve(stop=FirstOf(within(task.seconds, task.iterations), asked))
    share = 1 - params.proof_share
    seconds = None if task.seconds is None else share * task.seconds
    result = solve(stop=FirstOf(within(seconds, task.iterations), asked))
    if cancelled():
        return result
    free = replace(
        task.problem,
        requirements=tuple(replace(req, patterns=None) for req in task.problem.requirements),
    )
    turns = params.proof_turns if task.iterations is not None or task.seconds is None else None
    left = float("inf") if task.seconds is None else params.proof_share * task.seconds
    effort = Effort(left, turns, cancelled)
    proof = prove(free, result.schedule, result.score, effort=effort, workers=task.workers)
    return replace(result, proof=proof)
