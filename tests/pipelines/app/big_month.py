"""A month of a whole team, made without a solver: 11 reps x 22 days x 5 visits = 1,210 visits.

Every customer is visited once or, each tenth, twice. Customers lie at random within some 40 minutes of
their rep's home; the visits of a day are taken by the angle from home, so that the days look like days.
"""

import numpy as np

from models.customers import Customer, Segment
from models.judge import score
from models.month import Month
from models.places import Place, PlacedBy, Placement
from models.plan import MonthPlan
from models.problem import MonthProblem, Requirement, TravelMatrix, VisitNeed, Workday, customer_key
from models.reps import Rep, Span
from models.result import Outcome, Result, StopReason
from models.schedule import Schedule
from models.timing import time_anyway

REPS, DAYS, A_DAY = 11, 22, 5
MONTH = Month(2026, 9)
"""A month of 22 weekdays."""
_WEEKDAYS = [day for day in MONTH.days() if day.weekday() < 5]


def big_plan(reps: int = REPS, days: int = DAYS, a_day: int = A_DAY) -> MonthPlan:
    """Return the plan; every visit has a day and no rule is broken."""
    draw = np.random.default_rng(7)
    made = [_rep(number, (days, a_day), draw) for number in range(1, reps + 1)]
    workdays = [day for rep in made for day in rep[0]]
    requirements = [req for rep in made for req in rep[1]]
    problem = MonthProblem(
        month=MONTH,
        workdays=tuple(workdays),
        requirements=tuple(requirements),
        travel={rep[0][0].rep_id: rep[2] for rep in made},
        reserve_min={rep[0][0].rep_id: 300.0 for rep in made},
    )
    routes = [
        time_anyway(problem, problem.workday_of[key], visits)
        for rep in made
        for key, visits in rep[3].items()
    ]
    schedule = Schedule(tuple(routes))
    result = Result(
        schedule=schedule,
        score=score(problem, schedule),
        outcome=Outcome.COMPLETE,
        stop_reason=StopReason.ITERATIONS,
        seed=1,
    )
    return MonthPlan(
        month=MONTH,
        customers={req.customer_id: _customer(req) for req in requirements},
        reps={rep[0][0].rep_id: rep[4] for rep in made},
        rows=(),
        problem=problem,
        result=result,
        capacity=(),
        time_zones={rep[0][0].rep_id: "America/Chicago" for rep in made},
    )


def _rep(number, size, draw):
    days, a_day = size
    rep_id = f"R{number:02d}"
    home = Place(41.0 + number % 4, -96.0 + number // 4)
    dates = _WEEKDAYS[:days]
    count = days * a_day
    twice = count // 11
    customers = count - twice
    at = draw.uniform(-0.25, 0.25, size=(customers, 2))
    order = np.argsort(np.arctan2(at[:, 1], at[:, 0]), kind="stable")
    ids = [f"{rep_id}-C{k:03d}" for k in range(1, customers + 1)]
    half = -(-customers // days)
    day_of = {ids[c]: k // half for k, c in enumerate(order)}
    visits: dict[int, list[str]] = {k: [] for k in range(days)}
    requirements = []
    for k, customer_id in enumerate(ids):
        own = [day_of[customer_id]]
        place = Place(home.lat + float(at[k, 0]), home.lon + float(at[k, 1]))
        if twice and len(visits) > 11 and own[0] < days - 11:
            own.append(own[0] + 11)
            twice -= 1
        needs = []
        for n, day in enumerate(own, start=1):
            visit_id = f"{customer_id}/{MONTH}/{n}"
            visits[day].append(visit_id)
            needs.append(VisitNeed(visit_id, dates[day], MONTH.first, MONTH.last, 4.0))
        requirements.append(
            Requirement(
                customer_id=customer_id,
                name=f"Shop {number}-{k + 1}",
                place=place,
                rep_ids=(rep_id,),
                minutes=30,
                visits=tuple(needs),
                interval_days=30,
                min_gap_days=10,
                max_gap_days=20,
                segment="ABC"[k % 3],
                why="every 30 days (A)",
            )
        )
    key = f"home:{rep_id}"
    keys = (key, *map(customer_key, ids))
    points = np.vstack([[0.0, 0.0], at])
    minutes = 3.0 + 90.0 * np.hypot(*(points[:, None] - points[None, :]).transpose(2, 0, 1))
    np.fill_diagonal(minutes, 0.0)
    workdays = [
        Workday(
            rep_id=rep_id,
            date=date,
            start_min=510,
            end_min=1110,
            break_span=Span(720, 750),
            cap=a_day + 2,
            start=key,
            end=key,
        )
        for date in dates
    ]
    rep = Rep(rep_id=rep_id, name=f"Rep {number}", placement=Placement(home, PlacedBy.GIVEN))
    found = {(rep_id, dates[day]): own for day, own in visits.items() if own}
    return workdays, requirements, TravelMatrix(keys, minutes, 900 * minutes, "a plane"), found, rep


def _customer(req: Requirement) -> Customer:
    return Customer(
        customer_id=req.customer_id,
        name=req.name,
        rep_ids=req.rep_ids,
        segment=Segment(req.segment),
        placement=Placement(req.place, PlacedBy.GIVEN) if req.place else None,
    )
