"""A year of every rep and of every customer: what there is room for, and what is to be done (P13, P23)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

import numpy as np

from models.customers import Channel, Customer, Segment, Status
from models.errors import InputError, InputProblem
from models.month import months_of
from models.places import great_circle_m
from models.policy import Policy
from models.reps import Rep
from models.staffing import DrivingNorm, Operation, RepYear
from scheduler.calendars import HolidayCalendar, holiday_calendar, workdays
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.staffing_measure import norm_for
from scheduler.requirements import Standing, growth_meetings
from scheduler.requirements.norms import is_shop, minutes_of
from scheduler.requirements.prizes import margin_of
from scheduler.requirements.response import MONTH_DAYS, effect_of
from scheduler.staffing import Care, CustomerYear, Offer, yearly_tasks

_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A customer's year with the rep who serves it now.

    Parameters
    ----------
    way_min
        From the rep's home and back; ``None`` where one of them has no place.
    offers
        Visits that are due, and extra meetings, in money; driving not yet in their minutes.
    """

    customer: Customer
    rep_id: str
    year: CustomerYear
    way_min: float | None
    offers: tuple[Offer, ...]


def rep_years(reps: Sequence[Rep], options: PlanOptions) -> Mapping[str, RepYear]:
    """Return the year from the month of the options on, by rep, as if each were employed all of it."""
    months = months_of(options.month, _MONTHS)
    calendars = [holiday_calendar(options.country, month, options.policy) for month in months]
    return {rep.rep_id: _rep_year(rep, calendars, options.policy) for rep in reps}


def _rep_year(rep: Rep, calendars: Sequence[HolidayCalendar], policy: Policy) -> RepYear:
    whole = replace(rep, absences=(), start_date=None, end_date=None)
    present = replace(rep, start_date=None, end_date=None)
    days = [day for c in calendars for day in workdays(whole, c.month, c, policy)]
    ordinary = [
        day
        for c in calendars
        for day in workdays(whole, c.month, HolidayCalendar(c.month, None), policy)
    ]
    there = [day for c in calendars for day in workdays(present, c.month, c, policy)]
    away = max(policy.staffing.absence_days, len(days) - len(there))
    share = rep.prospecting_share
    return RepYear(
        weekdays=len(ordinary),
        free_days=len(ordinary) - len(days),
        away_days=min(len(days), away),
        day_min=fmean(day.minutes for day in days) if days else 0.0,
        day_places=fmean(day.cap for day in days) if days else 0.0,
        prospecting_share=policy.capacity.prospecting_share if share is None else share,
    )


def served_customers(
    customers: Sequence[Customer],
    standings: Mapping[str, Standing],
    reps: Sequence[Rep],
    norms: Sequence[DrivingNorm],
    policy: Policy,
) -> tuple[Served, ...]:
    """Return the year of everybody who is no prospect."""
    typical = _typical(standings)
    ways = _ways(customers, reps, policy)
    found = []
    for customer in customers:
        if customer.status is Status.PROSPECT:
            continue
        standing = standings[customer.customer_id]
        care = _care(customer, standing, policy)
        norm = norm_for(customer.rep_ids[0], norms)
        way = ways.get(customer.customer_id)
        year = CustomerYear(
            customer_id=customer.customer_id,
            group=care.group,
            tasks=yearly_tasks(care, policy),
            drive_min=norm.per_meeting if way is None else norm.to(way),
        )
        offers = _offers(customer, standing, (care, typical), policy)
        found.append(
            Served(
                customer=customer,
                rep_id=customer.rep_ids[0],
                year=year,
                way_min=way,
                offers=offers,
            )
        )
    return tuple(found)


def _care(customer: Customer, standing: Standing, policy: Policy) -> Care:
    dues = max(1, round(MONTH_DAYS / max(1, standing.interval_days)))
    effect = effect_of(customer, standing, policy)
    return Care(
        segment=standing.segment,
        channel=standing.channel,
        interval_days=standing.interval_days,
        minutes=minutes_of(customer, standing.channel, policy.time),
        visit_minutes=minutes_of(customer, Channel.VISIT, policy.time),
        shop=customer.visit_minutes is None and is_shop(customer, policy.time),
        growth=growth_meetings(customer.growth_goal, effect, dues, policy.growth).count,
    )


def _offers(
    customer: Customer,
    standing: Standing,
    given: tuple[Care, Mapping[str, float]],
    policy: Policy,
) -> tuple[Offer, ...]:
    """Return the visits of a year by what they earn; the k-th of a month twelve times."""
    care, typical = given
    if standing.channel is not Channel.VISIT or not standing.interval_days:
        return ()
    if effect_of(customer, standing, policy) is None:
        standing = replace(standing, value=typical.get(standing.segment, typical.get("", 0.0)))
    effect = effect_of(customer, standing, policy)
    assert effect is not None, "a value is assumed where none is known"
    margin = margin_of(customer, policy)
    dues = max(1, round(MONTH_DAYS / standing.interval_days))
    sales = effect.gains(dues, max(0, policy.growth.max_meetings - dues))
    times = 12 * MONTH_DAYS / standing.interval_days / dues
    return tuple(
        Offer(
            times=times if k < dues else _MONTHS,
            minutes=care.visit_minutes,
            earns=margin * amount,
            sales=amount,
            due=k < dues + care.growth,
        )
        for k, amount in enumerate(sales)
    )


def _typical(standings: Mapping[str, Standing]) -> Mapping[str, float]:
    """Return the mean of the known sales by category, and of all under the empty name."""
    known: dict[str, list[float]] = {}
    for standing in standings.values():
        if standing.value is not None and standing.value > 0:
            known.setdefault(standing.segment, []).append(standing.value)
            known.setdefault("", []).append(standing.value)
    return {segment: fmean(values) for segment, values in known.items()}


def _ways(
    customers: Sequence[Customer], reps: Sequence[Rep], policy: Policy
) -> Mapping[str, float]:
    """Return the minutes from the home of each customer's rep, and to the end of the day."""
    travel = policy.travel
    found: dict[str, float] = {}
    for rep in reps:
        if rep.placement is None:
            continue
        own = [
            (c, c.placement.place) for c in customers if c.rep_ids[0] == rep.rep_id and c.placement
        ]
        if not own:
            continue
        points = np.array([(place.lat, place.lon) for _, place in own])
        ends = [rep.placement.place, (rep.end_placement or rep.placement).place]
        legs = [
            np.maximum(
                travel.min_leg_min,
                great_circle_m(points, np.array([end.lat, end.lon]))
                * travel.detour_factor * 60 / (travel.speed_kmh * 1000),
            )
            for end in ends
        ]  # fmt: skip
        found |= {
            c.customer_id: float(way) for (c, _), way in zip(own, np.sum(legs, axis=0), strict=True)
        }
    return found


def other_minutes(served: Sequence[Served]) -> tuple[float, float]:
    """Return the minutes and the meetings of a year beside visits: desk work, presentations, paperwork."""
    visits = {Operation.VISIT, Operation.SHOP_VISIT}
    minutes = meetings = 0.0
    for one in served:
        for task in one.year.tasks:
            if task.operation in visits and one.offers:
                continue
            drive = one.year.drive_min if task.operation.is_meeting else 0.0
            minutes += task.times * (task.minutes + drive)
            meetings += task.times * task.operation.is_meeting
    return minutes, meetings


def check_tables(policy: Policy) -> None:
    """Refuse numbers a year that are not one for each category.

    Raises
    ------
    InputError
        With each of them.
    """
    problems = [
        InputProblem("policy", 0, f"staffing.{name}", str(list(told)), what, advice)
        for name, told in (
            ("presentations", policy.staffing.presentations),
            ("contracts", policy.staffing.contracts),
        )
        if len(told) != len(Segment) or min(told) < 0
        for what, advice in [("this is not one number a category", "give four, for A, B, C and D")]
    ]
    if problems:
        raise InputError(problems)
