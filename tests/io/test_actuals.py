"""Actuals: what became of the visits, as people write it down."""

import datetime as dt

import pytest

from models.actuals import ActualStatus
from scheduler.io.actuals import currency_problems, read_actuals
from tests.io.reading_tools import adds_up, only, said, write

HEADER = "visit_id,customer_id,rep_id,date,status,moved_to,reason,outcome,order_amount,currency"


def actuals(folder, text):
    return adds_up(read_actuals(write(folder, text, "actuals.csv")))


def row(folder, cells):
    """What a file of one row says."""
    return actuals(folder, f"{HEADER}\n{cells}\n")


def test_a_full_row_is_read(tmp_path):
    cells = "C1/2026-12/1,C1,R01,2026-12-03,done,,on time,order,$250.50,USD"
    reading = row(tmp_path, cells)
    (found,) = reading.items
    assert (found.visit_id, found.customer_id, found.rep_id) == ("C1/2026-12/1", "C1", "R01")
    assert (found.date, found.status) == (dt.date(2026, 12, 3), ActualStatus.DONE)
    assert (found.reason, found.outcome, found.order_amount) == ("on time", "order", 250.5)
    assert (found.row, reading.currency) == (2, "USD")


def test_a_visit_names_its_customer(tmp_path):
    (found,) = row(tmp_path, "C1/2026-12/1,,,2026-12-03,missed,,closed,,,").items
    assert (found.customer_id, found.status) == ("C1", ActualStatus.MISSED)


def test_a_moved_visit_has_a_new_day(tmp_path):
    (found,) = row(tmp_path, ",C1,,2026-12-03,moved,2027-01-07,,,,").items
    assert (found.status, found.moved_to) == (ActualStatus.MOVED, dt.date(2027, 1, 7))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("לקוח,תאריך,סטטוס\nC1,3.12.2026,בוצע\nC2,25.12.2026,בוצע\n", ActualStatus.DONE),
        ("לקוח,תאריך,סטטוס,סיבה\nC1,3.12.2026,לא בוצע,סגור\nC2,25.12.2026,בוטל,\n", ActualStatus.MISSED),
        ("клиент,дата,статус\nC1,03.12.2026,не состоялся\nC2,25.12.2026,нет\n", ActualStatus.MISSED),
        (
            "клиент,дата,статус,новая дата\nC1,03.12.2026,перенесен,28.12.2026\nC2,25.12.2026,отложен,29.12.2026\n",
            ActualStatus.MOVED,
        ),
    ],
)  # fmt: skip
def test_hebrew_and_russian_lists_are_understood(tmp_path, text, status):
    reading = actuals(tmp_path, text)
    assert not reading.errors, said(reading.errors)
    assert {item.status for item in reading.items} == {status}
    assert reading.items[0].date == dt.date(2026, 12, 3)


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        (",,,2026-12-03,done,,,,,", "neither a visit nor a customer"),
        ("C1,,,2026-12-03,done,,,,,", "no visit id"),
        ("C1/2026-12/1,C2,,2026-12-03,done,,,,,", "one of customer C1"),
        (",C1,,,done,,,,,", "date is missing"),
        (",C1,,2026-12-32,done,,,,,", "no such day"),
        (",C1,,2026-12-03,,,,,,", "status is missing"),
        (",C1,,2026-12-03,perhaps,,,,,", "word is not known"),
        (",C1,,2026-12-03,moved,,,,,", "moved, but to no day"),
        (",C1,,2026-12-03,moved,2026-12-03,,,,", "to the day it had"),
        (",C1,,2026-12-03,done,2026-12-04,,,,", "a new day, but the visit is done"),
        (",C1,,2026-12-03,done,,,,much,", "not a number"),
        (",C1,,2026-12-03,done,,,,5,shells", "not a currency"),
    ],
)
def test_a_wrong_cell_is_an_error_of_its_row(tmp_path, cells, what):
    problem = only(row(tmp_path, cells).errors)
    assert problem.row == 2
    assert what in problem.what
    assert problem.advice


def test_every_bad_cell_is_told_in_one_report(tmp_path):
    text = "customer_id,date,status\nC1,2026-12-03,done\nC2,2026-12-32,done\n,2026-12-04,maybe\n"
    reading = actuals(tmp_path, text)
    assert [item.customer_id for item in reading.items] == ["C1"]
    assert sorted(reading.bad_rows) == [3, 4]
    assert len(reading.errors) == 3  # the day that is none, no customer, the word that is none


@pytest.mark.parametrize(("one", "other"), [(",C1,", "C1/2026-12/1,,"), ("C1/2026-12/1,,",) * 2])
def test_two_rows_that_may_be_about_one_visit_on_one_day_are_an_error(tmp_path, one, other):
    text = f"{HEADER}\n{one},2026-12-03,missed,,,,,\n{other},2026-12-03,done,,,,,\n"
    problem = only(actuals(tmp_path, text).errors)
    assert problem.row == 3
    assert "row 2" in problem.what


def test_two_visits_of_a_customer_on_one_day_are_told_apart(tmp_path):
    visits = "C1/2026-12/1,,,2026-12-03,missed,,,,,\nC1/2026-12/2,,,2026-12-03,done,,,,,\n"
    reading = actuals(tmp_path, f"{HEADER}\n{visits}")
    assert not reading.errors
    assert [row.visit_id for row in reading.items] == ["C1/2026-12/1", "C1/2026-12/2"]


def test_what_no_column_holds_is_told_with_the_way_to_name_it(tmp_path):
    text = said(actuals(tmp_path, "who,when,what\nC1,2026-12-03,done\n").errors)
    for name in ("customer_id", "date", "status"):
        assert f"--map actuals.{name}=COLUMN" in text


def test_orders_in_another_currency_than_the_customers_are_an_error(tmp_path):
    reading = row(tmp_path, ",C1,,2026-12-03,done,,,,€ 5,")
    assert "EUR" in only(currency_problems(reading, "USD")).what
    assert not currency_problems(reading, "EUR")
    assert not currency_problems(reading, "")
