"""Weekdays and hours as the policy writes them."""

import pytest

from models.errors import InputError
from models.reps import Span
from scheduler.calendars.hours import parse_clock, parse_span, parse_weekdays


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon-Fri", {0, 1, 2, 3, 4}),
        ("Sun-Thu", {6, 0, 1, 2, 3}),
        ("Mon,Wed, Friday", {0, 2, 4}),
        ("Sat", {5}),
    ],
)
def test_weekdays_may_run_over_the_end_of_the_week(text, days):
    assert parse_weekdays(text) == days


def test_hours_are_minutes_after_midnight():
    assert parse_span("09:00-17:30", "rep.work_hours") == Span(540, 1050)
    assert parse_clock("24:00", "x") == 1440


@pytest.mark.parametrize("text", ["Mon-Fry", "", "Mon-Tue-Wed"])
def test_a_word_that_is_no_weekday_is_refused_with_advice(text):
    with pytest.raises(InputError, match=r"rep\.work_days.*Sun-Thu"):
        parse_weekdays(text)


@pytest.mark.parametrize("text", ["17:00-09:00", "9-17", "25:00-26:00", "09:00", "09:60-10:00"])
def test_hours_that_make_no_sense_are_refused(text):
    with pytest.raises(InputError, match=r"rep\.work_hours"):
        parse_span(text, "rep.work_hours")
