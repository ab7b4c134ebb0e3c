"""Urgent visits: what they ask for, and by when."""

import datetime as dt
from dataclasses import replace

from models.events import Event
from models.problem import Pin, Requirement, VisitNeed
from models.requirement import Strength
from scheduler.events.published import Published


def urgent_window(event: Event, published: Published, days: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day on which an urgent visit may be made.

    Parameters
    ----------
    days
        Days after the first one, where the event names no last day.
    """
    month = published.problem.month
    last = event.until or max(event.date, published.first) + dt.timedelta(days=days)
    return max(event.date, published.first), min(last, month.last)


def urgent_id(event: Event, published: Published) -> str:
    """Return the id of an urgent visit: the same for the same event."""
    return f"{event.customer_id}/{published.problem.month}/urgent-{event.date.day}"


def urgent_requirement(
    event: Event, published: Published, usual: Requirement, window: tuple[dt.date, dt.date]
) -> Requirement:
    """Return what an urgent event asks for: one visit, beside those that are due.

    Parameters
    ----------
    usual
        A visit of this customer: place, minutes, reps, opening hours; its one need holds the priority.
    """
    visit_id = urgent_id(event, published)
    (need,) = usual.visits
    pins: tuple[Pin, ...] = ()
    if event.time_min is not None:
        # A time alone would leave the day open: it is that of the first day.
        pins = (Pin(visit_id, window[0], None, event.time_min, Strength.FIXED),)
    note = f": {event.note}" if event.note else ""
    return replace(
        usual,
        visits=(VisitNeed(visit_id, window[0], *window, need.priority),),
        rep_ids=(event.rep_id,) if event.rep_id else usual.rep_ids,
        pins=pins,
        why=f"urgent visit asked for {window[0].day} {window[0]:%b}{note}",
    )
