"""Who works when: part months, half days, absences, leap days, appointments."""

import datetime as dt

import pytest

from tests.journeys.tools import ANN, BOB, FIVE, HEADER, REPS, minute, plan, rounds, save, table

MORE = f"{REPS},break,half_days,absences,start_date,end_date"


@pytest.fixture(autouse=True)
def lists(here):
    save("customers.csv", table(HEADER, *FIVE))
    save("reps.csv", table(REPS, ANN))


def with_rep(cells: str) -> tuple[str, str]:
    """One rep with a break, half days, absences, first and last day."""
    save("reps.csv", table(MORE, f"{ANN},{cells}"))
    return "--reps", "reps.csv"


def test_a_rep_who_starts_in_the_middle_of_the_month():
    found = plan(*with_rep(",,,2026-12-15,"), "--country", "US")
    assert len(found.schedule) >= 4
    assert min(row["date"] for row in found.schedule) >= "2026-12-15"
    (line,) = found.figures["capacity"]
    # Tuesday the 15th to Thursday the 31st without Christmas: 12 days of 5 meetings
    assert (line["workdays"], line["meetings_possible"]) == (12, 60)
    assert "12 working days for R01" in found.notes


def test_what_a_rep_cannot_do_before_leaving_is_unplanned_with_its_reason():
    save("reps.csv", table(f"{REPS},end_date", "R01,Ann,42.01,-93.61,2,Mon-Fri,,2026-12-01"))
    found = plan("--reps", "reps.csv", "--country", "US")
    # one day of two meetings for five visits
    assert [row["date"] for row in found.schedule] == ["2026-12-01", "2026-12-01"]
    assert [row["reason_codes"] for row in found.unplanned] == ["cap_reached"] * 3
    assert found.said.code == 3
    assert "3 visits without a day:" in found.said.out
    assert "2 of 2 meetings taken" in found.said.out
    assert "More is due than fits: R01 250% of capacity" in found.notes


def test_nobody_works_while_absent_or_after_a_half_day():
    cells = ",Fri 09:00-12:00,2026-12-07..2026-12-10; 2026-12-14,,"
    found = plan(*with_rep(cells), "--country", "US")
    dates = {row["date"] for row in found.schedule}
    assert dates.isdisjoint({"2026-12-07", "2026-12-08", "2026-12-09", "2026-12-10", "2026-12-14"})
    fridays = [d for d in found.days if dt.date.fromisoformat(d["date"]).weekday() == 4]
    assert all(minute(day["home"]) <= 12 * 60 for day in fridays)
    assert "7 Dec absent" in found.notes


def test_a_break_is_kept():
    save("customers.csv", table(f"{HEADER},opening_hours", f"{FIVE[0]},Mo-Fr 11:00-13:30"))
    found = plan(*with_rep("12:00-12:30,,,,"), "--country", "US")
    (stop,) = found.schedule
    clear_of_it = minute(stop["depart"]) <= 12 * 60 or minute(stop["arrive"]) >= 12 * 60 + 30
    assert clear_of_it


def test_the_29th_of_february_is_a_day_like_others():
    save("customers.csv", table(HEADER, "C1,Alder,42.00,-93.60,120000,2028-01-30"))
    save("pins.csv", table("customer_id,date", "C1,2028-02-29"))
    found = plan("--reps", "reps.csv", "--country", "US", "--pins", "pins.csv", month="2028-02")
    assert found.dates("C1") == ["2028-02-29"]
    assert found.requirements[0]["due_dates"] == "2028-02-29"  # 30 days after 30 January
    (line,) = found.figures["capacity"]
    assert line["workdays"] == 20  # 21 weekdays, Presidents' Day off


def test_the_29th_of_another_february_is_no_date():
    save("pins.csv", table("customer_id,date", "C1,2027-02-29"))
    asked = ("--month", "2027-02", "--pins", "pins.csv")
    said = rounds("plan", "customers.csv", *asked)
    assert said.code == 2
    assert "pins.csv, row 2, column date" in said.err


def test_appointments_are_kept_to_the_day_and_the_minute():
    pins = ["C2,2026-12-16,R02,10:30,fixed", "C3,2026-12-21,,,day", "C4,2026-12-09,,,week"]
    save("reps.csv", table(REPS, ANN, BOB))
    save("pins.csv", table("customer_id,date,rep_id,time,strength", *pins))
    save("customers.csv", table(f"{HEADER},rep_id", *(f"{row},R01;R02" for row in FIVE)))
    found = plan("--reps", "reps.csv", "--pins", "pins.csv", "--country", "US")
    birch, cedar, dogwood = (
        next(row for row in found.schedule if row["customer_id"] == who)
        for who in ("C2", "C3", "C4")
    )
    assert (birch["rep_id"], birch["date"], birch["arrive"]) == ("R02", "2026-12-16", "10:30")
    assert cedar["date"] == "2026-12-21"
    assert "2026-12-07" <= dogwood["date"] <= "2026-12-11"
    assert [row["pinned"] for row in (birch, cedar, dogwood)] == ["true"] * 3
    assert {row["pinned"] for row in found.schedule if row["customer_id"] == "C1"} == {"false"}


def test_an_appointment_that_is_moved_by_hand_is_a_fault():
    save("pins.csv", table("customer_id,date", "C2,2026-12-16"))
    found = plan("--reps", "reps.csv", "--pins", "pins.csv", "--country", "US")
    path = found.folder / "schedule.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("R01,2026-12-16", "R01,2026-12-17"), encoding="utf-8")
    said = rounds("check", path)
    assert said.code == 4
    assert "Birch is pinned to its rep on 2026-12-16" in said.out


def test_a_month_that_is_past_is_planned_and_said_to_be():
    found = plan("--reps", "reps.csv", "--country", "US", month="2020-01")
    assert found.said.out.startswith("• 2020-01 is past: this plan is for looking back")
    assert "past" not in plan("--reps", "reps.csv", month="2999-01").notes
