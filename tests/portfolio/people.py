"""Customers made by hand, and what the portfolio says of them."""

from typing import Any

from models.customers import Customer, Sales, Scores
from models.month import Month
from models.places import Place, PlacedBy, Placement
from models.policy import Policy
from scheduler.portfolio import Category, Value, categorise, customer_value, last_month

LAST = Month(2026, 12)


def month_key(number: int) -> str:
    """A month of 2026 by its number; 0 and less are months of 2025."""
    year, month = (2026, number) if number > 0 else (2025, number + 12)
    return f"{year}-{month:02d}"


def buyer(customer_id: str, *amounts: float | None, **fields: Any) -> Customer:
    """A customer whose last amount is that of December 2026; ``None`` is a blank."""
    first = 13 - len(amounts)
    months = {month_key(first + k): a for k, a in enumerate(amounts) if a is not None}
    scores = Scores(**{k: fields.pop(k) for k in ("potential", "growth") if k in fields})
    at = fields.pop("at", None)
    if at is not None:
        fields["placement"] = Placement(Place(*at), PlacedBy.GIVEN, 0.0, "")
    total = fields.pop("total", None)
    sales = fields.pop("sales", None) or Sales(months, total)
    return Customer(
        customer_id=customer_id,
        name=fields.pop("name", customer_id),
        sales=sales,
        scores=scores,
        **fields,
    )


def steady(customer_id: str, amount: float, **fields: Any) -> Customer:
    """A customer who buys the same in every month of 2026."""
    return buyer(customer_id, *[amount] * 12, **fields)


def assessed(
    customers: list[Customer], policy: Policy | None = None
) -> tuple[dict[str, Value], dict[str, Category]]:
    """Values and categories of a whole list."""
    policy = policy or Policy()
    last = last_month(customers) or LAST
    values = {c.customer_id: customer_value(c, last, policy.value) for c in customers}
    return values, dict(categorise(customers, values, policy))
