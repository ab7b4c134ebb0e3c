"""P14 and P15: demand against capacity before anything is planned."""

import datetime as dt
from dataclasses import replace

from models.customers import Channel
from models.problem import Kind
from models.reps import Rep
from scheduler.requirements import CapacityInputs, capacity_lines, reserve_minutes
from tests.requirements.cases import POLICY, built, customer, standing, weekdays, workdays_on

R01 = Rep(rep_id="R01", name="Anna")
R02 = Rep(rep_id="R02", name="Ben", prospecting_share=0.25)


def test_a_line_sets_demand_against_capacity():
    days = workdays_on(weekdays()[:22])
    found = built(
        (customer("C1", last_visit=dt.date(2026, 11, 3)), standing()),
        (customer("C2", last_visit=dt.date(2026, 9, 10)), standing("C", channel=Channel.CALL)),
        (customer("C3", visits=3), standing()),
        workdays=days,
    )
    reserve = reserve_minutes([R01], days, POLICY)
    context = CapacityInputs([R01], days, reserve, {"R01": 3}, {"R01": 99.6})
    (line,) = capacity_lines(found.requirements, context)
    assert (line.customers, line.workdays) == (3, 22)
    # P14: 22 working days of 5 good meetings are 110 a month
    assert (line.meetings_due, line.meetings_possible) == (4, 110)
    assert line.work_min == 4 * 45 + 15
    assert line.travel_min == 100
    assert line.available_min == 22 * 480
    assert line.reserve_min == 1056  # 10 % of 10,560


def test_the_reserve_of_a_part_month_is_prorated():
    days = workdays_on(weekdays()) + workdays_on(weekdays(first=16), "R02")
    found = reserve_minutes([R01, R02], days, POLICY)
    # 23 and 12 workdays of 480 minutes
    assert found == {"R01": 23 * 48.0, "R02": 12 * 120.0}


def test_a_rep_without_workdays_has_a_line_too():
    (line,) = capacity_lines([], CapacityInputs([R02], [], {}, {}, {}))
    assert (line.workdays, line.available_min, line.reserve_min, line.load) == (0, 0, 0, 0.0)


def test_a_shared_customer_counts_for_the_first_rep_and_optional_visits_for_none():
    days = workdays_on(weekdays()) + workdays_on(weekdays(), "R02")
    shared = built(
        (customer("C1", last_visit=dt.date(2026, 11, 3)), standing()),
        rep_ids={"C1": ("R02", "R01")},
        workdays=days,
    ).requirements
    optional = [replace(requirement, kind=Kind.PROSPECT) for requirement in shared]
    context = CapacityInputs([R01, R02], days, {}, {}, {})
    lines = capacity_lines([*shared, *optional], context)
    assert [line.meetings_due for line in lines] == [0, 1]
