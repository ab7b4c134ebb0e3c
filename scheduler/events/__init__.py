"""What happened after a plan was published: checked against it, turned into a new problem."""

from scheduler.events.apply import LapsedPin, Replanned, apply_events
from scheduler.events.changes import changes_of
from scheduler.events.check import check_events
from scheduler.events.keep import keep_days
from scheduler.events.published import Published
from scheduler.events.urgent import urgent_id, urgent_requirement, urgent_window

__all__ = [
    "LapsedPin",
    "Published",
    "Replanned",
    "apply_events",
    "changes_of",
    "check_events",
    "keep_days",
    "urgent_id",
    "urgent_requirement",
    "urgent_window",
]
