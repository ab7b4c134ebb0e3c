"""Rows of actuals about the tiny month of tests/factories.py."""

from collections.abc import Iterable

from models.actuals import Actual, ActualStatus
from models.control import FollowedVisit
from models.plan import MonthPlan
from scheduler.control import Followed, followed
from tests.factories import march, tiny_plan


def row(whom: str, day: int, status: str = "done", **fields) -> Actual:
    """A row about a visit (``C1/1``) or, without a number, about a customer (``C1``)."""
    customer_id, _, number = whom.partition("/")
    return Actual(
        customer_id=customer_id,
        visit_id=whom if number else "",
        date=march(day),
        status=ActualStatus(status),
        **fields,
    )


def month(*rows: Actual, plan: MonthPlan | None = None) -> Followed:
    plan = plan or tiny_plan()
    return followed(plan, plan.result.schedule, rows)


def by_id(visits: Iterable[FollowedVisit]) -> dict[str, FollowedVisit]:
    return {visit.visit_id: visit for visit in visits}
