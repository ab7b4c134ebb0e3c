"""What one customer asks for in the month: dues, the row's own number, growth meetings, pins."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from models.actuals import Owed
from models.customers import Channel, Customer, Status
from models.reps import DateRange
from scheduler.requirements.chain import Chain, chain_of, first_part
from scheduler.requirements.dues import Due, Dues, Frame, due_visits, spread_evenly
from scheduler.requirements.growth import (
    GrowthMeetings,
    days_between,
    growth_meetings,
    least_gap,
)
from scheduler.requirements.inputs import RequirementInputs, Standing
from scheduler.requirements.pins import with_pins
from scheduler.requirements.reasons import day_text, dues_text, head_text
from scheduler.requirements.response import effect_of
from scheduler.requirements.spacing import Spacing

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Demand:
    """The contacts of one customer by one channel.

    Parameters
    ----------
    visits
        In order of their ideal days; empty where nothing is due.
    growth
        What the growth goal takes.
    why
        In words and numbers.
    """

    channel: Channel
    visits: tuple[Due, ...]
    spacing: Spacing
    growth: GrowthMeetings
    why: str


@dataclass(frozen=True, slots=True)
class _Case:
    """One customer with what the parts of its demand have in common."""

    customer: Customer
    standing: Standing
    inputs: RequirementInputs
    frame: Frame

    @property
    def chain(self) -> Chain:
        """The customer's due dates."""
        interval_days, policy = self.standing.interval_days, self.inputs.policy.due
        missed = self.inputs.missed.get(self.customer.customer_id)
        return chain_of(self.customer, interval_days, policy, self.owed, missed)

    @property
    def owed(self) -> Owed | None:
        """A visit that was missed or moved and not made since."""
        return self.inputs.owed.get(self.customer.customer_id)

    @property
    def has_dues(self) -> bool:
        """Whether contacts become due by themselves."""
        return has_dues(self.customer, self.standing)


def has_dues(customer: Customer, standing: Standing) -> bool:
    """Whether contacts become due by themselves: not those of prospects (P15)."""
    return standing.channel is not Channel.NONE and customer.status is not Status.PROSPECT


def demands_of(customer: Customer, inputs: RequirementInputs) -> tuple[Demand, ...]:
    """Return what a customer asks for: always its own channel, and visits where those come on top.

    Visits come on top of calls, e-mails and no contact at all where a growth goal or a pin asks.
    """
    standing = inputs.standings[customer.customer_id]
    workdays = inputs.dates_for(customer)
    case = _Case(customer, standing, inputs, Frame.of(inputs.month, workdays))
    own = _own_channel(case)
    if standing.channel is Channel.VISIT:
        return (own,)
    on_top = _visits_on_top(case)
    return (own, on_top) if on_top.visits else (own,)


def _own_channel(case: _Case) -> Demand:
    spacing, visits, words = _regular(case)
    growth = GrowthMeetings()
    visited = case.standing.channel is Channel.VISIT
    if visited and case.has_dues and case.customer.visits is None:
        growth, visits, spacing = _with_growth(case, visits, spacing)
        words += [growth.text] * bool(growth.text)
    if visited or case.standing.channel is Channel.OFFICE:
        visits, spacing, pin_words = _with_pins(case, visits, spacing)
        words += pin_words
    return Demand(case.standing.channel, visits, spacing, growth, "; ".join(words))


def _visits_on_top(case: _Case) -> Demand:
    """Return visits that growth goal and pins ask of a customer who is not visited otherwise."""
    spacing = Spacing.of(case.customer, max(1, case.standing.interval_days), case.inputs.policy.due)
    growth = GrowthMeetings()
    visits: tuple[Due, ...] = ()
    if case.has_dues:
        growth, visits, spacing = _with_growth(case, visits, spacing)
    words: list[str] = []
    if case.standing.channel is not Channel.OFFICE:  # a pin there is a meeting at our office
        visits, spacing, words = _with_pins(case, visits, spacing)
    told = [f"{case.standing.segment}: visits on top", *[growth.text] * bool(growth.text), *words]
    return Demand(Channel.VISIT, visits, spacing, growth, "; ".join(told))


def _regular(case: _Case) -> tuple[Spacing, tuple[Due, ...], list[str]]:
    """Return the dues of the chain, or as many visits as the row asks for."""
    policy, customer, standing = case.inputs.policy.due, case.customer, case.standing
    spacing = Spacing.of(customer, max(1, standing.interval_days), policy)
    if standing.channel is Channel.NONE:
        return spacing, (), [standing.reason or "no contact"]
    dues = Dues()
    if case.has_dues:
        dues = due_visits(case.chain, spacing, case.inputs.month, case.frame.workdays)
        told = dues_text(customer, case.chain, dues, case.inputs.month, case.owed)
        words = [head_text(standing), told]
    else:
        words = ["prospect: no visit is due"]
    if customer.visits is None or customer.visits == len(dues.visits):
        return spacing, dues.visits, words
    visits, spacing = _evenly(case, customer.visits)
    told = f"{customer.visits} visit{'' if customer.visits == 1 else 's'} asked for by the row"
    return spacing, visits, [head_text(standing) if case.has_dues else "prospect", told]


def _evenly(case: _Case, wanted: int) -> tuple[tuple[Due, ...], Spacing]:
    """Return the row's own number of visits, evenly spread; a single one may lie on any day.

    Were all customers due on the same days, those would be too full and the others empty.
    """
    month, policy = case.inputs.month, case.inputs.policy.due
    count = min(wanted, len(case.frame.workdays))  # more than workdays is reported as a problem
    ideal = max(1, len(month.days()) // max(1, count))
    spacing = Spacing.of(case.customer, ideal, policy)
    part = first_part(case.customer, month.first, ideal, policy)
    visits = spread_evenly(count, month, case.frame.workdays, part) if count else ()
    if count > 1:
        windows = [case.frame.window(visit.due, spacing.tolerance_days) for visit in visits]
        visits = tuple(
            replace(visit, earliest=first, latest=last)
            for visit, (first, last) in zip(visits, windows, strict=True)
        )
    return visits, _fitted(visits, spacing, case)


def _with_growth(
    case: _Case, dues: tuple[Due, ...], spacing: Spacing
) -> tuple[GrowthMeetings, tuple[Due, ...], Spacing]:
    """Return the dues with the extra meetings that the growth goal takes (P12)."""
    policy = case.inputs.policy
    effect = effect_of(case.customer, case.standing, policy)
    growth = growth_meetings(case.customer.growth_goal, effect, len(dues), policy.growth)
    for count in range(growth.count, 0, -1):
        visits = _mixed(case, dues, count)
        if not visits:
            continue
        gap = least_gap(spacing.min_gap_days, len(visits), len(case.inputs.month.days()))
        # A least gap that the row gives is kept: fewer meetings rather than closer ones.
        gap = case.customer.min_gap_days or gap
        fitted = _fitted(visits, replace(spacing, min_gap_days=gap), case)
        if fitted.min_gap_days == gap or case.customer.min_gap_days is None:
            text = growth.text
            if count < growth.count:
                text += f"; only {count} kept: there is no room for more"
            return replace(growth, count=count, text=text), visits, fitted
    if growth.count:
        text = growth.text + "; none kept: there is no room in the month"
        growth = replace(growth, count=0, text=text)
    return growth, dues, spacing


def _mixed(case: _Case, dues: tuple[Due, ...], count: int) -> tuple[Due, ...]:
    """Return dues and extra meetings in order; empty where the month has no room for so many."""
    month, last_visit = case.inputs.month, case.customer.last_visit
    start = month.first if last_visit is None else max(month.first, last_visit + _DAY)
    if start > month.last:
        return ()
    span = DateRange(start, month.last)
    ideals = [visit.ideal for visit in dues]
    days = days_between(ideals, count, _neighbours(case, start), span)
    if len({*days, *ideals}) < count + len(dues):
        return ()
    length = max(1, len(month.days()) // (count + len(dues)))
    # An extra meeting has no due date to keep: it may lie anywhere in its own part of the month,
    # and the least gap keeps it from its neighbours.
    tolerance = max(case.inputs.policy.due.tolerance_days(length), length // 2)
    extras = [Due(day, *case.frame.window(day, tolerance), extra=True) for day in days]
    return tuple(sorted([*dues, *extras], key=lambda visit: visit.ideal))


def _neighbours(case: _Case, start: dt.date) -> tuple[dt.date, dt.date]:
    """Return the contacts before and after the month."""
    interval = dt.timedelta(days=case.standing.interval_days)
    before = case.chain.between(start - 2 * interval, start - _DAY)
    previous = before[-1] if before else start - interval
    last_visit = case.customer.last_visit
    if last_visit is not None:
        previous = last_visit
    return previous, case.chain.after(case.inputs.month.last)


def _with_pins(
    case: _Case, visits: tuple[Due, ...], spacing: Spacing
) -> tuple[tuple[Due, ...], Spacing, list[str]]:
    month = case.inputs.month
    pins = [
        pin
        for pin in case.inputs.pins_of.get(case.customer.customer_id, ())
        if month.first <= pin.date <= month.last
    ]
    if not pins:
        return visits, spacing, []
    pinned = with_pins(visits, pins, case.inputs)
    added = len(pinned) - len(visits)
    words = ["pinned to " + ", ".join(day_text(pin.date, month) for pin in pins)]
    if added:
        words.append(f"+{added} visit{'' if added == 1 else 's'} for pins beyond the dues")
    return pinned, _fitted(pinned, spacing, case), words


def _fitted(visits: Sequence[Due], spacing: Spacing, case: _Case) -> Spacing:
    """Return the spacing with gaps that the ideal days keep, each on its nearest workday.

    So what growth meetings, pins and the row's own number ask for is possible by construction.
    """
    days = [v.pin.date if v.pin is not None else case.frame.nearest(v) for v in visits]
    gaps = [(after - before).days for before, after in pairwise(days)]
    return replace(
        spacing,
        min_gap_days=max(1, min([spacing.min_gap_days, *gaps])),
        max_gap_days=max([spacing.max_gap_days, *gaps]),
    )
