"""Phases of customers without a last visit: balanced in the calendar, shared by neighbours."""

import datetime as dt
import itertools

import pytest

from models.customers import Customer
from models.month import Month
from models.places import Place, PlacedBy, Placement
from models.policy import DuePolicy
from scheduler.requirements.chain import Chain, chain_of
from scheduler.requirements.phase import Cell, cell_of, phase_of, runs_by_year

POLICY = DuePolicy()
MONTHS = [Month(year, number) for year in range(2024, 2037) for number in range(1, 13)]
CELLS = [Cell(row, column) for row in range(-20, 20) for column in range(-6, 6)]


def phases(interval: int) -> set[int]:
    return {phase_of(cell, interval, POLICY.tolerance_days(interval)) for cell in CELLS}


def dues_by_month(interval: int, phase: int) -> list[int]:
    by_year = runs_by_year(interval, POLICY.tolerance_days(interval))
    chain = Chain(interval, None, phase, by_year)
    return [len(chain.between(month.first, month.last)) for month in MONTHS]


def test_every_month_of_13_years_holds_exactly_one_due_of_a_30_day_customer():
    drawn = 0
    for phase in phases(30):
        assert dues_by_month(30, phase) == [1] * len(MONTHS)
        drawn += 1
    assert drawn == 22  # every phase from 6 to 27
    assert phases(30) == set(range(6, 28))


@pytest.mark.parametrize(("interval", "length"), [(60, 2), (90, 3), (120, 4), (180, 6), (360, 12)])
def test_consecutive_months_hold_exactly_one_due_of_longer_intervals(interval, length):
    drawn = 0
    for phase in phases(interval):
        assert 5 <= phase % 30 <= 27
        counts = dues_by_month(interval, phase)
        assert counts.count(1) + counts.count(0) == len(counts)
        for start in range(len(counts) - length + 1):
            assert sum(counts[start : start + length]) == 1
            drawn += 1
    assert drawn > 1000


@pytest.mark.parametrize("interval", [7, 14, 28, 30, 45, 60, 61, 90, 120, 180, 183, 365])
def test_dues_of_a_yearly_chain_are_never_further_from_the_interval_than_the_tolerance(interval):
    tolerance = POLICY.tolerance_days(interval)
    assert runs_by_year(interval, tolerance)
    drawn = 0
    for phase in sorted(phases(interval)):
        chain = Chain(interval, None, phase, by_year=True)
        dues = chain.between(dt.date(2024, 1, 1), dt.date(2029, 12, 31))
        for before, after in itertools.pairwise(dues):
            assert abs((after - before).days - interval) <= tolerance
            drawn += 1
    assert drawn >= 5


@pytest.mark.parametrize("interval", [10, 20, 50, 75, 100, 150, 400])
def test_intervals_that_do_not_divide_the_year_run_from_a_fixed_day(interval):
    tolerance = POLICY.tolerance_days(interval)
    assert not runs_by_year(interval, tolerance)
    drawn = 0
    for phase in phases(interval):
        assert 0 <= phase < interval
        chain = Chain(interval, None, phase)
        dues = chain.between(dt.date(2024, 1, 1), dt.date(2029, 12, 31))
        assert {(b - a).days for a, b in itertools.pairwise(dues)} == {interval}
        drawn += 1
    assert drawn > 5


def test_neighbours_share_a_phase_and_the_next_strip_has_another_month():
    # a strip is 25 km wide and 25 / 12 km, 0.0187 degrees, high
    chains = [
        chain_of(at(lat, lon), 90, POLICY).phase
        for lat, lon in ((41.600, -93.60), (41.605, -93.62), (41.600 + 0.0187, -93.60))
    ]
    assert chains[0] == chains[1]
    assert chains[0] // 30 != chains[2] // 30


def at(lat: float, lon: float, customer_id: str = "C") -> Customer:
    placement = Placement(Place(lat, lon), PlacedBy.GIVEN)
    return Customer(customer_id=customer_id, name="", placement=placement)


def test_the_phase_depends_on_the_place_alone():
    phase = chain_of(at(41.6, -93.6, "one"), 90, POLICY)
    assert chain_of(at(41.6, -93.6, "another"), 90, POLICY) == phase


def test_columns_are_as_wide_in_the_north_as_in_the_south():
    # 25 km are 0.2248 degrees of longitude at the equator and twice as many at 60 degrees north
    equator = {cell_of(Place(0.001, lon / 1000), 25.0).column for lon in range(0, 2248)}
    north = {cell_of(Place(60.0, lon / 1000), 25.0).column for lon in range(0, 2248)}
    assert len(equator) == 10
    assert len(north) in {5, 6}


def test_poles_and_the_date_line_have_cells_too():
    for lat, lon in ((90.0, 0.0), (-90.0, 180.0), (0.0, -180.0)):
        cell_of(Place(lat, lon), 25.0)


def test_without_a_place_the_id_decides_and_always_in_the_same_way():
    nowhere = [Customer(customer_id=f"C{k}", name="") for k in range(300)]
    found = [chain_of(who, 90, POLICY).phase for who in nowhere]
    assert found == [chain_of(who, 90, POLICY).phase for who in nowhere]
    months = [phase // 30 for phase in found]
    assert all(70 <= months.count(month) <= 130 for month in range(3))


def test_months_are_balanced_in_a_town_of_10_km():
    # a grid of 400 places, 0.5 km apart: no month has more than 1.25 times its share
    places = [at(32.0 + k * 0.0045, 34.8 + j * 0.0053) for k in range(20) for j in range(20)]
    months = [chain_of(who, 90, POLICY).phase // 30 for who in places]
    assert max(months.count(month) for month in range(3)) <= 1.25 * 400 / 3
