"""Plans go into the store and come out of it."""

import datetime as dt
import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from threading import Lock
from typing import Any

from models.itinerary import DayLine, StopLine, day_line
from models.judge import Verdict, judge
from models.kept_plans import PlanContents, PlanEdit, PlannedStop, StoredPlan
from models.plan import MonthPlan, RequirementRow
from models.schedule import DayRoute, Schedule
from scheduler.io.plan_codec import decode, encode
from scheduler.io.plan_json import plan_from_json, plan_to_json
from scheduler.store import Work

_MOST_PLANS = 12
"""How many decoded plans are kept at hand."""

Pins = Sequence[Mapping[str, str]]


def contents_of(plan: MonthPlan, pins: Pins = (), edits: Sequence[Any] = ()) -> PlanContents:
    """Return a whole plan as the store keeps it."""
    routes = sorted(plan.result.schedule.routes, key=lambda route: (route.rep_id, route.date))
    return PlanContents(
        plan=json.dumps(plan_to_json(plan), ensure_ascii=False, allow_nan=False),
        stops=_stops(plan, routes),
        pins=tuple(pins),
        edits=tuple(edits),
    )


def edit_of(before: MonthPlan, after: MonthPlan, pins: Pins, edits: Sequence[Any]) -> PlanEdit:
    """Return what a hand edit changes, for `Months.edit_draft`.

    Parameters
    ----------
    before, after
        Plans of the same problem.
    pins, edits
        All of them, those of the edit included.
    """
    old, new = (_routes(plan.result.schedule) for plan in (before, after))
    touched = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    return PlanEdit(
        schedule=json.dumps(encode(after.result.schedule), ensure_ascii=False),
        days=tuple(touched),
        stops=_stops(after, [new[key] for key in touched if key in new]),
        pins=tuple(pins),
        edits=tuple(edits),
    )


def with_schedule(plan: MonthPlan, schedule: Schedule) -> tuple[MonthPlan, Verdict]:
    """Return the plan with another schedule, judged; its proof is kept, for it is of the problem.

    The score is that of the judge; where a schedule breaks so much that there is none, the old one
    stays and the verdict tells.
    """
    verdict = judge(plan.problem, schedule)
    score = verdict.score or plan.result.score
    return replace(plan, result=replace(plan.result, schedule=schedule, score=score)), verdict


def open_plan(work: Work, stored: StoredPlan) -> MonthPlan:
    """Return a plan that is kept; the last ones are remembered, whoever asks.

    Raises
    ------
    MissingError
        It has been replaced meanwhile.
    """
    key = (stored.body_id, stored.schedule)
    plan = _remembered.get(key)
    if plan is None:
        plan = _edited(work, stored) if stored.schedule else _solved(work, stored)
        _remembered.put(key, plan)
    return plan


def remember(stored: StoredPlan, plan: MonthPlan) -> None:
    """Keep at hand what was just saved, so that the next question need not decode it."""
    _remembered.put((stored.body_id, stored.schedule), plan)


def _solved(work: Work, stored: StoredPlan) -> MonthPlan:
    return plan_from_json(json.loads(work.months.body(stored.body_id)), "the kept plan")


def _edited(work: Work, stored: StoredPlan) -> MonthPlan:
    solved = open_plan(work, replace(stored, schedule=""))
    schedule = decode(Schedule, json.loads(stored.schedule), "schedule")
    return with_schedule(solved, schedule)[0]


class _Remembered:
    """The plans that were asked for last, by what names them; many threads may ask."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._plans: OrderedDict[tuple[str, str], MonthPlan] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, str]) -> MonthPlan | None:
        with self._lock:
            if key in self._plans:
                self._plans.move_to_end(key)
            return self._plans.get(key)

    def put(self, key: tuple[str, str], plan: MonthPlan) -> None:
        with self._lock:
            self._plans[key] = plan
            self._plans.move_to_end(key)
            while len(self._plans) > self._most:
                self._plans.popitem(last=False)


_remembered = _Remembered(_MOST_PLANS)


def _routes(schedule: Schedule) -> dict[tuple[str, dt.date], DayRoute]:
    return {(route.rep_id, route.date): route for route in schedule.routes}


def _stops(plan: MonthPlan, routes: Sequence[DayRoute]) -> tuple[PlannedStop, ...]:
    rows = {(row.customer_id, row.channel): row for row in plan.rows}
    days = (day_line(plan.problem, route) for route in routes)
    return tuple(_stop(day, line, rows) for day in days for line in day.stops)


def _stop(
    day: DayLine, line: StopLine, rows: Mapping[tuple[str, str], RequirementRow]
) -> PlannedStop:
    requirement = line.requirement
    place = None if requirement.is_desk else requirement.place
    row = rows.get((requirement.customer_id, requirement.channel.value))
    return PlannedStop(
        rep_id=day.route.rep_id,
        date=day.route.date,
        stop=line.number,
        visit_id=line.need.visit_id,
        customer_id=requirement.customer_id,
        name=requirement.name,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        arrive_min=line.arrive_min,
        depart_min=line.depart_min,
        drive_min=line.drive_min,
        drive_m=line.drive_m,
        kind=requirement.kind.value,
        pinned=line.pinned,
        segment=row.segment if row else "",
        why=row.why if row else "",
    )
