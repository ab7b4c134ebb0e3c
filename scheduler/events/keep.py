"""Days that a re-plan leaves alone keep the order and the times that were published."""

from collections.abc import Sequence
from dataclasses import replace

from models.events import Event, EventKind
from models.schedule import Schedule
from scheduler.events.published import Published


def keep_days(published: Published, schedule: Schedule, events: Sequence[Event]) -> Schedule:
    """Return the re-plan with the published route of each day that holds the same visits.

    Another order of the same visits would save a minute here and there and tell every customer of
    the day another time; days of visits that were moved by hand follow the hand.
    """
    moved = {published.visit_of(event) for event in events if event.kind is EventKind.MOVED}
    known = {(route.rep_id, route.date): route for route in published.schedule.routes}
    routes = []
    for route in schedule.routes:
        before = known.get((route.rep_id, route.date))
        visits = set(route.visit_ids)
        same = before is not None and set(before.visit_ids) == visits and not visits & moved
        routes.append(before if same and before is not None else route)
    return replace(schedule, routes=tuple(routes))
