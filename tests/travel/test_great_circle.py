"""Great-circle travel: lengths, least legs, size."""

import numpy as np
import pytest
from geopy.distance import great_circle

from models.errors import ProblemError, TooLargeError
from models.places import EARTH_RADIUS_M, Place
from models.policy import TravelPolicy
from scheduler.travel import GreatCircle

ONE_DEGREE_M = EARTH_RADIUS_M * np.pi / 180


def test_a_degree_on_the_equator_is_a_360th_of_the_earth():
    # detour 1 and 60 km/h: one kilometre a minute, so 111.195 km take 111.195 minutes
    provider = GreatCircle(detour_factor=1.0, speed_kmh=60.0, min_leg_min=0.0)
    matrix = provider.matrix(("a", "b"), [Place(0, 0), Place(0, 1)])
    assert matrix.places == ("a", "b")
    assert matrix.metres == pytest.approx(np.array([[0, 1], [1, 0]]) * ONE_DEGREE_M)
    assert matrix.minutes == pytest.approx(matrix.metres / 1000)


def test_detour_lengthens_metres_and_minutes():
    # 2 x 111.195 km at 120 km/h = 2 km a minute: 111.195 minutes again
    provider = GreatCircle(detour_factor=2.0, speed_kmh=120.0, min_leg_min=3.0)
    matrix = provider.matrix(("a", "b"), [Place(0, 0), Place(0, 1)])
    assert matrix.metres[0, 1] == pytest.approx(2 * ONE_DEGREE_M)
    assert matrix.minutes[0, 1] == pytest.approx(ONE_DEGREE_M / 1000)


def test_two_stops_at_one_point_are_a_least_leg_apart_and_the_diagonal_is_zero():
    matrix = GreatCircle(min_leg_min=3.0).matrix(("a", "b"), [Place(42, -93), Place(42, -93)])
    assert matrix.minutes.tolist() == [[0.0, 3.0], [3.0, 0.0]]
    assert matrix.metres.tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_it_agrees_with_geopy_over_the_whole_earth():
    rng = np.random.default_rng(1)
    points = np.column_stack([rng.uniform(-90, 90, 60), rng.uniform(-180, 180, 60)])
    points[1] = points[0] + (1e-5, 1e-5)  # about one metre apart
    points[3] = (-points[2, 0], points[2, 1] + 179.9)  # nearly antipodes
    places = [Place(lat, lon) for lat, lon in points]
    matrix = GreatCircle(detour_factor=1.0).matrix(tuple(map(str, range(60))), places)
    expected = [[great_circle(a, b).m for b in points] for a in points]
    assert matrix.metres == pytest.approx(np.array(expected), rel=1e-6)


def test_blocks_of_rows_give_the_same_as_one_block(monkeypatch):
    rng = np.random.default_rng(2)
    places = [Place(*rng.uniform(40, 45, 2)) for _ in range(10)]
    keys = tuple(map(str, range(10)))
    whole = GreatCircle().matrix(keys, places)
    monkeypatch.setattr("scheduler.travel.great_circle._BLOCK_PAIRS", 30)  # three rows at a time
    assert np.array_equal(GreatCircle().matrix(keys, places).metres, whole.metres)
    assert np.array_equal(whole.metres, whole.metres.T)


def test_no_places_give_an_empty_matrix():
    assert GreatCircle().matrix((), []).minutes.shape == (0, 0)


def test_too_many_places_are_refused_with_number_memory_and_advice():
    provider = GreatCircle(max_places=2)
    provider.matrix(("a", "b"), [Place(0, 0)] * 2)
    with pytest.raises(TooLargeError, match=r"3 places .* GiB .*rep_id.*max_places \(now 2\)"):
        provider.matrix(("a", "b", "c"), [Place(0, 0)] * 3)


def test_the_memory_of_a_large_matrix_is_told():
    # 25,600 x 25,600 pairs x 24 bytes = 15,728,640,000 bytes = 14.6 GiB
    keys = tuple(map(str, range(25_600)))
    with pytest.raises(TooLargeError, match=r"25,600 places .* 14\.6 GiB"):
        GreatCircle().matrix(keys, [Place(0, 0)] * 25_600)


def test_keys_must_be_distinct_and_have_a_place_each():
    with pytest.raises(ProblemError, match="'a' stands for two places"):
        GreatCircle().matrix(("a", "a"), [Place(0, 0)] * 2)
    with pytest.raises(ProblemError, match="2 keys but 1 places"):
        GreatCircle().matrix(("a", "b"), [Place(0, 0)])


@pytest.mark.parametrize(
    "setting", [{"detour_factor": 0.9}, {"speed_kmh": 0.0}, {"min_leg_min": -1.0}]
)
def test_settings_that_no_road_has_are_refused(setting):
    with pytest.raises(ProblemError, match="no settings of travel"):
        GreatCircle(**setting)


def test_the_settings_come_from_the_policy_and_the_source_tells_them():
    provider = GreatCircle.of(TravelPolicy(1.5, 40.0, 2.0, 7))
    assert provider == GreatCircle(1.5, 40.0, 2.0, 7)
    assert provider.source == "great-circle distance x 1.5 at 40 km/h, at least 2 min a leg"
    assert provider.matrix((), []).source == provider.source
    assert GreatCircle.of(TravelPolicy()) == GreatCircle()
