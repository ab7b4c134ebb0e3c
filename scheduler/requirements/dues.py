"""The visits of a month: which are due, and in which window each may be made (section B)."""

import bisect
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.month import Month
from scheduler.requirements.chain import Chain
from scheduler.requirements.inputs import PinWish
from scheduler.requirements.spacing import Spacing


@dataclass(frozen=True, slots=True)
class Due:
    """One visit that is asked for.

    Parameters
    ----------
    due
        The ideal day; before the month where it is overdue.
    earliest, latest
        Window inside the month, both included.
    extra
        Whether it is a meeting for growth, on top of the dues.
    aim
        The day that is aimed at where it is not the due: an overdue visit is made as soon as possible.
    pin
        The appointment it must keep.
    """

    due: dt.date
    earliest: dt.date
    latest: dt.date
    aim: dt.date | None = None
    overdue: bool = False
    extra: bool = False
    pin: PinWish | None = None

    @property
    def ideal(self) -> dt.date:
        """The day that is aimed at: of the pin, else as `aim` says, else the due."""
        return self.pin.date if self.pin is not None else self.aim or self.due


@dataclass(frozen=True, slots=True)
class Dues:
    """The visits of a month.

    Parameters
    ----------
    visits
        In order of their ideal days.
    served
        Dues that the visit before them serves as well, because there is no room for both.
    moved
        Dues whose window had to be widened.
    """

    visits: tuple[Due, ...] = ()
    served: tuple[dt.date, ...] = ()
    moved: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """The days on which visits may lie.

    Parameters
    ----------
    workdays
        Dates on which any rep of the customer works, in order. Where there is none, every day of
        the month: the visits are then asked for all the same, and found impossible by the solver.
    """

    month: Month
    workdays: Sequence[dt.date]

    @classmethod
    def of(cls, month: Month, workdays: Sequence[dt.date]) -> "Frame":
        """Return the frame of a customer."""
        return cls(month, workdays or month.days())

    def from_day(self, day: dt.date) -> dt.date | None:
        """Return the first workday on or after a day."""
        at = bisect.bisect_left(self.workdays, day)
        return self.workdays[at] if at < len(self.workdays) else None

    def nearest(self, visit: Due) -> dt.date:
        """Return the workday in a visit's window that lies nearest to its ideal day."""
        ideal = visit.ideal
        inside = [day for day in self.workdays if visit.earliest <= day <= visit.latest]
        return min(inside, key=lambda day: (abs((day - ideal).days), day), default=ideal)

    def window(self, due: dt.date, tolerance_days: int) -> tuple[dt.date, dt.date]:
        """Return due ± tolerance inside the month, widened to a workday where it holds none."""
        reach = dt.timedelta(days=tolerance_days)
        first, last = self.month.first, self.month.last
        earliest, latest = max(first, due - reach), min(last, due + reach)
        later = self.from_day(earliest)
        if later is not None and later <= latest:
            return earliest, latest
        if later is not None:
            return earliest, min(last, later + reach)
        return max(first, self.workdays[-1] - reach), latest


def due_visits(chain: Chain, spacing: Spacing, month: Month, workdays: Sequence[dt.date]) -> Dues:
    """Return the dues of a month with their windows.

    The month's visits are the dues in it, plus one if overdue at its start. Each may be made within
    its tolerance of its due date, within the month; an overdue one anywhere in the month. A window
    without a workday is widened to the nearest one and the tolerance beyond.

    The chain stays where it is when a visit is overdue. Where the window of the next due cannot be
    reached any more (the visit before being made as soon as possible, then the least gap), its end
    is moved to the greatest gap after that visit, at most to the month's end; where even the least
    gap leads behind the last workday, the visit before serves that due as well.

    Parameters
    ----------
    workdays
        Dates on which any rep of the customer works, in order; may be empty.
    """
    frame = Frame.of(month, workdays)
    found: list[Due] = []
    served: list[dt.date] = []
    moved: list[dt.date] = []
    made: dt.date | None = None  # the soonest day on which the visit before can be made
    overdue = chain.overdue_at(month.first)
    if overdue is not None:
        made = frame.from_day(month.first)
        found.append(Due(overdue, month.first, month.last, made, overdue=True))
    for due in chain.between(month.first, month.last):
        earliest, latest = frame.window(due, spacing.tolerance_days)
        soonest = _soonest(frame, earliest, made, spacing)
        if made is not None and soonest is None:
            served.append(due)
            continue
        visit = Due(due, earliest, latest, soonest if soonest and soonest > due else None)
        if made is not None and soonest is not None and soonest > latest:
            visit = replace(visit, latest=_moved_end(soonest, made, chain, spacing, month))
        if _is_moved(visit, spacing, month):
            moved.append(due)
        found.append(visit)
        made = soonest
    return Dues(tuple(found), tuple(served), tuple(moved))


def spread_evenly(
    count: int, month: Month, workdays: Sequence[dt.date], part: float
) -> tuple[Due, ...]:
    """Return exactly so many visits, on workdays evenly spread over the month.

    Parameters
    ----------
    part
        Where in its part of the month each visit lies, in [0, 1).

    Raises
    ------
    ValueError
        If there are more visits than workdays; the caller reports it before.
    """
    days = Frame.of(month, workdays).workdays
    if count > len(days):
        raise ValueError(f"{count} visits on {len(days)} days")
    # Of 20 days in 4 parts, the middles (0.5) are days 3, 8, 13 and 18.
    shift = int(part * len(days))
    return tuple(
        Due(days[(k * len(days) + shift) // count], month.first, month.last) for k in range(count)
    )


def _soonest(
    frame: Frame, earliest: dt.date, made: dt.date | None, spacing: Spacing
) -> dt.date | None:
    if made is not None:
        earliest = max(earliest, made + dt.timedelta(days=spacing.min_gap_days))
    return frame.from_day(earliest)


def _moved_end(
    soonest: dt.date, made: dt.date, chain: Chain, spacing: Spacing, month: Month
) -> dt.date:
    """Return the new end of a window that cannot be reached.

    Not later than the first due after the month allows, as far as that is possible at all: the
    visit lies at least the least gap before the end of that due's window.
    """
    following = chain.after(month.last)
    its_end = Month.of(following).last
    closing = min(its_end, following + dt.timedelta(days=spacing.tolerance_days))
    allowed = closing - dt.timedelta(days=spacing.min_gap_days)
    wanted = min(month.last, made + dt.timedelta(days=spacing.max_gap_days), allowed)
    return max(wanted, soonest)


def _is_moved(visit: Due, spacing: Spacing, month: Month) -> bool:
    reach = dt.timedelta(days=spacing.tolerance_days)
    window = max(month.first, visit.due - reach), min(month.last, visit.due + reach)
    return (visit.earliest, visit.latest) != window
