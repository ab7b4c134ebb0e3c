"""What one planned month means for the next: contacts made, dues missed, territories."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from models.customers import Customer
from models.month import Month
from models.plan import MonthPlan
from scheduler.pipelines.options import Carried, PlanOptions
from scheduler.pipelines.team import Team


def with_carried(team: Team, carried: Carried, month: Month) -> Team:
    """Return the team with the contacts and the territories of the months before.

    What was owed to a customer before this month is made up for by any contact of those months.
    """
    if not carried.months:
        return team
    return replace(
        team,
        customers=tuple(_with_carried(c, carried) for c in team.customers),
        owed={
            customer_id: visit
            for customer_id, visit in team.owed.items()
            if customer_id not in carried.last_visit or visit.date >= month.first
        },
    )


def _with_carried(customer: Customer, carried: Carried) -> Customer:
    planned = carried.last_visit.get(customer.customer_id)
    known = [day for day in (planned, customer.last_visit) if day is not None]
    return replace(
        customer,
        last_visit=max(known, default=None),
        rep_ids=customer.rep_ids or carried.rep_ids.get(customer.customer_id, ()),
    )


def in_another_month(day: dt.date, options: PlanOptions) -> bool:
    """Whether a day lies in another month of the same run."""
    others = (month for month in options.carried.months if month != options.month)
    return any(month.first <= day <= month.last for month in others)


def handed_on(plan: MonthPlan, extras: frozenset[str], before: Carried) -> Carried:
    """Return what a planned month hands on, as if it is made just as it is planned.

    Parameters
    ----------
    extras
        Ids of the extra meetings: without a day, they are not made up for.
    """
    last_visit = dict(before.last_visit)
    for customer_id, day in contacts(plan):
        last_visit[customer_id] = max(day, last_visit.get(customer_id, day))
    missed = {key: day for key, day in before.missed.items() if key not in last_visit}
    for item in plan.result.schedule.unplanned:
        due = plan.problem.need_of[item.visit_id].due
        known = item.customer_id in last_visit or plan.customers[item.customer_id].last_visit
        if not known and item.visit_id not in extras:
            missed[item.customer_id] = min(due, missed.get(item.customer_id, due))
    return Carried(
        months=before.months,
        last_visit=last_visit,
        missed=missed,
        rep_ids={key: customer.rep_ids for key, customer in plan.customers.items()},
    )


def contacts(plan: MonthPlan) -> Iterator[tuple[str, dt.date]]:
    """Yield every contact of a plan: customer and day, in order of days."""
    for visit_id, route in sorted(plan.result.schedule.placed(), key=lambda pair: pair[1].date):
        requirement = plan.problem.requirement_of[visit_id]
        yield requirement.customer_id, route.date
