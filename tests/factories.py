"""A tiny month made by hand: two reps, five days with stops, nine customers.

Every place lies on a line through its rep's home; a minute of driving is a kilometre. The times of
`models.timing.time_route` can be redone by hand and are asserted in `tests/models`:

* R01, Mon 2 March: leave 09:00, 10 min, C1 09:10-09:55, 5 min, C2 10:00-10:45, 15 min, home 11:00,
  then a call to C5 11:00-11:15. Driving 30 min, 30.0 km; work 2 h 15.
* R01, Tue 3 March: leave 09:00, 30 min, C3 09:30-10:15, 17.5 (clock: 18) min, prospect C4
  10:33-11:03, 12.5 (clock: 13) min, home 11:16. Driving 61 min, 60.0 km; work 2 h 16.
* R01, Wed 4 March, half day to 13:00: C1 opens at 11:30 and 45 minutes do not fit before the break
  12:00-12:30, so 12:30-13:15; leave 11:50, home 13:25. Driving 20 min, work 1 h 05, overtime 25.
* R02, Sun 1 March: leave 09:40, C6 pinned to 10:00-11:00, 10 min, C7 11:10-11:40, 30 min, home
  12:10. Driving 60 min, work 2 h 30.
* R02, Sun 29 March, summer time since Friday: C7 09:30-10:00, home 10:30.

C8 finds no day, C9 has no place. Names are what real lists hold: Hebrew, a script tag, a formula.
"""

import datetime as dt
from dataclasses import replace

import numpy as np

from models.customers import Channel, Customer, Segment, Status
from models.judge import score
from models.month import Month
from models.places import Place, PlacedBy, Placement
from models.plan import CapacityLine, MonthPlan, RequirementRow
from models.problem import (
    Kind,
    MonthProblem,
    Pin,
    Requirement,
    TravelMatrix,
    VisitNeed,
    Workday,
    customer_key,
)
from models.proof import Bounded, Proof
from models.reps import Rep, Span
from models.result import Outcome, Result, StopReason
from models.schedule import DayRoute, Reason, ReasonCode, Schedule, Unplanned
from models.timing import time_route
from tests.allocations import tiny_allocation

MARCH = Month(2026, 3)
SCRIPT = "<script>alert(1)</script> & Sons"
FORMULA = "=cmd|' /C calc'!A0"
HEBREW = "מכולת השלום"
BREAK = Span(12 * 60, 12 * 60 + 30)
HOME = {"R01": Place(41.60, -93.60), "R02": Place(32.80, 35.00)}
MINUTES_FROM_HOME = {
    "R01": {"C1": 10.0, "C2": 15.0, "C3": 30.0, "C4": 12.5},
    "R02": {"C6": 20.0, "C7": 30.0, "C8": 90.0},
}


def march(day: int) -> dt.date:
    return MARCH.first + dt.timedelta(days=day - 1)


def place_of(rep_id: str, customer_id: str) -> Place:
    home = HOME[rep_id]
    return Place(home.lat + MINUTES_FROM_HOME[rep_id][customer_id] / 100, home.lon)


def matrix_of(rep_id: str) -> TravelMatrix:
    from_home = {f"home:{rep_id}": 0.0}
    from_home |= {customer_key(c): far for c, far in MINUTES_FROM_HOME[rep_id].items()}
    at = np.array(list(from_home.values()))
    minutes = np.abs(at[:, None] - at[None, :])
    return TravelMatrix(tuple(from_home), minutes, 1000.0 * minutes, "a line")


def workday(rep_id: str, day: int, end_min: int = 17 * 60, note: str = "") -> Workday:
    key = f"home:{rep_id}"
    pause = BREAK if rep_id == "R01" else None
    return Workday(
        rep_id=rep_id,
        date=march(day),
        start_min=9 * 60,
        end_min=end_min,
        break_span=pause,
        cap=5,
        start=key,
        end=key,
        note=note,
    )


def need(customer_id: str, number: int, due: int) -> VisitNeed:
    return VisitNeed(f"{customer_id}/{number}", march(due), march(1), march(31), priority=8.0)


def requirements() -> tuple[Requirement, ...]:
    late = {march(4): (Span(11 * 60 + 30, 17 * 60),)}
    always = {march(day): (Span(0, 24 * 60),) for day in range(1, 32) if day != 4}
    c1 = _visit("C1", "Acme Foods", 45, (need("C1", 1, 2), need("C1", 2, 4)))
    c6 = _visit("C6", HEBREW, 60, (need("C6", 1, 1),))
    call = Requirement(
        customer_id="C5",
        name="Phone Co",
        place=None,
        kind=Kind.DESK,
        channel=Channel.CALL,
        rep_ids=("R01",),
        minutes=15,
        visits=(need("C5", 1, 2),),
        segment="C",
        why="call every 90 days",
    )
    pin = Pin("C6/1", march(1), "R02", 10 * 60)
    return (
        replace(c1, segment="A", opening=late | always, min_gap_days=2, max_gap_days=20),
        replace(_visit("C2", SCRIPT, 45, (need("C2", 1, 5),)), segment="B"),
        replace(_visit("C3", FORMULA, 45, (need("C3", 1, 9),)), segment="C"),
        replace(_visit("C4", "Dot Shop", 30, (need("C4", 1, 3),)), kind=Kind.PROSPECT),
        call,
        replace(c6, segment="A", pins=(pin,), value=1234.5),
        replace(_visit("C7", "סופר כהן", 30, (need("C7", 1, 1), need("C7", 2, 29))), segment="B"),
        replace(_visit("C8", "חנות הים", 30, (need("C8", 1, 1),)), forbidden=frozenset({march(1)})),
    )


def _visit(customer_id: str, name: str, minutes: int, visits: tuple[VisitNeed, ...]) -> Requirement:
    rep_id = "R01" if customer_id in MINUTES_FROM_HOME["R01"] else "R02"
    return Requirement(
        customer_id=customer_id,
        name=name,
        place=place_of(rep_id, customer_id),
        rep_ids=(rep_id,),
        minutes=minutes,
        visits=visits,
        interval_days=20,
        segment="C",
        why=f"{len(visits)} visits: every 20 days & <b>bold</b>",
    )


def tiny_problem() -> MonthProblem:
    half = workday("R01", 4, end_min=13 * 60, note="half day: eve of a feast")
    return MonthProblem(
        month=MARCH,
        workdays=(
            workday("R01", 2),
            workday("R01", 3),
            half,
            workday("R02", 1),
            workday("R02", 2),
            workday("R02", 29),
        ),
        requirements=requirements(),
        travel={rep_id: matrix_of(rep_id) for rep_id in HOME},
        reserve_min={"R01": 48.0, "R02": 0.0},
        published={"C2/1": ("R01", march(3))},
        max_overtime_min=30,
    )


def route(problem: MonthProblem, rep_id: str, day: int, *visit_ids: str) -> DayRoute:
    timed = time_route(problem, problem.workday_of[rep_id, march(day)], visit_ids)
    assert isinstance(timed, DayRoute), timed
    return timed


def tiny_schedule(problem: MonthProblem) -> Schedule:
    routes = (
        route(problem, "R01", 2, "C1/1", "C2/1", "C5/1"),
        route(problem, "R01", 3, "C3/1", "C4/1"),
        route(problem, "R01", 4, "C1/2"),
        route(problem, "R02", 1, "C6/1", "C7/1"),
        route(problem, "R02", 29, "C7/2"),
    )
    forbidden = Reason(ReasonCode.FORBIDDEN_DATE, "not wanted by the customer", march(1))
    full = [Reason(ReasonCode.DAY_FULL, "the day is full", march(day)) for day in (2, 29)]
    return Schedule(
        routes,
        (Unplanned("C8/1", "C8", (forbidden, *full), ("allow 30 minutes of overtime",)),),
    )


def customers() -> dict[str, Customer]:
    names = {req.customer_id: req for req in requirements()}
    found = {
        customer_id: Customer(
            customer_id=customer_id,
            name=req.name,
            address="Main St 1",
            city="חיפה" if req.rep_ids == ("R02",) else "Des Moines",
            rep_ids=req.rep_ids,
            status=Status.PROSPECT if req.kind is Kind.PROSPECT else Status.ACTIVE,
            segment=Segment(req.segment),
            placement=Placement(req.place, PlacedBy.GIVEN) if req.place else None,
            row=number,
        )
        for number, (customer_id, req) in enumerate(names.items(), start=2)
    }
    return found | {"C9": Customer(customer_id="C9", name="Nowhere Ltd", rep_ids=("R02",), row=10)}


def reps() -> dict[str, Rep]:
    names = {
        "R01": ("Anna Berg", frozenset(range(5))),
        "R02": ("דנה לוי", frozenset({6, 0, 1, 2, 3})),
    }
    return {
        rep_id: Rep(
            rep_id=rep_id,
            name=name,
            work_days=days,
            half_days={4: Span(540, 780)} if rep_id == "R02" else {},
            placement=Placement(HOME[rep_id], PlacedBy.GIVEN),
        )
        for rep_id, (name, days) in names.items()
    }


def requirement_rows() -> tuple[RequirementRow, ...]:
    due = tuple(
        RequirementRow(
            customer_id=req.customer_id,
            rep_id=req.rep_ids[0],
            segment=req.segment,
            value=req.value,
            channel=req.channel.value,
            visits=len(req.visits),
            due_dates=tuple(visit.due for visit in req.visits),
            minutes=req.minutes,
            min_gap_days=req.min_gap_days,
            max_gap_days=req.max_gap_days,
            why=req.why,
        )
        for req in requirements()
    )
    later = replace(due[2], visits=0, due_dates=(), why="-20 % is no formula; next due 2026-05-02")
    return (*due, replace(later, customer_id="C9", channel="email"))


def tiny_plan() -> MonthPlan:
    """The month described on top of this file."""
    problem = tiny_problem()
    schedule = tiny_schedule(problem)
    priced = score(problem, schedule)
    result = Result(
        schedule=schedule,
        score=priced,
        outcome=Outcome.PARTIAL,
        stop_reason=StopReason.ITERATIONS,
        seed=7,
        iterations=100,
        seconds=1.5,
        proof=Proof(
            cost=Bounded(priced.cost_min, 195.7, "all soft rules; spacing left aside"),
            travel=Bounded(priced.amount("travel"), 225.4, "minutes of driving"),
            unplanned=Bounded(1, 1, "all plans"),
        ),
        params={"iterations": 100, "start_temperature": 1.5},
    )
    return MonthPlan(
        month=MARCH,
        customers=customers(),
        reps=reps(),
        rows=requirement_rows(),
        problem=problem,
        result=result,
        capacity=(capacity_line("R01", 5, 3, 6), capacity_line("R02", 4, 3, 4)),
        notes=("R02: no time zone given, <i>Asia/Jerusalem</i> taken", "1 customer has no place"),
        counts={"planned": 8, "not placed": 1},
        not_placed={"C9": "no coordinates, and the city is unknown"},
        currency="EUR",
        time_zones={"R01": "America/Chicago", "R02": "Asia/Jerusalem"},
        allocation=tiny_allocation(),
    )


def capacity_line(rep_id: str, customers: int, workdays: int, due: int) -> CapacityLine:
    return CapacityLine(
        rep_id=rep_id,
        customers=customers,
        workdays=workdays,
        meetings_due=due,
        meetings_possible=5 * workdays,
        work_min=200,
        travel_min=100,
        reserve_min=48,
        available_min=450 * workdays,
    )
