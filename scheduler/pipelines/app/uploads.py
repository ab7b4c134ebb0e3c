"""Upload a list: keep the file, propose what its columns mean, check it, take it over."""

import csv
import gzip
import io
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models.errors import InputError, InputProblem, MissingError
from models.people import User
from models.records import Upload, UploadState
from scheduler.io.aliases import KINDS
from scheduler.io.cells import text_of
from scheduler.io.customers import read_customers
from scheduler.io.headers import FAMILY, Columns, map_option, match_columns
from scheduler.io.reading import Reading, ReadOptions
from scheduler.io.reps import read_reps
from scheduler.io.table import Table
from scheduler.io.tables import BOOK_SUFFIXES, TEXT_SUFFIXES, read_table
from scheduler.pipelines.app.database import Database, Work

UPLOADED = ("customers", "reps")
"""The lists that can be uploaded."""
MOST_UNPACKED = 100_000_000
"""Bytes that a packed file may unpack to: some 300,000 customers."""
_SHOWN = 3
_READ: Mapping[str, Callable[[Path, ReadOptions], Reading[Any]]] = {
    "customers": read_customers,
    "reps": read_reps,
}
_KEY = {"customers": ("customer_id", "name"), "reps": ("rep_id", "name")}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an uploaded file.

    Parameters
    ----------
    field
        What it means: a field, ``sales_2026-01``, or nothing where it is kept as it is.
    examples
        Its first texts.
    """

    header: str
    field: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """An uploaded file with what is understood of it and what is wrong with it.

    Parameters
    ----------
    problems, warnings
        With line and column of the file as it was given.
    rows, good
        How many rows there are, and how many of them can be taken over.
    """

    upload: Upload
    columns: tuple[Column, ...]
    fields: tuple[str, ...]
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
        raise _refusal(kind, "such lists cannot be uploaded", f"choose {' or '.join(UPLOADED)}")
    table = _table(name, content)
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
    sheet = _Sheet(upload, _corrected(_table(upload.name, content), upload.cells))
    reading = sheet.reading()
    return Looked(
        upload=upload,
        columns=sheet.shown(),
        fields=tuple(KINDS[upload.kind]),
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
        Somebody else changed the upload meanwhile. Nothing has changed.
    """
    upload = looked.upload
    with database.work(user) as work:
        content = work.uploads.content(upload.team_id, upload.upload_id)
        sheet = _Sheet(upload, _corrected(_table(upload.name, content), upload.cells))
        reading = sheet.reading()
        problems = (*sheet.columns.problems, *sheet.in_the_file(reading.errors))
        bad = {problem.row for problem in problems}
        if problems and (not without_bad_rows or 0 in bad or len(bad) >= len(sheet.table.rows)):
            raise InputError(problems)
        lists = work.customers if upload.kind == "customers" else work.reps
        before = {row.key: row.fields for row in lists.of_team(upload.team_id)}
        rows = sheet.keyed(bad, before)
        lists.replace_all(upload.team_id, rows, columns=sheet.names)
        work.uploads.change(replace(upload, state=UploadState.TAKEN), upload.version)
        work.commit()
    return len(rows)


class _Sheet:
    """A file under the team's names: texts by canonical column, as they are planned from."""

    def __init__(self, upload: Upload, table: Table) -> None:
        self.upload, self.table = upload, table
        self.columns: Columns = match_columns(
            upload.name, table.header, upload.kind, upload.mapping
        )
        names = {position: name for name, position in self.columns.fields.items()}
        names |= {k: f"sales_{month}" for month, k in self.columns.sales.items()}
        self.field_of: Mapping[int, str] = names
        self.names = [names.get(k, header) for k, header in enumerate(table.header)]

    def shown(self) -> tuple[Column, ...]:
        """Return the columns with what they mean."""
        return tuple(
            Column(header, self.field_of.get(k, ""), self._examples(k))
            for k, header in enumerate(self.table.header)
        )

    def rows(self) -> list[dict[str, str]]:
        """Return the rows as texts."""
        return [
            dict(zip(self.names, map(_one_line, cells), strict=True)) for cells in self.table.rows
        ]

    def reading(self) -> Reading[Any]:
        """Read the rows as a plan would."""
        with tempfile.TemporaryDirectory(prefix="rounds-") as folder:
            path = Path(folder) / f"{self.upload.kind}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(self.names)
                writer.writerows(map(_one_line, cells) for cells in self.table.rows)
            return _READ[self.upload.kind](path, ReadOptions())

    def in_the_file(self, problems: Sequence[InputProblem]) -> list[InputProblem]:
        """Return problems with the lines and headers of the file as it was given."""
        headers = dict(zip(self.names, self.table.header, strict=True))
        odd = [
            InputProblem(self.upload.name, row.line, "", "", row.what, row.advice)
            for row in self.table.odd_rows
        ]
        told = [
            replace(
                problem,
                file=self.upload.name,
                row=self.table.lines[problem.row - 2] if problem.row > 1 else 0,
                column=headers.get(problem.column, problem.column),
            )
            for problem in problems
        ]
        return sorted([*odd, *told], key=lambda problem: problem.row)

    def keyed(
        self, bad_lines: set[int], before: Mapping[str, Mapping[str, str]]
    ) -> dict[str, dict[str, str]]:
        """Return the rows by key, without bad ones, with what the team has entered beside the file."""
        found = {}
        for line, fields in zip(self.table.lines, self.rows(), strict=True):
            key = next((fields[name] for name in _KEY[self.upload.kind] if fields.get(name)), "")
            if line not in bad_lines and key:
                own = {k: v for k, v in before.get(key, {}).items() if k not in self.names}
                found[key] = {**own, **fields}
        return found

    def _examples(self, position: int) -> tuple[str, ...]:
        texts = (_one_line(cells[position]) for cells in self.table.rows[:50])
        return tuple(dict.fromkeys(filter(None, texts)))[:_SHOWN]


def _table(name: str, content: bytes) -> Table:
    """Return the table of a file.

    Raises
    ------
    InputError
        It is empty, of another type, damaged, or unpacks to too much.
    """
    _demand_small(name, content)
    with tempfile.TemporaryDirectory(prefix="rounds-") as folder:
        suffixes = "".join(Path(name).suffixes[-2:]).lower()
        path = Path(folder) / f"list{suffixes}"
        path.write_bytes(content)
        try:
            return replace(read_table(path), file=name)
        except InputError as error:
            renamed = [replace(problem, file=name) for problem in error.problems]
            raise InputError(renamed) from None


def _demand_small(name: str, content: bytes) -> None:
    """Refuse what is no list by its name, and what unpacks to too much before it is unpacked."""
    suffix = Path(name).suffix.lower()
    if suffix not in (*TEXT_SUFFIXES, *BOOK_SUFFIXES, ".gz"):
        what = f"files named {suffix} are not read" if suffix else "the file's name has no ending"
        raise _refusal(name, what, "save the list as .xlsx or .csv")
    size = len(content)
    try:
        if suffix in BOOK_SUFFIXES and zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                size = sum(part.file_size for part in book.infolist())
        elif suffix == ".gz":
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
                size = len(packed.read(MOST_UNPACKED + 1))
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise _refusal(name, f"the file is damaged: {error}", "save it again") from None
    if size > MOST_UNPACKED:
        what = f"the file unpacks to more than {MOST_UNPACKED / 1e6:,.0f} MB"
        raise _refusal(name, what, "split the list, or leave out columns that are not needed")


def _refusal(value: str, what: str, advice: str) -> InputError:
    return InputError([InputProblem(value, 0, "", "", what, advice)])


def _one_line(cell: Any) -> str:
    """Return a cell as one line of text: a list that is kept has one row a line."""
    return " ".join(text_of(cell).split())


def _corrected(table: Table, cells: Mapping[str, str]) -> Table:
    """Return the table with corrected texts in it."""
    by_line: dict[int, dict[int, str]] = {}
    for place, text in cells.items():
        line, _, header = place.partition(":")
        if line.isdigit() and header in table.header:
            by_line.setdefault(int(line), {})[table.header.index(header)] = text
    rows = tuple(
        tuple(by_line[line].get(k, cell) for k, cell in enumerate(cells_of))
        if line in by_line
        else cells_of
        for line, cells_of in zip(table.lines, table.rows, strict=True)
    )
    return replace(table, rows=rows)


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
