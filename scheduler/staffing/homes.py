"""Where the next rep should live: the home that takes most driving and unserved work away (P23).

A p-median computation on the minutes that meetings really take (Hakimi 1964, doi
10.1287/opre.12.3.450), with two changes. Only the way out and back depends on a home, and a meeting
bears the part of it that planned days have shown (`driving`). And reps are full at some point: a new
rep first takes customers of reps whose year does not hold their work, then every customer whose way
gets shorter, dearest minute first, until the new year is full.

Homes are chosen one after the other, then each is chosen again with the others in place until none
changes (vertex substitution, Teitz and Bart 1968, doi 10.1287/opre.16.5.955). As in a month, work
that has nobody comes before driving: candidates are compared by whole hours relieved, then by minutes
of driving saved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.places import Place, great_circle_m
from models.policy import TravelPolicy
from models.units import FloatMatrix, IntMatrix

_MOST_ROUNDS = 5
_OTHERS = 3
_MOST_TOWNS = 600
"""Towns with the most work; a list that has more of them is answered by these."""


@dataclass(frozen=True, slots=True)
class Town:
    """A place where a rep could live."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Room:
    """What a new rep's year has for existing customers: minutes, and places in the caps."""

    minutes: float
    places: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A year of all customers who are met, and who serves them now.

    Parameters
    ----------
    points
        Degrees, shape (customers, 2).
    meetings
        A year, shape (customers,).
    work_min
        Minutes a year but for the way out and back, local driving included; shape (customers,).
    way_min
        From the home of the rep who serves them and back; shape (customers,).
    shared_by
        Meetings that share one way out and back; shape (customers,).
    rep
        Position of the rep who serves them; shape (customers,).
    room_min
        Minutes of each rep's year, those of new ones included; shape (reps,).
    """

    points: FloatMatrix
    meetings: FloatMatrix
    work_min: FloatMatrix
    way_min: FloatMatrix
    shared_by: FloatMatrix
    rep: IntMatrix
    room_min: FloatMatrix

    @property
    def load_min(self) -> FloatMatrix:
        """Minutes a year of each customer with the driving; shape (customers,)."""
        return self.work_min + self.meetings * self.way_min / self.shared_by

    @property
    def over_min(self) -> FloatMatrix:
        """Minutes of each rep that the year does not hold; shape (reps,)."""
        load = np.bincount(self.rep, self.load_min, len(self.room_min))
        return np.maximum(0.0, load - self.room_min)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a new home takes away.

    Parameters
    ----------
    moved
        Whether each customer moves to the new rep; shape (customers,).
    saved_min
        Minutes of driving a year that each of them saves, negative where relief costs driving;
        shape (customers,).
    relieved_min
        Work that had nobody and now has.
    others
        The next best towns in its stead, with the minutes of driving that they would save.
    """

    town: Town
    moved: FloatMatrix
    saved_min: FloatMatrix
    relieved_min: float
    others: tuple[tuple[str, float], ...] = ()

    @property
    def saved(self) -> float:
        """Return the minutes of driving a year that are saved in all."""
        return float(self.saved_min[self.moved > 0].sum())

    @property
    def rank(self) -> tuple[int, float, str]:
        """Return by what homes are compared, the best one being the least."""
        return -round(self.relieved_min / 60), -self.saved, self.town.name


def towns_of(names: Sequence[str], points: FloatMatrix, weights: FloatMatrix) -> tuple[Town, ...]:
    """Return the towns of some customers, those with most work first.

    Customers of one town name within a degree belong together; without a name, those within a tenth
    of a degree. A town lies at the customer who is nearest to the middle of its work.

    Parameters
    ----------
    names
        Of each customer's town; empty where none is known.
    weights
        Minutes of each customer.
    """
    members: dict[tuple[str, float, float], list[int]] = {}
    for k, name in enumerate(names):
        lat, lon = (points[k] * (1 if name else 10)).round()
        members.setdefault((name.casefold(), float(lat), float(lon)), []).append(k)
    ordered = sorted(members.values(), key=lambda own: -float(weights[own].sum()))
    return tuple(_town(names[own[0]], points[own], weights[own]) for own in ordered[:_MOST_TOWNS])


def _town(name: str, points: FloatMatrix, weights: FloatMatrix) -> Town:
    middle = np.average(points, axis=0, weights=np.maximum(weights, 1e-9))
    lat, lon = points[int(np.argmin(great_circle_m(points, middle)))]
    return Town(name.title() or f"{lat:.2f}, {lon:.2f}", Place(float(lat), float(lon)))


def best_homes(
    demand: Demand, towns: Sequence[Town], count: int, room: Room, travel: TravelPolicy
) -> tuple[Taken, ...]:
    """Return the best homes of so many new reps, each with those before it already at work.

    Parameters
    ----------
    room
        Of a new rep's year for existing customers.
    """
    ways = [ways_min(demand.points, town.place, travel) for town in towns]
    chosen: list[int] = []
    for _ in range(count):
        chosen.append(_ranked(demand, towns, (ways, chosen), room)[0])
    for _ in range(_MOST_ROUNDS if count > 1 else 0):
        before = list(chosen)
        for k in range(count):
            others = chosen[:k] + chosen[k + 1 :]
            chosen[k] = _ranked(demand, towns, (ways, others), room)[0]
        if chosen == before:
            break
    found = []
    for town in chosen:
        taken = taken_by(demand, (towns[town], ways[town]), room)
        nearly = _ranked(demand, towns, (ways, ()), room)[: _OTHERS + count]
        told = [
            (towns[k].name, taken_by(demand, (towns[k], ways[k]), room).saved)
            for k in nearly
            if k not in chosen
        ]
        found.append(replace(taken, others=tuple(told[:_OTHERS])))
        demand = with_home(demand, taken, ways[town], room)
    return tuple(found)


def ways_min(points: FloatMatrix, home: Place, travel: TravelPolicy) -> FloatMatrix:
    """Return the minutes from a home to each point and back; shape (customers,)."""
    metres = great_circle_m(points, np.array([home.lat, home.lon])) * travel.detour_factor
    return 2 * np.maximum(travel.min_leg_min, metres * 60 / (travel.speed_kmh * 1000))


def _ranked(
    demand: Demand,
    towns: Sequence[Town],
    given: tuple[Sequence[FloatMatrix], Sequence[int]],
    room: Room,
) -> list[int]:
    """Return the towns by what they take away where some homes are chosen already, the best first."""
    ways, others = given
    for k in others:
        taken = taken_by(demand, (towns[k], ways[k]), room)
        demand = with_home(demand, taken, ways[k], room)
    ranks = [taken_by(demand, (towns[k], ways[k]), room).rank for k in range(len(towns))]
    return sorted(range(len(towns)), key=ranks.__getitem__)


def taken_by(demand: Demand, home: tuple[Town, FloatMatrix], room: Room) -> Taken:
    """Return what a new rep with this home would take over.

    Parameters
    ----------
    home
        The town, and the minutes from there to each customer and back.
    """
    town, way = home
    saved = demand.meetings * (demand.way_min - way) / demand.shared_by
    load = demand.work_min + demand.meetings * way / demand.shared_by
    moved = np.zeros(len(load))
    relieved = _relieve(demand, (saved, load), moved, room)
    left = (room.minutes - float(load @ moved), room.places - float(demand.meetings @ moved))
    price = np.where(moved > 0, -np.inf, saved / np.maximum(load, 1e-9))
    order = np.argsort(-price, kind="stable")
    order = order[price[order] > 0]
    fits = np.cumsum(load[order]) <= left[0]
    fits &= np.cumsum(demand.meetings[order]) <= left[1]
    moved[order[fits]] = 1.0
    return Taken(town, moved, saved, relieved)


def _relieve(
    demand: Demand, of: tuple[FloatMatrix, FloatMatrix], moved: FloatMatrix, room: Room
) -> float:
    """Move customers of reps with too much work, least driving first; return the minutes relieved."""
    saved, load = of
    over, relieved = demand.over_min, 0.0
    minutes, places = room.minutes, room.places
    full = np.flatnonzero(over[demand.rep] > 0)
    before = demand.load_min
    for k in full[np.argsort(-(saved / np.maximum(before, 1e-9))[full], kind="stable")]:
        rep = demand.rep[k]
        if over[rep] <= 0 or load[k] > minutes or demand.meetings[k] > places:
            continue
        moved[k] = 1.0
        minutes -= load[k]
        places -= demand.meetings[k]
        relieved += min(before[k], over[rep])
        over[rep] -= before[k]
    return float(relieved)


def with_home(demand: Demand, taken: Taken, way: FloatMatrix, room: Room) -> Demand:
    """Return the demand with the new rep at work."""
    moved = taken.moved > 0
    return replace(
        demand,
        way_min=np.where(moved, way, demand.way_min),
        rep=np.where(moved, len(demand.room_min), demand.rep),
        room_min=np.append(demand.room_min, room.minutes),
    )
