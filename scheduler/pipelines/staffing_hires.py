"""The next reps: where they should live, whom they would serve, what they earn and cost (P23)."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.hiring import Hire, Move, RepLoad
from models.places import PlacedBy, Placement
from models.policy import Policy
from models.reps import Rep
from models.staffing import DrivingNorm, RepYear
from models.units import FloatMatrix
from scheduler.pipelines.staffing_measure import norm_for
from scheduler.pipelines.staffing_years import Served, other_minutes
from scheduler.staffing import (
    Demand,
    Earned,
    Room,
    Taken,
    best_homes,
    earned_in,
    towns_of,
    ways_min,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamYear:
    """A year of the present team.

    Parameters
    ----------
    years
        By rep.
    """

    reps: tuple[Rep, ...]
    years: Mapping[str, RepYear]
    served: tuple[Served, ...]
    norms: tuple[DrivingNorm, ...]
    policy: Policy

    def of(self, rep_id: str) -> list[Served]:
        """Return the customers of a rep."""
        return [one for one in self.served if one.rep_id == rep_id]

    def earned(self, rep_id: str) -> Earned:
        """Return what the year of a rep earns, its minutes spent where they earn most."""
        own, year = self.of(rep_id), self.years[rep_id]
        minutes, meetings = other_minutes(own)
        offers = [
            replace(offer, minutes=offer.minutes + one.year.drive_min)
            for one in own
            for offer in one.offers
        ]
        return earned_in(offers, year.productive_min - minutes, year.productive_places - meetings)


def rep_loads(team: TeamYear) -> tuple[RepLoad, ...]:
    """Return how full the year of each rep is."""
    found = []
    for rep in team.reps:
        own, year = team.of(rep.rep_id), team.years[rep.rep_id]
        earned = team.earned(rep.rep_id)
        found.append(
            RepLoad(
                rep_id=rep.rep_id,
                customers=len(own),
                meetings=sum(one.year.meetings for one in own),
                work_min=sum(one.year.work_min for one in own),
                drive_min=sum(one.year.meetings * one.year.drive_min for one in own),
                productive_min=year.productive_min,
                productive_places=year.productive_places,
                spare_earns=earned.extra,
                hour_earns=earned.hour,
            )
        )
    return tuple(found)


def hires_of(team: TeamYear, loads: Sequence[RepLoad], count: int) -> tuple[Hire, ...]:
    """Return the next reps, each with those before at work; none where nobody can be driven to."""
    met = [one for one in team.served if one.way_min is not None and one.year.meetings]
    if not met or not count:
        return ()
    template = _usual(team.reps)
    demand = _demand(team, met, loads)
    names = [_town(one) for one in met]
    towns = towns_of(names, demand.points, demand.load_min)
    year = team.years[template.rep_id]
    room = Room(year.productive_min, year.productive_places)
    taken = best_homes(demand, towns, count, room, team.policy.travel)
    found = []
    for one in taken:
        rep = _new_rep(template, one, team.reps)
        after = _with(team, rep, (met, one))
        found.append(_hire(team, after, (rep, met, one)))
        team = after
    return tuple(found)


def _room(load: RepLoad) -> float:
    """Return the minutes for customers of a year; fewer where the caps are full before the hours are."""
    if not load.meetings:
        return load.productive_min
    each = (load.work_min + load.drive_min) / load.meetings
    return min(load.productive_min, load.productive_places * each)


def _demand(team: TeamYear, met: Sequence[Served], loads: Sequence[RepLoad]) -> Demand:
    """Return the year of those who are met, in arrays; other work is taken off the reps' years."""
    position = {rep.rep_id: k for k, rep in enumerate(team.reps)}
    norms = {rep.rep_id: norm_for(rep.rep_id, team.norms) for rep in team.reps}
    ways = np.array([one.way_min for one in met], dtype=np.float64)
    meetings = np.array([one.year.meetings for one in met], dtype=np.float64)
    local = np.array([norms[one.rep_id].local_min for one in met], dtype=np.float64)
    rooms = []
    for load in loads:
        all_of_it = load.work_min + load.drive_min
        here = sum(
            one.year.work_min + one.year.meetings * one.year.drive_min
            for one in met
            if one.rep_id == load.rep_id
        )
        rooms.append(_room(load) - (all_of_it - here))
    return Demand(
        points=_points(met),
        meetings=meetings,
        work_min=np.array([one.year.work_min for one in met]) + meetings * local,
        way_min=ways,
        shared_by=np.array([norms[one.rep_id].shared_by for one in met], dtype=np.float64),
        rep=np.array([position[one.rep_id] for one in met], dtype=np.int64),
        room_min=np.array(rooms, dtype=np.float64),
    )


def _points(met: Sequence[Served]) -> FloatMatrix:
    places = [one.customer.placement.place for one in met if one.customer.placement is not None]
    return np.array([(place.lat, place.lon) for place in places], dtype=np.float64)


def _town(one: Served) -> str:
    return one.customer.city.strip()


def _usual(reps: Sequence[Rep]) -> Rep:
    """Return a rep with the hours and the cap that most reps have, the first such one."""

    def pattern(rep: Rep) -> tuple[object, ...]:
        half_days = tuple(sorted(rep.half_days.items()))
        return (rep.daily_cap, rep.work_days, rep.work_hours, rep.break_span, half_days)

    ((usual, _),) = Counter(map(pattern, reps)).most_common(1)
    return next(rep for rep in reps if pattern(rep) == usual)


def _new_rep(template: Rep, taken: Taken, reps: Sequence[Rep]) -> Rep:
    """Return the new rep, with hours, cap and costs of the usual one."""
    return Rep(
        rep_id=next_id([rep.rep_id for rep in reps]),
        name=f"New rep, {taken.town.name}",
        daily_cap=template.daily_cap,
        work_days=template.work_days,
        work_hours=template.work_hours,
        break_span=template.break_span,
        half_days=template.half_days,
        time_zone=template.time_zone,
        hourly_cost=template.hourly_cost,
        km_cost=template.km_cost,
        prospecting_share=template.prospecting_share,
        placement=Placement(taken.town.place, PlacedBy.GIVEN, 0.0, taken.town.name),
    )


def next_id(ids: Sequence[str]) -> str:
    """Return the id after the highest numbered one: ``R12`` after ``R01`` to ``R11``."""
    numbered = [
        (int(match[2]), match[1], len(match[2]))
        for text in ids
        if (match := re.fullmatch(r"(.*?)(\d+)", text))
    ]
    number, head, width = max(numbered, default=(0, "NEW", 1))
    made = f"{head}{number + 1:0{width}d}"
    while made in ids:
        number += 1
        made = f"{head}{number + 1:0{width}d}"
    return made


def _with(team: TeamYear, rep: Rep, given: tuple[Sequence[Served], Taken]) -> TeamYear:
    """Return the team with the new rep at work, the customers moved."""
    met, taken = given
    moved = {
        one.customer.customer_id
        for one, goes in zip(met, taken.moved, strict=True)
        if goes
    }  # fmt: skip
    ways = ways_min(_points(met), taken.town.place, team.policy.travel)
    way_of = {one.customer.customer_id: float(way) for one, way in zip(met, ways, strict=True)}
    served = tuple(
        _moved(one, rep.rep_id, way_of[one.customer.customer_id], team)
        if one.customer.customer_id in moved
        else one
        for one in team.served
    )
    usual = team.years[_usual(team.reps).rep_id]
    return TeamYear(
        reps=(*team.reps, rep),
        years={**team.years, rep.rep_id: usual},
        served=served,
        norms=team.norms,
        policy=team.policy,
    )


def _moved(one: Served, rep_id: str, way_min: float, team: TeamYear) -> Served:
    """Return a customer's year with the new rep: only the way out and back is another one."""
    assert one.way_min is not None, "only placed customers move"
    shared = norm_for(one.rep_id, team.norms).shared_by
    drive = one.year.drive_min + (way_min - one.way_min) / shared
    year = replace(one.year, drive_min=drive)
    return replace(one, rep_id=rep_id, way_min=way_min, year=year)


def _hire(team: TeamYear, after: TeamYear, of: tuple[Rep, Sequence[Served], Taken]) -> Hire:
    rep, met, taken = of
    moves = tuple(
        Move(
            customer_id=one.customer.customer_id,
            name=one.customer.name,
            rep_id=_rep_now(team, one),
            new_rep_id=rep.rep_id,
            saved_min=float(saved),
        )
        for one, goes, saved in zip(met, taken.moved, taken.saved_min, strict=True)
        if goes
    )
    changed = sorted({move.rep_id for move in moves})
    before = [team.earned(rep_id) for rep_id in changed]
    now = [after.earned(rep_id) for rep_id in (*changed, rep.rep_id)]

    def more(name: str) -> float:
        found = sum(getattr(e, name) for e in now) - sum(getattr(e, name) for e in before)
        return round(float(found), 2) + 0.0  # sums of floats leave dust

    norm, policy = team.norms[0], team.policy
    saved_m = taken.saved * norm.drive_m / norm.drive_min if norm.drive_min else 0.0
    hourly = policy.rep.hourly_cost if rep.hourly_cost is None else rep.hourly_cost
    each_km = policy.rep.km_cost if rep.km_cost is None else rep.km_cost
    return Hire(
        rep=rep,
        town=taken.town.name,
        place=taken.town.place,
        customers=len(moves),
        meetings=sum(one.year.meetings for one in after.of(rep.rep_id)),
        relieved_min=taken.relieved_min,
        saved_min=taken.saved,
        saved_m=saved_m,
        due_earns=more("due"),
        due_sales=more("due_sales"),
        extra_earns=more("extra"),
        extra_sales=more("extra_sales"),
        hours_cost=after.years[rep.rep_id].minutes / 60 * hourly,
        km_cost=-saved_m / 1000 * each_km,
        others=taken.others,
        moves=moves,
    )


def _rep_now(team: TeamYear, one: Served) -> str:
    """Return who serves a customer before the hire; an earlier hire may."""
    key = one.customer.customer_id
    return next(now.rep_id for now in team.served if now.customer.customer_id == key)
