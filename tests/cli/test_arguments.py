"""Words of the command line become options, or problems in words."""

import datetime as dt
import os

import pytest

from models.errors import InputError
from models.month import Month
from scheduler.cli.arguments import mapping_of, month_of, months_of, seconds_of, workers_of

TODAY = dt.date(2026, 12, 31)


def problem(call, *words):
    with pytest.raises(InputError) as caught:
        call(*words)
    (found,) = caught.value.problems
    return found


def test_without_a_month_it_is_the_next_one():
    assert month_of(None, TODAY) == Month(2027, 1)
    assert month_of(None, dt.date(2026, 1, 1)) == Month(2026, 2)


def test_a_month_that_is_asked_for():
    assert month_of("2024-02", TODAY) == Month(2024, 2)
    assert month_of(" 2024-2 ", TODAY) == Month(2024, 2)


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "26-12", "2026", "12/2026", "", "9999-01"])
def test_what_is_no_month(text):
    found = problem(month_of, text, TODAY)
    assert (found.file, found.value) == ("--month", text)
    assert "2026-12" in found.advice


def test_columns_by_field():
    pairs = ["postcode=zip", "sales_*=receipts_*", "name=a=b"]
    assert mapping_of(pairs) == {"postcode": "zip", "sales_*": "receipts_*", "name": "a=b"}
    assert mapping_of([]) == {}


@pytest.mark.parametrize("pair", ["city", "=city", "city=", "="])
def test_what_maps_nothing(pair):
    assert problem(mapping_of, [pair]).value == pair


def test_a_field_that_is_mapped_twice():
    assert problem(mapping_of, ["city=a", "city=b"]).what == "city is mapped twice"


def test_half_a_minute_where_no_limit_is_given():
    assert seconds_of(None, None) == 30
    assert seconds_of(None, 100) is None
    assert seconds_of(2.5, None) == 2.5
    assert seconds_of(2.5, 100) == 2.5


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan"), float("inf")])
def test_what_is_no_time(seconds):
    assert problem(seconds_of, seconds, None).file == "--seconds"


def test_a_process_for_each_core():
    assert workers_of(None) == (os.cpu_count() or 1)
    assert workers_of(3) == 3
    assert problem(workers_of, 0).file == "--workers"


def test_months_are_named_one_by_one_or_with_commas():
    assert months_of("--incomplete", ["2026-6, 2026-07", "2027-01"]) == [
        "2026-06",
        "2026-07",
        "2027-01",
    ]
    assert months_of("--incomplete", []) == []
    with pytest.raises(InputError, match="--incomplete: this is no month"):
        months_of("--incomplete", ["June"])
