"""Bad rows stop a run, or are set aside, counted and handed back."""

from pathlib import Path

from tests.journeys.tools import FIVE, HEADER, plan, rounds, rows_of, save, table

BAD = ("C6,Fig,95,-93.6,100,2026-09-01", "C7,Gum,42.0,-93.6,many,2026-09-01")


def test_a_bad_row_stops_the_run_and_every_bad_cell_is_told():
    save("customers.csv", table(HEADER, *FIVE, *BAD))
    said = rounds("plan", "customers.csv", "--month", "2026-12", "--out", "out")
    assert said.code == 2
    assert "2 problems in the input; nothing was written." in said.err
    assert "customers.csv, row 7, column lat" in said.err
    assert "customers.csv, row 8, column sales_12m: this is not a number (found 'many')" in said.err
    assert not Path("out").exists()


def test_bad_rows_are_set_aside_and_the_counts_still_add_up():
    save("customers.csv", table(HEADER, *FIVE, "", *BAD))
    found = plan("--quarantine", "aside/bad.csv", rows=8)
    counts = found.figures["customers"]
    expected = {"active customers": 5, "prospect": 0, "inactive": 0, "set aside": 2, "blank": 1}
    assert counts == expected
    bad = rows_of(Path("aside/bad.csv"))
    assert [(row["customer_id"], row["row"]) for row in bad] == [("C6", "8"), ("C7", "9")]
    assert "lat: the number is out of range" in bad[0]["problems"]
    assert bad[1]["sales_12m"] == "many", "the cell stands as it was"
    assert "2 bad rows are in aside/bad.csv." in found.said.out
    assert "In customers.csv: 2 rows were set aside (--quarantine)." in found.notes
    assert not {"C6", "C7"} & {row["customer_id"] for row in found.requirements}


def test_rows_that_later_steps_find_wrong_are_set_aside_as_well():
    save("customers.csv", table(f"{HEADER},visits", *(f"{row}," for row in FIVE[1:]),
                                f"{FIVE[0]},30"))  # fmt: skip
    save("pins.csv", table("customer_id,date", "C2,2026-12-25", "C9,2026-12-04", "C3,2026-12-04"))
    found = plan("--quarantine", "bad.csv", "--pins", "pins.csv", "--country", "US")
    told = {(row["file"], row["row"]): row["problems"] for row in rows_of(Path("bad.csv"))}
    assert set(told) == {("customers.csv", "6"), ("pins.csv", "2"), ("pins.csv", "3")}
    assert "more visits than the 22 working days" in told["customers.csv", "6"]
    assert "R01 does not work on this Friday, Christmas Day" in told["pins.csv", "2"]
    assert "there is no such customer" in told["pins.csv", "3"]
    assert found.dates("C3") == ["2026-12-04"]


def test_corrected_rows_come_back():
    save("customers.csv", table(HEADER, *FIVE, BAD[0]))
    plan("--quarantine", "bad.csv")
    corrected = Path("bad.csv").read_text(encoding="utf-8-sig").replace(",95,", ",42.01,")
    save("corrected.csv", corrected)
    found = plan(customers="corrected.csv")
    assert [row["customer_id"] for row in found.requirements] == ["C6"]


def test_without_bad_rows_the_file_is_a_header():
    save("customers.csv", table(HEADER, *FIVE))
    plan("--quarantine", "bad.csv")
    assert rows_of(Path("bad.csv")) == []


def test_nothing_is_set_aside_when_the_run_is_refused():
    save("customers.csv", table(HEADER, *FIVE, BAD[0]))
    save("reps.csv", table("rep_id,name,city", "R01,Ann,Nowhereville"))
    words = ("--reps", "reps.csv", "--quarantine", "bad.csv", "--country", "US")
    said = rounds("plan", "customers.csv", "--month", "2026-12", *words)
    assert said.code == 2
    assert "reps.csv, row 2" in said.err
    assert not Path("bad.csv").exists()


def test_when_no_row_is_left_nothing_is_planned():
    save("customers.csv", table(HEADER, *BAD))
    said = rounds("plan", "customers.csv", "--month", "2026-12", "--quarantine", "bad.csv")
    assert said.code == 2
    assert "2 problems" in said.err
    assert not Path("bad.csv").exists()
