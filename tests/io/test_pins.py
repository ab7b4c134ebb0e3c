"""Pins: appointments that the plan must keep."""

import datetime as dt

import pytest

from models.problem import Strength
from scheduler.io.pins import read_pins
from tests.io.reading_tools import adds_up, only, said, write


def pins(folder, text):
    return adds_up(read_pins(write(folder, text, "pins.csv")))


def test_a_full_row_is_read(tmp_path):
    text = "customer_id,date,rep_id,time,strength\nC1,2026-12-03,R01,14:30,week\n"
    (pin,) = pins(tmp_path, text).items
    assert (pin.customer_id, pin.date, pin.rep_id) == ("C1", dt.date(2026, 12, 3), "R01")
    assert (pin.time_min, pin.strength, pin.row) == (870, Strength.WEEK, 2)


def test_customer_and_date_are_enough(tmp_path):
    reading = pins(tmp_path, "לקוח,תאריך\nC1,03.12.2026\nC1,31.12.2026\n")
    assert not reading.errors, said(reading.errors)
    pin = reading.items[0]
    assert (pin.rep_id, pin.time_min, pin.strength) == ("", None, Strength.FIXED)


@pytest.mark.parametrize(
    "row",
    [",2026-12-03,,", "C1,,,", "C1,2026-12-32,,", "C1,2026-12-03,noon,", "C1,2026-12-03,,maybe"],
)
def test_a_wrong_cell_is_an_error(tmp_path, row):
    assert only(pins(tmp_path, f"customer_id,date,time,strength\n{row}\n").errors).row == 2


def test_two_pins_of_a_customer_on_one_day_are_an_error(tmp_path):
    text = "customer_id,date\nC1,2026-12-03\nC1,2026-12-04\nC1,2026-12-03\n"
    problem = only(pins(tmp_path, text).errors)
    assert problem.row == 4
    assert "row 2" in problem.what


def test_both_columns_are_needed(tmp_path):
    text = said(pins(tmp_path, "who,when\nC1,2026-12-03\n").errors)
    assert "--map pins.customer_id=COLUMN" in text
    assert "--map pins.date=COLUMN" in text
