"""Months as numbers, the last complete ones, and those that many customers leave blank."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.month import Month
from models.policy import Policy
from scheduler.portfolio import blank_notes
from scheduler.portfolio.months import index_of, known_months, month_at, recent_months
from tests.portfolio.people import buyer, steady

POLICY = Policy()


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_a_month_and_its_number_are_one(year, number):
    month = Month(year, number)
    assert month_at(index_of(month)) == month
    assert index_of(month.next()) == index_of(month) + 1


def test_incomplete_months_are_stepped_over():
    shown = [str(month_at(k)) for k in recent_months(Month(2027, 1), 3, ["2026-12", "2020-01"])]
    assert shown == ["2026-10", "2026-11", "2027-01"]


def test_a_blank_is_zero_between_reported_months_only():
    january = index_of(Month(2026, 1))
    customer = buyer("C1", None, 5.0, None, 7.0, None, None, None, None, None, None, None, None)
    known = known_months(customer, january, ())
    assert {str(month_at(k)): v for k, v in known.items()} == {
        "2026-02": 5.0,
        "2026-03": 0.0,
        "2026-04": 7.0,
    }
    assert len(known_months(customer, january, ["2026-03"])) == 2


def test_a_month_that_many_leave_blank_is_told():
    gap = [buyer(f"G{k}", *[100.0] * 9, None, 100.0, 100.0) for k in range(12)]
    full = [steady(f"F{k}", 100.0) for k in range(20)]
    (note,) = blank_notes([*gap, *full], POLICY)
    assert "2026-10 is blank for 12 customers" in note
    assert "--incomplete 2026-10" in note
    named = replace(POLICY, value=replace(POLICY.value, incomplete_months=("2026-10",)))
    assert blank_notes([*gap, *full], named) == ()
    assert blank_notes(full, POLICY) == ()
    assert blank_notes([*gap[:5], *full], POLICY) == (), "five may have bought nothing"
    assert blank_notes([buyer("C1"), buyer("C2", total=1.0)], POLICY) == ()
