"""From a team and its requirements to the problem: matrices, reserve, capacity."""

import datetime as dt
from dataclasses import replace

import pytest

from models.customers import Status
from models.errors import TooLargeError
from models.places import Place
from models.policy import Policy, TravelPolicy
from models.requirement import Kind, Requirement, VisitNeed
from scheduler.calendars import holiday_calendar
from scheduler.pipelines.problem import capacity_of, least_driving, make_problem
from scheduler.pipelines.team import Team
from tests.pipelines.people import DECEMBER, at, customer, days_of, options, rep

KM_NORTH = 1 / 111.195
"""Degrees of a kilometre to the north."""


def team(*reps) -> Team:
    zones = {r.rep_id: "UTC" for r in reps}
    days = days_of(*zones)
    holidays = holiday_calendar(None, DECEMBER, Policy())
    return Team((), tuple(reps), days, holidays, zones, {}, (), (), ())


def needed(customer_id: str, *rep_ids: str, km: float = 10.0, desk: bool = False) -> Requirement:
    first, last = dt.date(2026, 12, 1), dt.date(2026, 12, 4)
    return Requirement(
        customer_id=customer_id,
        name=customer_id,
        place=None if desk else Place(42.0 + km * KM_NORTH, -93.6),
        kind=Kind.DESK if desk else Kind.VISIT,
        rep_ids=rep_ids,
        minutes=45,
        visits=(VisitNeed(f"{customer_id}/1", first, first, last),),
    )


def test_each_rep_has_a_matrix_of_own_home_and_customers():
    wanted = [needed("C1", "R01"), needed("C2", "R02"), needed("C3", "R01", "R02")]
    problem = make_problem(team(rep("R01"), rep("R02")), wanted, options())
    assert set(problem.travel["R01"].places) == {"home:R01", "customer:C1", "customer:C3"}
    assert set(problem.travel["R02"].places) == {"home:R02", "customer:C2", "customer:C3"}


def test_a_day_that_ends_elsewhere_has_its_end_in_the_matrix():
    own = replace(rep("R01"), end_placement=at(42.1, -93.6))
    problem = make_problem(team(own), [needed("C1", "R01")], options())
    assert problem.travel["R01"].places == ("home:R01", "end:R01", "customer:C1")


def test_desk_work_and_a_second_visit_need_no_place_of_their_own():
    twice = needed("C1", "R01")
    desk = needed("C2", "R01", desk=True)
    second = dt.date(2026, 12, 2)
    again = replace(twice, visits=(VisitNeed("C1/x", second, second, second),))
    problem = make_problem(team(rep("R01")), [twice, desk, again], options())
    assert problem.travel["R01"].places == ("home:R01", "customer:C1")


def test_too_many_places_for_one_rep_are_refused_with_the_number():
    policy = replace(Policy(), travel=TravelPolicy(max_places=2))
    wanted = [needed("C1", "R01"), needed("C2", "R01")]
    with pytest.raises(TooLargeError, match="3 places for one travel matrix"):
        make_problem(team(rep("R01")), wanted, options(policy=policy))
    shared_out = [needed("C1", "R01"), needed("C2", "R02")]
    make_problem(team(rep("R01"), rep("R02")), shared_out, options(policy=policy))


def test_the_least_driving_is_the_shortest_way_to_each_visit():
    # 10 km at detour factor 1.3 and 50 km/h: 15.6 min from home; 2 km between neighbours: 3.12 min
    wanted = [needed(f"C{k}", "R01", km=2 + 2 * k) for k in range(6)]
    problem = make_problem(team(rep("R01"), rep("R03")), wanted, options())
    least = least_driving(problem)
    # legs: 6 x 3.12 = 18.7; trips: 2 x (2 + 4 + ... + 12) km / 5 stops = 16.8 km = 26.2 min
    assert least["R01"] == pytest.approx(2 * 42 / 5 * 1.56, rel=1e-3)
    assert least["R03"] == 0.0
    close = [needed(f"C{k}", "R01", km=0.0) for k in range(6)]  # 3 minutes for the least leg
    assert least_driving(make_problem(team(rep("R01")), close, options()))["R01"] == 18.0


def test_the_least_driving_of_far_customers_is_the_way_there_and_back():
    # 100 km: 156 min each way; in 480 min there and back leaves 168, for 3 visits of 45
    (far,) = [needed("C1", "R01", km=100)]
    assert least_driving(make_problem(team(rep("R01")), [far], options()))["R01"] == pytest.approx(
        312, rel=1e-3
    )
    four = [needed(f"C{k}", "R01", km=100) for k in range(4)]
    problem = make_problem(team(rep("R01")), four, options())
    assert least_driving(problem)["R01"] == pytest.approx(4 * 312 / 3, rel=1e-3)


def test_capacity_counts_a_shared_customer_once_and_active_customers_only():
    whom = [
        customer("C1", "R01", "R02"),
        customer("C2", "R02"),
        customer("C3"),
        customer("P1", "R01", status=Status.PROSPECT),
        customer("X1", "R02", status=Status.INACTIVE),
    ]
    wanted = [needed("C1", "R01", "R02"), needed("C2", "R02")]
    people = team(rep("R01"), rep("R02"))
    problem = make_problem(people, wanted, options())
    lines = capacity_of(problem, people, whom)
    assert [(line.rep_id, line.customers) for line in lines] == [("R01", 1), ("R02", 1)]
    assert sum(line.meetings_due for line in lines) == 2
    assert [line.meetings_possible for line in lines] == [20, 20]  # 4 days of 5
