"""VROOM: local search from many starts; one vehicle a workday, a time window of a job for each day.

It ends by itself, mostly long before the time is over, and knows no seed. How it uses its time depends
on how much there is, so each budget is a run.
"""

import datetime as dt
from collections import defaultdict

import numpy as np
import vroom

from scheduler.peers.effort import Effort
from scheduler.peers.modelling import RepMonth, Shift
from scheduler.peers.to_schedule import Routes

_MOST_THOROUGH = 5
_HIGHEST_PRIORITY = 100


def solve(month: RepMonth, effort: Effort) -> list[Routes]:
    """Plan a month; return the best routes of each budget."""
    return [_solve(month, budget, effort.threads) for budget in effort.budgets]


def _solve(month: RepMonth, seconds: float, threads: int) -> Routes:
    model = vroom.Input()
    model.set_durations_matrix("car", month.ticks.astype(np.uint32))
    model.set_costs_matrix("car", month.costs.astype(np.uint32))
    for number, shift in enumerate(month.shifts):
        model.add_vehicle(_vehicle(number, shift))
    for number, job in enumerate(month.jobs):
        model.add_job(
            vroom.Job(
                number,
                location=job.row,
                default_service=job.length,
                priority=min(_HIGHEST_PRIORITY, round(job.priority)),
                time_windows=[vroom.TimeWindow(first, last) for first, last in job.blocks()],
            )
        )
    answer = model.solve(
        exploration_level=_MOST_THOROUGH, nb_threads=threads, timeout=dt.timedelta(seconds=seconds)
    )
    routes: dict[int, list[str]] = defaultdict(list)
    for step in answer.routes.to_dict("records"):
        if step["type"] == "job":
            routes[int(step["vehicle_id"])].append(month.jobs[int(step["id"])].visit_id)
    return routes


def _vehicle(number: int, shift: Shift) -> vroom.Vehicle:
    breaks = []
    if shift.pause is not None:
        start, end = shift.pause
        breaks = [vroom.Break(0, [vroom.TimeWindow(start, start)], service=end - start)]
    return vroom.Vehicle(
        number,
        start=shift.start_row,
        end=shift.end_row,
        time_window=vroom.TimeWindow(shift.start, shift.end),
        breaks=breaks,
        max_tasks=shift.workday.cap,
    )
