"""Which actions preceded growth: what is there is found, what is not there is not."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from models.control import FollowedVisit, VisitState
from models.customers import Customer, Sales
from models.month import Month
from models.requirement import Kind
from models.success import Effect, Finding, Success
from scheduler.control import Followed, success
from scheduler.control.success import like
from tests.factories import march

MARCH = Month(2026, 3)
BEFORE = ("2025-12", "2026-01", "2026-02")
AFTER = ("2026-03", "2026-04", "2026-05")
YEAR = (*(f"2025-{k:02d}" for k in range(3, 13)), "2026-01", "2026-02")
VISITED = "at least one contact made"


def buys(customer_id: str, usual: float, before: float, after: float) -> Customer:
    """A customer with a year of usual months but for the last three, and three months after."""
    months = dict.fromkeys(YEAR, usual) | dict.fromkeys(BEFORE, before)
    months |= dict.fromkeys(AFTER, after)
    return Customer(customer_id=customer_id, name=customer_id, sales=Sales(months))


def visit(customer_id: str, day: int = 2, **fields) -> FollowedVisit:
    whole: dict[str, Any] = {
        "segment": "C",
        "rep_id": "R01",
        "kind": Kind.VISIT,
        "planned": march(day),
    }
    done: dict[str, Any] = {"state": VisitState.DONE, "date": march(day)}
    asked: dict[str, Any] = {
        "visit_id": f"{customer_id}/{day}",
        "customer_id": customer_id,
        "customer_name": "",
    }
    return FollowedVisit(**(asked | whole | done | fields))


def missed(customer_id: str, **fields) -> FollowedVisit:
    return visit(customer_id, state=VisitState.MISSED, **fields)


def analysed(customers, visits, month=MARCH, incomplete=()) -> Success:
    followed = Followed(tuple(visits), (), 0, ())
    return success({c.customer_id: c for c in customers}, followed, month, incomplete)


def effect(found: Success, action: str = VISITED) -> Effect:
    return next(effect for effect in found.effects if effect.action == action)


def test_growth_is_told_in_usual_months():
    # ten months of 100, then 70, 70, 70 in the three before: usual (9 * 100 + 3 * 70) / 12 = 92.5
    found = analysed([buys("C1", 100, 70, 107)], [visit("C1")])
    (case,) = found.cases
    assert (case.usual, case.before, case.after) == (92.5, 70, 107)
    assert case.growth == pytest.approx(0.4)
    assert case.start == pytest.approx(70 / 92.5)
    assert found.before == (Month(2025, 12), Month(2026, 1), Month(2026, 2))
    assert found.after == (Month(2026, 3), Month(2026, 4), Month(2026, 5))


def test_what_visits_bring_is_found():
    generator = np.random.default_rng(1)
    customers, visits = [], []
    for k in range(40):
        grows = k % 2 == 0
        after = 100 + 20 * grows + generator.normal(scale=5)
        customers.append(buys(f"C{k}", 100, 100, after))
        visits.append(visit(f"C{k}") if grows else missed(f"C{k}"))
    found = effect(analysed(customers, visits))
    assert found.finding is Finding.EVIDENCE
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.2 < found.high
    assert (found.with_count, found.without_count) == (20, 20)


def test_who_stood_low_comes_back_up_and_that_is_no_success():
    # All customers go back to about 100 whatever is done; those who had fallen were visited most.
    generator = np.random.default_rng(2)
    customers, visits = [], []
    for k in range(120):
        fallen = k % 2 == 0
        before = (60 if fallen else 100) + generator.normal(scale=3)
        customers.append(buys(f"C{k}", 100, before, 100 + generator.normal(scale=8)))
        chosen = generator.random() < (0.8 if fallen else 0.2)
        visits.append(visit(f"C{k}") if chosen else missed(f"C{k}"))
    found = effect(analysed(customers, visits))
    assert found.growth_with is not None
    assert found.growth_without is not None
    assert found.growth_with - found.growth_without > 0.15  # what a plain comparison would tell
    assert found.finding is Finding.NO_EVIDENCE
    assert found.difference == pytest.approx(0, abs=0.05)


def test_a_few_cases_show_nothing():
    customers = [buys(f"C{k}", 100, 100, 100 + 50 * (k % 2)) for k in range(8)]
    visits = [visit(f"C{k}") if k % 2 else missed(f"C{k}") for k in range(8)]
    found = effect(analysed(customers, visits))
    assert found.finding is Finding.TOO_FEW
    assert (found.with_count, found.without_count) == (4, 4)
    assert (found.p, found.difference) == (None, None)


def test_without_sales_since_there_is_nothing_to_compare():
    bought = buys("C1", 100, 100, 100)
    months = {key: value for key, value in bought.sales.months.items() if key not in AFTER}
    found = analysed([replace(bought, sales=Sales(months))], [visit("C1")])
    assert (found.after, found.cases, found.effects) == ((), (), ())


def test_an_incomplete_month_is_left_out():
    found = analysed([buys("C1", 100, 100, 100)], [visit("C1")], incomplete=("2026-05", "2026-02"))
    assert found.after == (Month(2026, 3), Month(2026, 4))
    assert found.before == (Month(2025, 12), Month(2026, 1))


def test_who_cannot_be_compared_is_counted():
    unknown = Customer(customer_id="C1", name="no sales")
    never = buys("C2", 0, 0, 50)
    gap = buys("C3", 100, 100, 100)
    months = {key: value for key, value in gap.sales.months.items() if key != "2026-04"}
    gone = replace(gap, sales=Sales(months))
    people = [unknown, never, gone, buys("C4", 100, 100, 100)]
    found = analysed(people, [visit(f"C{k}") for k in range(1, 6)])
    assert [case.customer_id for case in found.cases] == ["C4"]
    assert dict(found.left_out) == {
        "sales before the contacts unknown": 1,
        "bought nothing before": 1,
        "sales after the contacts unknown": 1,
        "not in the list": 1,
    }


def test_contacts_still_ahead_are_not_counted_as_not_made():
    found = success(
        {"C1": buys("C1", 100, 100, 100)},
        Followed((visit("C1", 20, state=VisitState.REMAINING, date=None),), (), 0, ()),
        MARCH,
    )
    assert (found.cases[0].planned, found.cases[0].done) == (0, 0)


def test_like_customers_share_category_and_colour():
    found = analysed(
        [buys("C1", 100, 40, 1), buys("C2", 100, 75, 1), buys("C3", 100, 100, 1)],
        [visit("C1"), visit("C2"), visit("C3", segment="A")],
    )
    # 40 of 85: blue; 75 of 93.75: 0.8, warm; 100 of 100: warm, but an A customer
    assert [like(case) for case in found.cases] == [("C", 0), ("C", 2), ("A", 2)]


def test_outcomes_are_compared_whatever_their_case():
    customers = [buys(f"C{k}", 100, 100, 100 + k) for k in range(24)]
    visits = [visit(f"C{k}", outcome="Sample" if k % 2 else "order") for k in range(24)]
    visits[1] = visit("C1", outcome="SAMPLE")
    found = analysed(customers, visits)
    told = effect(found, "outcome “sample”")
    assert (told.with_count, told.without_count) == (12, 12)
