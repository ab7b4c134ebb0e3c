"""Every other engine plans small months, and what becomes of its routes."""

from dataclasses import replace
from itertools import count

import pytest

from models.judge import judge
from models.problem import Pin, Strength, VisitNeed
from models.reps import Span
from scheduler.peers import PEERS, RepMonth, rep_month, repair, to_schedule
from scheduler.peers.effort import Incumbents
from tests.peers.months import MAY, day, problem, requirement

INSTALLED = [peer for peer in PEERS if peer.version is not None]


def one_plan(peer, month: RepMonth):
    ((routes,),) = peer.solve(month, [0.5])
    return routes


def test_a_visit_that_fits_no_day_is_no_job_and_stays_unplanned():
    month = rep_month(problem(requirement("C", 5, forbidden=frozenset(map(day, range(4, 9))))))
    assert month.jobs == ()
    assert [u.visit_id for u in to_schedule(month, {}).unplanned] == ["C/1"]


def test_what_the_judge_does_not_allow_is_taken_out():
    whole = problem(*(requirement(name, 5) for name in "ABC"))
    month = rep_month(whole)
    # over the cap of two, and 10 + 30 + 20 + 30 + 30 = 120 minutes fit just so
    plan = to_schedule(month, {0: ["A/1", "C/1", "B/1"]})
    assert [route.visit_ids for route in plan.routes] == [("A/1", "C/1")]
    assert [u.visit_id for u in plan.unplanned] == ["B/1"]
    assert judge(whole, plan).sound
    short = rep_month(
        replace(whole, workdays=tuple(replace(d, end_min=659) for d in whole.workdays))
    )
    plan = to_schedule(short, {0: ["A/1", "C/1"]})
    assert [route.visit_ids for route in plan.routes] == [("A/1",)]


@pytest.mark.parametrize("peer", INSTALLED, ids=lambda peer: peer.name)
def test_every_peer_finds_the_best_month_of_three(peer):
    # two a day at most: A and B on one day (2 x 20), C on another (2 x 30); or B and C (2 x 30)
    # and A (2 x 10), which is the shortest
    whole = problem(*(requirement(name, 5) for name in "ABC"))
    month = rep_month(whole)
    plan = to_schedule(month, one_plan(peer, month))
    verdict = judge(whole, plan)
    assert verdict.sound
    assert verdict.score is not None
    assert (verdict.score.unplanned, verdict.score.amount("travel")) == (0, 80)


@pytest.mark.parametrize("priority", [1, 8])
@pytest.mark.parametrize("peer", INSTALLED, ids=lambda peer: peer.name)
def test_every_peer_leaves_out_what_does_not_fit(peer, priority):
    needs = {
        name: (VisitNeed(f"{name}/1", day(5), MAY.first, MAY.last, priority=priority),)
        for name in "ABCDEFGHIJKL"
    }
    whole = problem(*(requirement(name, visits=visits) for name, visits in needs.items()), cap=1)
    month = rep_month(whole)
    plan = to_schedule(month, one_plan(peer, month))
    # five days of one visit, but E (50 + 30 + 50 minutes) and all behind it are too far away
    assert sorted(visit_id for visit_id, _ in plan.placed()) == ["A/1", "B/1", "C/1", "D/1"]
    assert judge(whole, plan).sound


@pytest.mark.parametrize("peer", INSTALLED, ids=lambda peer: peer.name)
def test_every_peer_keeps_opening_hours_breaks_and_pins(peer):
    pin = Pin("B/1", day(6), time_min=610, strength=Strength.FIXED)
    whole = problem(
        requirement("A", 5, opening={day(7): (Span(540, 600),)}),
        requirement("B", 5, pins=(pin,)),
        requirement("C", 5, 7, min_gap_days=2),
        break_span=Span(590, 600),
        end_min=720,
    )
    month = rep_month(whole)
    plan = to_schedule(month, one_plan(peer, month))
    assert judge(whole, plan).sound
    assert plan.unplanned == ()


def test_nothing_to_plan_needs_no_engine():
    assert INSTALLED[0].solve(rep_month(problem()), [0.1, 0.2]) == [[{}], [{}]]


def test_what_was_left_out_goes_where_it_costs_least():
    whole = problem(*(requirement(name, 5) for name in "ABC"))
    month = rep_month(whole)
    # C (30 minutes away) fits beside B on the way, or on a day of its own
    plan = repair(whole, to_schedule(month, {0: ["A/1"], 1: ["B/1"]}))
    assert [route.visit_ids for route in plan.routes] == [("A/1",), ("C/1", "B/1")]
    assert plan.unplanned == ()
    assert judge(whole, plan).sound


def days_of(plan) -> dict[str, int]:
    return {visit_id: route.date.day for visit_id, route in plan.placed()}


def test_repair_breaks_no_rule_and_takes_the_important_first():
    apart = requirement("A", 4, 6, min_gap_days=2, max_gap_days=2)
    important = requirement(
        "B", visits=(VisitNeed("B/1", day(5), MAY.first, MAY.last, priority=8),)
    )
    whole = problem(apart, important, cap=1)
    # B may lie on any day and takes the first that is free; A must wait two days after the 4th
    plan = repair(whole, to_schedule(rep_month(whole), {0: ["A/1"]}))
    assert days_of(plan) == {"A/1": 4, "B/1": 5, "A/2": 6}
    assert judge(whole, plan).sound
    # of two days the important one takes the first, A the other, and two days later nobody works
    short = replace(whole, workdays=whole.workdays[:2])
    plan = repair(short, to_schedule(rep_month(short), {}))
    assert days_of(plan) == {"B/1": 4, "A/1": 5}
    assert [u.visit_id for u in plan.unplanned] == ["A/2"]


def test_a_plan_without_anything_left_out_stays_as_it_is():
    whole = problem(requirement("A", 5))
    plan = to_schedule(rep_month(whole), {2: ["A/1"]})
    assert repair(whole, plan) is plan


@pytest.mark.parametrize("peer", INSTALLED, ids=lambda peer: peer.name)
def test_every_peer_uses_two_cores(peer):
    whole = problem(*(requirement(name, 5) for name in "ABC"))
    month = rep_month(whole)
    found = peer.solve(month, [0.2, 0.5], seed=3, workers=2)
    assert [len(plans) for plans in found] == [1 if peer.threaded else 2] * 2
    driven = [
        verdict.score.amount("travel")
        for routes in found[-1]
        if (verdict := judge(whole, to_schedule(month, routes))).score is not None
    ]
    assert min(driven) == 80


def test_the_plan_of_a_budget_is_the_last_that_was_there():
    clock = map(float, count(1))
    incumbents: Incumbents[str] = Incumbents(lambda: next(clock))
    for plan in "abc":
        incumbents.add(plan)
    assert [incumbents.after(budget) for budget in (0.5, 1, 2.9, 60)] == [None, "a", "b", "c"]
