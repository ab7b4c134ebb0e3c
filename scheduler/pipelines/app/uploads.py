"""Upload a list: keep the file, propose what its columns mean, check it, take it over.

What its columns mean and what a cell should say is mended in `scheduler.pipelines.app.mend_upload`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from models.errors import InputError, InputProblem, MissingError
from models.people import User
from models.records import Upload, UploadState
from scheduler.io.aliases import KINDS
from scheduler.io.headers import FAMILY
from scheduler.pipelines.app.database import Database, Work
from scheduler.pipelines.app.teams import team_of
from scheduler.pipelines.app.turns import Turns
from scheduler.pipelines.app.upload_sheet import Column, Need, Sheet, corrected, refusal, table_of

UPLOADED = ("customers", "reps")
"""The lists that can be uploaded."""
TURNS = Turns(at_once=2, waiting=8)
"""A file is read as a whole, which takes seconds and memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """An uploaded file with what is understood of it and what is wrong with it.

    Parameters
    ----------
    problems, warnings
        With line and column of the file as it was given.
    needs
        What the list cannot do without.
    lines
        Of the rows, in the file as it was given.
    good
        How many of them can be taken over.
    """

    upload: Upload
    columns: tuple[Column, ...]
    fields: tuple[str, ...]
    needs: tuple[Need, ...]
    problems: tuple[InputProblem, ...]
    warnings: tuple[InputProblem, ...]
    notes: tuple[str, ...]
    lines: tuple[int, ...]
    good: int

    @property
    def rows(self) -> int:
        """Return how many rows there are."""
        return len(self.lines)


def add_upload(
    database: Database, user: User | None, team_id: int, kind: str, file: tuple[str, bytes]
) -> Upload:
    """Keep a file, with the meaning that its columns had the last time.

    Earlier files of the same list that were taken over, or that the same user sent, are kept no longer.

    Parameters
    ----------
    file
        Its name and its content.

    Raises
    ------
    InputError
        It is empty, of another type, damaged, or unpacks to too much. Nothing is kept.
    MissingError
        There is no such team.
    BusyError
        Too many files are read at the moment.
    """
    name, content = Path(file[0]).name.replace("\0", ""), file[1]
    if kind not in UPLOADED:
        raise refusal(kind, "such lists cannot be uploaded", f"choose {' or '.join(UPLOADED)}")
    with TURNS.taken():
        table = table_of(name, content)
    with database.work(user) as work:
        team_of(work, team_id)
        upload = work.uploads.add(team_id, kind, name, content)
        known = _remembered(work, team_id, kind, table.header)
        if known:
            upload = work.uploads.change(replace(upload, mapping=known), upload.version)
        work.uploads.empty_before(upload)
        work.commit()
    return upload


def upload_of(database: Database, user: User | None, team_id: int, upload_id: int) -> Upload:
    """Return a file of a team without reading it.

    Raises
    ------
    MissingError
        The team has no such file.
    """
    with database.work(user) as work:
        return _upload(work, team_id, upload_id)


def look_at(database: Database, user: User | None, team_id: int, upload_id: int) -> Looked:
    """Return what is understood of a file, and everything that is wrong with it.

    Raises
    ------
    MissingError
        The team has no such file, or keeps it no longer.
    BusyError
        Too many files are read at the moment.
    """
    with TURNS.taken():
        with database.work(user) as work:
            upload = _upload(work, team_id, upload_id)
            content = _content(work, upload)
        return _looked(Sheet(upload, corrected(table_of(upload.name, content), upload.cells)))


def _looked(sheet: Sheet) -> Looked:
    upload, reading = sheet.upload, sheet.reading()
    return Looked(
        upload=upload,
        columns=sheet.shown(),
        fields=tuple(KINDS[upload.kind]),
        needs=sheet.needs(),
        problems=(*sheet.columns.problems, *sheet.in_the_file(reading.errors)),
        warnings=tuple(sheet.in_the_file(reading.warnings)),
        notes=(*sheet.table.notes, *reading.notes),
        lines=sheet.table.lines,
        good=len(reading.items),
    )


def take_over(
    database: Database, user: User | None, upload: Upload, *, without_bad_rows: bool = False
) -> int:
    """Make the file the team's list, and return the number of its rows.

    What the team has entered in fields that the file has no column for is kept; earlier files of the list
    are not.

    Parameters
    ----------
    upload
        As it was seen.
    without_bad_rows
        Whether rows with problems are left out; otherwise one problem stops everything.

    Raises
    ------
    InputError
        There are problems. Nothing has changed.
    MissingError
        The file is kept no longer.
    StaleError
        Somebody else changed the upload or the list meanwhile. Nothing has changed.
    BusyError
        Too many files are read at the moment. Nothing has changed.
    """
    with TURNS.taken(), database.work(user) as work:
        content = _content(work, upload)
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
        taken = work.uploads.change(replace(upload, state=UploadState.TAKEN), upload.version)
        work.uploads.empty_before(taken)
        work.commit()
    return len(rows)


def _upload(work: Work, team_id: int, upload_id: int) -> Upload:
    upload = work.uploads.get(team_id, upload_id)
    if upload is None:
        raise MissingError(f"there is no uploaded file {upload_id}")
    return upload


def _content(work: Work, upload: Upload) -> bytes:
    content = work.uploads.content(upload.team_id, upload.upload_id)
    if not content:
        raise MissingError("a later file has taken the place of this one; upload it again")
    return content


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
