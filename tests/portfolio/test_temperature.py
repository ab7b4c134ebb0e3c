"""P9: actual against expected sales; unknown is not blue."""

from dataclasses import replace

import pytest

from models.customers import Sales, Segment, Status
from models.policy import Policy
from models.portfolio import Likeness, Temperature, Warmth
from scheduler.portfolio import colour_of, level_of, temperatures
from tests.portfolio.people import assessed, buyer, steady

POLICY = Policy()
JUNE_OPEN = replace(POLICY, value=replace(POLICY.value, incomplete_months=("2026-11",)))


def warmth(*customers, policy=POLICY, likes=None) -> dict[str, Warmth]:
    values, categories = assessed(list(customers), policy)
    return dict(temperatures(customers, values, categories, likes or {}, policy))


@pytest.mark.parametrize(
    ("ratio", "word"),
    [
        *((-0.5, "blue"), (0.0, "blue"), (0.499, "blue"), (0.5, "cool"), (0.799, "cool")),
        *((0.8, "warm"), (1.1, "warm"), (1.101, "red")),
    ],
)
def test_the_limits_are_those_of_the_practice(ratio, word):
    assert colour_of(ratio, POLICY) == word


def test_actual_is_the_mean_of_the_last_three_months():
    # 9 × 100 + 3 × 40 = 1020, / 12 = 85 expected; 40 / 85 = 0.47
    found = warmth(buyer("C1", *[100.0] * 9, 40.0, 40.0, 40.0))["C1"]
    assert (found.temperature, found.actual, found.expected) == (Temperature.BLUE, 40.0, 85.0)
    assert found.ratio == pytest.approx(40 / 85)


def test_a_growth_goal_raises_what_is_expected_and_a_negative_one_lowers_it():
    assert warmth(steady("C1", 100.0, growth_goal=50.0))["C1"].expected == 150.0
    assert warmth(steady("C1", 100.0, growth_goal=-20.0))["C1"].expected == 80.0


def test_a_high_potential_asks_for_the_level_of_the_category():
    # A level: 12 × 1000 a year; a C brings 30 % of it: 300 a month
    a_customer, small = steady("A1", 1000.0), steady("C1", 100.0, potential=4)
    found = warmth(a_customer, small)
    assert found["C1"].expected == pytest.approx(300.0)
    assert found["C1"].temperature is Temperature.BLUE
    assert "potential 4" in found["C1"].note
    assert warmth(a_customer, steady("C1", 100.0, potential=3))["C1"].expected == 100.0


def test_a_high_potential_never_lowers_what_is_expected():
    found = warmth(steady("A1", 1000.0), steady("A2", 1200.0, potential=5))
    assert found["A2"].expected == 1200.0


def test_a_likeness_asks_for_the_level_of_a_customers():
    likes = {"C1": Likeness(Segment.B, ("A1",), 1000.0, "")}
    found = warmth(steady("A1", 1000.0), steady("C1", 100.0), likes=likes)
    assert found["C1"].expected == pytest.approx(1000.0)


def test_levels_of_the_categories():
    assert [level_of(Segment(s), 12_000.0, POLICY) for s in "ABCD"] == [1000, 600, 300, 0]


def test_an_incomplete_month_makes_nobody_blue():
    customer = buyer("C1", *[100.0] * 10, None, 100.0)
    assert warmth(customer)["C1"].actual == pytest.approx(200 / 3), "a blank in between is zero"
    # the months to compare are then September, October and December
    found = warmth(customer, policy=JUNE_OPEN)["C1"]
    assert (found.temperature, found.actual, found.expected) == (Temperature.WARM, 100.0, 100.0)


def test_a_customer_without_figures_for_the_last_months_is_not_known():
    others = steady("C1", 100.0)
    closed = buyer("C2", *[100.0] * 8, None, None, None, None)
    found = warmth(others, closed)["C2"]
    assert found.temperature is Temperature.UNKNOWN
    assert "no figures since 2026-08" in found.note
    # October is known, so the ratio is, too, and how little it rests on
    partly = buyer("C3", *[100.0] * 10, None, None)
    found = warmth(others, partly)["C3"]
    assert found.temperature is Temperature.WARM
    assert "only 1 of the last 3 months known" in found.note


@pytest.mark.parametrize(
    ("customer", "why"),
    [
        (buyer("C2"), "no sales history"),
        (buyer("C2", total=1200.0), "12 months together only"),
        (buyer("C2", status=Status.PROSPECT), "not buying yet"),
        (steady("C2", 100.0, status=Status.INACTIVE), "inactive"),
        (steady("C2", 0.0), "nothing is expected"),
        (steady("C2", -5.0), "nothing is expected"),
    ],
)
def test_what_cannot_be_compared_is_not_known(customer, why):
    found = warmth(steady("C1", 100.0), customer)["C2"]
    assert found.temperature is Temperature.UNKNOWN
    assert why in found.note
    assert found.ratio is None


def test_a_list_without_any_months_has_no_temperatures():
    found = warmth(buyer("C1", total=1200.0), buyer("C2"))
    assert {w.temperature for w in found.values()} == {Temperature.UNKNOWN}


def test_sales_in_the_wrong_years_do_not_disturb():
    old = buyer("C2", sales=Sales({"2019-01": 100.0}))
    assert "no figures since 2019-01" in warmth(steady("C1", 100.0), old)["C2"].note


def test_nothing_bought_of_late_is_blue_and_asks_whether_it_is_closed():
    found = warmth(buyer("C1", *[100.0] * 9, 0.0, 0.0, 0.0))["C1"]
    assert found.temperature is Temperature.BLUE
    assert "closed, or lost?" in found.note
