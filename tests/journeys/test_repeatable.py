"""The same list, seed and number of iterations give the same files, byte by byte."""

import re
from pathlib import Path

import pytest

from tests.journeys.tools import ANN, BOB, FIVE, HEADER, QUICK, REPS, plan, rounds, save, table

MEASURED = re.compile(r'"seconds": [0-9.e-]+')


def content(folder: Path) -> dict[str, bytes | str]:
    """Every file of a plan; of plan.json without the seconds that were measured."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        if path.name == "plan.json":
            text, count = MEASURED.subn("", path.read_text(encoding="utf-8"))
            assert count == 1
            found[path.name] = text
        elif path.is_file():
            found[str(path.relative_to(folder))] = path.read_bytes()
    return found


def once(out: str, *words: str) -> dict[str, bytes | str]:
    month = ("--month", "2026-12", "--country", "US", "--out", out)
    said = rounds("plan", "customers.csv", "--reps", "reps.csv", *month, *words)
    assert said.code == 0, said.err
    return content(Path(out))


def test_twice_the_same_plan():
    save("customers.csv", table(HEADER, *FIVE))
    save("reps.csv", table(REPS, ANN, BOB))
    first, again = once("one", *QUICK), once("two", *QUICK)
    assert {"schedule.csv", "schedule.xlsx", "report.html", "plan.json"} <= set(first)
    assert {"calendars/R01.ics", "maps/team.html", "maps/R02.html"} <= set(first)
    assert [name for name in first if first[name] != again.get(name)] == []
    assert set(first) == set(again)


def test_a_plan_replaces_the_older_one_and_keeps_what_the_user_put_beside_it():
    save("customers.csv", table(HEADER, *FIVE))
    save("reps.csv", table(REPS, ANN))
    once("out", *QUICK)
    save("out/my notes.txt", "call Elm first")
    save("out/maps/old.html", "from an older plan")
    once("out", *QUICK)
    assert Path("out/my notes.txt").read_text(encoding="utf-8") == "call Elm first"
    assert not Path("out/maps/old.html").exists()
    assert [path.name for path in Path().iterdir() if path.name.startswith(".")] == []


@pytest.mark.slow
def test_a_row_more_changes_no_other_customers_dues():
    save("customers.csv", table(HEADER, *FIVE))
    before = {row["customer_id"]: row for row in plan().requirements}
    save("customers.csv", table(HEADER, "C0,Ash,42.03,-93.58,15000,2026-10-01", *FIVE))
    after = {row["customer_id"]: row for row in plan().requirements}
    assert len(after) == 6
    assert {key: after[key]["due_dates"] for key in before} == {
        key: row["due_dates"] for key, row in before.items()
    }


def test_two_processes_plan_the_same_as_one():
    rows = [f"{row},R0{1 + number % 2}" for number, row in enumerate(FIVE)]
    save("customers.csv", table(f"{HEADER},rep_id", *rows))
    save("reps.csv", table(REPS, ANN, BOB))
    alone = once("one", *QUICK)
    together = once("two", *QUICK[:-1], "2")
    assert alone["schedule.csv"] == together["schedule.csv"]
    assert alone["schedule.xlsx"] == together["schedule.xlsx"]
