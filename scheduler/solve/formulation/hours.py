"""The working day without an order of stops: a relaxation that never forbids a feasible day."""

import numpy as np
from ortools.sat.python import cp_model

from scheduler.solve.board import Board, DayInfo
from scheduler.solve.formulation.variables import VisitVariables


def relaxed_hours(model: cp_model.CpModel, visits: VisitVariables) -> None:
    """Bound the work of a day by its time: visits, desk work and the least way into each stop.

    Every stop and the end of the day are entered by exactly one leg, so the least legs into them
    are a lower bound of the driving.
    """
    board = visits.board
    least = [least_legs(board, rep) for rep in range(len(board.reps))]
    for day, info in enumerate(board.days):
        if board.problem.ticks_per_minute != 1 and info.workday.max_duration_min is not None:
            continue
        meetings = visits.meetings(day)
        work = [
            (board.visits[v].length + least[info.rep][_row(board, v, info)]) * visits.on(v, day)
            for v in meetings
        ]
        work += [
            board.visits[v].length * visits.on(v, day)
            for v in visits.visits(day)
            if board.visits[v].desk
        ]
        if meetings:
            used = model.new_bool_var(f"day {day} has meetings")
            model.add_max_equality(used, [visits.on(v, day) for v in meetings])
            work.append(least[info.rep][info.end_row] * used)
        model.add(sum(work) <= _room(info))


def _room(info: DayInfo) -> int:
    pause = info.pause
    lost = 0
    if pause is not None:
        lost = max(0, min(pause.end_min, info.latest) - max(pause.start_min, info.start))
    return info.latest - info.start - lost


def _row(board: Board, v: int, info: DayInfo) -> int:
    return board.visits[v].row[info.rep]


def least_legs(board: Board, rep: int) -> list[int]:
    """Return the ticks of the shortest leg to each row of a rep's matrix."""
    ticks = np.array(board.ticks[rep], dtype=np.int64)
    days = [board.days[day] for day in board.days_by_rep[rep]]
    ends = {row for info in days for row in (info.start_row, info.end_row)}
    # No leg leads from a place to itself, but where a day begins or ends at a customer's.
    at_both = ends & {visit.row[rep] for visit in board.visits if rep in visit.row}
    for row in set(range(len(ticks))) - at_both if len(ticks) > 1 else ():
        ticks[row, row] = np.iinfo(np.int64).max
    return [int(value) for value in ticks.min(axis=0)]
