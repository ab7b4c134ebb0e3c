"""Visits that were missed or moved and not made since: due again."""

import datetime as dt

from models.actuals import Owed
from models.customers import Status
from models.month import Month
from tests.requirements.cases import built, customer, standing

JANUARY = Month(2027, 1)
"""1 January 2027 is a Friday."""


def december(number: int) -> dt.date:
    return dt.date(2026, 12, number)


def january(number: int) -> dt.date:
    return dt.date(2027, 1, number)


def row_of(owed: Owed, segment="B", last_visit=dt.date(2026, 9, 10), **fields):
    who = customer(last_visit=last_visit, **fields)
    asked = built((who, standing(segment)), month=JANUARY, owed={"C1": owed})
    return asked.rows[0], (asked.requirements[0].visits if asked.requirements else ())


def test_a_missed_visit_is_overdue_and_why_says_so():
    # 10 September + 90 = 9 December, planned for the 11th and missed: overdue since the 9th;
    # the next due, 9 March, is out of reach.
    row, visits = row_of(Owed(december(11), False, "missed 11 Dec (closed)"))
    assert [(v.due, v.overdue) for v in visits] == [(december(9), True)]
    assert "last visit 10 Sep 2026; missed 11 Dec (closed) → overdue since 9 Dec 2026" in row.why


def test_a_visit_planned_early_and_missed_is_due_again_all_the_same():
    # 10 October + 90 = 8 January: due only then, but the visit of 28 December was missed
    _, visits = row_of(Owed(december(28), False, "missed"), last_visit=dt.date(2026, 10, 10))
    assert [(v.due, v.overdue) for v in visits] == [(december(28), True)]


def test_without_a_last_visit_a_missed_one_is_due_again():
    row, visits = row_of(Owed(december(11), False, "missed 11 Dec"), last_visit=None)
    assert [(v.due, v.overdue) for v in visits] == [(december(11), True)]
    assert "missed 11 Dec → overdue since 11 Dec" in row.why


def test_a_moved_visit_is_due_on_its_new_day_and_the_interval_runs_from_there():
    # without the move: overdue since 9 December. With it: 20 January, the next one 20 April.
    row, visits = row_of(Owed(january(20), True, "moved from 11 Dec to 20 Jan"))
    assert [(v.due, v.overdue) for v in visits] == [(january(20), False)]
    assert "moved from 11 Dec to 20 Jan → due 20 Jan" in row.why


def test_a_visit_moved_behind_the_month_is_not_due_in_it():
    row, visits = row_of(Owed(dt.date(2027, 2, 3), True, "moved from 11 Dec to 3 Feb"))
    assert not visits
    assert "next due 3 Feb" in row.why


def test_an_a_customer_gets_the_missed_visit_and_the_next_one():
    # 10 November + 30 = 10 December (missed), then 9 January: two visits, spaced
    row, visits = row_of(Owed(december(10), False, "missed"), "A", dt.date(2026, 11, 10))
    assert [(v.due, v.overdue) for v in visits] == [(december(10), True), (january(9), False)]
    assert row.visits == 2


def test_a_prospect_is_owed_nothing():
    row, visits = row_of(Owed(december(10), False, "missed"), status=Status.PROSPECT)
    assert (row.visits, visits) == (0, ())
