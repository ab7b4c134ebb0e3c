"""Every rule of the registry decides something in the months that are drawn."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from ortools.sat.python import cp_model

from models.judge import judge
from models.problem import MonthProblem
from models.rules.registry import HARD_RULES, SOFT_RULES
from models.schedule import Schedule
from models.timing import Clash, time_route
from scheduler.solve.board import UNPLANNED_MIN
from tests.agreement.counting import Tally
from tests.agreement.draws import TIMES, draws
from tests.agreement.enumeration import schedules
from tests.agreement.literals import exact
from tests.agreement.test_history import published_months
from tests.solve.tiny import schedule


def thrown(problem: MonthProblem, random: Random) -> Schedule | Clash:
    """Visits thrown onto any days of any rep; some months not accounted for, some on free days."""
    days: list[list[str]] = [[] for _ in problem.workdays]
    for visit_id in problem.need_of:
        if days and random.random() < 0.7:
            own = random.choice(days)
            own.insert(random.randint(0, len(own)), visit_id)
    routes = []
    for workday, order in zip(problem.workdays, days, strict=True):
        route = time_route(problem, workday, order)
        if isinstance(route, Clash):
            return route
        if order:
            routes.append(route)
    if routes and random.random() < 0.1:
        routes[0] = replace(
            routes[0], date=routes[0].date + dt.timedelta(days=random.choice((1, 2)))
        )
    made = schedule(problem, *routes)
    return made if random.random() < 0.9 else replace(made, unplanned=made.unplanned[1:])


def deciding(problem: MonthProblem, made: Schedule | Clash) -> str | None:
    """The one rule that a schedule breaks, if it is one."""
    if isinstance(made, Clash):
        return made.rule
    broken = {violation.rule for violation in judge(problem, made).violations}
    return broken.pop() if len(broken) == 1 else None


def with_history() -> Iterator[tuple[int, MonthProblem]]:
    """Drawn months, the last of them planned again from a day in between."""
    yield from draws(500, first_seed=160_000)
    for seed, _, problem in published_months(40, first_seed=165_000):
        yield seed, problem


def test_every_hard_rule_alone_forbids_schedules():
    tally = Tally()
    for seed, problem in with_history():
        random = Random(seed)
        found = {deciding(problem, thrown(problem, random)) for _ in range(40)}
        for rule in found - {None}:
            tally.count(str(rule))
    rare = {
        rule.name: tally.seen[rule.name] for rule in HARD_RULES if tally.seen[rule.name] < 4 * TIMES
    }
    assert not rare, f"decided in too few months: {rare}"


def amounts(problem: MonthProblem, random: Random) -> Iterator[dict[str, float]]:
    """What the soft rules cost in some sound schedules."""
    for _ in range(40):
        made = thrown(problem, random)
        verdict = None if isinstance(made, Clash) else judge(problem, made)
        if verdict is not None and verdict.sound and verdict.score is not None:
            yield {line.rule: line.cost_min for line in verdict.score.lines}


def test_every_soft_rule_prefers_some_schedules_to_others():
    tally = Tally()
    for seed, problem in draws(600, first_seed=170_000):
        found = list(amounts(problem, Random(seed)))
        for rule in SOFT_RULES:
            tally.count(rule.name, int(len({round(costs[rule.name], 6) for costs in found}) > 1))
    rare = {
        rule.name: tally.seen[rule.name] for rule in SOFT_RULES if tally.seen[rule.name] < 3 * TIMES
    }
    assert not rare, f"decided in too few months: {rare}"


def priced_alike(problem: MonthProblem) -> MonthProblem:
    """The month without the rules whose price the constraint model leaves to the search."""
    weights = replace(problem.weights, balance=0.0, daily_balance=0.0, overtime=0.0, reserve=0.0)
    return replace(problem, weights=weights)


def test_the_constraint_model_prices_its_best_month_as_the_judge_does():
    tally = Tally()
    for seed, drawn in draws(40, first_seed=180_000):
        problem = priced_alike(drawn)
        tally.month(problem)
        best = min(
            UNPLANNED_MIN * item.score.unplanned + item.score.cost_min
            for item in schedules(problem)
            if item.sound and item.score is not None
        )
        formulation = exact(problem)
        formulation.minimise()
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(formulation.model) == cp_model.OPTIMAL
        # Tenths of a minute for each leg and visit, each rounded.
        assert solver.objective_value / 10 == pytest.approx(best, abs=1.0, rel=0), f"seed {seed}"
    tally.saw(months=40, published=4, prospect=4, two_reps=8)
