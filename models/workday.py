"""A date on which a rep works."""

import datetime as dt
from dataclasses import dataclass

from models.reps import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Workday:
    """A date on which a rep works.

    Parameters
    ----------
    start_min, end_min
        Leaving is not before the first, being home not after the second (overtime apart).
    break_span
        Neither driving nor visiting; a drive that meets it is interrupted.
    cap
        Most meetings; desk work does not count.
    start, end
        Keys of the first and the last place in the rep's travel matrix.
    capacity, max_duration_min
        Of a periodic vehicle routing problem: load limit, limit of travel plus service.
    note
        Why the day is not an ordinary one, e.g. ``half day: eve of Passover``.
    """

    rep_id: str
    date: dt.date
    start_min: int
    end_min: int
    break_span: Span | None = None
    cap: int
    start: str
    end: str
    capacity: float | None = None
    max_duration_min: float | None = None
    note: str = ""

    @property
    def minutes(self) -> int:
        """Return the minutes of work, the break not included."""
        pause = self.break_span
        lost = 0
        if pause is not None:
            lost = max(0, min(pause.end_min, self.end_min) - max(pause.start_min, self.start_min))
        return self.end_min - self.start_min - lost
