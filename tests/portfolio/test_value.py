"""P2: average monthly sales over the last 12 months."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from models.customers import Customer, Sales, Status
from models.month import Month
from models.policy import ValuePolicy
from scheduler.portfolio import customer_value, last_month, value_notes

POLICY = ValuePolicy()
LAST = Month(2026, 12)


def customer(months: dict[str, float] | None = None, **fields: Any) -> Customer:
    total = fields.pop("total", None)
    return Customer(customer_id="C1", name="Acme", sales=Sales(months or {}, total), **fields)


def monthly(first: int, last: int, amount: float = 100.0) -> dict[str, float]:
    """Sales of the months `first` to `last` of 2026; 0 and less are months of 2025."""
    found = {}
    for number in range(first, last + 1):
        year, month = (2026, number) if number > 0 else (2025, number + 12)
        found[f"{year}-{month:02d}"] = amount
    return found


def value(who: Customer, last: Month | None = LAST, policy: ValuePolicy = POLICY):
    found = customer_value(who, last, policy)
    return found.amount, found.months


def test_twelve_months_are_summed_and_divided_by_twelve():
    assert value(customer(monthly(1, 12) | {"2026-12": 1300.0})) == (200.0, 12)  # 2400 / 12


def test_only_the_last_twelve_months_of_the_whole_file_count():
    # 2025 brought 1000 a month, 2026 brings 100
    assert value(customer(monthly(-11, 0, 1000.0) | monthly(1, 12))) == (100.0, 12)


def test_the_last_month_is_that_of_the_whole_file():
    others = [customer(monthly(1, 6)), customer(monthly(1, 11)), customer()]
    assert last_month(others) == Month(2026, 11)
    assert last_month([customer(total=1200.0)]) is None


def test_a_younger_customer_is_divided_by_the_months_since_the_first_purchase():
    assert value(customer(monthly(10, 12))) == (100.0, 3)
    # the first purchase in August, the figures only from October: 300 / 5 months
    young = customer(monthly(10, 12), first_purchase=dt.date(2026, 8, 31))
    assert value(young) == (60.0, 5)


def test_zeros_before_the_first_purchase_say_nothing():
    since_july = customer(monthly(1, 6, 0.0) | monthly(7, 12), first_purchase=dt.date(2026, 7, 1))
    assert value(since_july) == (100.0, 6)
    assert value(customer(monthly(1, 6, 0.0) | monthly(7, 12))) == (50.0, 12)


def test_sales_before_the_first_purchase_win_over_it():
    early = customer(monthly(7, 12), first_purchase=dt.date(2026, 10, 1))
    assert value(early) == (100.0, 6)


def test_a_first_purchase_long_ago_does_not_turn_leading_blanks_into_zeros():
    assert value(customer(monthly(7, 12), first_purchase=dt.date(2015, 1, 1))) == (100.0, 6)


def test_a_blank_between_the_first_and_the_last_month_reported_is_zero():
    gap = monthly(1, 12)
    del gap["2026-05"]
    assert value(customer(gap)) == (pytest.approx(1100 / 12), 12)


def test_a_blank_after_the_last_month_reported_is_not_zero():
    found = customer_value(customer(monthly(1, 6)), LAST, POLICY)
    assert (found.amount, found.months) == (100.0, 6)
    assert "do not count as zero" in found.note


def test_an_incomplete_month_counts_neither_as_sales_nor_as_a_month():
    policy = ValuePolicy(incomplete_months=("2026-12", "2026-03"))
    partial = monthly(1, 12) | {"2026-12": 5.0}
    del partial["2026-03"]
    assert value(customer(partial), LAST, policy) == (100.0, 10)


def test_no_history_is_unknown_and_never_zero():
    assert value(customer()) == (None, 0)


def test_history_that_ends_before_the_twelve_months_is_unknown():
    found = customer_value(customer({"2024-05": 100.0}), LAST, POLICY)
    assert found.amount is None
    assert "last reported 2024-05" in found.note


def test_returns_count_negative():
    assert value(customer(monthly(1, 12, 0.0) | {"2026-12": -240.0})) == (-20.0, 12)


def test_a_total_is_divided_by_twelve_or_by_the_months_since_the_first_purchase():
    assert value(customer(total=1200.0), None) == (100.0, 12)
    young = customer(total=1200.0, first_purchase=dt.date(2026, 10, 5))
    assert value(young) == (400.0, 3)  # October, November, December
    assert value(customer(total=1200.0, first_purchase=dt.date(2020, 1, 1))) == (100.0, 12)
    future = customer(total=1200.0, first_purchase=dt.date(2027, 3, 1))
    assert value(future) == (1200.0, 1)


def test_months_win_over_a_total():
    assert value(customer(monthly(1, 12), total=9999.0)) == (100.0, 12)


def test_the_twelve_months_may_span_29_february():
    leap = {f"2023-{m:02d}": 100.0 for m in range(3, 13)} | {"2024-01": 100.0, "2024-02": 1300.0}
    assert value(customer(leap), Month(2024, 2)) == (200.0, 12)


def test_the_notes_count_the_unknown_and_the_young():
    old, young, unknown = (
        Customer(customer_id=name, name=name, sales=Sales(months))
        for name, months in (("old", monthly(1, 12)), ("young", monthly(11, 12)), ("unknown", {}))
    )
    prospect = replace(unknown, customer_id="prospect", status=Status.PROSPECT)
    listed = [old, young, unknown, prospect]
    values = {c.customer_id: customer_value(c, LAST, POLICY) for c in listed}
    assert value_notes(listed, values, POLICY) == (
        "the value of 1 of 3 customers is unknown: no sales history",
        "customers whose value is an average over fewer than 12 months: 1",
    )
