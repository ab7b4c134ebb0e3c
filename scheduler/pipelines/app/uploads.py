"""Upload a list: keep the file, propose what its columns mean, check it, take it over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from models.errors import InputError, InputProblem, MissingError
from models.people import User
from models.records import Upload, UploadState
from scheduler.io.aliases import KINDS
from scheduler.io.headers import FAMILY, map_option, match_columns
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
            upload = work.uploads.get(team_id, upload_id)
            if upload is None:
                raise MissingError(f"there is no uploaded file {upload_id}")
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


def amend(
    database: Database,
    user: User | None,
    looked: Looked,
    mapping: Mapping[str, str] | None,
    cells: Mapping[tuple[int, str], str],
) -> None:
    """Say at once what all columns mean, and correct cells.

    Parameters
    ----------
    mapping
        Column by field, as in ``--map``, instead of all that was said before; ``None`` leaves that.
    cells
        Corrected texts by line and header.

    Raises
    ------
    InputError
        With every column, field and cell that is not there. Nothing has changed.
    StaleError
        Somebody else changed the upload meanwhile.
    """
    upload = looked.upload
    said = {map_option(upload.kind, name): column for name, column in (mapping or {}).items()}
    problems = [*_mapping_problems(looked, said), *_cell_problems(looked, cells)]
    if problems:
        raise InputError(problems)
    told = {f"{line}:{header}": text for (line, header), text in cells.items()}
    new_mapping = upload.mapping if mapping is None else said
    _change(database, user, replace(upload, mapping=new_mapping, cells={**upload.cells, **told}))


def take_over(
    database: Database, user: User | None, looked: Looked, *, without_bad_rows: bool = False
) -> int:
    """Make the file the team's list, and return the number of its rows.

    What the team has entered in fields that the file has no column for is kept; earlier files of the list
    are not.

    Parameters
    ----------
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
    upload = looked.upload
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


def _content(work: Work, upload: Upload) -> bytes:
    content = work.uploads.content(upload.team_id, upload.upload_id)
    if not content:
        raise MissingError("a later file has taken the place of this one; upload it again")
    return content


def _mapping_problems(looked: Looked, said: Mapping[str, str]) -> Iterator[InputProblem]:
    header = [column.header for column in looked.columns]
    matched = match_columns("mapping", header, looked.upload.kind, said)
    for problem in matched.problems:
        _option, is_said, what_is_said = problem.value.partition("--map ")
        if is_said:  # the others are of the file, and told with it
            yield replace(problem, value=what_is_said)
    named: dict[int, list[str]] = {}
    sales = {f"sales_{month}": at for month, at in matched.sales.items()}
    for field, at in {**matched.fields, **sales}.items():
        named.setdefault(at, []).append(f"{field}={header[at]}")
    for told in named.values():
        if len(told) > 1:
            what, advice = "one column is named for several fields", "name it for one of them"
            yield InputProblem("mapping", 0, "", ", ".join(told), what, advice)


def _cell_problems(looked: Looked, cells: Mapping[tuple[int, str], str]) -> Iterator[InputProblem]:
    lines, headers = set(looked.lines), {column.header for column in looked.columns}
    for line, header in cells:
        if line not in lines or header not in headers:
            what, advice = "the file has no such cell", "give the line and the header of a row"
            yield InputProblem("cells", line, "", header, what, advice)


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
