"""Real lists: a team in Austin, one in Israel over the autumn feasts, eleven reps in Iowa."""

import datetime as dt
from pathlib import Path

import pytest

from tests.journeys.tools import Plan, minute, plan, rows_of
from tests.shared_data import CHECKOUT

HERE = CHECKOUT / "tests" / "journeys"
LIMITS = ("--seconds", "2", "--workers", "1")


def rows_in(path: Path) -> int:
    return len(rows_of(path))


def israel(shared: Path, month: str) -> Plan:
    customers = shared / "data" / "israel" / "stores.csv"
    words = ("--reps", HERE / "reps_israel.csv", "--country", "IL", "--map", "customer_id=storeid")
    return plan(*words, "--map", "name=storename", customers=customers, month=month, limits=LIMITS)


def test_israel_in_september_keeps_the_feasts(shared):
    found = israel(shared, "2026-09")
    dates = {row["date"] for row in found.days}
    # Rosh Hashanah 12-13 and Yom Kippur 21 September
    assert dates.isdisjoint({"2026-09-13", "2026-09-21"})
    weekdays = {dt.date.fromisoformat(date).weekday() for date in dates}
    assert 6 in weekdays, "Sunday is a working day"
    assert 5 not in weekdays, "Saturday is none"
    eves = [row for row in found.days if row["date"] in {"2026-09-11", "2026-09-20", "2026-09-25"}]
    assert all(minute(row["home"]) <= 13 * 60 for row in eves)
    assert "lie between the feasts (Sukkot holiday)" in found.notes
    assert found.said.code == 3, "customers without a place count"
    nowhere = [row for row in found.unplanned if not row["visit_id"]]
    assert len(nowhere) == found.figures["visits"]["not_placed"] > 0


def test_israel_in_october_asks_about_the_days_between(shared):
    found = israel(shared, "2026-10")
    assert not any(row["date"] == "2026-10-03" for row in found.days), "Simchat Torah"
    assert "between the feasts" in found.notes
    assert len(found.schedule) > 50


@pytest.mark.slow
def test_austin_with_twelve_months_of_sales(shared):
    customers = shared / "data" / "texas" / "demo_austin_area_12m.csv"
    words = ("--reps", HERE / "reps_austin.csv", "--country", "US", "--map", "customer_id=permit")
    found = plan(*words, "--map", "sales_*=receipts_*", customers=customers, limits=LIMITS)
    assert {row["segment"] for row in found.requirements} == {"A", "B", "C", "D"}
    assert len(found.figures["capacity"]) == 6
    assert "places exact to the postcode only" in found.notes


@pytest.mark.slow
def test_iowa_with_eleven_reps(shared):
    folder = shared / "data" / "iowa"
    maps = ("customer_id=store_number", "postcode=zip", "sales_12m=sales_2019_usd")
    words = [word for pair in maps for word in ("--map", pair)]
    found = plan(
        *("--reps", folder / "reps.csv", "--country", "US", *words),
        customers=folder / "customers_2019_active.csv",
        limits=("--seconds", "3", "--workers", "1"),
    )
    assert len({row["rep_id"] for row in found.schedule}) == 11
    planned = sum(row["kind"] == "visit" for row in found.schedule)
    assert planned > 550, "nearly all of some 620 visits find a day even in three seconds"


@pytest.mark.parametrize("name", ["reps_austin.csv", "reps_israel.csv"])
def test_the_invented_reps_are_there(name):
    assert rows_in(HERE / name) >= 5
