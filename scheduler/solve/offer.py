"""An offer: a change of a month that would bring a visit in, in words and made."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from models.judge import violations
from models.problem import MonthProblem, Requirement, VisitNeed
from models.reps import Span
from models.schedule import DayRoute, Schedule
from models.timing import time_route
from models.units import MINUTES_A_DAY, clock_text, hours_text
from scheduler.solve.fitting import day_text


class Ask(StrEnum):
    """What somebody has to agree to, beside more room in a day."""

    NOTHING = "nothing"
    PIN = "pin"
    OPENING = "opening"
    SPACING = "spacing"
    REP = "rep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One workday made fit for one or more visits; all other visits keep their days.

    Parameters
    ----------
    order
        Visits of the day, in order, once the offer is taken.
    visit_ids
        Those that come in by it, together.
    overtime_min
        Overtime of the whole day; 0 where it needs no more than every day is allowed.
    meetings
        How many more than the day's cap.
    gaps
        Other visits of the customer that would be too close or too far, with the days between.
    instead
        Whether it takes a workday that other visits were offered already.
    drive_min
        Driving that it adds.
    cost_min
        What it costs each of the visits, in minutes of driving.
    """

    rep_id: str
    date: dt.date
    order: tuple[str, ...]
    visit_ids: tuple[str, ...]
    overtime_min: int = 0
    meetings: int = 0
    ask: Ask = Ask.NOTHING
    gaps: tuple[tuple[dt.date, int], ...] = ()
    instead: bool = False
    drive_min: float = 0.0
    cost_min: float = 0.0

    def made(self, problem: MonthProblem) -> MonthProblem:
        """Return the problem with exactly this change made."""
        longer = max(0, self.overtime_min - problem.max_overtime_min)
        workdays = tuple(
            replace(day, cap=day.cap + self.meetings, end_min=day.end_min + longer)
            if (day.rep_id, day.date) == (self.rep_id, self.date)
            else day
            for day in problem.workdays
        )
        requirements = tuple(self._allowed(req) for req in problem.requirements)
        return replace(problem, workdays=workdays, requirements=requirements)

    def works(self, problem: MonthProblem, schedule: Schedule) -> bool:
        """Whether the judge accepts the schedule with these visits, once the offer is taken."""
        changed = self.made(problem)
        route = time_route(changed, changed.workday_of[self.rep_id, self.date], self.order)
        if not isinstance(route, DayRoute):
            return False
        others = (r for r in schedule.routes if (r.rep_id, r.date) != (self.rep_id, self.date))
        missing = (item for item in schedule.unplanned if item.visit_id not in self.visit_ids)
        return not violations(changed, Schedule((*others, route), tuple(missing)))

    def _allowed(self, req: Requirement) -> Requirement:
        if not any(need.visit_id in self.visit_ids for need in req.visits):
            return req
        visits = tuple(
            need if need.visit_id not in self.visit_ids else _open_to(need, self.date)
            for need in req.visits
        )
        freed = replace(req, visits=visits)
        match self.ask:
            case Ask.PIN:
                pins = tuple(pin for pin in req.pins if pin.visit_id not in self.visit_ids)
                return replace(freed, pins=pins)
            case Ask.OPENING:
                return replace(freed, opening=open_all_day(req, self.date))
            case Ask.SPACING:
                days = [gap for _, gap in self.gaps]
                most = None if req.max_gap_days is None else max(req.max_gap_days, *days)
                return replace(freed, min_gap_days=min(req.min_gap_days, *days), max_gap_days=most)
            case Ask.REP:
                return replace(freed, rep_ids=tuple(dict.fromkeys((*req.rep_ids, self.rep_id))))
            case Ask.NOTHING:
                return freed

    def text(self, problem: MonthProblem) -> str:
        """Return the change as a manager reads it, its size first."""
        workday = problem.workday_of[self.rep_id, self.date]
        wanted = []
        if self.overtime_min:
            wanted.append(f"{hours_text(self.overtime_min)} of overtime")
        if self.meetings:
            most = workday.cap + self.meetings
            wanted.append(f"{most} meeting{'s' * (most > 1)} instead of {workday.cap}")
        wanted += self._off_texts(problem)
        if self.ask is not Ask.NOTHING:
            wanted.append(self._asked(problem))
        names = [problem.requirement_of[visit_id].name for visit_id in self.visit_ids]
        whom = f", for {listed(names)} together" if len(names) > 1 else ""
        whom += ", instead of other offers for that day or customer" if self.instead else ""
        drive = round(self.drive_min)
        more = f" ({hours_text(abs(drive))} {'more' if drive > 0 else 'less'} driving)"
        head = f"{day_text(self.date)}, {self.rep_id}: {listed(wanted)}{whom}"
        return head + (more if drive else "")

    def days_off(self, problem: MonthProblem, visit_id: str) -> int:
        """Return how many days a visit lies outside its window: before it less than 0."""
        need = problem.need_of[visit_id]
        early, late = (need.earliest - self.date).days, (self.date - need.latest).days
        return late if late > 0 else min(0, -early)

    def _off_texts(self, problem: MonthProblem) -> list[str]:
        """Return how far visits lie outside their windows, told once where all are alike."""
        told = [_off_text(self.days_off(problem, visit_id)) for visit_id in self.visit_ids]
        if len(set(told)) == 1:
            return [told[0]] if told[0] else []
        names = (problem.requirement_of[visit_id].name for visit_id in self.visit_ids)
        return [f"{name} {text}" for name, text in zip(names, told, strict=True) if text]

    def _asked(self, problem: MonthProblem) -> str:
        visit_id = self.visit_ids[0]
        req = problem.requirement_of[visit_id]
        match self.ask:
            case Ask.PIN:
                pin = problem.pin_of[visit_id]
                time = "" if pin.time_min is None else f" at {clock_text(pin.time_min)}"
                who = f" with {pin.rep_id}" if pin.rep_id else ""
                return f"instead of the appointment on {day_text(pin.date)}{time}{who}"
            case Ask.OPENING:
                return f"an appointment at {self._begin(problem)}, outside the opening hours"
            case Ask.REP:
                return f"in place of {' or '.join(req.rep_ids)}"
            case _:
                return self._too_near_or_far(req)

    def _begin(self, problem: MonthProblem) -> str:
        changed = self.made(problem)
        route = time_route(changed, changed.workday_of[self.rep_id, self.date], self.order)
        if not isinstance(route, DayRoute):
            return "any time"
        at = next(stop.arrive for stop in route.stops if stop.visit_id == self.visit_ids[0])
        return clock_text(at // problem.ticks_per_minute)

    def _too_near_or_far(self, req: Requirement) -> str:
        least, most = req.min_gap_days, req.max_gap_days
        limits = f"at least {least}" if most is None else f"{least} to {most}"
        limits = limits if least != most else f"{least}"
        told = [f"{days_text(gap)} from the visit on {day_text(date)}" for date, gap in self.gaps]
        return f"{listed(told)} instead of {limits}"


def open_all_day(req: Requirement, *dates: dt.date) -> dict[dt.date, tuple[Span, ...]]:
    """Return the opening hours of a requirement that has some, open all day on some dates."""
    return {**(req.opening or {}), **dict.fromkeys(dates, (Span(0, MINUTES_A_DAY),))}


def _open_to(need: VisitNeed, date: dt.date) -> VisitNeed:
    return replace(need, earliest=min(need.earliest, date), latest=max(need.latest, date))


def _off_text(days: int) -> str:
    side = "before its first" if days < 0 else "after its last"
    return f"{days_text(abs(days))} {side} possible day" if days else ""


def days_text(days: int) -> str:
    """Return a number of days: ``1 day``, ``3 days``."""
    return f"{days} day{'s' * (days > 1)}"


def listed(words: Sequence[str]) -> str:
    """Return words as people list them: ``A``, ``A and B``, ``A, B and C``."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
