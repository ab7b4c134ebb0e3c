"""Events held against the published plan: what cannot have happened, or cannot be kept."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.errors import InputProblem
from models.events import Event, EventKind
from models.problem import Requirement
from models.units import clock_text
from scheduler.events.alone import misfit
from scheduler.events.published import Published
from scheduler.events.urgent import urgent_id

_LEAVE_OUT = "leave the row out"


def check_events(
    published: Published,
    events: Sequence[Event],
    usual: Mapping[str, Requirement],
    file: str = "events",
) -> tuple[InputProblem, ...]:
    """Return everything that is wrong with events, by row.

    Parameters
    ----------
    events
        Whose customers and reps the plan knows.
    usual
        A visit of each customer of an urgent event, by customer; who is missing has no place or rep.
    file
        Name of their file.
    """
    check = _Check(published, events, usual, file)
    about = {
        EventKind.SICK: check.days,
        EventKind.CLOSED: check.days,
        EventKind.CANCELLED: check.cancelled,
        EventKind.MOVED: check.moved,
        EventKind.URGENT: check.urgent,
    }
    found = [problem for event in events for problem in about[event.kind](event)]
    return tuple(sorted([*found, *check.contradictions()], key=lambda problem: problem.row))


def day_text(day: dt.date) -> str:
    """Return a day as people write it, e.g. ``Tue 3 Mar``."""
    return f"{day:%a} {day.day} {day:%b}"


@dataclass(frozen=True, slots=True)
class _Check:
    published: Published
    events: Sequence[Event]
    usual: Mapping[str, Requirement]
    file: str

    def problem(self, event: Event, column: str, what: str, advice: str) -> InputProblem:
        value = getattr(event, "time_min" if column == "time" else column)
        shown = clock_text(value) if column == "time" else str(value or "")
        return InputProblem(self.file, event.row, column, shown, what, advice)

    def days(self, event: Event) -> Iterator[InputProblem]:
        """Check that an event concerns a day that can still be planned."""
        month, first = self.published.problem.month, self.published.first
        if event.date > month.last:
            yield self.problem(event, "date", f"the day is not in {month}", _LEAVE_OUT)
        elif event.days.last < first:
            column = "date" if event.until is None else "until"
            yield self.problem(event, column, *self._history())

    def _history(self) -> tuple[str, str]:
        first = self.published.first
        what = f"this day is history when the month is planned again from {day_text(first)}"
        return what, "give an earlier --from, or leave the row out"

    def cancelled(self, event: Event) -> Iterator[InputProblem]:
        """Check that the plan has the visit that an event is about."""
        wrong = list(self._single_day(event, "date", event.date))
        yield from wrong
        if not wrong and self.published.visit_of(event) is None:
            yield self._no_such_visit(event)

    def _single_day(self, event: Event, column: str, day: dt.date) -> Iterator[InputProblem]:
        month = self.published.problem.month
        if not month.first <= day <= month.last:
            advice = f"give a day of {month}, or leave the row out"
            yield self.problem(event, column, f"the day is not in {month}", advice)
        elif day < self.published.first:
            yield self.problem(event, column, *self._history())

    def _no_such_visit(self, event: Event) -> InputProblem:
        who = f" with {event.rep_id}" if event.rep_id else ""
        what = f"the plan has no visit of {event.customer_id}{who} on {day_text(event.date)}"
        at = [self.published.slots[v] for v in self.published.visits_of.get(event.customer_id, ())]
        days = ", ".join(f"{day_text(a.date)} with {a.rep_id}" for a in at)
        advice = f"it has {days}" if days else f"it has none this month: {_LEAVE_OUT}"
        return self.problem(event, "date", what, advice)

    def moved(self, event: Event) -> Iterator[InputProblem]:
        """Check that a visit that was moved by hand can be where it was moved to."""
        wrong = list(self.cancelled(event))
        if event.to_date is not None:
            wrong += self._single_day(event, "to_date", event.to_date)
        yield from wrong
        visit_id = self.published.visit_of(event)
        if not wrong and visit_id is not None:
            yield from self._target(event, visit_id)

    def _target(self, event: Event, visit_id: str) -> Iterator[InputProblem]:
        req = self.published.problem.requirement_of[visit_id]
        at = self.published.slots[visit_id]
        rep_id, column = event.to_rep or at.rep_id, "to_date" if event.to_date else "date"
        if rep_id not in req.rep_ids:
            advice = f"give {' or '.join(req.rep_ids)}"
            what = f"{rep_id} may not serve {req.customer_id}"
            yield self.problem(event, "to_rep", what, advice)
            return
        yield from self._other_rep(event, rep_id)
        stays = (rep_id, event.target) == (at.rep_id, at.date)
        if stays and event.time_min in {None, at.time_min}:
            yield self.problem(event, column, "the visit is there already", _LEAVE_OUT)
        why_not = self._why_not(event.target, rep_id, req)
        if why_not:
            what = f"{why_not} on {day_text(event.target)}"
            yield self.problem(event, column, what, "give another day or rep")
        elif event.time_min is not None:
            yield from self._time(event, rep_id, req)

    def _why_not(self, day: dt.date, rep_id: str, req: Requirement) -> str:
        """Return why a visit cannot be on a day that somebody gave it, or nothing."""
        sick = self.published.sick_days(self.events)
        closed = self.published.closed_days(self.events).get(req.customer_id, frozenset())
        opening = req.opens_on(day)
        workday = self.published.problem.workday_of.get((rep_id, day))
        takes_none = workday is not None and workday.cap == 0
        return next(
            (
                text
                for text, wrong in (
                    (f"{rep_id} is sick", (rep_id, day) in sick),
                    (f"{rep_id} does not work", workday is None),
                    (
                        "the customer is closed",
                        not req.is_desk and (day in closed or day in req.forbidden),
                    ),
                    ("the customer is not open", opening is not None and not opening),
                    (f"{rep_id} makes no visits", not req.is_desk and takes_none),
                )
                if wrong
            ),
            "",
        )

    def _time(self, event: Event, rep_id: str, req: Requirement) -> Iterator[InputProblem]:
        problem = self.published.problem
        day, begin = problem.workday_of[rep_id, event.target], event.time_min or 0
        if req.is_desk:
            what = "desk work has no time: it follows the day's last visit"
            yield self.problem(event, "time", what, "clear the cell")
            return
        what = misfit(problem, req, day, begin)
        if what:
            yield self.problem(event, "time", what, "give another time, or clear the cell")

    def _other_rep(self, event: Event, rep_id: str) -> Iterator[InputProblem]:
        """Check that a customer whose visits are made by one rep keeps that one."""
        if not self.published.problem.one_rep_per_customer:
            return
        for other, why in self._reps_of(event):
            if other != rep_id:
                what = f"{why}, and all visits of a customer are made by one rep"
                advice = f"give {other}, or set solve.one_rep_per_customer to false and plan again"
                yield self.problem(event, "to_rep", what, advice)
                return

    def _reps_of(self, event: Event) -> Iterator[tuple[str, str]]:
        """Yield the reps to whom a customer is bound by history and by other moves, and by what."""
        published, customer_id = self.published, event.customer_id
        for visit_id in published.visits_of[customer_id]:
            if visit_id in published.history:
                rep_id = published.slots[visit_id].rep_id
                yield rep_id, f"{rep_id} has visited {customer_id} this month"
        for other in self.events:
            about = published.visit_of(other) if other.kind is EventKind.MOVED else None
            if about and other.customer_id == customer_id and other.row < event.row:
                rep_id = other.to_rep or published.slots[about].rep_id
                yield rep_id, f"row {other.row} has a visit of {customer_id} made by {rep_id}"

    def urgent(self, event: Event) -> Iterator[InputProblem]:
        """Check that an urgent visit is new, and that somebody may make it."""
        yield from self.days(event)
        usual = self.usual.get(event.customer_id)
        if usual is None:
            what = "the customer has no place on the map, or no rep"
            advice = "give it both in the customer list and plan again"
            yield self.problem(event, "customer_id", what, advice)
        elif event.rep_id and event.rep_id not in usual.rep_ids:
            allowed = " or ".join(usual.rep_ids)
            what, advice = f"{event.rep_id} may not serve {event.customer_id}", f"give {allowed}"
            yield self.problem(event, "rep_id", what, advice)
        elif event.time_min is not None:
            yield from self._urgent_time(event, event.time_min, usual)
        if urgent_id(event, self.published) in self.published.problem.need_of:
            yield self.problem(event, "kind", "the plan holds this visit already", _LEAVE_OUT)

    def _urgent_time(self, event: Event, begin: int, usual: Requirement) -> Iterator[InputProblem]:
        """Check that somebody can be there at the time that was asked for."""
        problem, day = self.published.problem, max(event.date, self.published.first)
        why_not = [
            self._why_not(day, rep_id, usual)
            or misfit(problem, usual, problem.workday_of[rep_id, day], begin)
            for rep_id in ([event.rep_id] if event.rep_id else usual.rep_ids)
        ]
        if all(why_not):
            what = f"{why_not[0]} on {day_text(day)}"
            yield self.problem(event, "time", what, "give another time or date, or clear the cell")

    def contradictions(self) -> Iterator[InputProblem]:
        """Yield each event that says of a visit what another one rules out."""
        first_about: dict[object, Event] = {}
        for event in self.events:
            for key in self._claims(event):
                first = first_about.setdefault(key, event)
                if first is not event:
                    what = f"row {first.row} says '{first.kind}' of the same visit or day"
                    yield self.problem(event, "kind", what, "keep one of the two rows")

    def _claims(self, event: Event) -> Iterator[object]:
        """Yield what no two events may both decide: a visit, and a customer's day."""
        if event.kind in {EventKind.CANCELLED, EventKind.MOVED}:
            yield ("visit", self.published.visit_of(event) or event)
        if event.kind is EventKind.URGENT:
            yield ("urgent", event.customer_id, event.date)
        if event.kind is EventKind.MOVED:
            yield ("day", event.customer_id, event.target)
