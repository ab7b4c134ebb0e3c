"""From draft to published to history: what may become of a plan."""

from dataclasses import dataclass, replace
from enum import StrEnum

from models.errors import RoundsError
from models.judge import judge
from models.problem import MonthProblem
from models.schedule import Schedule


class State(StrEnum):
    """Where a plan is in its life."""

    DRAFT = "draft"
    PUBLISHED = "published"
    HISTORY = "history"


class LifecycleError(RoundsError):
    """A step that a plan may not take."""


@dataclass(frozen=True, slots=True)
class Version:
    """A schedule with its place in the life of the month's plan; published ones never change."""

    problem: MonthProblem
    schedule: Schedule
    state: State = State.DRAFT
    number: int = 0


def publish(draft: Version, last_number: int = 0) -> Version:
    """Publish a draft that the judge finds sound; it gets the next number.

    Raises
    ------
    LifecycleError
        When it is no draft, or breaks a hard rule.
    """
    if draft.state is not State.DRAFT:
        raise LifecycleError(
            f"only a draft is published, this is {draft.state}; make a draft of it first"
        )
    verdict = judge(draft.problem, draft.schedule)
    if not verdict.sound:
        shown = "; ".join(str(v) for v in verdict.violations[:3])
        raise LifecycleError(
            f"{len(verdict.violations)} rules are broken: {shown}; mend them before publishing"
        )
    return replace(draft, state=State.PUBLISHED, number=last_number + 1)


def retire(published: Version) -> Version:
    """Turn a published plan into history, when a newer one replaces it or its month is over."""
    if published.state is not State.PUBLISHED:
        raise LifecycleError(f"only a published plan becomes history, this is {published.state}")
    return replace(published, state=State.HISTORY)


def edit(version: Version, schedule: Schedule) -> Version:
    """Return a draft with another schedule; a published plan is left as it is."""
    return Version(version.problem, schedule)
