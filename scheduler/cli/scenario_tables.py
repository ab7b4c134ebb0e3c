"""Scenarios on the terminal: a column each, and under each figure the difference to the first."""

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from models.scenarios import ComparedLine, Comparison

_COLUMNS = 5
"""So many scenarios stand side by side on 80 columns."""


def print_comparison(console: Console, found: Comparison) -> None:
    """Print the scenarios side by side, five at a time; the first one comes first each time."""
    console.print()
    unit = f", money in {found.currency}" if found.currency else ""
    console.print(Text(f"Scenarios of {found.month}{unit}", style="bold"))
    others = list(range(1, len(found.scenarios)))
    step = _COLUMNS - 1
    for begin in range(0, max(1, len(others)), step):
        console.print(_table(found, [0, *others[begin : begin + step]]))
    console.print("second lines: difference to the first scenario; pay: all hours, used or not")
    console.print("gap: at most so much less is possible, proven; smaller differences tell nothing")
    for one in found.scenarios[1:]:
        console.print(Text(f"{one.name}: {one.about}"), soft_wrap=True)


def _table(found: Comparison, chosen: list[int]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("", no_wrap=True)
    for k in chosen:
        table.add_column(Text(found.scenarios[k].name), justify="right", overflow="fold")
    for line in found.lines:
        cells = [_cell(line, k, first=k == chosen[0]) for k in chosen]
        table.add_row(line.name, *cells)
    return table


def _cell(line: ComparedLine, k: int, *, first: bool) -> Text:
    text, more = Text(line.told(line.values[k])), line.told(line.differences[k], sign=True)
    if not first and more not in {"=", "–"}:
        text.append(f"\n{more}", style="dim")
    return text


def print_prices(console: Console, found: Comparison) -> None:
    """Print what each rule costs, and what of it is proven."""
    if not found.prices:
        return
    console.print()
    title = f"What each rule costs a month, on top of {found.scenarios[0].name!r}"
    console.print(Text(title, style="bold"))
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("rule", overflow="fold")
    for name in ("km", "a visit", "drive", "money"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("proven", overflow="fold")
    for price in found.prices:
        numbers = (
            f"{price.km:+,.0f}",
            f"{price.share:+.1%}",
            f"{price.drive_min / 60:+,.1f} h",
            f"{price.money:+,.0f}",
        )
        table.add_row(price.rule, *(n.replace("-", "−") for n in numbers), price.verdict)
    console.print(table)
    console.print("more with the rule than without; money: driving time and kilometres")
