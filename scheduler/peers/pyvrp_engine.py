"""PyVRP: iterated local search; one vehicle type a workday, the month as one horizon.

A visit that may lie in several windows becomes a group of clients of which one is visited, as its
documentation advises for several time windows. Clients are optional at a prize above any detour, so
that a month in which not everything fits still has a plan. Its search does not look at the time that
is left, so one run tells what it has after each budget.
"""

import warnings

from pyvrp import (
    IteratedLocalSearch,
    IteratedLocalSearchCallbacks,
    IteratedLocalSearchParams,
    Location,
    Model,
    PenaltyParams,
    Solution,
    SolveParams,
)
from pyvrp.stop import MaxRuntime

from scheduler.peers.effort import Effort, Incumbents
from scheduler.peers.modelling import Job, RepMonth
from scheduler.peers.to_schedule import Routes

_ABOVE_PRIZES = 100
"""How far a broken rule may outweigh the highest prize. With the limit that PyVRP sets by default, a
visit more would be worth any cap, and months with more to do than fits would have no feasible plan."""


class _Recorder(IteratedLocalSearchCallbacks):  # type: ignore[misc]  # it has no types
    """Keeps the plans of a run."""

    def __init__(self) -> None:
        self.incumbents: Incumbents[Solution] = Incumbents()

    def on_start(self, ils: IteratedLocalSearch) -> None:
        self.incumbents = Incumbents()
        self.incumbents.add(ils.initial_solution)

    def on_best(self, best: Solution) -> None:
        self.incumbents.add(best)


def solve(month: RepMonth, effort: Effort) -> list[Routes]:
    """Plan a month from a seed, on one core; return the best routes after each budget."""
    model, visit_of = _model(month)
    recorder = _Recorder()
    params = SolveParams(
        ils=IteratedLocalSearchParams(callbacks=recorder),
        penalty=PenaltyParams(max_penalty=_ABOVE_PRIZES * max(map(month.price, month.jobs))),
    )
    with warnings.catch_warnings():
        # It warns when it finds no feasible plan; the judge will see what can be kept of it.
        warnings.simplefilter("ignore")
        model.solve(
            MaxRuntime(effort.budgets[-1]),
            seed=effort.seed,
            display=False,
            collect_stats=False,
            params=params,
        )
    plans = [recorder.incumbents.after(budget) for budget in effort.budgets]
    return [{} if plan is None else _routes(plan, visit_of) for plan in plans]


def _routes(plan: Solution, visit_of: list[str]) -> Routes:
    return {
        route.vehicle_type(): [visit_of[stop.idx] for stop in route if stop.is_client()]
        for route in plan.routes()
    }


def _model(month: RepMonth) -> tuple[Model, list[str]]:
    """Return the model, and the visit of each of its clients."""
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
    return model, visit_of


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
