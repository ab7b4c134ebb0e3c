"""Half a year of requirements: what is due every month, and what once in three."""

from collections import Counter
from pathlib import Path

import pytest

from models.month import Month
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.plan import prepare

MAPPING = {"customer_id": "store_number", "postcode": "zip", "sales_12m": "sales_2019_usd"}


@pytest.fixture(scope="module")
def half_a_year(shared: Path) -> tuple[dict[str, str], list[Counter[str]]]:
    """Segments by customer, and visits by customer for each month from December 2026 on."""
    folder = shared / "data" / "iowa"
    months, month = [], Month(2026, 12)
    segments: dict[str, str] = {}
    for _ in range(6):
        options = PlanOptions(
            customers=folder / "customers_2019_active.csv",
            reps=folder / "reps.csv",
            mapping=MAPPING,
            country="US",
            month=month,
        )
        rows = prepare(options).rows
        segments = {row.customer_id: row.segment for row in rows}
        months.append(Counter({row.customer_id: row.visits for row in rows}))
        month = month.next()
    return segments, months


def test_every_a_customer_is_due_each_month(half_a_year):
    segments, months = half_a_year
    ours = [key for key, segment in segments.items() if segment == "A"]
    assert len(ours) > 50
    assert {month[key] for month in months for key in ours} == {1}


def test_every_b_and_c_customer_is_due_once_in_any_three_months(half_a_year):
    segments, months = half_a_year
    others = [key for key, segment in segments.items() if segment in {"B", "C"}]
    assert len(others) > 1_000
    for first in range(4):
        three = months[first : first + 3]
        counts = Counter(sum(month[key] for month in three) for key in others)
        assert counts == {1: len(others)}, f"from month {first}"


def test_months_ask_for_about_the_same(half_a_year):
    _, months = half_a_year
    totals = [month.total() for month in months]
    assert max(totals) <= 1.25 * min(totals)
