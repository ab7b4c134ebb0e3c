"""An uploaded file under the team's names: texts by canonical column, as they are planned from."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models.errors import InputError, InputProblem
from models.records import Upload
from scheduler.io.cells import text_of
from scheduler.io.customers import read_customers
from scheduler.io.headers import Columns, match_columns
from scheduler.io.reading import Reading, ReadOptions
from scheduler.io.reps import read_reps
from scheduler.io.sheet import NEEDED_FIELDS
from scheduler.io.table import Table
from scheduler.io.tables import BOOK_SUFFIXES, TEXT_SUFFIXES, read_table
from scheduler.pipelines.app.list_file import write_rows
from scheduler.pipelines.app.scratch import scratch_folder

MOST_UNPACKED = 100_000_000
"""Bytes that a packed file may unpack to: some 300,000 customers."""
_SHOWN = 3
_CHOOSE = "say below which of the columns it is"
"""Instead of an option of the command line."""
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


@dataclass(frozen=True, slots=True)
class Need:
    """What a list cannot do without.

    Parameters
    ----------
    ways
        Fields that say it; those of one of them are enough.
    is_met
        Whether the file has them.
    """

    ways: tuple[tuple[str, ...], ...]
    is_met: bool


class Sheet:
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

    def needs(self) -> tuple[Need, ...]:
        """Return what the list cannot do without, and whether its columns say it."""
        there = set(self.field_of.values())
        return tuple(
            Need(ways, any(there.issuperset(way) for way in ways))
            for ways in NEEDED_FIELDS[self.upload.kind]
        )

    def rows(self) -> list[dict[str, str]]:
        """Return the rows as texts."""
        return [
            dict(zip(self.names, map(_one_line, cells), strict=True)) for cells in self.table.rows
        ]

    def reading(self) -> Reading[Any]:
        """Read the rows as a plan would."""
        with scratch_folder() as folder:
            rows = (map(_one_line, cells) for cells in self.table.rows)
            path = write_rows(folder / f"{self.upload.kind}.csv", self.names, rows)
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
                advice=_CHOOSE if "--map" in problem.advice else problem.advice,
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


def table_of(name: str, content: bytes) -> Table:
    """Return the table of a file.

    Raises
    ------
    InputError
        It is empty, of another type, damaged, or unpacks to too much.
    """
    _demand_small(name, content)
    with scratch_folder() as folder:
        suffixes = "".join(Path(name).suffixes[-2:]).lower()
        path = folder / f"list{suffixes}"
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
        raise refusal(name, what, "save the list as .xlsx or .csv")
    size = len(content)
    try:
        if suffix in BOOK_SUFFIXES and zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                size = sum(part.file_size for part in book.infolist())
        elif suffix == ".gz":
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
                size = len(packed.read(MOST_UNPACKED + 1))
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise refusal(name, f"the file is damaged: {error}", "save it again") from None
    if size > MOST_UNPACKED:
        what = f"the file unpacks to more than {MOST_UNPACKED / 1e6:,.0f} MB"
        raise refusal(name, what, "split the list, or leave out columns that are not needed")


def refusal(value: str, what: str, advice: str) -> InputError:
    """Return the error for a file that is refused as a whole."""
    return InputError([InputProblem(value, 0, "", "", what, advice)])


def _one_line(cell: Any) -> str:
    """Return a cell as one line of text: a list that is kept has one row a line."""
    return " ".join(text_of(cell).split())


def corrected(table: Table, cells: Mapping[str, str]) -> Table:
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
