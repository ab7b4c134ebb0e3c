"""What each hand edit does to a month."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from models.edits import Edit, EditKind
from models.problem import Requirement, customer_key
from models.requirement import Pin
from models.travel import TravelMatrix
from scheduler.pipelines.app.drafts.allow import allow
from scheduler.pipelines.app.drafts.order import best_order
from scheduler.pipelines.app.drafts.state import MonthState, refuse

Lend = Callable[[MonthState, Requirement, str], TravelMatrix]
"""Gives a rep the way to a customer of somebody else: the rep's travel matrix with the customer in it."""


def apply_edit(state: MonthState, edit: Edit, lend: Lend) -> MonthState:
    """Return the month after an edit, whatever it breaks.

    Raises
    ------
    InputError
        The edit has no meaning: the visit is not in the month, or the rep does not work on the day.
    """
    state.requirement(edit.visit_id)
    match edit.kind:
        case EditKind.MOVE:
            return _move(state, edit, lend)
        case EditKind.TAKE_OUT:
            state.planned(edit.visit_id)
            return state.without(edit.visit_id).listed(edit.visit_id)
        case EditKind.PIN:
            return _pin(state, edit)
        case EditKind.UNPIN:
            return _retimed(_with_pins(state, edit.visit_id, ()), edit.visit_id)
        case EditKind.ALLOW:
            return allow(state, edit.visit_id)


def _move(state: MonthState, edit: Edit, lend: Lend) -> MonthState:
    visit_id, date = edit.visit_id, edit.date
    if date is None or (edit.rep_id, date) not in state.problem.workday_of:
        shown = "no day" if date is None else f"{date:%a} {date.day} {date:%b}"
        refuse(shown, f"{edit.rep_id} does not work on this day", "choose another day")
    state = with_way(state.without(visit_id), visit_id, edit.rep_id, lend)
    order = best_order(state, visit_id, (edit.rep_id, date), edit.position)
    return in_order(state.with_order((edit.rep_id, date), order), visit_id)


def with_way(state: MonthState, visit_id: str, rep_id: str, lend: Lend) -> MonthState:
    """Return the month in which a rep knows the way to a visit."""
    req = state.requirement(visit_id)
    if req.is_desk or customer_key(req.customer_id) in state.problem.travel[rep_id].index:
        return state
    travel = {**state.problem.travel, rep_id: lend(state, req, rep_id)}
    return state.with_problem(replace(state.problem, travel=travel))


def in_order(state: MonthState, visit_id: str) -> MonthState:
    """Return the month in which the visits of a customer are counted in the order of their days.

    Who drags the second visit before the first one wants two visits, not a negative gap.
    """
    req = state.requirement(visit_id)
    days = {need.visit_id: _day(state, need.visit_id, need.due) for need in req.visits}
    if sorted(days.values()) == list(days.values()):
        return state
    visits = tuple(sorted(req.visits, key=lambda need: days[need.visit_id]))
    return state.with_requirement(visit_id, lambda found: replace(found, visits=visits))


def _day(state: MonthState, visit_id: str, due: dt.date) -> dt.date:
    route = state.route_of.get(visit_id)
    return due if route is None else route.date


def _pin(state: MonthState, edit: Edit) -> MonthState:
    route = state.planned(edit.visit_id)
    rep_id = route.rep_id if edit.strength == "fixed" else None
    pin = Pin(edit.visit_id, route.date, rep_id, edit.time_min, edit.strength)
    return _retimed(_with_pins(state, edit.visit_id, (pin,)), edit.visit_id)


def _with_pins(state: MonthState, visit_id: str, pins: tuple[Pin, ...]) -> MonthState:
    def changed(req: Requirement) -> Requirement:
        others = tuple(pin for pin in req.pins if pin.visit_id != visit_id)
        return replace(req, pins=(*others, *pins))

    return state.with_requirement(visit_id, changed)


def _retimed(state: MonthState, visit_id: str) -> MonthState:
    """Return the month with the day of a visit timed anew: its pin may hold another time now."""
    route = state.route_of.get(visit_id)
    if route is None:
        return state
    day = (route.rep_id, route.date)
    kept = state.with_order(day, route.visit_ids)
    pin = kept.problem.pin_of.get(visit_id)
    if pin is None or pin.time_min is None:
        return kept
    rest = kept.without(visit_id)
    return rest.with_order(day, best_order(rest, visit_id, day, None))
