"""When the search stops, what it says about it, and whom it tells on the way."""

from dataclasses import replace
from threading import Event
from typing import Any

import pytest

from models.errors import InputError
from models.judge import judge
from models.result import StopReason
from models.schedule import Schedule
from scheduler.solve import (
    Cancelled,
    FirstOf,
    MaxIterations,
    MaxSeconds,
    NoImprovement,
    SolveParams,
    plan_month,
    task,
    team,
)
from scheduler.solve.draft import Draft
from scheduler.solve.improve import Search
from scheduler.solve.observer import Progress, Silent
from scheduler.solve.offspring import offspring
from scheduler.solve.rounds import Rounds
from scheduler.solve.stop import Budget, NowAndThen, PartOf, Stopwatch
from tests.solve.months import rep_month, team_month, with_patterns
from tests.solve.tiny import customer, month, workday

QUICK = SolveParams(assign_seconds=0.05, proof_share=0.0)


def solved(stop, problem=None, **others):
    return plan_month(problem or team_month(), stop=stop, params=QUICK, **others)


def test_iterations_are_counted_for_each_visit():
    problem = month([workday(2)], [customer("X"), customer("Y")])
    result = solved(MaxIterations(50), problem)
    assert result.stop_reason is StopReason.ITERATIONS
    assert result.iterations == QUICK.searches * 2 * 50


def test_seconds_are_kept():
    solved(MaxIterations(1))  # whatever is compiled on first use is compiled now
    result = solved(MaxSeconds(1.0))
    assert result.stop_reason is StopReason.TIME
    assert result.iterations > 0
    assert 0.5 < result.seconds < 60.0  # a busy machine is late, but does not search on


def test_no_improvement_ends_a_search_that_finds_nothing_better():
    problem = month([workday(2)], [customer("X"), customer("Y")])
    result = solved(NoImprovement(20), problem)
    assert result.stop_reason is StopReason.NO_IMPROVEMENT
    # Of each search in each round.
    assert result.iterations >= SolveParams().rounds * SolveParams().searches * 20


def test_a_cancelled_search_keeps_the_best_plan_so_far(monkeypatch):
    searching = Event()
    run = Search.run

    def noticed(search, steps, *how, **more):
        run(search, steps, *how, **more)
        if steps > 1:  # compiling the search makes one
            searching.set()

    monkeypatch.setattr(Search, "run", noticed)
    result = solved(FirstOf(MaxSeconds(3600), Cancelled(searching.is_set)))
    assert result.stop_reason is StopReason.CANCELLED
    assert result.iterations > 0  # a search is cancelled on its way, not only after its round
    assert judge(team_month(), result.schedule).sound


def test_a_search_cancelled_at_once_still_has_a_sound_first_month():
    result = solved(FirstOf(Cancelled(lambda: True), MaxSeconds(60)))
    assert (result.stop_reason, result.iterations) == (StopReason.CANCELLED, 0)
    assert result.schedule.routes
    assert judge(team_month(), result.schedule).sound


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ((MaxIterations(5), MaxSeconds(60)), StopReason.ITERATIONS),
        ((MaxSeconds(60), MaxIterations(5)), StopReason.ITERATIONS),
        ((MaxIterations(10**6), MaxSeconds(0.5)), StopReason.TIME),
        ((MaxIterations(10**6), NoImprovement(3)), StopReason.NO_IMPROVEMENT),
        ((Cancelled(lambda: False), MaxIterations(5)), StopReason.ITERATIONS),
    ],
)
def test_the_first_of_several_criteria_stops_and_is_named(others, reason):
    assert solved(FirstOf(*others)).stop_reason is reason


def test_limits_of_several_criteria_are_the_least_of_each():
    criterion = FirstOf(
        MaxIterations(9), MaxIterations(7), MaxSeconds(3), FirstOf(NoImprovement(5), MaxSeconds(2))
    )
    assert criterion.budget() == Budget(iterations=7, seconds=2, patience=5)


def test_a_search_without_a_limit_is_refused():
    with pytest.raises(InputError, match="Cancelled'\\); set a limit beside it"):
        solved(Cancelled(lambda: False))


def test_nothing_to_do_takes_no_time():
    result = plan_month(month([], [], travel={}), stop=MaxSeconds(60))
    assert (result.stop_reason, result.iterations) == (StopReason.NOTHING_TO_DO, 0)
    assert result.seconds < 5


def test_a_stopwatch_runs_forward():
    watch = Stopwatch()
    assert 0 <= watch.seconds() <= watch.seconds()


class Notebook:
    """An observer that writes everything down."""

    def __init__(self):
        self.told: list[Progress] = []

    def tell(self, progress):
        self.told.append(progress)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_observer_is_told_of_a_plan_that_only_gets_better(workers):
    notebook = Notebook()
    params = replace(QUICK, workers=workers)
    result = plan_month(team_month(), stop=MaxIterations(20), params=params, observer=notebook)
    told = notebook.told
    assert len(told) == 2 * params.searches * params.rounds  # two groups of reps
    assert [progress.done for progress in told] == sorted(progress.done for progress in told)
    assert told[-1].done == pytest.approx(1.0)
    assert {progress.phase for progress in told} == {"improving"}
    assert told[0].cost_min is None  # the second group has no month yet
    keys = [(p.unplanned, p.cost_min) for p in told if p.cost_min is not None]
    assert keys == sorted(keys, reverse=True)
    assert keys[-1] == pytest.approx(result.score.key)


def test_a_silent_observer_takes_no_note():
    Silent().tell(Progress(0.0, 0.0, None, "first month"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"assign_seconds": 0.0},
        {"exact_visits": -1},
        {"exact_stops": 0},
        {"exact_stops": 13},
        {"removed": (10, 0)},
        {"blink": (1.0,)},
        {"start_temperature": 0.01},
        {"end_temperature": 0.0},
        {"rounds": 0},
        {"bred_rounds": 100},
        {"bred_heat": 0.0},
        {"searches": 0},
        {"starts": 0},
        {"pool": 0},
        {"pool_share": 1.0},
        {"reheat": 0.0},
        {"workers": 0},
        {"proof_share": 1.0},
        {"proof_turns": 0},
    ],
)
def test_parameters_that_make_no_sense_are_refused_by_name(wrong):
    with pytest.raises(InputError) as caught:
        SolveParams(**wrong)
    assert f"column {next(iter(wrong))}" in str(caught.value)


def test_parameters_are_stored_with_the_result():
    params = replace(QUICK, blink=(0.05,))
    problem = month([workday(2)], [customer("X")])
    result = plan_month(problem, stop=MaxIterations(1), params=params, seed=9)
    assert result.seed == 9
    assert result.params == params.as_dict()


def test_a_part_of_a_criterion_has_a_share_of_its_seconds_and_is_met_with_it():
    part = PartOf(FirstOf(MaxSeconds(10), MaxIterations(7), Cancelled(lambda: True)), 0.8)
    assert part.budget() == Budget(iterations=7, seconds=8.0)
    assert part.met()
    assert part.reason is StopReason.CANCELLED
    assert PartOf(MaxIterations(7), 0.8).budget() == Budget(iterations=7)


@pytest.mark.parametrize("rounds", [Rounds(1, 0.35), Rounds(2, 0.5), Rounds(6, 0.35)])
def test_the_shares_of_the_rounds_make_a_whole(rounds):
    assert rounds.share_before(0) == 0
    assert rounds.share_before(rounds.number) == pytest.approx(1)


@pytest.fixture
def bred(monkeypatch) -> list[Draft]:
    """Offspring that searches started from."""
    made: list[Draft] = []

    def counted(*given: Any) -> Draft:
        made.append(offspring(*given))
        return made[-1]

    monkeypatch.setattr(task, "offspring", counted)
    return made


def test_counted_steps_give_the_same_plan_beside_a_limit_of_time_for_any_number_of_workers(bred):
    stop = FirstOf(MaxIterations(420), MaxSeconds(600))
    one, two = (
        plan_month(rep_month(5), stop=stop, params=replace(QUICK, workers=workers))
        for workers in (1, 2)
    )
    assert one.stop_reason is StopReason.ITERATIONS
    assert one.schedule == two.schedule
    # The second search of each round but the first and the last, with one worker and with two.
    assert len(bred) == 2 * (QUICK.bred_rounds - 2)


def test_counted_steps_give_the_same_plan_where_offspring_take_after_two_months(bred, monkeypatch):
    monkeypatch.setattr(team, "_LEAST_STEPS_OF_PARENTS", 20)
    monkeypatch.setattr(team, "_LEAST_STEPS", 3)  # four months of each part in the first round
    problem = with_patterns(team_month(15))

    def plans(steps: int) -> list[Schedule]:
        return [
            plan_month(
                problem, stop=MaxIterations(steps), params=replace(QUICK, workers=workers)
            ).schedule
            for workers in (1, 2, 4)
        ]

    few = plans(19)
    assert few == [few[0]] * 3
    assert not bred
    enough = plans(20)
    assert enough == [enough[0]] * 3
    # Of both parts, the second search of each round but the first and the last.
    assert len(bred) == 3 * 2 * (QUICK.bred_rounds - 2)


def test_one_search_makes_one_month_in_each_round(bred, monkeypatch):
    monkeypatch.setattr(team, "_LEAST_STEPS_OF_PARENTS", 20)
    monkeypatch.setattr(team, "_LEAST_STEPS", 3)
    problem, alone = with_patterns(rep_month(5)), replace(QUICK, searches=1)
    result = plan_month(problem, stop=MaxIterations(20), params=alone)
    assert result.iterations == 20 * len(problem.need_of)
    assert not bred


def test_who_answers_slowly_is_asked_now_and_then_and_a_yes_is_remembered():
    answers = [False, True]
    rare = NowAndThen(lambda: answers.pop(0), 3600.0)
    assert [rare(), rare()] == [False, False]
    assert answers == [True]
    often = NowAndThen(lambda: answers.pop(0), 0.0)
    assert [often(), often()] == [True, True]
