"""`rounds bench`: how good the plans are, on public problems and beside other engines."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scheduler.cli.arguments import mapping_of, month_of, seconds_of, today, workers_of
from scheduler.cli.errors import Exit, translated
from scheduler.cli.tables import write_json
from scheduler.pipelines.bench_month import (
    MonthBench,
    MonthRun,
    bench_month,
    not_installed,
    policy_name,
)
from scheduler.pipelines.bench_pvrp import BenchLimits, PvrpRun, bench_pvrp, check_json
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.settings import load_policy

bench = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

Seconds = Annotated[
    float | None, typer.Option(help="Wall time of each plan; 30 without --iterations.")
]
Iterations = Annotated[
    int | None, typer.Option(help="Steps of our search for each visit; the same on every run.")
]
Seed = Annotated[int, typer.Option(help="Seed of the search.")]
Json = Annotated[Path | None, typer.Option("--json", help="Write the results to this file.")]


@bench.command(short_help="Periodic vehicle routing problems in Cordeau's format.")
@translated
def pvrp(
    files: Annotated[list[Path], typer.Argument(help="Instances of type 1, 5 or 8.")],
    seconds: Seconds = None,
    iterations: Iterations = None,
    seed: Seed = 1,
    workers: Annotated[int | None, typer.Option(help="Processes; by default one a core.")] = None,
    json: Json = None,
) -> Exit:
    """Solve periodic vehicle routing problems and compare with the best known lengths.

    These are looked for in a bks.csv (instance, best_known) beside the file or above it.
    """
    check_json(json, files)
    limits = BenchLimits(
        seconds=seconds_of(seconds, iterations),
        iterations=iterations,
        seed=seed,
        workers=workers_of(workers),
    )
    runs = []
    for path in files:
        run = bench_pvrp(path, limits)
        runs.append(run)
        write_json(json, [done.as_json() for done in runs])
    _print_pvrp(Console(), runs)
    return Exit.DONE if all(run.feasible for run in runs) else Exit.UNPLANNED


@bench.command(short_help="Months of reps, by Rounds and by other engines.")
@translated
def month(
    customers: Annotated[Path, typer.Option(help="Customer list, CSV or XLSX.")],
    reps: Annotated[Path, typer.Option(help="List of reps, CSV or XLSX.")],
    rep: Annotated[
        list[str] | None, typer.Option(help="Only this rep; repeat it. By default all.")
    ] = None,
    policy: Annotated[Path | None, typer.Option(help="policy.toml that differs.")] = None,
    cap: Annotated[
        int | None, typer.Option(min=1, help="Most meetings a day, for all reps.")
    ] = None,
    month: Annotated[str | None, typer.Option(help="YYYY-MM; by default the next month.")] = None,
    country: Annotated[str | None, typer.Option(help="Country of holidays and places.")] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Which column holds a field."),
    ] = None,
    seconds: Seconds = None,
    iterations: Iterations = None,
    seed: Seed = 1,
    json: Json = None,
) -> Exit:
    """Plan months of single reps with Rounds and with every engine of the extra `peers`.

    Same matrix, same hard rules, same seconds on one core; the judge of Rounds has the word.
    """
    check_json(json, (customers, reps))
    limits = BenchLimits(
        seconds=seconds_of(seconds, iterations), iterations=iterations, seed=seed, workers=1
    )
    options = PlanOptions(
        customers=customers,
        reps=reps,
        policy=load_policy(policy),
        month=month_of(month, today()),
        country=country,
        mapping=mapping_of(mapping or []),
        seconds=limits.seconds,
        iterations=iterations,
        seed=seed,
    )
    asked = MonthBench(
        options=options,
        limits=limits,
        reps=tuple(rep or ()),
        cap=cap,
        policy=policy_name(policy),
    )
    runs = []
    for run in bench_month(asked):
        runs.append(run)
        write_json(json, [done.as_json() for done in runs])
    _print_months(Console(), runs)
    own = [run for run in runs if run.engine == "rounds"]
    return Exit.DONE if all(run.feasible and not run.unplanned for run in own) else Exit.UNPLANNED


def _print_pvrp(console: Console, runs: Sequence[PvrpRun]) -> None:
    table = _table("instance", "length", "best known", "gap", "seconds", "feasible")
    for run in runs:
        known = "" if run.best_known is None else f"{run.best_known:.2f}"
        gap = "" if run.gap is None else f"{run.gap:+.2%}"
        feasible = "yes" if run.feasible else "NO"
        cells = (f"{run.cost:.2f}", known, gap, f"{run.seconds:.1f}", feasible)
        table.add_row(Text(run.instance), *cells)
    gaps = [run.gap for run in runs if run.gap is not None]
    console.print(table)
    if len(gaps) > 1:
        mean = sum(gaps) / len(gaps)
        console.print(f"{len(gaps)} gaps: mean {mean:+.2%}, worst {max(gaps):+.2%}")


def _print_months(console: Console, runs: Sequence[MonthRun]) -> None:
    console.print(Text("Driving alone: minutes, soft rules off", style="bold"))
    console.print(_months(runs, [(run.travel_cost, run.unplanned) for run in runs]))
    console.print(Text("All rules: minutes by the judge", style="bold"))
    console.print("Rounds plans again for all rules; the others know only driving.")
    console.print(_months(runs, [(run.judged_cost, run.unplanned_judged) for run in runs]))
    for name in not_installed():
        console.print(f"{name}: not installed (extra 'peers').")


def _months(runs: Sequence[MonthRun], figures: Sequence[tuple[float, int]]) -> Table:
    """Return a table of costs with what each engine is above ours; fewer unplanned come first."""
    table = _table("rep", "engine", "visits", "unplanned", "minutes", "to ours", "sound")
    lines: Iterable[tuple[MonthRun, tuple[float, int]]] = zip(runs, figures, strict=True)
    for rep, own in groupby(lines, key=lambda line: line[0].rep):
        members = list(own)
        ours, left_out = members[0][1]
        for run, (cost, unplanned) in members:
            same = unplanned == left_out and ours > 0
            gap = f"{cost / ours - 1:+.1%}" if same else "more" if unplanned > left_out else "less"
            counts = (str(run.visits), str(unplanned))
            sound = "yes" if run.feasible else "NO"
            table.add_row(Text(rep), run.engine, *counts, f"{cost:,.1f}", gap, sound)
    return table


def _table(first: str, *others: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column(first, overflow="fold")
    for name in others:
        table.add_column(name, justify="left" if name == "engine" else "right", no_wrap=True)
    return table


__all__ = ["bench"]
