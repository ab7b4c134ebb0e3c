"""Lists that cannot be planned: exit code 2, what is wrong, which value, what to do; nothing is written."""

import io
from pathlib import Path

import openpyxl
import pytest

from tests.journeys.tools import ANN, FIVE, HEADER, REPS, Said, plan, rounds, save, table

ONE = FIVE[0]


def refused(*words: str | Path) -> Said:
    """Plan, expect a refusal in words, and nothing new in the folder."""
    before = sorted(Path().rglob("*"))
    asked = ("--month", "2026-12", "--country", "US", "--out", "out", "--iterations", "5")
    said = rounds("plan", "c.csv", *asked, *words)
    assert said.code == 2, said.out
    assert sorted(Path().rglob("*")) == before
    assert said.out == ""
    assert "defect" not in said.err
    return said


def workbook() -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].append(HEADER.split(","))
    book.save(content)
    return content.getvalue()


CUSTOMERS: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "c.csv: the file is empty; export the list again"),
    "header only": (HEADER, "there is a header but no row below it; check the export"),
    "no place": (table("customer_id,name", "C1,Alder"), "name a column lat and lon or location"),
    "no name": (table("lat,lon", "42,-93"), "no column holds"),
    "text in a number": (
        table(HEADER, "C1,Alder,42,-93,many,"),
        "row 2, column sales_12m: this is not a number (found 'many'); write digits",
    ),
    "latitude 95": (
        table(HEADER, "C1,Alder,95,-93,1,"),
        "row 2, column lat: the number is out of range (found '95'); give -90 to 90",
    ),
    "a date that never was": (
        table(HEADER, "C1,Alder,42,-93,1,2026-02-30"),
        "row 2, column last_visit",
    ),
    "one id twice": (
        table(HEADER, ONE, ONE),
        "row 3, column customer_id: the customer_id 'C1' is in row 2 already",
    ),
    "more visits than days": (
        table(f"{HEADER},visits", f"{ONE},30"),
        "more visits than the 22 working days of R01 in 2026-12 (found '30'); give at most 22",
    ),
    "two currencies": (
        table(f"{HEADER},currency", *(f"{row},USD" for row in FIVE[1:]), f"{ONE},EUR"),
        "row 6, column currency: the amount is in EUR, but in 4 rows in USD",
    ),
    "gaps crossed": (
        table(f"{HEADER},min_gap_days,max_gap_days", f"{ONE},20,10"),
        "min_gap_days 20 is more than max_gap_days 10",
    ),
    "opening hours in words": (
        table(f"{HEADER},opening_hours", f"{ONE},from nine to five"),
        "these opening hours are not understood (found 'from nine to five'); write them in",
    ),
    "nobody has a place": (
        table("customer_id,name,city", "C1,Alder,Nowhereville"),
        "none of the customers has a place on the map; give lat and lon",
    ),
    "binary": (bytes(range(256)) * 9, "this is a binary file, not a text; give a table"),
    "a workbook named .csv": (workbook(), "this is a workbook or an archive, not a text file"),
}


@pytest.mark.parametrize("kind", CUSTOMERS)
def test_a_list_of_customers_that_cannot_be_planned(kind):
    content, told = CUSTOMERS[kind]
    save("c.csv", content)
    said = refused()
    assert told in said.err
    assert said.err.startswith("1 problem in the input; nothing was written.\n  c.csv")


TWO_REPS = f"{REPS},absences"
REP_FILES = {
    "no working days": (
        table("rep_id,name,lat,lon,work_days", "R01,Ann,42,-93,Mon-Fri", "R02,Bob,42,-93,"),
        "r.csv, row 3, column work_days: the rep has no working days; give them, as in Mon-Fri",
    ),
    "everybody is absent": (
        table(TWO_REPS, f"{ANN},2026-12-01..2026-12-31"),
        "r.csv: nobody has a working day in 2026-12; check work_days, absences",
    ),
    "a cap of 0": (
        table("rep_id,name,lat,lon,daily_cap", "R01,Ann,42,-93,0"),
        "row 2, column daily_cap: the number is out of range (found '0'); give 1 to 200",
    ),
    "two with one id": (
        table(REPS, ANN, ANN),
        "row 3, column rep_id: the rep_id 'R01' is in row 2 already (found 'R01'); keep one",
    ),
    "no place": (
        table("rep_id,name,city", "R01,Ann,Nowhereville"),
        "r.csv, row 2: the rep has no place to start from",
    ),
    "hours backwards": (
        table("rep_id,name,lat,lon,work_hours", "R01,Ann,42,-93,17:00-09:00"),
        "row 2, column work_hours",
    ),
    "header only": (REPS, "r.csv: there is a header but no row below it"),
}


@pytest.mark.parametrize("kind", REP_FILES)
def test_a_list_of_reps_that_cannot_work(kind):
    content, told = REP_FILES[kind]
    save("c.csv", table(HEADER, *FIVE))
    save("r.csv", content)
    assert told in refused("--reps", "r.csv").err


PINS = {
    "on a holiday": ("C1,2026-12-25,", "R01 does not work on this Friday, Christmas Day"),
    "on a weekend": ("C1,2026-12-26,", "on this Saturday (found '2026-12-26'); choose a working"),
    "in another month": ("C1,2026-11-26,", "the day is not in 2026-12 (found '2026-11-26')"),
    "of nobody": ("C9,2026-12-04,", "column customer_id: there is no such customer (found 'C9')"),
    "with nobody": ("C1,2026-12-04,R9", "column rep_id: there is no such rep (found 'R9')"),
}


@pytest.mark.parametrize("kind", PINS)
def test_an_appointment_that_cannot_be_kept(kind):
    row, told = PINS[kind]
    save("c.csv", table(HEADER, *FIVE))
    save("r.csv", table(REPS, ANN))
    save("p.csv", table("customer_id,date,rep_id", row))
    said = refused("--reps", "r.csv", "--pins", "p.csv")
    assert "p.csv, row 2, column" in said.err
    assert told in said.err


def test_a_customer_of_an_unknown_rep():
    save("c.csv", table(f"{HEADER},rep_id", f"{ONE},RO1"))
    save("r.csv", table(REPS, ANN))
    told = "c.csv, row 2, column rep_id: there is no such rep (found 'RO1'); did you mean 'R01'?"
    assert told in refused("--reps", "r.csv").err


def test_sales_of_somebody_who_is_not_in_the_list_are_shown_not_refused():
    save("customers.csv", table("customer_id,name,lat,lon", "C1,Alder,42,-93"))
    save("s.csv", table("customer_id,date,amount", "C1,2026-10-01,5", "C9,2026-10-01,5"))
    found = plan("--sales", "s.csv")
    assert "Please look: s.csv, row 3, column customer_id: 1 customer with sales" in found.notes
    assert "add them to the list if they are forgotten accounts" in found.notes
    assert "no column with sales" not in found.notes


def test_sales_in_the_list_and_in_a_ledger():
    save("c.csv", table(HEADER, *FIVE))
    save("s.csv", table("customer_id,date,amount", "C1,2026-10-01,5"))
    assert "c.csv: both the list and s.csv hold sales; drop" in refused("--sales", "s.csv").err


def test_the_problems_of_all_files_come_together():
    save("c.csv", table(HEADER, "C1,Alder,95,-93,many,", FIVE[1]))
    save("r.csv", table("rep_id,name,lat,lon,daily_cap", "R01,Ann,42,-93,0"))
    save("p.csv", table("customer_id,date", "C2,soon"))
    said = refused("--reps", "r.csv", "--pins", "p.csv")
    assert said.err.startswith("4 problems in the input; nothing was written.")


def test_what_later_steps_refuse_comes_in_the_same_report():
    rows = ["C1,Alder,95,-93.6,120000,2026-11-10,", f"{FIVE[1]},30", *(f"{r}," for r in FIVE[2:])]
    save("c.csv", table(f"{HEADER},visits", *rows))
    save("r.csv", table(REPS, ANN))
    save("p.csv", table("customer_id,date", "C3,2026-12-25", "C4,soon"))
    said = refused("--reps", "r.csv", "--pins", "p.csv")
    for told in (
        "4 problems in the input",
        "c.csv, row 2, column lat",
        "p.csv, row 3, column date",
        "p.csv, row 2, column date: R01 does not work on this Friday, Christmas Day",
        "c.csv, row 3, column visits: more visits than the 22 working days of R01 in 2026-12",
    ):
        assert told in said.err, told


def test_more_places_than_a_matrix_may_hold():
    save("c.csv", table(HEADER, *FIVE))
    save("p.toml", "[travel]\nmax_places = 2\n")
    said = refused("--policy", "p.toml")
    assert "places for one travel matrix would take" in said.err
    assert "give customers to reps (rep_id)" in said.err
    assert "raise travel.max_places (now 2)" in said.err


def test_swapped_coordinates_are_set_right_and_told():
    rows = ["C1,Alef,tel aviv,32.08,34.78", "C2,Bet,tel aviv,34.79,32.09"]
    save("customers.csv", table("customer_id,name,city,lat,lon", *rows))
    found = plan("--country", "IL")
    assert "customers.csv, row 3, column lat, lon" in found.notes
    assert "latitude and longitude were swapped" in found.notes


def test_a_list_of_inactive_customers_is_no_mistake():
    save("customers.csv", table(f"{HEADER},status", f"{ONE},inactive"))
    found = plan()
    assert found.said.code == 0
    assert "0 of 0 visits and desk tasks planned; nothing had to be searched." in found.said.out
