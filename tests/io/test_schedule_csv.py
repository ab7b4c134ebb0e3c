"""A ``schedule.csv`` is read back, also after somebody changed it."""

from dataclasses import replace

import pytest

from models.errors import InputError
from models.judge import judge
from models.schedule import Schedule, Stop
from scheduler.io.schedule_csv import read_schedule_csv
from scheduler.io.write_tables import write_schedule
from tests.factories import FORMULA, march, need, tiny_plan, tiny_problem

HEADER = "rep_id,date,visit_id,arrive,depart\n"


@pytest.fixture
def path(tmp_path):
    write_schedule(tiny_plan(), tmp_path)
    return tmp_path / "schedule.csv"


def test_what_was_written_comes_back(path):
    plan = tiny_plan()
    back = read_schedule_csv(path, plan.problem)
    assert back.routes == plan.result.schedule.routes
    assert [entry.visit_id for entry in back.unplanned] == ["C8/1"]
    assert judge(plan.problem, back).score == plan.result.score


def test_rows_may_stand_in_any_order_and_other_columns_may_be_missing(tmp_path):
    path = tmp_path / "mine.csv"
    rows = ["R02,2026-03-01,C7/1,11:10,11:40", "R02,2026-03-01,C6/1,10:00,11:00"]
    path.write_text("\ufeff" + HEADER + "\r\n".join(rows), encoding="utf-8")
    (route,) = read_schedule_csv(path, tiny_problem()).routes
    assert route.visit_ids == ("C6/1", "C7/1")
    assert (route.leave, route.home) == (9 * 60 + 40, 12 * 60 + 10)


def test_a_visit_moved_by_hand_is_left_to_the_judge(path):
    text = path.read_text(encoding="utf-8").replace(
        "R01,2026-03-03,2,C4/1", "R02,2026-03-07,2,C4/1"
    )
    path.write_text(text, encoding="utf-8")
    problem = tiny_problem()
    moved = read_schedule_csv(path, problem)
    assert ("R02", march(7)) in {(route.rep_id, route.date) for route in moved.routes}
    assert not judge(problem, moved).sound


def test_a_customer_of_another_rep_is_left_to_the_judge(path):
    text = path.read_text(encoding="utf-8").replace(
        "R01,2026-03-03,2,C4/1", "R02,2026-03-02,2,C4/1"
    )
    path.write_text(text, encoding="utf-8")
    route = next(
        route
        for route in read_schedule_csv(path, tiny_problem()).routes
        if route.visit_ids == ("C4/1",)
    )
    assert (route.rep_id, route.leave, route.home) == ("R02", 10 * 60 + 33, 11 * 60 + 3)


def test_a_day_at_the_desk_begins_with_the_workday(tmp_path):
    path = tmp_path / "desk.csv"
    path.write_text(HEADER + "R01,2026-03-02,C5/1,09:00,09:15\n", encoding="utf-8")
    (route,) = read_schedule_csv(path, tiny_problem()).routes
    assert (route.leave, route.home) == (9 * 60, 9 * 60)
    assert route.stops == (Stop("C5/1", 540, 555),)


def test_an_id_that_looks_like_a_formula_comes_back(tmp_path):
    plan = tiny_plan()
    problem = plan.problem
    risky = replace(problem.requirements[2], visits=(replace(need("C3", 1, 9), visit_id=FORMULA),))
    changed = replace(
        problem, requirements=(*problem.requirements[:2], risky, *problem.requirements[3:])
    )
    routes = tuple(
        replace(
            route,
            stops=tuple(
                replace(stop, visit_id=FORMULA) if stop.visit_id == "C3/1" else stop
                for stop in route.stops
            ),
        )
        for route in plan.result.schedule.routes
    )
    schedule = replace(plan.result, schedule=Schedule(routes))
    write_schedule(replace(plan, problem=changed, result=schedule), tmp_path)
    assert read_schedule_csv(tmp_path / "schedule.csv", changed).routes == routes


def test_all_wrong_cells_are_told_at_once(tmp_path):
    path = tmp_path / "wrong.csv"
    rows = "R07,2026-02-30,C1/9,9am,25:61\nR01,2026-03-02,C1/1,09:10,09:55\n"
    path.write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_schedule_csv(path, tiny_problem())
    told = [(problem.row, problem.column) for problem in caught.value.problems]
    assert told == [(2, name) for name in ("rep_id", "visit_id", "date", "arrive", "depart")]


def test_missing_columns_are_told_at_once(tmp_path):
    path = tmp_path / "wrong.csv"
    path.write_text("rep_id,date,visit_id\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_schedule_csv(path, tiny_problem())
    assert [problem.column for problem in caught.value.problems] == ["arrive", "depart"]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_a_file_that_cannot_be_read_is_refused(tmp_path, content):
    path = tmp_path / "wrong.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"wrong\.csv"):
        read_schedule_csv(path, tiny_problem())
