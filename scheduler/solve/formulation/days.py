"""Rules about days: spacing, one contact a day, caps, loads, patterns, reps, history."""

from ortools.sat.python import cp_model

from models.problem import Requirement
from scheduler.solve.formulation.variables import VisitVariables

_LOAD_SCALE = 10**6


def spacing(model: cp_model.CpModel, visits: VisitVariables) -> None:
    """Keep the least gap between planned visits and the greatest between planned neighbours."""
    for req, members in visits.board.requirements:
        for k, before in enumerate(members):
            for after in members[k + 1 :]:
                _gap(model, visits, req, (before, after), adjacent=after == before + 1)


def _gap(
    model: cp_model.CpModel,
    visits: VisitVariables,
    req: Requirement,
    pair: tuple[int, int],
    *,
    adjacent: bool,
) -> None:
    before, after = pair
    later = visits.on_ordinals(after)
    for ordinal, here in visits.on_ordinals(before).items():
        wrong = [
            literal
            for other, literals in later.items()
            if other - ordinal < req.min_gap_days
            or (adjacent and req.max_gap_days is not None and other - ordinal > req.max_gap_days)
            for literal in literals
        ]
        for literal in wrong:
            model.add_at_most_one([*here, literal])


def once_a_day(model: cp_model.CpModel, visits: VisitVariables) -> None:
    """Contact a customer at most once on a date, whatever the requirement."""
    board = visits.board
    for members in board.visits_of:
        by_date: dict[int, list[cp_model.IntVar]] = {}
        for v in members:
            for ordinal, literals in visits.on_ordinals(v).items():
                by_date.setdefault(ordinal, []).extend(literals)
        for literals in by_date.values():
            if len(literals) > 1:
                model.add_at_most_one(literals)


def caps(model: cp_model.CpModel, visits: VisitVariables) -> None:
    """Hold no more meetings than the cap of the day."""
    for day, info in enumerate(visits.board.days):
        meetings = visits.meetings(day)
        if len(meetings) > info.cap:
            model.add(sum(visits.on(v, day) for v in meetings) <= info.cap)


def loads(model: cp_model.CpModel, visits: VisitVariables) -> None:
    """Carry no more than the capacity of the day."""
    board = visits.board
    for day, info in enumerate(board.days):
        capacity = info.workday.capacity
        if capacity is not None:
            load = sum(
                round(board.visits[v].load * _LOAD_SCALE) * visits.on(v, day)
                for v in visits.visits(day)
            )
            model.add(load <= round(capacity * _LOAD_SCALE))


def patterns(model: cp_model.CpModel, visits: VisitVariables) -> None:
    """Lie on the days of one pattern."""
    for req, members in visits.board.requirements:
        if req.patterns is None:
            continue
        chosen = [
            model.new_bool_var(f"{req.customer_id} pattern {k}") for k in range(len(req.patterns))
        ]
        model.add_at_most_one(chosen)
        for v in members:
            for ordinal, literals in visits.on_ordinals(v).items():
                fitting = [
                    c
                    for c, p in zip(chosen, req.patterns, strict=True)
                    if any(d.toordinal() == ordinal for d in p)
                ]
                model.add(sum(literals) <= sum(fitting))


def one_rep(model: cp_model.CpModel, visits: VisitVariables) -> None:
    """Let one rep make all visits of a customer, where the team asks for it."""
    board = visits.board
    if not board.problem.one_rep_per_customer or len(board.reps) == 1:
        return
    for g, own in enumerate(board.visits_of):
        chosen = [model.new_bool_var(f"group {g} rep {rep}") for rep in board.reps]
        model.add_exactly_one(chosen)
        for v in own:
            for day in visits.days(v):
                model.add_implication(visits.on(v, day), chosen[board.days[day].rep])


def history(model: cp_model.CpModel, visits: VisitVariables) -> None:
    """Keep every visit of the days that are over; `may_lie_on` leaves it no other day."""
    for visit_id in sorted(visits.board.problem.history):
        model.add(visits.planned(visits.board.number[visit_id]) == 1)
