"""How well months are planned, on the only public yardstick: periodic vehicle routing problems."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from models.errors import InputError, InputProblem, OutputError
from models.schedule import Schedule
from scheduler.io.cordeau import PeriodicInstance, read_instance
from scheduler.io.results import write_results
from scheduler.solve import (
    Observer,
    SolveParams,
    StopCriterion,
    plan_month,
    within,
)

_BEST_KNOWN = "bks.csv"
_FOLDERS_ABOVE = 3
_NEAR = 1e-3
"""How far loads, durations and windows may be missed by rounding, as in the published checks."""


def check_json(path: Path | None, inputs: Sequence[Path], option: str = "--json") -> None:
    """Refuse a file of results that cannot be meant, before anything is measured.

    Raises
    ------
    OutputError
        When it is a folder, or one of the files that are read.
    """
    if path is None:
        return
    if path.is_dir():
        raise OutputError(f"{path}: this is a folder; name a file in it for {option}")
    if path.resolve() in {given.resolve() for given in inputs}:
        raise OutputError(f"{path}: this file is read; choose another file for {option}")


def save_pvrp(path: Path | None, runs: Sequence["PvrpRun"]) -> None:
    """Write results where the user asked for them, whole or not at all."""
    if path is not None:
        write_results(path, [run.as_json() for run in runs])


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchLimits:
    """What each plan of a benchmark may use."""

    seconds: float | None = 30.0
    iterations: int | None = None
    seed: int = 1
    workers: int = 1

    def stop(self) -> StopCriterion:
        """Return the criterion of the solver."""
        return within(self.seconds, self.iterations)


@dataclass(frozen=True, slots=True)
class PeriodicRoute:
    """A route of a day, by the numbers of the file."""

    day: int
    depot: int
    customers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PvrpRun:
    """What became of an instance.

    Parameters
    ----------
    seconds
        Wall time that the run took.
    cost
        Euclidean length of all routes, in float64 from the coordinates; no service time.
    feasible
        By the figures of the file, not by those of the problem made of it.
    best_known
        Of a ``bks.csv`` beside or above the file.
    """

    instance: str
    seed: int
    seconds: float
    workers: int
    cost: float
    feasible: bool
    routes: tuple[PeriodicRoute, ...]
    lower_bound: float | None
    best_known: float | None

    @property
    def gap(self) -> float | None:
        """How much longer than the best known, as a share of that; negative where shorter."""
        return None if self.best_known is None else self.cost / self.best_known - 1

    def as_json(self) -> Mapping[str, object]:
        """Return the result as `rounds bench pvrp --json` writes it."""
        names = ("instance", "seed", "seconds", "workers", "cost", "feasible", "lower_bound")
        routes = [
            {"day": route.day, "depot": route.depot, "customers": list(route.customers)}
            for route in self.routes
        ]
        return {**{name: getattr(self, name) for name in names}, "routes": routes}


def bench_pvrp(path: Path, limits: BenchLimits, observer: Observer | None = None) -> PvrpRun:
    """Plan an instance and measure the plan.

    Raises
    ------
    InputError
        With everything that is wrong in the file.
    """
    instance = read_instance(path)
    result = plan_month(
        instance.problem,
        stop=limits.stop(),
        seed=limits.seed,
        params=SolveParams(workers=limits.workers),
        observer=observer,
    )
    routes = routes_of(instance, result.schedule)
    return PvrpRun(
        instance=instance.name,
        seed=limits.seed,
        seconds=result.seconds,
        workers=limits.workers,
        cost=sum(length(instance, route) for route in routes),
        feasible=not faults(instance, routes),
        routes=routes,
        lower_bound=None if result.bound_min is None else result.bound_min / instance.units,
        best_known=best_known(path),
    )


def routes_of(instance: PeriodicInstance, schedule: Schedule) -> tuple[PeriodicRoute, ...]:
    """Return the routes of a schedule by day, depot and customers as the file numbers them."""
    requirement_of = instance.problem.requirement_of
    return tuple(
        PeriodicRoute(
            instance.day_of(route.date),
            instance.depot_of[route.rep_id],
            tuple(int(requirement_of[visit].customer_id) for visit in route.visit_ids),
        )
        for route in sorted(schedule.routes, key=lambda route: (route.date, route.rep_id))
    )


def length(instance: PeriodicInstance, route: PeriodicRoute) -> float:
    """Return the Euclidean length of a route."""
    path = (route.depot, *route.customers, route.depot)
    return sum(instance.distance(a, b) for a, b in pairwise(path))


def faults(instance: PeriodicInstance, routes: Sequence[PeriodicRoute]) -> list[str]:
    """Return what is wrong with routes, worked out from the file and from nothing else."""
    found = [text for route in routes for text in _route_faults(instance, route)]
    fleet = len(instance.depot_of) // len(set(instance.depot_of.values()))
    used: dict[tuple[int, int], int] = defaultdict(int)
    days: dict[int, list[int]] = defaultdict(list)
    depots: dict[int, set[int]] = defaultdict(set)
    for route in routes:
        used[route.day, route.depot] += 1
        for customer in route.customers:
            days[customer].append(route.day - 1)
            depots[customer].add(route.depot)
    found += [
        f"day {day}: {count} routes from depot {depot}, {fleet} vehicles"
        for (day, depot), count in used.items()
        if count > fleet
    ]
    for number, node in instance.nodes.items():
        if node.patterns and tuple(sorted(days[number])) not in node.patterns:
            found.append(f"customer {number}: its days match no pattern")
        if len(depots[number]) > 1:
            found.append(f"customer {number}: served from several depots")
    return found


def _route_faults(instance: PeriodicInstance, route: PeriodicRoute) -> list[str]:
    longest, capacity = instance.limits[route.day - 1]
    found = []
    if sum(instance.nodes[c].load for c in route.customers) > capacity + 1e-6:
        found.append(f"day {route.day}: load over {capacity:g}")
    duration = least_duration(instance, route)
    if duration is None:
        found.append(f"day {route.day}: a window is missed")
    elif longest and duration > longest + _NEAR:
        found.append(f"day {route.day}: a route of {duration:g}, the longest is {longest:g}")
    return found


def least_duration(instance: PeriodicInstance, route: PeriodicRoute) -> float | None:
    """Return travel, service and the waiting that no later start avoids; `None`: a window is missed."""
    path = (route.depot, *route.customers, route.depot)
    begin, end = _window(instance, route.depot)
    at, waited, slack = begin, 0.0, end - begin
    for one, other in pairwise(path):
        at += instance.nodes[one].service + instance.distance(one, other)
        opens, closes = _window(instance, other)
        waited += max(0.0, opens - at)
        at = max(at, opens)
        if at > closes + _NEAR:
            return None
        # Starting later by this much still meets every window so far (Savelsbergh 1992).
        slack = min(slack, waited + closes - at)
    return at - begin - min(slack, waited)


def _window(instance: PeriodicInstance, number: int) -> tuple[float, float]:
    return instance.nodes[number].window or (0.0, float("inf"))


def best_known(path: Path) -> float | None:
    """Return the best known cost of an instance from a ``bks.csv`` beside or above its file."""
    for folder in path.resolve().parents[:_FOLDERS_ABOVE]:
        table = folder / _BEST_KNOWN
        if table.is_file():
            return best_known_costs(table).get(path.name)
    return None


def best_known_costs(table: Path) -> Mapping[str, float]:
    """Return best known costs by instance from a table with the columns ``instance, best_known``.

    Raises
    ------
    InputError
        When it cannot be read.
    """
    found: dict[str, set[float]] = defaultdict(set)
    try:
        with table.open(encoding="utf-8", newline="") as file:
            for row in (row for row in csv.DictReader(file) if row.get("best_known")):
                found[row.get("instance") or ""].add(float(row["best_known"]))
    except (OSError, ValueError) as error:
        what = error.strerror if isinstance(error, OSError) else str(error)
        advice = "give a CSV file with the columns instance and best_known"
        raise InputError([InputProblem(str(table), 0, "", "", str(what), advice)]) from error
    # The same name in several sets of problems: nobody knows which one is meant.
    return {name: costs.pop() for name, costs in found.items() if len(costs) == 1}
