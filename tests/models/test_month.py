"""Calendar months and weeks."""

import datetime as dt

import pytest

from models.month import Month, week_of


@pytest.mark.parametrize(
    ("month", "days"),
    [
        (Month(2026, 1), 31),
        (Month(2026, 2), 28),
        (Month(2028, 2), 29),  # a leap year
        (Month(2100, 2), 28),  # a century is none
        (Month(2000, 2), 29),  # but every fourth is
        (Month(2026, 4), 30),
        (Month(2026, 12), 31),
    ],
)
def test_a_month_has_its_days(month, days):
    found = month.days()
    assert len(found) == len(set(found)) == days
    assert (found[0], found[-1]) == (month.first, month.last)
    assert found[0].day == 1
    assert found[-1] + dt.timedelta(days=1) == month.next().first


def test_december_is_followed_by_january():
    assert Month(2026, 12).next() == Month(2027, 1)
    assert str(Month(2026, 3)) == "2026-03"


@pytest.mark.parametrize("week_start", range(7))
def test_a_week_has_seven_days_and_begins_on_its_weekday(week_start):
    days = [dt.date(2026, 2, 20) + dt.timedelta(days=k) for k in range(30)]
    for day in days:
        first = week_of(day, week_start)
        assert first.weekday() == week_start
        assert 0 <= (day - first).days <= 6


def test_weeks_begin_on_monday_or_on_sunday():
    sunday = dt.date(2026, 3, 1)
    assert week_of(sunday) == dt.date(2026, 2, 23)
    assert week_of(sunday, 6) == sunday


def test_a_month_is_read_as_it_is_written():
    for month in (Month(2026, 1), Month(2026, 12), Month(1999, 9)):
        assert Month.parse(str(month)) == month == Month.of(month.last)


@pytest.mark.parametrize("text", ["2026-13", "2026-1", "December", ""])
def test_what_is_no_month_is_not_read(text):
    with pytest.raises(ValueError, match=r"Invalid isoformat|month must be"):
        Month.parse(text)
