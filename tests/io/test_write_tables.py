"""The CSV files of an output folder; the figures are those of tests/factories.py."""

import csv
import datetime as dt
from dataclasses import replace

import pytest

from models.schedule import Reason, ReasonCode, reason_texts
from scheduler.io.write_allocation import write_allocation
from scheduler.io.write_cells import plain_text
from scheduler.io.write_tables import (
    write_days,
    write_requirements,
    write_schedule,
    write_unplanned,
)
from tests.factories import HEBREW, SCRIPT, march, tiny_plan


def written(write, folder):
    """The rows of the one file that was written."""
    write(tiny_plan(), folder)
    (path,) = folder.iterdir()
    with path.open(encoding="utf-8", newline="") as file:
        return path.name, list(csv.DictReader(file))


def test_schedule_has_a_row_per_stop_in_the_columns_of_the_contract(tmp_path):
    name, rows = written(write_schedule, tmp_path)
    assert name == "schedule.csv"
    assert len(rows) == 9
    assert ",".join(rows[0]) == (
        "rep_id,date,stop,visit_id,customer_id,customer_name,lat,lon,arrive,depart,"
        "drive_min,drive_km,kind,pinned"
    )
    assert list(rows[0].values()) == [
        *("R01", "2026-03-02", "1", "C1/1", "C1", "Acme Foods", "41.7", "-93.6"),
        *("09:10", "09:55", "10", "10.0", "visit", "false"),
    ]


def test_desk_work_has_no_place_and_no_drive(tmp_path):
    _, rows = written(write_schedule, tmp_path)
    call = rows[2]
    assert (call["kind"], call["lat"], call["lon"]) == ("desk", "", "")
    assert (call["drive_min"], call["drive_km"], call["arrive"]) == ("0", "0.0", "11:00")


def test_a_prospect_and_a_pin_are_told(tmp_path):
    _, rows = written(write_schedule, tmp_path)
    assert [row["visit_id"] for row in rows if row["kind"] == "prospect"] == ["C4/1"]
    assert [row["visit_id"] for row in rows if row["pinned"] == "true"] == ["C6/1"]


def test_names_are_kept_but_no_cell_is_a_formula(tmp_path):
    _, rows = written(write_schedule, tmp_path)
    names = {row["customer_id"]: row["customer_name"] for row in rows}
    assert names["C2"] == SCRIPT
    assert names["C6"] == HEBREW
    assert names["C3"] == "'=cmd|' /C calc'!A0"
    assert float(rows[0]["lon"]) < 0  # a number keeps its sign


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(start):
    assert plain_text(f"{start}SUM(A1)") == f"'{start}SUM(A1)"


@pytest.mark.parametrize("text", ["", "Acme", "-5", "+5.25", "a=b"])
def test_other_texts_and_numbers_stay_as_they_are(text):
    assert plain_text(text) == text


def test_days_include_the_way_home_the_break_and_overtime(tmp_path):
    name, rows = written(write_days, tmp_path)
    assert name == "days.csv"
    assert [tuple(row.values()) for row in rows] == [
        ("R01", "2026-03-02", "09:00", "11:00", "2", "30", "30.0", "135", "0"),
        ("R01", "2026-03-03", "09:00", "11:16", "2", "61", "60.0", "136", "0"),
        ("R01", "2026-03-04", "11:50", "13:25", "1", "20", "20.0", "65", "25"),
        ("R02", "2026-03-01", "09:40", "12:10", "2", "60", "60.0", "150", "0"),
        ("R02", "2026-03-29", "09:00", "10:30", "1", "60", "60.0", "90", "0"),
    ]


def test_unplanned_tells_reasons_and_help_and_counts_customers_without_a_place(tmp_path):
    name, rows = written(write_unplanned, tmp_path)
    assert name == "unplanned.csv"
    visit, customer = rows
    assert visit == {
        "visit_id": "C8/1",
        "customer_id": "C8",
        "reason_codes": "forbidden_date;day_full",
        "reasons": "1 Mar: not wanted by the customer; 2, 29 Mar: the day is full",
        "what_would_help": "allow 30 minutes of overtime",
    }
    assert (customer["visit_id"], customer["customer_id"]) == ("", "C9")
    assert customer["reason_codes"] == "not_placed"
    assert "lat" in customer["what_would_help"]


def test_days_that_share_a_reason_are_told_together():
    reasons = tuple(Reason(ReasonCode.DAY_FULL, "full", march(day)) for day in (9, 1, 2))
    assert reason_texts(reasons) == ["1, 2, 9 Mar: full"]


def test_days_of_two_months_name_both():
    days = (march(30), march(31), march(31) + dt.timedelta(days=1))
    assert reason_texts(tuple(Reason(ReasonCode.DAY_FULL, "full", day) for day in days)) == [
        "30, 31 Mar, 1 Apr: full"
    ]


def test_a_reason_that_begins_with_its_day_is_told_with_the_other_days():
    told = [
        Reason(ReasonCode.CAP_REACHED, f"{day} Mar: 3 of 3 meetings taken", march(day))
        for day in (24, 25)
    ]
    shut = Reason(ReasonCode.CLOSED, "26 Mar: closed", march(26))
    assert reason_texts((*told, shut)) == [
        "24, 25 Mar: 3 of 3 meetings taken",
        "26 Mar: closed",
    ]


def test_a_reason_without_a_day_stands_alone():
    assert reason_texts((Reason(ReasonCode.NOT_PLACED, "no place"),)) == ["no place"]


def test_a_customer_without_a_place_is_told_once(tmp_path):
    plan = tiny_plan()
    write_unplanned(replace(plan, not_placed={"C8": "no place"}), tmp_path)
    text = (tmp_path / "unplanned.csv").read_text(encoding="utf-8")
    assert text.count("\nC8/1,C8,") == 1
    assert text.count("C8") == 2


def test_what_to_do_about_a_place_is_told_once(tmp_path):
    plan = replace(tiny_plan(), not_placed={"C9": "no city; give lat and lon, or a city"})
    write_unplanned(plan, tmp_path)
    *_, told = (tmp_path / "unplanned.csv").read_text(encoding="utf-8").splitlines()
    assert told == ',C9,not_placed,no city,"give lat and lon, or a city"'


def test_requirements_have_a_row_per_customer_and_channel_due_or_not(tmp_path):
    name, rows = written(write_requirements, tmp_path)
    assert name == "requirements.csv"
    assert len(rows) == len(tiny_plan().rows)
    assert list(rows[0].values()) == [
        *("C1", "R01", "A", "", "visit", "2", "2026-03-02;2026-03-04", "45", "2", "20"),
        "2 visits: every 20 days & <b>bold</b>",
    ]
    later = rows[-1]
    assert (later["visits"], later["due_dates"]) == ("0", "")
    assert later["why"].startswith("'-20 %")
    assert rows[5]["value"] == "1234.50"


@pytest.mark.parametrize("write", [write_schedule, write_days, write_unplanned, write_requirements])
def test_the_same_plan_gives_the_same_bytes(write, tmp_path):
    contents = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        write(tiny_plan(), tmp_path / name)
        (path,) = (tmp_path / name).iterdir()
        contents.append(path.read_bytes())
    assert contents[0] == contents[1]
    assert b"\r" not in contents[0]


def test_allocation_has_the_dearest_minutes_first(tmp_path):
    name, rows = written(write_allocation, tmp_path)
    assert name == "allocation.csv"
    assert ",".join(rows[0]) == (
        "customer_id,rep_id,channel,asked,visits,planned,value_of_last,value_of_next,minutes,"
        "travel_min,money_per_minute,why"
    )
    # C1 has two visits in the plan; 120 in 45 + 15 minutes are 2 a minute
    assert list(rows[0].values()) == [
        *("C1", "R01", "visit", "1", "1", "2", "120.00", "72.00", "45", "15.0", "2.00", ""),
    ]
    assert (rows[1]["value_of_last"], rows[1]["money_per_minute"]) == ("", "0.50")
    assert rows[1]["why"] == (
        "1 left out by estimate: other contacts earn more a minute; "
        "the plan has a day for 1 all the same"
    )
