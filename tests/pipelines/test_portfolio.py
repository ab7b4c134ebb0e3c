"""The portfolio of a real team, held against a table that was worked out apart from this code."""

from dataclasses import replace

import pytest

from models.month import Month
from models.policy import Policy
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.portfolio import portfolio
from tests.journeys.tools import rows_of
from tests.shared_data import CHECKOUT

GOLDEN = CHECKOUT / "tests" / "golden" / "austin_outlets.csv"


@pytest.fixture(scope="module")
def austin(shared):
    policy = Policy()
    options = PlanOptions(
        customers=shared / "data" / "texas" / "demo_austin_area_12m.csv",
        month=Month(2017, 9),
        policy=replace(policy, value=replace(policy.value, incomplete_months=("2017-06",))),
        country="US",
        mapping={"customer_id": "permit", "sales_*": "receipts_*"},
    )
    found, _ = portfolio(options)
    return {row.customer.customer_id: row for row in found.rows}


@pytest.mark.parametrize("golden", rows_of(GOLDEN), ids=lambda row: row["permit"])
def test_outlets_in_austin_are_as_warm_and_fall_as_worked_out_by_hand(austin, golden):
    row = austin[golden["permit"]]
    assert row.segment == golden["segment"]
    assert row.warmth.temperature == golden["temperature"]
    assert {True: "yes", False: "no", None: ""}[row.fall.falling] == golden["falling"]
    if golden["temperature"] != "unknown":
        assert row.warmth.actual == pytest.approx(float(golden["actual"]), abs=0.01)
        assert row.warmth.expected == pytest.approx(float(golden["expected"]), abs=0.01)
    if golden["usual"]:
        assert row.fall.usual == pytest.approx(float(golden["usual"]), abs=0.01)


def test_the_table_holds_twenty_outlets_of_every_kind():
    rows = rows_of(GOLDEN)
    assert len(rows) == 20
    assert {row["temperature"] for row in rows} == {"blue", "cool", "warm", "red", "unknown"}
    assert {row["falling"] for row in rows} == {"yes", "no", ""}
