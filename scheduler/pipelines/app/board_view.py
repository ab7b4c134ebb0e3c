"""A month as the board shows it: reps, days, cards and the tray, as plain values without words.

Words, dates and numbers are written by the page in the language of its reader; here are codes
(rules, reasons), minutes and ISO dates. A day is named ``R01|2026-12-09``.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from models.itinerary import DayLine, StopLine, day_line
from models.plan import MonthPlan
from models.problem import Kind, Requirement, Workday
from models.rules.base import Violation
from models.rules.soft import travel
from models.schedule import Unplanned
from scheduler.maps.palette import CATEGORIES, PROSPECT
from scheduler.pipelines.app.drafts import Draft, Judged, MonthState, PlaceFor
from scheduler.pipelines.app.drafts.allow import can_be_allowed
from scheduler.pipelines.app.drafts.state import Day

Values = dict[str, Any]
"""JSON values."""


def cell_key(rep_id: str, date: dt.date) -> str:
    """Return how the board names a day of a rep."""
    return f"{rep_id}|{date.isoformat()}"


def board_of(draft: Draft) -> Values:
    """Return the whole board."""
    view = _View(draft)
    state = draft.state
    days = {*state.problem.workday_of, *state.routes}
    cells, cards = view.days(sorted(days))
    return {
        "month": str(draft.plan.month),
        "week_start": state.problem.week_start,
        "reps": [
            {"id": rep_id, "name": rep.name or rep_id} for rep_id, rep in draft.plan.reps.items()
        ],
        "cells": cells,
        "cards": cards,
        **view.rest(),
    }


def patch_of(draft: Draft, judged: Judged) -> Values:
    """Return what an edit changes on the board: its days with their cards, the tray, the sums."""
    view = _View(draft)
    kept = {day for day in judged.days if day in draft.state.problem.workday_of}
    pins = _changed_pins(judged)
    kept |= {(route.rep_id, route.date) for v in pins if (route := draft.state.route_of.get(v))}
    cells, cards = view.days(sorted(kept))
    return {"cells": cells, "cards": cards, **view.rest()}


def hints_of(places: Iterable[PlaceFor]) -> Values:
    """Return what a visit would cost and break on each day, by the names of the days."""
    return {
        cell_key(place.rep_id, place.date): {
            "drive": round(place.drive_min),
            "cost": round(place.cost_min, 1),
            "rules": list(dict.fromkeys(v.rule for v in place.broken)),
        }
        for place in places
    }


def faults_of(state: MonthState, found: Iterable[Violation]) -> list[Values]:
    """Return violations as the board tells them: the rule, whom and which day it is about."""
    return [_fault(state, violation) for violation in found]


def _changed_pins(judged: Judged) -> set[str]:
    before, after = judged.before.problem.pin_of, judged.after.problem.pin_of
    return {v for v in before.keys() | after.keys() if before.get(v) != after.get(v)}


def _fault(state: MonthState, violation: Violation) -> Values:
    req = state.problem.requirement_of.get(violation.visit_id or "")
    return {
        "rule": violation.rule,
        "visit": violation.visit_id or "",
        "name": req.name if req else "",
        "rep": violation.rep_id or "",
        "date": violation.date.isoformat() if violation.date else "",
        "allow": can_be_allowed(violation),
        "text": violation.text,
    }


class _View:
    """The board of one draft, with what is looked up often."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.state, self.plan = draft, draft.state, draft.plan
        self.why = {(row.customer_id, row.channel): row.why for row in self.plan.rows}
        self.touched = draft.touched()
        self.faults_of_visit: dict[str, list[str]] = {}
        self.faults_of_day: dict[Day, list[str]] = {}
        for violation in self.state.verdict.violations:
            if violation.visit_id:
                self.faults_of_visit.setdefault(violation.visit_id, []).append(violation.rule)
            elif violation.rep_id and violation.date:
                day = (violation.rep_id, violation.date)
                self.faults_of_day.setdefault(day, []).append(violation.rule)

    def days(self, days: Iterable[Day]) -> tuple[Values, Values]:
        cells, cards = {}, {}
        for day in days:
            route = self.state.routes.get(day)
            line = None if route is None else day_line(self.state.problem, route)
            cells[cell_key(*day)] = self._cell(day, line)
            for stop in () if line is None else line.stops:
                cards[stop.need.visit_id] = self._planned(stop)
        return cells, cards

    def rest(self) -> Values:
        """Return what every edit may change: the tray, the faults, the sums."""
        tray = self._tray()
        state = self.state
        return {
            "tray": tray,
            "faults": faults_of(state, state.verdict.violations),
            "sums": {
                "planned": len(state.route_of),
                "required": sum(
                    req.kind is not Kind.PROSPECT for req in state.problem.requirement_of.values()
                ),
                "unplanned": sum(card["kind"] != Kind.PROSPECT.value for card in tray),
                "drive": round(travel(state.problem, state.schedule)),
                "faults": len(state.verdict.violations),
            },
            "undo": self.draft.done > 0,
            "redo": self.draft.done < len(self.draft.edits),
        }

    def _cell(self, day: Day, line: DayLine | None) -> Values:
        workday = self.state.problem.workday_of.get(day)
        past = self.state.problem.history_before
        values: Values = {
            "stops": [] if line is None else [stop.need.visit_id for stop in line.stops],
            "meetings": 0 if line is None else line.meetings,
            "work": 0 if line is None else line.work_min,
            "drive": 0 if line is None else line.drive_min,
            "km": 0 if line is None else round(line.drive_m / 1000),
            "leave": None if line is None else line.leave_min,
            "home": None if line is None else line.home_min,
            "over": 0 if line is None else line.overtime_min,
            "past": past is not None and day[1] < past,
            "rules": self.faults_of_day.get(day, []),
        }
        return values | _room(workday)

    def _card(self, visit_id: str, req: Requirement) -> Values:
        pin = self.state.problem.pin_of.get(visit_id)
        return {
            "name": req.name,
            "customer": req.customer_id,
            "seg": req.segment,
            "kind": req.kind.value,
            "channel": req.channel.value,
            "why": self.why.get((req.customer_id, req.channel.value), req.why),
            "minutes": req.minutes,
            "reps": list(req.rep_ids),
            "pin": pin.strength.value if pin else "",
            "pin_time": pin.time_min if pin else None,
            "moved": visit_id in self.touched,
        }

    def _planned(self, stop: StopLine) -> Values:
        place = None if stop.requirement.is_desk else stop.requirement.place
        visit_id = stop.need.visit_id
        return self._card(visit_id, stop.requirement) | {
            "number": stop.number,
            "arrive": stop.arrive_min,
            "depart": stop.depart_min,
            "drive": stop.drive_min,
            "at": [place.lat, place.lon] if place else None,
            "rules": self.faults_of_visit.get(visit_id, []),
        }

    def _tray(self) -> list[Values]:
        """Return the visits without a day: required ones by priority, then prospects on offer."""
        state = self.state
        listed = {item.visit_id: item for item in state.schedule.unplanned}
        waiting = [v for v in state.problem.need_of if v not in state.route_of]
        cards = [
            self._card(visit_id, state.problem.requirement_of[visit_id])
            | {
                "id": visit_id,
                "due": state.problem.need_of[visit_id].due.isoformat(),
                "earliest": state.problem.need_of[visit_id].earliest.isoformat(),
                "latest": state.problem.need_of[visit_id].latest.isoformat(),
                "reasons": _reasons(listed.get(visit_id)),
            }
            for visit_id in waiting
        ]
        weight = {v: state.problem.need_of[v].priority for v in waiting}
        return sorted(
            cards, key=lambda card: (card["kind"] == Kind.PROSPECT.value, -weight[card["id"]])
        )


def _room(workday: Workday | None) -> Values:
    if workday is None:
        return {"off": True, "cap": 0, "room": 0, "note": ""}
    return {
        "off": False,
        "cap": workday.cap,
        "room": workday.minutes,
        "begin": workday.start_min,
        "end": workday.end_min,
        "note": workday.note,
    }


def _reasons(item: Unplanned | None) -> list[Values]:
    """Return why a visit has no day: each cause with the days it holds for."""
    days: dict[str, list[str]] = {}
    for reason in item.reasons if item else ():
        own = days.setdefault(reason.code.value, [])
        own += [] if reason.date is None else [reason.date.isoformat()]
    return [{"code": code, "dates": dates} for code, dates in days.items()]


def day_map(plan: MonthPlan, state: MonthState, rep_id: str, date: dt.date) -> Values:
    """Return a day for a map: the start, the stops in order, the end."""
    rep = plan.reps[rep_id]
    route = state.routes.get((rep_id, date))
    line = None if route is None else day_line(state.problem, route)
    stops = [
        {
            "number": stop.number,
            "name": stop.requirement.name,
            "seg": stop.requirement.segment,
            "kind": stop.requirement.kind.value,
            "at": [stop.requirement.place.lat, stop.requirement.place.lon],
            "arrive": stop.arrive_min,
        }
        for stop in (line.stops if line else ())
        if not stop.requirement.is_desk and stop.requirement.place is not None
    ]
    ends = [rep.placement, rep.end_placement or rep.placement]
    start, end = ([p.place.lat, p.place.lon] if p else None for p in ends)
    return {"start": start, "stops": stops, "end": end}


def stop_colour(kind: str, segment: str) -> str:
    """Return the colour of a stop: that of its category, or of prospects."""
    if kind == Kind.PROSPECT.value:
        return PROSPECT
    return CATEGORIES.get(segment, CATEGORIES["D"])
