"""P5: whom a portfolio above 150 lets go, with the reason and the freed minutes."""

from dataclasses import replace

import pytest

from models.customers import Segment, Status
from models.policy import Policy
from models.portfolio import Likeness
from scheduler.portfolio import Served, release_proposals
from tests.portfolio.people import assessed, buyer, steady

POLICY = Policy()
THREE = replace(POLICY, capacity=replace(POLICY.capacity, portfolio_limit=3))


def served(*customers, minutes=10.0, likes=None) -> list[Served]:
    values, categories = assessed(list(customers))
    return [
        Served(
            customer=c,
            value=values[c.customer_id],
            category=categories[c.customer_id],
            minutes=minutes,
            hourly_cost=36.0,
            likeness=(likes or {}).get(c.customer_id),
        )
        for c in customers
    ]


BIG = [steady(f"A{k}", 1000.0) for k in range(3)]


def test_cost_to_serve_and_margin_worked_out_by_hand():
    # 10 min a month × 12 / 60 × 36 = 72 a year; 20 a month × 12 × 25 % = 60 a year
    (one,) = served(steady("C1", 20.0))
    assert one.cost == pytest.approx(72.0)
    assert one.margin(0.25) == pytest.approx(60.0)
    (own,) = served(steady("C1", 20.0, margin=0.5))
    assert own.margin(0.25) == pytest.approx(120.0)
    (unknown,) = served(buyer("C1"))
    assert unknown.margin(0.25) is None


def test_a_portfolio_within_the_limit_proposes_nobody():
    thief = steady("C1", 5.0)
    assert release_proposals(served(*BIG[:2], thief), THREE) == {}


def test_a_service_thief_is_proposed_with_its_figures():
    found = release_proposals(served(*BIG, steady("C1", 20.0)), THREE)
    assert set(found) == {"C1"}
    release = found["C1"]
    assert "costs 72 a year to serve and brings 60 margin" in release.reason
    assert "small: 2% of the A level" in release.reason
    assert (release.freed_min, release.cost, release.margin) == pytest.approx((10.0, 72.0, 60.0))


def test_only_as_many_as_there_are_too_many_those_with_most_reasons_first():
    thieves = [steady(f"C{k}", 20.0 + k) for k in range(4)]
    worst = steady("T", 21.5, troublesome=True)
    found = release_proposals(served(*BIG, *thieves, worst), THREE)
    assert set(found) == {"T", "C0", "C1", "C2", "C3"}, "8 customers, 5 too many"
    five = replace(POLICY, capacity=replace(POLICY.capacity, portfolio_limit=5))
    found = release_proposals(served(*BIG, *thieves, worst), five)
    assert set(found) == {"T", "C0", "C1"}, "T has three reasons, then those who bring least"


def test_who_has_no_reason_stays_however_large_the_portfolio():
    found = release_proposals(served(*BIG, *(steady(f"B{k}", 600.0) for k in range(3))), THREE)
    assert found == {}


@pytest.mark.parametrize(
    "kept",
    [
        steady("C1", 20.0, potential=4),
        steady("C1", 20.0, growth_goal=10.0),
        steady("C1", 1000.0, troublesome=True),
        buyer("C1"),
    ],
)
def test_who_may_grow_or_earns_its_cost_is_kept(kept):
    assert "C1" not in release_proposals(served(*BIG, kept), THREE)


def test_a_likeness_keeps_a_customer():
    likes = {"C1": Likeness(Segment.B, ("A0",), 1000.0, "")}
    assert release_proposals(served(*BIG, steady("C1", 20.0), likes=likes), THREE) == {}


def test_a_d_customer_with_low_potential_is_let_go_in_any_case():
    hopeless = buyer("D1", *[0.0] * 12, potential=2)
    found = release_proposals(served(*BIG[:1], hopeless), THREE)
    assert "D with potential 2" in found["D1"].reason
    assert release_proposals(served(*BIG[:1], buyer("D1", *[0.0] * 12)), THREE) == {}


def test_prospects_and_inactive_customers_are_no_part_of_the_portfolio():
    others = [
        steady("C1", 20.0, status=Status.INACTIVE),
        buyer("P1", status=Status.PROSPECT, potential=1),
    ]
    assert release_proposals(served(*BIG, *others), THREE) == {}


def test_returns_cost_more_than_they_bring():
    (reason,) = [
        r.reason for r in release_proposals(served(*BIG, steady("C1", -20.0)), THREE).values()
    ]
    assert "brings -60 margin" in reason


def test_a_hundred_and_fifty_is_the_limit_by_default():
    small = [steady(f"C{k:03d}", 20.0) for k in range(149)]
    assert release_proposals(served(*BIG[:1], *small), POLICY) == {}
    assert len(release_proposals(served(*BIG[:2], *small), POLICY)) == 1
