"""Which visits a bound counts, on which days they may lie, and what every plan pays anyway."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.problem import Requirement
from models.schedule import Schedule
from scheduler.solve.board import Board


@dataclass(slots=True)
class Choice:
    """What is left of a month once the planned visits are given; visits and days as on the board.

    Parameters
    ----------
    fixed
        Minutes that every plan of these visits pays: changes of published visits that are left out.
    off
        For each visit its days with their cost beside driving.
    skip
        What leaving a visit out costs in minutes; infinity where it must be made.
    desk
        For each desk task its days with their cost.
    """

    fixed: float = 0.0
    off: dict[int, dict[int, float]] = field(default_factory=dict)
    skip: dict[int, float] = field(default_factory=dict)
    desk: dict[int, dict[int, float]] = field(default_factory=dict)

    @property
    def least(self) -> float:
        """Minutes that every plan pays, wherever the meetings are."""
        return self.fixed + sum(min(days.values()) for days in self.desk.values())


def choose(board: Board, schedule: Schedule, *, travel_only: bool) -> Choice | None:
    """Return what the bound counts, or ``None`` where a planned visit has no day at all.

    With all soft rules, prospects may be left out at their prize; with travel only, the planned ones
    are kept as they are, since nothing else would ask for them.
    """
    chosen = Choice()
    placed = {board.number[visit_id] for visit_id, _ in schedule.placed()}
    for req, members in board.requirements:
        if board.visits[members[0]].prospect and not travel_only:
            for v in members:
                chosen.off[v], chosen.skip[v] = board.visits[v].off_cost, board.visits[v].penalty
            continue
        if not travel_only:
            chosen.fixed += sum(_left_out(board, v) for v in members if v not in placed)
        for v, days in _days(board, req, [v for v in members if v in placed]).items():
            if not days:
                return None
            off = {d: 0.0 if travel_only else board.visits[v].off_cost[d] for d in days}
            if board.visits[v].desk:
                chosen.desk[v] = off
            else:
                chosen.off[v], chosen.skip[v] = off, float("inf")
    return chosen


def _left_out(board: Board, v: int) -> float:
    """Return what a required visit without a day costs on the second level: a change, if published."""
    problem = board.problem
    return problem.weights.changes if board.visits[v].visit_id in problem.published else 0.0


def _days(board: Board, req: Requirement, planned: Sequence[int]) -> dict[int, list[int]]:
    """Return the days of each planned visit for which the visits before and after have days too."""
    days = [list(board.visits[v].days) for v in planned]
    for k in range(1, len(planned)):
        gaps = _gaps(req, planned[k - 1], planned[k])
        days[k] = [d for d in days[k] if any(_apart(board, e, d, gaps) for e in days[k - 1])]
    for k in range(len(planned) - 2, -1, -1):
        gaps = _gaps(req, planned[k], planned[k + 1])
        days[k] = [d for d in days[k] if any(_apart(board, d, e, gaps) for e in days[k + 1])]
    return dict(zip(planned, days, strict=True))


def _gaps(req: Requirement, before: int, after: int) -> tuple[int, float]:
    """Return the least and the greatest gap; the latter binds neighbours only, as in the judge."""
    bound = req.max_gap_days is not None and after == before + 1
    return req.min_gap_days, float(req.max_gap_days or 0) if bound else float("inf")


def _apart(board: Board, first: int, then: int, gaps: tuple[int, float]) -> bool:
    return gaps[0] <= board.days[then].ordinal - board.days[first].ordinal <= gaps[1]
