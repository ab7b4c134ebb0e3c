"""Give customers to reps: near ones first, within capacity, nobody with much more than his share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from models.errors import ProblemError
from models.places import great_circle_m
from models.units import FloatMatrix, IntMatrix
from scheduler.territory.flow import Flow, solve_flow
from scheduler.territory.groups import Groups, group
from scheduler.territory.improve import Improver, round_flow
from scheduler.territory.inputs import CustomerWork, RepCapacity, RepLoad, TerritorySettings
from scheduler.territory.loads import Steps, price_steps
from scheduler.territory.notes import notes_of

_MOST_PAIRS = 2_000_000
"""Up to so many pairs of customer and rep, every customer may move after rounding."""
_MOST_SPLIT_PAIRS = 500_000
_MOST_SWAPPED = 400
_KICKED_CUSTOMERS = 1000
"""A short list is improved by kicks, the more the shorter it is."""
_LEAST_WAY_KM = 1.0


@dataclass(frozen=True, slots=True)
class Territories:
    """A rep for every customer.

    Parameters
    ----------
    rep_of
        Rep by customer.
    loads
        What each rep has before and after, in the order of the reps.
    notes
        How it was done, in sentences; empty where there was nothing to do.
    """

    rep_of: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    loads: tuple[RepLoad, ...] = ()
    notes: tuple[str, ...] = ()


def assign_territories(
    customers: Sequence[CustomerWork],
    reps: Sequence[RepCapacity],
    settings: TerritorySettings | None = None,
) -> Territories:
    """Give every customer a rep.

    A customer who has one keeps it, unless a rep who is new lives nearer or has room that is needed.
    What is made small: minutes of work times kilometres from the rep's home, plus a price on loads
    above the fair share that rises with the load (`TerritorySettings.balance`), and far above all
    else the minutes beyond capacity. Where capacity is short in all, the excess is spread evenly.
    The same input gives the same territories.

    Raises
    ------
    models.errors.ProblemError
        No reps, or two of one id.
    """
    settings = settings or TerritorySettings()
    _check(customers, reps)
    if not customers:
        return Territories()
    task = _task(customers, reps)
    groups = group(task.points, task.work_min, task.owner, settings.max_groups)
    steps = task.steps(task.way_km(groups.points), settings.balance)
    group_km = task.price_km(groups.points, groups.owner, settings.change_km)
    flow = _flow_within_reach(groups, group_km, steps, task, settings.nearest)
    rep_of, split = round_flow(flow, groups.of, task.work_min, group_km)
    _improve(task, rep_of, split, steps, settings.change_km)
    return _territories(customers, reps, task, rep_of)


def _check(customers: Sequence[CustomerWork], reps: Sequence[RepCapacity]) -> None:
    if not reps:
        raise ProblemError("there is no rep to give customers to")
    for kind, ids in (
        ("customer", [c.customer_id for c in customers]),
        ("rep", [r.rep_id for r in reps]),
    ):
        if len(set(ids)) != len(ids):
            raise ProblemError(f"a {kind} appears twice: ids must be distinct")


@dataclass(frozen=True, slots=True)
class _Task:
    """The same in arrays; `active` are the positions of the reps who can take customers.

    `owner` is whose a customer is, among these; -1: nobody's.
    """

    points: FloatMatrix
    work_min: IntMatrix
    owner: IntMatrix
    homes: FloatMatrix
    capacity_min: FloatMatrix
    used_min: IntMatrix
    is_new: npt.NDArray[np.bool_]
    active: IntMatrix

    def way_km(self, points: FloatMatrix) -> FloatMatrix:
        """Return kilometres from homes to points, shape (n, r)."""
        return great_circle_m(points[:, None], self.homes) / 1000

    def price_km(self, points: FloatMatrix, owner: IntMatrix, change_km: float) -> FloatMatrix:
        """Return the ways with the price of a change; infinite where a rep may not take over."""
        way = self.way_km(points)
        others = (owner[:, None] >= 0) & (owner[:, None] != np.arange(len(self.homes)))
        return np.where(others, np.where(self.is_new, way + change_km, np.inf), way)

    def steps(self, group_km: FloatMatrix, balance: float) -> list[Steps]:
        """Return the prices of each rep's minutes, at the scale of this task's distances."""
        typical = max(float(np.median(group_km.min(axis=1))), _LEAST_WAY_KM)
        longest = max(float(group_km.max()), _LEAST_WAY_KM)
        total = float(self.work_min.sum() + self.used_min.sum())
        fair = total / float(self.capacity_min.sum())
        prices = (balance * typical, longest)
        return [
            price_steps(capacity, fair * capacity, total, prices) for capacity in self.capacity_min
        ]

    def is_full(self, flow: Flow) -> bool:
        """Whether a rep is loaded above capacity while another has room."""
        loads = self.used_min + np.bincount(flow.rep, flow.minutes, len(self.homes))
        return bool(np.any(loads > self.capacity_min) and np.any(loads < self.capacity_min))


def _task(customers: Sequence[CustomerWork], reps: Sequence[RepCapacity]) -> _Task:
    points = np.array([(c.place.lat, c.place.lon) for c in customers], dtype=np.float64)
    work = np.maximum(np.rint([c.work_min for c in customers]), 1).astype(np.int64)
    capacity = np.array([rep.capacity_min for rep in reps], dtype=np.float64)
    active = np.flatnonzero(capacity > 0)
    if not len(active):
        # Nobody has time: all are treated alike, and the notes say that capacity is missing.
        active = np.arange(len(reps))
        capacity = np.full(len(reps), work.sum() / len(reps))
    homes = np.array(
        [(reps[k].home.lat, reps[k].home.lon) for k in active.tolist()], dtype=np.float64
    )
    used = np.rint([reps[k].used_min for k in active.tolist()]).astype(np.int64)
    place = {reps[k].rep_id: position for position, k in enumerate(active.tolist())}
    owner = np.array([place.get(customer.rep_id, -1) for customer in customers], dtype=np.int64)
    new = np.array([reps[k].is_new for k in active.tolist()], dtype=np.bool_)
    return _Task(points, work, owner, homes, capacity[active], used, new, active)


def _flow_within_reach(
    groups: Groups, group_km: FloatMatrix, steps: list[Steps], task: _Task, nearest: int
) -> Flow:
    """Solve with the nearest reps only; with more of them as long as that leaves a rep too full."""
    rank = group_km.argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    allowed = np.isfinite(group_km)
    while True:
        reach = allowed & (rank < nearest)
        flow = solve_flow(groups.work_min, group_km, reach, steps, task.used_min)
        if nearest >= len(task.homes) or not task.is_full(flow):
            return flow
        nearest *= 2


def _improve(
    task: _Task, rep_of: IntMatrix, split: IntMatrix, steps: list[Steps], change_km: float
) -> None:
    """Repair what rounding spoilt, in place: of a long list only the customers of split groups move."""
    small = len(rep_of) * len(task.homes) <= _MOST_PAIRS
    movable = np.arange(len(rep_of)) if small else split[: _MOST_SPLIT_PAIRS // len(task.homes)]
    if not len(movable):
        return
    loads = np.bincount(rep_of, task.work_min, len(task.homes)).astype(np.float64) + task.used_min
    price_km = task.price_km(task.points[movable], task.owner[movable], change_km)
    improver = Improver(rep_of[movable], task.work_min[movable], price_km, loads, steps)
    improver.run(swaps=len(movable) <= _MOST_SWAPPED)
    if len(movable) <= _MOST_SWAPPED:
        improver.kick(_KICKED_CUSTOMERS // len(movable))
    rep_of[movable] = improver.rep_of


def _territories(
    customers: Sequence[CustomerWork], reps: Sequence[RepCapacity], task: _Task, rep_of: IntMatrix
) -> Territories:
    position = task.active[rep_of]
    free = task.owner < 0
    prospect = np.array([customer.is_prospect for customer in customers], dtype=np.bool_)
    customer_count, prospect_count, taken = (
        np.bincount(position[which], minlength=len(reps))
        for which in (free & ~prospect, free & prospect, ~free & (rep_of != task.owner))
    )
    given = np.bincount(position, task.work_min, len(reps))
    loads = tuple(
        RepLoad(
            rep.rep_id,
            int(customer_count[k]),
            int(prospect_count[k]),
            int(taken[k]),
            rep.capacity_min,
            rep.used_min,
            rep.used_min + float(given[k]),
        )
        for k, rep in enumerate(reps)
    )
    away = great_circle_m(task.points, task.homes[rep_of])[free] / 1000
    ids = [reps[k].rep_id for k in position.tolist()]
    chosen = {customer.customer_id: rep_id for customer, rep_id in zip(customers, ids, strict=True)}
    return Territories(MappingProxyType(chosen), loads, notes_of(loads, away))
