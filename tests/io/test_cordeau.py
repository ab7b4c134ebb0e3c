"""Instances of periodic vehicle routing problems, as the authors of the format wrote them."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from models.errors import InputError
from models.judge import judge
from models.reps import Span
from models.schedule import DayRoute, Schedule
from models.timing import time_route
from scheduler.io.cordeau import PeriodicInstance, read_instance
from tests.shared_data import shared_folder

PVRP = """1 2 3 2
100 20
0 30
 0 0 0 0 0 0 0
 1 3 4 10 5 1 2 1 2
 2 0 8 5 7 2 1 3
 3 6 8 0 1 0 1 2
"""
PVRPTW = """5 1 2 2
60 20
60 20
0 0 0 0 0 0 0 5 100
1 3 4 10 5 1 2 1 2 20 30
2 0 8 5 7 2 1 3 0 90
"""
MDPVRP = """8 1 2 2 2
50 20
50 20
50 20
50 20
0 0 0 0 0 0 0 0 1000
1 9 0 0 0 0 0 0 1000
2 3 4 10 5 1 2 1 2 20 30
3 0 8 5 7 2 1 3 0 90
"""
DAYS = (dt.date(2001, 1, 1), dt.date(2001, 1, 2))
FOLDER = shared_folder()
NAMES = sorted(path.name for path in (FOLDER / "bench/pvrp/instances").iterdir()) if FOLDER else []


def instance(folder: Path, text: str) -> PeriodicInstance:
    path = folder / "tiny"
    path.write_text(text, encoding="utf-8")
    return read_instance(path)


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        instance(folder, text)
    return [str(problem).partition("tiny")[2] for problem in caught.value.problems]


def test_vehicles_become_reps_who_share_one_matrix(tmp_path):
    problem = instance(tmp_path, PVRP).problem
    assert problem.rep_ids == ("V1", "V2")
    assert problem.travel["V1"] is problem.travel["V2"]
    # 3-4-5 triangle from the depot to customer 1, and on to customer 2 (0, 8) and 3 (6, 8)
    assert problem.travel["V1"].minutes[0].tolist() == [0, 5, 8, 10]
    assert not problem.one_rep_per_customer
    assert {(day.start, day.end) for day in problem.workdays} == {("depot:0", "depot:0")}


def test_limits_hold_by_day_and_none_is_none(tmp_path):
    days = instance(tmp_path, PVRP).problem.workdays_of("V2")
    assert [(day.date, day.capacity, day.max_duration_min) for day in days] == [
        (DAYS[0], 20, 100),
        (DAYS[1], 30, None),
    ]


def test_the_most_significant_bit_of_a_pattern_is_day_1(tmp_path):
    one, two, three = instance(tmp_path, PVRP).problem.requirements
    assert one.patterns == (frozenset({DAYS[1]}), frozenset({DAYS[0]}))
    assert two.patterns == (frozenset(DAYS),)
    assert [len(req.visits) for req in (one, two)] == [1, 2]
    assert (one.minutes, one.load) == (10, 5)
    # as customer 131 of p11: visited, although its frequency is 0
    assert (len(three.visits), three.patterns) == (1, (frozenset({DAYS[0]}),))


def test_a_customer_without_pattern_and_frequency_is_not_visited(tmp_path):
    problem = instance(tmp_path, PVRP.replace("6 8 0 1 0 1 2", "6 8 0 1 0 0")).problem
    assert [req.customer_id for req in problem.requirements] == ["1", "2"]


def test_a_window_holds_the_start_of_the_service(tmp_path):
    found = instance(tmp_path, PVRPTW)
    one = found.problem.requirements[0]
    assert one.opening == dict.fromkeys(DAYS, (Span(20, 40),))
    assert {(day.start_min, day.end_min) for day in found.problem.workdays} == {(5, 100)}
    day = found.problem.workday_of["V1", DAYS[0]]
    route = time_route(found.problem, day, ["1/1"])
    assert isinstance(route, DayRoute)
    # leaves at 15, waits for nothing, begins at 20, is back at 20 + 10 + 5
    assert (route.leave, route.home) == (150_000, 350_000)


def test_decimals_of_service_and_windows_make_smaller_minutes(tmp_path):
    found = instance(tmp_path, PVRPTW.replace("10 5 1 2 1 2 20 30", "2.5 5 1 2 1 2 20 30"))
    one = found.problem.requirements[0]
    assert (found.units, one.minutes, one.opening) == (
        10,
        25,
        dict.fromkeys(DAYS, (Span(200, 325),)),
    )
    assert found.problem.travel["V1"].minutes[0, 1] == 50
    assert found.problem.workdays[0].max_duration_min == 600


def test_depots_are_the_first_nodes_and_windows_are_ignored(tmp_path):
    found = instance(tmp_path, MDPVRP)
    assert found.depot_of == {"D0V1": 0, "D1V1": 1}
    assert [day.start for day in found.problem.workdays] == ["depot:0"] * 2 + ["depot:1"] * 2
    assert [req.customer_id for req in found.problem.requirements] == ["2", "3"]
    assert found.problem.requirements[0].opening is None
    assert found.problem.one_rep_per_customer


def test_depots_may_be_the_last_nodes(tmp_path):
    lines = MDPVRP.splitlines()
    turned = "\n".join([*lines[:5], *lines[7:], *lines[5:7]])
    assert instance(tmp_path, turned).depot_of == {"D0V1": 0, "D1V1": 1}
    assert instance(tmp_path, turned).problem.fingerprint == (
        instance(tmp_path, MDPVRP).problem.fingerprint
    )


def test_one_pair_of_limits_a_day_is_enough_for_several_depots(tmp_path):
    short = MDPVRP.replace("50 20\n", "", 2)
    assert len(instance(tmp_path, short).limits) == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1 2 3 2\n", "", ", row 1: the first line is not that of an instance"),
        ("1 2 3 2\n", "3 2 3 2\n", ", row 1: this type of problem is not read (found '3')"),
        ("1 2 3 2\n", "1 2 3 32\n", ", row 1: no problem has these sizes"),
        ("1 2 3 2\n", "1 2 4 2\n", ": the first line promises 4 customers and 1 depot"),
        ("100 20\n", "", ": there is not one pair of limits a day"),
        ("100 20\n", "-1 20\n", ", row 2: a limit is negative"),
        ("3 4 10", "3 north 10", ", row 5: this is no number (found 'north')"),
        ("1 2 1 2\n", "1 3 1 2\n", ", row 5: the line has not 10 figures"),
        ("2 1 3\n", "2 1 4\n", ", row 6: no pattern of days (found '4')"),
        ("1 2 1 2\n", "1 2 1 3\n", ", row 5: patterns ask for different numbers of visits"),
        ("0 1 2\n", "1 0\n", ", row 7: visits are asked for, but no pattern"),
        (" 3 6 8", " 2 6 8", ": a number comes twice (found '2')"),
        ("3 4 10", "3 4 -10", ", row 5: number, service or load makes no sense"),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused_with_its_number(tmp_path, old, new, said):
    assert old in PVRP
    found = problems(tmp_path, PVRP.replace(old, new, 1))
    assert any(text.startswith(said) for text in found), found


def test_all_wrong_lines_are_told_at_once(tmp_path):
    wrong = PVRP.replace("3 4 10", "3 north 10").replace("2 1 3\n", "2 1 4\n")
    assert [text[:7] for text in problems(tmp_path, wrong)[:2]] == [", row 5", ", row 6"]


def test_windows_are_needed_where_the_type_has_them(tmp_path):
    found = problems(tmp_path, PVRPTW.replace(" 20 30", ""))
    assert found[0].startswith(", row 5: the line has not 11 figures")
    assert problems(tmp_path, PVRPTW.replace("20 30", "30 20"))[0].startswith(
        ", row 5: a window ends early"
    )


def test_limits_that_differ_between_depots_are_refused(tmp_path):
    found = problems(tmp_path, MDPVRP.replace("50 20", "60 20", 1))
    assert found[0].startswith(": limits of several depots differ")


def test_depots_among_the_customers_are_refused(tmp_path):
    lines = MDPVRP.splitlines()
    mixed = "\n".join([*lines[:5], lines[5], lines[7], lines[6], lines[8]])
    assert problems(tmp_path, mixed)[0].startswith(": depots are neither the first nor the last")


def test_decimals_beyond_the_third_are_refused(tmp_path):
    found = problems(tmp_path, PVRP.replace("3 4 10", "3 4 10.12345"))
    assert found[0].startswith(": service times or windows have more than 3 decimals")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b""])
def test_files_that_are_none_are_refused(tmp_path, content):
    path = tmp_path / "tiny"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError):
        read_instance(path)


@pytest.mark.parametrize("name", NAMES)
def test_the_instances_are_read_whole(shared, name):
    folder = shared / "bench/pvrp/instances"
    first = (folder / name).read_text(encoding="utf-8").split(maxsplit=4)
    vehicles, customers, days = map(int, first[1:4])
    found = read_instance(folder / name)
    problem = found.problem
    assert (found.days, len(problem.workdays)) == (days, days * vehicles)
    assert len(problem.requirements) == customers
    assert all(
        len(pattern) == len(req.visits)
        for req in problem.requirements
        for pattern in req.patterns or ()
    )
    assert len({id(matrix) for matrix in problem.travel.values()}) == 1
    assert np.array_equal(problem.travel["V1"].minutes, problem.travel["V1"].minutes.T)


def archived(folder: Path, found: PeriodicInstance) -> tuple[float, Schedule]:
    """The authors' solution of an instance: the cost they state, and their routes."""
    lines = (folder / f"{found.name}.res").read_text(encoding="utf-8").splitlines()
    problem, used = found.problem, dict.fromkeys(found.nodes, 0)
    vehicle, routes = dict.fromkeys(DAYS, 0), []
    for line in lines[1:]:
        figures = line.split()
        stops = [int(float(word)) for word in figures[4:]]
        customers = [number for number in stops if number]
        if not customers:
            continue
        date = DAYS[0] + dt.timedelta(days=int(figures[0]) - 1)
        vehicle[date] = vehicle.get(date, 0) + 1
        day = problem.workday_of[f"V{vehicle[date]}", date]
        visits = []
        for customer in customers:
            used[customer] += 1
            visits.append(f"{customer}/{used[customer]}")
        route = time_route(problem, day, visits)
        assert isinstance(route, DayRoute)
        routes.append(route)
    return float(lines[0]), Schedule(tuple(routes))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "p01"])
def test_the_judge_agrees_with_the_archived_solutions(shared, name):
    found = read_instance(shared / "bench/pvrp/instances" / name)
    cost, schedule = archived(shared / "bench/pvrp/solutions", found)
    verdict = judge(found.problem, schedule)
    assert verdict.violations == ()
    assert verdict.score is not None
    assert verdict.score.unplanned == 0
    assert verdict.score.cost_min == pytest.approx(cost, abs=0.02)


def test_the_archived_solution_of_p01_leaves_out_the_customer_on_the_depot(shared):
    found = read_instance(shared / "bench/pvrp/instances/p01")
    cost, schedule = archived(shared / "bench/pvrp/solutions", found)
    verdict = judge(found.problem, schedule)
    assert {violation.visit_id for violation in verdict.violations} == {"51/1"}
    assert verdict.score is not None
    assert verdict.score.unplanned == 1
    assert verdict.score.cost_min == pytest.approx(cost, abs=0.02)
