"""Plans that are kept: the draft of a month, its publications, and their stops."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.month import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStop:
    """A stop as a rep reads it, without the plan around it.

    Parameters
    ----------
    stop
        Place in the order of the day, from 1.
    lat, lon
        ``None`` for desk work.
    arrive_min, depart_min
        Minutes after local midnight.
    drive_min, drive_m
        The leg to this stop.
    kind
        ``visit``, ``prospect`` or ``desk``.
    why
        Why this customer is visited, in words.
    """

    rep_id: str
    date: dt.date
    stop: int
    visit_id: str
    customer_id: str
    name: str
    lat: float | None
    lon: float | None
    arrive_min: int
    depart_min: int
    drive_min: int
    drive_m: float
    kind: str
    pinned: bool
    segment: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContents:
    """A whole plan to be kept.

    Parameters
    ----------
    plan
        JSON text of a `MonthPlan`, as in ``plan.json``.
    stops
        All stops of the plan.
    pins
        Appointments that the next plan keeps, by the columns of ``pins.csv``.
    edits
        Hand edits so far, oldest first; JSON values.
    """

    plan: str
    stops: tuple[PlannedStop, ...]
    pins: tuple[Mapping[str, str], ...] = ()
    edits: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEdit:
    """A hand edit of a draft: another schedule of the same problem.

    Parameters
    ----------
    schedule
        JSON text of the new schedule.
    days
        Reps and dates that the edit touches.
    stops
        All stops of these days.
    pins, edits
        As in `PlanContents`, after the edit.
    """

    schedule: str
    days: tuple[tuple[str, dt.date], ...]
    stops: tuple[PlannedStop, ...]
    pins: tuple[Mapping[str, str], ...]
    edits: tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPlan:
    """A plan that is kept, without its long text.

    Parameters
    ----------
    number
        Of the publication; ``None`` is the draft.
    version
        To give back with the next change of the draft.
    body_id
        Names the text of the plan as it was solved, and is the same for the same text; plans that
        share it differ by hand only.
    schedule
        JSON text of the schedule after hand edits; empty where it is that of the solved plan.
    note
        What the manager said when publishing.
    author
        Login of who changed it last, or asked for the plan.
    """

    plan_id: int
    team_id: int
    month: Month
    number: int | None
    version: int
    body_id: str
    schedule: str
    pins: tuple[Mapping[str, str], ...]
    edits: tuple[Any, ...]
    note: str
    created: dt.datetime
    author: str
