"""Weekdays, hours, half days, absences."""

import datetime as dt

import pytest

from models.reps import DateRange, Span
from scheduler.io.cells import CellError
from scheduler.io.spans import absences, clock, half_days, span, weekdays

WORK_WEEK = {0, 1, 2, 3, 4}
SUNDAY_TO_THURSDAY = {6, 0, 1, 2, 3}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon-Fri", WORK_WEEK),
        ("mon – fri", WORK_WEEK),
        ("Monday to Friday", WORK_WEEK),
        ("Sun-Thu", SUNDAY_TO_THURSDAY),
        ("Mon,Wed", {0, 2}),
        ("Mon Wed Fri", {0, 2, 4}),
        ("Mon; Wed and Fri", {0, 2, 4}),
        ("Mon-Wed, Fri", {0, 1, 2, 4}),
        ("Sat", {5}),
        ("Fri-Fri", {4}),
        ("א-ה", SUNDAY_TO_THURSDAY),
        ("א'-ה'", SUNDAY_TO_THURSDAY),
        ("ראשון-חמישי", SUNDAY_TO_THURSDAY),
        ("יום ראשון עד יום חמישי", SUNDAY_TO_THURSDAY),
        ("ראשון, שלישי", {6, 1}),
        ("Пн-Пт", WORK_WEEK),
        ("понедельник - пятница", WORK_WEEK),
        ("вт, чт и сб", {1, 3, 5}),
        ("none", set()),
    ],
)
def test_weekdays(text, days):
    assert weekdays(text) == days


@pytest.mark.parametrize("text", ["Funday", "Mon-Fri-Sun", "1-5", "Mon-", "weekdays"])
def test_what_is_no_weekday_is_an_error(text):
    with pytest.raises(CellError):
        weekdays(text)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("09:00-17:00", (540, 1020)),
        ("9-17", (540, 1020)),
        ("9:00 – 17.30", (540, 1050)),
        ("9:00 AM - 5:00 PM", (540, 1020)),
        ("12:00 am - 12:00 pm", (0, 720)),
        ("00:00-24:00", (0, 1440)),
        ("с 9:00 до 18:00", (540, 1080)),
    ],
)
def test_hours(text, hours):
    assert span(text) == Span(*hours)


@pytest.mark.parametrize(
    "text", ["17:00-09:00", "09:00-09:00", "09:00", "09:00-24:01", "09:60-10:00", "13 pm - 14 pm"]
)
def test_what_are_no_hours_is_an_error(text):
    with pytest.raises(CellError):
        span(text)


def test_times_of_day():
    assert clock("14:30") == 870
    assert clock("2:30 pm") == 870
    assert clock(dt.time(14, 30)) == 870
    assert clock(0.5) == 720
    for wrong in ("noon", "25:00", "14:75"):
        with pytest.raises(CellError):
            clock(wrong)


def test_half_days():
    found = half_days("Fri 09:00-13:00; Sat,Sun: 10-12")
    assert found == {4: Span(540, 780), 5: Span(600, 720), 6: Span(600, 720)}
    assert half_days("ו' 09:00-13:00") == {4: Span(540, 780)}
    for wrong in ("09:00-13:00", "Fri", "Fri 13:00-09:00", "Fri 9-12; Fri 13-14"):
        with pytest.raises(CellError):
            half_days(wrong)


def ranges(*cells, order="auto"):
    """The absences of a column that is right."""
    found = absences(order)(cells)
    assert not found.faults, found.faults
    assert not found.general, found.general
    return found.values


EVE, YEAR_END = dt.date(2026, 12, 24), dt.date(2026, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-24..2026-12-31", "2026-12-24/2026-12-31", "2026-12-24 - 2026-12-31",
        "2026-12-24 to 2026-12-31", "24.12.2026-31.12.2026", "24/12/2026-31/12/2026",
        "24/12/2026..31/12/2026",
    ],
)  # fmt: skip
def test_an_absence_is_a_range(text):
    assert ranges(text) == [(DateRange(EVE, YEAR_END),)]


def test_several_absences_come_in_order():
    assert ranges("2026-12-31; 2026-12-24") == [
        (DateRange(EVE, EVE), DateRange(YEAR_END, YEAR_END))
    ]


def test_a_range_in_local_order_shows_the_order_of_the_column():
    early = dt.date(2026, 4, 3)
    assert ranges("03/04/2026", "24/12/2026..31/12/2026")[0] == (DateRange(early, early),)


def test_local_dates_that_do_not_show_their_order_are_an_error():
    assert "--date-order" in absences("auto")(["03/04/2026"]).general[0][2]


@pytest.mark.parametrize(
    "text",
    ["2026-12-31..2026-12-24", "Christmas", "2026-12-24..", "2026-02-30", "2026-12-24 2026-12-31",
     "2026-12-24..2026-12-25..2026-12-26"],
)  # fmt: skip
def test_what_is_no_absence_is_an_error(text):
    assert len(absences("auto")([text]).faults) == 1
