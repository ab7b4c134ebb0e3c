"""What a re-plan changed in the plan that was published."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.problem import MonthProblem


class ChangeKind(StrEnum):
    """What became of a visit.

    ``moved`` has another rep or day, ``retimed`` only another time of its day; ``dropped`` has lost
    its day, ``planned`` had none before; ``cancelled`` has left the month, ``added`` has come in.
    """

    DROPPED = "dropped"
    ADDED = "added"
    CANCELLED = "cancelled"
    PLANNED = "planned"
    MOVED = "moved"
    RETIMED = "retimed"


@dataclass(frozen=True, slots=True)
class Slot:
    """When a visit begins: a rep, a day, and minutes after midnight."""

    rep_id: str
    date: dt.date
    time_min: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A visit that is not where the published plan had it.

    Parameters
    ----------
    before, after
        ``None`` where it had, or has, no day.
    by_event
        Whether an event left the visit no choice, and not the wish to make room or save driving.
    why
        The event behind it, or what else moved it, in words.
    """

    kind: ChangeKind
    visit_id: str
    customer_id: str
    name: str
    before: Slot | None
    after: Slot | None
    by_event: bool
    why: str


def change_budget(problem: MonthProblem, changes: Sequence[Change]) -> str:
    """Return how much of the published plan was changed, as a sentence.

    Parameters
    ----------
    problem
        Of the re-plan: it knows the published plan and where history ends.
    changes
        All that the re-plan changed.
    """
    first = problem.history_before or problem.month.first
    open_ids = [visit for visit, (_, date) in problem.published.items() if date >= first]
    desk = any(problem.requirement_of[visit].is_desk for visit in open_ids)
    noun = "visits and desk tasks" if desk else "visits"
    count = Counter(change.kind for change in changes)
    waiting = sum(change.after is None for change in changes if change.kind is ChangeKind.ADDED)
    forced = sum(change.by_event for change in changes if change.kind is ChangeKind.MOVED)
    moved = f"{count[ChangeKind.MOVED]:,} of {len(open_ids):,} {noun} moved"
    if forced:
        every = forced == count[ChangeKind.MOVED]
        moved += ", all of them had to" if every else f", {forced:,} of them had to"
    told = [moved]
    for number, words in (
        (count[ChangeKind.CANCELLED], "cancelled"),
        (count[ChangeKind.ADDED], "added"),
        (count[ChangeKind.PLANNED], "planned that had no day before"),
        (count[ChangeKind.DROPPED] + waiting, "without a day now"),
        (count[ChangeKind.RETIMED], "at another time of the same day"),
    ):
        told += [f"{number:,} {words}"] if number else []
    return "; ".join(told)
