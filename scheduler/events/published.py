"""The plan that was published, with the date of re-planning that parts history from the rest."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from models.changes import Slot
from models.events import Event, EventKind
from models.problem import MonthProblem
from models.schedule import Schedule


@dataclass(frozen=True)
class Published:
    """A published plan on the day on which it is planned again.

    Parameters
    ----------
    first
        The date of re-planning: days before it are history.
    """

    problem: MonthProblem
    schedule: Schedule
    first: dt.date

    @cached_property
    def slots(self) -> Mapping[str, Slot]:
        """When each planned visit begins, by its id."""
        per = self.problem.ticks_per_minute
        return {
            stop.visit_id: Slot(route.rep_id, route.date, stop.arrive // per)
            for route in self.schedule.routes
            for stop in route.stops
        }

    @cached_property
    def history(self) -> frozenset[str]:
        """The visits of the days that are over."""
        return frozenset(v for v, at in self.slots.items() if at.date < self.first)

    @cached_property
    def visits_of(self) -> Mapping[str, tuple[str, ...]]:
        """The planned visits of each customer, by date."""
        found: dict[str, list[str]] = {}
        for visit_id in self.slots:
            customer_id = self.problem.requirement_of[visit_id].customer_id
            found.setdefault(customer_id, []).append(visit_id)
        return {
            customer: tuple(sorted(ids, key=lambda v: self.slots[v].date))
            for customer, ids in found.items()
        }

    def visit_of(self, event: Event) -> str | None:
        """Return the visit that a cancelled or moved event is about, or ``None``."""
        for visit_id in self.visits_of.get(event.customer_id, ()):
            at = self.slots[visit_id]
            if at.date == event.date and event.rep_id in {"", at.rep_id}:
                return visit_id
        return None

    def days_from_now(self, event: Event) -> tuple[dt.date, ...]:
        """Return the days of an absence or closure that are not history."""
        return tuple(
            day for day in self.problem.month.days() if day >= self.first and event.days.holds(day)
        )

    def sick_days(self, events: Sequence[Event]) -> frozenset[tuple[str, dt.date]]:
        """Return the days on which reps are sick, history not included."""
        return frozenset(
            (event.rep_id, day)
            for event in events
            if event.kind is EventKind.SICK
            for day in self.days_from_now(event)
        )

    def closed_days(self, events: Sequence[Event]) -> Mapping[str, frozenset[dt.date]]:
        """Return the days on which customers are closed, history not included."""
        found: dict[str, frozenset[dt.date]] = {}
        for event in events:
            if event.kind is EventKind.CLOSED:
                days = found.get(event.customer_id, frozenset())
                found[event.customer_id] = days | frozenset(self.days_from_now(event))
        return found
