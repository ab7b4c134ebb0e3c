"""Dates: orders, impossible days, spreadsheets' day numbers, words."""

import datetime as dt

import pytest

from scheduler.io.dates import dates


def read(*cells, order="auto", month_only=False):
    """The dates of a column that is right."""
    found = dates(order, month_only=month_only)(cells)
    assert not found.faults, found.faults
    assert not found.general, found.general
    return found.values


APRIL_3 = dt.date(2026, 4, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-03", "2026/4/3", "2026.04.03", "20260403", "2026-04-03 00:00:00",
        "2026-04-03T10:15:00Z", "2026-04-03T10:15:00.123456", "3 April 2026", "3-Apr-2026",
        "April 3, 2026", "Apr 3 2026", "3 апреля 2026", "3 апреля 2026 г.", "3 באפריל 2026",
        "46115", 46115, 46115.0, dt.datetime.combine(APRIL_3, dt.time(9)), dt.date(2026, 4, 3),
    ],
)  # fmt: skip
def test_a_date_is_read(text):
    assert read(text) == [APRIL_3]


def test_the_column_shows_that_the_day_comes_first():
    assert read("03/04/2026", "25/12/2025") == [APRIL_3, dt.date(2025, 12, 25)]


def test_the_column_shows_that_the_month_comes_first():
    found = dates("auto")(["04/03/2026", "12/25/2025"])
    assert found.values == [APRIL_3, dt.date(2025, 12, 25)]
    assert "the month first" in found.notes[0]


def test_a_column_that_does_not_show_its_order_is_an_error_that_names_the_option():
    found = dates("auto")(["03/04/2026", "05/06/2026", "2026-01-31"])
    ((example, what, advice),) = found.general
    assert example == "03/04/2026"
    assert "2 dates" in what
    assert "--date-order dmy" in advice


def test_the_option_settles_it():
    assert read("03/04/2026", order="dmy") == [APRIL_3]
    assert read("03/04/2026", order="mdy") == [dt.date(2026, 3, 4)]
    assert read("26/04/03", order="ymd") == [APRIL_3]


def test_the_option_makes_the_other_order_an_error():
    assert len(dates("dmy")(["12/25/2026"]).faults) == 1
    assert len(dates("mdy")(["25/12/2026"]).faults) == 1
    assert len(dates("ymd")(["25/12/2026"]).faults) == 1


def test_days_equal_to_their_month_need_no_order():
    assert read("04/04/2026", "05.05.2026") == [dt.date(2026, 4, 4), dt.date(2026, 5, 5)]


def test_a_column_that_shows_both_orders_leaves_the_others_open():
    found = dates("auto")(["25/12/2026", "12/25/2026", "03/04/2026"])
    assert "shows both orders" in found.general[0][1]
    assert read("25/12/2026", "12/25/2026") == [dt.date(2026, 12, 25)] * 2


def test_the_29th_of_february_exists_in_leap_years_only():
    assert read("2024-02-29", "29.02.2024") == [dt.date(2024, 2, 29)] * 2
    (fault,) = dates("auto")(["2026-02-29"]).faults
    assert "2026 has no 29 February" in fault.what
    assert len(dates("auto")(["2100-02-29"]).faults) == 1


@pytest.mark.parametrize(
    "text",
    ["2026-02-30", "31/04/2026", "2026-13-01", "2026-00-10", "32.01.2026", "0026-01-01",
     "2026-01", "yesterday", "3 Foo 2026", "12", "99999", True, dt.time(5), 1e300],
)  # fmt: skip
def test_what_is_no_date_is_an_error(text):
    found = dates("auto")([text])
    assert len(found.faults) == 1
    assert found.values == [None]


def test_years_of_two_digits():
    assert read("25/12/69", "25/12/70") == [dt.date(2069, 12, 25), dt.date(1970, 12, 25)]


def test_months_alone_where_they_make_sense():
    assert read("2026-04", month_only=True) == [dt.date(2026, 4, 1)]


def test_blanks_are_nothing():
    assert read("", "-", None) == [None, None, None]
