"""What must be done in a month: visits, their windows and spacing, and the pins on them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.customers import Channel
from models.month import week_of
from models.places import Place
from models.reps import Span

ASK = ". Ask: "
"""Stands between the reasons for a visit and the questions to ask there."""


class Kind(StrEnum):
    """What a stop is for."""

    VISIT = "visit"
    PROSPECT = "prospect"
    DESK = "desk"


class Fill(StrEnum):
    """What spare capacity is spent on, where that is asked for (P16)."""

    INTERVAL = "interval"
    GROWTH = "growth"
    PROSPECTS = "prospects"


class Strength(StrEnum):
    """How firmly a pin holds: to rep and day (and time), to the day, or to the week."""

    FIXED = "fixed"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Pin:
    """An appointment that a plan must keep.

    Parameters
    ----------
    visit_id
        The visit that is pinned.
    date
        Its day, or any day of its week where `strength` is ``WEEK``.
    rep_id
        The rep who must make it; ``None`` leaves the rep open.
    time_min
        The minute at which it must begin; ``None`` leaves the time open.
    """

    visit_id: str
    date: dt.date
    rep_id: str | None = None
    time_min: int | None = None
    strength: Strength = Strength.FIXED

    def allows(self, rep_id: str, day: dt.date, week_start: int = 0) -> bool:
        """Whether a stop of this rep on this day keeps the pin."""
        if self.rep_id is not None and rep_id != self.rep_id:
            return False
        if self.strength is Strength.WEEK:
            return week_of(day, week_start) == week_of(self.date, week_start)
        return day == self.date


@dataclass(frozen=True, slots=True)
class VisitNeed:
    """One visit that a requirement asks for.

    Parameters
    ----------
    visit_id
        Unique in the problem; stable between runs on the same list.
    due
        The day it is due: the ideal day; before the month where the visit is overdue.
    earliest, latest
        First and last day on which it may be made, both inside the month.
    priority
        What leaving it out weighs against other visits; 0 for a prospect.
    """

    visit_id: str
    due: dt.date
    earliest: dt.date
    latest: dt.date
    priority: float = 1.0
    overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """How many visits of a customer this month, how long, how far apart, and why.

    Parameters
    ----------
    place
        Where the customer is; ``None`` for desk work, which needs no travel.
    rep_ids
        The reps who may make the visits; never empty.
    minutes
        Length of each visit.
    visits
        In order: visit k lies before visit k + 1.
    interval_days
        Ideal days between two visits.
    min_gap_days, max_gap_days
        Least and greatest number of calendar days between two consecutive visits; the greatest
        binds only between two neighbours that are both planned. ``None`` sets no limit.
    opening
        Opening intervals by date; a date that is missing is closed. ``None``: always open.
    prize_min
        What a missed prospect costs, in minutes.
    load, patterns
        Of a periodic vehicle routing problem: load of each visit, allowed sets of days.
    """

    customer_id: str
    name: str
    place: Place | None
    kind: Kind = Kind.VISIT
    channel: Channel = Channel.VISIT
    rep_ids: tuple[str, ...]
    minutes: int
    visits: tuple[VisitNeed, ...]
    interval_days: int = 0
    min_gap_days: int = 1
    max_gap_days: int | None = None
    opening: Mapping[dt.date, tuple[Span, ...]] | None = None
    forbidden: frozenset[dt.date] = frozenset()
    pins: tuple[Pin, ...] = ()
    prize_min: float = 0.0
    load: float = 0.0
    patterns: tuple[frozenset[dt.date], ...] | None = None
    segment: str = ""
    value: float | None = None
    why: str = ""

    def opens_on(self, day: dt.date) -> tuple[Span, ...] | None:
        """Return the opening intervals of a day; ``None`` when there is no limit."""
        return None if self.opening is None else self.opening.get(day, ())

    @property
    def is_desk(self) -> bool:
        """Whether the work takes no travel and no place in the cap."""
        return self.kind is Kind.DESK
