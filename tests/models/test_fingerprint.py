"""A problem's name: the same in every process, another for every change that matters."""

import os
import subprocess
import sys
from dataclasses import fields, replace

import pytest

from models.customers import Channel
from models.month import Month
from models.places import Place
from models.problem import Kind, MonthProblem, Pin, Requirement, VisitNeed, Weights, Workday
from models.reps import Span
from tests.factories import tiny_problem
from tests.shared_data import CHECKOUT
from tests.solve.tiny import NINE, customer, line, month, on, opening, workday

PROGRAM = """
from tests.models.test_fingerprint import rich
print(rich().fingerprint)
"""


def rich():
    """A problem with sets, mappings and enums in it."""
    patterns = (frozenset({on(2), on(3)}), frozenset({on(3), on(4), on(5)}))
    full = customer(
        "X",
        2,
        opening=opening((NINE, 700), (800, 900)),
        forbidden=frozenset({on(7), on(8), on(9)}),
        pins=(Pin("X1", on(2)),),
        patterns=patterns,
    )
    return month([workday(2), workday(3)], [full, customer("Y")])


@pytest.mark.parametrize("hash_seed", ["0", "1", "12345"])
def test_the_fingerprint_is_the_same_in_every_process(hash_seed):
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=True,
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    )
    assert said.stdout.strip() == rich().fingerprint


def test_the_fingerprint_is_sixteen_hexadecimal_digits():
    assert len(rich().fingerprint) == 16
    assert int(rich().fingerprint, 16) >= 0
    assert rich().fingerprint == rich().fingerprint
    assert tiny_problem().fingerprint != rich().fingerprint


OF_PROBLEM = {
    "month": None,  # dates must lie in it: changed together with them below
    "workdays": (workday(2),),
    "requirements": rich().requirements[:1],
    "travel": {"A": line({"X": 11, "Y": 10})},
    "weights": Weights(rhythm=0.6),
    "reserve_min": {"A": 1.0},
    "published": {"X1": ("A", on(2))},
    "history_before": on(3),
    "one_rep_per_customer": False,
    "max_overtime_min": 1,
    "week_start": 6,
    "ticks_per_minute": 10,
    "units_per_minute": 10,
}
OF_WORKDAY = {
    "rep_id": None,  # needs a matrix of its own
    "date": on(4),
    "start_min": 541,
    "end_min": 1021,
    "break_span": Span(720, 750),
    "cap": 6,
    "start": "customer:X",
    "end": "customer:X",
    "capacity": 1.0,
    "max_duration_min": 1.0,
    "note": "half day",
}
OF_REQUIREMENT = {
    "customer_id": "Y",
    "name": "other",
    "place": Place(1.0, 2.0),
    "kind": Kind.PROSPECT,
    "channel": Channel.OFFICE,
    "rep_ids": ("A", "A"),
    "minutes": 31,
    "visits": rich().requirements[0].visits[:1],
    "interval_days": 1,
    "min_gap_days": 2,
    "max_gap_days": 30,
    "opening": opening((NINE, 701), (800, 900)),
    "forbidden": frozenset({on(7), on(8)}),
    "pins": (Pin("X1", on(3)),),
    "prize_min": 1.0,
    "load": 1.0,
    "patterns": (frozenset({on(2), on(3)}), frozenset({on(3), on(4)})),
    "segment": "A",
    "value": 1.0,
    "why": "because",
}
OF_NEED = {
    "visit_id": "X9",
    "due": on(5),
    "earliest": on(2),
    "latest": on(30),
    "priority": 2.0,
    "overdue": True,
}


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (MonthProblem, OF_PROBLEM),
        (Workday, OF_WORKDAY),
        (Requirement, OF_REQUIREMENT),
        (VisitNeed, OF_NEED),
    ],
)
def test_a_change_is_tried_for_every_field(kind, changes):
    assert set(changes) == {field.name for field in fields(kind)}


def changed_problems():
    problem = rich()
    day, req = problem.workdays[0], problem.requirements[0]
    for name, value in OF_PROBLEM.items():
        if value is not None:
            yield f"problem {name}", replace(problem, **{name: value})
    for name, value in OF_WORKDAY.items():
        if value is not None:
            days = (replace(day, **{name: value}), *problem.workdays[1:])
            yield f"workday {name}", replace(problem, workdays=days)
    for name, value in OF_REQUIREMENT.items():
        requirements = (replace(req, **{name: value}), *problem.requirements[1:])
        yield f"requirement {name}", replace(problem, requirements=requirements)
    for name, value in OF_NEED.items():
        visits = (req.visits[0], replace(req.visits[1], **{name: value}))
        requirements = (replace(req, visits=visits), *problem.requirements[1:])
        yield f"visit {name}", replace(problem, requirements=requirements)
    yield "order of requirements", replace(problem, requirements=problem.requirements[::-1])
    both = problem.travel | {"B": problem.travel["A"]}
    yield "another rep", replace(problem, travel=both)


def test_every_change_gives_another_fingerprint():
    names = {rich().fingerprint: "unchanged"}
    for what, problem in changed_problems():
        assert problem.fingerprint not in names, f"{what}: as {names.get(problem.fingerprint)}"
        names[problem.fingerprint] = what
    assert len(names) > 45


def test_another_month_has_another_fingerprint():
    empty = month([], [], travel={})
    assert replace(empty, month=Month(2026, 4)).fingerprint != empty.fingerprint
