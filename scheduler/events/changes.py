"""What a re-plan changed in the published plan, visit by visit, and why."""

from collections.abc import Iterator, Sequence

from models.changes import Change, ChangeKind, Slot
from models.events import Event, EventKind
from models.problem import MonthProblem
from models.schedule import ReasonCode, Schedule, Unplanned
from scheduler.events.published import Published
from scheduler.events.urgent import urgent_id

KNOCK_ON = {
    ChangeKind.MOVED: "to make room or to save driving",
    ChangeKind.RETIMED: "its day holds other visits now",
}
"""Why a visit changed that no event is about."""


def changes_of(
    published: Published, problem: MonthProblem, schedule: Schedule, events: Sequence[Event]
) -> tuple[Change, ...]:
    """Return every visit that is not where the published plan had it, in the order of `ChangeKind`.

    Parameters
    ----------
    problem, schedule
        Of the re-plan.
    events
        What the re-plan answered.
    """
    before = published.slots
    after = Published(problem, schedule, published.first).slots
    causes = _causes(published, problem, events)
    reasons = {item.visit_id: _reason(item) for item in schedule.unplanned}
    found = []
    for visit_id in dict.fromkeys((*published.problem.need_of, *problem.need_of)):
        old, new = before.get(visit_id), after.get(visit_id)
        kind = _kind(visit_id, (old, new), (published.problem, problem))
        if kind is None:
            continue
        home = problem if visit_id in problem.need_of else published.problem
        req = home.requirement_of[visit_id]
        cause = causes.get(visit_id)
        why = cause or KNOCK_ON.get(kind, "")
        if new is None and kind is not ChangeKind.CANCELLED:
            why = "; ".join(filter(None, (cause, reasons.get(visit_id))))
        found.append(
            Change(
                kind=kind,
                visit_id=visit_id,
                customer_id=req.customer_id,
                name=req.name,
                before=old,
                after=new,
                by_event=cause is not None,
                why=why,
            )
        )
    return tuple(sorted(found, key=_place_in_the_list))


def _reason(item: Unplanned) -> str:
    """Return the reason that says most: of the days to which a visit is not pinned none does."""
    texts = sorted(item.reasons, key=lambda reason: reason.code is ReasonCode.PIN)
    return texts[0].text if texts else ""


def _kind(
    visit_id: str,
    slots: tuple[Slot | None, Slot | None],
    problems: tuple[MonthProblem, MonthProblem],
) -> ChangeKind | None:
    old, new = slots
    if visit_id not in problems[1].need_of:
        return ChangeKind.CANCELLED
    if visit_id not in problems[0].need_of:
        return ChangeKind.ADDED
    if old is None:
        return None if new is None else ChangeKind.PLANNED
    if new is None:
        return ChangeKind.DROPPED
    if (old.rep_id, old.date) != (new.rep_id, new.date):
        return ChangeKind.MOVED
    return None if old == new else ChangeKind.RETIMED


_ORDER = list(ChangeKind)


def _place_in_the_list(change: Change) -> tuple[int, str, str]:
    at = change.before or change.after
    return _ORDER.index(change.kind), f"{at.date} {at.time_min:04}" if at else "", change.visit_id


def _causes(published: Published, problem: MonthProblem, events: Sequence[Event]) -> dict[str, str]:
    """Return the event that each visit lost its place to, or came in by, in words; what was called off is just that."""
    ordered = sorted(events, key=lambda event: event.kind is EventKind.CANCELLED)
    return {
        visit_id: _words(event)
        for event in ordered
        for visit_id in _concerned(published, problem, event)
    }


def _concerned(published: Published, problem: MonthProblem, event: Event) -> Iterator[str]:
    if event.kind in {EventKind.CANCELLED, EventKind.MOVED}:
        visit_id = published.visit_of(event)
        yield from () if visit_id is None else (visit_id,)
    elif event.kind is EventKind.URGENT:
        visit_id = urgent_id(event, published)
        yield from (visit_id,) if visit_id in problem.need_of else ()
    else:
        days = published.days_from_now(event)
        for visit_id, at in published.slots.items():
            req = published.problem.requirement_of[visit_id]
            hit = (
                at.rep_id == event.rep_id
                if event.kind is EventKind.SICK
                else req.customer_id == event.customer_id and not req.is_desk
            )
            if hit and at.date in days:
                yield visit_id


def _words(event: Event) -> str:
    told = {
        EventKind.SICK: f"{event.rep_id} is sick",
        EventKind.CANCELLED: "cancelled",
        EventKind.CLOSED: "the customer is closed",
        EventKind.URGENT: "urgent",
        EventKind.MOVED: "moved by hand",
    }[event.kind]
    return f"{told}: {event.note}" if event.note else told
