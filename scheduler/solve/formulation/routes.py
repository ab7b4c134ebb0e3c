"""The working day with its order of stops: circuits and clocks, as exact as the judge.

A visit lies wholly before or wholly after the break; a drive that crosses the break takes its
length on top (`models.timing.drive`).
"""

from itertools import product

from ortools.sat.python import cp_model

from models.reps import Span
from models.timing import drive
from scheduler.solve.board import DayInfo, VisitInfo
from scheduler.solve.formulation.variables import VisitVariables

_DURATION_SCALE = 10**6


class RouteVariables:
    """Order and clock of each workday.

    Parameters
    ----------
    model, visits
        The model and its days.
    """

    def __init__(self, model: cp_model.CpModel, visits: VisitVariables) -> None:
        self._model, self._visits, self.board = model, visits, visits.board
        self._arcs: dict[tuple[int, int, int], cp_model.IntVar] = {}
        self._start: dict[tuple[int, int], cp_model.IntVar] = {}
        self._after: dict[tuple[int, int], cp_model.IntVar] = {}
        for day, info in enumerate(self.board.days):
            self._times(day, info)
            self._circuit(day, info)
            self._desk(day, info, self._home(day, info))
            self._duration(day, info)

    def arc(self, day: int, before: int, after: int) -> cp_model.IntVar:
        """Whether `after` follows `before` on a day; -1 is the start and the end place."""
        return self._arcs[day, before, after]

    def arcs(self, day: int) -> dict[tuple[int, int], cp_model.IntVar]:
        """Return the legs of a day by (from, to); -1 is the start and the end place."""
        return {(a, b): var for (d, a, b), var in self._arcs.items() if d == day}

    def leg_rows(self, day: int, before: int, after: int) -> tuple[int, int]:
        """Return the matrix rows of a leg."""
        info, visits = self.board.days[day], self.board.visits
        start = info.start_row if before < 0 else visits[before].row[info.rep]
        return start, info.end_row if after < 0 else visits[after].row[info.rep]

    def _times(self, day: int, info: DayInfo) -> None:
        model = self._model
        for v in self._visits.visits(day):
            visit, on = self.board.visits[v], self._visits.on(v, day)
            start = model.new_int_var(
                info.start, max(info.start, info.latest), f"{visit.visit_id} begins {day}"
            )
            self._start[v, day] = start
            after = model.new_bool_var(f"{visit.visit_id} after the break {day}")
            self._after[v, day] = after
            pause = info.pause
            if pause is None:
                model.add(after == 0)
            else:
                model.add(start + visit.length <= pause.start_min).only_enforce_if(on, after.Not())
                model.add(start >= pause.end_min).only_enforce_if(on, after)
            if visit.pinned_at >= 0:
                self._pin(visit, start, on)
            self._open(visit, day, start, on)

    def _pin(self, visit: VisitInfo, start: cp_model.IntVar, on: cp_model.IntVar) -> None:
        self._model.add(start == visit.pinned_at).only_enforce_if(on)

    def _open(
        self, visit: VisitInfo, day: int, start: cp_model.IntVar, on: cp_model.IntVar
    ) -> None:
        spans = visit.spans[day]
        if spans is None:
            return
        chosen = [
            self._model.new_bool_var(f"{visit.visit_id} day {day} opening {k}")
            for k in range(len(spans))
        ]
        self._model.add_exactly_one([*chosen, on.Not()])
        for literal, span in zip(chosen, spans, strict=True):
            self._model.add(start >= span.start_min).only_enforce_if(literal)
            self._model.add(start + visit.length <= span.end_min).only_enforce_if(literal)

    def _circuit(self, day: int, info: DayInfo) -> None:
        model, meetings = self._model, self._visits.meetings(day)
        arcs: list[cp_model.ArcT] = []
        for before, after in product([-1, *meetings], repeat=2):
            if before == after:
                continue
            literal = model.new_bool_var(f"day {day} {before} then {after}")
            self._arcs[day, before, after] = literal
            arcs.append((before + 1, after + 1, literal))
            if after >= 0:
                self._follow(day, info, before, after)
        empty = model.new_bool_var(f"day {day} empty")
        arcs.append((0, 0, empty))
        for v in meetings:
            arcs.append((v + 1, v + 1, self._visits.on(v, day).Not()))
            model.add_implication(empty, self._visits.on(v, day).Not())
        model.add_circuit(arcs)

    def _follow(self, day: int, info: DayInfo, before: int, after: int) -> None:
        literal, start = self._arcs[day, before, after], self._start[after, day]
        leg = self._leg(day, info, before, after)
        if before < 0:
            self._model.add(start >= drive(info.start, leg, info.pause)).only_enforce_if(literal)
            return
        ready = self._start[before, day] + self.board.visits[before].length + leg
        crossing = (
            _length(info.pause) * (self._after[after, day] - self._after[before, day]) if leg else 0
        )
        self._model.add(start >= ready + crossing).only_enforce_if(literal)

    def _leg(self, day: int, info: DayInfo, before: int, after: int) -> int:
        a, b = self.leg_rows(day, before, after)
        return int(self.board.ticks[info.rep][a][b])

    def _home(self, day: int, info: DayInfo) -> cp_model.IntVar:
        model = self._model
        home = model.new_int_var(info.start, max(info.start, info.latest), f"day {day} home")
        after = model.new_bool_var(f"day {day} home after the break")
        if info.pause is not None:
            model.add(home <= info.pause.start_min).only_enforce_if(after.Not())
        for v in self._visits.meetings(day):
            literal = self._arcs[day, v, -1]
            leg = self._leg(day, info, v, -1)
            crossing = _length(info.pause) * (after - self._after[v, day]) if leg else 0
            ready = self._start[v, day] + self.board.visits[v].length + leg
            model.add(home >= ready + crossing).only_enforce_if(literal)
            if leg:
                model.add_implication(self._after[v, day], after).only_enforce_if(literal)
        return home

    def _desk(self, day: int, info: DayInfo, home: cp_model.IntVar) -> None:
        model, intervals = self._model, []
        for v in self._visits.visits(day):
            visit, on = self.board.visits[v], self._visits.on(v, day)
            model.add(self._start[v, day] + visit.length <= info.latest).only_enforce_if(on)
            if visit.desk:
                model.add(self._start[v, day] >= home).only_enforce_if(on)
                intervals.append(
                    model.new_optional_fixed_size_interval_var(
                        self._start[v, day], visit.length, on, f"desk {v} {day}"
                    )
                )
        model.add_no_overlap(intervals)

    def _duration(self, day: int, info: DayInfo) -> None:
        limit = info.workday.max_duration_min
        if limit is None:
            return
        minutes = self.board.minutes[info.rep]
        legs = []
        for (before, after), literal in self.arcs(day).items():
            a, b = self.leg_rows(day, before, after)
            legs.append(round(minutes[a][b] * _DURATION_SCALE) * literal)
        service = [
            self.board.visits[v].minutes * _DURATION_SCALE * self._visits.on(v, day)
            for v in self._visits.visits(day)
        ]
        self._model.add(sum(legs) + sum(service) <= round(limit * _DURATION_SCALE))


def _length(pause: Span | None) -> int:
    return 0 if pause is None else pause.end_min - pause.start_min
