"""A month against its plan: what became of every visit, and the sums that follow (P21)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from models.customers import Channel
from models.requirement import Kind


class VisitState(StrEnum):
    """What became of a visit by now."""

    DONE = "done"
    MISSED = "missed"
    MOVED = "moved"
    REMAINING = "remaining"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedVisit:
    """A visit that was planned, or due without a day, or made beside the plan.

    Parameters
    ----------
    visit_id
        Empty where the visit was made beside the plan.
    rep_id
        Who was to make it, or did; the first of several who might have.
    planned
        Its day in the schedule; ``None`` where it has none.
    due, earliest, latest
        Its due date and window; ``None`` beside the plan.
    date
        The day on which it was made or missed, or to which it was moved; ``None`` while it remains.
    order_amount
        Money ordered; ``None`` where nothing is said.
    """

    visit_id: str
    customer_id: str
    customer_name: str
    segment: str
    rep_id: str
    kind: Kind
    channel: Channel = Channel.VISIT
    planned: dt.date | None = None
    due: dt.date | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    state: VisitState = VisitState.REMAINING
    date: dt.date | None = None
    reason: str = ""
    outcome: str = ""
    order_amount: float | None = None

    @property
    def is_done(self) -> bool:
        """Whether it was made, on whatever day."""
        return self.state is VisitState.DONE

    @property
    def is_required(self) -> bool:
        """Whether it is a visit that was due: no desk work, no optional visit, not beside the plan."""
        return self.kind is Kind.VISIT and bool(self.visit_id)

    @property
    def days_off(self) -> int | None:
        """Days after the due date on which it was made; negative before it, ``None`` if it was not."""
        if not self.is_done or self.date is None or self.due is None:
            return None
        return (self.date - self.due).days

    @property
    def side(self) -> int | None:
        """-1 made before its window, 0 inside, 1 after it; ``None`` where it was not made."""
        if not self.is_done or self.date is None or self.earliest is None or self.latest is None:
            return None
        return (self.date > self.latest) - (self.date < self.earliest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Planned visits by what became of them; each is counted once.

    Parameters
    ----------
    unreported
        On days up to the last one that is reported, without a word about them.
    ahead
        On later days.
    """

    done: int = 0
    missed: int = 0
    moved: int = 0
    unreported: int = 0
    ahead: int = 0

    @property
    def remaining(self) -> int:
        """Return the visits nobody has reported about."""
        return self.unreported + self.ahead

    @property
    def planned(self) -> int:
        """Return all of them."""
        return self.done + self.missed + self.moved + self.remaining

    @property
    def over(self) -> int:
        """Return those whose day is over: reported on, or past without a report."""
        return self.planned - self.ahead

    @property
    def done_share(self) -> float | None:
        """Return done over those whose day is over; ``None`` where there is none."""
        return self.done / self.over if self.over else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageLine:
    """A category: visits that were due, and customers to whom they were due.

    Parameters
    ----------
    due, planned, done
        Required visits; `done` are those of `due` that were made.
    customers, seen
        Customers to whom a visit was due; those of them who got any visit, also one beside the plan.
    """

    segment: str
    due: int
    planned: int
    done: int
    customers: int
    seen: int

    @property
    def share(self) -> float:
        """Return done over due; 1 where nothing was due."""
        return self.done / self.due if self.due else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Punctuality:
    """How far off their due dates the required visits were made.

    Parameters
    ----------
    measured
        Visits that were made and had a due date.
    early, late
        Made before or after their window.
    mean_days_off
        Mean distance from the due date in days, whichever side; ``None`` where nothing is measured.
    """

    measured: int = 0
    early: int = 0
    late: int = 0
    mean_days_off: float | None = None

    @property
    def on_time(self) -> int:
        """Return the visits made inside their window."""
        return self.measured - self.early - self.late

    @property
    def on_time_share(self) -> float | None:
        """Return the share made inside their window; ``None`` where nothing is measured."""
        return self.on_time / self.measured if self.measured else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RepControl:
    """A rep's month against its plan, or the team's.

    Parameters
    ----------
    rep_id
        Empty for the team.
    meetings, desk
        Planned visits and prospects; planned calls, e-mails and office meetings.
    without_day
        Required visits that the plan had no day for.
    beside
        Visits made beside the plan: without a day in it, or not asked for at all.
    drive_min
        Planned driving of the month, in minutes.
    orders, order_count
        Money ordered at visits; visits at which anything was ordered.
    target, sales
        Money of the month: what was to be sold, and what was; ``None`` is unknown.
    """

    rep_id: str
    name: str
    meetings: Tally
    desk: Tally
    without_day: int
    beside: int
    drive_min: int
    coverage: tuple[CoverageLine, ...]
    punctuality: Punctuality
    orders: float
    order_count: int
    target: float | None = None
    sales: float | None = None

    @property
    def achieved(self) -> float | None:
        """Return sales over target, or orders where sales are unknown; ``None`` without a target."""
        result = self.orders if self.sales is None else self.sales
        return result / self.target if self.target and self.target > 0 else None
