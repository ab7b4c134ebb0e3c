"""Territories: near, within capacity, balanced, the same every time."""

import csv
import itertools

import numpy as np
import pytest

from models.errors import ProblemError
from models.places import Place, great_circle_m
from scheduler.territory import (
    CustomerWork,
    RepCapacity,
    TerritorySettings,
    assign_territories,
)
from scheduler.territory.assign import _task

DISTANCE_ONLY = TerritorySettings(balance=0)


def customer(name: str, lon: float, work_min: float = 100) -> CustomerWork:
    """A customer on the equator, where a degree is 111 km."""
    return CustomerWork(name, Place(0, lon), work_min)


def rep(name: str, lon: float, capacity_min: float = 1000, used_min: float = 0) -> RepCapacity:
    return RepCapacity(name, Place(0, lon), capacity_min, used_min)


def test_the_nearest_rep_wins():
    customers = [customer("c0", 0), customer("c1", 1), customer("c9", 9)]
    found = assign_territories(customers, [rep("west", 0), rep("east", 10)], DISTANCE_ONLY)
    assert dict(found.rep_of) == {"c0": "west", "c1": "west", "c9": "east"}
    west, east = found.loads
    assert (west.customers, west.before_min, west.after_min, west.share) == (2, 0, 200, 0.2)
    assert (east.customers, east.after_min) == (1, 100)


def test_unless_he_is_full():
    # all three live nearest to the west, who has room for two of 100 minutes: the eastmost goes
    customers = [customer("c0", 0), customer("c1", 1), customer("c2", 2)]
    reps = [rep("west", 0, capacity_min=200), rep("east", 10)]
    found = assign_territories(customers, reps, DISTANCE_ONLY)
    assert dict(found.rep_of) == {"c0": "west", "c1": "west", "c2": "east"}


def test_minutes_of_fixed_customers_take_room():
    # 200 minutes of capacity, 150 used: no room for 100 more
    reps = [rep("west", 0, capacity_min=200, used_min=150), rep("east", 10)]
    found = assign_territories([customer("c0", 0)], reps, DISTANCE_ONLY)
    assert found.rep_of["c0"] == "east"
    assert [load.after_min for load in found.loads] == [150, 100]


def test_a_rep_who_is_away_gets_nobody():
    found = assign_territories(
        [customer("c0", 0)], [rep("away", 0, capacity_min=0), rep("here", 10)]
    )
    assert found.rep_of["c0"] == "here"
    assert found.loads[0].share is None


def test_much_work_weighs_more_than_many_customers():
    # room for 300 minutes in the west: the large customer stays near, the two small ones move
    customers = [customer("large", 1, 300), customer("small1", 1, 50), customer("small2", 1, 50)]
    reps = [rep("west", 0, capacity_min=300), rep("east", 10)]
    found = assign_territories(customers, reps, DISTANCE_ONLY)
    assert found.rep_of == {"large": "west", "small1": "east", "small2": "east"}


def between(lon: float) -> list[CustomerWork]:
    """Four customers at home in the west, four at a longitude, two at home in the east."""
    where = [0.2] * 4 + [lon] * 4 + [9.8] * 2
    return [customer(f"c{k}", where[k]) for k in range(10)]


def test_balance_moves_customers_in_between():
    # Room for twice the work, so the fair share is 5 customers each. The typical way is 22 km: at
    # twice the share a minute costs 22 km, at 8 customers 13 km. From 4.99 the east is 2 km
    # further: worth it. From 4.8 it is 45 km further: not worth it.
    reps = [rep("west", 0, 2000), rep("east", 10, 2000)]
    alone = assign_territories(between(4.99), reps, DISTANCE_ONLY)
    assert [load.customers for load in alone.loads] == [8, 2]
    found = assign_territories(between(4.99), reps)
    assert [load.customers for load in found.loads] == [5, 5]
    assert {found.rep_of[f"c{k}"] for k in range(4)} == {"west"}


def test_balance_does_not_override_geography():
    reps = [rep("west", 0, 2000), rep("east", 10, 2000)]
    found = assign_territories(between(4.8), reps)
    assert [load.customers for load in found.loads] == [8, 2]


def test_customers_at_one_point_are_divided_when_a_rep_cannot_take_all():
    customers = [customer(f"c{k}", 1) for k in range(10)]
    reps = [rep("west", 0, capacity_min=600), rep("east", 10)]
    found = assign_territories(customers, reps, DISTANCE_ONLY)
    assert [load.customers for load in found.loads] == [6, 4]


def test_short_capacity_is_spread_evenly_and_said():
    # 20 x 100 minutes for 500 + 1000: everybody at 133 %, that is 667 and 1333
    customers = [customer(f"c{k:02}", 0.1 * k) for k in range(20)]
    reps = [rep("west", 0, capacity_min=500), rep("east", 10)]
    found = assign_territories(customers, reps)
    assert [load.after_min for load in found.loads] == [700, 1300]
    assert "Capacity is short: 33 hours of visits for 25 hours of the reps" in found.notes[1]


def test_without_any_capacity_everybody_gets_an_even_share():
    customers = [customer(f"c{k}", k) for k in range(4)]
    reps = [rep("west", 0, capacity_min=0), rep("east", 10, capacity_min=0)]
    found = assign_territories(customers, reps)
    assert [load.customers for load in found.loads] == [2, 2]
    assert "Capacity is short: 7 hours of visits for 0 hours" in found.notes[1]


def test_more_reps_come_into_question_where_the_nearest_are_full():
    customers = [customer(f"c{k}", 0) for k in range(4)]
    reps = [rep(f"r{k}", k, capacity_min=100) for k in range(4)]
    found = assign_territories(customers, reps, TerritorySettings(nearest=1))
    assert [load.customers for load in found.loads] == [1, 1, 1, 1]


def test_a_customer_without_work_gets_a_rep_too():
    found = assign_territories([customer("c0", 0, work_min=0)], [rep("west", 0)])
    assert found.rep_of == {"c0": "west"}


def test_the_notes_tell_who_got_how_many():
    # 0, 0 and 111 km from home: half within 0 km
    customers = [customer("c0", 0), customer("c1", 0), customer("c2", 1)]
    found = assign_territories(customers, [rep("R01", 0)])
    (note,) = found.notes
    assert note.startswith(
        "3 customers had no rep: given by distance and load, half of them within 0 km"
    )
    assert "each with its share of the way out and back: R01" in note
    assert note.endswith("R01 3 customers (30% of capacity).")


def test_of_many_reps_only_the_fullest_and_the_emptiest_are_named():
    reps = [rep(f"r{k:02}", k) for k in range(13)]
    (note,) = assign_territories([customer("c0", 0)], reps).notes
    assert "fullest r00 1 customer (10% of capacity), emptiest" in note


def test_a_rep_left_above_capacity_is_named():
    # one customer of 150 minutes fits nobody, though there are 200 minutes in all
    found = assign_territories([customer("c0", 0, 150)], [rep("r0", 0, 100), rep("r1", 1, 100)])
    assert found.notes[1] == "Above capacity, as customers cannot be divided: r0."


def test_nothing_to_do_gives_nothing():
    found = assign_territories([], [rep("r0", 0)])
    assert (dict(found.rep_of), found.loads, found.notes) == ({}, (), ())


@pytest.mark.parametrize(
    ("customers", "reps", "message"),
    [
        ([customer("c0", 0)], [], "no rep"),
        ([customer("c0", 0)] * 2, [rep("r0", 0)], "a customer appears twice"),
        ([customer("c0", 0)], [rep("r0", 0)] * 2, "a rep appears twice"),
    ],
)
def test_input_that_contradicts_itself_is_refused(customers, reps, message):
    with pytest.raises(ProblemError, match=message):
        assign_territories(customers, reps)


@pytest.mark.parametrize("setting", [{"balance": -1.0}, {"nearest": 0}, {"max_groups": 0}])
def test_settings_that_mean_nothing_are_refused(setting):
    with pytest.raises(ProblemError, match="no settings of territories"):
        TerritorySettings(**setting)


def drawn(seed: int, tightness: float) -> tuple[list[CustomerWork], list[RepCapacity]]:
    """Six customers and three reps with that many minutes for each minute of work."""
    rng = np.random.default_rng(seed)
    places = [Place(*rng.uniform(40, 43, 2)) for _ in range(9)]
    work = rng.choice([30, 60, 90], 6)
    customers = [CustomerWork(f"c{k}", places[k], float(work[k])) for k in range(6)]
    room = work.sum() * tightness / 3
    reps = [RepCapacity(f"r{k}", places[6 + k], float(room), float(10 * k)) for k in range(3)]
    return customers, reps


def enumerated(customers, reps, settings) -> tuple[float, float]:
    """Return the least cost and the least minutes above capacity over all 729 divisions."""
    task = _task(customers, reps)
    way = task.way_km(task.points)
    steps = task.steps(way, settings.balance)
    best, least_over = np.inf, np.inf
    for choice in itertools.product(range(len(reps)), repeat=len(customers)):
        best = min(best, cost_of(np.array(choice), task, way, steps))
        loads = np.bincount(choice, task.work_min, len(reps)) + task.used_min
        least_over = min(least_over, np.maximum(loads - task.capacity_min, 0).sum())
    return best, least_over


def cost_of(choice, task, way, steps) -> float:
    loads = np.bincount(choice, task.work_min, len(steps)) + task.used_min
    ways = (task.work_min * way[np.arange(len(choice)), choice]).sum()
    return float(ways + sum(step.cost(load) for step, load in zip(steps, loads, strict=True)))


@pytest.mark.parametrize("tightness", [0.8, 1.3, 1.5, 3.0])
def test_on_tiny_cases_it_is_the_best_of_all_divisions_and_keeps_capacity(tightness):
    kept = 0
    for seed in range(20):
        customers, reps = drawn(seed, tightness)
        settings = TerritorySettings()
        best, least_over = enumerated(customers, reps, settings)
        found = assign_territories(customers, reps, settings)
        task = _task(customers, reps)
        way = task.way_km(task.points)
        choice = np.array([int(found.rep_of[c.customer_id][1:]) for c in customers])
        cost = cost_of(choice, task, way, task.steps(way, settings.balance))
        assert cost == pytest.approx(best, rel=1e-9)
        if least_over == 0:
            kept += 1
            assert all(load.after_min <= load.capacity_min for load in found.loads)
    assert kept > 0 or tightness < 1


def test_cells_give_nearly_the_same_as_points():
    rng = np.random.default_rng(5)
    customers = [CustomerWork(f"c{k}", Place(*rng.uniform(40, 43, 2)), 60.0) for k in range(600)]
    reps = [RepCapacity(f"r{k}", Place(*rng.uniform(40, 43, 2)), 60.0 * 220) for k in range(3)]
    fine = assign_territories(customers, reps)
    coarse = assign_territories(customers, reps, TerritorySettings(max_groups=50))
    same = sum(fine.rep_of[c.customer_id] == coarse.rep_of[c.customer_id] for c in customers)
    assert same >= 540  # nine in ten
    assert all(load.after_min <= load.capacity_min for load in coarse.loads)


def test_the_order_of_reps_and_a_second_run_change_nothing():
    customers, reps = drawn(3, 1.5)
    first = assign_territories(customers, reps)
    assert assign_territories(customers, reps) == first
    assert dict(assign_territories(customers, reps[::-1]).rep_of) == dict(first.rep_of)


def iowa(shared) -> tuple[list[CustomerWork], dict[str, Place]]:
    def rows(name):
        with (shared / "data" / "iowa" / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def place(row):
        return Place(float(row["lat"]), float(row["lon"]))

    # a visit of 30 minutes a month to the large ones, every third month to the others
    customers = [
        CustomerWork(
            row["store_number"], place(row), 30.0 if float(row["sales_2019_usd"]) > 5e5 else 10.0
        )
        for row in rows("customers_2019_active.csv")
    ]
    assert len(customers) == 1632
    return customers, {row["rep_id"]: place(row) for row in rows("reps.csv")}


def points_of(places):
    return np.array([(place.lat, place.lon) for place in places])


@pytest.mark.parametrize(("room", "near"), [(3.0, 0.94), (1.05, 0.75)])
def test_iowa_is_divided_among_eleven_reps_within_capacity(shared, room, near):
    customers, homes = iowa(shared)
    total = sum(c.work_min for c in customers)
    reps = [RepCapacity(rep_id, home, total * room / 11) for rep_id, home in homes.items()]
    found = assign_territories(customers, reps)
    assert all(load.after_min <= load.capacity_min for load in found.loads)
    assert sum(load.customers for load in found.loads) == 1632
    index = {rep_id: k for k, rep_id in enumerate(homes)}
    ways = great_circle_m(points_of(c.place for c in customers)[:, None], points_of(homes.values()))
    own = ways[range(1632), [index[found.rep_of[c.customer_id]] for c in customers]]
    nearest = ways.min(axis=1)
    assert np.mean(own <= nearest) >= near
    assert np.mean(own) < 1.3 * np.mean(nearest)


@pytest.mark.slow
def test_two_hundred_thousand_customers_stay_within_capacity():
    rng = np.random.default_rng(0)
    points = rng.normal((40, -90), (3, 6), (200_020, 2))
    customers = [CustomerWork(str(k), Place(*points[k]), 45.0) for k in range(200_000)]
    room = 200_000 * 45 / 20 * 1.1
    reps = [RepCapacity(str(k), Place(*points[200_000 + k]), room) for k in range(20)]
    found = assign_territories(customers, reps)
    assert len(found.rep_of) == 200_000
    assert all(load.after_min <= load.capacity_min + 45 for load in found.loads)
