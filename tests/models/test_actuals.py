"""What became of visits: the ids they are known by, and what is owed."""

import datetime as dt

import pytest

from models.actuals import Owed, customer_of_visit, month_of_visit
from models.month import Month


def day(number: int, month: int = 12) -> dt.date:
    return dt.date(2026, month, number)


@pytest.mark.parametrize(
    ("visit_id", "customer"),
    [
        ("C1/2026-12/1", "C1"),
        ("C1/2026-12/call12", "C1"),
        ("C1/2026-12/fill1", "C1"),
        ("a/b 7/2026-01/2", "a/b 7"),
        ("C1/2026-13/1", ""),
        ("C1/2026-12/", ""),
        ("C1", ""),
        ("/2026-12/1", ""),
    ],
)
def test_a_visit_id_names_its_customer(visit_id, customer):
    assert customer_of_visit(visit_id) == customer


def test_a_visit_id_names_its_month():
    assert month_of_visit("C1/2026-12/1") == Month(2026, 12)
    assert month_of_visit("C1") is None


def test_a_missed_visit_is_due_since_its_due_date_or_since_it_was_missed():
    # last visit 10 November + 30 days = 10 December, missed on the 12th: due since the 10th
    assert Owed(day(12), False, "").due(day(10, 11), 30) == day(10)
    # planned early, on the 8th: due since the 8th
    assert Owed(day(8), False, "").due(day(10, 11), 30) == day(8)
    assert Owed(day(8), False, "").due(None, 30) == day(8)


def test_an_agreed_day_takes_the_place_of_the_due_date():
    assert Owed(day(30), True, "").due(day(10, 11), 30) == day(30)
