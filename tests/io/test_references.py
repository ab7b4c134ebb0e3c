"""What the files say about each other, and rows set aside for it."""

import pytest

from scheduler.io.pins import read_pins
from scheduler.io.references import check_references, set_aside
from scheduler.io.reps import read_reps
from tests.io.reading_tools import adds_up, customers, only, said, write

REPS = "rep_id,city\nR01,Ames\nR02,Ames\n"


def files(folder, listed, pinned=None):
    """A list, two reps, and perhaps pins."""
    ours = customers(folder, listed)
    reps = read_reps(write(folder, REPS, "reps.csv"))
    pins = read_pins(write(folder, pinned, "pins.csv")) if pinned else None
    return ours, reps, pins


def test_files_that_agree_have_no_problems(tmp_path):
    pinned = "customer_id,date,rep_id\nC1,2026-12-03,R02\nC1,2026-12-04,\n"
    assert not check_references(*files(tmp_path, "id,city,rep\nC1,Ames,R01;R02\n", pinned))


def test_a_rep_who_does_not_exist_is_a_problem_with_a_guess(tmp_path):
    ours = files(tmp_path, "id,city,rep\nC1,Ames,R01;r2\nC2,Ames,Bob\nC3,Ames,\n")
    first, second = check_references(*ours)
    assert (first.row, first.column, first.value) == (2, "rep_id", "r2")
    assert first.advice == "did you mean 'R02'?"
    assert (second.row, second.value) == (3, "Bob")
    assert "there is no such rep" in second.what


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [
        ("R11", "did you mean 'R01'?"),
        ("R10", "did you mean 'R01'?"),  # two digits exchanged
        ("R00", "did you mean 'R01' or 'R02'?"),
        ("R99", "correct it, or add the missing row"),
        ("Bob", "correct it, or add the missing row"),
    ],
)
def test_only_a_slip_of_the_finger_is_taken_for_another_id(tmp_path, wrong, advice):
    (problem,) = check_references(*files(tmp_path, f"id,city,rep\nC1,Ames,{wrong}\n"))
    assert problem.advice == advice


def test_without_a_list_of_reps_their_names_are_not_checked(tmp_path):
    ours = customers(tmp_path, "id,city,rep\nC1,Ames,Bob\n")
    assert not check_references(ours)


def test_a_pin_of_nobody_is_a_problem(tmp_path):
    pinned = "customer_id,date,rep_id\nC9,2026-12-03,\nC1,2026-12-03,R9\n"
    ours, reps, pins = files(tmp_path, "id,city\nC1,Ames\n", pinned)
    first, second = check_references(ours, reps, pins)
    assert (first.file, first.row, first.column, first.value) == (pins.file, 2, "customer_id", "C9")
    assert (second.row, second.column, second.value) == (3, "rep_id", "R9")


def test_rows_of_later_problems_can_be_set_aside_and_still_add_up(tmp_path):
    listed = "id,city,rep,visits\nC1,Ames,R01,x\nC2,Ames,Bob,1\nC3,Ames,R02,1\n"
    ours, reps, _ = files(tmp_path, listed)
    kept = adds_up(set_aside(ours, check_references(ours, reps)))
    assert [c.customer_id for c in kept.items] == ["C3"]
    assert kept.bad_rows == {2: ("C1", "Ames", "R01", "x"), 3: ("C2", "Ames", "Bob", "1")}
    assert [problem.row for problem in kept.errors] == [2, 3], said(kept.errors)
    assert not kept.blocking


def test_problems_of_other_files_leave_a_reading_alone(tmp_path):
    ours, reps, pins = files(tmp_path, "id,city\nC1,Ames\n", "customer_id,date\nC9,2026-12-03\n")
    problems = check_references(ours, reps, pins)
    assert len(problems) == 1
    assert set_aside(ours, problems) == ours
    assert only(set_aside(pins, problems).errors).value == "C9"
