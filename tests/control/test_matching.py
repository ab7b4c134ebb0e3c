"""Which row is about which visit; no visit counts twice."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.actuals import Actual, ActualStatus
from models.control import VisitState
from models.requirement import Kind
from scheduler.control import unknown_visits
from scheduler.control.counting import tally
from tests.control.reports import by_id, month, row
from tests.factories import march, tiny_plan

PLANNED = {"C1/1", "C1/2", "C2/1", "C3/1", "C4/1", "C5/1", "C6/1", "C7/1", "C7/2"}


def state(found, visit_id):
    visit = by_id(found.visits)[visit_id]
    return visit.state, visit.date


def test_without_a_report_everything_remains():
    found = month()
    assert {v.visit_id for v in found.visits if v.planned is not None} == PLANNED
    assert {v.state for v in found.visits} == {VisitState.REMAINING}
    assert found.reported_to is None
    # C8 is due and has no day; C9 has no place, and nothing is due
    assert {v.visit_id for v in found.visits} - PLANNED == {"C8/1"}


def test_a_row_that_names_a_visit_is_about_it():
    found = month(row("C1/2", 5, outcome="order", order_amount=12.5))
    visit = by_id(found.visits)["C1/2"]
    assert (visit.state, visit.date, visit.planned) == (VisitState.DONE, march(5), march(4))
    assert (visit.outcome, visit.order_amount, visit.days_off) == ("order", 12.5, 1)


def test_a_row_that_names_a_customer_is_about_the_visit_of_that_day():
    found = month(row("C1", 4))
    assert state(found, "C1/2") == (VisitState.DONE, march(4))
    assert state(found, "C1/1") == (VisitState.REMAINING, None)


def test_else_about_the_nearest_visit_of_which_nothing_final_is_known():
    # planned on the 1st and the 29th: the 20th is nearer to the 29th
    assert state(month(row("C7", 20)), "C7/2") == (VisitState.DONE, march(20))
    both = month(row("C7", 20), row("C7", 22))
    assert state(both, "C7/2") == (VisitState.DONE, march(20))
    assert state(both, "C7/1") == (VisitState.DONE, march(22))


def test_no_guess_takes_the_visit_of_a_certain_row():
    # the guess for the 28th would be the visit of the 29th, which is reported by itself
    found = month(row("C7", 28), row("C7", 29, "missed"))
    assert state(found, "C7/2") == (VisitState.MISSED, march(29))
    assert state(found, "C7/1") == (VisitState.DONE, march(28))


def test_a_moved_visit_is_looked_for_on_its_new_day():
    moved = row("C7", 1, "moved", moved_to=march(9))
    assert state(month(moved), "C7/1") == (VisitState.MOVED, march(9))
    assert state(month(moved, row("C7", 9)), "C7/1") == (VisitState.DONE, march(9))
    assert state(month(moved, row("C7", 9, "missed")), "C7/1") == (VisitState.MISSED, march(9))


def test_a_visit_that_was_made_on_whatever_day_is_made():
    found = month(row("C1/1", 2, "missed", reason="closed"), row("C1/1", 3))
    assert state(found, "C1/1") == (VisitState.DONE, march(3))


def test_a_visit_made_beside_the_plan_is_kept_apart():
    found = month(row("C6", 1), row("C6", 20, order_amount=5.0), row("C9", 3))
    beside = [visit for visit in found.visits if not visit.visit_id]
    assert [(v.customer_id, v.date, v.rep_id) for v in beside] == [
        ("C9", march(3), "R01"),
        ("C6", march(20), "R02"),
    ]
    assert state(found, "C6/1") == (VisitState.DONE, march(1))


def test_a_required_visit_without_a_day_may_be_made_all_the_same():
    visit = by_id(month(row("C8", 12)).visits)["C8/1"]
    assert (visit.state, visit.planned, visit.is_required) == (VisitState.DONE, None, True)


def test_a_visit_due_where_nobody_knows_the_way_counts_as_due():
    plan = tiny_plan()
    *others, nowhere = plan.rows
    asked = replace(nowhere, channel="visit", visits=1, due_dates=(march(8),))
    found = month(row("C9", 9), plan=replace(plan, rows=(*others, asked)))
    visit = by_id(found.visits)["C9/2026-03/1"]
    assert (visit.state, visit.due, visit.rep_id) == (VisitState.DONE, march(8), "R01")


def test_missed_rows_that_fit_nothing_and_other_months_are_counted_apart():
    april = Actual(customer_id="C1", date=dt.date(2026, 4, 1), status=ActualStatus.DONE)
    other = replace(april, visit_id="C1/2026-04/1", date=march(31))
    found = month(row("C9", 3, "missed"), april, other)
    assert [r.customer_id for r in found.nowhere] == ["C9"]
    assert (found.elsewhere, found.reported_to) == (2, march(3))
    assert {v.state for v in found.visits} == {VisitState.REMAINING}


def test_a_visit_of_this_month_that_the_plan_does_not_know_is_found():
    wrong = replace(row("C1", 2), visit_id="C1/2026-03/7")
    later = replace(row("C1", 2), visit_id="C1/2026-04/7")
    assert list(unknown_visits(tiny_plan(), [wrong, later, row("C1/1", 2)])) == [wrong]


REPORTS = st.lists(
    st.builds(
        lambda whom, day, status, later: row(
            whom, day, status, moved_to=march(later) if status == "moved" else None
        ),
        st.sampled_from([*sorted(PLANNED), "C8/1", *(f"C{k}" for k in range(1, 10))]),
        st.integers(1, 31),
        st.sampled_from(["done", "missed", "moved"]),
        st.integers(1, 31),
    ),
    max_size=14,
    unique_by=lambda report: (report.customer_id, report.date),
)


@given(REPORTS)
def test_the_counts_add_up_and_nothing_counts_twice(reports):
    found = month(*reports)
    counts = tally(found.visits, found.reported_to)
    assert counts.planned == len(PLANNED)
    assert counts.planned == counts.done + counts.missed + counts.moved + counts.remaining
    ids = [visit.visit_id for visit in found.visits if visit.visit_id]
    assert len(ids) == len(set(ids))
    # every visit that was made is one visit: planned, without a day, or beside the plan
    made = [visit for visit in found.visits if visit.is_done]
    done_rows = {(r.customer_id, r.date) for r in reports if r.status is ActualStatus.DONE}
    assert len(made) <= len(done_rows)
    assert {(v.customer_id, v.date) for v in made} <= done_rows
    beside = sum(not visit.visit_id for visit in found.visits)
    assert beside <= len(done_rows)


@given(REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(reports, shuffle):
    numbered = [replace(report, row=k) for k, report in enumerate(reports, start=2)]
    mixed = list(numbered)
    shuffle.shuffle(mixed)
    assert month(*mixed).visits == month(*numbered).visits


@pytest.mark.parametrize("kind", [Kind.VISIT, Kind.PROSPECT, Kind.DESK])
def test_every_kind_of_planned_stop_is_followed(kind):
    assert any(visit.kind is kind and visit.planned for visit in month().visits)
