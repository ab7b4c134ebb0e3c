"""An offer read as a manager reads it, and followed: the words alone say what to change."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import product

from models.problem import MonthProblem, Pin, Requirement
from models.reps import Span
from models.schedule import Schedule

HEAD = re.compile(r"(\d+ \w{3}), (\S+): (.*?)(?: \((?:(?:\d+ h )?\d+(?: min)? \w+ driving)\))?")
OVERTIME = re.compile(r"(?:(\d+) h (\d+)|(\d+) min) of overtime")
MEETINGS = re.compile(r"(\d+) meetings? instead of (\d+)")
OFF = re.compile(r"(\d+) days? (before its first|after its last) possible day")
TOGETHER = re.compile(r", for (.+) together")
ASKS = {
    "pin": re.compile(r"instead of the appointment on"),
    "opening": re.compile(r"an appointment at (\d\d:\d\d), outside the opening hours"),
    "spacing": re.compile(r"(\d+) days? from the visit on \d+ \w{3}"),
    "rep": re.compile(r"in place of"),
}


@dataclass(frozen=True)
class Advice:
    """What a sentence asks for."""

    rep_id: str
    date: dt.date
    overtime_min: int
    cap: int | None
    names: tuple[str, ...]
    ask: str
    words: str

    @property
    def kinds(self) -> set[str]:
        """What is asked for, to count it."""
        told = {
            "overtime": self.overtime_min > 0,
            "meetings": self.cap is not None,
            "another day": bool(OFF.search(self.words)),
            "together": len(self.names) > 1,
            self.ask: bool(self.ask),
            "instead": self.words.endswith("instead of other offers for that day or customer"),
        }
        return {name for name, there in told.items() if there}


def read(problem: MonthProblem, sentence: str) -> Advice:
    """Read a sentence; one that cannot be read to its end is a fault."""
    head = HEAD.fullmatch(sentence)
    assert head, f"an offer that nobody can read: {sentence}"
    words = head[3]
    date = next(d for d in problem.month.days() if head[1] == f"{d.day} {d:%b}")
    overtime, meetings, together = (rule.search(words) for rule in (OVERTIME, MEETINGS, TOGETHER))
    minutes = 0
    if overtime:
        minutes = int(overtime[3] or 0) + 60 * int(overtime[1] or 0) + int(overtime[2] or 0)
    names = re.split(r", | and ", together[1]) if together else []
    asks = [name for name, rule in ASKS.items() if rule.search(words)]
    assert len(asks) <= 1, sentence
    assert overtime or meetings or asks or OFF.search(words), f"nothing to do in: {sentence}"
    return Advice(
        head[2],
        date,
        minutes,
        int(meetings[1]) if meetings else None,
        tuple(names),
        asks[0] if asks else "",
        words,
    )


def meant(problem: MonthProblem, advice: Advice, made: Schedule, visit_id: str) -> list[set[str]]:
    """The visits that an offer may bring in: one missing visit of each customer it names."""
    own = problem.requirement_of[visit_id].name
    missing: dict[str, list[str]] = {own: [visit_id]}
    for item in made.unplanned:
        name = problem.requirement_of[item.visit_id].name
        if name in advice.names and name != own:
            missing.setdefault(name, []).append(item.visit_id)
    assert set(missing) >= set(advice.names), advice.words
    return [set(chosen) for chosen in product(*missing.values())]


def followed(problem: MonthProblem, advice: Advice, visit_ids: set[str]) -> MonthProblem:
    """The problem with exactly the proposed change, for these visits."""
    days = tuple(
        replace(
            day,
            cap=day.cap if advice.cap is None else advice.cap,
            end_min=day.end_min + max(0, advice.overtime_min - problem.max_overtime_min),
        )
        if (day.rep_id, day.date) == (advice.rep_id, advice.date)
        else day
        for day in problem.workdays
    )
    requirements = tuple(
        _followed(req, advice, visit_ids, problem.ticks_per_minute)
        if any(need.visit_id in visit_ids for need in req.visits)
        else req
        for req in problem.requirements
    )
    return replace(problem, workdays=days, requirements=requirements)


def _followed(req: Requirement, advice: Advice, visit_ids: set[str], ticks: int) -> Requirement:
    if OFF.search(advice.words):
        req = replace(
            req,
            visits=tuple(
                replace(
                    need,
                    earliest=min(need.earliest, advice.date),
                    latest=max(need.latest, advice.date),
                )
                if need.visit_id in visit_ids
                else need
                for need in req.visits
            ),
        )
    match advice.ask:
        case "pin":
            pins = tuple(pin for pin in req.pins if pin.visit_id not in visit_ids)
            return replace(req, pins=pins)
        case "opening":
            return _appointed(req, advice, next(iter(visit_ids)), ticks)
        case "spacing":
            gaps = [int(days) for days in ASKS["spacing"].findall(advice.words)]
            most = None if req.max_gap_days is None else max(req.max_gap_days, *gaps)
            return replace(req, min_gap_days=min(req.min_gap_days, *gaps), max_gap_days=most)
        case "rep":
            return replace(req, rep_ids=(*req.rep_ids, advice.rep_id))
        case _:
            return req


def _appointed(req: Requirement, advice: Advice, visit_id: str, ticks: int) -> Requirement:
    """The customer opens for an appointment at the time that the offer names, to the minute."""
    found = ASKS["opening"].search(advice.words)
    assert found
    begin = int(found[1][:2]) * 60 + int(found[1][3:])
    if ticks > 1:
        opened = Span(begin, begin + req.minutes + 1)
        return replace(req, opening={**(req.opening or {}), advice.date: (opened,)})
    pins = (
        *(p for p in req.pins if p.visit_id != visit_id),
        Pin(visit_id, advice.date, advice.rep_id, begin),
    )
    opened = Span(begin, begin + req.minutes)
    return replace(req, opening={**(req.opening or {}), advice.date: (opened,)}, pins=pins)
