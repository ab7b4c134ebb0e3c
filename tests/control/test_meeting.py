"""Groups of like portfolios and what their meetings are about."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.control import Punctuality, RepControl, Tally
from models.customers import Customer, Scores, Status
from models.success import Effect, Finding, Success
from scheduler.control import MeetingFacts, Portfolio, groups_of_like, portfolios
from scheduler.control.likeness import alike
from scheduler.control.meeting import field_day, leaders, opportunities, proven, rep_growth
from tests.control.reports import month, row
from tests.factories import march, requirement_rows, tiny_plan


def portfolio(rep_id: str, customers: int = 50, a_share: float = 0.1, **fields) -> Portfolio:
    whole: dict[str, Any] = {
        "industries": {"café": 0.5},
        "visited": 1.0,
        "value": 100.0,
        "drive_min": 10.0,
    }
    shares = {"A": a_share, "C": 1 - a_share}
    return Portfolio(rep_id=rep_id, customers=customers, segments=shares, **(whole | fields))


def test_a_portfolio_tells_shares_and_medians():
    plan = tiny_plan()
    first, second = portfolios(requirement_rows(), plan.customers, {"R01": 12.5})
    # R01: C1 A, C2 B, C3 and C4 and the call to C5 and the e-mail to C9 C; four are visited
    assert (first.rep_id, first.customers, first.drive_min) == ("R01", 6, 12.5)
    assert first.segments == {"A": 1 / 6, "B": 1 / 6, "C": 4 / 6}
    assert first.visited == 4 / 6
    assert (second.customers, second.value) == (3, 1234.5)  # the only known value


def test_like_portfolios_come_together():
    city = [portfolio(f"R0{k}", 140, 0.3, drive_min=4.0) for k in (1, 3, 5)]
    land = [portfolio(f"R0{k}", 60, 0.05, drive_min=25.0) for k in (2, 4, 6)]
    assert groups_of_like([*city, *land], most=3) == [("R01", "R03", "R05"), ("R02", "R04", "R06")]


def test_one_group_is_enough_for_a_few_reps():
    assert groups_of_like([portfolio("R01"), portfolio("R02", 500)]) == [("R01", "R02")]
    assert groups_of_like([portfolio("R01")]) == [("R01",)]
    assert groups_of_like([]) == []


@given(
    st.lists(st.tuples(st.integers(1, 200), st.floats(0, 1), st.floats(0, 60)), max_size=17),
    st.integers(1, 6),
)
def test_every_rep_is_in_one_group_and_no_group_is_too_large(drawn, most):
    found = [
        portfolio(f"R{k:02d}", customers, share, drive_min=drive)
        for k, (customers, share, drive) in enumerate(drawn)
    ]
    groups = groups_of_like(found, most)
    assert sorted(rep for group in groups for rep in group) == [p.rep_id for p in found]
    assert all(len(group) <= most for group in groups)


def test_what_a_group_has_in_common_is_told_with_its_span():
    told = alike([portfolio("R01", 50, 0.1), portfolio("R02", 60, 0.1)])
    assert told[0] == "customers: 50 to 60"
    assert told[1] == "A customers: 10%"
    assert told[-1] == "most frequent industry: café, 50% of the customers"


def facts(*rows, customers=(), **fields) -> MeetingFacts:
    found = month(*rows)
    people = {customer.customer_id: customer for customer in customers}
    whole: dict[str, Any] = {"visits": found.visits, "reps": (), "success": Success()}
    return MeetingFacts(customers=people, reported_to=found.reported_to, **(whole | fields))


def test_opportunities_are_ranked_by_the_money_they_may_bring():
    people = [
        Customer(customer_id="C1", name="Alder", growth_goal=300.0, scores=Scores(potential=4)),
        Customer(
            customer_id="C4", name="Dot", status=Status.PROSPECT, expected_value=2000.0, closing_ratio=0.25
        ),
        Customer(customer_id="C6", name="Elm", status=Status.PROSPECT, expected_value=1000.0),
        Customer(customer_id="C7", name="Fir", growth_goal=-50.0),
    ]  # fmt: skip
    reports = row("C4/1", 3, "moved", moved_to=march(20), outcome="wants a price")
    hot = list(opportunities(facts(reports, customers=people, closing_ratio=0.1)))
    # 0.25 * 2000 = 500, the goal of 300, 0.1 * 1000 = 100; a decline is no opportunity
    assert [(found.customer_id, found.money) for found in hot] == [
        ("C4", 500.0),
        ("C1", 300.0),
        ("C6", 100.0),
    ]
    assert hot[0].next_visit == march(20)
    assert (hot[0].last_outcome, hot[0].rep_id) == ("wants a price", "R01")
    assert hot[1].next_visit == march(4)  # the visit of the 2nd is over
    assert hot[1].why == "growth goal, potential 4"


def test_the_joint_field_day_has_the_most_a_customers_and_prospects():
    visits = [visit for visit in month().visits if visit.rep_id == "R01"]
    # the 2nd has C1 (A), the 3rd the prospect C4, the 4th C1 again: the first of them
    assert field_day(visits, None) == (
        march(2),
        "3 meetings, 1 with A customers, 0 with prospects",
    )
    later = field_day(visits, march(2))
    assert later is not None
    assert later[0] == march(3)
    assert field_day(visits, march(31)) is None


def test_contacts_are_told_for_each_customer_of_a_category():
    found = rep_growth("R01", facts(row("C1/1", 2), row("C1/2", 4), row("C3/1", 3, "missed")))
    # A: C1 twice; B: C2 not yet; C: C3 missed, the prospect C4 not yet
    assert dict(found.visits_per_customer) == {"A": 2.0, "B": 0.0, "C": 0.0}
    assert (found.customers, found.growth) == (0, None)


def rep(name: str, done: int, missed: int, orders: int = 0) -> RepControl:
    return RepControl(
        rep_id=name,
        name=name,
        meetings=Tally(done=done, missed=missed),
        desk=Tally(),
        without_day=0,
        beside=0,
        drive_min=0,
        coverage=(),
        punctuality=Punctuality(measured=done),
        orders=0.0,
        order_count=orders,
    )


def test_who_leads_by_enough_visits_is_asked():
    told = list(leaders([rep("Ann", 18, 2, 9), rep("Bob", 12, 8, 1), rep("Cy", 3, 0)]))
    assert told == [
        "Ann made 90% of the planned visits: ask how the day is kept.",
        "Ann took an order at 50% of the contacts made: ask how the talk is prepared.",
    ]


def test_orders_by_phone_and_beside_the_plan_are_shares_of_all_contacts():
    # 12 visits, 8 calls and 4 visits beside the plan with 18 orders: 18 of 24, never 150 %
    ann = replace(rep("Ann", 12, 2, 18), desk=Tally(done=8), beside=4)
    *_, told = leaders([ann, rep("Bob", 12, 8, 1)])
    assert told.startswith("Ann took an order at 75% of the contacts made")


def test_nobody_leads_alone_or_with_few_visits():
    assert not list(leaders([rep("Ann", 18, 2)]))
    assert not list(leaders([rep("Ann", 9, 0), rep("Bob", 8, 1)]))
    assert not list(leaders([rep("Ann", 18, 2), rep("Bob", 18, 2)]))


def test_what_the_comparisons_show_is_told_as_a_correlation():
    shown = Effect(
        action="visits",
        compared="none",
        with_count=20,
        without_count=18,
        difference=0.08,
        low=0.03,
        high=0.12,
        p=0.01,
        finding=Finding.EVIDENCE,
    )
    (told,) = proven([shown, replace(shown, finding=Finding.NO_EVIDENCE)])
    assert "8% of their usual month more" in told
    assert "correlation" in told
    (nothing,) = proven([replace(shown, finding=Finding.TOO_FEW)])
    assert nothing.startswith("No evidence")


@pytest.mark.parametrize("finding", [Finding.NO_EVIDENCE, Finding.TOO_FEW])
def test_no_finding_is_ever_praised(finding):
    told = list(
        proven([Effect(action="a", compared="b", with_count=9, without_count=9, finding=finding)])
    )
    assert told == ["No evidence this month that any one action preceded growth."]
