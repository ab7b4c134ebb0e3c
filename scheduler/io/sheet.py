"""A table on its way to a reading: columns are converted, everything wrong is collected."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from models.errors import InputError, InputProblem
from models.month import Month
from scheduler.io.aliases import KINDS
from scheduler.io.cells import Cell, Converter, counted, is_blank, raw_text, text_of
from scheduler.io.headers import Columns, accepted_names, map_option, match_columns
from scheduler.io.reading import Reading, ReadOptions
from scheduler.io.table import Table
from scheduler.io.tables import read_table
from scheduler.io.words import DOLLARS

T = TypeVar("T")

PLACE_FIELDS = (("lat", "lon"), ("location",), ("address",), ("city",), ("postcode",))


class Sheet:
    """A table whose columns are known, with everything that was found wrong so far.

    Parameters
    ----------
    table
        The rows.
    kind
        What the file holds, a key of `scheduler.io.aliases.KINDS`.
    options
        What the user says about the file.
    """

    def __init__(self, table: Table, kind: str, options: ReadOptions) -> None:
        self.table, self.kind, self.options = table, kind, options
        self.columns: Columns = match_columns(table.file, table.header, kind, options.mapping)
        self.cells: list[tuple[Cell, ...]] = list(zip(*table.rows, strict=True))
        self.cells = self.cells or [()] * len(table.header)
        self.problems: list[InputProblem] = list(self.columns.problems)
        self.bad: set[int] = set()
        self.warnings: list[InputProblem] = []
        self.notes: list[str] = [*table.notes, *self.columns.notes]
        self.currencies: dict[int, tuple[str, int]] = {}

    def __len__(self) -> int:
        return len(self.table.rows)

    def has(self, *fields: str) -> bool:
        """Whether every one of the fields has a column."""
        return all(name in self.columns.fields for name in fields)

    def take(self, name: str, convert: Converter[T]) -> list[T | None]:
        """Return the values of a field; ``None`` where a cell is blank, wrong or missing."""
        if name not in self.columns.fields:
            return [None] * len(self)
        return self.take_at(self.columns.fields[name], convert)

    def take_at(self, position: int, convert: Converter[T]) -> list[T | None]:
        """Return the values of the column at a position, and collect what is wrong in it."""
        found = convert(self.cells[position])
        for fault in found.faults:
            self.wrong(fault.index, position, fault.what, fault.advice)
        column = self.table.header[position]
        for value, what, advice in found.general:
            problem = InputProblem(self.table.file, 0, column, value, what, advice)
            self.problems.append(problem)
        self.notes += [f"column {column}: {note}" for note in found.notes]
        for index, code in found.currencies.items():
            self._name_currency(index, position, code)
        return found.values

    def wrong(self, index: int, where: int | str, what: str, advice: str) -> None:
        """Set a row aside: something is wrong in the column at a position or of a field."""
        column, value = self._found(index, where)
        line = self.table.lines[index]
        problem = InputProblem(self.table.file, line, column, value, what, advice)
        self.problems.append(problem)
        self.bad.add(index)

    def _found(self, index: int, where: int | str) -> tuple[str, str]:
        position = self.columns.fields.get(where) if isinstance(where, str) else where
        if position is None:
            return "", ""
        return self.table.header[position], raw_text(self.table.rows[index][position])

    def refuse(self, what: str, advice: str) -> None:
        """Say what is wrong with the file as a whole; then no row of it can be kept."""
        self.problems.append(InputProblem(self.table.file, 0, "", "", what, advice))

    def warn(self, index: int, what: str, advice: str) -> None:
        """Ask somebody to look at a row that is kept."""
        line = self.table.lines[index]
        self.warnings.append(InputProblem(self.table.file, line, "", "", what, advice))

    def need(self, groups: Sequence[tuple[str, ...]], what: str) -> bool:
        """Say, once, that none of several groups of fields has its columns."""
        if any(self.has(*group) for group in groups):
            return True
        names = [" and ".join(group) for group in groups]
        accepted = "; ".join(accepted_names(self.kind, name) for group in groups for name in group)
        example = f"--map {map_option(self.kind, groups[-1][0])}=COLUMN"
        header = ", ".join(self.table.header)
        advice = f"name a column {' or '.join(names)} (understood: {accepted}) or give {example}"
        self.refuse(f"no column holds {what}; the columns are {header}", advice)
        return False

    def _name_currency(self, index: int, position: int, code: str) -> None:
        known, _ = self.currencies.setdefault(index, (code, position))
        if known != code and not {known, code} <= DOLLARS:
            what = f"the row is in {known} and in {code}"
            self.wrong(index, position, what, "give all amounts in one currency")

    def take_currency(self, codes: Sequence[str | None]) -> str:
        """Return the one currency of the file; rows in another one are wrong.

        Parameters
        ----------
        codes
            Of the column ``currency``, by row.
        """
        position = self.columns.fields.get("currency", 0)
        for index, code in enumerate(codes):
            if code:
                self._name_currency(index, position, code)
                if code in DOLLARS:  # the code says which dollar; the sign does not
                    self.currencies[index] = (code, position)
        rows = Counter(code for code, _ in self.currencies.values())
        if not rows:
            return ""
        main = max(rows, key=lambda code: (rows[code], code))
        for index, (code, where) in sorted(self.currencies.items()):
            if code != main:
                what = f"the amount is in {code}, but in {counted(rows[main], 'row')} in {main}"
                self.wrong(index, where, what, "give all amounts in one currency")
        return main

    def extra(self) -> list[Mapping[str, str]]:
        """Return the columns without a field as text, by row, and report them."""
        columns = {
            name: [raw_text(cell).strip() for cell in self.cells[k]]
            for k, name in self.columns.extra.items()
            if not (name.startswith("column ") and all(map(is_blank, self.cells[k])))
        }
        if not columns:
            return [MappingProxyType({})] * len(self)
        self.notes.append(f"columns not used by Rounds, kept as they are: {', '.join(columns)}")
        rows = zip(*columns.values(), strict=True)
        return [MappingProxyType(dict(zip(columns, row, strict=True))) for row in rows]

    def say_defaults(self, silent: Iterable[str] = ()) -> None:
        """Report the fields without a column."""
        known = set(silent) | set(self.columns.fields)
        missing = [name for name in KINDS[self.kind] if name not in known]
        if missing:
            self.notes.append(f"no column for {', '.join(missing)}: the defaults apply")

    def unique(self, values: Sequence[str | None], name: str) -> None:
        """Say that a value comes twice, naming both rows; the first row stays."""
        first: dict[str, int] = {}
        for index, value in enumerate(values):
            if value is None:
                continue
            if value in first:
                line = self.table.lines[first[value]]
                what = f"the {name} {value!r} is in row {line} already"
                self.wrong(index, name, what, "keep one of the rows or give another value")
            else:
                first[value] = index

    def demand(self, name: str, values: Sequence[object | None]) -> None:
        """Say for each row that a field must not be blank."""
        if not self.has(name):
            return
        for index, value in enumerate(values):
            if value is None and index not in self.bad:
                self.wrong(index, name, f"the {name} is missing", f"give the row a {name}")

    def reading(self, build: Callable[[int], T], *, currency: str = "") -> Reading[T]:
        """Return the reading: every row that is right built, every other set aside."""
        table = self.table
        odd = {row.line: row for row in table.odd_rows}
        problems = self.problems + [
            InputProblem(table.file, row.line, "", "", row.what, row.advice) for row in odd.values()
        ]
        blocked = any(problem.row == 0 for problem in problems)
        bad = range(len(self)) if blocked else sorted(self.bad)
        raw = {table.lines[k]: tuple(map(raw_text, table.rows[k])) for k in bad}
        raw |= {line: tuple(map(raw_text, row.cells)) for line, row in odd.items()}
        good = [] if blocked else [k for k in range(len(self)) if k not in self.bad]
        return Reading(
            file=table.file,
            items=tuple(build(k) for k in good),
            errors=tuple(sorted(problems, key=lambda problem: problem.row)),
            warnings=tuple(self.warnings),
            notes=tuple(dict.fromkeys(self.notes)),
            rows=len(self) + len(odd) + table.blank_rows,
            bad_rows=MappingProxyType(dict(sorted(raw.items()))),
            blank_rows=table.blank_rows,
            header=table.header,
            currency=currency,
            last_sales_month=self.last_month(),
            source=MappingProxyType(dict(zip(table.lines, table.rows, strict=True))),
        )

    def last_month(self) -> Month | None:
        """Return the latest month column that holds anything."""
        for month in sorted(self.columns.sales, reverse=True):
            if any(text_of(cell) for cell in self.cells[self.columns.sales[month]]):
                return Month(int(month[:4]), int(month[5:]))
        return None


def open_sheet(path: Path, kind: str, options: ReadOptions) -> Sheet | Reading[Any]:
    """Return the sheet of a file, or the reading that says why there is none."""
    try:
        return Sheet(read_table(path), kind, options)
    except InputError as error:
        return Reading(file=str(path), errors=tuple(error.problems))


NEEDED_FIELDS = {
    "customers": ((("customer_id",), ("name",)), PLACE_FIELDS),
    "reps": ((("rep_id",), ("name",)), PLACE_FIELDS),
}
"""Without which a list says nothing: who, and where; each in one of several ways, by kind of list."""
