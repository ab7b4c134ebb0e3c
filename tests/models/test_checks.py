"""A problem that contradicts itself is refused with every contradiction in words."""

from dataclasses import replace

import numpy as np
import pytest

from models.errors import ProblemError
from models.problem import Pin, TravelMatrix, Weights
from models.reps import Span
from tests.solve.tiny import NINE, call, customer, line, month, need, on, opening, workday


def refused(make):
    with pytest.raises(ProblemError) as caught:
        make()
    return str(caught.value)


def sound(**changes):
    return month([workday(2)], [customer("X")], **changes)


def with_matrix(minutes, metres=None):
    matrix = TravelMatrix(("home", "customer:X"), np.array(minutes), np.array(metres or minutes))
    return lambda: sound(travel={"A": matrix})


TEN_BACK = [[0.0, 10.0], [10.0, 0.0]]


def test_a_sound_problem_is_accepted():
    assert sound().workdays
    assert with_matrix(TEN_BACK)()


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"max_overtime_min": -1}, "an overtime of -1 minutes"),
        ({"ticks_per_minute": 0}, "0 ticks and 1000 units a minute: give 1 or more"),
        ({"units_per_minute": 0}, "1 ticks and 0 units a minute: give 1 or more"),
        ({"week_start": 7}, "weeks begin on weekday 7: give 0 (Monday) to 6 (Sunday)"),
        ({"weights": Weights(rhythm=-1)}, "the weight rhythm is -1: give 0 or more"),
        ({"weights": Weights(travel=float("nan"))}, "the weight travel is nan: give 0 or more"),
        ({"reserve_min": {"A": -5.0}}, "a reserve of -5.0 minutes for rep A"),
    ],
)
def test_numbers_out_of_range_are_refused(changes, text):
    assert refused(lambda: sound(**changes)) == text


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"end_min": NINE}, "it ends before it begins"),
        ({"break_span": Span(700, 690)}, "the break ends before it begins"),
        ({"cap": -1}, "the cap -1 is negative"),
        ({"date": on(2).replace(month=4)}, "it lies outside 2026-03"),
        ({"start": "moon"}, "no place 'moon' in the travel matrix"),
        ({"end": "moon"}, "no place 'moon' in the travel matrix"),
    ],
)
def test_a_contradictory_workday_is_refused(changes, text):
    day = workday(2, **changes)
    found = refused(lambda: month([day], [customer("X")]))
    assert found == f"workday of A on {day.date}: {text}"


def test_a_rep_works_once_a_day():
    text = refused(lambda: month([workday(2), workday(2)], [customer("X")]))
    assert text == "rep A works twice on 2026-03-02"


def test_a_working_rep_has_a_matrix():
    text = refused(lambda: month([workday(2)], [call("C")], travel={}))
    assert text == "workday of A on 2026-03-02: the rep has no travel matrix"


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (with_matrix([[0.0, 1.0]]), "travel minutes have shape (1, 2), the places ask for (2, 2)"),
        (with_matrix([[0.0, -1.0], [1.0, 0.0]]), "travel minutes hold a negative or missing entry"),
        (with_matrix([[0.0, np.nan], [1.0, 0]]), "travel minutes hold a negative or missing entry"),
        (
            with_matrix(TEN_BACK, [[0.0, np.inf], [1.0, 0.0]]),
            "travel metres hold a negative or missing entry",
        ),
    ],
)
def test_a_broken_matrix_is_refused(make, text):
    assert text in refused(make).splitlines()


def test_a_visit_id_is_unique():
    twice = [customer("X"), replace(customer("Y"), visits=(need("X1"),))]
    assert refused(lambda: month([workday(2)], twice)) == "visit X1 appears 2 times"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"minutes": -1}, "a visit of -1 minutes"),
        (
            {"min_gap_days": 0},
            "two visits on one day are never planned: the least gap is 1 day or more",
        ),
        ({"min_gap_days": 5, "max_gap_days": 4}, "the greatest gap 4 is less than the least 5"),
        ({"place": None}, "a visit needs a place"),
        (
            {"load": -1.0},
            "a load of -1.0 and a prize of 0.0 minutes: neither may be negative",
        ),
        (
            {"prize_min": -2.0},
            "a load of 0.0 and a prize of -2.0 minutes: neither may be negative",
        ),
        ({"pins": (Pin("Y1", on(2)),)}, "pin of unknown visit Y1"),
        ({"pins": (Pin("X1", on(2)), Pin("X1", on(3)))}, "visit X1 has 2 pins"),
        (
            {"opening": opening((600, 700), (540, 590), days=[2])},
            "opening intervals of 2026-03-02 are not in order: 10:00-11:40, 09:00-09:50",
        ),
        (
            {"visits": (need("X1", earliest=on(3), latest=on(2)),)},
            "visit X1: window 2026-03-03 to 2026-03-02 is not inside 2026-03",
        ),
        (
            {"visits": (need("X1", latest=on(2).replace(month=4)),)},
            "visit X1: window 2026-03-01 to 2026-04-02 is not inside 2026-03",
        ),
        ({"visits": (need("X1", priority=-1.0),)}, "visit X1: a priority of -1.0"),
    ],
)
def test_a_contradictory_requirement_is_refused(changes, text):
    found = refused(lambda: month([workday(2)], [replace(customer("X"), **changes)]))
    assert found == f"customer X: {text}"


def test_somebody_may_serve_a_customer():
    found = refused(lambda: month([workday(2)], [customer("X", rep_ids=())]))
    assert found == "customer X: no rep may serve it"


def test_every_rep_who_may_serve_a_customer_knows_the_way():
    team = customer("X", rep_ids=("A", "B"))
    only_a = {"A": line({"X": 10})}
    assert refused(lambda: month([workday(2)], [team], travel=only_a)) == (
        "customer X: rep B has no travel matrix"
    )
    without_x = only_a | {"B": line({})}
    assert refused(lambda: month([workday(2)], [team], travel=without_x)) == (
        "customer X: no place in the travel matrix of rep B"
    )


def test_desk_work_needs_no_way():
    assert month([workday(2)], [call("C")])


def test_every_contradiction_is_told_at_once():
    found = refused(lambda: month([workday(2, cap=-1)], [customer("X", minutes=-1)], week_start=9))
    assert len(found.splitlines()) == 3
