"""Variables with questions: ask `visits.on(v, day)`, never a dict."""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from scheduler.solve.board import Board


class VisitVariables:
    """Whether each visit lies on each workday.

    A variable exists only where visit and workday can go together at all (window, forbidden dates,
    allowed reps, pins, opening: `scheduler.solve.board.may_lie_on`).
    """

    def __init__(self, model: cp_model.CpModel, board: Board) -> None:
        self.board = board
        self._on = {
            (v, day): model.new_bool_var(f"{visit.visit_id} on {_name(board, day)}")
            for v, visit in enumerate(board.visits)
            for day in visit.days
        }
        self._planned = []
        for v, visit in enumerate(board.visits):
            planned = model.new_bool_var(f"{visit.visit_id} planned")
            model.add(sum(self._on[v, day] for day in visit.days) == planned)
            self._planned.append(planned)
        self._of_day: list[list[int]] = [[] for _ in board.days]
        for v, day in self._on:
            self._of_day[day].append(v)

    def on(self, v: int, day: int) -> cp_model.IntVar:
        """Whether a visit lies on a workday."""
        return self._on[v, day]

    def planned(self, v: int) -> cp_model.IntVar:
        """Whether a visit has a day at all."""
        return self._planned[v]

    def days(self, v: int) -> Sequence[int]:
        """Return the workdays on which a visit may lie."""
        return self.board.visits[v].days

    def visits(self, day: int) -> Sequence[int]:
        """Return the visits that may lie on a workday."""
        return self._of_day[day]

    def meetings(self, day: int) -> list[int]:
        """Return the visits of a workday that need a drive."""
        return [v for v in self._of_day[day] if not self.board.visits[v].desk]

    def on_ordinals(self, v: int) -> dict[int, list[cp_model.IntVar]]:
        """Return the variables of a visit by calendar date (of all reps)."""
        found: dict[int, list[cp_model.IntVar]] = {}
        for day in self.days(v):
            found.setdefault(self.board.days[day].ordinal, []).append(self._on[v, day])
        return found


def _name(board: Board, day: int) -> str:
    workday = board.days[day].workday
    return f"{workday.rep_id} {workday.date}"
