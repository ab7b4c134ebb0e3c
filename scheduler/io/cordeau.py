"""Periodic vehicle routing problems in Cordeau's format, as a `MonthProblem`.

::

    type m n t [p]           1 PVRP, 5 PVRPTW, 8 MDPVRP; vehicles (of each depot), customers, days, depots
    D Q                      a line a day: longest route with service (0: no limit), capacity;
                             of type 8 a line a day and depot, all alike
    i x y s q f a c1..ca [e l]   depots first: service, load, visits, number of patterns, patterns,
                                 earliest and latest start of service

A pattern is an integer whose most significant bit is day 1. Its number of days tells how often a
customer is visited: the column f is 0 for some that are (customer 131 of p11). In type 5 the longest
route includes waiting, which the problem's limit does not: who measures must look again. Type 8 follows the
instances of Vidal et al. (2012, doi 10.1287/opre.1120.1048): each customer keeps to one depot, and
windows are there to be ignored.
"""

import datetime as dt
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.errors import InputError, InputProblem
from models.month import Month
from models.places import Place
from models.problem import (
    MonthProblem,
    Requirement,
    TravelMatrix,
    VisitNeed,
    Weights,
    Workday,
    customer_key,
)
from models.reps import Span
from scheduler.io.cordeau_text import PVRPTW, InstanceText, Node, read_text

ABSTRACT_MONTH = Month(2001, 1)
"""Its dates stand for the days of an instance: the first for day 1, and so on."""

_TICKS = 10_000
"""Ticks of the clock in one unit where windows count: rounding up a leg costs less than the checks see."""
_SCALES = (1, 10, 100, 1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicInstance:
    """An instance and the problem that stands for it.

    Parameters
    ----------
    days
        Number of days; day 1 is the first of `ABSTRACT_MONTH`.
    units
        Minutes of the problem in one unit of the file: more than 1 where service times or windows
        have decimals.
    depot_of
        Number of the depot of each rep, a rep being a vehicle.
    nodes
        Depots and customers as they stand in the file, by number.
    limits
        Longest route (0: no limit) and capacity of each day, as they stand in the file.
    """

    name: str
    days: int
    units: int
    depot_of: dict[str, int]
    nodes: dict[int, Node]
    limits: tuple[tuple[float, float], ...]
    problem: MonthProblem

    def day_of(self, date: dt.date) -> int:
        """Return the number of the day that a date stands for, from 1."""
        return (date - ABSTRACT_MONTH.first).days + 1

    def distance(self, one: int, other: int) -> float:
        """Return the Euclidean distance of two numbers, not rounded."""
        a, b = self.nodes[one], self.nodes[other]
        return math.dist((a.x, a.y), (b.x, b.y))


def read_instance(path: Path) -> PeriodicInstance:
    """Read an instance.

    Raises
    ------
    InputError
        With every line that cannot be meant.
    """
    text = read_text(path)
    units = _units(path, text)
    depots = text.nodes[: text.depots]
    vehicles = {
        _rep_id(text, depot, k): depot.number for depot in depots for k in range(text.vehicles)
    }
    return PeriodicInstance(
        name=path.name,
        days=text.days,
        units=units,
        depot_of=vehicles,
        nodes={node.number: node for node in text.nodes},
        limits=text.limits,
        problem=_problem(text, vehicles, units),
    )


def _rep_id(text: InstanceText, depot: Node, vehicle: int) -> str:
    name = f"V{vehicle + 1}"
    return name if text.depots == 1 else f"D{depot.number}{name}"


def _units(path: Path, text: InstanceText) -> int:
    """Return the least scale at which service times and windows are whole numbers."""
    times = [time for node in text.nodes for time in (node.service, *(node.window or ()))]
    for scale in _SCALES:
        if all(abs(time * scale - round(time * scale)) < 1e-6 for time in times):
            return scale
    what, advice = "service times or windows have more than 3 decimals", "round them"
    raise InputError([InputProblem(str(path), 0, "", "", what, advice)])


def _problem(text: InstanceText, vehicles: dict[str, int], units: int) -> MonthProblem:
    matrix = _matrix(text, units)
    reps = tuple(vehicles)
    timed = text.type == PVRPTW
    return MonthProblem(
        month=ABSTRACT_MONTH,
        workdays=_workdays(text, vehicles, units, _last_minute(text, matrix, units)),
        requirements=tuple(
            _requirement(text, node, reps, units)
            for node in text.nodes[text.depots :]
            if node.patterns
        ),
        travel=dict.fromkeys(reps, matrix),
        weights=Weights.travel_only(),
        # Keeping to a vehicle is keeping to its depot: more than is asked for where a depot has
        # several, but a depot for each customer is no rule of ours.
        one_rep_per_customer=text.depots > 1,
        ticks_per_minute=_TICKS if timed else 1,
    )


def _matrix(text: InstanceText, units: int) -> TravelMatrix:
    points = np.array([(node.x, node.y) for node in text.nodes])
    apart = points[:, None] - points[None, :]
    lengths = np.sqrt((apart**2).sum(axis=-1)) * units
    keys = tuple(_key(text, k) for k in range(len(text.nodes)))
    return TravelMatrix(keys, lengths, lengths, "Euclidean")


def _key(text: InstanceText, index: int) -> str:
    number = str(text.nodes[index].number)
    return f"depot:{number}" if index < text.depots else customer_key(number)


def _last_minute(text: InstanceText, matrix: TravelMatrix, units: int) -> int:
    """Return a minute that no route goes beyond, each leg rounded up to a whole minute."""
    longest = float(matrix.minutes.max()) + 1
    return math.ceil(sum(node.service for node in text.nodes) * units + longest * len(text.nodes))


def _workdays(
    text: InstanceText, vehicles: dict[str, int], units: int, last: int
) -> tuple[Workday, ...]:
    window = {node.number: node.window for node in text.nodes[: text.depots]}
    days = []
    for rep_id, depot in vehicles.items():
        opens, closes = window[depot] or (0, last)
        for k, (longest, capacity) in enumerate(text.limits):
            days.append(
                Workday(
                    rep_id=rep_id,
                    date=_date(k),
                    start_min=round(opens * units),
                    end_min=round(closes * units),
                    cap=len(text.nodes),
                    start=f"depot:{depot}",
                    end=f"depot:{depot}",
                    capacity=capacity,
                    max_duration_min=longest * units or None,
                )
            )
    return tuple(days)


def _requirement(text: InstanceText, node: Node, reps: tuple[str, ...], units: int) -> Requirement:
    first, last = _date(0), _date(text.days - 1)
    service = round(node.service * units)
    opening = None
    if node.window is not None:
        earliest, latest = (round(time * units) for time in node.window)
        # A window of the format holds the start of the service, an opening interval all of it.
        spans = (Span(earliest, latest + service),)
        opening = {_date(k): spans for k in range(text.days)}
    customer = str(node.number)
    return Requirement(
        customer_id=customer,
        name=customer,
        place=Place(0.0, 0.0),
        rep_ids=reps,
        minutes=service,
        visits=tuple(
            VisitNeed(f"{customer}/{k + 1}", first, first, last)
            for k in range(len(node.patterns[0]))
        ),
        opening=opening,
        load=node.load,
        patterns=tuple(frozenset(map(_date, days)) for days in node.patterns),
    )


def _date(day: int) -> dt.date:
    return ABSTRACT_MONTH.first + dt.timedelta(days=day)
