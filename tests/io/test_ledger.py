"""Sales ledgers: lines summed to months and joined to the customers."""

import datetime as dt

import pytest

from models.month import Month
from scheduler.io.ledger import attach_sales, read_sales_ledger
from scheduler.io.reading import ReadOptions
from tests.io.reading_tools import adds_up, customers, only, said, write

LIST = "customer_id,city\nC1,Ames\nC2,Boone\n"


def ledger(folder, text, options=None):
    return adds_up(read_sales_ledger(write(folder, text, "sales.csv"), options))


def test_lines_are_read(tmp_path):
    text = 'Customer,Invoice date,Amount\nC1,2026-03-05,"$1,200.50"\nC1,2026-03-20,-200.50\n'
    reading = ledger(tmp_path, text)
    assert not reading.errors, said(reading.errors)
    assert [(line.customer_id, line.date, line.amount) for line in reading.items] == [
        ("C1", dt.date(2026, 3, 5), 1200.5),
        ("C1", dt.date(2026, 3, 20), -200.5),
    ]
    assert (reading.currency, reading.last_sales_month) == ("USD", Month(2026, 3))


@pytest.mark.parametrize(
    "row", [",2026-03-05,1", "C1,,1", "C1,2026-03-05,", "C1,2026-02-30,1", "C1,2026-03-05,many"]
)
def test_a_line_that_lacks_something_is_an_error(tmp_path, row):
    reading = ledger(tmp_path, f"customer_id,date,amount\n{row}\nC2,2026-01-31,1\n")
    assert only(reading.errors).row == 2
    assert len(reading.items) == 1


def test_every_missing_column_is_told(tmp_path):
    reading = ledger(tmp_path, "what,date\nC1,2026-01-01\n")
    assert len(reading.blocking) == 2
    assert "--map ledger.amount=COLUMN" in said(reading.errors)


def test_fields_are_mapped_with_their_prefix(tmp_path):
    options = ReadOptions({"ledger.amount": "Gross", "postcode": "zip"})
    reading = ledger(tmp_path, "customer_id,date,Gross\nC1,2026-01,7\n", options)
    assert reading.items[0].amount == 7
    assert reading.items[0].date == dt.date(2026, 1, 1)


def test_lines_are_summed_by_month_and_returns_count_negative(tmp_path):
    text = (
        "customer_id,date,amount\n"
        "C1,2026-03-05,0.1\nC1,2026-03-31,0.2\nC1,2026-05-01,-7\nC2,2026-04-30,5\n"
    )
    joined = attach_sales(customers(tmp_path, LIST), ledger(tmp_path, text))
    assert not joined.errors
    assert joined.items[0].sales.months == {"2026-03": 0.3, "2026-05": -7}
    assert joined.items[1].sales.months == {"2026-04": 5}
    assert joined.last_sales_month == Month(2026, 5)


def test_a_customer_without_lines_stays_unknown(tmp_path):
    lines = ledger(tmp_path, "customer_id,date,amount\nC1,2026-03-05,1\n")
    assert not attach_sales(customers(tmp_path, LIST), lines).items[1].sales.known


def test_sales_in_both_files_are_an_error(tmp_path):
    lines = ledger(tmp_path, "customer_id,date,amount\nC1,2026-03-05,1\n")
    for column in ("sales_12m", "sales_2026-01"):
        both = customers(tmp_path, f"customer_id,city,{column}\nC1,Ames,5\n")
        joined = adds_up(attach_sales(both, lines))
        assert "hold sales" in only(joined.blocking).what


def test_two_currencies_are_an_error(tmp_path):
    ours = customers(tmp_path, "customer_id,city,currency\nC1,Ames,EUR\n")
    lines = ledger(tmp_path, "customer_id,date,amount\nC1,2026-03-05,$1\n")
    assert "in USD" in only(attach_sales(ours, lines).blocking).what


def test_sales_to_strangers_are_a_warning_with_their_sum(tmp_path):
    text = "customer_id,date,amount\nC9,2026-03-05,5\nC8,2026-03-05,2.5\nC9,2026-03-06,1\n"
    warning = only(attach_sales(customers(tmp_path, LIST), ledger(tmp_path, text)).warnings)
    assert "2 customers with sales of 8.50 not in the list: C9, C8" in warning.what
    assert "forgotten" in warning.advice
