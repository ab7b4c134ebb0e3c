"""From one month to the next: planned, reported, followed, and planned again."""

import csv
import datetime as dt
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest

from tests.journeys.tools import (
    FIVE,
    HEADER,
    Plan,
    Row,
    plan,
    rounds,
    rows_of,
    save,
    save_rows,
    table,
)
from tests.shared_data import CHECKOUT

EXAMPLE = CHECKOUT / "data" / "example"
AGAIN = ("--reps", EXAMPLE / "reps.csv", "--policy", EXAMPLE / "policy.toml", "--country", "US")
ACTUALS = "visit_id,customer_id,date,status,moved_to,reason,outcome,order_amount"


def report(*rows: str) -> Path:
    return save("actuals.csv", table(ACTUALS, *rows))


def five() -> Plan:
    """December of five customers; see tools.FIVE."""
    save("customers.csv", table(HEADER, *FIVE))
    return plan()


def follow(*words: str | Path, folder: str = "out"):
    said = rounds(
        "follow", folder, "--actuals", "actuals.csv", "--out", "follow", "--json", "f.json", *words
    )
    assert said.code == 0, said.err
    return json.loads(Path("f.json").read_text(encoding="utf-8")), said


def why(found: Plan, customer_id: str) -> str:
    return next(row["why"] for row in found.requirements if row["customer_id"] == customer_id)


def test_a_month_is_followed_and_the_next_one_knows():
    december = five()
    days = {row["customer_id"]: row for row in december.schedule}
    report(
        f"{days['C1']['visit_id']},,{days['C1']['date']},done,,,order,500",
        f"{days['C2']['visit_id']},,{days['C2']['date']},missed,,closed,,",
        f",C3,{days['C3']['date']},moved,2027-01-20,customer asked,,",
        ",C4,2026-12-30,done,,,sample,",
    )
    figures, said = follow()
    team = figures["team"]
    counts = team["meetings"]
    assert (team["planned"], counts["done"], counts["missed"], counts["moved"]) == (5, 2, 1, 1)
    assert team["remaining"] == 1  # C5
    # P19: 250,000 / 12 with the five, and 11 meetings with prospects * 0.2 * their mean of 50,000 / 12
    assert (team["orders"], team["target"]) == (
        500,
        pytest.approx(250_000 / 12 + 2.2 * 50_000 / 12),
    )
    for told in (
        "against the plan",
        "Coverage by category",
        "Plan against target",
        "without a word",
    ):
        assert told in said.out, told
    written = {path.name for path in Path("follow").iterdir()}
    assert written == {"follow.html", "follow.xlsx", "visits.csv", "reps.csv", "meetings"}

    january = plan("--actuals", "actuals.csv", month="2027-01")
    # C1 was visited as planned: due again 30 days after that day, not after that of the list
    visited = dt.date.fromisoformat(days["C1"]["date"])
    due = {row["customer_id"]: row["due_dates"] for row in january.requirements}
    assert due["C1"] == str(visited + dt.timedelta(days=30))
    # C2 was missed: overdue since it was due, 10 September + 90 days, or since the day before that
    assert due["C2"] == min("2026-12-09", days["C2"]["date"])
    assert "missed" in why(january, "C2")
    assert "closed" in why(january, "C2")
    assert due["C3"] == "2027-01-20"
    assert "moved from" in why(january, "C3")
    assert due["C4"] == ""  # made on 30 December: next due on 30 March
    assert "last visit 30 Dec 2026" in why(january, "C4")
    # of C5 nobody said anything: the list's last visit counts, 5 September + 90 days = 4 December
    assert due["C5"] == "2026-12-04"
    assert "visit was missed: 1 customer" in january.notes
    assert "visit was moved: 1 customer" in january.notes


def test_the_list_wins_where_it_knows_a_later_visit():
    rows = [FIVE[0].replace("2026-11-10", "2026-12-20"), *FIVE[1:]]
    save("customers.csv", table(HEADER, *rows))
    report(",C1,2026-12-09,done,,,,", ",C1,2026-12-11,missed,,,,")
    january = plan("--actuals", "actuals.csv", month="2027-01")
    due = {row["customer_id"]: row["due_dates"] for row in january.requirements}
    assert due["C1"] == "2027-01-19"
    assert "missed" not in why(january, "C1")


def test_the_example_month_and_the_one_after_it():
    rounds("demo", "--out", "out", "--iterations", "2", "--workers", "1", "--json", "figures.json")
    stops = rows_of(Path("out/schedule.csv"))
    reports = synthetic(stops)
    save_rows(Path("actuals.csv"), reports)
    figures, _ = follow()
    audit_control(figures, stops, reports)

    asked = ("--month", "2027-01", "--out", "next", "--iterations", "2", "--workers", "1")
    said = rounds("plan", EXAMPLE / "customers.csv", *AGAIN, *asked, "--actuals", "actuals.csv")
    assert said.code in {0, 3}, said.err
    rows = defaultdict(list)
    for row in rows_of(Path("next/requirements.csv")):
        rows[row["customer_id"]].append(row)
    listed = {row["customer_id"]: row for row in rows_of(EXAMPLE / "customers.csv")}
    audit_next_month(reports, rows, listed)


def synthetic(stops: list[Row]) -> list[Row]:
    """Four fifths done, the others missed or moved into January, seeded."""
    generator = np.random.default_rng(12)
    reports = []
    for stop in stops:
        status = str(generator.choice(["done", "missed", "moved"], p=[0.8, 0.12, 0.08]))
        reports.append({
            "visit_id": stop["visit_id"],
            "customer_id": stop["customer_id"],
            "date": stop["date"],
            "status": status,
            "moved_to": "2027-01-14" if status == "moved" else "",
            "reason": "" if status == "done" else "closed",
        })  # fmt: skip
    assert {report["status"] for report in reports} == {"done", "missed", "moved"}
    return reports


def audit_control(figures, stops: list[Row], reports: list[Row]) -> None:
    """Planned = done + missed + moved + remaining, as the two files say."""
    desk = {stop["visit_id"] for stop in stops if stop["kind"] == "desk"}
    said = Counter(report["status"] for report in reports if report["visit_id"] not in desk)
    counts = figures["team"]["meetings"]
    assert {name: counts[name] for name in ("done", "missed", "moved")} == dict(said)
    assert figures["team"]["planned"] == len(stops) - len(desk) == sum(said.values())
    assert figures["team"]["remaining"] == 0
    assert sum(rep["planned"] for rep in figures["reps"]) == figures["team"]["planned"]
    drive = sum(int(day["drive_min"]) for day in rows_of(Path("out/days.csv")))
    assert figures["team"]["drive_min"] == drive


def audit_next_month(
    reports: list[Row], rows: dict[str, list[Row]], listed: dict[str, Row]
) -> None:
    """Missed ones are due again and say so; done ones are not due before their interval."""
    last: dict[str, Row] = {}
    for entry in sorted(reports, key=lambda entry: entry["date"]):
        last[entry["customer_id"]] = entry
    seen = Counter(entry["status"] for entry in last.values())
    assert min(seen[name] for name in ("done", "missed", "moved")) >= 3
    moved = {entry["customer_id"] for entry in reports if entry["status"] == "moved"}
    for customer_id, entry in last.items():
        told = "; ".join(row["why"] for row in rows[customer_id])
        visits = sum(int(row["visits"]) for row in rows[customer_id])
        if listed[customer_id]["visits"]:
            continue  # the row's own number wins
        if entry["status"] != "done":
            assert visits, (customer_id, told)
            assert entry["status"] in told
        elif customer_id not in moved:
            assert "missed" not in told
            if ("every 90 days" in told or "every 180 days" in told) and "+" not in told:
                assert not visits, (customer_id, told)


def test_everything_wrong_is_told_at_once_and_nothing_is_written():
    five()
    report(
        "C1/2026-12/9,,2026-12-10,done,,,,",
        ",C77,2026-12-10,done,,,,",
        ",C2,2026-12-40,done,,,,",
        ",C3,2026-12-10,moved,,,,",
    )
    said = rounds("follow", "out", "--actuals", "actuals.csv", "--out", "follow")
    assert said.code == 2
    for told in (
        "4 problems",
        "no such visit in the plan of 2026-12",
        "no such customer",
        "no day",
    ):
        assert told in said.err, told
    assert not Path("follow").exists()


def test_a_plan_refuses_bad_actuals_or_sets_them_aside():
    save("customers.csv", table(HEADER, *FIVE))
    report(",C1,2026-11-20,done,,,,", ",C2,never,missed,,,,", ",C9,2026-11-20,done,,,,")
    said = rounds("plan", "customers.csv", "--actuals", "actuals.csv", "--month", "2026-12")
    assert said.code == 2
    assert "2 problems" in said.err
    december = plan("--actuals", "actuals.csv", "--quarantine", "bad.csv")
    assert december.requirements[0]["due_dates"] == "2026-12-20"
    with Path("bad.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 2


def test_orders_in_another_currency_are_refused():
    save("customers.csv", table(f"{HEADER},currency", *(f"{row},USD" for row in FIVE)))
    plan()
    report(",C1,2026-12-10,done,,,,€ 5")
    said = rounds("follow", "out", "--actuals", "actuals.csv", "--out", "follow")
    assert said.code == 2
    assert "the orders are in EUR" in said.err


def test_places_for_results_are_refused_before_anything_is_done():
    five()
    report(",C1,2026-12-10,done,,,,")
    into_plan = rounds("follow", "out", "--actuals", "actuals.csv", "--out", "out")
    assert into_plan.code == 2
    assert "holds no follow-up of Rounds" in into_plan.err
    over_input = rounds("follow", "out", "--actuals", "actuals.csv", "--json", "actuals.csv")
    assert over_input.code == 2
    assert "this file is read" in over_input.err
    assert rounds("follow", "nowhere", "--actuals", "actuals.csv").code == 2


def test_the_sales_since_show_what_preceded_growth():
    months = ("2026-09", "2026-10", "2026-11")
    header = "customer_id,name,lat,lon,last_visit," + ",".join(f"sales_{m}" for m in months)
    customers = [
        f"C{k:02d},Shop {k},42.{k:02d},-93.6,2026-11-{10 + k % 9},100,100,100" for k in range(24)
    ]
    save("customers.csv", table(header, *customers))
    december = plan()
    reports = [
        f"{row['visit_id']},,{row['date']},{'done' if k % 2 else 'missed'},,,,"
        for k, row in enumerate(december.schedule)
    ]
    report(*reports)
    grew = {row["customer_id"] for k, row in enumerate(december.schedule) if k % 2}
    since = [f"{row},{150 if row[:3] in grew else 100}" for row in customers]
    save("later.csv", table(f"{header},sales_2026-12", *since))
    figures, said = follow("--customers", "later.csv")
    effect = figures["success"]["effects"][0]
    assert (effect["finding"], effect["difference"]) == ("evidence", pytest.approx(0.5))
    assert figures["success"]["after"] == ["2026-12"]
    assert "correlation" in said.out
    page = Path("follow/follow.html").read_text(encoding="utf-8")
    assert "a correlation, not yet a cause" in page


def test_a_hand_edited_schedule_is_what_people_worked_to():
    five()
    path = Path("out/schedule.csv")
    rows = rows_of(path)
    save_rows(path, [row for row in rows if row["customer_id"] != "C5"])
    report(",C5,2026-12-10,done,,,,")
    figures, _ = follow()
    assert figures["team"]["planned"] == 4
    assert figures["team"]["beside"] == 1
