"""What a manager is told of a month's capacity."""

from dataclasses import replace

from models.plan import CapacityLine
from scheduler.pipelines.notes import capacity_notes, shared_notes
from tests.solve.tiny import call, customer

# 20 meetings of 30 minutes, 200 minutes of driving and 100 kept: 900 of 1,000 minutes
LINE = CapacityLine(
    rep_id="R1",
    customers=60,
    workdays=5,
    meetings_due=20,
    meetings_possible=25,
    work_min=600,
    travel_min=200,
    reserve_min=100,
    available_min=1000,
)


def test_a_month_that_fits_is_not_worth_a_note():
    assert capacity_notes([LINE]) == []


def test_more_than_fits_is_said_with_the_share():
    (note,) = capacity_notes([replace(LINE, meetings_due=30)])  # 30 of 25
    assert "R1 120%" in note


def test_a_rep_whose_customers_all_fall_due_in_other_months_is_named():
    (note,) = capacity_notes([replace(LINE, meetings_due=0)])
    assert note.startswith("R1 has no visit due this month: its 60 customers")
    assert capacity_notes([replace(LINE, meetings_due=0, customers=0)]) == []


def test_visits_that_several_reps_may_make_are_counted_where_it_is_said():
    shared = customer("X", 2, rep_ids=("B", "A"))
    others = [customer("Y"), call("Z", rep_ids=("A", "B"))]
    (note,) = shared_notes([shared, *others])
    assert note.startswith("2 visits may be made by either of several reps")
    assert "for the first one named (B 2)" in note
    assert shared_notes(others) == []
