"""P15, P16, P18: what spare capacity may be spent on, when asked."""

import datetime as dt
from dataclasses import replace

import pytest

from models.customers import Scores, Status
from models.policy import CostPolicy
from models.problem import Kind, Requirement
from models.reps import Rep
from tests.requirements.cases import POLICY, built, customer, day, standing


def offered(*pairs, fill: str = "prospects", **fields) -> list[Requirement]:
    found = built(*pairs, fill=frozenset({fill}), **fields)
    return [r for r in found.requirements if r.kind is Kind.PROSPECT]


def prospect(**fields):
    return customer(status=Status.PROSPECT, **fields), standing("C")


def test_nothing_is_offered_unless_asked():
    assert built(prospect(expected_value=1000.0)).requirements == ()


def test_a_prospects_prize_is_its_margin_in_minutes_of_work():
    # 0.25 margin * 0.2 closings per meeting * 140 a month = 7 a month; 7 * 60 / 35 = 12 minutes
    (found,) = offered(prospect(expected_value=140.0, closing_ratio=0.2))
    assert found.prize_min == pytest.approx(12.0)
    (visit,) = found.visits
    assert (visit.visit_id, visit.priority) == ("C1/2026-12/1", 0.0)
    assert (visit.earliest, visit.latest) == (day(1), day(31))
    assert found.why == (
        "prospect: 20% chance of 140 a month (expected) is worth a detour of 12 min"
    )


def test_the_prize_never_exceeds_the_greatest_detour():
    (found,) = offered(prospect(expected_value=1_000_000.0))
    assert found.prize_min == 30.0


def test_margin_closing_ratio_and_hourly_cost_may_be_the_rows_own():
    reps = {"R01": Rep(rep_id="R01", name="Anna", hourly_cost=60.0)}
    who = prospect(expected_value=100.0, closing_ratio=0.5, margin=0.1)
    (found,) = offered(who, reps=reps)
    assert found.prize_min == pytest.approx(5.0)  # 0.1 * 0.5 * 100 * 60 / 60


def test_without_an_expected_value_a_prospect_is_worth_an_average_customer():
    known = (customer("C2", last_visit=dt.date(2026, 12, 1)), standing("C", value=140.0))
    unknown = (customer("C3", last_visit=dt.date(2026, 12, 1)), standing("C"))
    found = offered(prospect(), known, unknown)
    assert found[0].prize_min == pytest.approx(12.0)  # the setting's closing ratio is 0.2, too
    assert "an average customer" in found[0].why


def test_the_default_closing_ratio_is_a_setting():
    policy = replace(POLICY, cost=CostPolicy(closing_ratio=0.1))
    (found,) = offered(prospect(expected_value=140.0), policy=policy)
    assert found.prize_min == pytest.approx(6.0)


def test_a_prospect_without_a_place_cannot_be_offered():
    assert offered(prospect(placement=None)) == []


def test_next_months_visits_are_offered_when_their_window_reaches_back():
    # due on 14 January 2027, tolerance 14: possible from 31 December
    near = (customer("C1", last_visit=dt.date(2026, 10, 16)), standing("C"))
    far = (customer("C2", last_visit=dt.date(2026, 10, 17)), standing("C"))
    (found,) = offered(near, far, fill="interval")
    assert found.customer_id == "C1"
    assert (found.visits[0].earliest, found.visits[0].latest) == (day(31), day(31))
    assert found.prize_min == 15.0


def test_who_is_visited_anyway_is_not_offered_early():
    due = (customer("C1", last_visit=dt.date(2026, 11, 3)), standing())
    assert offered(due, fill="interval") == []


def test_growth_meetings_are_offered_to_the_cream_in_the_widest_gap():
    # 5 % of 300 = 15 a month; 0.25 * 15 * 60 / 35 = 6.43 minutes
    good = (customer("C1", last_visit=dt.date(2026, 11, 3)), standing(value=300.0))
    small = (customer("C2", last_visit=dt.date(2026, 12, 1)), standing("C", value=300.0))
    hopeful = (
        customer("C3", last_visit=dt.date(2026, 12, 1), scores=Scores(potential=4)),
        standing("C", value=300.0),
    )
    found = offered(good, small, hopeful, fill="growth")
    assert [r.customer_id for r in found] == ["C1", "C3"]
    assert found[0].prize_min == pytest.approx(6.4285714)
    assert found[0].visits[0].visit_id == "C1/2026-12/fill1"
    # due on the 3rd, the next month's middle on the 15th of January: the widest gap's middle
    assert found[0].visits[0].due == day(24)


def test_the_note_counts_what_is_optional():
    found = built(prospect(expected_value=140.0), fill=frozenset({"prospects"}))
    assert "optional visits that may fill spare time (--fill): 1" in found.notes
