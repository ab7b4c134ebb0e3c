"""`rounds replan`: the rest of a published month, planned again."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from models.changes import Change, ChangeKind, Slot
from models.units import clock_text
from scheduler.cli import inputs
from scheduler.cli.arguments import day_of, mapping_of, seconds_of, workers_of
from scheduler.cli.errors import Exit, translated
from scheduler.cli.progress import progress_bar
from scheduler.cli.tables import figures, print_notes, print_outcome, print_score, write_json
from scheduler.pipelines.compiling import compiling
from scheduler.pipelines.outputs import check_replan_outputs
from scheduler.pipelines.replan import ReplanOptions, prepare_replan, solve_replan
from scheduler.pipelines.settings import load_policy
from scheduler.pipelines.write import write_plan_folder

_MOST = 15
"""Changes of a kind on the terminal; changes.csv holds all of them."""


@translated
def replan(
    plan: Annotated[Path, typer.Argument(help="Output folder of the published plan.")],
    first: Annotated[
        str,
        typer.Option("--from", help="Date of re-planning, YYYY-MM-DD: days before it are history."),
    ],
    events: Annotated[
        Path | None,
        typer.Option(
            help="What happened, CSV or XLSX: date, kind (sick, cancelled, closed, urgent, moved), "
            "rep_id, customer_id, until, to_date, to_rep, time, note; without it the rest is only improved."
        ),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", help="Folder for the re-plan; replaced as a whole.")
    ] = Path("out/replan"),
    policy: Annotated[
        Path | None,
        typer.Option(help="policy.toml: urgent visits, and what a change costs."),
    ] = None,
    seconds: inputs.Seconds = None,
    iterations: inputs.Iterations = None,
    seed: inputs.Seed = 1,
    workers: inputs.Workers = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help="Which column holds a field, e.g. events.date=Day; repeat it.",
        ),
    ] = None,
    date_order: inputs.DateOrder = "auto",
    json: inputs.Json = None,
) -> Exit:
    """Plan the rest of a published month again after what happened, and change little.

    Days before the date are history. Every other visit that moves costs what the setting
    cost.changes says; changes.csv lists them all, with the reason.
    """
    options = ReplanOptions(
        plan=plan,
        first=day_of("--from", first),
        events=events,
        policy=None if policy is None else load_policy(policy),
        mapping=mapping_of(mapping or []),
        date_order=date_order,
        seconds=seconds_of(seconds, iterations),
        iterations=iterations,
        seed=seed,
        workers=workers_of(workers),
    )
    return _replan(options, out, json)


def _replan(options: ReplanOptions, out: Path, json: Path | None) -> Exit:
    console = Console()
    check_replan_outputs(options, out, json)
    with compiling() as wait:
        prepared = prepare_replan(options)
        print_notes(console, prepared.notes)
        wait(lambda: console.print("Compiling the search, once on this machine …"))
    with progress_bar() as observer:
        month_plan = solve_replan(prepared, options, observer)
    write_plan_folder(month_plan, out)
    told = {**figures(month_plan), "changes": [_as_json(c) for c in month_plan.changes]}
    write_json(json, told)
    _print_changes(console, month_plan.changes)
    print_score(console, month_plan.result.score)
    print_outcome(console, month_plan)
    console.print(Text(month_plan.notes[0], style="bold"), soft_wrap=True)
    look = f"Written to {out}. Look at {out / 'changes.csv'}, {out / 'report.html'} and {out / 'schedule.xlsx'}."
    console.print(Text(look), soft_wrap=True)
    missing = month_plan.result.schedule.unplanned or month_plan.not_placed
    return Exit.UNPLANNED if missing else Exit.DONE


def _print_changes(console: Console, changes: Sequence[Change]) -> None:
    """Print what changed, on 80 columns: neither times alone nor what is told as without a day."""
    told_elsewhere = {ChangeKind.RETIMED, ChangeKind.DROPPED}
    shown = [change for change in changes if change.kind not in told_elsewhere]
    if not shown:
        return
    console.print()
    console.print(Text("What changes in the published plan", style="bold"))
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("customer", overflow="ellipsis", no_wrap=True, max_width=24)
    for name in ("from", "to"):
        table.add_column(name, no_wrap=True)
    table.add_column("why", overflow="fold")
    for change in shown[:_MOST]:
        start = _text(change.before, "new" if change.kind is ChangeKind.ADDED else "no day")
        end = _text(change.after, "gone" if change.kind is ChangeKind.CANCELLED else "no day")
        table.add_row(Text(change.name), start, end, Text(change.why))
    console.print(table)
    if len(shown) > _MOST:
        console.print(f"… and {len(shown) - _MOST:,} more in changes.csv")


def _text(at: Slot | None, nowhere: str) -> str:
    return nowhere if at is None else f"{at.rep_id} {at.date.day} {at.date:%b}"


def _as_json(change: Change) -> dict[str, object]:
    return {
        "change": change.kind.value,
        "visit_id": change.visit_id,
        "customer_id": change.customer_id,
        "from": _place(change.before),
        "to": _place(change.after),
        "why": change.why,
    }


def _place(at: Slot | None) -> dict[str, str] | None:
    if at is None:
        return None
    return {"rep_id": at.rep_id, "date": str(at.date), "time": clock_text(at.time_min)}
