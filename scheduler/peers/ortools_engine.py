"""OR-Tools routing: a first plan, then guided local search; one vehicle a workday.

A time dimension over the whole month holds the windows, allowed vehicles the days, a disjunction
with a penalty each visit. It knows no seed and one core; on several, each starts from another first plan.
Its search does not look at the time that is left, so one run tells what it has after each budget.
"""

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from scheduler.peers.effort import Effort, Incumbents
from scheduler.peers.modelling import RepMonth
from scheduler.peers.to_schedule import Routes

_FIRST = ("PARALLEL_CHEAPEST_INSERTION", "SAVINGS", "PATH_CHEAPEST_ARC", "LOCAL_CHEAPEST_INSERTION")
"""First plans, one for each process."""


class _Model:
    """Nodes: the jobs, then the start and the end of each shift."""

    def __init__(self, month: RepMonth) -> None:
        self.month = month
        jobs, shifts = len(month.jobs), len(month.shifts)
        starts = [jobs + 2 * k for k in range(shifts)]
        self.rows = [job.row for job in month.jobs]
        for shift in month.shifts:
            self.rows += [shift.start_row, shift.end_row]
        self.lengths = [job.length for job in month.jobs] + [0] * (2 * shifts)
        self.manager = pywrapcp.RoutingIndexManager(
            len(self.rows), shifts, starts, [node + 1 for node in starts]
        )
        self.routing = pywrapcp.RoutingModel(self.manager)

    def add_costs(self) -> None:
        """Driving is what costs."""
        costs = self.month.costs.tolist()
        rows = self.rows
        matrix = [[costs[a][b] for b in rows] for a in rows]
        self.routing.SetArcCostEvaluatorOfAllVehicles(self.routing.RegisterTransitMatrix(matrix))

    def add_caps(self) -> None:
        """No more meetings a day than the cap."""
        ones = [int(node < len(self.month.jobs)) for node in range(len(self.rows))]
        counted = self.routing.RegisterUnaryTransitVector(ones)
        caps = [shift.workday.cap for shift in self.month.shifts]
        self.routing.AddDimensionWithVehicleCapacity(counted, 0, caps, True, "meetings")

    def add_times(self) -> None:
        """Visits take place one after the other, within windows, shifts and around breaks."""
        ticks, rows, horizon = self.month.ticks.tolist(), self.rows, self.month.horizon
        nodes = zip(rows, self.lengths, strict=True)
        matrix = [[length + ticks[row][other] for other in rows] for row, length in nodes]
        taken = self.routing.RegisterTransitMatrix(matrix)
        self.routing.AddDimension(taken, horizon, horizon, False, "time")
        time = self.routing.GetDimensionOrDie("time")
        for number, shift in enumerate(self.month.shifts):
            for index in (self.routing.Start(number), self.routing.End(number)):
                time.CumulVar(index).SetRange(shift.start, shift.end)
            if shift.pause is not None:
                self._add_break(time, number)
        for node, job in enumerate(self.month.jobs):
            index = self.manager.NodeToIndex(node)
            blocks = job.blocks()
            cumul = time.CumulVar(index)
            cumul.SetRange(blocks[0][0], blocks[-1][1])
            for (_, last), (first, _) in pairwise(blocks):
                cumul.RemoveInterval(last + 1, first - 1)
            self.routing.VehicleVar(index).SetValues([-1, *job.shifts])

    def _add_break(self, time: Any, number: int) -> None:
        start, end = self.month.shifts[number].pause or (0, 0)
        solver = self.routing.solver()
        name = f"break {number}"
        pause = solver.FixedDurationIntervalVar(start, start, end - start, False, name)
        lengths = [0] * self.routing.Size()
        for node in range(len(self.month.jobs)):
            lengths[self.manager.NodeToIndex(node)] = self.lengths[node]
        time.SetBreakIntervalsOfVehicle([pause], number, lengths)

    def add_penalties(self) -> None:
        """Let a visit be left out, at a price that no detour reaches."""
        for node, job in enumerate(self.month.jobs):
            self.routing.AddDisjunction([self.manager.NodeToIndex(node)], self.month.price(job))

    def solve(self, effort: Effort) -> Incumbents[Routes]:
        """Search, and return the plans that it had."""
        parameters = pywrapcp.DefaultRoutingSearchParameters()
        first = getattr(
            routing_enums_pb2.FirstSolutionStrategy, _FIRST[effort.number % len(_FIRST)]
        )
        parameters.first_solution_strategy = first
        search = routing_enums_pb2.LocalSearchMetaheuristic
        parameters.local_search_metaheuristic = search.GUIDED_LOCAL_SEARCH
        parameters.time_limit.FromMilliseconds(max(1, math.floor(effort.budgets[-1] * 1000)))
        least = math.inf
        incumbents: Incumbents[Routes] = Incumbents()

        def keep() -> None:
            nonlocal least
            cost = self.routing.CostVar().Value()
            if cost < least:
                least = cost
                incumbents.add(self._routes())

        self.routing.AddAtSolutionCallback(keep)
        self.routing.SolveWithParameters(parameters)
        return incumbents

    def _routes(self) -> Routes:
        return {k: list(self._visits(k)) for k in range(len(self.month.shifts))}

    def _visits(self, number: int) -> Iterator[str]:
        """Yield the visits of a vehicle in the solution that was just found."""
        routing = self.routing
        index = routing.NextVar(routing.Start(number)).Value()
        while not routing.IsEnd(index):
            yield self.month.jobs[self.manager.IndexToNode(index)].visit_id
            index = routing.NextVar(index).Value()


def solve(month: RepMonth, effort: Effort) -> list[Routes]:
    """Plan a month on one core; return the best routes after each budget."""
    model = _Model(month)
    model.add_costs()
    model.add_caps()
    model.add_times()
    model.add_penalties()
    incumbents = model.solve(effort)
    return [incumbents.after(budget) or {} for budget in effort.budgets]
