"""What a team has in the store, laid out as the files that the command line reads."""

import datetime as dt
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from models.actuals import Actual
from models.errors import InputError, InputProblem
from models.jobs import Job
from models.kept_plans import StoredPlan
from models.month import Month
from models.records import Row
from scheduler.io.write_actuals import ACTUALS_COLUMNS, actual_row
from scheduler.pipelines.app.actuals_file import actuals_of
from scheduler.pipelines.app.in_the_way import to_remove
from scheduler.pipelines.app.list_file import write_fields
from scheduler.pipelines.app.scratch import scratch_folder
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.settings import load_policy
from scheduler.store import Work

Fields = Mapping[str, str]

PIN_COLUMNS = ("customer_id", "date", "rep_id", "time", "strength")
APPOINTMENTS = "appointments"
"""What people call the list of pins; it is no file to them."""
_PINS_FILE = "pins.csv"


@dataclass(frozen=True, slots=True)
class Table:
    """A list as texts.

    Parameters
    ----------
    columns
        All of them, also those without any text.
    rows
        Texts by column; a column that is not named is empty.
    """

    columns: tuple[str, ...]
    rows: tuple[Fields, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFiles:
    """All lists of a team, as they were at one moment; ``None`` where there is none."""

    customers: Table
    reps: Table | None
    sales: Table | None
    pins: Table | None
    actuals: Table | None
    policy: str


def team_files(work: Work, team_id: int, month: Month, draft: StoredPlan | None) -> TeamFiles:
    """Return the lists of a team for planning a month.

    Parameters
    ----------
    draft
        Whose pins are kept beside the appointments of the team's own list.

    Notes
    -----
    Appointments and reports of customers who are not in the list any more are left out: nobody could
    take them back, and with them no month could be planned again.
    """
    customers = work.customers.of_team(team_id)
    there = {row.key for row in customers}
    pins = [*_fields(work.pins.of_team(team_id)), *(draft.pins if draft else ())]
    dated = [
        pin
        for pin in _without_copies(pins)
        if _may_be_in(pin, month) and pin.get("customer_id") in there
    ]
    reported = (actual for actual in actuals_of(work, team_id) if actual.customer_id in there)
    return TeamFiles(
        customers=_table(work.customers.columns(team_id), customers),
        reps=_some(_table(work.reps.columns(team_id), work.reps.of_team(team_id))),
        sales=_some(_table(work.sales.columns(team_id), work.sales.of_team(team_id))),
        pins=_some(Table(_columns(work.pins.columns(team_id) or PIN_COLUMNS, dated), (*dated,))),
        actuals=_some(Table(ACTUALS_COLUMNS, tuple(map(_reported, reported)))),
        policy=work.policies.get(team_id)[0],
    )


def options_of(work: Work, job: Job) -> PlanOptions:
    """Return what a job asks for; its lists are laid out later."""
    asked, team = job.payload, work.teams.get(job.team_id)
    return PlanOptions(
        customers=Path(),
        month=Month.parse(asked["month"]),
        today=dt.date.fromisoformat(asked["today"]),
        country=asked["country"] or (team.country if team else "") or None,
        date_order=asked["date_order"],
        fill=asked["fill"],
        seconds=asked["seconds"],
        iterations=asked["iterations"],
        seed=asked["seed"],
        workers=asked["workers"] or os.cpu_count() or 1,
    )


@contextmanager
def laid_out(files: TeamFiles, options: PlanOptions) -> Iterator[PlanOptions]:
    """Lay the lists out as `_lay_out` does, in a folder that is there while the block runs.

    Raises
    ------
    InputError
        What is wrong in the lists names the list, not the folder, which nobody has ever seen; and
        the appointment, not its row.
    """
    with scratch_folder() as folder:
        try:
            yield _lay_out(files, folder, options)
        except InputError as error:
            found = without_folder(error, str(folder))
            raise InputError(_naming_appointment(problem, files) for problem in found) from error


def without_folder(error: InputError, folder: str) -> Iterator[InputProblem]:
    """Yield problems with the names of files alone: where the server keeps them tells nobody anything."""
    for problem in error.problems:
        what = problem.what.replace(f"{folder}{os.sep}", "")
        yield replace(problem, file=Path(problem.file).name, what=what)


def _naming_appointment(problem: InputProblem, files: TeamFiles) -> InputProblem:
    """Return a problem with the appointment that it is about: its row is in no list that people see."""
    pins = files.pins.rows if files.pins else ()
    at = problem.row - 2  # below the header
    if problem.file != _PINS_FILE or not 0 <= at < len(pins):
        return problem
    pin = pins[at]
    names = (row.get("name", "") for row in files.customers.rows if _whom(row) == _whom(pin))
    return replace(
        problem,
        file=APPOINTMENTS,
        row=0,
        value=appointment_of(pin, next(names, "")),
        advice=to_remove(problem.column),
    )


def appointment_of(pin: Fields, name: str) -> str:
    """Return which appointment a pin is: customer, day and rep."""
    who = f"{_whom(pin)} {name}".strip()
    return ", ".join(filter(None, (who, pin.get("date"), pin.get("rep_id"))))


def with_pin(pins: Table | None, pin: Fields) -> Table:
    """Return the pins with one more."""
    pins = pins or Table(PIN_COLUMNS, ())
    return Table(_columns(pins.columns, [pin]), (*_without_copies([*pins.rows, pin]),))


def _whom(fields: Fields) -> str:
    """Return the id of the customer that a row is about."""
    return fields.get("customer_id", "")


def _lay_out(files: TeamFiles, folder: Path, options: PlanOptions) -> PlanOptions:
    """Write the lists into a folder, and return the options that plan from them.

    Parameters
    ----------
    options
        Everything but the files and the policy.

    Raises
    ------
    InputError
        The policy has settings that are wrong.
    """
    policy = folder / "policy.toml"
    policy.write_text(files.policy, encoding="utf-8", newline="\n")
    return replace(
        options,
        customers=_write(folder / "customers.csv", files.customers),
        reps=_write(folder / "reps.csv", files.reps) if files.reps else None,
        sales=_write(folder / "sales.csv", files.sales) if files.sales else None,
        pins=_write(folder / _PINS_FILE, files.pins) if files.pins else None,
        actuals=_write(folder / "actuals.csv", files.actuals) if files.actuals else None,
        policy=load_policy(policy if files.policy else None),
    )


def _write(path: Path, table: Table) -> Path:
    return write_fields(path, table.columns, table.rows)


def _table(columns: Sequence[str], rows: Iterable[Row]) -> Table:
    return Table(tuple(columns), _fields(rows))


def _fields(rows: Iterable[Row]) -> tuple[Fields, ...]:
    return tuple(row.fields for row in rows)


def _reported(actual: Actual) -> Fields:
    row = zip(ACTUALS_COLUMNS, actual_row(actual), strict=True)
    return {name: "" if value is None else str(value) for name, value in row}


def _some(table: Table) -> Table | None:
    return table if table.rows else None


def _columns(first: Sequence[str], rows: Iterable[Fields]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*first, *(name for fields in rows for name in fields)]))


def _without_copies(pins: Iterable[Fields]) -> Collection[Fields]:
    """Return pins, of two for a customer and a day the later one: it was set by hand."""
    return {(pin.get("customer_id"), pin.get("date")): pin for pin in pins}.values()


def _may_be_in(pin: Fields, month: Month) -> bool:
    """Whether an appointment may lie in the month; how its date is written is not known here."""
    date = pin.get("date", "")
    return date[:7] == str(month) or not (date[:4].isdigit() and date[4:5] == "-")
