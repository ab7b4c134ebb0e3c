"""`rounds bench`: how good the plans are, on public problems and beside other engines."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from models.errors import InputError, InputProblem
from scheduler.cli.arguments import mapping_of, month_of, seconds_of, today, workers_of
from scheduler.cli.bench_output import PvrpLines, print_months, print_run, stoppable
from scheduler.cli.errors import Exit, translated
from scheduler.cli.tables import write_json
from scheduler.pipelines.bench_month import MonthBench, bench_month, chosen_engines, named_policies
from scheduler.pipelines.bench_pvrp import BenchLimits, bench_pvrp, check_json, save_pvrp
from scheduler.pipelines.bench_results import OWN, known_runs, save_runs
from scheduler.pipelines.bench_table import bench_table
from scheduler.pipelines.options import PlanOptions

bench = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

Iterations = Annotated[
    int | None, typer.Option(help="Steps of our search for each visit; the same on every run.")
]
Seed = Annotated[list[int] | None, typer.Option(help="Seed; repeat it. By default 1.")]
Seeds = Annotated[int | None, typer.Option(min=1, help="So many seeds, from 1, instead of --seed.")]
Workers = Annotated[
    int | None, typer.Option(help="Cores of each plan; by default all of the machine.")
]
Json = Annotated[Path | None, typer.Option("--json", help="Write the results to this file.")]


@bench.command(short_help="Periodic vehicle routing problems in Cordeau's format.")
@translated
def pvrp(
    files: Annotated[list[Path], typer.Argument(help="Instances of type 1, 5 or 8.")],
    seconds: Annotated[
        float | None, typer.Option(help="Wall time of each plan; 30 without --iterations.")
    ] = None,
    iterations: Iterations = None,
    seed: Seed = None,
    seeds: Seeds = None,
    workers: Workers = None,
    json: Json = None,
) -> Exit:
    """Solve periodic vehicle routing problems and compare with the best known lengths.

    These are looked for in a bks.csv (instance, best_known) beside the file or above it.
    The file of results is whole after every instance.
    """
    check_json(json, files)
    limit = seconds_of(seconds, iterations)
    drawn = _seeds(seed, seeds)
    count = workers_of(workers)
    lines = PvrpLines(Console(), len(drawn) > 1)
    runs = []
    with stoppable(json):
        for path in files:
            for number in drawn:
                limits = BenchLimits(
                    seconds=limit, iterations=iterations, seed=number, workers=count
                )
                runs.append(bench_pvrp(path, limits))
                save_pvrp(json, runs)
                lines.add(runs[-1])
    lines.end()
    return Exit.DONE if all(run.feasible for run in runs) else Exit.UNPLANNED


@bench.command(short_help="Months of reps, by Rounds and by other engines.")
@translated
def month(
    customers: Annotated[Path, typer.Option(help="Customer list, CSV or XLSX.")],
    reps: Annotated[Path, typer.Option(help="List of reps, CSV or XLSX.")],
    rep: Annotated[
        list[str] | None, typer.Option(help="Only this rep; repeat it. By default all.")
    ] = None,
    policy: Annotated[
        list[str] | None,
        typer.Option(help="policy.toml that differs, or 'default'; repeat it."),
    ] = None,
    cap: Annotated[
        list[int] | None, typer.Option(min=1, help="Most meetings a day, for all reps; repeat it.")
    ] = None,
    engine: Annotated[
        list[str] | None, typer.Option(help="Only this engine; repeat it. By default all.")
    ] = None,
    month: Annotated[str | None, typer.Option(help="YYYY-MM; by default the next month.")] = None,
    country: Annotated[str | None, typer.Option(help="Country of holidays and places.")] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Which column holds a field."),
    ] = None,
    seconds: Annotated[
        list[float] | None,
        typer.Option(help="Wall time of each plan; repeat it. 30 without --iterations."),
    ] = None,
    iterations: Iterations = None,
    seed: Seed = None,
    seeds: Seeds = None,
    workers: Workers = None,
    prove: Annotated[
        float, typer.Option(min=0, help="Seconds for each proof of our plans, after the search.")
    ] = 0.0,
    json: Annotated[
        Path | None,
        typer.Option("--json", help="Add the results to this file; what it has is not repeated."),
    ] = None,
) -> Exit:
    """Plan months of single reps with Rounds and with every engine of the extra `peers`.

    Same matrix, same hard rules, same seconds and cores; the judge of Rounds has the word.
    """
    policies = [] if policy is None else [Path(word) for word in policy]
    check_json(json, (customers, reps, *policies))
    asked = MonthBench(
        options=PlanOptions(
            customers=customers,
            reps=reps,
            month=month_of(month, today()),
            country=country,
            mapping=mapping_of(mapping or []),
        ),
        policies=named_policies(policy or ["default"]),
        reps=tuple(dict.fromkeys(rep or ())),
        caps=tuple(dict.fromkeys(cap)) if cap else (None,),
        engines=chosen_engines(engine or ()),
        seconds=_times(seconds, iterations),
        seeds=_seeds(seed, seeds),
        iterations=iterations,
        workers=workers_of(workers),
        prove=prove,
    )
    console = Console()
    runs = known_runs(json)
    before = len(runs)
    with stoppable(json):
        for run in bench_month(asked, runs):
            runs.append(run)
            save_runs(json, runs)
            print_run(console, run)
    print_months(console, runs, before)
    own = [run for run in runs if run.engine == OWN]
    return Exit.DONE if all(run.feasible and not run.unplanned for run in own) else Exit.UNPLANNED


@bench.command(short_help="Files of results as Markdown tables, and as a plot.")
@translated
def table(
    files: Annotated[list[Path], typer.Argument(help="Files written with --json.")],
    best_known: Annotated[
        Path | None, typer.Option(help="Best known lengths: CSV with instance, best_known.")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(help="Draw cost against time into this SVG file.")
    ] = None,
    json: Annotated[Path | None, typer.Option("--json", help="Write the figures too.")] = None,
) -> Exit:
    """Print results as Markdown tables: medians over seeds, ratios, wins and losses, gaps.

    Files of rep-months or files of periodic vehicle routing problems, not both.
    """
    check_json(json, files)
    check_json(plot, files, "--plot")
    found = bench_table(files, best_known, plot)
    typer.echo(found.markdown, nl=False)
    write_json(json, found.rows)
    return Exit.DONE


def _seeds(named: Sequence[int] | None, count: int | None) -> tuple[int, ...]:
    if named and count is not None:
        what, advice = "seeds are named and counted", "give --seed or --seeds, not both"
        raise InputError([InputProblem("--seeds", 0, "", str(count), what, advice)])
    if count is not None:
        return tuple(range(1, count + 1))
    return tuple(dict.fromkeys(named or (1,)))


def _times(seconds: Sequence[float] | None, iterations: int | None) -> tuple[float | None, ...]:
    if not seconds:
        return (seconds_of(None, iterations),)
    return tuple(sorted({seconds_of(each, iterations) or each for each in seconds}))


__all__ = ["bench"]
