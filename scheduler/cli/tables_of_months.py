"""Several months on the terminal."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scheduler.cli.tables import counted
from scheduler.pipelines.months import LateContact, MonthFigures


def print_months(
    console: Console, lines: Sequence[MonthFigures], late: Sequence[LateContact], spread: float
) -> None:
    """Print a line a month, then the contacts that lie too far apart, the first few by name."""
    console.print()
    console.print(Text("Months in a row", style="bold"))
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("month")
    for name in ("due", "planned", "desk", "driving", "work", "late"):
        table.add_column(name, justify="right", no_wrap=True)
    for line in lines:
        hours = (f"{minutes / 60:,.0f} h" for minutes in (line.drive_min, line.work_min))
        style = "bold red" if line.visits_planned < line.visits_due else ""
        planned = Text(f"{line.visits_planned:,}", style=style)
        table.add_row(
            line.month, f"{line.visits_due:,}", planned, f"{line.desk:,}", *hours, f"{line.late:,}"
        )
    console.print(table)
    console.print("late: contacts further apart than the interval and its tolerance")
    console.print(f"The fullest month asks for {spread:.2f} times the contacts of the mean one.")
    if late:
        console.print(f"{counted(len(late), 'contact')} too late:")
    for item in late[:_NAMED]:
        until = item.second or "the end"
        told = f"  {item.customer_id}: {item.days} days from {item.first} to {until}, {item.allowed} allowed"
        console.print(Text(told + (f"; {item.reason}" if item.reason else "")), soft_wrap=True)
    if len(late) > _NAMED:
        console.print(f"  … and {len(late) - _NAMED:,} more in late.csv")


_NAMED = 10
"""So many late contacts are named."""
