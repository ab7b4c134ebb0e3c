"""Upload a list: keep the file, propose what its columns mean, check it, take it over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from models.errors import InputError, InputProblem, MissingError
from models.people import User
from models.records import Upload, UploadState
from scheduler.io.aliases import KINDS
from scheduler.io.headers import FAMILY, map_option
from scheduler.pipelines.app.database import Database, Work
from scheduler.pipelines.app.upload_sheet import Column, Need, Sheet, corrected, refusal, table_of

UPLOADED = ("customers", "reps")
"""The lists that can be uploaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """An uploaded file with what is understood of it and what is wrong with it.

    Parameters
    ----------
    problems, warnings
        With line and column of the file as it was given.
    needs
        What the list cannot do without.
    rows, good
        How many rows there are, and how many of them can be taken over.
    """

    upload: Upload
    columns: tuple[Column, ...]
    fields: tuple[str, ...]
    needs: tuple[Need, ...]
    problems: tuple[InputProblem, ...]
    warnings: tuple[InputProblem, ...]
    notes: tuple[str, ...]
    rows: int
    good: int


def add_upload(
    database: Database, user: User | None, team_id: int, kind: str, file: tuple[str, bytes]
) -> Upload:
    """Keep a file, with the meaning that its columns had the last time.

    Parameters
    ----------
    file
        Its name and its content.

    Raises
    ------
    InputError
        It is empty, of another type, damaged, or unpacks to too much. Nothing is kept.
    """
    name, content = Path(file[0]).name, file[1]
    if kind not in UPLOADED:
        raise refusal(kind, "such lists cannot be uploaded", f"choose {' or '.join(UPLOADED)}")
    table = table_of(name, content)
    with database.work(user) as work:
        upload = work.uploads.add(team_id, kind, name, content)
        known = _remembered(work, team_id, kind, table.header)
        if known:
            upload = work.uploads.change(replace(upload, mapping=known), upload.version)
        work.commit()
    return upload


def look_at(database: Database, user: User | None, team_id: int, upload_id: int) -> Looked:
    """Return what is understood of a file, and everything that is wrong with it.

    Raises
    ------
    MissingError
        The team has no such file.
    """
    with database.work(user) as work:
        upload = work.uploads.get(team_id, upload_id)
        if upload is None:
            raise MissingError(f"upload {upload_id}")
        content = work.uploads.content(team_id, upload_id)
    sheet = Sheet(upload, corrected(table_of(upload.name, content), upload.cells))
    reading = sheet.reading()
    return Looked(
        upload=upload,
        columns=sheet.shown(),
        fields=tuple(KINDS[upload.kind]),
        needs=sheet.needs(),
        problems=(*sheet.columns.problems, *sheet.in_the_file(reading.errors)),
        warnings=tuple(sheet.in_the_file(reading.warnings)),
        notes=(*sheet.table.notes, *reading.notes),
        rows=len(sheet.table.rows),
        good=len(reading.items),
    )


def correct(
    database: Database, user: User | None, looked: Looked, place: tuple[int, str], text: str
) -> None:
    """Keep a corrected text for a cell.

    Parameters
    ----------
    place
        Line and header of the cell.

    Raises
    ------
    StaleError
        Somebody else changed the upload meanwhile.
    """
    cells = {**looked.upload.cells, f"{place[0]}:{place[1]}": text}
    _change(database, user, replace(looked.upload, cells=cells))


def say_column(
    database: Database, user: User | None, looked: Looked, header: str, field: str
) -> None:
    """Say what a column means; an empty field leaves it as it is.

    Raises
    ------
    StaleError
        Somebody else changed the upload meanwhile.
    """
    kind = looked.upload.kind
    mapping = {
        option: column
        for option, column in looked.upload.mapping.items()
        if column != header and option != map_option(kind, field)
    }
    if field:
        mapping[map_option(kind, field)] = header
    _change(database, user, replace(looked.upload, mapping=mapping))


def take_over(
    database: Database, user: User | None, looked: Looked, *, without_bad_rows: bool = False
) -> int:
    """Make the file the team's list, and return the number of its rows.

    What the team has entered in fields that the file has no column for is kept.

    Parameters
    ----------
    without_bad_rows
        Whether rows with problems are left out; otherwise one problem stops everything.

    Raises
    ------
    InputError
        There are problems. Nothing has changed.
    StaleError
        Somebody else changed the upload or the list meanwhile. Nothing has changed.
    """
    upload = looked.upload
    with database.work(user) as work:
        content = work.uploads.content(upload.team_id, upload.upload_id)
        sheet = Sheet(upload, corrected(table_of(upload.name, content), upload.cells))
        reading = sheet.reading()
        problems = (*sheet.columns.problems, *sheet.in_the_file(reading.errors))
        bad = {problem.row for problem in problems}
        if problems and (not without_bad_rows or 0 in bad or len(bad) >= len(sheet.table.rows)):
            raise InputError(problems)
        lists = work.customers if upload.kind == "customers" else work.reps
        version = lists.version(upload.team_id)
        before = {row.key: row.fields for row in lists.of_team(upload.team_id)}
        rows = sheet.keyed(bad, before)
        lists.replace_all(upload.team_id, rows, version, sheet.names)
        work.uploads.change(replace(upload, state=UploadState.TAKEN), upload.version)
        work.commit()
    return len(rows)


def _remembered(work: Work, team_id: int, kind: str, header: Sequence[str]) -> dict[str, str]:
    """Return what the columns of the last list meant, as far as this file has them."""
    for upload in work.uploads.of_team(team_id):
        if upload.kind == kind and upload.state is UploadState.TAKEN:
            columns = set(header)
            return {
                option: column
                for option, column in upload.mapping.items()
                if column in columns or option.endswith(FAMILY)
            }
    return {}


def _change(database: Database, user: User | None, upload: Upload) -> None:
    with database.work(user) as work:
        work.uploads.change(upload, upload.version)
        work.commit()
