"""P6: categories by the income a customer can bring."""

import csv
import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from models.customers import Customer, Sales, Scores, Segment, Status
from models.errors import InputError
from models.month import Month
from models.policy import CategoryPolicy, Policy
from scheduler.portfolio import Category, categorise, category_notes, customer_value, level_a
from scheduler.portfolio.value import Value

POLICY = Policy()
PARETO = replace(POLICY, category=CategoryPolicy(method="pareto"))


def buyer(name: str, annual: float | None, **fields: Any) -> Customer:
    return Customer(customer_id=name, name=name, sales=Sales(total_12m=annual), **fields)


def ranked(*customers: Customer, policy: Policy = POLICY) -> dict[str, Category]:
    values = {c.customer_id: customer_value(c, None, policy.value) for c in customers}
    return dict(categorise(customers, values, policy))


def segments(*customers: Customer, policy: Policy = POLICY) -> str:
    return "".join(category.segment for category in ranked(*customers, policy=policy).values())


def test_the_a_level_is_the_median_of_the_top_tenth_of_positive_buyers():
    # of 30 buyers the top 3 bring 300, 290, 280 a year; the one without sales does not count
    annual = [*(10.0 * k for k in range(1, 31)), 0.0, -50.0]
    values = [Value(amount / 12, 12, "") for amount in annual] + [Value(None, 0, "")]
    assert level_a(values, POLICY.category) == pytest.approx(290.0)


def test_the_a_level_takes_at_least_one_buyer():
    values = [Value(amount / 12, 12, "") for amount in (1200.0, 600.0)]
    assert level_a(values, POLICY.category) == pytest.approx(1200.0)
    assert level_a([Value(None, 0, ""), Value(0.0, 12, "")], POLICY.category) is None


def test_the_bounds_are_080_and_045_of_the_a_level():
    # A level 1000: r = 1, 0.80, 0.79, 0.45, 0.44, 0.15, 0.14
    annual = (1000, 800, 790, 450, 440, 150, 140)
    customers = [buyer(f"C{k}", float(amount)) for k, amount in enumerate(annual)]
    assert segments(*customers) == "AABBCCC"
    found = ranked(*customers)
    assert found["C3"].r == pytest.approx(0.45)
    assert [name for name, category in found.items() if category.tail] == ["C6"]
    assert found["C2"].reason == "790 a year, 0.79 of the A level, B from 0.45"


def test_a_given_segment_wins():
    found = ranked(buyer("big", 1000.0, segment=Segment.C), buyer("small", 10.0, segment=Segment.A))
    assert [category.segment for category in found.values()] == ["C", "A"]
    assert not any(category.assumed for category in found.values())


def test_a_tail_that_is_given_a_better_segment_is_no_tail():
    found = ranked(buyer("big", 1000.0), buyer("small", 10.0, segment=Segment.B))
    assert not found["small"].tail


def test_an_unknown_value_is_an_assumed_c():
    found = ranked(buyer("big", 1000.0), buyer("new", None))["new"]
    assert (found.segment, found.assumed, found.r) == ("C", True, None)


def test_lapsed_buyers_and_net_returns_are_c_with_an_alarm():
    found = ranked(
        buyer("big", 1000.0),
        buyer("lapsed", 0.0, first_purchase=dt.date(2020, 1, 1)),
        buyer("returns", -100.0),
    )
    assert [(c.segment, c.alarm) for c in found.values()] == [
        ("A", ""),
        ("C", "lapsed buyer"),
        ("C", "net returns"),
    ]


def test_a_buyer_whose_sales_ended_before_the_twelve_months_is_lapsed():
    old = Customer(customer_id="old", name="old", sales=Sales({"2024-01": 500.0}))
    now = Customer(customer_id="now", name="now", sales=Sales({"2026-12": 500.0}))
    values = {c.customer_id: customer_value(c, Month(2026, 12), POLICY.value) for c in (old, now)}
    found = categorise([old, now], values, POLICY)
    assert (found["old"].segment, found["old"].alarm) == ("C", "lapsed buyer")


@pytest.mark.parametrize(
    ("potential", "segment"), [(None, "D"), (1, "D"), (2, "D"), (3, "C"), (5, "C")]
)
def test_who_never_bought_is_d_unless_the_potential_is_3_or_more(potential, segment):
    never = buyer("never", 0.0, scores=Scores(potential=potential))
    assert ranked(buyer("big", 1000.0), never)["never"].segment == segment


def test_prospects_are_ranked_by_expected_value_else_assumed():
    def prospect(name: str, **fields: Any) -> Customer:
        return buyer(name, None, status=Status.PROSPECT, **fields)

    found = ranked(
        buyer("big", 1200.0),
        prospect("rich", expected_value=90.0),  # 1080 of 1200 a year
        prospect("hopeful", scores=Scores(potential=4)),
        prospect("blank"),
    )
    assert [(c.segment, c.assumed) for c in found.values()] == [
        ("A", False),
        ("A", False),
        ("C", True),
        ("D", True),
    ]


def test_pareto_ranks_by_what_the_larger_customers_bring():
    customers = [buyer(f"C{k}", float(amount)) for k, amount in enumerate((50, 30, 15, 5))]
    # larger ones bring 0, 50, 80, 95 %: A below 80, B below 95
    assert segments(*customers, policy=PARETO) == "AABC"


def test_pareto_gives_equal_customers_the_same_category():
    customers = [buyer(f"C{k}", 10.0) for k in range(10)]
    assert segments(*customers, policy=PARETO) == "A" * 10
    giant = [buyer("giant", 900.0), *(buyer(f"C{k}", 10.0) for k in range(10))]
    assert segments(*giant, policy=PARETO) == "A" + "B" * 10  # the giant alone brings 90 %


def test_a_method_that_does_not_exist_is_refused():
    policy = replace(POLICY, category=CategoryPolicy(method="magic"))
    with pytest.raises(InputError, match=r"category\.method.*level or pareto"):
        ranked(buyer("big", 1.0), policy=policy)


def test_a_file_without_sales_is_all_assumed_c_and_one_note_says_so():
    customers = [buyer(f"C{k}", None) for k in range(3)]
    found = ranked(*customers)
    assert [(c.segment, c.assumed) for c in found.values()] == [("C", True)] * 3
    assert category_notes(customers, found) == (
        "categories: A 0, B 0, C 3, D 0",
        "the file has no sales: every category that is not given is C, assumed",
    )


def test_the_notes_count_categories_and_alarms():
    customers = [buyer("big", 1000.0), buyer("tail", 100.0), buyer("back", -1.0), buyer("?", None)]
    assert category_notes(customers, ranked(*customers)) == (
        "categories: A 1, B 0, C 3, D 0 (C tail 1)",
        "customers whose category is assumed, the value being unknown: 1",
        "customers with an alarm (lapsed buyers, net returns): 1",
    )


def test_the_notes_count_prospects_apart():
    prospect = replace(buyer("maybe", None), status=Status.PROSPECT, expected_value=1000.0)
    customers = [buyer("big", 1000.0), prospect]
    assert category_notes(customers, ranked(*customers)) == (
        "categories: A 1, B 0, C 0, D 0",
        "categories of the prospects, by what they may buy: A 1, B 0, C 0, D 0",
    )


def test_iowa_has_105_a_customers(shared):
    path = shared / "data" / "iowa" / "customers_2019_active.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    customers = [buyer(row["store_number"], float(row["sales_2019_usd"])) for row in rows]
    found = ranked(*customers)
    count = {letter: sum(c.segment == letter for c in found.values()) for letter in "ABCD"}
    # 1,632 buyers; A level = median of the top 163, 686,258 dollars a year
    assert count == {"A": 105, "B": 96, "C": 1431, "D": 0}
