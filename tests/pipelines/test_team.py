"""The team's month: places, working days, weeks, and questions."""

from typing import Any

import pytest

from models.errors import InputError
from models.month import Month
from models.reps import DateRange, Rep
from scheduler.io.reading import Reading
from scheduler.pipelines.reading import Files
from scheduler.pipelines.team import Team, gather_team
from tests.pipelines.people import DECEMBER, customer, options

SUNDAYS = frozenset({6, 0, 1, 2, 3})
MONDAYS = frozenset(range(5))


def files(*reps, customers=None) -> Files:
    rows = [customer("C1", lat=42.0, lon=-93.6, placement=None)] if customers is None else customers
    of_reps = Reading(file="reps.csv", items=tuple(reps), rows=len(reps)) if reps else None
    return Files(Reading(file="customers.csv", items=tuple(rows), rows=len(rows)), of_reps)


def person(rep_id: str, **fields: Any) -> Rep:
    """A rep as the reader knows him: with coordinates, not yet placed."""
    return Rep(rep_id=rep_id, name=rep_id, lat=42.0, lon=-93.6, **fields)


def team(*reps: Rep, country: str | None = "US") -> Team:
    return gather_team(files(*reps), options(country=country))


def test_working_days_are_those_of_the_rep_and_the_country():
    found = team(person("R01", work_days=MONDAYS))
    assert len(found.workdays["R01"]) == 22  # 23 weekdays, Christmas off
    assert found.zones == {"R01": "America/Chicago"}
    assert any("22 working days for R01" in note for note in found.notes)


def test_reps_with_the_same_month_share_a_sentence():
    found = team(*(person(f"R0{k}", work_days=MONDAYS) for k in range(1, 7)))
    (told,) = [note for note in found.notes if "working days" in note]
    assert "R01 … R06 (6 reps)" in told


@pytest.mark.parametrize(("sundays", "first"), [(0, 0), (1, 0), (2, 6), (3, 6)])
def test_weeks_begin_where_most_reps_work_on_sundays(sundays, first):
    reps = [person(f"R{k}", work_days=SUNDAYS if k < sundays else MONDAYS) for k in range(3)]
    assert team(*reps, country=None).week_start == first


def test_a_rep_without_a_day_is_named():
    absent = DateRange(DECEMBER.first, DECEMBER.last)
    found = team(person("R01"), person("R02", absences=(absent,)))
    assert found.workdays["R02"] == ()
    told = "no working day in 2026-12 for R02: their customers stay unplanned"
    assert told in found.notes


def test_nobody_works():
    absent = DateRange(DECEMBER.first, DECEMBER.last)
    with pytest.raises(InputError, match=r"reps\.csv: nobody has a working day in 2026-12"):
        team(person("R01", absences=(absent,)))


def test_an_assumed_rep_is_a_question():
    found = gather_team(files(), options())
    assert found.questions == (
        "no list of reps is given (--reps): R01 is assumed to start in the middle of the customers",
    )
    several = [customer(f"C{k}", f"R0{k}", lat=42.0, lon=-93.6, placement=None) for k in (1, 2)]
    found = gather_team(files(customers=several), options())
    assert "R01, R02 are assumed" in found.questions[0]


def test_nobody_has_a_place():
    with pytest.raises(InputError, match="none of the customers has a place on the map"):
        gather_team(files(customers=[customer("C1", placement=None)]), options())


def test_the_middle_days_of_a_feast_are_a_question():
    september = options(country="IL", month=Month(2026, 9))
    found = gather_team(files(person("R01", work_days=SUNDAYS)), september)
    assert any("between the feasts" in question for question in found.questions)
    assert not any("between the feasts" in note for note in found.notes)


def test_who_visits_shops_only_has_the_shops_cap():
    shops = [
        customer("C1", "R01", industry="Liquor store", lat=42.0, lon=-93.6, placement=None),
        customer("C2", "R02", industry="office", lat=42.0, lon=-93.6, placement=None),
        customer("C3", "R03", industry="kiosk", lat=42.0, lon=-93.6, placement=None),
    ]
    reps = (person("R01"), person("R02"), person("R03", daily_cap=6))
    found = gather_team(files(*reps, customers=shops), options(country="US"))
    caps = {rep_id: {day.cap for day in days} for rep_id, days in found.workdays.items()}
    assert caps == {"R01": {8}, "R02": {5}, "R03": {6}}  # P14: up to 8 for shops
    (told,) = [note for note in found.notes if "shop_daily_cap" in note]
    assert told.startswith("8 meetings a day for R01, whose customers are all shops")
