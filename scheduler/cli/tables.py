"""Tables on the terminal, and the same as JSON."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from models.allocation import Allocation, RepAllocation
from models.errors import OutputError
from models.plan import CapacityLine, MonthPlan, OptionalVisits
from models.proof import Proof, proof_texts
from models.result import StopReason
from models.schedule import Score, reason_texts
from scheduler.pipelines.check import Checked


def print_notes(
    console: Console, notes: Sequence[str], most: int = 12, where: str = "report.html"
) -> None:
    """Print sentences, one a line; a file holds what is too much for a terminal."""
    for note in notes[:most]:
        console.print(Text(f"• {note}"), soft_wrap=True)
    if len(notes) > most:
        console.print(f"• … and {counted(len(notes) - most, 'more note')}, all in {where}.")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 visit``, ``1,204 visits``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def print_capacity(console: Console, lines: Sequence[CapacityLine]) -> None:
    """Print demand against capacity, a line a rep; it fits on 80 columns."""
    console.print()
    console.print(Text("Demand against capacity, in meetings and hours", style="bold"))
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("rep", overflow="fold")
    for name in ("customers", "days", "meetings", "work", "drive", "kept", "in all", "load"):
        table.add_column(name, justify="right", no_wrap=True)
    for line in lines:
        load = Text(f"{line.load:.0%}", style="bold red" if line.load > 1 else "")
        meetings = f"{line.meetings_due} of {line.meetings_possible}"
        hours = (line.work_min, line.travel_min, line.reserve_min, line.available_min)
        cells = (str(line.customers), str(line.workdays), meetings)
        table.add_row(line.rep_id, *cells, *(f"{minutes / 60:.0f} h" for minutes in hours), load)
    console.print(table)
    console.print("drive: at least so much; kept: for finding customers; load: the fuller of both")


def print_allocation(console: Console, allocation: Allocation) -> None:
    """Print where the minutes earn most, a line a rep; it fits on 80 columns."""
    if not allocation.reps:
        return
    console.print()
    console.print(Text("What the contacts earn, by estimate (margin × sales)", style="bold"))
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("rep", overflow="fold")
    for name in ("asked", "left out", "earned", "spare", "hour +", "meeting +", "hour costs"):
        table.add_column(name, justify="right", no_wrap=True)
    for rep in allocation.reps:
        left = Text(f"{rep.left_out}", style="bold red" if rep.left_out else "")
        spare = f"{rep.spare_min / 60:.0f} h"
        more = (f"{price:,.0f}" if price else "-" for price in (rep.hour_earns, rep.place_earns))
        table.add_row(
            rep.rep_id,
            f"{rep.asked}",
            left,
            f"{rep.earned:,.0f}",
            spare,
            *more,
            f"{rep.hourly_cost:,.0f}",
        )
    console.print(table)
    console.print("hour +, meeting +: what one more hour, or meeting in the caps, would earn")


def print_score(console: Console, score: Score) -> None:
    """Print the cost rule by rule."""
    if not any(line.amount for line in score.lines):
        return
    console.print()
    console.print(Text("Cost in minutes of driving", style="bold"))
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("rule")
    table.add_column("amount", justify="right")
    table.add_column("cost", justify="right")
    for line in score.lines:
        if line.amount:
            name = line.rule.replace("_", " ")
            table.add_row(name, f"{line.amount:,.0f}", f"{line.cost_min:,.0f}")
    table.add_row("all", "", f"{score.cost_min:,.0f}", style="bold")
    console.print(table)


def print_outcome(console: Console, plan: MonthPlan) -> None:
    """Print how much is planned, how good that is, and what has no day."""
    result = plan.result
    planned = sum(1 for _ in result.schedule.placed())
    nowhere = sum(row.visits for row in plan.rows_not_placed)
    due = planned + len(result.schedule.unplanned) + nowhere
    console.print(
        f"{planned:,} of {due:,} visits and desk tasks planned; {_ENDED[result.stop_reason]}."
    )
    optional = plan.optional
    if optional.offered:
        told = f"{optional.planned:,} of {counted(optional.offered, 'optional visit')} (--fill) have a day"
        earns = f"; they are expected to earn {optional.earned:,.0f} a month"
        console.print(told + (earns if optional.earned else "") + ".")
    for told in proof_texts(plan.result.proof):
        console.print(told, soft_wrap=True)
    _print_unplanned(console, plan)


_ENDED = {
    StopReason.TIME: "the search ended with its time",
    StopReason.ITERATIONS: "the search ended with its iterations",
    StopReason.NO_IMPROVEMENT: "the search ended when nothing improved any more",
    StopReason.GAP: "the search ended at the gap asked for",
    StopReason.PROVEN: "proven to be the best",
    StopReason.CANCELLED: "the search was cancelled",
    StopReason.NOTHING_TO_DO: "nothing had to be searched",
}


def _print_unplanned(console: Console, plan: MonthPlan, most: int = 15) -> None:
    """Print the visits without a day, the first few with their reasons."""
    missing = plan.result.schedule.unplanned
    if missing:
        console.print(f"{counted(len(missing), 'visit')} without a day:")
    for item in missing[:most]:
        name = plan.problem.requirement_of[item.visit_id].name
        reason = "; ".join(reason_texts(item.reasons)) or "no reason was found"
        helps = f"; would help: {item.what_would_help[0]}" if item.what_would_help else ""
        console.print(Text(f"  {name}: {reason}{helps}"), soft_wrap=True)
    if len(missing) > most:
        console.print(f"  … and {len(missing) - most:,} more in unplanned.csv")
    if plan.not_placed:
        visits = counted(sum(row.visits for row in plan.rows_not_placed), "visit")
        console.print(f"{counted(len(plan.not_placed), 'customer')} without a place, {visits} due:")
    for customer_id, reason in list(plan.not_placed.items())[:most]:
        console.print(Text(f"  {plan.customers[customer_id].name}: {reason}"), soft_wrap=True)
    if len(plan.not_placed) > most:
        console.print(f"  … and {len(plan.not_placed) - most:,} more in unplanned.csv")


def print_checked(console: Console, found: Sequence[Checked]) -> None:
    """Print the judge's word on each file: every broken rule, and the cost."""
    for checked in found:
        count = len(checked.verdict.violations)
        head = counted(count, "fault") if count else "no fault"
        style = "bold red" if count else "bold green"
        console.print(Text(f"{checked.file}: {head}", style=style), soft_wrap=True)
        for violation in checked.verdict.violations:
            console.print(Text(f"  {violation}"), soft_wrap=True)
        if checked.verdict.score is not None:
            missing = counted(len(checked.schedule.unplanned), "visit")
            console.print(f"  {missing} unplanned, cost {checked.verdict.score.cost_min:,.0f} min")


def faults(found: Sequence[Checked]) -> list[Mapping[str, object]]:
    """Return what `rounds check` prints, as JSON values."""
    return [
        {
            "file": str(checked.file),
            "violations": [
                {"rule": v.rule, "text": v.text, "visit_id": v.visit_id}
                for v in checked.verdict.violations
            ],
            "unplanned": len(checked.schedule.unplanned),
            "cost_min": checked.verdict.score.cost_min if checked.verdict.score else None,
        }
        for checked in found
    ]


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
        "allocation": [
            {
                name: getattr(rep, name)
                for name in (*RepAllocation.__slots__, "left_out", "spare_min")
            }
            for rep in plan.allocation.reps
        ],
        "optional": {name: getattr(plan.optional, name) for name in OptionalVisits.__slots__},
        "score": {
            line.rule: {"amount": line.amount, "cost_min": line.cost_min}
            for line in result.score.lines
        },
        "cost_min": result.score.cost_min,
        "bound_min": result.bound_min,
        "gap": result.gap,
        "proof": None if result.proof is None else _proof(result.proof),
        "outcome": result.outcome,
        "stop_reason": result.stop_reason,
        "notes": list(plan.notes),
    }


def _proof(proof: Proof) -> Mapping[str, object]:
    figures = {"cost": proof.cost, "travel": proof.travel, "unplanned": proof.unplanned}
    return {
        name: {"amount": of.amount, "bound": of.bound, "gap": of.gap, "covers": of.covers}
        for name, of in figures.items()
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
