"""Several months in a row, each with the contacts of those before."""

import datetime as dt
import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.journeys.tools import ANN, FIVE, HEADER, QUICK, REPS, rounds, rows_of, save, table


@pytest.fixture(autouse=True)
def lists(here):
    save("customers.csv", table(HEADER, *FIVE))
    save("reps.csv", table(REPS, ANN))


def planned(*words: str, months: int = 3):
    said = rounds(
        *("plan", "customers.csv", "--reps", "reps.csv", "--month", "2026-12", "--out", "out"),
        *("--months", str(months), "--json", "months.json", *QUICK, *words),
    )
    assert said.code in {0, 3}, said.err
    return said


def contacts_of(customer_id: str) -> list[dt.date]:
    files = sorted(Path("out").glob("*/schedule.csv"))
    days = [r["date"] for f in files for r in rows_of(f) if r["customer_id"] == customer_id]
    return [dt.date.fromisoformat(day) for day in days]


def test_each_month_has_its_folder_and_the_run_its_tables():
    said = planned()
    assert said.code == 0
    names = {path.name for path in Path("out").iterdir()}
    assert names == {"2026-12", "2027-01", "2027-02", "months.csv", "late.csv"}
    for month in ("2026-12", "2027-01", "2027-02"):
        assert rounds("check", Path("out") / month).code == 0
    lines = rows_of(Path("out/months.csv"))
    assert [line["month"] for line in lines] == ["2026-12", "2027-01", "2027-02"]
    assert [line["visits_due"] for line in lines] == [line["visits_planned"] for line in lines]
    assert rows_of(Path("out/late.csv")) == []
    assert len(json.loads(Path("months.json").read_text(encoding="utf-8"))) == 3


def test_the_intervals_hold_over_the_borders_of_months():
    planned(months=4)
    # last visit 10 November, every 30 days, tolerance 6: the next contact counts from the one before
    days = [dt.date(2026, 11, 10), *contacts_of("C1")]
    assert len(days) >= 4
    for before, after in pairwise(days):
        assert 24 <= (after - before).days <= 36
    # every 90 days, tolerance 14, from 10 September
    first = contacts_of("C2")[0]
    assert 76 <= (first - dt.date(2026, 9, 10)).days <= 104


def test_a_run_may_be_repeated_into_the_same_folder_and_gives_the_same_plan():
    planned(months=2)
    before = [path.read_bytes() for path in sorted(Path("out").glob("*/schedule.csv"))]
    planned(months=2)
    assert [path.read_bytes() for path in sorted(Path("out").glob("*/schedule.csv"))] == before


def away_from_the_second(month: dt.date) -> None:
    """Ann works on the first day of a month only, with one meeting."""
    following = (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    last = following - dt.timedelta(days=1)
    ann = ANN.replace(",5,", ",1,")
    save("reps.csv", table(f"{REPS},absences", f"{ann},{month.replace(day=2)}..{last}"))


def test_what_found_no_day_is_overdue_in_the_next_month_and_told_as_late():
    """C1 earns less than C2, who gets the only meeting in December."""
    away_from_the_second(dt.date(2026, 12, 1))
    said = planned(months=2)
    assert said.code == 3
    (row,) = [r for r in rows_of(Path("out/2027-01/requirements.csv")) if r["customer_id"] == "C1"]
    assert "overdue since 10 Dec 2026" in row["why"]
    late = {row["customer_id"]: row for row in rows_of(Path("out/late.csv"))}
    assert late["C1"]["first"] == "2026-11-10"
    assert late["C1"]["allowed"] == "36"
    assert late["C1"]["reason"].startswith("2026-12: ")
    assert "C1: " in said.out


def test_a_due_by_the_neighbourhood_that_found_no_day_is_made_up_for():
    """Without last visits, the phase alone would let a missed due of a 90-day customer vanish."""
    rows = [f"X{k},Customer {k},42.00,-93.6{k},1200,,C" for k in range(9)]
    save("customers.csv", table(f"{HEADER},segment", *rows))
    months = [dt.date(2026, 12, 1), dt.date(2027, 1, 1), dt.date(2027, 2, 1), dt.date(2027, 3, 1)]
    planned(months=4)
    due = [
        sum(int(r["visits"]) for r in rows_of(Path(f"out/{day:%Y-%m}/requirements.csv")))
        for day in months[:3]
    ]
    fullest = due.index(max(due))
    away_from_the_second(months[fullest])
    planned(months=4)
    missed = {r["customer_id"] for r in rows_of(Path(f"out/{months[fullest]:%Y-%m}/unplanned.csv"))}
    assert missed
    later = Path(f"out/{months[fullest + 1]:%Y-%m}/requirements.csv")
    why = {r["customer_id"]: r["why"] for r in rows_of(later)}
    assert all("no last visit" in why[key] and "overdue since" in why[key] for key in missed)


def test_appointments_of_later_months_wait_for_them():
    save("pins.csv", "customer_id,date,strength\nC1,2027-01-12,day\nC1,2026-12-11,day\n")
    planned("--pins", "pins.csv", months=2)
    assert contacts_of("C1") == [dt.date(2026, 12, 11), dt.date(2027, 1, 12)]
    one = rounds(
        *("plan", "customers.csv", "--reps", "reps.csv", "--month", "2026-12", "--out", "one"),
        *("--pins", "pins.csv", *QUICK),
    )
    assert one.code == 2
    assert "the day is not in 2026-12" in one.err


@pytest.mark.parametrize("count", ["0", "25"])
def test_a_number_of_months_that_cannot_be_meant_is_refused(count):
    said = rounds("plan", "customers.csv", "--months", count)
    assert said.code == 2
    assert "give 1 to 24" in said.err


def test_a_folder_of_something_else_is_refused_before_the_work():
    save("out/2027-01/notes.txt", "mine")
    said = rounds(
        *("plan", "customers.csv", "--reps", "reps.csv", "--month", "2026-12", "--months", "2"),
        *("--out", "out", *QUICK),
    )
    assert said.code == 2
    assert not Path("out/2026-12").exists()
