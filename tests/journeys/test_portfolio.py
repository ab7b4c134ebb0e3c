"""A manager looks at the portfolio: `rounds portfolio` on made and on real lists."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.journeys.tools import ANN, BOB, FIVE, HEADER, REPS, plan, rounds, rows_of, save, table
from tests.shared_data import CHECKOUT

EXAMPLE = CHECKOUT / "data" / "example"
MONTHS = [f"2025-{m:02d}" for m in (12,)] + [f"2026-{m:02d}" for m in range(1, 12)]
MONTHLY = "customer_id,name,lat,lon,rep_id,industry,potential,growth_goal," + ",".join(
    f"sales_{month}" for month in MONTHS
)


def monthly(
    customer_id: str, amounts: Sequence[object], more: str = "R01,,,", lat: float = 42.0
) -> str:
    cells = ",".join("" if amount is None else str(amount) for amount in amounts)
    return f"{customer_id},Shop {customer_id},{lat},-93.6,{more},{cells}"


def portfolio(*words: str | Path, customers: str | Path = "customers.csv") -> dict[str, Any]:
    said = rounds(
        *("portfolio", customers, "--out", "look", "--json", "found.json", "--month", "2026-12"),
        *words,
    )
    assert said.code == 0, said.err
    found: dict[str, Any] = json.loads(Path("found.json").read_text(encoding="utf-8"))
    found["said"] = said.out
    found["by_id"] = {row["customer_id"]: row for row in found["customers"]}
    return found


def test_a_small_list_from_value_to_workbook():
    save("customers.csv", table(HEADER, *FIVE))
    save("reps.csv", table(REPS, ANN, BOB))
    found = portfolio("--reps", "reps.csv")
    # the A level is 120 000 a year: 1, 0.5, 0.33, 0.17 and 0.08 of it
    assert [row["segment"] for row in found["customers"]] == ["A", "B", "C", "C", "C"]
    # Pareto: larger customers bring 0, 48, 72, 88 and 96 % of the sales
    assert [row["by_pareto"] for row in found["customers"]] == ["A", "A", "A", "B", "C"]
    assert [row["value"] for row in found["customers"]][:2] == [10_000.0, 5_000.0]
    assert {row["temperature"] for row in found["customers"]} == {"unknown"}
    rows = rows_of(Path("look/portfolio.csv"))
    assert {row["customer_id"] for row in rows} == {"C1", "C2", "C3", "C4", "C5"}
    book = openpyxl.load_workbook("look/portfolio.xlsx")
    assert book.sheetnames[0] == "Summary"
    assert book.sheetnames[-4:] == ["Falling", "Look-alikes", "Release", "Duplicates"]
    assert len(book.sheetnames) == 7
    assert Path("look/temperature.html").is_file()


def test_falling_customers_come_with_questions_also_on_the_visit():
    steady, broken = [100.0] * 12, [100.0] * 9 + [10.0] * 3
    rows = [monthly(f"C{k}", steady, lat=42 + k / 100) for k in range(6)]
    save("customers.csv", table(MONTHLY, *rows, monthly("F", broken)))
    found = portfolio()
    assert [k for k, row in found["by_id"].items() if row["falling"]] == ["F"]
    assert found["by_id"]["F"]["temperature"] == "blue"
    assert "What could we do better?" in found["said"]
    sheet = openpyxl.load_workbook("look/portfolio.xlsx")["Falling"]
    assert sheet["B2"].value == "Shop F"
    assert "What could we do better?" in [cell.value for cell in sheet[1]]
    planned = plan()
    why = {row["customer_id"]: row["why"] for row in planned.requirements}
    assert "sales are falling: 10 a month" in why["F"]
    assert "How could we be of use to you?" in why["F"]
    assert "falling" not in why["C1"]


def test_a_month_that_is_not_complete_is_no_alarm():
    gaps = [100.0] * 10 + [None, 100.0]
    rows = [monthly(f"C{k}", gaps if k < 12 else [100.0] * 12) for k in range(30)]
    save("customers.csv", table(MONTHLY, *rows))
    found = portfolio()
    assert "name it (--incomplete 2026-10)" in found["said"]
    assert found["by_id"]["C1"]["temperature"] == "cool"
    found = portfolio("--incomplete", "2026-10")
    assert {row["temperature"] for row in found["customers"]} == {"warm"}
    assert "--incomplete 2026-10" not in found["said"]


def test_a_look_alike_is_lifted_in_the_plan_and_says_why():
    hotels = [monthly(f"H{k}", [1000.0] * 12, "R01,hotel,5,", 42 + k / 1000) for k in range(6)]
    kiosks = [monthly(f"K{k}", [20.0] * 12, "R01,kiosk,2,", 43 + k / 1000) for k in range(20)]
    twin = monthly("T", [700.0] * 12, "R01,hotel,5,", 42.01)
    save("customers.csv", table(MONTHLY, *hotels, *kiosks, twin))
    found = portfolio()
    assert (found["by_id"]["T"]["segment"], found["by_id"]["T"]["treated_as"]) == ("B", "A")
    assert found["by_id"]["T"]["interval_days"] == 30, "a B with potential 5 would have 60"
    row = next(r for r in plan().requirements if r["customer_id"] == "T")
    assert row["segment"] == "B"
    assert "every 30 days" in row["why"]
    assert "treated as A, for" in row["why"]
    save("policy.toml", "[lookalike]\nlift = false\n")
    row = next(r for r in plan("--policy", "policy.toml").requirements if r["customer_id"] == "T")
    assert "every 60 days" in row["why"]


def test_a_portfolio_that_is_too_large_proposes_whom_to_release():
    small = [monthly(f"S{k:03d}", [1.0] * 12) for k in range(155)]
    save("customers.csv", table(MONTHLY, monthly("A", [1000.0] * 12), *small))
    found = portfolio()
    released = [row for row in found["customers"] if row["release"]]
    assert len(released) == 6, "156 customers, 150 to care for"
    assert found["reps"][0]["released"] == 6
    assert "Could be released; you decide: 6" in found["said"]
    assert all(row["freed_min"] > 0 for row in released)
    assert len(plan().requirements) == 156, "nobody is released by itself"


@pytest.mark.parametrize(
    "amounts", [[None] * 12, [0.0] * 12, [-5.0] * 12, [100.0] * 12, [None] * 11 + [5.0]]
)
def test_one_customer_whatever_it_buys(amounts):
    save("customers.csv", table(MONTHLY, monthly("C1", amounts)))
    found = portfolio()
    assert len(found["customers"]) == 1
    if amounts[-1] is None:
        assert found["by_id"]["C1"]["value"] is None, "unknown is not zero"


def test_hebrew_and_russian_headers():
    save(
        "customers.csv",
        "מזהה לקוח,שם לקוח,עיר,קו רוחב,קו אורך,ענף\n1,מכולת השלום,חיפה,32.8,35.0,מכולת\n",
    )
    found = portfolio()
    assert "מכולת השלום" in Path("look/portfolio.csv").read_text(encoding="utf-8")
    assert openpyxl.load_workbook("look/portfolio.xlsx")["Summary"].sheet_view.rightToLeft
    save("ru.csv", "код клиента,название,широта,долгота\n1,Магазин у дома,55.7,37.6\n")
    assert portfolio(customers="ru.csv")["customers"][0]["name"] == "Магазин у дома"
    assert found["customers"][0]["value"] is None


def test_wrong_words_are_refused_before_anything_is_written():
    save("customers.csv", table(HEADER, *FIVE))
    save("policy.toml", '[lookalike]\ncolumns = ["rooms"]\n')
    said = rounds("portfolio", "customers.csv", "--policy", "policy.toml", "--out", "out")
    assert said.code == 2
    assert "the list has no such column" in said.err
    said = rounds("portfolio", "customers.csv", "--incomplete", "June", "--out", "out")
    assert (said.code, "this is no month" in said.err) == (2, True)
    save("other/letter.txt", "mine")
    said = rounds("portfolio", "customers.csv", "--out", "other")
    assert (said.code, "holds no portfolio of Rounds" in said.err) == (2, True)
    assert not Path("out").exists()


def test_the_example_shows_every_practice():
    found = portfolio("--reps", EXAMPLE / "reps.csv", customers=EXAMPLE / "customers.csv")
    assert len(found["customers"]) == 150
    assert {row["temperature"] for row in found["customers"]} >= {"blue", "cool", "warm", "red"}
    assert sum(row["falling"] is True for row in found["customers"]) > 5
    assert found["duplicates"]
    assert sum(cell["customers"] for cell in found["methods"]) == 138
    assert found["reps"][-1]["customers"] == 138
    for line in found["said"].splitlines():
        if line.startswith(("  rep", "  R0", "  all")):
            assert len(line) <= 80


def test_austin_with_an_incomplete_june(shared):
    customers = shared / "data" / "texas" / "demo_austin_area_12m.csv"
    words = ("--map", "customer_id=permit", "--map", "sales_*=receipts_*", "--country", "US")
    found = portfolio(*words, "--incomplete", "2017-06", customers=customers)
    assert found["last_sales_month"] == "2017-08"
    closed = found["by_id"]["MB727651"]
    assert closed["temperature"] == "unknown", "no figures after September 2016"
    blue = [row for row in found["customers"] if row["temperature"] == "blue"]
    assert all(row["actual"] < 0.5 * row["expected"] for row in blue)
    as_read = portfolio(*words, customers=customers)
    assert "name it (--incomplete 2017-06)" in as_read["said"]
    assert sum(r["temperature"] == "blue" for r in as_read["customers"]) > len(blue)


def test_iowa_has_values_but_no_months(shared):
    folder = shared / "data" / "iowa"
    pairs = ("customer_id=store_number", "postcode=zip", "sales_12m=sales_2019_usd")
    words = [word for pair in pairs for word in ("--map", pair)]
    found = portfolio(
        *("--reps", folder / "reps.csv", "--country", "US", *words),
        customers=folder / "customers_2019_active.csv",
    )
    assert len(found["reps"]) == 12
    assert {row["temperature"] for row in found["customers"]} == {"unknown"}
    large = [line for line in found["reps"][:-1] if line["customers"] > 150]
    assert large
    assert all(line["released"] <= line["customers"] - 150 for line in large)


def test_israel_reads_from_right_to_left(shared):
    customers = shared / "data" / "israel" / "stores.csv"
    words = ("--map", "customer_id=storeid", "--map", "name=storename", "--country", "IL")
    found = portfolio(*words, customers=customers)
    assert {row["value"] for row in found["customers"]} == {None}
    assert openpyxl.load_workbook("look/portfolio.xlsx")["Summary"].sheet_view.rightToLeft
