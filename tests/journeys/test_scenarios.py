"""Operations compare variants of a month: `rounds scenarios`."""

import datetime as dt
import json
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from models.month import Month
from models.result import Result, StopReason
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.scenarios import _wait_for, compare, prepare_scenarios
from tests.journeys.tools import ANN, BOB, FIVE, HEADER, QUICK, REPS, rounds, rows_of, save, table

BASE = ("customers.csv", "--reps", "reps.csv", "--month", "2026-12")
TWO = """[[scenario]]
name = "as is"

[[scenario]]
name = "one rep"
without = ["R02"]
"""


@pytest.fixture(autouse=True)
def lists(here):
    save("customers.csv", table(HEADER, *FIVE))
    save("reps.csv", table(f"{REPS},hourly_cost,km_cost", f"{ANN},30,0.5", f"{BOB},30,0.5"))


def compared(text: str, *words: str, base: tuple[str, ...] = BASE) -> dict[str, Any]:
    save("scenarios.toml", text)
    said = rounds("scenarios", "scenarios.toml", *base, *QUICK, "--json", "found.json", *words)
    assert said.code == 0, said.err
    found: dict[str, Any] = json.loads(Path("found.json").read_text(encoding="utf-8"))
    found["said"] = said.out
    return found


def test_two_scenarios_side_by_side():
    found = compared(TWO)
    both, alone = found["scenarios"]
    assert (both["reps"], alone["reps"]) == (2, 1)
    assert both["visits_due"] == both["visits_planned"] == alone["visits_planned"] == 5
    # 23 workdays × 8 h × 30
    assert (both["paid_cost"], alone["paid_cost"]) == (11_040.0, 5_520.0)
    assert alone["km_cost"] == pytest.approx(alone["drive_km"] * 0.5)
    assert alone["team_cost"] == pytest.approx(5_520 + alone["km_cost"])
    # every visit has a day: today's sales, 250,000 a year
    assert both["sales"] == alone["sales"] == pytest.approx(250_000 / 12)
    assert both["contribution"] == pytest.approx(both["sales"] / 4 - both["team_cost"])
    ours = [row["customers"] for row in rows_of(Path("out/scenarios/reps.csv"))]
    assert alone["change_rep"] == int(ours[1]) > 0, "those of R02"
    assert both["drive_min_bound"] <= both["drive_min"]
    assert "one rep: without R02" in found["said"]
    assert "−5,520" in found["said"]


def test_a_comparison_that_is_cancelled_ends_in_the_middle_of_a_plan():
    save("scenarios.toml", TWO)
    options = PlanOptions(
        customers=Path("customers.csv"),
        reps=Path("reps.csv"),
        month=Month(2026, 12),
        today=dt.date(2026, 11, 22),
        seconds=600.0,
        workers=1,
    )
    ready = prepare_scenarios(options, Path("scenarios.toml"))
    found = compare(ready, options, cancelled=lambda: True)
    assert {plan.result.stop_reason for plan in found.plans} == {StopReason.CANCELLED}


def test_processes_are_told_to_end_while_their_first_plan_is_waited_for():
    future = Future[Result]()
    over = SimpleNamespace(set=future.cancel)
    _wait_for(future, over, lambda: True)  # type: ignore[arg-type]
    assert future.done()


def test_the_folder_holds_table_page_workbook_and_maps():
    compared(TWO)
    out = Path("out/scenarios")
    assert {path.name for path in out.iterdir()} == {
        "scenarios.csv", "reps.csv", "unplanned.csv", "scenarios.html", "scenarios.xlsx", "maps",
    }  # fmt: skip
    assert {path.name for path in (out / "maps").iterdir()} == {"as_is.html", "one_rep.html"}
    rows = rows_of(out / "scenarios.csv")
    assert [(row["scenario"], row["what"]) for row in rows] == [
        ("as is", "nothing changed"), ("one rep", "without R02"),
    ]  # fmt: skip
    assert rows[1]["paid_cost"] == "5520.0"
    page = (out / "scenarios.html").read_text(encoding="utf-8")
    assert 'href="maps/one_rep.html"' in page
    assert "−5,520" in page
    sheet = openpyxl.load_workbook(out / "scenarios.xlsx")["Scenarios"]
    pay = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "pay")
    assert pay[1:3] == (11_040, 5_520)
    loads = rows_of(out / "reps.csv")
    assert [(row["scenario"], row["rep_id"]) for row in loads] == [
        ("as is", "R01"), ("as is", "R02"), ("one rep", "R01"),
    ]  # fmt: skip
    assert sum(int(row["visits"]) for row in loads) == 10
    compared(TWO)  # a folder of an older comparison is replaced


@pytest.mark.slow
def test_the_figures_do_not_depend_on_the_number_of_workers():
    text = TWO + '\n[[scenario]]\nname = "often"\nintervals = { A = 14, B = 30 }\n'
    found = [compared(text, "--workers", count) for count in ("1", "2")]
    assert found[0]["scenarios"] == found[1]["scenarios"]


def test_a_scenario_may_change_policy_hours_caps_homes_and_intervals():
    text = """
[[scenario]]
name = "as is"
[[scenario]]
name = "all else"
daily_cap = 1
work_hours = "09:00-13:00"
homes = { R01 = [42.5, -93.6] }
add = [{ rep_id = "R03", home = [42.0, -93.6], like = "R02" }]
intervals = { A = 14 }
[scenario.value]
margin = 0.5
"""
    first, other = compared(text)["scenarios"]
    assert other["reps"] == 3
    assert other["paid_cost"] == 3 * 23 * 4 * 30
    assert other["visits_due"] > first["visits_due"]
    # A customer of 10,000 a month: 30/14 contacts a month instead of one
    gain = 10_000 * 0.05 * (1 - 0.6 ** (30 / 14 - 1)) / 0.4
    assert other["sales"] - first["sales"] == pytest.approx(gain)
    assert other["margin"] == pytest.approx(other["sales"] / 2)


def test_visits_without_a_day_cost_sales_and_are_told_by_reason():
    save("pins.csv", "customer_id,date,strength\nC1,2026-12-10,day\nC2,2026-12-10,day\n")
    text = '[[scenario]]\nname = "as is"\n[[scenario]]\nname = "tight"\nwithout = ["R02"]\ndaily_cap = 1\n'
    first, tight = compared(text, "--pins", "pins.csv")["scenarios"]
    assert first["unplanned"] == 0
    assert tight["unplanned"] == 1
    assert [tight[key] for key in tight if key.startswith("unplanned_")] == [1]
    assert tight["sales"] < first["sales"]
    (row,) = rows_of(Path("out/scenarios/unplanned.csv"))
    assert (row["scenario"], row["customer_name"]) in {("tight", "Alder"), ("tight", "Birch")}
    assert row["reasons"]


def test_another_list_of_reps_lies_beside_the_file():
    save("plans/reps.csv", table(REPS, BOB))
    text = '[[scenario]]\nname = "as is"\n[[scenario]]\nname = "Bob"\nreps = "reps.csv"\n'
    save("plans/s.toml", text)
    said = rounds("scenarios", "plans/s.toml", *BASE, *QUICK, "--json", "found.json")
    assert said.code == 0, said.err
    found = json.loads(Path("found.json").read_text(encoding="utf-8"))
    assert [one["reps"] for one in found["scenarios"]] == [2, 1]


def test_the_price_of_rules():
    found = compared(TWO, "--price-rules")
    prices = {price["rule"]: price for price in found["prices"]}
    assert set(prices) == {
        "exact due dates", "exact phasing", "same weekday", "6 frequency patterns",
        "due dates, spacing", "daily cap", "even weeks",
    }  # fmt: skip
    assert prices["exact phasing"]["verdict"] == "binds nobody in this month"
    assert len(found["scenarios"]) == 2
    for price in prices.values():
        if price["low_min"] is not None:
            assert 0 <= price["low_min"] <= price["high_min"]
    rows = rows_of(Path("out/scenarios/prices.csv"))
    assert [row["rule"] for row in rows] == list(prices)
    assert "What each rule costs" in found["said"]
    assert "What each rule costs" in Path("out/scenarios/scenarios.html").read_text("utf-8")


def test_a_rule_that_settles_days_has_a_price_with_a_proof():
    often = '[[scenario]]\nname = "often"\nintervals = { A = 7, B = 7, C = 7 }\n'
    found = compared(often, "--price-rules")
    price = next(price for price in found["prices"] if price["rule"] == "exact phasing")
    assert price["verdict"] != "binds nobody in this month"
    assert price["visits"] or price["high_min"] is not None


def test_every_problem_is_told_at_once_and_nothing_is_written():
    text = """[[scenario]]
name = "as is"
[[scenario]]
name = "gone"
without = ["R09", "R08"]
homes = { R07 = "Ames" }
[[scenario]]
name = "twice"
add = [{ rep_id = "R01", home = [42.0, -93.6] }, { rep_id = "N", home = "Ames", like = "R77" }]
[[scenario]]
name = "nobody"
without = ["R01", "R02"]
"""
    save("scenarios.toml", text)
    said = rounds("scenarios", "scenarios.toml", *BASE, *QUICK)
    assert said.code == 2
    for told in (
        "found 'R09'",
        "found 'R08'",
        "found 'R07'",
        "R01",
        "found 'R77'",
        "nobody is left",
    ):
        assert told in said.err
    assert "6 problems" in said.err
    assert "row 3, column gone, without" in said.err
    assert not Path("out").exists()


def test_reps_that_nobody_listed_cannot_be_changed():
    save("scenarios.toml", TWO)
    said = rounds("scenarios", "scenarios.toml", "customers.csv", "--month", "2026-12", *QUICK)
    assert (said.code, "give --reps FILE" in said.err) == (2, True)


def test_what_is_wrong_in_one_scenario_is_told_with_its_name():
    text = TWO + '[[scenario]]\nname = "few"\nfrequency_patterns = 1\n'
    save("scenarios.toml", text)
    said = rounds("scenarios", "scenarios.toml", *BASE, *QUICK)
    assert said.code == 2
    assert "2 intervals are in use already (scenario 'few')" in said.err


def test_the_file_of_scenarios_is_not_written_over():
    save("scenarios.toml", TWO)
    said = rounds("scenarios", "scenarios.toml", *BASE, *QUICK, "--json", "scenarios.toml")
    assert said.code == 2
    assert Path("scenarios.toml").read_text(encoding="utf-8") == TWO


def test_a_folder_of_something_else_is_refused_before_the_work():
    save("mine/notes.txt", "mine")
    save("scenarios.toml", TWO)
    said = rounds("scenarios", "scenarios.toml", *BASE, *QUICK, "--out", "mine")
    assert (said.code, "holds no comparison of Rounds" in said.err) == (2, True)


def test_many_scenarios_are_printed_in_several_tables_of_80_columns():
    text = "".join(f'[[scenario]]\nname = "cap {k}"\ndaily_cap = {k}\n' for k in range(1, 8))
    found = compared(text)
    assert found["said"].count("cap 1") >= 2
    assert "cap 7" in found["said"]
    assert {one["change_rep"] for one in found["scenarios"]} == {0}, "nobody comes or leaves"
