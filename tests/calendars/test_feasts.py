"""Holidays, eves, half holidays and the days between the feasts."""

import datetime as dt
from dataclasses import replace

import pytest

from models.errors import InputError
from models.month import Month
from models.policy import CalendarPolicy, Policy
from scheduler.calendars import DayKind, HolidayCalendar, holiday_calendar
from scheduler.calendars.feasts import country_code

POLICY = Policy()


def with_calendar(**settings: str) -> Policy:
    return replace(POLICY, calendar=CalendarPolicy(**settings))


def days_of(calendar: HolidayCalendar, kind: DayKind) -> list[int]:
    return [day.day for day, named in calendar.days.items() if named.kind is kind]


def test_september_2026_in_israel_has_its_feasts_and_their_eves():
    found = holiday_calendar("IL", Month(2026, 9), POLICY)
    # Rosh Hashanah 12-13, Yom Kippur 21, Sukkot 26; the eve of the 13th is a feast itself
    assert days_of(found, DayKind.HOLIDAY) == [12, 13, 21, 26]
    assert days_of(found, DayKind.EVE) == [11, 20, 25]
    assert days_of(found, DayKind.BETWEEN) == [27, 28, 29, 30]
    assert found.days[dt.date(2026, 9, 20)].reason == "eve of Yom Kippur"
    assert {named.effect for named in found.days.values() if named.kind is DayKind.EVE} == {"half"}


def test_the_first_days_of_october_2026_end_the_feasts():
    found = holiday_calendar("IL", Month(2026, 10), POLICY)
    assert days_of(found, DayKind.HOLIDAY) == [3]  # Simchat Torah
    assert days_of(found, DayKind.EVE) == [2]  # Hoshana Raba
    assert days_of(found, DayKind.BETWEEN) == [1]


def test_spring_in_israel_has_two_eves_of_passover_and_remembrance_day():
    april = holiday_calendar("IL", Month(2026, 4), POLICY)
    # Passover 2 and 8 April, Independence Day 22 April; the day before it is Remembrance Day
    assert days_of(april, DayKind.EVE) == [1, 7, 21]
    may = holiday_calendar("IL", Month(2026, 5), POLICY)
    assert days_of(may, DayKind.EVE) == [21]  # Shavuot is on the 22nd


def test_the_days_between_the_feasts_are_worked_and_asked_about():
    found = holiday_calendar("IL", Month(2026, 9), POLICY)
    assert found.days[dt.date(2026, 9, 28)].effect == "work"
    assert len(found.questions) == 1
    assert "27 to 30 Sep 2026" in found.questions[0]
    single = holiday_calendar("IL", Month(2026, 10), POLICY)
    assert "1 Oct 2026 lies between" in single.questions[0]


def test_who_answers_the_question_is_not_asked():
    found = holiday_calendar("IL", Month(2026, 9), with_calendar(between_feasts="off"))
    assert found.questions == ()
    assert found.days[dt.date(2026, 9, 28)].effect == "off"


def test_the_stricter_of_two_meanings_counts():
    # 7 April 2026 lies between the feasts and is the eve of the seventh day
    found = holiday_calendar("IL", Month(2026, 4), with_calendar(between_feasts="off"))
    assert found.days[dt.date(2026, 4, 7)].effect == "off"
    found = holiday_calendar(
        "IL", Month(2026, 4), with_calendar(eves="work", between_feasts="half")
    )
    assert found.days[dt.date(2026, 4, 7)].effect == "half"


def test_eves_are_worked_outside_israel_unless_asked_otherwise():
    december = Month(2026, 12)
    found = holiday_calendar("US", december, POLICY)
    assert found.days[dt.date(2026, 12, 24)].effect == "work"
    assert found.days[dt.date(2026, 12, 25)].effect == "off"
    found = holiday_calendar("US", december, with_calendar(eves="half"))
    assert found.days[dt.date(2026, 12, 24)].effect == "half"


def test_the_31st_is_the_eve_of_new_year():
    found = holiday_calendar("US", Month(2026, 12), POLICY)
    assert found.days[dt.date(2026, 12, 31)].reason == "eve of New Year's Day"


def test_an_observed_holiday_is_off():
    # 4 July 2026 is a Saturday; the day off is Friday the 3rd
    found = holiday_calendar("US", Month(2026, 7), POLICY)
    assert days_of(found, DayKind.HOLIDAY) == [3, 4]


def test_half_holidays_follow_their_own_setting():
    # in Iceland 24 and 31 December are holidays from 13:00
    december, iceland = Month(2026, 12), "IS"
    found = holiday_calendar(iceland, december, POLICY)
    assert days_of(found, DayKind.HALF) == [24, 31]
    assert found.days[dt.date(2026, 12, 24)].effect == "half"
    found = holiday_calendar(iceland, december, with_calendar(half_holidays="off"))
    assert found.days[dt.date(2026, 12, 24)].effect == "off"


def test_a_part_of_the_country_may_have_holidays_of_its_own():
    # Epiphany is a holiday in Bavaria only
    epiphany = dt.date(2026, 1, 6)
    assert epiphany not in holiday_calendar("DE", Month(2026, 1), POLICY).days
    assert epiphany in holiday_calendar("DE", Month(2026, 1), POLICY, "BY").days
    with pytest.raises(InputError, match=r"DE has no such part.*BY"):
        holiday_calendar("DE", Month(2026, 1), POLICY, "Bavaria-Nord")


def test_without_a_country_nothing_is_off_and_a_note_says_so():
    found = holiday_calendar(None, Month(2026, 12), POLICY)
    assert not found.days
    assert "no country" in found.notes[0]


def test_a_country_may_be_given_by_code_or_name():
    codes = [country_code(text) for text in ("il", "ISR", "Israel", "UK", "United Kingdom")]
    assert codes == ["IL", "IL", "IL", "GB", "GB"]


def test_an_unknown_country_is_refused_with_near_codes():
    with pytest.raises(InputError, match=r"no such country \(found 'Isreal'\).*IL"):
        holiday_calendar("Isreal", Month(2026, 12), POLICY)


@pytest.mark.parametrize("name", ["eves", "half_holidays", "between_feasts"])
def test_a_choice_that_does_not_exist_is_refused(name):
    with pytest.raises(InputError, match=rf"calendar\.{name}.*work, half, off"):
        holiday_calendar("IL", Month(2026, 9), with_calendar(**{name: "maybe"}))
