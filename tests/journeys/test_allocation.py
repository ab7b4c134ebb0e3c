"""P16: the estimate of the driving for a visit, and what the plan says of it."""

import pytest

from tests.journeys.tools import (
    ANN,
    BOB,
    FIVE,
    HEADER,
    QUICK,
    REPS,
    plan,
    rounds,
    rows_of,
    save,
    table,
)

ON_THURSDAYS = "R01,Ann,42.01,-93.61,1,Thu,09:00-17:00"


@pytest.fixture(autouse=True)
def lists(here):
    save("customers.csv", table(HEADER, *FIVE))
    save("reps.csv", table(REPS, ANN))


def lines_of(found) -> dict[str, dict[str, str]]:
    return {row["customer_id"]: row for row in rows_of(found.folder / "allocation.csv")}


def test_every_contact_is_told_with_what_it_earns():
    found = plan("--reps", "reps.csv", "--country", "US")
    lines = lines_of(found)
    # 0.25 * 5 % / 0.6 of 10,000 a month; the others serve three months
    assert lines["C1"]["value_of_last"] == "208.33"
    assert lines["C2"]["value_of_last"] == "312.50"
    # one more with C1: 0.25 * 5 % of 10,000
    assert lines["C1"]["value_of_next"] == "125.00"
    assert {(row["asked"], row["visits"], row["planned"]) for row in lines.values()} == {
        ("1", "1", "1")
    }
    for row in lines.values():
        spent = int(row["minutes"]) + float(row["travel_min"])
        assert float(row["money_per_minute"]) == pytest.approx(
            float(row["value_of_last"]) / spent, abs=0.01
        )


def test_driving_is_estimated_by_the_way_out_and_the_nearest_neighbour():
    save("customers.csv", table(HEADER, FIVE[0]))
    save("reps.csv", table(REPS, "R01,Ann,42.00,-94.00,5,Mon-Fri,09:00-17:00"))
    row = lines_of(plan("--reps", "reps.csv", "--country", "US"))["C1"]
    # 0.4 degrees at 42 north are 33.05 km, on the road 1.3 times as far, at 50 km/h 51.6 minutes; a
    # day holds up to 2.5 stops, and the only customer has no neighbour: 3 minutes of the least leg
    assert float(row["travel_min"]) == pytest.approx(2 * 51.6 / 2.5 + 3 * 1.5 / 2.5, abs=0.1)


def test_too_much_demand_says_what_is_left_out_and_what_an_hour_more_would_earn():
    """Ann has three Thursdays of one meeting each for five due visits."""
    save("reps.csv", table(f"{REPS},absences", f"{ON_THURSDAYS},2026-12-24..2026-12-31"))
    found = plan("--reps", "reps.csv", "--country", "US")
    (rep,) = found.figures["allocation"]
    assert rep["left_out"] == 2
    assert "R01: by estimate 2 of 5 contacts do not fit" in found.notes
    # C4 is the dearest of those left out: 0.25 * 5 % / 0.6 of 1,667 a month, for three months
    assert rep["place_earns"] == pytest.approx(104.17, abs=0.01)
    lines = lines_of(found)
    left = {key for key, row in lines.items() if int(row["visits"]) < int(row["asked"])}
    assert left == {"C4", "C5"}, "the poorest customers"
    assert {row["customer_id"] for row in found.unplanned} == left
    assert "left out" in found.said.out


def test_spare_time_is_told_and_not_spent():
    found = plan("--reps", "reps.csv", "--country", "US")
    assert "Time that nobody asks for" in found.notes
    assert {row["kind"] for row in found.schedule} == {"visit"}


def test_without_sales_the_file_is_empty_and_says_nothing_wrong():
    save("customers.csv", "customer_id,name,lat,lon\nC1,Alder,42.0,-93.6\n")
    found = plan("--reps", "reps.csv", "--country", "US")
    assert lines_of(found) == {}
    assert found.figures["allocation"] == []


def test_answers_of_the_list_are_read_in_three_languages_and_used():
    for header in ("sales_no_visits,sales_most_visits", "מכירות ללא ביקורים,מכירות במקסימום ביקורים",
                   "продажи без визитов,продажи при максимуме визитов"):  # fmt: skip
        rows = [f"{FIVE[0]},5000,15000", *(f"{row},," for row in FIVE[1:])]
        save("customers.csv", table(f"{HEADER},{header}", *rows))
        row = lines_of(plan("--reps", "reps.csv", "--country", "US"))["C1"]
        # half of the height of 10,000 is reached at today's effort: a quarter of 5,000 is earned
        assert row["value_of_last"] == "1250.00"
        assert row["why"] == "by its own answers"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ("9000,5000,,15000", "sales_half_visits of 5,000 is less than sales_no_visits of 9,000"),
        (",5000,,15000", "the answer is missing: the curve has no end there"),
        ("1000,,,2000", "sales_most_visits of 2,000 is less than today's value of 10,000"),
        ("-5,,,2000", "sales_no_visits"),
    ],
)
def test_answers_that_cannot_be_meant_stop_the_plan(answers, told):
    names = "sales_no_visits,sales_half_visits,sales_same_visits,sales_most_visits"
    save("customers.csv", table(f"{HEADER},{names}", f"{FIVE[0]},{answers}"))
    said = rounds("plan", "customers.csv", "--reps", "reps.csv", "--month", "2026-12", *QUICK)
    assert said.code == 2
    assert told in said.err
    assert "row 2" in said.err


def test_prospects_are_counted_with_what_they_are_expected_to_earn():
    header = f"{HEADER},status,expected_value,closing_ratio"
    rows = [f"{row},active,," for row in FIVE]
    prospects = ["P1,Pear,42.00,-93.61,,,prospect,4000,0.5", "P2,Fig,42.01,-93.60,,,prospect,800,"]
    save("customers.csv", table(header, *rows, *prospects))
    found = plan("--reps", "reps.csv", "--country", "US", "--fill", "prospects")
    # 0.25 * 0.5 * 4,000 and 0.25 * 0.2 * 800
    assert found.figures["optional"] == {"offered": 2, "planned": 2, "earned": 540.0}
    assert "2 of 2 optional visits (--fill) have a day" in found.said.out
    assert "2 of 2 optional visits" in (found.folder / "report.html").read_text(encoding="utf-8")


def test_a_due_visit_is_never_dropped_for_a_prospect():
    """Places for as many visits as are due, and six prospects at the door of each home."""
    header = f"{HEADER},rep_id,status,expected_value"
    rows = [f"{row},R0{1 + k % 2},active," for k, row in enumerate(FIVE)]
    prospects = [
        f"P{k},Pear {k},42.0{k % 2},-93.6{k},,,R0{1 + k % 2},prospect,90000" for k in range(12)
    ]
    save("customers.csv", table(header, *rows, *prospects))
    ann, bob = (row.replace(",5,Mon-Fri,", ",1,Thu,") for row in (ANN, BOB))
    save("reps.csv", table(REPS, ann, bob))
    before = plan("--reps", "reps.csv", "--country", "US")
    after = plan("--reps", "reps.csv", "--country", "US", "--fill", "prospects")
    kept = {row["visit_id"] for row in before.schedule}
    assert {row["visit_id"] for row in after.schedule if row["kind"] == "visit"} == kept
    # four Thursdays (24 December is one of five) for each rep, one meeting each
    assert sum(row["kind"] == "prospect" for row in after.schedule) > 0
    assert len(after.schedule) <= 10
