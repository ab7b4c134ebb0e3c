"""The commands."""

import io
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from scheduler.cli import inputs
from scheduler.cli.arguments import (
    mapping_of,
    month_count_of,
    month_of,
    seconds_of,
    today,
    workers_of,
)
from scheduler.cli.bench import bench
from scheduler.cli.errors import Exit, translated
from scheduler.cli.follow import follow_month
from scheduler.cli.planning import plan_in_a_row, plan_once
from scheduler.cli.portfolio import portfolio
from scheduler.cli.replan import replan
from scheduler.cli.scenarios import scenarios
from scheduler.cli.serve import backup, restore, serve, worker
from scheduler.cli.staffing import staffing
from scheduler.cli.tables import (
    faults,
    print_checked,
    write_json,
)
from scheduler.cli.targets import funnel, targets
from scheduler.pipelines.check import check as check_folder
from scheduler.pipelines.demo import example_options
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.settings import load_policy, show_policy

EXIT_CODES = """\b
Exit codes:
  0  done
  1  internal error, a defect of Rounds
  2  wrong usage or input: every problem is listed, nothing is written
  3  planned, but some required visits have no day or no place
  4  'rounds check' found faults
  130  stopped by Ctrl-C
"""

app = typer.Typer(
    name="rounds",
    help="Plan the month of a field sales team: who is visited, by whom, on which day, in which order, and why.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog=EXIT_CODES,
)

app.command(short_help="Who matters, who cools down, who is let go.")(portfolio)
app.command(short_help="What is aimed at, by rep, category and month.")(targets)
app.command(short_help="How many customers from leads, how many leads for customers.")(funnel)
app.command(short_help="How many people it takes, and where the next should live.")(staffing)
app.command(short_help="Variants of a month side by side, and what rules cost.")(scenarios)
app.add_typer(
    bench, name="bench", help="Measure the plans on public problems and beside other engines."
)

app.command(name="follow", short_help="Compare a month with its plan.")(follow_month)

app.command(short_help="Open the application in the browser.")(serve)
app.command(short_help="Do the jobs of the application.")(worker)
app.command(short_help="Write everything the application keeps into one file.")(backup)
app.command(short_help="Put a backup into a database.")(restore)

Out = Annotated[Path, typer.Option("--out", help="Folder for the plan; replaced as a whole.")]


@app.command(short_help="Plan a month from a customer list.")
@translated
def plan(
    customers: inputs.Customers,
    reps: inputs.Reps = None,
    sales: inputs.Sales = None,
    pins: inputs.Pins = None,
    actuals: inputs.Actuals = None,
    month: inputs.Month = None,
    months: Annotated[
        int,
        typer.Option(
            help="So many months in a row, each in its own folder, with the contacts of those before."
        ),
    ] = 1,
    policy: inputs.PolicyFile = None,
    country: inputs.Country = None,
    out: Out = Path("out/plan"),
    seconds: inputs.Seconds = None,
    iterations: inputs.Iterations = None,
    seed: inputs.Seed = 1,
    workers: inputs.Workers = None,
    mapping: inputs.Mapping = None,
    date_order: inputs.DateOrder = "auto",
    quarantine: inputs.Quarantine = None,
    fill: Annotated[
        str, typer.Option(help="Spend spare capacity on: interval, growth, prospects (or several).")
    ] = "",
    online: Annotated[
        bool, typer.Option(help="Ask Nominatim for addresses that nothing offline places.")
    ] = False,
    json: inputs.Json = None,
) -> Exit:
    """Plan a month from a customer list and write schedule, workbook, calendars, maps and report."""
    options = PlanOptions(
        customers=customers,
        month=month_of(month, today()),
        today=today(),
        reps=reps,
        sales=sales,
        pins=pins,
        actuals=actuals,
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
    if month_count_of(months) > 1:
        return plan_in_a_row(options, months, out, json)
    return plan_once(options, out, json)


app.command(short_help="Plan the rest of a published month again.")(replan)


@app.command(short_help="Plan the example month.")
@translated
def demo(
    out: Out = Path("out/demo"),
    seconds: inputs.Seconds = None,
    iterations: inputs.Iterations = None,
    seed: inputs.Seed = 1,
    workers: inputs.Workers = None,
    json: inputs.Json = None,
) -> Exit:
    """Plan the example month that comes with Rounds, and say where to look."""
    options = example_options(
        seconds=seconds_of(seconds, iterations),
        iterations=iterations,
        seed=seed,
        workers=workers_of(workers),
    )
    return plan_once(options, out, json)


@app.command(short_help="Judge a plan, also one changed by hand.")
@translated
def check(
    folder: Annotated[
        Path, typer.Argument(help="Output folder of a plan, or its plan.json or schedule.csv.")
    ],
    json: inputs.Json = None,
) -> Exit:
    """Judge a plan, also one that was changed by hand: every rule that is broken, and the cost."""
    _, found = check_folder(folder)
    print_checked(Console(), found)
    write_json(json, faults(found))
    return Exit.DONE if all(checked.verdict.sound for checked in found) else Exit.FAULTS


@app.command(name="policy", short_help="Print every setting with its meaning.")
@translated
def print_policy(policy: inputs.PolicyFile = None) -> Exit:
    """Print every setting with its meaning, as a policy.toml to change."""
    typer.echo(show_policy(policy), nl=False)
    return Exit.DONE


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):  # a screen that cannot show Hebrew is no reason to stop
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()


__all__ = ["app", "main"]
