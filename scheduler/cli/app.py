"""The commands."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from models.plan import MonthPlan
from scheduler.cli.arguments import mapping_of, month_of, seconds_of, workers_of
from scheduler.cli.errors import Exit, translated
from scheduler.cli.progress import progress_bar
from scheduler.cli.tables import (
    figures,
    print_capacity,
    print_notes,
    print_score,
    print_unplanned,
    write_json,
)
from scheduler.pipelines.check import check as check_folder
from scheduler.pipelines.demo import example_options
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.plan import prepare, solve
from scheduler.pipelines.settings import load_policy, show_policy
from scheduler.pipelines.write import write_plan_folder

app = typer.Typer(
    name="rounds",
    help="Plan the month of a field sales team: who is visited, by whom, on which day, in which order, and why.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Out = Annotated[Path, typer.Option("--out", help="Folder for the plan; replaced as a whole.")]
Seconds = Annotated[float | None, typer.Option(help="Wall time of the solver for the whole team.")]
Iterations = Annotated[
    int | None, typer.Option(help="Steps of the search for each visit; the same plan on every run.")
]
Seed = Annotated[int, typer.Option(help="Seed of the search.")]
Workers = Annotated[int | None, typer.Option(help="Processes; by default one for each core.")]
Json = Annotated[
    Path | None, typer.Option("--json", help="Write the printed tables to this file as well.")
]
PolicyFile = Annotated[
    Path | None,
    typer.Option("--policy", help="policy.toml with settings that differ from the defaults."),
]


@app.command()
@translated
def plan(
    customers: Annotated[Path, typer.Argument(help="Customer list, CSV or XLSX.")],
    reps: Annotated[Path | None, typer.Option(help="List of reps, CSV or XLSX.")] = None,
    sales: Annotated[
        Path | None, typer.Option(help="Sales ledger: customer_id, date, amount.")
    ] = None,
    pins: Annotated[
        Path | None,
        typer.Option(help="Appointments to keep: customer_id, date, rep_id, time, strength."),
    ] = None,
    month: Annotated[str | None, typer.Option(help="YYYY-MM; by default the next month.")] = None,
    policy: PolicyFile = None,
    country: Annotated[
        str | None, typer.Option(help="Country of holidays and places, e.g. US, IL.")
    ] = None,
    out: Out = Path("out/plan"),
    seconds: Seconds = None,
    iterations: Iterations = None,
    seed: Seed = 1,
    workers: Workers = None,
    mapping: Annotated[
        list[str] | None, typer.Option("--map", help="FIELD=COLUMN, e.g. postcode=zip; repeat it.")
    ] = None,
    date_order: Annotated[
        str, typer.Option(help="Order of ambiguous dates: auto, dmy, mdy or ymd.")
    ] = "auto",
    quarantine: Annotated[
        Path | None, typer.Option(help="Set bad rows aside in this file and go on.")
    ] = None,
    fill: Annotated[str, typer.Option(help="Spend spare capacity on: interval or prospects.")] = "",
    online: Annotated[
        bool, typer.Option(help="Ask Nominatim for addresses that nothing offline places.")
    ] = False,
    json: Json = None,
) -> Exit:
    """Plan a month from a customer list and write schedule, workbook, calendars, maps and report."""
    options = PlanOptions(
        customers=customers,
        month=month_of(month),
        reps=reps,
        sales=sales,
        pins=pins,
        policy=load_policy(policy),
        country=country,
        mapping=mapping_of(mapping or []),
        date_order=date_order,
        quarantine=quarantine,
        fill=fill,
        online=online,
        seconds=seconds_of(seconds, iterations),
        iterations=iterations,
        seed=seed,
        workers=workers_of(workers),
    )
    return _plan(options, out, json)


@app.command()
@translated
def demo(
    out: Out = Path("out/demo"),
    seconds: Seconds = None,
    iterations: Iterations = None,
    seed: Seed = 1,
    workers: Workers = None,
    json: Json = None,
) -> Exit:
    """Plan the example month that comes with Rounds, and say where to look."""
    options = example_options(
        seconds=seconds_of(seconds, iterations),
        iterations=iterations,
        seed=seed,
        workers=workers_of(workers),
    )
    return _plan(options, out, json)


@app.command()
@translated
def check(
    folder: Annotated[
        Path, typer.Argument(help="Output folder of a plan, or its plan.json or schedule.csv.")
    ],
    json: Json = None,
) -> Exit:
    """Judge a plan, also one that was changed by hand: every rule that is broken, and the cost."""
    console = Console()
    _, found = check_folder(folder)
    for checked in found:
        count = len(checked.verdict.violations)
        head = "no fault" if count == 0 else "1 fault" if count == 1 else f"{count} faults"
        console.print(Text(f"{checked.file}: {head}", style="bold red" if count else "bold green"))
        for violation in checked.verdict.violations:
            console.print(Text(f"  {violation}"), soft_wrap=True)
        if checked.verdict.score is not None:
            missing = len(checked.schedule.unplanned)
            console.print(
                f"  {missing} visits unplanned, cost {checked.verdict.score.cost_min:,.0f} min"
            )
    report = [
        {
            "file": str(checked.file),
            "violations": [
                {"rule": v.rule, "text": v.text, "visit_id": v.visit_id}
                for v in checked.verdict.violations
            ],
            "cost_min": checked.verdict.score.cost_min if checked.verdict.score else None,
        }
        for checked in found
    ]
    write_json(json, report)
    return Exit.DONE if all(checked.verdict.sound for checked in found) else Exit.FAULTS


@app.command(name="policy")
@translated
def print_policy(policy: PolicyFile = None) -> Exit:
    """Print every setting with its meaning, as a policy.toml to change."""
    typer.echo(show_policy(policy), nl=False)
    return Exit.DONE


def _plan(options: PlanOptions, out: Path, json: Path | None) -> Exit:
    console = Console()
    prepared = prepare(options)
    print_notes(console, prepared.notes)
    print_capacity(console, prepared.capacity)
    with progress_bar() as observer:
        month_plan = solve(prepared, options, observer)
    write_plan_folder(month_plan, out)
    write_json(json, figures(month_plan))
    _tell(console, month_plan, out)
    missing = month_plan.result.schedule.unplanned or month_plan.not_placed
    return Exit.UNPLANNED if missing else Exit.DONE


def _tell(console: Console, month_plan: MonthPlan, out: Path) -> None:
    result = month_plan.result
    print_score(console, result.score)
    planned = sum(1 for _ in result.schedule.placed())
    due = planned + len(result.schedule.unplanned)
    console.print(
        f"{planned} of {due} visits and desk tasks planned; stopped: {result.stop_reason}."
    )
    gap = (
        "no lower bound was proven"
        if result.gap is None
        else f"gap {result.gap:.1%} ({result.bound_covers})"
    )
    console.print(f"Cost {result.score.cost_min:,.0f} min; {gap}.")
    print_unplanned(console, month_plan)
    console.print(
        Text(
            f"Written to {out}. Look at {out / 'report.html'}, {out / 'schedule.xlsx'} and {out / 'maps'}."
        ),
        soft_wrap=True,
    )


def main() -> None:
    """Run the command line."""
    app()


__all__ = ["app", "main"]
