"""PyVRP: iterated local search; one vehicle type a workday, the month as one horizon.

A visit that may lie in several windows becomes a group of clients of which one is visited, as its
documentation advises for several time windows. Clients are optional at a prize above any detour, so
that a month in which not everything fits still has a plan.
"""

import warnings

from pyvrp import Location, Model
from pyvrp.stop import MaxRuntime

from scheduler.peers.modelling import Job, RepMonth
from scheduler.peers.to_schedule import Routes


def solve(month: RepMonth, seconds: float, seed: int) -> Routes:
    """Plan a month within so many seconds, from a seed, on one core."""
    model = Model()
    places = [model.add_location(0, 0) for _ in month.costs]
    _add_shifts(model, month, places)
    visit_of: list[str] = []
    for job in month.jobs:
        _add_job(model, month, places[job.row], job)
        visit_of += [job.visit_id] * len(job.blocks())
    for start, one in enumerate(places):
        for end, other in enumerate(places):
            cost, ticks = int(month.costs[start, end]), int(month.ticks[start, end])
            model.add_edge(one, other, distance=cost, duration=ticks)
    with warnings.catch_warnings():
        # It warns when it finds no feasible plan; the judge will see what can be kept of it.
        warnings.simplefilter("ignore")
        result = model.solve(MaxRuntime(seconds), seed=seed, display=False, collect_stats=False)
    return {
        route.vehicle_type(): [visit_of[stop.idx] for stop in route if stop.is_client()]
        for route in result.best.routes()
    }


def _add_shifts(model: Model, month: RepMonth, places: list[Location]) -> None:
    rows = {row for shift in month.shifts for row in (shift.start_row, shift.end_row)}
    depots = {row: model.add_depot(places[row]) for row in sorted(rows)}
    for shift in month.shifts:
        model.add_vehicle_type(
            num_available=1,
            capacity=[shift.workday.cap],
            start_depot=depots[shift.start_row],
            end_depot=depots[shift.end_row],
            tw_early=shift.start,
            tw_late=shift.end,
        )


def _add_job(model: Model, month: RepMonth, place: Location, job: Job) -> None:
    blocks = job.blocks()
    group = model.add_client_group(required=False) if len(blocks) > 1 else None
    for first, last in blocks:
        model.add_client(
            place,
            delivery=[1],
            service_duration=job.length,
            tw_early=first,
            tw_late=last,
            prize=month.price(job),
            required=False,
            group=group,
        )
