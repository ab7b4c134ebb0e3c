"""The staffing on the terminal, on 80 columns."""

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from models.hiring import Staffing
from models.staffing import Headcount, Operation, Step

_SHORT = {
    Operation.VISIT: "visits",
    Operation.SHOP_VISIT: "shops",
    Operation.OFFICE: "office",
    Operation.CALL: "calls",
    Operation.PRESENTATION: "present.",
    Operation.EMAIL: "e-mail",
    Operation.CONTRACT: "paper",
    Operation.DRIVING: "driving",
}
_MINUTES_AN_HOUR = 60


def print_staffing(console: Console, found: Staffing) -> None:
    """Print a year's work, the reps, the headcounts line by line, and the proposed homes."""
    _print_work(console, found)
    _print_reps(console, found)
    for headcount in found.headcounts:
        _print_headcount(console, headcount, len(found.reps))
    _print_hires(console, found)
    console.print()


def _print_work(console: Console, found: Staffing) -> None:
    table = _table(console, "A year's work, in hours", "group")
    used = [o for o in Operation if any(line.operation is o for line in found.lines)]
    for name in ("customers", *(_SHORT[operation] for operation in used), "all"):
        table.add_column(name, justify="right", no_wrap=True)
    groups = {line.group: line.customers for line in found.lines}
    minutes = {(line.group, line.operation): line.minutes for line in found.lines}
    for group, customers in groups.items():
        own = [minutes.get((group, operation), 0.0) for operation in used]
        table.add_row(group, f"{customers:,}", *map(_hours, (*own, sum(own))))
    totals = [sum(minutes.get((group, operation), 0.0) for group in groups) for operation in used]
    count = f"{sum(groups.values()):,}"
    table.add_row("all", count, *map(_hours, (*totals, sum(totals))), style="bold")
    console.print(table)


def _print_reps(console: Console, found: Staffing) -> None:
    table = _table(console, "The reps' year, in hours, and driving as measured", "rep")
    for name in ("customers", "meetings", "work", "driving", "of", "load", "a meeting"):
        table.add_column(name, justify="right", no_wrap=True)
    norms = {norm.rep_id: norm for norm in found.norms}
    for load in found.loads:
        norm = norms.get(load.rep_id)
        table.add_row(
            load.rep_id,
            f"{load.customers:,}",
            f"{load.meetings:,.0f}",
            *map(_hours, (load.work_min, load.drive_min, load.productive_min)),
            Text(f"{load.load:.0%}", style="bold red" if load.load > 1 else ""),
            f"{norm.per_meeting:.1f} min" if norm else "-",
        )
    console.print(table)
    console.print(
        "of: productive hours; load: the fuller of hours and caps; a meeting: driving measured"
    )


def _print_headcount(console: Console, headcount: Headcount, today: int) -> None:
    console.print()
    told = f"Reps for {headcount.name}: {headcount.people} (today {today})"
    console.print(Text(told, style="bold"))
    for step in headcount.steps:
        bold = "bold" if step.unit == "reps" else ""
        console.print(Text(_line(step), style=bold), soft_wrap=True)


def _line(step: Step) -> str:
    """Return a line of the arithmetic: its name, how it comes about, the result."""
    exact = abs(step.amount) < 1000 and step.amount != round(step.amount)
    decimals = (2 if step.unit == "reps" else 1) if exact else 0
    amount = f"{step.amount:,.{decimals}f}"
    how = f"{step.how} =" if step.how[:1].isdigit() else step.how
    return f"  {step.what:<30} {how:>28} {amount:>9} {step.unit}".rstrip()


def _print_hires(console: Console, found: Staffing) -> None:
    if not found.hires:
        return
    money = f" ({found.currency})" if found.currency else ""
    table = _table(console, f"Where the next reps should live, a year{money}", "home")
    names = ("customers", "relieved", "saved", "due", "extra", "costs")
    for name in names:
        table.add_column(name, justify="right", no_wrap=True)
    for hire in found.hires:
        table.add_row(
            f"{hire.rep.rep_id} {hire.town}",
            f"{hire.customers:,}",
            *(f"{_hours(minutes)} h" for minutes in (hire.relieved_min, hire.saved_min)),
            *(f"{amount:,.0f}" for amount in (hire.due_earns, hire.extra_earns, hire.cost)),
        )
    console.print(table)
    console.print(
        "relieved: work that has nobody; saved: driving; due, extra: what contacts that are due, "
        "and extra meetings, would earn"
    )


def _hours(minutes: float) -> str:
    return f"{minutes / _MINUTES_AN_HOUR:,.0f}"


def _table(console: Console, title: str, first: str) -> Table:
    console.print()
    console.print(Text(title, style="bold"))
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column(first, overflow="fold")
    return table
