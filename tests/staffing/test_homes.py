"""P23: the home that takes most driving and unserved work away."""

from itertools import combinations

import numpy as np
import pytest

from models.places import Place
from models.policy import TravelPolicy
from scheduler.staffing import Demand, Room, Town, best_homes, towns_of, ways_min
from scheduler.staffing.homes import taken_by

TRAVEL = TravelPolicy(detour_factor=1.0, speed_kmh=60.0, min_leg_min=0.0)
"""A kilometre is a minute; a hundredth of a degree of latitude is 1.112 km."""
PLENTY = 1e9
ROOM = Room(PLENTY, PLENTY)


def demand(
    lats: list[float], meetings: list[float], room: float = PLENTY, home: float = 42.0
) -> Demand:
    """Customers on a meridian, one rep at `home`; each visit takes 45 minutes and a way of its own."""
    points = np.array([(lat, -93.0) for lat in lats])
    times = np.array(meetings, dtype=float)
    return Demand(
        points=points,
        meetings=times,
        work_min=45.0 * times,
        way_min=ways_min(points, Place(home, -93.0), TRAVEL),
        shared_by=np.ones(len(lats)),
        rep=np.zeros(len(lats), dtype=np.int64),
        room_min=np.array([room]),
    )


def towns(*lats: float) -> list[Town]:
    return [Town(f"T{lat:.1f}", Place(lat, -93.0)) for lat in lats]


def test_the_home_goes_where_the_driving_is():
    # 12 visits a year 1 degree away, 4 visits 2 degrees away on the other side
    case = demand([43.0, 40.0], [12, 4])
    (taken,) = best_homes(case, towns(40.0, 42.0, 43.0), 1, ROOM, TRAVEL)
    assert taken.town.name == "T43.0"
    # 12 × 2 × 111.195 km are saved, against 4 × 2 × 222.39 km
    assert taken.saved == pytest.approx(12 * 2 * 111.195, rel=1e-4)
    assert taken.moved.tolist() == [1.0, 0.0]
    assert [town for town, _ in taken.others] == ["T40.0", "T42.0"]
    others = [saved for _, saved in taken.others]
    assert others == pytest.approx([4 * 2 * 222.39, 0.0], rel=1e-4)


def test_two_homes_are_told_one_after_the_other():
    case = demand([43.0, 40.0], [12, 4])
    first, second = best_homes(case, towns(40.0, 42.0, 43.0), 2, ROOM, TRAVEL)
    assert (first.town.name, second.town.name) == ("T43.0", "T40.0")
    assert second.moved.tolist() == [0.0, 1.0]


def test_a_way_that_more_meetings_share_is_worth_less():
    case = demand([43.0, 40.0], [12, 4])
    shared = Demand(
        **{name: getattr(case, name) for name in case.__slots__ if name != "shared_by"},
        shared_by=np.array([4.0, 1.0]),
    )
    (taken,) = best_homes(shared, towns(40.0, 43.0), 1, ROOM, TRAVEL)
    assert taken.town.name == "T40.0", "4 × 222 against 12 × 111 / 4"


def test_a_new_rep_takes_no_more_than_a_year_holds():
    case = demand([43.0, 43.0, 43.0], [10, 10, 10])
    (taken,) = best_homes(case, towns(43.0), 1, Room(1000.0, PLENTY), TRAVEL)
    assert taken.moved.sum() == 2, "450 minutes each at the door: two fit"
    (taken,) = best_homes(case, towns(43.0), 1, Room(PLENTY, 19.0), TRAVEL)
    assert taken.moved.sum() == 1, "10 meetings each: one fits into 19 places"


def test_work_that_has_nobody_comes_before_driving():
    # Rep 0 at 42 is full: 900 minutes at the door, room for 500. Rep 1 at 44 drives far to one customer.
    points = np.array([(42.0, -93.0)] * 2 + [(46.0, -93.0)])
    case = Demand(
        points=points,
        meetings=np.array([10.0, 10.0, 10.0]),
        work_min=np.array([450.0, 450.0, 450.0]),
        way_min=np.array([0.0, 0.0, 444.78]),
        shared_by=np.ones(3),
        rep=np.array([0, 0, 1]),
        room_min=np.array([500.0, PLENTY]),
    )
    (taken,) = best_homes(case, towns(42.0, 46.0), 1, ROOM, TRAVEL)
    assert taken.town.name == "T42.0", (
        "relief is the same from both towns, from here without a drive"
    )
    assert taken.relieved_min == 400.0
    tight = taken_by(
        case, (towns(46.0)[0], ways_min(points, Place(46.0, -93.0), TRAVEL)), Room(600.0, PLENTY)
    )
    assert (tight.relieved_min, tight.moved.tolist()) == (0.0, [0.0, 0.0, 1.0]), (
        "so far from home no relieved customer fits into 600 minutes"
    )


def test_nobody_moves_to_a_home_that_is_farther():
    taken = taken_by(
        demand([42.1], [10]),
        (towns(50.0)[0], ways_min(np.array([(42.1, -93.0)]), Place(50.0, -93.0), TRAVEL)),
        ROOM,
    )
    assert (taken.saved, taken.moved.sum()) == (0.0, 0.0)


def test_homes_are_those_of_enumeration():
    draw = np.random.default_rng(7)
    equal = 0
    for _ in range(60):
        points = np.column_stack([draw.uniform(41, 43, 25), draw.uniform(-94, -92, 25)])
        times = draw.integers(1, 13, 25).astype(float)
        case = Demand(
            points=points,
            meetings=times,
            work_min=45 * times,
            way_min=ways_min(points, Place(42.0, -93.0), TRAVEL),
            shared_by=np.full(25, 2.0),
            rep=np.zeros(25, dtype=np.int64),
            room_min=np.array([PLENTY]),
        )
        places = [Town(str(k), Place(*map(float, point))) for k, point in enumerate(points[:12])]
        ways = [ways_min(points, town.place, TRAVEL) for town in places]

        def saved(chosen, case=case, ways=ways, times=times):
            shortest = np.min([case.way_min, *(ways[k] for k in chosen)], axis=0)
            return float(np.sum(times * (case.way_min - shortest) / 2))

        (one,) = best_homes(case, places, 1, ROOM, TRAVEL)
        assert one.saved == pytest.approx(max(saved([k]) for k in range(12)))
        two = best_homes(case, places, 2, ROOM, TRAVEL)
        best = max(map(saved, combinations(range(12), 2)))
        total = sum(taken.saved for taken in two)
        assert total >= 0.9 * best
        equal += total == pytest.approx(best)
    assert equal >= 55, "substitution may end beside the best pair, but seldom does"


def test_towns_are_the_customers_of_one_name():
    points = np.array(
        [(43.14, -95.14), (43.15, -95.15), (42.0, -93.0), (42.02, -93.01), (10.0, 10.0)]
    )
    names = ["SPENCER", "Spencer", "", "", "Spencer"]
    weights = np.array([1.0, 5.0, 20.0, 1.0, 2.0])
    found = towns_of(names, points, weights)
    assert [town.name for town in found] == ["42.00, -93.00", "Spencer", "Spencer"]
    assert found[1].place == Place(43.15, -95.15), "the customer nearest to the middle of its work"
    assert found[2].place == Place(10.0, 10.0), "a town of that name elsewhere"
