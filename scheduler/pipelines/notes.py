"""What a manager should know of a month, most important first."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from models.allocation import Allocation
from models.errors import InputProblem
from models.month import Month
from models.plan import CapacityLine
from models.requirement import Kind, Requirement
from scheduler.io.reading import Reading
from scheduler.pipelines.team import Team

MUCH_SPARE = 0.1
"""Spare time is told from this share of a rep's minutes on."""
ROWS_FIRST = 3
"""So many rows to look at are named at once; the others follow at the end."""


def sentence(text: str) -> str:
    """Return a note as a sentence: a capital in front, a full stop at the end."""
    text = text.strip()
    if not text:
        return text
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def time_notes(month: Month, today: dt.date | None) -> list[str]:
    """Return what is to be said of a month that has begun or is over."""
    if today is None or today < month.first:
        return []
    if today > month.last:
        return [f"{month} is past: this plan is for looking back, or the month is a mistake"]
    return [f"{month} has begun: visits may lie on days that are over"]


def capacity_notes(lines: Sequence[CapacityLine]) -> list[str]:
    """Return who has more work than time, and who has none although there are customers."""
    notes = []
    full = [f"{line.rep_id} {line.load:.0%}" for line in lines if line.load > 1]
    if full:
        told = "the least important visits stay unplanned"
        notes.append(f"more is due than fits: {', '.join(full)} of capacity; {told}")
    for line in lines:
        if line.customers and not line.meetings_due:
            others = f"its {line.customers:,} customers fall due in other months"
            notes.append(f"{line.rep_id} has no visit due this month: {others}")
    return notes


def shared_notes(requirements: Sequence[Requirement]) -> list[str]:
    """Return for whom visits count that several reps may make, before anybody knows who makes them."""
    shared = [req for req in requirements if len(req.rep_ids) > 1 and req.kind is Kind.VISIT]
    visits = sum(len(req.visits) for req in shared)
    if not visits:
        return []
    first = Counter(rep_id for req in shared for rep_id in req.rep_ids[:1] for _ in req.visits)
    told = ", ".join(f"{rep_id} {count:,}" for rep_id, count in sorted(first.items()))
    who = f"{visits:,} visit{'s' * (visits > 1)} may be made by either of several reps"
    due = f"demand against capacity counts them for the first one named ({told})"
    return [f"{who}: {due}, the plan for the one who makes them"]


def shortage_notes(allocation: Allocation) -> list[str]:
    """Return whose contacts do not fit, and what more time would be worth."""
    notes = []
    for rep in allocation.reps:
        if not rep.left_out:
            continue
        worth = f"one more hour would earn {rep.hour_earns:,.0f} and costs {rep.hourly_cost:,.0f}"
        if rep.place_earns > rep.hour_earns:
            worth = f"one more meeting within the caps would earn {rep.place_earns:,.0f}"
        notes.append(
            f"{rep.rep_id}: by estimate {rep.left_out} of {rep.asked} contacts do not fit; those that "
            f"earn least a minute are left out; {worth} (see allocation.csv)"
        )
    return notes


def spare_notes(allocation: Allocation) -> list[str]:
    """Return who has time that nobody asks for, and what it could be used for."""
    spare = [rep for rep in allocation.reps if rep.spare_min >= MUCH_SPARE * rep.available_min > 0]
    if not spare:
        return []
    told = ", ".join(f"{rep.rep_id} {rep.spare_min / 60:,.0f} h" for rep in spare)
    best = max(spare, key=lambda rep: rep.next_hour_earns)
    return [
        (
            f"time that nobody asks for, by estimate: {told}; it is spent only when asked (--fill "
            f"interval, growth or prospects); an hour of extra meetings would earn up to "
            f"{best.next_hour_earns:,.0f} with {best.rep_id}"
        )
    ]


def place_notes(team: Team) -> list[str]:
    """Return how many customers cannot be planned for want of a place."""
    count = len(team.not_placed)
    if not count:
        return []
    who = "1 customer has" if count == 1 else f"{count:,} customers have"
    return [f"{who} no place on the map and cannot be planned (see unplanned.csv)"]


def file_notes(readings: Sequence[Reading[object]]) -> list[str]:
    """Return what was assumed in each file, the rows that were set aside first."""
    notes = []
    for reading in readings:
        count = len(reading.bad_rows)
        if count:
            rows = "1 row was" if count == 1 else f"{count:,} rows were"
            notes.append(f"in {Path(reading.file).name}: {rows} set aside (--quarantine)")
    named = ((Path(reading.file).name, note) for reading in readings for note in reading.notes)
    return [*notes, *(f"in {name}: {note}" for name, note in named)]


def row_notes(warnings: Sequence[InputProblem]) -> tuple[list[str], list[str]]:
    """Return rows that somebody should look at: those to name first, and the others."""
    told = [f"please look: {replace(w, file=Path(w.file).name)}" for w in warnings]
    if len(told) <= ROWS_FIRST:
        return told, []
    left = len(told) - ROWS_FIRST
    rows = "1 more row to look at is" if left == 1 else f"{left:,} more rows to look at are"
    more = f"{rows} named at the end of these notes"
    return [*told[:ROWS_FIRST], more], told[ROWS_FIRST:]
