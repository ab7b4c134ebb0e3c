"""What the constraint model minimises: the two levels, with compactness in place of driving."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from ortools.sat.python import cp_model

from models.month import week_of
from models.units import to_units
from scheduler.solve.board import Board
from scheduler.solve.formulation.routes import RouteVariables
from scheduler.solve.formulation.variables import VisitVariables

_PER_MINUTE = 10
"""Integers to the minute; finer would only slow the search for a first month down."""


def unplanned(visits: VisitVariables) -> list[cp_model.LinearExprT]:
    """Return the penalties of visits without a day."""
    return [
        to_units(visit.penalty, _PER_MINUTE) * (1 - visits.planned(v))
        for v, visit in enumerate(visits.board.visits)
    ]


def rhythm(visits: VisitVariables) -> list[cp_model.LinearExprT]:
    """Return the costs of days off the due date, and of changes against a published plan."""
    return [
        to_units(cost, _PER_MINUTE) * visits.on(v, day)
        for v, visit in enumerate(visits.board.visits)
        for day, cost in visit.off_cost.items()
        if cost
    ]


def balance(model: cp_model.CpModel, visits: VisitVariables) -> list[cp_model.LinearExprT]:
    """Return the unevenness of weekly visit minutes, driving apart."""
    board, weight = visits.board, visits.board.problem.weights.balance
    terms: list[cp_model.LinearExprT] = []
    for rep, days in enumerate(board.days_by_rep):
        weeks: dict[object, list[int]] = defaultdict(list)
        for day in days:
            weeks[week_of(board.days[day].workday.date, board.problem.week_start)].append(day)
        room = {
            week: sum(board.days[d].workday.minutes for d in own) for week, own in weeks.items()
        }
        if not weight or len(room) < 2:
            continue
        work = {week: _work(visits, own) for week, own in weeks.items()}
        total, available = cp_model.LinearExpr.sum(list(work.values())), sum(room.values())
        for number, (week, own_work) in enumerate(work.items()):
            off = model.new_int_var(0, 10_000_000, f"rep {rep} week {number} off balance")
            share = to_units(weight * room[week] / available / 2, 1000)
            scaled = to_units(weight / 2, 1000)
            model.add(off * 1000 >= _PER_MINUTE * (scaled * own_work - share * total))
            model.add(off * 1000 >= _PER_MINUTE * (share * total - scaled * own_work))
            terms.append(off)
    return terms


def _work(visits: VisitVariables, days: list[int]) -> cp_model.LinearExpr:
    pairs = [(v, day) for day in days for v in visits.visits(day)]
    literals = [visits.on(v, day) for v, day in pairs]
    return cp_model.LinearExpr.weighted_sum(
        literals, [visits.board.visits[v].minutes for v, _ in pairs]
    )


def compact_days(model: cp_model.CpModel, visits: VisitVariables) -> list[cp_model.LinearExprT]:
    """Return the cost of opening a zone on a day: the way there from home and back.

    Zones are the geographic clusters: visits of a day that lie in one zone share its cost.
    """
    board, weight = visits.board, visits.board.problem.weights.travel
    terms: list[cp_model.LinearExprT] = []
    for rep, days in enumerate(board.days_by_rep):
        zone_of, centres = zones(board, rep)
        minutes = board.minutes[rep]
        for day in days:
            info = board.days[day]
            for zone, members in _by_zone(visits, day, zone_of).items():
                opened = model.new_bool_var(f"day {day} zone {zone}")
                model.add_max_equality(opened, [visits.on(v, day) for v in members])
                way = minutes[info.start_row][centres[zone]] + minutes[centres[zone]][info.end_row]
                terms.append(to_units(weight * way, _PER_MINUTE) * opened)
    return terms


def _by_zone(
    visits: VisitVariables, day: int, zone_of: Mapping[int, int]
) -> Mapping[int, list[int]]:
    by_zone: dict[int, list[int]] = defaultdict(list)
    rep = visits.board.days[day].rep
    for v in visits.meetings(day):
        by_zone[zone_of[visits.board.visits[v].row[rep]]].append(v)
    return by_zone


def zones(board: Board, rep: int) -> tuple[dict[int, int], list[int]]:
    """Cluster the places that a rep may visit around far-apart centres.

    Returns
    -------
    dict, list
        Zone by matrix row; matrix row of each zone's centre.
    """
    rows = sorted({visit.row[rep] for visit in board.visits if rep in visit.row})
    caps = [board.days[day].cap for day in board.days_by_rep[rep]]
    if not rows or not caps:
        return dict.fromkeys(rows, 0), rows[:1]
    size = max(1, round(float(np.mean(caps))))
    minutes = np.array(board.minutes[rep])[np.ix_(rows, rows)]
    nearness = (minutes + minutes.T) / 2
    centres = [int(nearness.sum(axis=1).argmin())]
    while len(centres) < min(len(rows), -(-len(rows) // size)):
        centres.append(int(nearness[:, centres].min(axis=1).argmax()))
    zone = nearness[:, centres].argmin(axis=1)
    return {row: int(zone[k]) for k, row in enumerate(rows)}, [rows[k] for k in centres]


def driving(visits: VisitVariables, routes: RouteVariables) -> list[cp_model.LinearExprT]:
    """Return the minutes of all legs."""
    board, weight = visits.board, visits.board.problem.weights.travel
    terms: list[cp_model.LinearExprT] = []
    for day, info in enumerate(board.days):
        minutes = board.minutes[info.rep]
        for (before, after), literal in routes.arcs(day).items():
            a, b = routes.leg_rows(day, before, after)
            terms.append(to_units(weight * minutes[a][b], _PER_MINUTE) * literal)
    return terms
