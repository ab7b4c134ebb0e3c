"""A month of two reps to edit by hand, on the line of `tests.solve.tiny`.

Rep A works Monday 2 to Friday 6 and Monday 9 March, rep B on the 2nd and the 3rd; 09:00-17:00, cap 3.
A visits P (10 min from home) and Q (20) on the 2nd, R (40) on the 3rd, S twice (10), on the 3rd and on
the 6th, at least 3 days apart; B visits T (30) on the 2nd. U (50, rep A) has no day, V is a prospect of A.
"""

from dataclasses import replace

from models.customers import Customer
from models.edits import Edit, EditKind
from models.judge import score
from models.places import PlacedBy, Placement
from models.plan import MonthPlan
from models.problem import MonthProblem, TravelMatrix
from models.reps import Rep
from models.result import Outcome, Result, StopReason
from models.schedule import Schedule
from tests.solve.tiny import (
    MARCH,
    SOMEWHERE,
    customer,
    line,
    month,
    on,
    prospect,
    schedule,
    timed,
    workday,
)

AT = {"P": 10.0, "Q": 20.0, "R": 40.0, "S": 10.0, "U": 50.0, "V": 10.0}


def problem(**changes):
    workdays = [
        *(workday(day, cap=3, start="home:A", end="home:A") for day in (2, 3, 4, 5, 6, 9)),
        *(workday(day, "B", cap=3, start="home:B", end="home:B") for day in (2, 3)),
    ]
    requirements = [
        customer("P"),
        customer("Q"),
        customer("R", due=(3,)),
        customer("S", 2, due=(3, 6), min_gap_days=3),
        customer("T", rep_ids=("B",)),
        customer("U"),
        prospect("V", prize_min=5.0),
    ]
    travel = {"A": _from_home("A", AT), "B": _from_home("B", {"T": 30.0})}
    return month(workdays, requirements, travel=travel, **changes)


def _from_home(rep: str, at: dict[str, float]) -> TravelMatrix:
    found = line(at)
    return TravelMatrix((f"home:{rep}", *found.places[1:]), found.minutes, found.metres)


def plan_of(found: MonthProblem, made: Schedule) -> MonthPlan:
    home = Placement(SOMEWHERE, PlacedBy.GIVEN)
    result = Result(
        schedule=made,
        score=score(found, made),
        outcome=Outcome.PARTIAL,
        stop_reason=StopReason.ITERATIONS,
        seed=1,
    )
    return MonthPlan(
        month=MARCH,
        customers={
            req.customer_id: Customer(
                customer_id=req.customer_id, name=req.name, rep_ids=req.rep_ids, placement=home
            )
            for req in found.requirements
        },
        reps={rep: Rep(rep_id=rep, name=f"Rep {rep}", placement=home) for rep in ("A", "B")},
        rows=(),
        problem=found,
        result=result,
        capacity=(),
    )


def plan(**changes) -> MonthPlan:
    found = problem(**changes)
    made = schedule(
        found,
        timed(found, 2, "P1", "Q1"),
        timed(found, 3, "S1", "R1"),
        timed(found, 6, "S2"),
        timed(found, 2, "T1", rep="B"),
    )
    missing = tuple(item for item in made.unplanned if item.visit_id != "V1")
    return plan_of(found, replace(made, unplanned=missing))


def move(visit_id: str, day: int, rep: str = "A", position: int | None = None) -> Edit:
    return Edit(kind=EditKind.MOVE, visit_id=visit_id, rep_id=rep, date=on(day), position=position)


def edit(kind: str, visit_id: str, **fields) -> Edit:
    return Edit(kind=EditKind(kind), visit_id=visit_id, **fields)
