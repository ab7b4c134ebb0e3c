"""Numbers as people and programs write them."""

import pytest

from scheduler.io.amounts import NumberKind, numbers
from scheduler.io.cells import CellError
from scheduler.io.numerals import Mark, shown_mark, written
from scheduler.io.parsers import LATITUDE, MONEY, SHARE

PLAIN = NumberKind()


def read(*cells, kind=MONEY, delimiter=","):
    """The values of a column that is right."""
    found = numbers(kind, delimiter)(cells)
    assert not found.faults, found.faults
    assert not found.general, found.general
    return found.values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-12.5", -12.5),
        ("+3", 3),
        ("$18.09", 18.09),
        ("-$18.09", -18.09),
        ("$-18.09", -18.09),
        ("($18.09)", -18.09),
        ("18.09 USD", 18.09),
        ("(12.5)", -12.5),
        ("12.5-", -12.5),
        ("−7", -7),
        ("1 234,50", 1234.5),
        ("1\u00a0234,50 ₽", 1234.5),
        ("1\u202f234", 1234),
        ("1'234.50", 1234.5),
        ("1,234.50", 1234.5),
        ("1.234,50", 1234.5),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("12,5", 12.5),
        ("0,125", 0.125),
        (".5", 0.5),
        ("5.", 5),
        ("₪1,200.00", 1200),
        ('1200 ש"ח', 1200),
        ("1200 руб.", 1200),
        ("EUR 5", 5),
        ("1e3", 1000),
        ("12,34,567.00", 1234567),
        (7, 7),
        (7.5, 7.5),
    ],
)
def test_a_number_is_read(text, value):
    assert read(text) == [value]


@pytest.mark.parametrize("text", ["", "-", "–", " ", "n/a", "NULL", None])
def test_a_word_for_nothing_is_no_number(text):
    assert read(text) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "many", "12 34", "1.2.3", "1,23,4", "--5", "12..5", "5%", "$", "1_000", "inf", "٣٤x", True,
        "1e999", "9" * 40,
    ],
)  # fmt: skip
def test_what_is_no_amount_of_money_is_an_error(text):
    found = numbers(MONEY)([text])
    assert len(found.faults) == 1
    assert found.values == [None]


def test_the_column_shows_its_decimal_mark():
    assert read("1,234", "12,50") == [1.234, 12.5]
    assert read("1,234", "12.50") == [1234, 12.5]
    assert read("1.234", "12,50") == [1234, 12.5]
    assert read("1.234", "12.50") == [1.234, 12.5]


def test_an_undecided_comma_separates_thousands_and_that_is_said():
    found = numbers(MONEY, ",")(["1,234", "5,678"])
    assert found.values == [1234, 5678]
    assert "'1,234'" in found.notes[0]


def test_among_semicolons_an_undecided_comma_is_an_error():
    found = numbers(MONEY, ";")(["1,234", "7"])
    ((example, what, advice),) = found.general
    assert example == "1,234"
    assert "1234 or 1.234" in what
    assert "write 1234" in advice


def test_a_column_of_both_marks_leaves_the_undecided_an_error():
    found = numbers(MONEY, ",")(["12,50", "12.50", "1,234"])
    assert len(found.general) == 1
    assert read("12,50", "12.50") == [12.5, 12.5]


def test_degrees_have_no_thousands():
    assert read("41,604", "41.6", kind=LATITUDE) == [41.604, 41.6]
    assert read("-93,605", kind=NumberKind(-180, 180), delimiter=";") == [-93.605]


def test_a_share_may_be_a_percentage():
    assert read("25%", "25 %", "0.25", "12,5%", kind=SHARE) == [0.25, 0.25, 0.25, 0.125]


def test_a_share_above_one_is_told_how_to_write_it():
    (fault,) = numbers(SHARE)(["25"]).faults
    assert "0.25 or 25%" in fault.advice


def test_whole_numbers_only_where_only_they_make_sense():
    whole = NumberKind(low=1, high=31, whole=True)
    assert read("3", "3.0", 3.0, kind=whole) == [3, 3, 3]
    assert "whole" in numbers(whole)(["2.5"]).faults[0].what


def test_ranges_are_checked_with_both_ends():
    kind = NumberKind(low=1, high=5)
    assert read("1", "5", kind=kind) == [1, 5]
    assert len(numbers(kind)(["0", "6", "0.99", 0, 6]).faults) == 5
    assert len(numbers(NumberKind(low=0, high=1, open_low=True))(["0"]).faults) == 1


def test_money_has_no_place_among_plain_numbers():
    assert "currency" in numbers(PLAIN)(["$5"]).faults[0].advice


def test_currencies_are_found_by_position():
    found = numbers(MONEY)(["$5", "6", "€7", "$5"])
    assert found.currencies == {0: "USD", 2: "EUR", 3: "USD"}


@pytest.mark.parametrize(
    ("digits", "mark"),
    [
        ("1234", Mark.UNKNOWN),
        ("1,234", Mark.UNKNOWN),
        ("1.234", Mark.UNKNOWN),
        ("0.234", Mark.POINT),
        ("1234,567", Mark.COMMA),
        ("1,23", Mark.COMMA),
        ("1,234,567", Mark.POINT),
        ("1.234.567", Mark.COMMA),
        ("1,234.5", Mark.POINT),
        ("1.234,5", Mark.COMMA),
    ],
)
def test_what_a_number_shows_on_its_own(digits, mark):
    assert shown_mark(digits) is mark


def test_a_number_is_taken_apart():
    parts = written("(1 234,50 €)")
    assert (parts.digits, parts.negative, parts.currency) == ("1234,50", True, "EUR")
    with pytest.raises(CellError):
        written("12 apples")
