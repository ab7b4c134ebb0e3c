"""Events (``--events FILE``): what happened after a plan was published."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from models.events import Event, EventKind
from scheduler.io import words
from scheduler.io.cells import Cell, CellError, Converter, each, text_of
from scheduler.io.dates import dates, order_note, settled
from scheduler.io.parsers import choice, identifier
from scheduler.io.reading import Reading, ReadOptions
from scheduler.io.sheet import Sheet, open_sheet
from scheduler.io.spans import clock

_DATES = ("date", "until", "to_date")
_NEEDED: Mapping[EventKind, tuple[str, ...]] = MappingProxyType({
    EventKind.SICK: ("rep_id",),
    EventKind.CANCELLED: ("customer_id",),
    EventKind.CLOSED: ("customer_id",),
    EventKind.URGENT: ("customer_id",),
    EventKind.MOVED: ("customer_id",),
})  # fmt: skip
_FOREIGN: Mapping[EventKind, tuple[str, ...]] = MappingProxyType({
    EventKind.SICK: ("customer_id", "to_date", "to_rep", "time"),
    EventKind.CANCELLED: ("until", "to_date", "to_rep", "time"),
    EventKind.CLOSED: ("to_date", "to_rep", "time"),
    EventKind.URGENT: ("to_date", "to_rep"),
    EventKind.MOVED: ("until",),
})  # fmt: skip
"""Columns that mean nothing for a kind: filled, they say that another kind was meant."""

Columns = Mapping[str, Sequence[Any]]


def read_events(path: Path, options: ReadOptions | None = None) -> Reading[Event]:
    """Read the list of events to its end, whatever is wrong in it.

    Parameters
    ----------
    path
        A file with the columns date and kind, and rep_id, customer_id, until, to_date, to_rep, time
        and note where a kind needs them.
    options
        What the user says about the file; its fields are mapped as ``events.date``.

    Returns
    -------
    Reading[Event]
        Rows kept, set aside and blank add up to the rows of the file.
    """
    sheet = open_sheet(path, "events", options or ReadOptions())
    if isinstance(sheet, Reading):
        return sheet
    for name in ("date", "kind"):
        sheet.need(((name,),), f"the {name} of the events")
    when = _date_converter(sheet)
    columns: Columns = {
        "kind": sheet.take("kind", each(_kind)),
        **{name: sheet.take(name, when) for name in _DATES},
        **{
            name: sheet.take(name, each(identifier)) for name in ("rep_id", "customer_id", "to_rep")
        },
        "time": sheet.take("time", each(clock)),
        "note": sheet.take("note", each(text_of)),
    }
    if all(problem.row for problem in sheet.problems):  # else the rows lack what the file lacks
        _check_rows(sheet, columns)
    sheet.extra()

    def event(k: int) -> Event:
        row = {name: values[k] for name, values in columns.items()}
        return Event(
            kind=row["kind"],
            date=row["date"],
            until=row["until"],
            rep_id=row["rep_id"] or "",
            customer_id=row["customer_id"] or "",
            to_date=row["to_date"],
            to_rep=row["to_rep"] or "",
            time_min=row["time"],
            note=row["note"] or "",
            row=sheet.table.lines[k],
        )

    return sheet.reading(event)


_known_kind = choice(words.EVENT)


def _kind(cell: Cell) -> EventKind:
    try:
        return _known_kind(cell)
    except CellError as error:
        hint = error.advice if error.advice.startswith("did you mean") else ""
        raise CellError(
            "this kind of event is not known", hint or f"give one of {', '.join(EventKind)}"
        ) from None


def _date_converter(sheet: Sheet) -> Converter[dt.date]:
    """Return one reading of dates for all columns: where one shows the order, all have it."""
    cells = [
        cell
        for name in _DATES
        if sheet.has(name)
        for cell in sheet.cells[sheet.columns.fields[name]]
    ]
    shown, _ = settled(cells, sheet.options.date_order)
    if shown and sheet.options.date_order == "auto":
        sheet.notes.append(order_note(shown))
    return dates(shown or sheet.options.date_order)


def _check_rows(sheet: Sheet, columns: Columns) -> None:
    for name in ("kind", "date"):
        sheet.demand(name, columns[name])
    for index in range(len(sheet)):
        if index not in sheet.bad:
            _check_row(sheet, columns, index)
    sheet.unique([_name(columns, k, sheet) for k in range(len(sheet))], "kind")


def _check_row(sheet: Sheet, columns: Columns, index: int) -> None:
    """Say what a kind of event needs and does not have, and what it has and cannot mean."""
    row = {name: values[index] for name, values in columns.items()}
    kind = row["kind"]
    for name in _NEEDED[kind]:
        if row[name] is None:
            what = f"the {name} is missing: whom does '{kind}' concern"
            sheet.wrong(index, name, what, f"give the row a {name}")
    for name in _FOREIGN[kind]:
        if row[name] is not None:
            what = f"an event '{kind}' has no {name}"
            sheet.wrong(index, name, what, "clear the cell, or correct the kind")
    if row["until"] is not None and row["until"] < row["date"]:
        sheet.wrong(index, "until", "the last day lies before the first", "swap the two dates")
    if kind is EventKind.MOVED and not any(
        row[name] is not None for name in ("to_date", "to_rep", "time")
    ):
        what = "nothing says where the visit was moved to"
        sheet.wrong(index, "kind", what, "give the row a to_date, a to_rep or a time")


def _name(columns: Columns, index: int, sheet: Sheet) -> str | None:
    """Return what no two rows may share: the same event of the same rep or customer on one day."""
    if index in sheet.bad:
        return None
    kind, date = columns["kind"][index], columns["date"][index]
    who = columns["rep_id" if kind is EventKind.SICK else "customer_id"][index]
    return f"{kind} of {who} on {date}"
