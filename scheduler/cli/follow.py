"""`rounds follow`: a month against its plan."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from models.control import RepControl
from models.success import Control, Finding
from scheduler.cli import inputs
from scheduler.cli.arguments import mapping_of
from scheduler.cli.errors import Exit, translated
from scheduler.cli.tables import counted, print_notes, write_json
from scheduler.pipelines.follow import (
    FollowOptions,
    check_follow_outputs,
    follow,
    write_follow_folder,
)
from scheduler.pipelines.settings import load_policy


@translated
def follow_month(
    plan: Annotated[Path, typer.Argument(help="Output folder of 'rounds plan'.")],
    actuals: Annotated[
        Path,
        typer.Option(help="What became of the visits: visit_id or customer_id, date, status."),
    ],
    customers: Annotated[
        Path | None,
        typer.Option(help="Customer list of now: with sales of the month and later."),
    ] = None,
    sales: Annotated[Path | None, typer.Option(help="Sales ledger for that list.")] = None,
    policy: inputs.PolicyFile = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help="Which column holds a field, e.g. actuals.date=day.",
        ),
    ] = None,
    date_order: inputs.DateOrder = "auto",
    out: Annotated[
        Path, typer.Option("--out", help="Folder for the results; replaced as a whole.")
    ] = Path("out/follow"),
    json: inputs.Json = None,
) -> Exit:
    """Compare a month with its plan: done, missed, moved, remaining; and what preceded growth.

    Writes follow.html, follow.xlsx, visits.csv, reps.csv and a page for each team meeting.
    """
    options = FollowOptions(
        plan=plan,
        actuals=actuals,
        customers=customers,
        sales=sales,
        policy=load_policy(policy),
        mapping=mapping_of(mapping or []),
        date_order=date_order,
    )
    check_follow_outputs(options, out, json)
    control = follow(options)
    write_follow_folder(control, out)
    write_json(json, figures(control))
    _print(Console(), control)
    look = f"Written to {out}. Look at {out / 'follow.html'}, {out / 'follow.xlsx'} and {out / 'meetings'}."
    Console().print(Text(look), soft_wrap=True)
    return Exit.DONE


def figures(control: Control) -> Mapping[str, Any]:
    """Return what the tables show, as JSON values."""
    return {
        "month": str(control.month),
        "currency": control.currency,
        "reported_to": control.reported_to.isoformat() if control.reported_to else None,
        "team": _rep_figures(control.team),
        "reps": [_rep_figures(rep) for rep in control.reps],
        "reasons": [{"reason": reason, "visits": count} for reason, count in control.reasons],
        "success": {
            "before": list(map(str, control.success.before)),
            "after": list(map(str, control.success.after)),
            "customers": len(control.success.cases),
            "left_out": dict(control.success.left_out),
            "effects": [asdict(effect) for effect in control.success.effects],
        },
        "groups": [
            {
                "group": group.number,
                "reps": [rep.rep_id for rep in group.reps],
                "alike": list(group.alike),
                "hot": [hot.customer_id for hot in group.hot],
                "blue": [blue.customer_id for blue in group.blue],
                "practice": list(group.practice),
            }
            for group in control.groups
        ],
        "notes": list(control.notes),
    }


def _rep_figures(rep: RepControl) -> dict[str, Any]:
    return asdict(rep) | {
        "planned": rep.meetings.planned,
        "remaining": rep.meetings.remaining,
        "on_time": rep.punctuality.on_time,
        "achieved": rep.achieved,
        "coverage": [asdict(line) | {"share": line.share} for line in rep.coverage],
    }


def _print(console: Console, control: Control) -> None:
    print_notes(console, control.notes)
    _print_visits(console, control)
    _print_coverage(console, control)
    _print_money(console, control)
    _print_success(console, control)
    for group in control.groups:
        names = ", ".join(rep.name or rep.rep_id for rep in group.reps)
        alarms = counted(len(group.blue), "blue A customer") if group.blue else "no blue A customer"
        told = f"Meeting of group {group.number}: {names}; {len(group.hot)} opportunities, {alarms}"
        console.print(Text(told), soft_wrap=True)


def _print_visits(console: Console, control: Control) -> None:
    until = "nothing reported" if control.reported_to is None else f"up to {control.reported_to}"
    _title(console, f"Visits and prospects of {control.month} against the plan, {until}")
    table = _table("rep", "plan", "done", "missed", "moved", "left", "done of", "window", "drive")
    for rep in (*control.reps, control.team):
        counts = rep.meetings
        left = f"{counts.remaining}" + (f" ({counts.unreported})" if counts.unreported else "")
        cells = (str(counts.planned), str(counts.done), str(counts.missed), str(counts.moved), left)
        shares = (_share(counts.done_share), _share(rep.punctuality.on_time_share))
        drive = f"{rep.drive_min / 60:.0f} h"
        style = "" if rep.rep_id else "bold"
        table.add_row(Text(rep.rep_id or "team"), *cells, *shares, drive, style=style)
    console.print(table)
    console.print("left: in brackets those on past days without a word")
    console.print("done of: done of those whose day is over; drive: as planned")
    console.print("window: made inside due date ± tolerance, of all visits made")
    if control.team.beside:
        console.print(f"Beside the plan {control.team.beside} more were made.")


def _print_coverage(console: Console, control: Control) -> None:
    _title(console, "Coverage by category")
    table = _table("category", "visits due", "planned", "done", "coverage", "customers", "seen")
    for line in control.team.coverage:
        counts = (line.due, line.planned, line.done)
        seen = (str(line.customers), str(line.seen))
        table.add_row(line.segment or "none", *map(str, counts), _share(line.share), *seen)
    console.print(table)


def _print_money(console: Console, control: Control) -> None:
    currency = f", {control.currency}" if control.currency else ""
    _title(console, f"Plan against target{currency}")
    table = _table("rep", "target", "sales", "orders", "achieved")
    for rep in (*control.reps, control.team):
        money = (_money(rep.target), _money(rep.sales), _money(rep.orders))
        style = "" if rep.rep_id else "bold"
        table.add_row(Text(rep.rep_id or "team"), *money, _share(rep.achieved), style=style)
    console.print(table)


def _print_success(console: Console, control: Control) -> None:
    _title(console, "Which actions preceded growth (correlations between like customers)")
    if not control.success.after:
        told = "The sales of the month and later are not known: give --customers a list that holds them."
        console.print(told, soft_wrap=True)
        return
    table = _table("customers with", "cases", "more growth", "95 %", "finding")
    for effect in control.success.effects:
        cases = f"{effect.with_count}:{effect.without_count}"
        known = effect.low is not None
        interval = f"{_change(effect.low)} to {_change(effect.high)}" if known else "–"
        difference = _change(effect.difference)
        style = "bold" if effect.finding is Finding.EVIDENCE else ""
        cells = (cases, difference, interval, effect.finding.value)
        table.add_row(Text(effect.action), *cells, style=style)
    console.print(table)


def _title(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold"))


def _table(first: str, *others: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column(first, overflow="fold")
    for name in others:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _share(number: float | None) -> str:
    return "–" if number is None else f"{number:.0%}"


def _change(number: float | None) -> str:
    return "–" if number is None else f"{round(number, 2) + 0.0:+.0%}"


def _money(number: float | None) -> str:
    return "–" if number is None else f"{number:,.0f}"
