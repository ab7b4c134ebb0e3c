"""Reads a ``schedule.csv`` back, also one that was changed by hand, so that it can be judged."""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import InputError, InputProblem
from models.problem import MonthProblem, Workday, customer_key
from models.schedule import DayRoute, Schedule, Stop, Unplanned
from models.timing import drive, latest_departure, scaled
from scheduler.io.write_cells import plain_text

NEEDED = ("rep_id", "date", "visit_id", "arrive", "depart")
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class _Row:
    rep_id: str
    date: dt.date
    stop: Stop


@dataclass(slots=True)
class _Rows:
    """The rows of one file, and what is wrong with them."""

    file: str
    problem: MonthProblem
    problems: list[InputProblem] = field(default_factory=list)

    def complain(self, row: int, column: str, value: str, told: tuple[str, str]) -> None:
        self.problems.append(InputProblem(self.file, row, column, value, *told))


def read_schedule_csv(path: Path, problem: MonthProblem) -> Schedule:
    """Read a ``schedule.csv`` as a schedule of this problem.

    Only ``rep_id, date, visit_id, arrive, depart`` are read; the order of a day is that of its
    times, desk work last. When the rep leaves and is back follows from the times and the travel
    matrix. Visits without a row become unplanned, without a reason. Whether the schedule keeps the
    rules is for the judge to say.

    Raises
    ------
    InputError
        The file cannot be read, lacks a column, or has cells that mean nothing here: all of them.
    """
    rows = _Rows(path.name, problem)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            _check_header(rows, table.fieldnames or ())
            found = [_read_row(rows, number, cells) for number, cells in enumerate(table, start=2)]
    except OSError as error:
        told = (f"it cannot be read ({error.strerror})", "check the path")
        raise InputError([InputProblem(str(path), 0, "", "", *told)]) from error
    except (UnicodeDecodeError, csv.Error) as error:
        told = ("this is no CSV file in UTF-8", "save it as CSV UTF-8")
        raise InputError([InputProblem(str(path), 0, "", "", *told)]) from error
    if rows.problems:
        raise InputError(rows.problems)
    return _schedule(problem, [row for row in found if row is not None])


def _check_header(rows: _Rows, names: Iterable[str]) -> None:
    missing = [name for name in NEEDED if name not in set(names)]
    for name in missing:
        rows.complain(1, name, "", ("the column is missing", "keep the header of schedule.csv"))
    if missing:
        raise InputError(rows.problems)


def _read_row(rows: _Rows, number: int, cells: Mapping[str, str | None]) -> _Row | None:
    """Read one row; ``None`` and at least one more problem where it cannot be understood."""
    told_before = len(rows.problems)
    text = {name: (cells.get(name) or "").strip() for name in NEEDED}
    reps = _written(rows.problem.travel.keys() | set(rows.problem.rep_ids))
    visits = _written(rows.problem.need_of.keys())
    for name, known in (("rep_id", reps), ("visit_id", visits)):
        if text[name] not in known:
            what = f"unknown in the plan of {rows.problem.month}"
            rows.complain(number, name, text[name], (what, "take it from plan.json's own files"))
    day = _date(rows, number, text["date"])
    arrive, depart = (_clock(rows, number, name, text[name]) for name in ("arrive", "depart"))
    if day is None or arrive is None or depart is None or len(rows.problems) > told_before:
        return None
    per = rows.problem.ticks_per_minute
    stop = Stop(visits[text["visit_id"]], arrive * per, depart * per)
    return _Row(reps[text["rep_id"]], day, stop)


def _written(names: Iterable[str]) -> dict[str, str]:
    """Return names by their form in a cell, which may have an apostrophe in front."""
    known = {plain_text(name): name for name in names}
    return {name: name for name in known.values()} | known


def _date(rows: _Rows, number: int, text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        rows.complain(number, "date", text, ("this is no date", "write it as 2026-03-31"))
        return None


def _clock(rows: _Rows, number: int, column: str, text: str) -> int | None:
    match = _CLOCK.fullmatch(text)
    if match is None:
        rows.complain(number, column, text, ("this is no time of day", "write it as 09:05"))
        return None
    return int(match[1]) * 60 + int(match[2])


def _schedule(problem: MonthProblem, rows: list[_Row]) -> Schedule:
    days: dict[tuple[str, dt.date], list[Stop]] = {}
    for row in rows:
        days.setdefault((row.rep_id, row.date), []).append(row.stop)
    routes = tuple(_route(problem, *key, days[key]) for key in sorted(days))
    planned = {row.stop.visit_id for row in rows}
    missing = tuple(
        Unplanned(visit_id, problem.requirement_of[visit_id].customer_id)
        for visit_id in problem.need_of
        if visit_id not in planned
    )
    return Schedule(routes, missing)


def _route(problem: MonthProblem, rep_id: str, date: dt.date, stops: list[Stop]) -> DayRoute:
    desk = problem.requirement_of
    ordered = sorted(stops, key=lambda stop: (desk[stop.visit_id].is_desk, stop.arrive))
    meetings = [stop for stop in ordered if not desk[stop.visit_id].is_desk]
    workday = problem.workday_of.get((rep_id, date))
    if workday is None:  # the judge will say so
        return DayRoute(rep_id, date, tuple(ordered), ordered[0].arrive, ordered[-1].depart)
    if not meetings:
        begin = workday.start_min * problem.ticks_per_minute
        return DayRoute(rep_id, date, tuple(ordered), begin, begin)
    leave, home = _ends(problem, workday, meetings)
    return DayRoute(rep_id, date, tuple(ordered), leave, home)


def _ends(problem: MonthProblem, workday: Workday, meetings: list[Stop]) -> tuple[int, int]:
    """Return when the rep must leave for the first meeting and is back after the last."""
    pause = scaled(workday.break_span, problem.ticks_per_minute)
    first, last = (
        customer_key(problem.requirement_of[stop.visit_id].customer_id)
        for stop in (meetings[0], meetings[-1])
    )
    out = _ticks(problem, workday.rep_id, workday.start, first)
    back = _ticks(problem, workday.rep_id, last, workday.end)
    leave = latest_departure(meetings[0].arrive, out, pause)
    return leave, drive(meetings[-1].depart, back, pause)


def _ticks(problem: MonthProblem, rep_id: str, start: str, end: str) -> int:
    """Return a leg; 0 where the customer is none of this rep's, which the judge will say."""
    matrix = problem.travel[rep_id]
    if start not in matrix.index or end not in matrix.index:
        return 0
    ticks = matrix.ticks(problem.ticks_per_minute)
    return int(ticks[matrix.index[start], matrix.index[end]])
