"""The portfolio on the terminal, on 80 columns."""

from collections.abc import Callable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from models.portfolio import Portfolio, PortfolioRow, most_valuable
from models.portfolio_figures import (
    PortfolioFigures,
    methods_table,
    portfolio_figures,
    treatment_table,
)
from scheduler.cli.tables import counted

_MOST = 8
_STYLES = {"blue": "bold blue", "cool": "cyan", "warm": "yellow", "red": "red", "unknown": "dim"}
_STEPS = ("1-2", "3", "unknown", "4-5")


def print_portfolio(console: Console, found: Portfolio) -> None:
    """Print the reps side by side, the categories by both methods, and who needs a look."""
    figures = portfolio_figures(found)
    _print_reps(console, figures, found)
    _print_warmth(console, figures)
    _print_methods(console, found.rows)
    _print_treatments(console, found.rows)
    _print_lists(console, found)


def _print_reps(console: Console, figures: Sequence[PortfolioFigures], found: Portfolio) -> None:
    money = f" in {found.currency}" if found.currency else ""
    table = _table(console, f"Portfolios: customers, value a month{money}, categories", "rep")
    for name in ("customers", "value", "unknown", "A", "B", "C", "D", "hours", "release"):
        table.add_column(name, justify="right", no_wrap=True)
    for line in figures:
        style = "bold red" if line.rep_id and line.customers > found.limit else ""
        table.add_row(
            line.rep_id or "all",
            Text(f"{line.customers:,}", style=style),
            f"{line.value:,.0f}",
            str(line.unknown),
            *map(str, line.segments.values()),
            f"{line.minutes / 60:,.0f}",
            f"{line.released} ({line.freed_min / 60:.0f} h)" if line.released else "0",
        )
    console.print(table)
    console.print("hours: a month, for all contacts; release: proposals, and the hours they free")


def _print_warmth(console: Console, figures: Sequence[PortfolioFigures]) -> None:
    table = _table(console, "Temperature: actual against expected sales", "rep")
    for name in figures[0].temperatures:
        table.add_column(Text(name, style=_STYLES[name]), justify="right", no_wrap=True)
    for name in ("blue A", "falling", "alike"):
        table.add_column(name, justify="right", no_wrap=True)
    for line in figures:
        alarm = Text(str(line.blue_a), style="bold red" if line.blue_a else "")
        counts = map(str, line.temperatures.values())
        table.add_row(line.rep_id or "all", *counts, alarm, str(line.falling), str(line.alike))
    console.print(table)


def _print_methods(console: Console, rows: Sequence[PortfolioRow]) -> None:
    counts = methods_table(rows)
    table = _table(console, "Categories by both methods", "by A level")
    for other in "ABCD":
        table.add_column(f"Pareto {other}", justify="right", no_wrap=True)
    for one in "ABCD":
        table.add_row(one, *(str(counts[one, other] or "·") for other in "ABCD"))
    console.print(table)


def _print_treatments(console: Console, rows: Sequence[PortfolioRow]) -> None:
    cells = treatment_table(rows)
    table = _table(console, "Treatment by category and potential (days between contacts)", "")
    for step in _STEPS:
        table.add_column(f"potential {step}" if step != "unknown" else "unknown")
    for segment in "ABCD":
        told = [
            "\n".join(f"{many} × {what}" for what, many in cells[segment, step].most_common())
            if (segment, step) in cells
            else "·"
            for step in _STEPS
        ]
        table.add_row(segment, *told)
    console.print(table)


def _print_lists(console: Console, found: Portfolio) -> None:
    blue = [row for row in most_valuable(found.rows) if row.is_blue_a]
    falling = sorted(
        (row for row in found.rows if row.fall.falling), key=lambda row: -row.fall.loss
    )
    alike = [row for row in most_valuable(found.rows) if row.likeness]
    released = [row for row in found.rows if row.release]
    released.sort(key=lambda row: (-row.minutes, row.customer.customer_id))
    _print_list(console, "Blue A customers: an alarm", blue, lambda row: row.warmth.note)
    _print_list(console, "Sales are falling", falling, lambda row: row.fall.note)
    if falling:
        console.print(Text(f"  Ask them: {' '.join(found.questions)}"), soft_wrap=True)
    _print_list(console, "Resemble the A customers", alike, _alike_text)
    _print_list(console, "Could be released; you decide", released, _release_text)
    if found.duplicates:
        title = f"Look like the same customer: {counted(len(found.duplicates), 'group')}"
        console.print(Text(f"\n{title}", style="bold"))
        _print_lines(console, found.duplicates)
    console.print()


def _print_list(
    console: Console,
    title: str,
    rows: Sequence[PortfolioRow],
    told: Callable[[PortfolioRow], str],
) -> None:
    if not rows:
        return
    console.print(Text(f"\n{title}: {len(rows):,}", style="bold"))
    lines = [
        f"{row.customer.name} ({row.customer.customer_id}, {row.segment}, {row.rep_id}): {told(row)}"
        for row in rows[: _MOST + 1]
    ]
    _print_lines(console, [*lines[:_MOST], *[""] * (len(rows) - _MOST)])


def _print_lines(console: Console, lines: Sequence[str]) -> None:
    for line in lines[:_MOST]:
        console.print(Text(f"  {line}"), soft_wrap=True)
    if len(lines) > _MOST:
        console.print(f"  … and {len(lines) - _MOST:,} more in portfolio.xlsx")


def _alike_text(row: PortfolioRow) -> str:
    assert row.likeness is not None, "listed for its likeness"
    return f"treated as {row.likeness.segment}; {row.likeness.reason}"


def _release_text(row: PortfolioRow) -> str:
    assert row.release is not None, "listed for its release"
    return f"{row.release.reason}; frees {row.release.freed_min:.0f} min a month"


def _table(console: Console, title: str, first: str) -> Table:
    console.print()
    console.print(Text(title, style="bold"))
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column(first, overflow="fold")
    return table
