"""Day routes as columns: what they cost, and those that a bound begins with."""

from itertools import pairwise

import numpy as np

from scheduler.solve.bound.master import Column, Prices
from scheduler.solve.bound.pricing import END, LATEST, START, arrival, end_of_visit
from scheduler.solve.bound.relaxation import Relaxation


def column_of(relaxation: Relaxation, kind: int, visits: tuple[int, ...]) -> Column:
    """Return a route with its cost: driving, days off, overtime."""
    t = relaxation.days
    places = tuple(int(relaxation.place_of[v]) for v in visits)
    driven = float(t.leave[kind, places[0]]) + float(t.home[kind, places[-1]])
    driven += sum(float(t.minutes[i, j]) for i, j in pairwise(places))
    cost = relaxation.weight * driven + sum(float(relaxation.off[v, kind]) for v in visits)
    if t.overtime[0]:
        late = home_at(relaxation, kind, places) - int(t.hours[kind, END])
        cost += float(t.overtime[0]) * max(0, late)
    return Column(kind, cost, visits, places, driven + float(t.work[list(places)].sum()))


def home_at(relaxation: Relaxation, kind: int, places: tuple[int, ...]) -> int:
    """Return the tick at which a route is home, or one beyond all where a visit cannot be kept."""
    t = relaxation.days
    clock, legs = int(t.hours[kind, START]), [t.leave_ticks[kind, places[0]]]
    legs += [t.ticks[i, j] for i, j in pairwise(places)]
    for place, leg in zip(places, legs, strict=True):
        clock = end_of_visit(t, kind, place, arrival(t, kind, clock, leg))
        if clock < 0:
            return 1 << 60
    return int(arrival(t, kind, clock, t.home_ticks[kind, places[-1]]))


def start_columns(relaxation: Relaxation) -> list[Column]:
    """Return the routes of the given schedule, and each visit alone on each kind of day."""
    columns = [column_of(relaxation, kind, visits) for kind, visits in relaxation.given]
    for v, k in np.argwhere(np.isfinite(relaxation.off)):
        place = (int(relaxation.place_of[v]),)
        if home_at(relaxation, int(k), place) <= relaxation.days.hours[k, LATEST]:
            columns.append(column_of(relaxation, int(k), (int(v),)))
    return columns


def first_prices(relaxation: Relaxation) -> Prices:
    """Return prices to begin with: the cost of each given route, shared out by the ways from home."""
    visits = np.zeros(len(relaxation.skip))
    for kind, stops in relaxation.given:
        column = column_of(relaxation, kind, stops)
        far = np.array([float(relaxation.days.leave[kind, i]) + 1.0 for i in column.places])
        visits[list(stops)] = column.cost * far / far.sum()
    return Prices(
        visits,
        np.zeros(len(relaxation.count)),
        np.zeros(0),
        np.zeros(len(relaxation.evenness.share)),
    )
