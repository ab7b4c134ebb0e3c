"""A rep's day: the published stops, and what was said about them."""

import datetime as dt
import re
from dataclasses import dataclass

from models.actuals import channel_of_visit
from models.customers import Channel
from models.kept_plans import PlannedStop
from models.links import apple_link, call_link, google_link, waze_link
from models.places import Place
from models.records import Mark, Proposal
from models.requirement import ASK, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStop:
    """A stop with everything a rep needs there.

    Parameters
    ----------
    stop
        As it was published.
    address, phone
        From the list of customers; empty where it says nothing.
    mark
        What the rep said about this day; ``None`` where nothing.
    moved_from
        The day for which it was published, where the rep moved it to this one.
    proposal
        The latest one about it.
    """

    stop: PlannedStop
    date: dt.date
    address: str = ""
    phone: str = ""
    mark: Mark | None = None
    moved_from: dt.date | None = None
    proposal: Proposal | None = None

    @property
    def channel(self) -> Channel:
        """Return how contact is made."""
        return channel_of_visit(self.stop.visit_id)

    @property
    def why(self) -> tuple[str, ...]:
        """Return the reasons for the visit, one a line."""
        reasons = self.stop.why.partition(ASK)[0]
        return tuple(part for part in re.split(r";\s+", reasons.strip()) if part)

    @property
    def questions(self) -> tuple[str, ...]:
        """Return what to ask there."""
        asked = self.stop.why.partition(ASK)[2]
        return tuple(part for part in re.split(r"(?<=[?!.])\s+", asked.strip()) if part)

    @property
    def place(self) -> Place | None:
        """Return where it is; desk work is nowhere."""
        if self.stop.lat is None or self.stop.lon is None or self.stop.kind == Kind.DESK:
            return None
        return Place(self.stop.lat, self.stop.lon)

    @property
    def ways(self) -> tuple[tuple[str, str], ...]:
        """Return the names and addresses of what shows the way there."""
        if self.place is None:
            return ()
        return (
            ("Waze", waze_link(self.place)),
            ("Google Maps", google_link(self.place)),
            ("Apple Maps", apple_link(self.place)),
        )

    @property
    def call(self) -> str:
        """Return the address that calls the customer; empty without a number."""
        return call_link(self.phone)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepDay:
    """A day of a rep.

    Parameters
    ----------
    visits, desk
        Meetings in their order; calls, e-mails and the like.
    arrived
        Visits of other days that the rep moved to this one; they have no time yet.
    published
        Whether the month has a published plan.
    next_day
        The next day with work, told where this one has none.
    home
        Where the day starts, where the list of reps says so in degrees.
    """

    date: dt.date
    today: dt.date
    visits: tuple[DayStop, ...] = ()
    desk: tuple[DayStop, ...] = ()
    arrived: tuple[DayStop, ...] = ()
    published: bool = False
    next_day: dt.date | None = None
    home: Place | None = None

    @property
    def all_stops(self) -> tuple[DayStop, ...]:
        """Return everything of the day."""
        return (*self.visits, *self.arrived, *self.desk)

    @property
    def drive_min(self) -> int:
        """Return the minutes of driving to the visits; the way home is not among them."""
        return sum(one.stop.drive_min for one in self.visits)

    @property
    def drive_m(self) -> float:
        """Return the metres of driving to the visits."""
        return sum(one.stop.drive_m for one in self.visits)

    @property
    def work_min(self) -> int:
        """Return the minutes with customers and at the desk."""
        return sum(one.stop.depart_min - one.stop.arrive_min for one in (*self.visits, *self.desk))

    @property
    def load_min(self) -> int:
        """Return the minutes of work and driving."""
        return self.work_min + self.drive_min

    @property
    def leave_min(self) -> int | None:
        """Return when to leave for the first visit."""
        first = self.visits[0].stop if self.visits else None
        return None if first is None else max(0, first.arrive_min - first.drive_min)

    @property
    def end_min(self) -> int | None:
        """Return when the last visit or desk task ends."""
        return max((one.stop.depart_min for one in (*self.visits, *self.desk)), default=None)

    @property
    def reported(self) -> int:
        """Return how many stops something was said about."""
        return sum(one.mark is not None for one in self.all_stops)
