"""The workdays of a rep."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from models.errors import InputError
from models.month import Month
from models.places import Place, PlacedBy, Placement
from models.policy import CalendarPolicy, CapacityPolicy, Policy, RepPolicy
from models.reps import DateRange, Rep, Span
from models.workday import Workday
from scheduler.calendars import HolidayCalendar, holiday_calendar, month_note, workdays

POLICY = Policy()
DECEMBER = Month(2026, 12)
HOME = Placement(Place(32.0, 34.8), PlacedBy.GIVEN)


def rep(**fields: Any) -> Rep:
    return Rep(rep_id="R01", name="Anna", **fields)


def israeli(**fields: Any) -> Rep:
    return rep(work_days=frozenset({6, 0, 1, 2, 3}), **fields)


def worked(who: Rep, month: Month, country: str | None, policy: Policy = POLICY) -> list[Workday]:
    return list(workdays(who, month, holiday_calendar(country, month, policy), policy))


def test_december_2026_has_22_workdays_and_christmas_off():
    # 23 weekdays from 1 to 31 December, one of them the 25th
    days = worked(rep(), DECEMBER, "US")
    assert len(days) == 22
    assert days[0].date == dt.date(2026, 12, 1)
    assert days[-1].date == dt.date(2026, 12, 31)
    assert dt.date(2026, 12, 25) not in [day.date for day in days]
    calendar = holiday_calendar("US", DECEMBER, POLICY)
    told = month_note(rep(), DECEMBER, calendar, POLICY)
    assert told == "2026-12: 22 working days for R01 (25 Dec Christmas Day off)"


def test_what_the_rep_leaves_open_is_the_policys():
    policy = replace(
        POLICY,
        rep=RepPolicy(work_days="Mon,Tue", work_hours="08:00-16:00", break_hours="12:00-12:30"),
        capacity=CapacityPolicy(daily_cap=7),
    )
    first = worked(rep(), DECEMBER, None, policy)[0]
    assert (first.start_min, first.end_min, first.cap) == (480, 960, 7)
    assert first.break_span == Span(720, 750)
    assert first.minutes == 450
    own = rep(work_hours=Span(600, 900), break_span=Span(700, 710), daily_cap=3)
    first = worked(own, DECEMBER, None, policy)[0]
    assert (first.start_min, first.end_min, first.cap) == (600, 900, 3)
    assert first.break_span == Span(700, 710)


def test_a_day_ends_where_it_starts_unless_the_rep_ends_elsewhere():
    assert worked(rep(), DECEMBER, None)[0].end == "home:R01"
    days = worked(rep(placement=HOME, end_placement=HOME), DECEMBER, None)
    assert (days[0].start, days[0].end) == ("home:R01", "end:R01")


def test_september_2026_in_israel():
    days = {day.date.day: day for day in worked(israeli(), Month(2026, 9), "IL")}
    # Sundays to Thursdays: 22; off are Sunday 13 and Monday 21
    assert len(days) == 20
    assert 13 not in days
    assert 21 not in days
    assert (days[20].start_min, days[20].end_min) == (540, 780)  # eve of Yom Kippur
    assert days[20].note == "half day: eve of Yom Kippur"
    assert days[20].cap == 3  # 5 * 240 / 480 = 2.5, half up
    assert (days[27].end_min, days[27].note) == (1020, "between the feasts: Sukkot holiday")


def test_the_days_between_the_feasts_can_be_taken_off():
    policy = replace(POLICY, calendar=CalendarPolicy(between_feasts="off"))
    days = [day.date.day for day in worked(israeli(), Month(2026, 9), "IL", policy)]
    assert [day for day in days if day > 25] == []


def test_october_2026_in_israel_ends_the_feasts_and_half_fridays_work():
    who = israeli(half_days={4: Span(540, 780)})
    days = {day.date.day: day for day in worked(who, Month(2026, 10), "IL")}
    # Sundays to Thursdays 21, Fridays 5; Simchat Torah is a Saturday
    assert len(days) == 26
    assert days[2].note == "half day: eve of Simchat Torah / Shemini Atzeret"
    assert days[9].note == "half day: Fri"
    assert (days[9].start_min, days[9].end_min, days[9].cap) == (540, 780, 3)


def test_a_half_weekday_keeps_its_own_hours_on_an_eve():
    # Friday 11 September 2026 is the eve of Rosh Hashanah
    who = israeli(half_days={4: Span(480, 840)})
    days = {day.date.day: day for day in worked(who, Month(2026, 9), "IL")}
    assert (days[11].start_min, days[11].end_min) == (480, 840)


def test_a_late_shift_has_nothing_left_of_a_half_day():
    late = israeli(work_hours=Span(13 * 60, 20 * 60))
    days = [day.date.day for day in worked(late, Month(2026, 9), "IL")]
    assert 20 not in days
    assert 22 in days


def test_the_break_is_dropped_or_cut_on_a_half_day():
    calendar = "IL"
    early = israeli(break_span=Span(12 * 60, 12 * 60 + 30))
    days = {day.date.day: day for day in worked(early, Month(2026, 9), calendar)}
    assert days[20].break_span == Span(720, 750)  # 12:00-12:30 lies before 13:00
    assert days[20].cap == 2  # 5 * 210 / 450 = 2.33
    cut = israeli(break_span=Span(12 * 60 + 45, 13 * 60 + 15))
    days = {day.date.day: day for day in worked(cut, Month(2026, 9), calendar)}
    assert days[20].break_span == Span(765, 780)
    late = israeli(break_span=Span(13 * 60, 13 * 60 + 30))
    days = {day.date.day: day for day in worked(late, Month(2026, 9), calendar)}
    assert days[20].break_span is None
    assert days[22].break_span == Span(780, 810)


def test_a_half_day_has_a_cap_of_at_least_one_and_at_most_the_full():
    short = rep(half_days={5: Span(540, 550)}, daily_cap=5)
    days = {day.date.day: day for day in worked(short, DECEMBER, None)}
    assert days[5].cap == 1  # 5 * 10 / 480 = 0.1
    long = rep(half_days={5: Span(0, 1440)}, daily_cap=5)
    days = {day.date.day: day for day in worked(long, DECEMBER, None)}
    assert days[5].cap == 5


def test_absences_and_employment_leave_days_out():
    away = DateRange(dt.date(2026, 12, 7), dt.date(2026, 12, 11))
    assert len(worked(rep(absences=(away,)), DECEMBER, None)) == 23 - 5
    middle = rep(start_date=dt.date(2026, 12, 16), end_date=dt.date(2026, 12, 18))
    days = [day.date.day for day in worked(middle, DECEMBER, None)]
    assert days == [16, 17, 18]
    calendar = HolidayCalendar(DECEMBER, None)
    told = month_note(middle, DECEMBER, calendar, POLICY)
    assert told == ("2026-12: 3 working days for R01 (starts on 16 Dec 2026, ends on 18 Dec 2026)")


def test_a_rep_who_is_away_all_month_has_no_workday():
    away = rep(absences=(DateRange(DECEMBER.first, DECEMBER.last),))
    assert worked(away, DECEMBER, None) == []
    assert "0 working days" in month_note(away, DECEMBER, HolidayCalendar(DECEMBER, None), POLICY)


@pytest.mark.parametrize(
    ("month", "count", "last"),
    [
        (Month(2026, 2), 20, 27),  # 28 days, four whole weeks
        (Month(2028, 2), 21, 29),  # 29 February 2028 is a Tuesday
        (Month(2026, 4), 22, 30),
        (Month(2026, 8), 21, 31),  # the 31st is a Monday
    ],
)
def test_months_of_28_to_31_days_are_planned_to_their_last_day(month, count, last):
    days = worked(rep(), month, None)
    assert len(days) == count
    assert days[-1].date.day == last


def test_a_holiday_on_the_first_of_the_month_is_off():
    days = worked(rep(), Month(2026, 1), "US")
    assert days[0].date == dt.date(2026, 1, 2)


def test_settings_that_cannot_be_read_are_refused():
    policy = replace(POLICY, calendar=CalendarPolicy(half_day_end="noon"))
    with pytest.raises(InputError, match=r"calendar\.half_day_end"):
        worked(rep(), DECEMBER, None, policy)
