"""The benchmark on periodic vehicle routing problems: what it measures, and what it finds wrong."""

import pytest

from scheduler.io.cordeau import PeriodicInstance, read_instance
from scheduler.pipelines.bench_pvrp import (
    BenchLimits,
    PeriodicRoute,
    bench_pvrp,
    best_known,
    faults,
    least_duration,
)

# Customers on a 3-4-5 triangle; each route out and back is 10 or 16 long.
PVRP = """1 1 2 2
40 20
40 20
0 0 0 0 0 0 0
1 3 4 10 15 1 2 1 2
2 0 8 5 7 1 2 1 2
"""
PVRPTW = """5 1 2 1
60 20
0 0 0 0 0 0 0 0 100
1 3 4 10 5 1 1 1 20 30
2 0 8 5 7 1 1 1 50 90
"""
MDPVRP = """8 2 2 2 2
0 20
0 20
0 0 0 0 0 0 0
1 0 9 0 0 0 0
2 3 4 0 15 2 1 3
3 0 8 0 17 2 1 3
"""
LIMITS = BenchLimits(seconds=None, iterations=2)


@pytest.fixture
def file(tmp_path):
    def write(text: str):
        path = tmp_path / "deep/instances/tiny"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def read(file):
    def read(text: str) -> PeriodicInstance:
        return read_instance(file(text))

    return read


def test_a_run_tells_length_routes_and_gap(file, tmp_path):
    path = file(PVRP)
    (tmp_path / "deep/bks.csv").write_text("instance,best_known\ntiny,20\n", encoding="utf-8")
    run = bench_pvrp(path, LIMITS)
    # the loads 15 and 7 do not go into one vehicle of 20: 10 on one day, 16 on the other
    assert (run.cost, run.feasible) == (26, True)
    assert sorted(route.customers for route in run.routes) == [(1,), (2,)]
    assert {route.day for route in run.routes} == {1, 2}
    assert run.gap == pytest.approx(0.3)
    assert set(run.as_json()) == {
        *("instance", "seed", "seconds", "workers", "cost", "feasible", "routes", "lower_bound")
    }


def test_a_run_that_leaves_somebody_out_is_not_feasible(file):
    run = bench_pvrp(file(PVRP.replace("5 7 1 2 1 2", "5 70 1 2 1 2")), LIMITS)
    assert (run.cost, run.feasible, run.gap) == (10, False, None)


def test_windows_are_kept(file):
    run = bench_pvrp(file(PVRPTW), LIMITS)
    # 5 + 5 + 8: customer 1 from 30 at the latest, then customer 2
    assert (run.cost, run.feasible, run.routes[0].customers) == (18, True, (1, 2))


def test_a_customer_keeps_to_its_depot(file):
    text = MDPVRP.replace("8 2 2 2 2", "8 1 2 2 2")
    run = bench_pvrp(file(text), LIMITS)
    assert run.feasible
    # 15 and 17 do not go together; on both days 10 from (0, 0) to (3, 4) and back, and
    # 2 from (0, 9) to (0, 8) and back
    assert run.cost == 24


@pytest.mark.parametrize(
    ("routes", "said"),
    [
        ([(1, (1,)), (2, (2,))], []),
        ([(1, (1, 2))], ["day 1: load over 20"]),
        ([(1, (1,)), (1, (2,))], ["day 1: 2 routes from depot 0, 1 vehicles"]),
        ([(1, (1,))], ["customer 2: its days match no pattern"]),
        ([(1, (1,)), (2, (1,)), (2, (2,))], ["day 2: 2 routes", "customer 1: its days match no"]),
    ],
)
def test_the_faults_of_routes_are_found(read, routes, said):
    found = faults(read(PVRP), [PeriodicRoute(day, 0, stops) for day, stops in routes])
    assert len(found) == len(said)
    assert all(text.startswith(start) for text, start in zip(found, said, strict=True))


def test_a_customer_of_two_depots_is_a_fault(read):
    routes = [PeriodicRoute(1, 0, (2,)), PeriodicRoute(1, 0, (3,))]
    routes += [PeriodicRoute(2, 0, (2,)), PeriodicRoute(2, 1, (3,))]
    assert faults(read(MDPVRP), routes) == ["customer 3: served from several depots"]


def test_a_late_start_saves_waiting(read):
    found = read(PVRPTW)
    # leaves at 25, serves 30-40, rides 5, waits until 50, serves 5, rides 8: back at 63
    assert least_duration(found, PeriodicRoute(1, 0, (1, 2))) == 38
    # back at 50 + 5 + 8, leaves at 42
    assert least_duration(found, PeriodicRoute(1, 0, (2,))) == 21
    assert least_duration(found, PeriodicRoute(1, 0, (2, 1))) is None


def test_a_route_that_waits_too_long_is_a_fault(read):
    longest = [PeriodicRoute(1, 0, (1, 2))]
    assert faults(read(PVRPTW.replace("60 20", "38 20")), longest) == []
    assert faults(read(PVRPTW.replace("60 20", "37 20")), longest) == [
        "day 1: a route of 38, the longest is 37"
    ]
    assert faults(read(PVRPTW), [PeriodicRoute(1, 0, (2, 1))]) == ["day 1: a window is missed"]


def test_without_a_list_nothing_is_known_to_be_best(file):
    assert best_known(file(PVRP)) is None


def test_a_name_that_two_sets_share_tells_nothing(file, tmp_path):
    path = file(PVRP)
    listed = "set,instance,best_known\none,tiny,20\nother,{},30\nother,empty,\n"
    (tmp_path / "deep/bks.csv").write_text(listed.format("big"), encoding="utf-8")
    assert best_known(path) == 20
    (tmp_path / "deep/bks.csv").write_text(listed.format("tiny"), encoding="utf-8")
    assert best_known(path) is None
