"""Work that takes longer than a page may: asked for, taken by a worker, done."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class JobState(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether nothing more becomes of it."""
        return self in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The best plan known at one moment of a search.

    Parameters
    ----------
    seconds
        Since the job was taken.
    unplanned
        Required visits without a day, weighed by priority.
    cost_min
        Minutes, all soft rules together.
    """

    seconds: float
    unplanned: float
    cost_min: float


@dataclass(frozen=True, slots=True, kw_only=True)
class JobProgress:
    """How far a job is.

    Parameters
    ----------
    done
        Share of the work, 0 to 1.
    phase
        What is being done, in words.
    curve
        How the cost fell, oldest first.
    gap
        (cost - bound) / cost of what is proven; ``None`` where nothing is.
    """

    done: float = 0.0
    phase: str = ""
    curve: tuple[CurvePoint, ...] = ()
    gap: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job with what is known of it.

    Parameters
    ----------
    kind
        What is to be done, e.g. ``plan``.
    payload
        What the job needs to know; JSON values.
    result
        What came out; JSON values, empty before it is done.
    message
        Why it failed, for people; empty otherwise.
    tries
        How often a worker has taken it.
    worker, lease_until
        Who works on it, and until when that is believed without a sign of life.
    cancel_asked
        Somebody asked to stop; the worker has perhaps not yet noticed.
    """

    job_id: int
    kind: str
    team_id: int
    payload: Mapping[str, Any]
    state: JobState
    progress: JobProgress
    result: Mapping[str, Any]
    message: str
    tries: int
    worker: str
    lease_until: dt.datetime | None
    cancel_asked: bool
    author: str
    asked: dt.datetime
    finished: dt.datetime | None
