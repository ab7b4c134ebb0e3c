"""What the portfolio says of each customer: for the month's requirements, and told with the visit."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from models.customers import Customer, Segment
from models.errors import InputError, InputProblem
from models.month import Month
from models.policy import Policy
from models.portfolio import Fall, Likeness, Temperature, Warmth
from models.requirement import ASK
from scheduler.portfolio import (
    Category,
    Treatment,
    Value,
    categorise,
    category_notes,
    customer_value,
    falls,
    last_month,
    lifted,
    likeness_notes,
    look_alikes,
    temperatures,
    treatment,
    value_notes,
)
from scheduler.requirements import RequirementSet, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What is known of each customer, by id.

    Parameters
    ----------
    last
        Latest month with sales in the file; without any, the month before the planned one.
    treatments
        A customer that resembles the A customers gets that of one category higher (P7).
    notes
        What a manager should know of the whole list.
    """

    last: Month
    values: Mapping[str, Value]
    categories: Mapping[str, Category]
    likes: Mapping[str, Likeness]
    treatments: Mapping[str, Treatment]
    warmth: Mapping[str, Warmth]
    falls: Mapping[str, Fall]
    notes: tuple[str, ...]


def assess(customers: Sequence[Customer], policy: Policy, month: Month) -> Assessment:
    """Assess all customers of a team.

    Parameters
    ----------
    month
        The planned one: totals without months are taken to end with the month before it.

    Raises
    ------
    InputError
        If a setting of the policy fits neither the practice nor the list.
    """
    _check_columns(customers, policy)
    last = last_month(customers) or _before(month)
    values = {c.customer_id: customer_value(c, last, policy.value) for c in customers}
    categories = categorise(customers, values, policy)
    likes = look_alikes(customers, values, categories, policy)
    treatments = {
        c.customer_id: _treatment(c, categories[c.customer_id], likes.get(c.customer_id), policy)
        for c in customers
    }
    return Assessment(
        last=last,
        values=values,
        categories=categories,
        likes=likes,
        treatments=treatments,
        warmth=temperatures(customers, values, categories, likes, policy),
        falls=falls(customers, categories, policy),
        notes=(
            *category_notes(customers, categories),
            *value_notes(customers, values, policy.value),
            *likeness_notes(likes, policy.lookalike),
        ),
    )


def standings_of(assessed: Assessment) -> dict[str, Standing]:
    """Return what the requirements are made from, by customer."""
    return {
        key: Standing(
            segment=assessed.categories[key].segment.value,
            channel=treated.channel,
            interval_days=treated.interval_days,
            value=assessed.values[key].amount,
            assumed=assessed.categories[key].assumed,
            reason=treated.reason,
        )
        for key, treated in assessed.treatments.items()
    }


def with_remarks(asked: RequirementSet, assessed: Assessment, policy: Policy) -> RequirementSet:
    """Return the requirements with what should be known or asked at the visit in their reasons.

    Falling sales and the questions about them (P10), a blue A customer (P9), a likeness (P7).
    """
    remarks = {key: text for key in assessed.values if (text := remark(key, assessed, policy))}
    return replace(
        asked,
        rows=tuple(
            replace(row, why=f"{row.why}; {remarks[row.customer_id]}")
            if row.customer_id in remarks
            else row
            for row in asked.rows
        ),
        requirements=tuple(
            replace(req, why=f"{req.why}; {remarks[req.customer_id]}")
            if req.customer_id in remarks
            else req
            for req in asked.requirements
        ),
    )


def remark(key: str, assessed: Assessment, policy: Policy) -> str:
    """Return what should be known or asked at the visit to a customer; empty where nothing."""
    told = []
    likeness, fall, warmth = assessed.likes.get(key), assessed.falls[key], assessed.warmth[key]
    if likeness is not None and policy.lookalike.lift:
        told.append(f"treated as {likeness.segment}, for {likeness.reason}")
    if assessed.categories[key].segment is Segment.A and warmth.temperature is Temperature.BLUE:
        told.append(f"blue: {warmth.note}")
    if fall.falling:
        told.append(f"sales are falling: {fall.note}{ASK}{' '.join(policy.falling.questions)}")
    return "; ".join(told)


def _treatment(
    customer: Customer, category: Category, likeness: Likeness | None, policy: Policy
) -> Treatment:
    treated = treatment(customer, lifted(category, likeness, policy.lookalike), policy)
    if likeness is None or not policy.lookalike.lift:
        return treated
    return replace(treated, reason=f"{treated.reason}, lifted from {category.segment} by likeness")


def _check_columns(customers: Sequence[Customer], policy: Policy) -> None:
    """Refuse columns to compare by that the list does not have."""
    known = set(customers[0].extra) if customers else set()
    what = "the list has no such column, or Rounds uses it otherwise"
    advice = f"name one of {', '.join(sorted(known)) or 'no further columns'}"
    problems = [
        InputProblem("policy", 0, "lookalike.columns", name, what, advice)
        for name in policy.lookalike.columns
        if customers and name not in known
    ]
    if problems:
        raise InputError(problems)


def _before(month: Month) -> Month:
    return Month.of(month.first - dt.timedelta(days=1))
