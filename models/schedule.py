"""What a plan consists of: stops in day routes, and the visits that found no day."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit with a place in the order of a day.

    Parameters
    ----------
    arrive, depart
        When the visit begins and ends, in clock ticks after midnight (minutes for a month of
        visits). A rep who would be early leaves the place before later.
    """

    visit_id: str
    arrive: int
    depart: int


@dataclass(frozen=True, slots=True)
class DayRoute:
    """A rep's stops of one day, in order; desk work comes after the way home.

    Parameters
    ----------
    leave, home
        When the rep leaves the start place and reaches the end place, in clock ticks. Both are the
        beginning of the workday when there is no meeting.
    """

    rep_id: str
    date: dt.date
    stops: tuple[Stop, ...]
    leave: int
    home: int

    @property
    def visit_ids(self) -> tuple[str, ...]:
        """The visits of the day in order."""
        return tuple(stop.visit_id for stop in self.stops)


class ReasonCode(StrEnum):
    """The closed list of causes for which a visit has no day."""

    NO_WORKDAY = "no_workday"
    CLOSED = "closed"
    FORBIDDEN_DATE = "forbidden_date"
    CAP_REACHED = "cap_reached"
    DAY_FULL = "day_full"
    TOO_FAR = "too_far"
    SPACING = "spacing"
    PIN = "pin"
    OTHER_REP = "other_rep"
    NOT_PLACED = "not_placed"
    SEARCH_LIMIT = "search_limit"
    TAKEN_OUT = "taken_out"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a visit could not be made on one day, or on any (``date`` is ``None``)."""

    code: ReasonCode
    text: str
    date: dt.date | None = None


def reason_texts(reasons: tuple[Reason, ...]) -> list[str]:
    """Return the reasons in words, one for all days that share it: ``1, 2, 8 Sep: the day is full``.

    A text may begin with its day or leave it out.
    """
    days_of: dict[str, set[dt.date]] = {}
    for reason in reasons:
        own = "" if reason.date is None else f"{_days_text([reason.date])}: "
        days = days_of.setdefault(reason.text.removeprefix(own), set())
        if reason.date is not None:
            days.add(reason.date)
    return [
        f"{_days_text(sorted(days))}: {text}" if days else text for text, days in days_of.items()
    ]


def _days_text(days: list[dt.date]) -> str:
    """Return days as people write them, each month named once: ``1, 2, 30 Sep, 1 Oct``."""
    months = groupby(days, key=lambda day: (day.year, day.month))
    named = ([*same] for _, same in months)
    return ", ".join(f"{', '.join(str(d.day) for d in same)} {same[0]:%b}" for same in named)


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A visit without a day.

    Parameters
    ----------
    what_would_help
        Changes that would bring it in, cheapest first, in words.
    """

    visit_id: str
    customer_id: str
    reasons: tuple[Reason, ...] = ()
    what_would_help: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """All day routes of a month, by rep and date; days without stops are left out."""

    routes: tuple[DayRoute, ...]
    unplanned: tuple[Unplanned, ...] = ()

    def placed(self) -> Iterator[tuple[str, DayRoute]]:
        """Yield every planned visit with its day route."""
        for route in self.routes:
            for stop in route.stops:
                yield stop.visit_id, route


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a visit ended up: a rep and a day."""

    rep_id: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One soft rule in the score.

    Parameters
    ----------
    rule
        Name of the rule.
    amount
        In the rule's own unit, e.g. days off the due date.
    cost_min
        The same in minutes of driving.
    """

    rule: str
    amount: float
    cost_min: float


@dataclass(frozen=True, slots=True)
class Score:
    """The two levels of a plan, the first strictly before the second."""

    unplanned: float
    lines: tuple[ScoreLine, ...] = field(default=())

    @property
    def cost_min(self) -> float:
        """The second level: minutes, all soft rules together."""
        return sum(line.cost_min for line in self.lines)

    @property
    def key(self) -> tuple[float, float]:
        """What plans are compared by; less is better."""
        return self.unplanned, self.cost_min

    def amount(self, rule: str) -> float:
        """Return the amount of one rule, 0 where it has no line."""
        return sum(line.amount for line in self.lines if line.rule == rule)
