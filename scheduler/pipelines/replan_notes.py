"""What a manager should know of a re-plan, beside what it moved."""

import datetime as dt
from collections.abc import Iterator, Sequence

from models.events import Event, EventKind
from scheduler.events import Published, Replanned, urgent_id


def replan_notes(published: Published, events: Sequence[Event], asked: Replanned) -> Iterator[str]:
    """Yield where history ends, what each event means, and which appointments are off."""
    yield _history(published)
    for event in events:
        if event.kind is EventKind.SICK:
            yield _sick(published, asked, event)
        elif event.kind is EventKind.URGENT:
            yield _urgent(published, asked, event)
    for lapsed in asked.lapsed:
        who = f" with {lapsed.pin.rep_id}" if lapsed.pin.rep_id else ""
        yield (
            f"the appointment of {lapsed.name} on {_day(lapsed.pin.date)}{who} cannot be kept; "
            "the visit is planned like any other"
        )


def _history(published: Published) -> str:
    since = f"planned again from {_day(published.first)}"
    count = len(published.history)
    if not count:
        return f"{since}: nothing lies before it"
    if count == 1:
        return f"{since}: the one visit or task before it is history and stays as it was"
    return f"{since}: the {count:,} visits and tasks before it are history and stay as they were"


def _sick(published: Published, asked: Replanned, event: Event) -> str:
    days = published.days_from_now(event)
    at = published.slots.values()
    lost = sum(
        a.rep_id == event.rep_id and a.date in days
        for visit_id, a in published.slots.items()
        if visit_id in asked.problem.need_of  # not what was called off
    )
    visits = "1 visit or task needs" if lost == 1 else f"{lost:,} visits and tasks need"
    told = f"{event.rep_id} is sick {_days(days)}: {visits} another day"
    over = [a for a in at if a.rep_id == event.rep_id and event.date <= a.date < published.first]
    if over:
        told += (
            f"; what was planned for {event.rep_id} before {_day(published.first)} counts as made"
        )
    return told


def _urgent(published: Published, asked: Replanned, event: Event) -> str:
    visit_id = urgent_id(event, published)
    req, need = asked.problem.requirement_of[visit_id], asked.problem.need_of[visit_id]
    when = _days((need.earliest, need.latest))
    return f"urgent: {req.name}, {req.minutes} minutes by {' or '.join(req.rep_ids)}, {when}"


def _days(days: Sequence[dt.date]) -> str:
    first, last = days[0], days[-1]
    return f"on {_day(first)}" if first == last else f"from {_day(first)} to {_day(last)}"


def _day(day: dt.date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
