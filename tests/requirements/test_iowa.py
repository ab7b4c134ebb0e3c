"""1,632 real retailers with 12-month totals and no last visits: how many visits a month asks for."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from models.customers import Customer, Sales
from models.month import Month
from models.places import Place, PlacedBy, Placement
from models.reps import Rep
from scheduler.portfolio import categorise, customer_value, treatment
from scheduler.requirements import RequirementInputs, RequirementSet, Standing, build_requirements
from tests.requirements.cases import POLICY, weekdays, workdays_on


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def placed(row: dict[str, str]) -> Placement:
    return Placement(Place(float(row["lat"]), float(row["lon"])), PlacedBy.GIVEN)


def nearest(placement: Placement, reps: list[Rep]) -> str:
    def distance(rep: Rep) -> float:
        assert rep.placement is not None
        home, place = rep.placement.place, placement.place
        return (home.lat - place.lat) ** 2 + (0.75 * (home.lon - place.lon)) ** 2

    return min(reps, key=distance).rep_id


@pytest.fixture(scope="module")
def iowa(shared) -> tuple[list[Customer], dict[str, Standing], list[Rep]]:
    folder = shared / "data" / "iowa"
    reps = [
        Rep(rep_id=row["rep_id"], name=row["name"], placement=placed(row))
        for row in rows_of(folder / "reps.csv")
    ]
    customers = [
        Customer(
            customer_id=row["store_number"],
            name=row["name"],
            rep_ids=(nearest(placed(row), reps),),
            sales=Sales(total_12m=float(row["sales_2019_usd"])),
            placement=placed(row),
        )
        for row in rows_of(folder / "customers_2019_active.csv")
    ]
    values = {c.customer_id: customer_value(c, None, POLICY.value) for c in customers}
    categories = categorise(customers, values, POLICY)
    standings = {}
    for who in customers:
        category = categories[who.customer_id]
        how = treatment(who, category, POLICY)
        standings[who.customer_id] = Standing(
            segment=category.segment.value, channel=how.channel, interval_days=how.interval_days
        )
    return customers, standings, reps


def month_of(iowa, month: Month) -> RequirementSet:
    customers, standings, reps = iowa
    workdays = [day for rep in reps for day in workdays_on(weekdays(month), rep.rep_id)]
    return build_requirements(
        RequirementInputs(
            month=month,
            policy=POLICY,
            customers=customers,
            standings=standings,
            reps={rep.rep_id: rep for rep in reps},
            workdays=workdays,
        )
    )


def test_december_2026_asks_for_619_visits(iowa):
    found = month_of(iowa, Month(2026, 12))
    by_segment = Counter(row.segment for row in found.rows for _ in range(row.visits))
    # A: all 105 once; B and C: a third of 96 and of 1,431, up to the neighbourhoods
    assert by_segment == {"A": 105, "B": 37, "C": 477}
    assert len(found.rows) == 1632
    assert found.problems == ()


@pytest.mark.parametrize("first", [0, 5, 11])
def test_each_a_is_due_every_month_and_each_b_and_c_once_in_three(iowa, first):
    months = [Month(2026 + (first + k) // 12, (first + k) % 12 + 1) for k in range(3)]
    counts: Counter[str] = Counter()
    for month in months:
        counts.update({row.customer_id: row.visits for row in month_of(iowa, month).rows})
    standings = iowa[1]
    expected = {key: 3 if how.segment == "A" else 1 for key, how in standings.items()}
    assert dict(counts) == expected


def test_no_month_of_a_rep_is_crowded(iowa):
    """The fullest month of a rep's 90-day customers stays below 1.5 of its mean."""
    standings = iowa[1]
    load: dict[str, list[int]] = {}
    for k, month in enumerate((Month(2026, 10), Month(2026, 11), Month(2026, 12))):
        for row in month_of(iowa, month).rows:
            if standings[row.customer_id].segment != "A":
                load.setdefault(row.rep_id, [0, 0, 0])[k] += row.visits
    assert len(load) == 11
    assert all(max(months) <= 1.5 * sum(months) / 3 for months in load.values())
