"""What holds for every provider of travel."""

import math
from collections.abc import Sequence

import numpy as np
import pytest

from models.places import Place
from models.problem import TravelMatrix
from scheduler.travel import GreatCircle, TravelProvider


class Uphill:
    """A provider in which going north takes twice as long as coming back."""

    def matrix(self, keys: tuple[str, ...], places: Sequence[Place]) -> TravelMatrix:
        lat = np.array([place.lat for place in places])
        climb = lat[None, :] - lat[:, None]
        return TravelMatrix(keys, np.where(climb > 0, 2, 1) * abs(climb), abs(climb) * 1000)


PROVIDERS: list[TravelProvider] = [GreatCircle(), Uphill()]


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda p: type(p).__name__)
def test_every_provider_keeps_the_order_of_keys_and_a_zero_diagonal(provider):
    matrix = provider.matrix(("x", "y", "z"), [Place(0, 0), Place(1, 0), Place(3, 0)])
    assert matrix.places == ("x", "y", "z")
    assert dict(matrix.index) == {"x": 0, "y": 1, "z": 2}
    for array in (matrix.minutes, matrix.metres):
        assert array.shape == (3, 3)
        assert array.dtype == np.float64
        assert not np.diagonal(array).any()
        assert array[0, 2] > array[0, 1] > 0
        assert not array.flags.writeable


def test_a_matrix_may_be_asymmetric():
    # index [from, to]: one degree up takes 2 minutes, down 1
    minutes = Uphill().matrix(("low", "high"), [Place(0, 0), Place(1, 0)]).minutes
    assert minutes.tolist() == [[0, 2], [1, 0]]


def test_ticks_of_the_clock_round_every_leg_up():
    # 0.05 degrees = 5.56 km, x 1.3 = 7.23 km at 50 km/h = 8.67 minutes, 9 on the clock
    matrix = GreatCircle().matrix(("a", "b"), [Place(0, 0), Place(0, 0.05)])
    assert matrix.minutes[0, 1] == pytest.approx(8.67, abs=0.01)
    assert matrix.ticks()[0, 1] == math.ceil(matrix.minutes[0, 1]) == 9
