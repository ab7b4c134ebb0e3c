"""`rounds staffing`: how many people it takes, and where the next ones should live."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from scheduler.cli import inputs
from scheduler.cli.arguments import seconds_of, workers_of
from scheduler.cli.errors import Exit, translated
from scheduler.cli.progress import progress_bar
from scheduler.cli.staffing_tables import print_staffing
from scheduler.cli.tables import print_notes, write_json
from scheduler.pipelines.compiling import compiling
from scheduler.pipelines.staffing import StaffingOptions
from scheduler.pipelines.staffing import staffing as find
from scheduler.pipelines.staffing_folder import (
    check_staffing_outputs,
    staffing_figures,
    write_staffing_folder,
)
from scheduler.pipelines.write import write_bad_rows

_SECONDS = 10.0
"""Of search for each month that is planned only to measure the driving."""


@translated
def staffing(
    customers: inputs.Customers,
    reps: inputs.Reps = None,
    sales: inputs.Sales = None,
    policy: inputs.PolicyFile = None,
    incomplete: inputs.Incomplete = None,
    country: inputs.Country = None,
    month: inputs.Month = None,
    plan: Annotated[
        list[Path] | None,
        typer.Option(help="Folder of a plan to measure the driving in; repeat it."),
    ] = None,
    measure: Annotated[
        int,
        typer.Option(min=1, max=12, help="Without --plan: so many months are planned for it."),
    ] = 1,
    prospects: Annotated[
        int | None,
        typer.Option(min=0, max=10_000_000, help="Prospects to meet; else those of the list."),
    ] = None,
    months: Annotated[
        int | None, typer.Option(min=1, max=600, help="In so many months; 12 without it.")
    ] = None,
    hire: Annotated[int, typer.Option(min=0, max=20, help="Homes to propose.")] = 1,
    out: Annotated[
        Path, typer.Option("--out", help="Folder for tables and workbook; replaced as a whole.")
    ] = Path("out/staffing"),
    seconds: inputs.Seconds = None,
    iterations: inputs.Iterations = None,
    seed: inputs.Seed = 1,
    workers: inputs.Workers = None,
    mapping: inputs.Mapping = None,
    date_order: inputs.DateOrder = "auto",
    quarantine: inputs.Quarantine = None,
    json: inputs.Json = None,
) -> Exit:
    """Say how many people the customers and the market take, and where the next ones should live.

    With the whole arithmetic, driving as measured in planned months. Each proposed rep is held
    against what it costs; reps.csv has them beside the present ones.
    """
    lists = inputs.list_options(
        customers,
        reps=reps,
        sales=sales,
        month=month,
        policy=policy,
        country=country,
        mapping=mapping,
        date_order=date_order,
        quarantine=quarantine,
        incomplete=incomplete,
    )
    if seconds is None and iterations is None:
        seconds = _SECONDS
    options = StaffingOptions(
        lists=replace(
            lists,
            seconds=seconds_of(seconds, iterations),
            iterations=iterations,
            seed=seed,
            workers=workers_of(workers),
        ),
        plans=tuple(plan or ()),
        measure=measure,
        prospects=prospects,
        months=months,
        hire=hire,
    )
    check_staffing_outputs(lists, out, json)
    console = Console()
    if options.plans:
        found, files = find(options)
    else:
        with compiling() as wait:
            wait(lambda: console.print("Compiling the search, once on this machine …"))
        with progress_bar() as observer:
            found, files = find(options, observer)
    write_staffing_folder(found, out, lists.policy)
    write_bad_rows(files, quarantine)
    write_json(json, staffing_figures(found))
    print_staffing(console, found)
    print_notes(console, found.notes, where="staffing.xlsx")
    look = f"Written to {out}. Look at {out / 'staffing.xlsx'}; plan with {out / 'reps.csv'}."
    console.print(Text(look), soft_wrap=True)
    return Exit.DONE
