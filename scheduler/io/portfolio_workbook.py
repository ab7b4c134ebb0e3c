"""``portfolio.xlsx``: the portfolio as a manager reads it, and a sheet for each rep."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from models.portfolio import Portfolio, PortfolioRow, Temperature, most_valuable
from scheduler.io.portfolio_csv import remarks
from scheduler.io.portfolio_summary import add_portfolio_summary
from scheduler.io.workbook_file import new_workbook
from scheduler.io.workbook_style import Styles, print_setup, sheet_names
from scheduler.io.workbook_table import Column, fill_table

_OWN_SHEETS = ("Summary", "Falling", "Look-alikes", "Release", "Duplicates")
_TINTS = {
    Temperature.BLUE: "#BFDBFE",
    Temperature.COOL: "#E0F2FE",
    Temperature.WARM: "#FEF3C7",
    Temperature.RED: "#FECACA",
}
_ROW = Column("Customer", "text", lambda row: row.customer.name)
_ID = Column("Customer id", "id", lambda row: row.customer.customer_id)
_REP = Column("Rep", "text", lambda row: row.rep_id)
_CATEGORY = Column("Category", "text", lambda row: row.segment.value)


def write_portfolio_workbook(found: Portfolio, folder: Path) -> None:
    """Write ``portfolio.xlsx``: summary, a sheet per rep, falling, look-alikes, release, duplicates."""
    last = found.last.first if found.last else dt.date(2000, 1, 1)
    names = [row.customer.name for row in found.rows]
    rep_ids = sorted(found.reps)
    wanted = (f"{rep_id} {found.reps[rep_id].name}".strip() for rep_id in rep_ids)
    names_of_reps = zip(rep_ids, sheet_names(wanted, _OWN_SHEETS), strict=True)
    columns = _customer_columns(found)
    contents = [(name, columns, found.of(rep_id)) for rep_id, name in names_of_reps]
    with new_workbook(folder / "portfolio.xlsx", "Portfolio", last, names) as (book, styles):
        add_portfolio_summary(book.add_worksheet("Summary"), styles, found)
        for content in (*contents, *_lists(found)):
            _add(book, styles, content)


def _add(book: Any, styles: Styles, content: tuple[str, list[Column], Sequence[Any]]) -> None:
    """Add a sheet with a table; temperatures are coloured."""
    name, columns, rows = content
    sheet = book.add_worksheet(name)
    fill_table(sheet, styles, columns, rows)
    if not rows:
        sheet.write_string(1, 0, "None.", styles(italic=True))
    for number, column in enumerate(columns):
        for temperature, colour in _TINTS.items() if column.name == "Temperature" else ():
            rule = {"type": "cell", "criteria": "==", "value": f'"{temperature.value}"'}
            look = book.add_format({"bg_color": colour})
            sheet.conditional_format(1, number, max(1, len(rows)), number, rule | {"format": look})
    print_setup(sheet, "Portfolio", name)


def _customer_columns(found: Portfolio) -> list[Column]:
    def score(name: str) -> Column:
        return Column(name, "whole", lambda row: getattr(row.customer.scores, name.lower()))

    return [
        _ROW,
        Column("City", "text", lambda row: row.customer.city),
        _CATEGORY,
        Column("By A level", "text", lambda row: row.by_level.value),
        Column("By Pareto", "text", lambda row: row.by_pareto.value),
        Column(_money("Value a month", found), "money", lambda row: row.value),
        Column("Of the A level", "share", lambda row: row.a_share),
        *(score(name) for name in ("Relationship", "Potential", "Penetration", "Growth")),
        Column("Growth goal", "money", lambda row: row.customer.growth_goal),
        Column("Treatment", "text", _treatment),
        Column("Temperature", "text", lambda row: row.warmth.temperature.value),
        Column("Actual of expected", "share", lambda row: row.warmth.ratio),
        Column("Good to know", "text", remarks, widest=60),
        _ID,
    ]


def _lists(found: Portfolio) -> list[tuple[str, list[Column], Sequence[Any]]]:
    """Return the sheets that several reps share."""
    falling = [row for row in found.rows if row.fall.falling]
    falling.sort(key=lambda row: -row.fall.loss)
    alike = most_valuable([row for row in found.rows if row.likeness])
    released = sorted(
        (row for row in found.rows if row.release),
        key=lambda row: (row.rep_id, -row.minutes, row.customer.customer_id),
    )
    twice = [Column("Customers that look like the same one", "text", lambda text: text, widest=90)]
    return [
        ("Falling", _falling_columns(found), falling),
        ("Look-alikes", _alike_columns(found), alike),
        ("Release", _release_columns(found), released),
        ("Duplicates", twice, found.duplicates),
    ]


def _falling_columns(found: Portfolio) -> list[Column]:
    return [
        _REP,
        _ROW,
        _CATEGORY,
        Column(_money("Last months", found), "money", lambda row: row.fall.recent),
        Column(_money("Own trend", found), "money", lambda row: row.fall.usual),
        Column("Missing a month", "money", lambda row: row.fall.loss),
        Column("Temperature", "text", lambda row: row.warmth.temperature.value),
        *(Column(question, "text", lambda _: "") for question in found.questions),
        _ID,
    ]


def _alike_columns(found: Portfolio) -> list[Column]:
    return [
        _REP,
        _ROW,
        Column("Status", "text", lambda row: row.customer.status.value),
        _CATEGORY,
        Column("Treated as", "text", lambda row: row.likeness.segment.value),
        Column(_money("Value a month", found), "money", lambda row: row.value),
        Column("Those it is like", "money", lambda row: row.likeness.expected),
        Column("Why", "text", lambda row: row.likeness.reason, widest=60),
        _ID,
    ]


def _release_columns(found: Portfolio) -> list[Column]:
    def of(name: str) -> Callable[[PortfolioRow], Any]:
        return lambda row: getattr(row.release, name)

    return [
        _REP,
        _ROW,
        _CATEGORY,
        Column(_money("Value a month", found), "money", lambda row: row.value),
        Column("Margin a year", "money", of("margin")),
        Column("Cost to serve a year", "money", of("cost")),
        Column("Minutes freed a month", "whole", of("freed_min")),
        Column("Why", "text", of("reason"), widest=60),
        Column("Keep or release?", "text", lambda _: ""),
        _ID,
    ]


def _treatment(row: PortfolioRow) -> str:
    every = f" every {row.interval_days} days" if row.interval_days else ""
    return f"{row.channel.value}{every}"


def _money(name: str, found: Portfolio) -> str:
    return f"{name} ({found.currency})" if found.currency else name
