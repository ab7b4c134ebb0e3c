"""P16: the minutes of each rep, what is left out, what an hour more would earn."""

import datetime as dt
from dataclasses import replace

import pytest

from models.allocation import Allocation
from models.customers import Channel
from models.policy import Policy, PriorityPolicy
from models.reps import Rep
from scheduler.requirements import AllocationInputs, allocation_of
from tests.requirements.cases import POLICY, built, customer, day, standing, workdays_on

ANNA = Rep(rep_id="R01", name="Anna", hourly_cost=40.0)
NOVEMBER = dt.date(2026, 11, 3)


def due(customer_id: str, value: float | None, **fields):
    return customer(customer_id, last_visit=NOVEMBER, **fields), standing(value=value)


def allocated(*pairs, days: int = 1, travel: float = 15.0, policy: Policy = POLICY) -> Allocation:
    worked = workdays_on([day(number) for number in range(1, days + 1)])
    found = built(*pairs, policy=policy)
    keys = dict.fromkeys((who.customer_id for who, _ in pairs if who.placement is not None), travel)
    return allocation_of(found.worths, AllocationInputs([ANNA], worked, policy, keys))


def test_six_visits_do_not_fit_into_a_day_of_five_and_the_poorest_is_left_out():
    # visits of 45 + 15 minutes, a day of 480: 8 hours, but 5 places
    found = allocated(*(due(f"C{k}", 1200.0 * k) for k in range(1, 7)))
    (rep,) = found.reps
    assert (rep.asked, rep.visits, rep.left_out) == (6, 5, 1)
    assert (rep.used_min, rep.available_min) == (300, 480)
    # 0.25 * 5 % / 0.6 = 2.0833 % of the sales: 25 for each 1,200
    assert rep.earned == rep.bound == pytest.approx(25 * (2 + 3 + 4 + 5 + 6))
    assert rep.place_earns == pytest.approx(25.0)
    assert rep.hour_earns == 0.0
    lines = {line.customer_id: line for line in found.lines}
    assert (lines["C1"].asked, lines["C1"].visits, lines["C1"].left_out) == (1, 0, 1)
    assert lines["C1"].value_of_last is None
    assert lines["C1"].value_of_next == pytest.approx(25.0)
    told = "1 left out by estimate: other contacts earn more a minute"
    assert lines["C1"].told(planned=0) == told
    assert lines["C1"].told(planned=1) == f"{told}; the plan has a day for 1 all the same"
    assert not lines["C6"].told(planned=1)
    missing = "the plan has no day for 1 of those worth the time"
    assert lines["C6"].told(planned=0) == missing
    assert lines["C6"].value_of_last == pytest.approx(150.0)
    assert lines["C6"].money_per_minute == pytest.approx(2.5)
    # one more with the best customer: 0.25 * 5 % of 7,200
    assert lines["C6"].value_of_next == pytest.approx(90.0)


def test_the_shadow_price_of_an_hour_is_what_the_next_visit_earns_in_it():
    # 45 + 75 minutes: four of the five fit into 480 minutes, the fifth earns 25 in two hours
    found = allocated(*(due(f"C{k}", 1200.0 * k) for k in range(1, 6)), travel=75.0)
    (rep,) = found.reps
    assert (rep.visits, rep.left_out) == (4, 1)
    assert rep.hour_earns == pytest.approx(12.5)
    assert rep.hourly_cost == 40.0


def test_travel_decides_between_visits_that_earn_the_same():
    near, far = due("C1", 1200.0), due("C2", 1200.0)
    found = built(near, far)
    worked = workdays_on([day(1)])
    worked = tuple(replace(one, end_min=one.start_min + 60) for one in worked)
    inputs = AllocationInputs([ANNA], worked, POLICY, {"C1": 10.0, "C2": 60.0})
    lines = allocation_of(found.worths, inputs).lines
    assert [(line.customer_id, line.visits) for line in lines] == [("C1", 1), ("C2", 0)]


def test_spare_time_is_told_with_what_it_could_earn_and_not_spent():
    (rep,) = allocated(due("C1", 1200.0)).reps
    # 480 - 48 kept for finding customers - 60
    assert rep.spare_min == 372
    # one more visit of an hour gains 0.25 * 5 % of 1,200
    assert rep.next_hour_earns == pytest.approx(15.0)
    assert rep.hour_earns == 0.0


def test_calls_take_minutes_but_no_travel_and_no_place():
    call = customer("C9", last_visit=dt.date(2026, 9, 10), placement=None)
    pair = call, standing("C", value=1200.0, channel=Channel.CALL)
    found = allocated(*(due(f"C{k}", 1200.0) for k in range(1, 6)), pair)
    assert found.reps[0].left_out == 0
    line = next(line for line in found.lines if line.customer_id == "C9")
    assert (line.channel, line.visits, line.minutes, line.travel_min) == ("call", 1, 15, 0.0)


def test_minimum_contacts_go_before_a_dearer_extra_meeting_unless_the_policy_says_otherwise():
    rich = due("C1", 120_000.0, growth_goal=6000.0)
    poor = [due(f"C{k}", 12.0) for k in range(2, 6)]
    (rep,) = allocated(rich, *poor).reps
    assert (rep.asked, rep.visits) == (6, 5)
    visits = {line.customer_id: line.visits for line in allocated(rich, *poor).lines}
    assert visits == {"C1": 1, "C2": 1, "C3": 1, "C4": 1, "C5": 1}
    policy = replace(POLICY, priority=PriorityPolicy(minimum="promised"))
    visits = {line.customer_id: line.visits for line in allocated(rich, *poor, policy=policy).lines}
    assert visits["C1"] == 2
    assert sum(visits.values()) == 5


def test_who_has_no_place_or_no_sales_is_told_apart():
    assert allocated(due("C1", None)) == Allocation()
    found = allocated(due("C1", 100.0), due("C2", 100.0, placement=None), due("C3", None))
    assert [line.customer_id for line in found.lines] == ["C1", "C3"]
    assert found.lines[1].why == (
        "sales not known: those of an average customer of its category are assumed"
    )
