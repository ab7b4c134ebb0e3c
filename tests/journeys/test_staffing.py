"""Operations asks how many people it takes: `rounds staffing`."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.places import great_circle_m
from tests.journeys.tools import ANN, BOB, FIVE, HEADER, QUICK, REPS, rounds, rows_of, save, table

PROSPECTS = "customer_id,name,lat,lon,sales_12m,last_visit,status,closing_ratio,expected_value"


def staffing(*words: str | Path, customers: str | Path = "customers.csv") -> dict[str, Any]:
    asked = ("--month", "2026-12", "--out", "look", "--json", "found.json", *QUICK)
    said = rounds("staffing", customers, *asked, *words)
    assert said.code == 0, said.err
    found: dict[str, Any] = json.loads(Path("found.json").read_text(encoding="utf-8"))
    found["said"] = said.out
    return found


def steps(headcount: dict[str, Any]) -> dict[str, float]:
    return {step["what"]: step["amount"] for step in headcount["steps"]}


def five() -> None:
    save("customers.csv", table(HEADER, *FIVE))
    save("reps.csv", table(REPS, ANN))


def test_the_arithmetic_of_five_customers():
    five()
    found = staffing("--reps", "reps.csv")
    (existing,) = found["headcounts"]
    told = steps(existing)
    # one A: 12 visits, a presentation, a contract; one B: 4 visits and a contract; three C: 12 visits
    assert told["visit"] == 28 * 45
    assert (told["presentation"], told["contract paperwork"]) == (90, 120)
    assert told["driving"] > 0
    parts = ("visit", "presentation", "contract paperwork", "driving")
    assert told["work of a year"] == pytest.approx(sum(told[name] for name in parts))
    # 261 weekdays less 20 away, 480 minutes each, a tenth kept
    assert told["days at work"] == 241
    assert told["productive minutes of a rep"] == pytest.approx(241 * 480 * 0.9)
    assert (existing["people"], existing["today"]) == (1, 1)
    assert "241 days × 480 min" in found["said"]
    assert "No public holidays are taken off the year: give --country" in found["said"]
    assert "Driving as measured in 2026-12, planned for it (10 steps a visit)" in found["said"]


def test_the_driving_of_a_plan_in_a_folder_is_the_same():
    five()
    rounds("plan", "customers.csv", "--reps", "reps.csv", "--month", "2026-12", *QUICK)
    found = staffing("--reps", "reps.csv", "--plan", "out/plan")
    driven = sum(int(day["drive_min"]) for day in rows_of(Path("out/plan/days.csv")))
    team = found["driving"][0]
    assert (team["meetings"], team["drive_min"]) == (5, driven)
    again = staffing("--reps", "reps.csv")
    assert again["driving"] == found["driving"], "the month that is planned for it is that month"


def test_two_months_can_be_measured():
    five()
    found = staffing("--reps", "reps.csv", "--measure", "2")
    assert found["driving"][0]["meetings"] > 5
    assert "2026-12 to 2027-01" in found["measured"]


def test_the_market_is_that_of_the_list_or_as_asked():
    rows = [f"{row},active,," for row in FIVE]
    save("customers.csv", table(PROSPECTS, *rows, "P1,Fir,42,-93.6,,,prospect,50%,2000"))
    save("reps.csv", table(REPS, ANN))
    listed = staffing("--reps", "reps.csv")
    assert listed["market"]["prospects"] == 1
    assert listed["market"]["closing_ratio"] == 0.5
    assert steps(listed["headcounts"][1])["customers won"] == 0.75  # 1.5 meetings × 50 %
    found = staffing("--reps", "reps.csv", "--prospects", "1200", "--months", "6")
    wanted = found["headcounts"][1]
    told = steps(wanted)
    assert told["prospects a year"] == 2400
    # 15 + 45 + 0.5 × 90 + 0.75 × 60 of contract, and the driving of 1.5 meetings
    driving = 1.5 * found["driving"][0]["per_meeting"]
    assert told["prospects"] == pytest.approx(2400 * (150 + driving))
    assert wanted["people"] > 1


def test_the_proposed_homes_can_be_planned_with():
    far = [f"N{k},North {k},43.5,-93.6,60000,2026-09-{k + 10}" for k in range(8)]
    save("customers.csv", table(HEADER, *FIVE, *far))
    save("reps.csv", table(REPS, ANN, BOB))
    found = staffing("--reps", "reps.csv", "--hire", "2")
    first = found["hires"][0]
    assert (first["rep_id"], first["lat"], first["customers"]) == ("R03", 43.5, 8)
    assert first["saved_min"] > 0
    assert [row["rep_id"] for row in rows_of(Path("look/reps.csv"))] == ["R01", "R02", "R03", "R04"]
    moves = rows_of(Path("look/moves.csv"))
    assert {row["new_rep_id"] for row in moves if row["customer_id"].startswith("N")} == {"R03"}
    said = rounds(
        *("plan", "customers.csv", "--reps", "look/reps.csv", "--month", "2026-12", *QUICK)
    )
    assert said.code in {0, 3}, said.err
    visits = rows_of(Path("out/plan/schedule.csv"))
    assert {row["rep_id"] for row in visits if row["customer_id"].startswith("N")} == {"R03"}


def test_customers_who_name_their_rep_are_told():
    rows = [f"{row},R01" for row in (*FIVE, "N1,North,43.5,-93.6,60000,2026-10-10")]
    save("customers.csv", table(f"{HEADER},rep_id", *rows))
    save("reps.csv", table(REPS, ANN))
    said = staffing("--reps", "reps.csv")["said"]
    assert "a rep in the list: change rep_id there as in moves.csv" in said


def test_the_folder_and_the_screen():
    five()
    found = staffing("--reps", "reps.csv")
    book = openpyxl.load_workbook("look/staffing.xlsx")
    assert book.sheetnames == ["Headcount", "Work", "Reps", "Homes", "Moves", "Notes"]
    work = rows_of(Path("look/staffing.csv"))
    assert sum(int(row["minutes"]) for row in work) == pytest.approx(
        steps(found["headcounts"][0])["work of a year"], abs=len(work)
    )
    tables = [line for line in found["said"].splitlines() if line.startswith(("  R0", "  rep"))]
    assert tables
    assert all(len(line) <= 80 for line in tables)
    assert "Written to look" in found["said"]


def test_what_cannot_be_asked():
    five()
    nowhere = rounds("staffing", "customers.csv", "--plan", "nowhere", "--out", "look")
    assert (nowhere.code, "no such folder" in nowhere.err) == (2, True)
    save("policy.toml", "[staffing]\npresentations = [1.0]\n")
    said = rounds("staffing", "customers.csv", "--policy", "policy.toml", "--out", "look")
    assert (said.code, "give four, for A, B, C and D" in said.err) == (2, True)
    rounds("plan", "customers.csv", "--reps", "reps.csv", "--month", "2026-12", *QUICK)
    save("others.csv", table(REPS, BOB))
    said = rounds("staffing", "customers.csv", "--reps", "others.csv", "--plan", "out/plan")
    assert (said.code, "no meeting of the listed reps" in said.err) == (2, True)
    save("calls.csv", table(f"{HEADER},channel", "C1,Alder,42,-93.6,120000,2026-11-10,call"))
    said = rounds("staffing", "calls.csv", "--month", "2026-12", *QUICK)
    assert (said.code, "driving cannot be measured" in said.err) == (2, True)
    assert not Path("look").exists()


@pytest.mark.slow
def test_iowa_needs_fewer_people_and_the_homes_lie_far_from_the_others(shared):
    folder = shared / "data" / "iowa"
    pairs = ("customer_id=store_number", "postcode=zip", "sales_12m=sales_2019_usd")
    words = [word for pair in pairs for word in ("--map", pair)]
    found = staffing(
        *(
            "--reps",
            folder / "reps.csv",
            "--country",
            "US",
            "--hire",
            "2",
            "--seconds",
            "10",
            *words,
        ),
        customers=folder / "customers_2019_active.csv",
    )
    (existing,) = found["headcounts"]
    told = steps(existing)
    # 105 A × 12 + (96 B + 1 431 C) × 4 visits of 45 minutes
    assert told["visit"] == 7368 * 45
    assert told["productive minutes of a rep"] == pytest.approx(111_780)  # 230 × 540 × 0.9
    assert 5 < existing["exact"] < 7
    homes = [(float(row["lat"]), float(row["lon"])) for row in rows_of(Path("look/reps.csv"))]
    assert len(homes) == 13
    for new in homes[11:]:
        assert min(great_circle_m(new, old) for old in homes[:11]) > 50_000
