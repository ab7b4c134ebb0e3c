"""The one place where each thing is rounded."""

import numpy as np
import pytest

from models.requirement import Pin, Strength
from models.travel import TravelMatrix, customer_key
from models.units import clock_text, hours_text, matrix_to_ticks, to_ticks, to_units
from tests.solve.tiny import on


@pytest.mark.parametrize(
    ("minutes", "per_minute", "ticks"),
    [(10.0, 1, 10), (10.01, 1, 11), (0.0, 1, 0), (0.1, 10, 1), (0.3, 10, 3), (2.345, 100, 235)],
)
def test_the_clock_rounds_up_but_not_for_binary_noise(minutes, per_minute, ticks):
    assert to_ticks(minutes, per_minute) == ticks
    assert matrix_to_ticks(np.array([[minutes]]), per_minute).tolist() == [[ticks]]


def test_a_solver_rounds_to_the_nearest_integer():
    assert [to_units(minutes, 10) for minutes in (1.04, 1.06, 0.0)] == [10, 11, 0]


def test_times_past_midnight_go_on_counting():
    assert [clock_text(minute) for minute in (0, 545, 1450)] == ["00:00", "09:05", "24:10"]


def test_a_matrix_is_read_only_and_remembers_its_ticks():
    matrix = TravelMatrix(("a", "b"), np.array([[0, 1.5], [2.5, 0]]), np.zeros((2, 2)))
    assert matrix.ticks().tolist() == [[0, 2], [3, 0]]
    assert matrix.ticks(10).tolist() == [[0, 15], [25, 0]]
    assert matrix.ticks(10) is matrix.ticks(10)
    assert matrix.index == {"a": 0, "b": 1}
    for array in (matrix.minutes, matrix.metres, matrix.ticks()):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 1] = 7
    assert customer_key("X") == "customer:X"


@pytest.mark.parametrize("strength", list(Strength))
def test_a_pin_without_a_rep_allows_any_rep(strength):
    assert Pin("X1", on(2), strength=strength).allows("A", on(2))
    assert Pin("X1", on(2), strength=strength).allows("B", on(2))
    assert not Pin("X1", on(2), "A", strength=strength).allows("B", on(2))


def test_only_a_pin_of_a_week_allows_another_day():
    allowed = {s: Pin("X1", on(2), strength=s).allows("A", on(6)) for s in Strength}
    assert allowed == {Strength.FIXED: False, Strength.DAY: False, Strength.WEEK: True}


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "0 min"), (59.6, "1 h 00"), (59.4, "59 min"), (125, "2 h 05")]
)
def test_a_duration_is_told_as_people_say_it(minutes, text):
    assert hours_text(minutes) == text
