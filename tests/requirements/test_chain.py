"""Chains of due dates."""

import datetime as dt

from scheduler.requirements.chain import Chain

NOVEMBER_3 = dt.date(2026, 11, 3)


def test_dues_follow_the_last_visit_at_the_interval():
    chain = Chain(30, NOVEMBER_3)
    found = chain.between(dt.date(2026, 12, 1), dt.date(2027, 2, 28))
    assert found == (dt.date(2026, 12, 3), dt.date(2027, 1, 2), dt.date(2027, 2, 1))


def test_first_and_last_day_of_a_span_are_included():
    chain = Chain(30, dt.date(2026, 11, 1))
    # 1 November + 30 = 1 December, + 60 = 31 December
    found = chain.between(dt.date(2026, 12, 1), dt.date(2026, 12, 31))
    assert found == (dt.date(2026, 12, 1), dt.date(2026, 12, 31))


def test_nothing_is_due_on_or_before_the_last_visit():
    chain = Chain(10, dt.date(2026, 12, 15))
    found = chain.between(dt.date(2026, 12, 1), dt.date(2026, 12, 31))
    assert found == (dt.date(2026, 12, 25),)
    future = Chain(10, dt.date(2027, 3, 1))
    assert future.between(dt.date(2026, 12, 1), dt.date(2026, 12, 31)) == ()
    assert future.after(dt.date(2026, 12, 31)) == dt.date(2027, 3, 11)


def test_a_visit_is_overdue_when_its_due_lies_before_the_day():
    first = dt.date(2026, 12, 1)
    assert Chain(30, dt.date(2026, 11, 1)).overdue_at(first) is None  # due on the 1st itself
    assert Chain(30, dt.date(2026, 10, 31)).overdue_at(first) == dt.date(2026, 11, 30)
    assert Chain(30, None, 6, by_year=True).overdue_at(first) is None


def test_the_next_due_may_lie_in_the_next_year():
    assert Chain(90, NOVEMBER_3).after(dt.date(2026, 12, 31)) == dt.date(2027, 2, 1)
    # phase 6 of the year: 7 January, whatever the year
    yearly = Chain(30, None, 6, by_year=True)
    assert yearly.after(dt.date(2026, 12, 31)) == dt.date(2027, 1, 7)
    assert yearly.after(dt.date(2028, 12, 2)) == dt.date(2029, 1, 7)


def test_a_yearly_chain_passes_29_february():
    # day 59 of the year (phase 29 + 30): 1 March, or 29 February in a leap year
    yearly = Chain(30, None, 29, by_year=True)
    assert dt.date(2028, 2, 29) in yearly.between(dt.date(2028, 2, 1), dt.date(2028, 3, 31))
    assert dt.date(2027, 3, 1) in yearly.between(dt.date(2027, 2, 1), dt.date(2027, 3, 31))


def test_a_chain_of_the_last_visit_passes_29_february():
    chain = Chain(30, dt.date(2028, 2, 29))
    assert chain.after(dt.date(2028, 2, 29)) == dt.date(2028, 3, 30)
