"""What happened after a plan was published."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from models.reps import DateRange


class EventKind(StrEnum):
    """What happened.

    A ``cancelled`` visit leaves the month; a customer that is ``closed`` is visited on another day;
    a ``moved`` visit has a day, a rep or a time given by hand.
    """

    SICK = "sick"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    URGENT = "urgent"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened after a plan was published.

    Parameters
    ----------
    date
        First day of an absence or a closure; first day on which an urgent visit may be made; day on
        which the published plan has the visit that was cancelled or moved.
    until
        Last day of an absence or a closure, ``None`` for one day; last day of an urgent visit,
        ``None`` where the policy says how soon it is made.
    rep_id
        The sick rep; the rep of the visit, empty where that does not matter.
    to_date, to_rep
        Where a moved visit goes; ``None`` and empty leave day and rep as they are.
    time_min
        Minute of the day at which a moved or urgent visit begins; ``None`` leaves it open.
    row
        Line of the source file.
    """

    kind: EventKind
    date: dt.date
    until: dt.date | None = None
    rep_id: str = ""
    customer_id: str = ""
    to_date: dt.date | None = None
    to_rep: str = ""
    time_min: int | None = None
    note: str = ""
    row: int = 0

    @property
    def days(self) -> DateRange:
        """The days that it concerns."""
        return DateRange(self.date, self.until or self.date)

    @property
    def target(self) -> dt.date:
        """The day on which a moved visit is made."""
        return self.to_date or self.date
