"""Tables on the terminal, and the same as JSON."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from models.errors import OutputError
from models.plan import CapacityLine, MonthPlan
from models.schedule import Score


def print_notes(console: Console, notes: Sequence[str], most: int = 24) -> None:
    """Print sentences, one a line; the report holds what is too much for a terminal."""
    for note in notes[:most]:
        console.print(Text(f"• {note}"), soft_wrap=True)
    if len(notes) > most:
        console.print(f"• … and {len(notes) - most} more notes, all of them in report.html")


def print_capacity(console: Console, lines: Sequence[CapacityLine]) -> None:
    """Print demand against capacity, a line a rep."""
    table = Table(title="Demand against capacity", title_justify="left")
    for name in (
        "rep",
        "customers",
        "days",
        "meetings due",
        "possible",
        "work",
        "driving ≥",
        "kept",
        "time",
        "load",
    ):
        table.add_column(name, justify="left" if name == "rep" else "right")
    for line in lines:
        load = Text(f"{line.load:.0%}", style="bold red" if line.load > 1 else "")
        cells = (line.customers, line.workdays, line.meetings_due, line.meetings_possible)
        hours = (line.work_min, line.travel_min, line.reserve_min, line.available_min)
        table.add_row(
            line.rep_id, *map(str, cells), *(f"{minutes / 60:.0f} h" for minutes in hours), load
        )
    console.print(table)


def print_score(console: Console, score: Score) -> None:
    """Print the cost rule by rule."""
    table = Table(title="Cost in minutes of driving", title_justify="left")
    table.add_column("rule")
    table.add_column("amount", justify="right")
    table.add_column("cost", justify="right")
    for line in score.lines:
        if line.amount:
            table.add_row(line.rule, f"{line.amount:,.0f}", f"{line.cost_min:,.0f}")
    table.add_row("all", "", f"{score.cost_min:,.0f}", style="bold")
    console.print(table)


def print_unplanned(console: Console, plan: MonthPlan, most: int = 15) -> None:
    """Print the visits without a day, the first few with a reason."""
    missing = plan.result.schedule.unplanned
    for item in missing[:most]:
        name = plan.problem.requirement_of[item.visit_id].name
        reason = item.reasons[0].text if item.reasons else "no reason was found"
        more = f" (and {len(item.reasons) - 1} more)" if len(item.reasons) > 1 else ""
        helps = f"; would help: {item.what_would_help[0]}" if item.what_would_help else ""
        console.print(Text(f"  {name}: {reason}{more}{helps}"), soft_wrap=True)
    if len(missing) > most:
        console.print(f"  … and {len(missing) - most} more in unplanned.csv")
    for customer_id, reason in list(plan.not_placed.items())[:most]:
        console.print(Text(f"  {plan.customers[customer_id].name}: {reason}"), soft_wrap=True)


def figures(plan: MonthPlan) -> Mapping[str, object]:
    """Return what the tables of a plan show, as JSON values."""
    result = plan.result
    return {
        "month": str(plan.month),
        "customers": dict(plan.counts),
        "visits": {
            "planned": sum(1 for _ in result.schedule.placed()),
            "unplanned": len(result.schedule.unplanned),
            "not_placed": len(plan.not_placed),
        },
        "capacity": [
            {name: getattr(line, name) for name in (*CapacityLine.__slots__, "load")}
            for line in plan.capacity
        ],
        "score": {
            line.rule: {"amount": line.amount, "cost_min": line.cost_min}
            for line in result.score.lines
        },
        "cost_min": result.score.cost_min,
        "bound_min": result.bound_min,
        "gap": result.gap,
        "outcome": result.outcome,
        "stop_reason": result.stop_reason,
        "notes": list(plan.notes),
    }


def write_json(path: Path | None, data: object) -> None:
    """Write a printed table as JSON where the user asked for it."""
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; choose another file for --json") from error
