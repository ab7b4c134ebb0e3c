"""Scenarios compared: lines, differences, prices of rules, intervals in use."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from models.policy import Policy
from models.scenario_figures import Between, RepLoad, ScenarioFigures, SegmentCoverage
from models.scenarios import ComparedLine, Scenario
from scheduler.staffing import (
    PricedRule,
    compared_lines,
    price_of,
    rules_to_price,
    spread_intervals,
)

LOADS = (
    RepLoad("R01", "Ann", 50, 60, 700, 5760, 9600),
    RepLoad("R02", "Bob", 40, 40, 500, 3840, 9600),
)


def figures(name: str = "as is", **fields: Any) -> ScenarioFigures:
    """100 visits of 10 km; 2 reps of 160 h at 30 an hour; half of it worked."""
    made: dict[str, Any] = {
        "name": name, "about": "", "loads": LOADS, "visits_a_month": 95.0, "visits_due": 100, "visits_planned": 100, "desk": 0,
        "coverage": (SegmentCoverage("A", 40, 40), SegmentCoverage("C", 60, 60)),
        "drive_min": 1200, "drive_m": 1_000_000.0, "work_min": 9600, "overtime_min": 0,
        "paid_min": 19_200, "work_cost": 4800.0, "paid_cost": 9600.0, "km_cost": 400.0,
        "sales": 80_000.0, "margin": 20_000.0, "unplanned": {},
        "driving": Between(1200.0, 1140.0), "cost": Between(1500.0, 1350.0),
        "change_rep": 0,
    }  # fmt: skip
    return ScenarioFigures(**(made | fields))


def lines(*found: ScenarioFigures) -> dict[str, ComparedLine]:
    return {line.key: line for line in compared_lines(found)}


def test_figures_follow_from_the_sums():
    one = figures(visits_planned=80)
    assert one.missing == 20
    assert one.share == 0.8
    assert one.km_a_visit == 12.5
    assert one.used == 0.5
    assert (one.reps, one.fullest) == (2, 0.6)
    assert one.team_cost == 10_000
    assert one.contribution == 10_000
    assert one.drive_gap == pytest.approx(0.05)
    assert one.gap == pytest.approx(0.1)


def test_what_nobody_knows_is_no_number():
    one = figures(visits_planned=0, driving=Between(0.0, None), cost=Between(0.0, 0.0))
    found = lines(figures(), one)
    told = [found[key].told(found[key].values[1]) for key in ("km_a_visit", "drive_gap", "gap")]
    assert told == ["–", "–", "0.0%"]
    assert found["km_a_visit"].differences == (0.0, None)


def test_lines_hold_the_difference_to_the_first():
    cheaper = figures("one rep", loads=LOADS[:1], paid_cost=4800.0, visits_planned=90)
    found = lines(figures(), cheaper)
    assert list(found["team_cost"].values) == [10_000, 5_200]
    assert list(found["team_cost"].differences) == [0, -4_800]
    assert found["coverage"].told(found["coverage"].differences[1], sign=True) == "−10.0%"


def test_categories_and_reasons_of_any_scenario_have_a_line():
    other = figures(
        "other",
        coverage=(SegmentCoverage("B", 10, 5),),
        unplanned={"day full": 4, "too far": 1},
    )
    found = lines(figures(), other)
    assert [key for key in found if key.startswith("coverage_")] == [
        "coverage_A", "coverage_B", "coverage_C",
    ]  # fmt: skip
    assert list(found["coverage_B"].values) == [None, 0.5]
    assert [key for key in found if key.startswith("unplanned_")] == [
        "unplanned_day_full", "unplanned_too_far",
    ]  # fmt: skip
    assert list(found["unplanned_day_full"].values) == [0, 4]


@pytest.mark.parametrize(
    ("value", "sign", "told"),
    [(0.0, False, "0.0"), (-0.04, True, "="), (-0.04, False, "0.0"), (1234.56, True, "+1,234.6"),
     (-3.0, False, "−3.0"), (None, True, "–")],
)  # fmt: skip
def test_numbers_as_people_read_them(value, sign, told):
    assert ComparedLine("k", "n", "tenth", (0.0,)).told(value, sign=sign) == told


ADDED = PricedRule("rule", Scenario(name="rule"), added=True)
TAKEN = PricedRule("rule", Scenario(name="rule"), added=False)


def test_a_rule_that_is_added_costs_what_its_plan_drives_more():
    dearer = figures(drive_m=1_140_000.0, km_cost=456.0, driving=Between(1380.0, 1300.0))
    price = price_of(ADDED, figures(), dearer)
    assert (price.km, price.drive_min, price.visits) == (140.0, 180.0, 0)
    assert price.share == pytest.approx(0.14)
    assert price.money == pytest.approx(3 * 30 + 56)
    # 1300 - 1200 at least, 1380 - 1140 at most
    assert (price.low_min, price.high_min) == (100.0, 240.0)
    assert price.verdict == "proven: between 1.7 and 4.0 h"


def test_a_rule_that_is_taken_away_costs_what_is_saved():
    looser = figures(drive_m=900_000.0, km_cost=360.0, driving=Between(1080.0, 1000.0))
    price = price_of(TAKEN, figures(), looser)
    assert (price.km, price.drive_min) == (100.0, 120.0)
    assert (price.low_min, price.high_min) == (60.0, 200.0)


def test_a_difference_smaller_than_the_gap_is_called_that():
    near = figures(driving=Between(1230.0, 1150.0))
    price = price_of(ADDED, figures(), near)
    assert price.low_min == 0.0
    assert price.verdict == "smaller than the proven gap; at most 1.5 h"


def test_a_rule_may_look_cheap_but_never_earns():
    lucky = figures(driving=Between(1190.0, 1150.0))
    price = price_of(ADDED, figures(), lucky)
    assert price.drive_min == -10.0
    assert price.low_min == 0.0
    assert price.verdict == "no price seen; at most 0.8 h"


def test_plans_of_other_visits_prove_nothing_of_the_rule():
    fewer = figures(visits_planned=90, driving=Between(1100.0, 1090.0))
    price = price_of(ADDED, figures(), fewer)
    assert (price.low_min, price.high_min) == (None, None)
    assert price.verdict.startswith("10 fewer visits planned")
    without = price_of(ADDED, figures(), figures(driving=Between(1300.0, None)))
    assert without.verdict == "nothing is proven"


def test_a_rule_under_which_other_visits_fall_due_is_not_bounded_by_the_same_month():
    price = price_of(replace(ADDED, other_visits=True), figures(), figures(drive_m=1_190_000.0))
    assert price.share == pytest.approx(0.19)
    assert (price.low_min, price.high_min) == (None, None)
    assert price.verdict.startswith("other visits fall due")


def test_each_rule_changes_one_thing():
    first = Scenario(name="as is", daily_cap=8)
    rules = {rule.rule: rule for rule in rules_to_price(first, opening=False, shared=False)}
    assert rules["exact due dates"].scenario.policy.due.tolerance_days(30) == 0
    assert rules["due dates, spacing"].scenario.policy.due.tolerance_days(30) == 31
    assert not rules["daily cap"].added
    assert rules["same weekday"].scenario.rules.same_weekday
    assert rules["6 frequency patterns"].scenario.rules.frequency_patterns == 6
    for rule in rules.values():
        scenario = rule.scenario
        changed = (
            (scenario.policy != first.policy)
            + (scenario.rules != first.rules)
            + (scenario.daily_cap != first.daily_cap)
        )
        assert changed == 1, rule.rule


def test_rules_that_nobody_is_under_are_not_priced():
    first = Scenario(name="as is")
    names = {rule.rule for rule in rules_to_price(first, opening=True, shared=True)}
    fewer = {rule.rule for rule in rules_to_price(first, opening=False, shared=False)}
    assert names - fewer == {"opening hours", "one rep per customer"}
    policy = Policy()
    free = replace(policy, solve=replace(policy.solve, one_rep_per_customer=False))
    loose = rules_to_price(Scenario(name="x", policy=free), opening=False, shared=True)
    assert "one rep per customer" not in {rule.rule for rule in loose}


def test_intervals_are_spread_over_patterns_with_as_many_contacts():
    contacts = [(f"C{k}", 30, float(k)) for k in range(60)]
    found = spread_intervals(contacts, 3)
    # 30 / 1.3, 30 / 1 and 30 / 0.7; the most valuable customers most often
    assert Counter(found.values()) == {23: 20, 30: 20, 43: 20}
    assert found["C59"] == 23
    assert found["C0"] == 43
    assert sum(1 / days for days in found.values()) == pytest.approx(60 / 30, rel=0.01)


def test_patterns_go_where_most_contacts_are():
    contacts = [(f"A{k}", 30, 1.0) for k in range(90)] + [(f"C{k}", 90, 1.0) for k in range(60)]
    found = spread_intervals(contacts, 5)
    assert len({days for key, days in found.items() if key[0] == "A"}) == 4
    assert {days for key, days in found.items() if key[0] == "C"} == {90}


def test_as_many_patterns_as_intervals_change_nothing():
    assert spread_intervals([("A", 30, 1.0), ("C", 90, 1.0)], 2) == {"A": 30, "C": 90}
    assert spread_intervals([("A", 30, 1.0)], 4) == {"A": 30}
    with pytest.raises(ValueError, match="2 intervals are in use"):
        spread_intervals([("A", 30, 1.0), ("C", 90, 1.0)], 1)
