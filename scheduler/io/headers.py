"""Which column of a file holds which field: by ``--map``, by canonical name, by alias."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from models.errors import InputProblem
from scheduler.io.aliases import KINDS, SALES_MONTH_WORDS
from scheduler.io.cells import normal_form

FAMILY = "sales_*"
"""The one family of fields: a column a month."""
_MONTH = re.compile(r"(\d{4})[-_./ ]?(\d{2})|(\d{4})[-_./ ](\d)|(\d{1,2})[-_./ ](\d{4})")
_SALES = re.compile(r"(\D+?)[\s_\-./:]*(\d[\d\-_./ ]*\d)")

_FIELD_OF = {
    kind: {normal_form(word): name for name, words in fields.items() for word in (name, *words)}
    for kind, fields in KINDS.items()
}
_SALES_WORDS = frozenset(map(normal_form, SALES_MONTH_WORDS))


@dataclass(slots=True)
class Columns:
    """Positions of the columns of a file.

    Parameters
    ----------
    fields
        Position by field.
    sales
        Position by month (``YYYY-MM``).
    extra
        Name by position of the columns without a field.
    problems
        What is wrong with header or mapping.
    notes
        Choices that were made.
    """

    fields: dict[str, int] = field(default_factory=dict)
    sales: dict[str, int] = field(default_factory=dict)
    extra: dict[int, str] = field(default_factory=dict)
    problems: list[InputProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def month_of(text: str) -> str:
    """Return the month a text names as ``YYYY-MM``, or nothing."""
    found = _MONTH.fullmatch(text.strip(" _-./"))
    if not found:
        return ""
    one, two, three, four, five, six = found.groups()
    year, number = one or three or six, int(two or four or five)
    return f"{year}-{number:02d}" if 1 <= number <= 12 and "1900" <= year <= "2199" else ""


def sales_month(header: str) -> str:
    """Return the month of a header such as ``sales_2026-01``, or nothing."""
    found = _SALES.fullmatch(header.strip())
    if not found or normal_form(found.group(1)) not in _SALES_WORDS:
        return ""
    return month_of(found.group(2))


def is_known_header(text: str) -> bool:
    """Whether any kind of file has a field of this name."""
    name = normal_form(text)
    return any(name in fields for fields in _FIELD_OF.values()) or bool(sales_month(text))


def accepted_names(kind: str, name: str, most: int = 3) -> str:
    """Return the header names of a field for a message."""
    return ", ".join((name, *KINDS[kind][name][:most]))


def map_option(kind: str, name: str) -> str:
    """Return how a field is named in ``--map``: fields of customers alone need no prefix."""
    return name if kind == "customers" else f"{kind}.{name}"


def near(text: str, choices: Iterable[str]) -> str:
    """Return what the user may have meant, as a clause."""
    known = {choice: normal_form(choice) for choice in choices}
    hits = process.extract(normal_form(text), known, scorer=fuzz.WRatio, limit=3, score_cutoff=60)
    return f"did you mean {' or '.join(repr(hit[2]) for hit in hits)}?" if hits else ""


def match_columns(
    file: str, header: Sequence[str], kind: str, mapping: Mapping[str, str]
) -> Columns:
    """Find the column of each field.

    Parameters
    ----------
    file
        Name for messages.
    header
        As written.
    kind
        A key of `scheduler.io.aliases.KINDS`.
    mapping
        What the user says; wins over names.

    Returns
    -------
    Columns
        With a problem for each mapping that fits nothing and each field with two columns.
    """
    matcher = _Matcher(file, header, kind)
    matcher.say_unknown_files(mapping)
    for option, column in mapping.items():
        mine, _, name = option.rpartition(".")
        if (mine or "customers") == kind:
            matcher.map(option, name, column)
    matcher.match_names()
    return matcher.columns


class _Matcher:
    def __init__(self, file: str, header: Sequence[str], kind: str) -> None:
        self.file, self.header, self.kind = file, header, kind
        self.columns = Columns()
        self.taken: set[int] = set()

    def say_unknown_files(self, mapping: Mapping[str, str]) -> None:
        """Refuse ``nonsense.name=...``; said once, with the customers."""
        for option in mapping if self.kind == "customers" else ():
            mine = option.rpartition(".")[0]
            if mine and mine not in KINDS:
                advice = f"before the point stands one of {', '.join(KINDS)}"
                self.wrong_map(option, mapping[option], "there is no such file to map", advice)

    def wrong_map(self, option: str, column: str, what: str, advice: str) -> None:
        problem = InputProblem(self.file, 0, "", f"--map {option}={column}", what, advice)
        self.columns.problems.append(problem)

    def map(self, option: str, name: str, column: str) -> None:
        """Take one entry of the mapping."""
        month = sales_month(name) if self.kind == "customers" else ""
        if name == FAMILY and self.kind == "customers":
            self.map_family(option, column)
        elif not month and name not in KINDS[self.kind]:
            self.wrong_map(option, column, "there is no such field", self.field_advice(name))
        else:
            self.map_one(option, month or name, column)

    def field_advice(self, name: str) -> str:
        """Say where a field belongs, or which ones are like it."""
        others = [kind for kind in KINDS if name in KINDS[kind]]
        if others:
            return f"it is a field of another file: write {map_option(others[0], name)}"
        fields = ", ".join(KINDS[self.kind])
        return near(name, (*KINDS[self.kind], FAMILY)) or f"the fields are: {fields}"

    def map_one(self, option: str, name: str, column: str) -> None:
        at = [k for k, text in enumerate(self.header) if text == column.strip()]
        wanted = normal_form(column)
        at = at or [k for k, text in enumerate(self.header) if normal_form(text) == wanted]
        if len(at) == 1:
            target = self.columns.sales if month_of(name) else self.columns.fields
            target[name] = at[0]
            self.taken.add(at[0])
            return
        what = "several columns have this name" if at else "the file has no such column"
        advice = "rename one of them in the file" if at else self.column_advice(column)
        self.wrong_map(option, column, what, advice)

    def column_advice(self, column: str) -> str:
        return near(column, self.header) or f"its columns are: {', '.join(self.header)}"

    def map_family(self, option: str, pattern: str) -> None:
        if pattern.count("*") != 1:
            what, advice = "a family needs one * on both sides", "write --map 'sales_*=receipts_*'"
            self.wrong_map(option, pattern, what, advice)
            return
        before, after = map(re.escape, pattern.split("*"))
        form = re.compile(f"{before}(.*){after}", re.IGNORECASE)
        before_count = len(self.columns.sales)
        for k, text in enumerate(self.header):
            found = form.fullmatch(text)
            month = month_of(found.group(1)) if found else ""
            if month:
                self.claim(self.columns.sales, month, k, f"sales_{month}")
        if len(self.columns.sales) == before_count:
            what = "the file has no such columns with a month (YYYY-MM) in the place of *"
            self.wrong_map(option, pattern, what, self.column_advice(pattern))

    def claim(self, target: dict[str, int], key: str, position: int, name: str) -> None:
        """Give a column to a field, unless it has one from the same source already."""
        if key not in target:
            target[key] = position
            self.taken.add(position)
            return
        first, second = self.header[target[key]], self.header[position]
        option = map_option(self.kind, name)
        advice = f"say which one: --map '{option}={first}' or --map '{option}={second}'"
        if first == second:
            advice = "rename or delete one of them in the file"
        what = f"the columns {first!r} and {second!r} both mean {name}"
        self.columns.problems.append(InputProblem(self.file, 0, "", "", what, advice))
        self.taken.add(position)

    def match_names(self) -> None:
        """Give the remaining columns to fields by their names, and the rest to `extra`."""
        mapped = {*self.columns.fields, *self.columns.sales}
        for k, text in enumerate(self.header):
            if k in self.taken:
                continue
            month = sales_month(text) if self.kind == "customers" else ""
            name = month or _FIELD_OF[self.kind].get(normal_form(text), "")
            if name in mapped:
                said = f"sales_{month}" if month else name
                note = (
                    f"column {text!r} also looks like {said}, but --map names another: kept aside"
                )
                self.columns.notes.append(note)
            elif name:
                target = self.columns.sales if month else self.columns.fields
                self.claim(target, name, k, f"sales_{month}" if month else name)
        self.name_extra()

    def name_extra(self) -> None:
        """Name the columns without a field, each name once."""
        used: set[str] = set()
        for k, text in enumerate(self.header):
            if k in self.taken:
                continue
            name, number = text, 1
            while name in used:
                number += 1
                name = f"{text} ({number})"
            used.add(name)
            self.columns.extra[k] = name
