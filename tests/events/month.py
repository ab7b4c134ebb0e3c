"""A published week made by hand, planned again on Wednesday, 4 March 2026.

Rep A works from Monday the 2nd to Friday the 6th and on Monday the 9th; everybody is 10 minutes from
home and from nobody else. X is visited on the 2nd and on the 5th, Y on the 4th at 09:10, Z on the 4th
at 09:40 (same place as Y in the matrix: no drive), W has found no day.
"""

from dataclasses import replace
from typing import Any

from models.events import Event, EventKind
from models.problem import MonthProblem
from models.schedule import Schedule
from scheduler.events import Published
from tests.solve.tiny import customer, month, need, on, schedule, timed, workday

FIRST = on(4)


def problem(**changes: Any) -> MonthProblem:
    x = customer("X", 2, due=(2, 5), min_gap_days=2, max_gap_days=4)
    x = replace(x, **changes.pop("x", {}))
    w = replace(customer("W"), visits=(need("W1", earliest=on(2), latest=on(3)),))
    days = changes.pop("workdays", [workday(k) for k in (2, 3, 4, 5, 6, 9)])
    y = replace(customer("Y", due=(4,)), **changes.pop("y", {}))
    return month(days, [x, y, customer("Z", due=(4,)), w], **changes)


def plan(found: MonthProblem) -> Schedule:
    return schedule(
        found,
        timed(found, 2, "X1"),
        timed(found, 4, "Y1", "Z1"),
        timed(found, 5, "X2"),
    )


def published(**changes: Any) -> Published:
    found = problem(**changes)
    return Published(found, plan(found), FIRST)


def event(kind: str, day: int, customer_id: str = "", **fields: Any) -> Event:
    return Event(kind=EventKind(kind), date=on(day), customer_id=customer_id, **fields)
