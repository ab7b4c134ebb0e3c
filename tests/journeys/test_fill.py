"""Spare time is reported, and spent only when asked."""

import pytest

from tests.journeys.tools import ANN, FIVE, HEADER, REPS, plan, save, table

WIDE = f"{HEADER},status,expected_value,potential"
PROSPECTS = (
    "P1,Pear,42.00,-93.61,,,prospect,4000,4",
    "P2,Quince,42.01,-93.60,,,prospect,5000,4",
)


@pytest.fixture(autouse=True)
def lists(here):
    rows = [f"{row},active,," for row in FIVE]
    inactive = "C8,Holly,42.00,-93.60,100,2020-01-01,inactive,,"
    save("customers.csv", table(WIDE, *rows, inactive, *PROSPECTS))
    save("reps.csv", table(REPS, ANN))


def kinds(*words: str) -> dict[str, str]:
    found = plan("--reps", "reps.csv", "--country", "US", *words)
    assert not found.unplanned, "an optional visit without a day is no failure"
    return {row["customer_id"]: row["kind"] for row in found.schedule}


def test_prospects_and_inactive_customers_are_not_visited_unasked():
    assert kinds() == dict.fromkeys(["C1", "C2", "C3", "C4", "C5"], "visit")


def test_prospects_fill_what_is_left():
    found = kinds("--fill", "prospects")
    assert {key for key, kind in found.items() if kind == "prospect"} == {"P1", "P2"}
    assert "C8" not in found


def test_several_ways_to_fill_may_be_asked_for():
    found = kinds("--fill", "prospects,growth")
    assert {"P1", "P2"} <= set(found)


def test_prospects_do_not_drive_out_customers():
    """One rep, one day a week, one meeting a day: five places for five due visits."""
    save("reps.csv", table(REPS, "R01,Ann,42.01,-93.61,1,Thu,09:00-17:00"))
    before = plan("--reps", "reps.csv", "--country", "US")
    after = plan("--reps", "reps.csv", "--country", "US", "--fill", "prospects")
    kept = {row["visit_id"] for row in before.schedule}
    assert len(kept) >= 4
    visits = {row["visit_id"] for row in after.schedule if row["kind"] == "visit"}
    assert len(visits) >= len(kept)
