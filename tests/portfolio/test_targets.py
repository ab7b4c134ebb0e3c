"""P17-P19: existing customers, new customers, total."""

from dataclasses import replace

import pytest

from models.customers import Status
from models.month import Month
from models.policy import Policy
from scheduler.portfolio import RepMonth, target_existing, target_lines, target_new
from tests.portfolio.people import assessed, buyer, steady

POLICY = Policy()
DECEMBER = RepMonth("R01", Month(2026, 12), 11)


def lines(*customers, rep_month=DECEMBER, policy=POLICY):
    values, categories = assessed(list(customers), policy)
    found = target_lines(rep_month, customers, values, categories, policy)
    return {line.segment: line for line in found}


def of(rep_id, customer):
    return replace(customer, rep_ids=(rep_id,))


def test_the_formulas():
    assert target_existing([100.0, 50.0, None], [10.0, None, -20.0]) == 140.0
    assert target_new(11, 0.2, 500.0) == 1100.0


def test_a_line_a_category_and_one_for_new_customers():
    found = lines(
        of("R01", steady("A1", 1000.0, growth_goal=100.0)),
        of("R01", steady("B1", 600.0)),
        of("R01", steady("C1", 200.0, growth_goal=-50.0)),
        of("R02", steady("A2", 1000.0)),
        of("R01", buyer("P1", status=Status.PROSPECT)),
    )
    assert [found[s].target for s in "ABCD"] == [1100.0, 600.0, 150.0, 0.0]
    new = found["new"]
    # the mean of 1000, 600 and 200 is 600; 11 meetings × 0.2 × 600 = 1320
    assert (new.customers, new.meetings, new.closing_ratio) == (1, 11, 0.2)
    assert new.average_value == pytest.approx(600.0)
    assert sum(line.target for line in found.values()) == pytest.approx(1850 + 1320)


def test_the_closing_ratio_is_that_of_the_reps_prospects():
    prospects = [
        of("R01", buyer("P1", status=Status.PROSPECT, closing_ratio=0.5)),
        of("R01", buyer("P2", status=Status.PROSPECT)),
    ]
    found = lines(of("R01", steady("A1", 100.0)), *prospects)
    assert found["new"].closing_ratio == pytest.approx(0.35)  # (0.5 + 0.2) / 2


def test_unknown_values_bring_nothing_and_are_counted():
    found = lines(of("R01", steady("A1", 100.0)), of("R01", buyer("C1", growth_goal=30.0)))
    assert (found["C"].customers, found["C"].unknown, found["C"].target) == (1, 1, 30.0)


def test_part_months_are_prorated():
    half = RepMonth("R01", Month(2026, 12), 5, share=0.5)
    found = lines(of("R01", steady("A1", 100.0, growth_goal=20.0)), rep_month=half)
    assert (found["A"].value, found["A"].goal, found["A"].target) == (50.0, 10.0, 60.0)
    assert found["new"].target == pytest.approx(5 * 0.2 * 100)


def test_a_rep_without_buyers_expects_what_the_teams_customers_bring():
    found = lines(of("R02", steady("A1", 300.0)), of("R01", buyer("P1", status=Status.PROSPECT)))
    assert found["new"].average_value == 300.0
    nobody = lines(of("R01", buyer("P1", status=Status.PROSPECT)))
    assert (nobody["new"].average_value, nobody["new"].target) == (None, 0.0)


def test_who_returns_more_than_it_buys_lowers_the_target_but_not_the_average():
    found = lines(of("R01", steady("A1", 300.0)), of("R01", steady("C1", -100.0)))
    assert found["C"].target == -100.0
    assert found["new"].average_value == 300.0
