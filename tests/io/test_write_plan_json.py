"""``plan.json``: written, read back, and refused when damaged."""

import json
from dataclasses import fields, replace

import numpy as np
import pytest

from models.errors import InputError
from models.judge import judge
from models.plan import MonthPlan
from models.problem import MonthProblem
from scheduler.io.plan_json import plan_from_json, plan_to_json, read_plan, write_plan
from tests.factories import march, tiny_plan, tiny_problem


def data():
    """The tiny plan as it comes out of a file."""
    return json.loads(json.dumps(plan_to_json(tiny_plan())))


@pytest.mark.parametrize("name", [f.name for f in fields(MonthPlan) if f.name != "problem"])
def test_every_part_of_the_plan_comes_back(name):
    assert getattr(plan_from_json(data()), name) == getattr(tiny_plan(), name)


@pytest.mark.parametrize("name", [f.name for f in fields(MonthProblem) if f.name != "travel"])
def test_every_part_of_the_problem_comes_back(name):
    assert getattr(plan_from_json(data()).problem, name) == getattr(tiny_problem(), name)


def test_reps_and_counts_come_back_in_their_order(tmp_path):
    """Pages and workbooks show them in it: a plan read again must not look different."""
    plan = tiny_plan()
    turned = dict(reversed(list(plan.reps.items())))
    counts = {"set aside": 1, "blank": 2, "active customers": 3}
    write_plan(replace(plan, reps=turned, counts=counts), tmp_path)
    back = read_plan(tmp_path)
    assert list(back.reps) == list(turned)
    assert list(back.counts) == list(counts)


def test_travel_comes_back_to_the_last_bit():
    plan = replace(tiny_plan(), problem=tiny_problem())
    back = plan_from_json(plan_to_json(plan)).problem
    assert back.fingerprint == plan.problem.fingerprint
    for rep_id, matrix in plan.problem.travel.items():
        assert np.array_equal(back.travel[rep_id].minutes, matrix.minutes)
        assert np.array_equal(back.travel[rep_id].metres, matrix.metres)
        assert back.travel[rep_id].places == matrix.places


def test_a_shared_matrix_is_stored_once():
    problem = tiny_problem()
    one = problem.travel["R01"]
    shared = replace(
        problem,
        workdays=problem.workdays_of("R01"),
        requirements=problem.requirements[:5],
        travel={"R01": one, "R03": one},
    )
    told = plan_to_json(replace(tiny_plan(), problem=shared))
    assert len(told["problem"]["matrices"]) == 1
    back = plan_from_json(told).problem
    assert back.travel["R01"] is back.travel["R03"]


def test_a_whole_number_where_a_fraction_may_stand_keeps_the_fingerprint():
    problem = tiny_problem()
    first = problem.requirements[0]
    visits = tuple(replace(visit, priority=8) for visit in first.visits)
    changed = replace(
        problem, requirements=(replace(first, visits=visits), *problem.requirements[1:])
    )
    back = plan_from_json(
        json.loads(json.dumps(plan_to_json(replace(tiny_plan(), problem=changed))))
    )
    assert back.problem.fingerprint == changed.fingerprint


def test_sets_of_dates_and_patterns_come_back():
    problem = tiny_problem()
    patterns = (frozenset({march(2), march(4)}), frozenset({march(3)}))
    first = replace(problem.requirements[0], patterns=patterns)
    changed = replace(problem, requirements=(first, *problem.requirements[1:]))
    back = plan_from_json(plan_to_json(replace(tiny_plan(), problem=changed)))
    assert back.problem.requirements[0].patterns == patterns


def test_the_judge_says_the_same_of_what_was_read():
    plan = plan_from_json(data())
    assert judge(plan.problem, plan.result.schedule).score == plan.result.score


def test_the_figures_of_the_result_can_be_read_without_rounds():
    told = data()
    assert told["seed"] == 7
    assert told["bound_min"] == 195.7
    assert told["gap"] == pytest.approx((told["cost_min"] - 195.7) / told["cost_min"])
    assert told["schedule"]["routes"][0]["stops"][0]["visit_id"] == "C1/1"
    assert set(told["versions"]) == {"rounds", "python", "ortools", "numpy"}


def test_an_unproven_plan_has_no_bound_and_no_gap():
    plan = tiny_plan()
    told = plan_to_json(replace(plan, result=replace(plan.result, proof=None)))
    assert told["bound_min"] is None
    assert told["gap"] is None


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    contents = []
    for _ in range(2):
        write_plan(tiny_plan(), tmp_path)
        contents.append((tmp_path / "plan.json").read_bytes())
    assert contents[0] == contents[1]


def test_a_plan_is_read_from_its_file_or_its_folder(tmp_path):
    write_plan(tiny_plan(), tmp_path)
    for path in (tmp_path, tmp_path / "plan.json"):
        assert read_plan(path).result == tiny_plan().result


@pytest.mark.parametrize("content", ["", "{", "[1, 2]", '{"format": "other"}', "\x00"])
def test_a_foreign_file_is_refused(tmp_path, content):
    (tmp_path / "plan.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"plan\.json"):
        read_plan(tmp_path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_plan(tmp_path / "plan.json")


def test_half_a_file_is_refused(tmp_path):
    write_plan(tiny_plan(), tmp_path)
    path = tmp_path / "plan.json"
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(InputError, match="only a part"):
        read_plan(path)


def change(told, keys, value):
    for key in keys[:-1]:
        told = told[key]
    told[keys[-1]] = value


@pytest.mark.parametrize(
    ("keys", "value", "told"),
    [
        (("format_version",), 99, "format 99 is unknown"),
        (("seed",), "seven", "seed: int is wanted, found str"),
        (("seed",), True, "seed: int is wanted"),
        (("outcome",), "fine", "outcome: 'fine' is no Outcome"),
        (("schedule",), None, "schedule: dict is wanted"),
        (("problem",), None, "problem: missing"),
        (("problem", "workdays", 0, "date"), "2026-02-31", r"workdays\[0\].date"),
        (("problem", "workdays", 0, "break_span"), [1, 2, 3], "2 values are wanted, found 3"),
        (("problem", "workdays", 0, "cap"), 6, "changed by hand"),
        (("problem", "workdays", 0, "cap"), -1, "contradicts itself"),
        (("problem", "travel", "R01"), 7, "a travel matrix is missing"),
        (("problem", "matrices", 0, "minutes"), "AAAA", "packed numbers are damaged"),
        (("problem", "matrices", 0, "shape"), [1, 1], "does not fit"),
        (("reps", "R02", "half_days"), {"Friday": [1, 2]}, "not a whole number"),
        (("rows", 0), {}, r"rows\[0\]: customer_id.* missing"),
    ],
)
def test_a_damaged_plan_is_refused_with_the_place(keys, value, told):
    damaged = data()
    change(damaged, keys, value)
    with pytest.raises(InputError, match=told):
        plan_from_json(damaged)


def test_a_plan_without_a_part_is_refused():
    damaged = data()
    del damaged["notes"]
    with pytest.raises(InputError, match="notes missing"):
        plan_from_json(damaged)
