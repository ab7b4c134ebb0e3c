"""Opening hours in OpenStreetMap syntax."""

import datetime as dt

import pytest

from models.errors import InputError
from models.month import Month
from models.reps import Span
from scheduler.calendars import opening_intervals

SEPTEMBER = Month(2026, 9).days()
DECEMBER = Month(2026, 12).days()


def test_every_day_has_its_stretches_and_closed_days_none():
    found = opening_intervals("Mo-Fr 09:00-12:00,13:00-17:00", DECEMBER, None)
    assert list(found) == list(DECEMBER)
    assert found[dt.date(2026, 12, 1)] == (Span(540, 720), Span(780, 1020))
    assert found[dt.date(2026, 12, 5)] == ()  # a Saturday
    assert found[dt.date(2026, 12, 31)] == (Span(540, 720), Span(780, 1020))


def test_always_open_is_the_whole_day():
    assert opening_intervals("24/7", DECEMBER, None)[DECEMBER[0]] == (Span(0, 1440),)


def test_a_stretch_past_midnight_is_cut_and_goes_on_the_next_day():
    found = opening_intervals("Fr 22:00-02:00", DECEMBER, None)
    assert found[dt.date(2026, 12, 4)] == (Span(1320, 1440),)
    assert found[dt.date(2026, 12, 5)] == (Span(0, 120),)


def test_the_holidays_of_the_country_close_the_door():
    christmas = dt.date(2026, 12, 25)
    assert opening_intervals("Mo-Fr 09:00-17:00; PH off", DECEMBER, "US")[christmas] == ()
    assert opening_intervals("Mo-Fr 09:00-17:00; PH off", DECEMBER, None)[christmas] != ()


def test_holidays_work_for_a_country_that_the_parser_does_not_know():
    found = opening_intervals("Su-Fr 08:00-20:00; PH off", SEPTEMBER, "IL")
    closed = [day.day for day in SEPTEMBER if not found[day]]
    # Saturdays 5, 12, 19, 26, and the feasts 12, 13, 21, 26
    assert closed == [5, 12, 13, 19, 21, 26]


def test_holidays_may_have_hours_of_their_own():
    found = opening_intervals("Mo-Fr,PH 09:00-12:00", SEPTEMBER, "IL")
    assert found[dt.date(2026, 9, 13)] == (Span(540, 720),)  # Sunday, Rosh Hashanah
    assert found[dt.date(2026, 9, 6)] == ()  # an ordinary Sunday
    assert found[dt.date(2026, 9, 7)] == (Span(540, 720),)


def test_unknown_hours_count_as_open():
    found = opening_intervals("Mo-Fr 09:00-12:00; Sa 09:00-12:00 unknown", DECEMBER, None)
    assert found[dt.date(2026, 12, 5)] == (Span(540, 720),)


def test_29_february_is_a_day_like_others():
    february = Month(2028, 2).days()
    found = opening_intervals("Tu 09:00-17:00", february, None)
    assert found[dt.date(2028, 2, 29)] == (Span(540, 1020),)


def test_text_that_cannot_be_parsed_is_refused_with_an_example():
    with pytest.raises(InputError, match=r"opening_hours.*Mo-Fr 09:00-17:00"):
        opening_intervals("weekdays nine to five", DECEMBER, None)


def test_an_unknown_country_is_refused_where_holidays_matter():
    with pytest.raises(InputError, match="no such country"):
        opening_intervals("PH off", DECEMBER, "Nowhere")
