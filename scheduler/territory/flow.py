"""The transportation problem: minutes of work flow from groups of customers to reps at least cost."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.graph.python import min_cost_flow  # type: ignore[import-untyped]  # no types there

from models.errors import ProblemError
from models.units import FloatMatrix, IntMatrix
from scheduler.territory.loads import Steps

_UNITS_A_KM = 10
"""Costs are integers: 100 m is as fine as a territory needs."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Minutes that flow: each arc from a group to a rep with the minutes it carries, above 0."""

    group: IntMatrix
    rep: IntMatrix
    minutes: IntMatrix


def solve_flow(
    work_min: IntMatrix,
    way_km: FloatMatrix,
    reach: npt.NDArray[np.bool_],
    steps: Sequence[Steps],
    used_min: IntMatrix,
) -> Flow:
    """Return the cheapest flow of all work to the reps.

    Ahuja, Magnanti, Orlin, "Network Flows" (1993), chapter 10 (cost scaling), as in OR-Tools. Convex
    prices become parallel arcs from a rep to the sink.

    Parameters
    ----------
    work_min
        int64 minutes of each group, shape (g,), at least 1.
    way_km
        float64 kilometres from a rep's home to a group, shape (g, r).
    reach
        Which reps come into question for a group, shape (g, r).
    steps
        Prices of each rep's minutes; what he has already counts first.
    used_min
        int64 minutes that each rep has already, shape (r,).
    """
    groups, reps = way_km.shape
    sink = groups + reps
    solver = min_cost_flow.SimpleMinCostFlow()
    tail, head = np.nonzero(reach)
    supply = int(work_min.sum())
    costs = np.rint(way_km[tail, head] * _UNITS_A_KM).astype(np.int64)
    arcs = solver.add_arcs_with_capacity_and_unit_cost(tail, head + groups, work_min[tail], costs)
    for rep, step in enumerate(steps):
        room = np.maximum(
            np.diff(np.maximum(np.rint(step.edges).astype(np.int64), used_min[rep])), 0
        )
        prices = np.rint(step.prices * _UNITS_A_KM).astype(np.int64)
        ends = (np.full(len(room), groups + rep), np.full(len(room), sink))
        solver.add_arcs_with_capacity_and_unit_cost(*ends, room, prices)
    solver.set_nodes_supplies(np.arange(groups), work_min)
    solver.set_node_supply(sink, -supply)
    if solver.solve() != solver.OPTIMAL:
        raise ProblemError("the flow of work to reps has no solution: this is a defect of Rounds")
    carried = solver.flows(arcs)
    used = carried > 0
    return Flow(tail[used], head[used], carried[used])
