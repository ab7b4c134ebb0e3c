"""What became of planned visits: done, missed or moved, and what is owed because of it."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from models.customers import Channel
from models.month import Month

_VISIT_ID = re.compile(
    r"(?P<customer>.+)/(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])/(?P<channel>[a-z]*)\d+", re.S
)


class ActualStatus(StrEnum):
    """What became of a visit."""

    DONE = "done"
    MISSED = "missed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual:
    """One row of the list of actuals (``--actuals FILE``).

    Parameters
    ----------
    customer_id
        Never empty: where the row names only a visit, the customer of that visit.
    date
        The day on which it was done, or was to be made and was not.
    visit_id
        Empty where the row names only the customer.
    moved_to
        The new day of a moved visit; ``None`` for every other status.
    order_amount
        Money ordered at the visit; ``None`` where nothing is said.
    row
        Line of the source file.
    """

    customer_id: str
    date: dt.date
    status: ActualStatus
    visit_id: str = ""
    rep_id: str = ""
    moved_to: dt.date | None = None
    reason: str = ""
    outcome: str = ""
    order_amount: float | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Owed:
    """A visit that was to be made, was not, and has not been made since.

    Parameters
    ----------
    date
        The day on which it was missed, or to which it was moved.
    agreed
        Whether that day was agreed upon: a new date takes the place of the old due date.
    told
        How it came about, e.g. ``missed 10 Dec (closed)``.
    """

    date: dt.date
    agreed: bool
    told: str

    def due(self, last_visit: dt.date | None, interval_days: int) -> dt.date:
        """Return since when, or for when, the visit is due.

        A missed visit is due since its due date where that came first; a new date is kept.
        """
        if self.agreed or last_visit is None:
            return self.date
        return min(self.date, last_visit + dt.timedelta(days=interval_days))


def customer_of_visit(visit_id: str) -> str:
    """Return the customer that a visit id names; empty where it is no visit id."""
    found = _VISIT_ID.fullmatch(visit_id)
    return found["customer"] if found else ""


def month_of_visit(visit_id: str) -> Month | None:
    """Return the month for which a visit was planned; ``None`` where it is no visit id."""
    found = _VISIT_ID.fullmatch(visit_id)
    return Month(int(found["year"]), int(found["month"])) if found else None


def channel_of_visit(visit_id: str) -> Channel:
    """Return how contact is made at a visit; a visit where its id says nothing else."""
    found = _VISIT_ID.fullmatch(visit_id)
    channel = found["channel"] if found else ""
    return Channel(channel) if channel in set(Channel) else Channel.VISIT
