"""The lists of a team, row by row: checked as a file of them would be, changed by who saw them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from models.errors import InputError, InputProblem, MissingError
from models.people import User
from models.records import Row
from scheduler.io.customers import read_customers
from scheduler.io.reading import Reading
from scheduler.io.reps import read_reps
from scheduler.pipelines.app.database import Database, Work
from scheduler.pipelines.app.list_file import write_fields
from scheduler.pipelines.app.scratch import scratch_folder
from scheduler.pipelines.app.teams import team_of

Kind = Literal["customers", "reps"]
Fields = Mapping[str, str]

_ID: dict[str, str] = {"customers": "customer_id", "reps": "rep_id"}
_READ: dict[str, Callable[[Path], Reading[Any]]] = {
    "customers": read_customers,
    "reps": read_reps,
}


def rows_of(database: Database, user: User, team_id: int, kind: Kind) -> list[Row]:
    """Return the rows of a team's list in their order.

    Raises
    ------
    MissingError
        There is no such team.
    """
    with database.work(user) as work:
        team_of(work, team_id)
        return getattr(work, kind).of_team(team_id)  # type: ignore[no-any-return]


def row_of(database: Database, user: User, team_id: int, kind: Kind, key: str) -> Row:
    """Return one row.

    Raises
    ------
    MissingError
        There is none of that id.
    """
    with database.work(user) as work:
        return _there(work, team_id, kind, key)


def put_rows(
    database: Database, user: User, team_id: int, kind: Kind, rows: Sequence[Fields]
) -> list[Row]:
    """Add rows, and change those whose id is already there; fields that are not named stay.

    All rows are checked as those of a file are; nothing is kept unless all are right.

    Parameters
    ----------
    rows
        Texts by canonical column, each with its id. An empty text takes a field away.

    Returns
    -------
    list[Row]
        The rows as they are now, in the order given.

    Raises
    ------
    InputError
        With every problem; ``row`` counts the rows given, from 1.
    MissingError
        There is no such team.
    """
    name = _ID[kind]
    _demand_ids(rows, name)
    with database.work(user) as work:
        team_of(work, team_id)
        repository = getattr(work, kind)
        version = repository.version(team_id)
        there = {row.key: dict(row.fields) for row in repository.of_team(team_id)}
        for row in rows:
            key = row[name].strip()
            there[key] = {**there.get(key, {}), **row, name: key}
        keys = [row[name].strip() for row in rows]
        check(kind, [there[key] for key in keys])
        repository.replace_all(team_id, there, version)
        work.commit()
        now = {row.key: row for row in repository.of_team(team_id)}
        return [now[key] for key in keys]


def change_row(database: Database, user: User, team_id: int, kind: Kind, seen: Row) -> Row:
    """Change some fields of a row; the others stay.

    Parameters
    ----------
    seen
        Key and version of the row that was seen, and the fields that change.

    Raises
    ------
    InputError
        The row would be wrong.
    MissingError
        There is none of that id.
    StaleError
        Somebody else changed it meanwhile.
    """
    name = _ID[kind]
    if seen.fields.get(name, seen.key) != seen.key:
        what, advice = "an id is not changed", "add a row with the new id and remove the old one"
        raise InputError([InputProblem(kind, 0, name, seen.fields[name], what, advice)])
    with database.work(user) as work:
        before = _there(work, team_id, kind, seen.key)
        check(kind, [{**before.fields, **seen.fields, name: seen.key}])
        row: Row = getattr(work, kind).change(team_id, seen.key, seen.fields, seen.version)
        work.commit()
        return row


def check(kind: Kind, rows: Sequence[Fields]) -> None:
    """Check rows as those of a file are.

    Raises
    ------
    InputError
        With every problem; ``row`` counts the rows, from 1.
    """
    columns = list(dict.fromkeys(name for row in rows for name, text in row.items() if text))
    with scratch_folder() as folder:
        found = _READ[kind](write_fields(folder / f"{kind}.csv", columns, rows))
    if found.errors:
        raise InputError(replace(p, file=kind, row=max(p.row - 1, 0)) for p in found.errors)


def _there(work: Work, team_id: int, kind: Kind, key: str) -> Row:
    row: Row | None = getattr(work, kind).get(team_id, key)
    if row is None:
        raise MissingError(f"there is no row {key!r} in the list of {kind}")
    return row


def _demand_ids(rows: Sequence[Fields], name: str) -> None:
    problems = []
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        key = row.get(name, "").strip()
        if not key:
            problems.append(
                InputProblem("rows", number, name, "", "the id is missing", "give every row one")
            )
        elif key in seen:
            problems.append(
                InputProblem("rows", number, name, key, "the id is there twice", "send it once")
            )
        seen.add(key)
    if problems:
        raise InputError(problems)
