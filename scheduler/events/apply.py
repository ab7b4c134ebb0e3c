"""A published plan and what happened since, as a new problem."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise

from models.events import Event, EventKind
from models.problem import MonthProblem, Pin, Requirement, TravelMatrix, VisitNeed, Workday
from scheduler.events.published import Published


@dataclass(frozen=True, slots=True)
class LapsedPin:
    """A pin that cannot be kept after what has happened."""

    pin: Pin
    name: str


@dataclass(frozen=True, slots=True)
class Replanned:
    """The new problem, and what had to be given up on the way."""

    problem: MonthProblem
    lapsed: tuple[LapsedPin, ...]


@dataclass(frozen=True, slots=True)
class _Events:
    """The events as the requirements need them."""

    published: Published
    sick: AbstractSet[tuple[str, dt.date]]
    closed: Mapping[str, AbstractSet[dt.date]]
    gone: AbstractSet[str]
    moved: Mapping[str, Event]
    highest: float

    def target(self, visit_id: str) -> Pin:
        """Return the pin of a visit that was moved by hand."""
        event, at = self.moved[visit_id], self.published.slots[visit_id]
        return Pin(visit_id, event.target, event.to_rep or at.rep_id, event.time_min)

    def has_lost_its_day(self, visit_id: str, req: Requirement) -> bool:
        """Whether an event took the day that a visit had in the published plan."""
        at = self.published.slots.get(visit_id)
        if at is None or visit_id in self.published.history or visit_id in self.moved:
            return False
        return (at.rep_id, at.date) in self.sick or at.date in self.closed_for(req)

    def is_late(self, need: VisitNeed, req: Requirement) -> bool:
        """Whether a visit without a day of its own may come late: an event took it, or its window is over."""
        if need.visit_id in self.published.history or need.visit_id in self.moved:
            return False
        return need.latest < self.published.first or self.has_lost_its_day(need.visit_id, req)

    def is_left(self, day: Workday, req: Requirement) -> bool:
        """Whether a workday is left for a requirement, its opening hours aside."""
        return (
            day.rep_id in req.rep_ids
            and day.date >= self.published.first
            and (day.rep_id, day.date) not in self.sick
            and day.date not in req.forbidden | self.closed_for(req)
        )

    def closed_for(self, req: Requirement) -> AbstractSet[dt.date]:
        """Return the days on which nobody can come; a call is still possible."""
        return frozenset() if req.is_desk else self.closed.get(req.customer_id, frozenset())


def apply_events(
    published: Published,
    events: Sequence[Event],
    urgent: Sequence[Requirement] = (),
    travel: Mapping[str, TravelMatrix] | None = None,
) -> Replanned:
    """Turn a published plan and what happened into the problem of the re-plan.

    History is pinned to rep, day and time. A visit that lost its day to an event, or whose window is over, may be made
    until the month ends, late being better than not at all, and so may those of the customer behind it; every other one
    keeps its window from the date of re-planning on.

    Parameters
    ----------
    events
        Sound: `scheduler.events.check_events` finds nothing wrong in them.
    urgent
        What urgent events ask for.
    travel
        Matrices that hold the urgent customers as well; by default those of the plan.
    """
    old = published.problem
    asked = _events(published, events)
    lapsed: list[LapsedPin] = []
    workdays = tuple(d for d in old.workdays if (d.rep_id, d.date) not in asked.sick)
    changed = [_requirement(req, asked, lapsed) for req in old.requirements]
    left = {need.visit_id for req in changed for need in req.visits}
    problem = replace(
        old,
        workdays=workdays,
        requirements=(
            *(req for req in changed if req.visits),
            *(replace(req, forbidden=req.forbidden | asked.closed_for(req)) for req in urgent),
        ),
        travel=old.travel if travel is None else travel,
        reserve_min=_reserve(old, workdays),
        published={
            visit: (at.rep_id, at.date) for visit, at in published.slots.items() if visit in left
        },
        history_before=published.first,
    )
    return Replanned(problem, tuple(lapsed))


def _events(published: Published, events: Sequence[Event]) -> _Events:
    about: dict[EventKind, dict[str, Event]] = {EventKind.CANCELLED: {}, EventKind.MOVED: {}}
    for event in events:
        visit_id = published.visit_of(event)
        if event.kind in about and visit_id is not None:
            about[event.kind][visit_id] = event
    return _Events(
        published,
        published.sick_days(events),
        published.closed_days(events),
        about[EventKind.CANCELLED].keys(),
        about[EventKind.MOVED],
        max((need.priority for need in published.problem.need_of.values()), default=0.0),
    )


def _requirement(req: Requirement, asked: _Events, lapsed: list[LapsedPin]) -> Requirement:
    """Return what is left to do for a customer, history pinned."""
    ids = [need.visit_id for need in req.visits]
    kept = [need for need in req.visits if need.visit_id not in asked.gone]
    late = any(asked.is_late(need, req) for need in kept)
    # A gap across a visit that was called off, or that comes late, is nobody's choice.
    between = any(a not in asked.gone and b in asked.gone for a, b in pairwise(ids))
    free = late or (between and ids[-1] not in asked.gone)
    changed = replace(
        req,
        visits=tuple(_needs(_in_order(kept, req, asked), req, asked)),
        max_gap_days=None if free else req.max_gap_days,
        forbidden=req.forbidden | asked.closed_for(req),
        pins=(),
    )
    pins = []
    old_pins = {pin.visit_id: pin for pin in req.pins}
    for need in kept:
        pin = _pin(need.visit_id, old_pins.get(need.visit_id), asked)
        if pin is not None and not _can_be_kept(pin, req, asked):
            lapsed.append(LapsedPin(pin, req.name))
        elif pin is not None:
            pins.append(pin)
    return _with_room(replace(changed, pins=tuple(pins)), asked)


def _needs(needs: Iterable[VisitNeed], req: Requirement, asked: _Events) -> Iterator[VisitNeed]:
    """Yield visits, in order, with the days that are left for them; who comes behind a late one may be late."""
    first, last = asked.published.first, asked.published.problem.month.last
    late = False
    for need in needs:
        late = late or asked.is_late(need, req)
        if need.visit_id in asked.published.history:
            yield need
        elif need.visit_id in asked.moved:
            yield _moved(need, req, asked)
        else:
            latest = last if late else need.latest
            yield replace(need, earliest=max(need.earliest, first), latest=latest)


def _moved(need: VisitNeed, req: Requirement, asked: _Events) -> VisitNeed:
    """Return a visit that was moved by hand: its day is kept before anything else of the customer."""
    day = asked.moved[need.visit_id].target
    return replace(
        need,
        earliest=min(max(need.earliest, asked.published.first), day),
        latest=max(need.latest, day),
        priority=max(asked.highest, sum(other.priority for other in req.visits)),
    )


def _in_order(needs: Sequence[VisitNeed], req: Requirement, asked: _Events) -> list[VisitNeed]:
    """Return visits in the order of their days.

    What was made comes first. A move by hand may have overtaken a neighbour, and a late visit may
    have no day left that is far enough before the next one.
    """
    made = [need for need in needs if need.visit_id in asked.published.history]
    rest = [need for need in needs if need.visit_id not in asked.published.history]
    if any(need.visit_id in asked.moved or asked.is_late(need, req) for need in rest):
        rest = sorted(rest, key=lambda need: _day(need, req, asked))
    return made + rest


def _day(need: VisitNeed, req: Requirement, asked: _Events) -> dt.date:
    """Return the day of a visit; of a late one, the first on which the next of the customer could follow."""
    if need.visit_id in asked.moved:
        return asked.moved[need.visit_id].target
    at = asked.published.slots.get(need.visit_id)
    day = need.due if at is None else at.date
    if not asked.is_late(need, req):
        return day
    left = (k.date for k in asked.published.problem.workdays if asked.is_left(k, req))
    return max(day, min(left, default=day) + dt.timedelta(days=req.min_gap_days))


def _pin(visit_id: str, old: Pin | None, asked: _Events) -> Pin | None:
    if visit_id in asked.published.history:
        at = asked.published.slots[visit_id]
        return Pin(visit_id, at.date, at.rep_id, at.time_min)
    return asked.target(visit_id) if visit_id in asked.moved else old


def _can_be_kept(pin: Pin, req: Requirement, asked: _Events) -> bool:
    """Whether a working day is left on which a pin holds; history always holds."""
    if pin.visit_id in asked.published.history:
        return True
    problem = asked.published.problem
    return any(
        asked.is_left(day, req) and pin.allows(day.rep_id, day.date, problem.week_start)
        for day in problem.workdays
    )


def _with_room(req: Requirement, asked: _Events) -> Requirement:
    """Return the requirement with gaps that history and moves by hand keep."""
    if not any(need.visit_id in asked.moved for need in req.visits):
        return req
    fixed = {pin.visit_id: pin.date for pin in req.pins}
    days = [fixed.get(need.visit_id) for need in req.visits]
    gaps = [(b - a).days for a, b in pairwise(days) if a is not None and b is not None]
    most = req.max_gap_days
    return replace(
        req,
        min_gap_days=max(1, min([req.min_gap_days, *gaps])),
        max_gap_days=None if most is None else max([most, *gaps]),
    )


def _reserve(old: MonthProblem, workdays: Sequence[object]) -> dict[str, float]:
    """Return the time kept for finding customers, less the share of days that are lost (P15)."""
    kept = set(workdays)
    found = {}
    for rep_id, minutes in old.reserve_min.items():
        days = old.workdays_of(rep_id)
        before = sum(day.minutes for day in days)
        after = sum(day.minutes for day in days if day in kept)
        found[rep_id] = minutes * after / before if before else minutes
    return found
