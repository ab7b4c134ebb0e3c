"""`rounds scenarios`: variants of a month side by side, and what a rule costs."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from scheduler.cli import inputs
from scheduler.cli.arguments import mapping_of, month_of, seconds_of, today, workers_of
from scheduler.cli.errors import Exit, translated
from scheduler.cli.scenario_tables import print_comparison, print_prices
from scheduler.cli.tables import print_notes, write_json
from scheduler.pipelines.compiling import compiling
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.scenarios import compare, prepare_scenarios
from scheduler.pipelines.scenarios_write import (
    check_scenarios_outputs,
    scenarios_figures,
    write_scenarios_folder,
)
from scheduler.pipelines.settings import load_policy
from scheduler.pipelines.write import write_bad_rows

_MOST_NOTES = 6


@translated
def scenarios(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Scenarios, a TOML file.")],
    customers: inputs.Customers,
    reps: inputs.Reps = None,
    sales: inputs.Sales = None,
    pins: inputs.Pins = None,
    actuals: inputs.Actuals = None,
    month: inputs.Month = None,
    policy: inputs.PolicyFile = None,
    country: inputs.Country = None,
    price_rules: Annotated[
        bool,
        typer.Option(
            "--price-rules", help="Add what each rule costs, on top of the first scenario."
        ),
    ] = False,
    out: Annotated[
        Path, typer.Option("--out", help="Folder for page, workbook and maps; replaced as a whole.")
    ] = Path("out/scenarios"),
    seconds: Annotated[
        float | None,
        typer.Option(
            "--seconds", help="Wall time of the solver for each scenario; 30 without --iterations."
        ),
    ] = None,
    iterations: inputs.Iterations = None,
    seed: inputs.Seed = 1,
    workers: inputs.Workers = None,
    mapping: inputs.Mapping = None,
    date_order: inputs.DateOrder = "auto",
    quarantine: inputs.Quarantine = None,
    json: inputs.Json = None,
) -> Exit:
    """Plan variants of a month side by side: headcount, homes, caps, hours, intervals, rules.

    Coverage, driving, cost, expected sales and proven gap of each, beside the first one.
    """
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
        seconds=seconds_of(seconds, iterations),
        iterations=iterations,
        seed=seed,
        workers=workers_of(workers),
    )
    check_scenarios_outputs(options, file, out, json)
    console, errors = Console(), Console(stderr=True)
    with compiling() as wait:
        ready = prepare_scenarios(options, file, price_rules=price_rules)
        wait(lambda: errors.print("Compiling the search, once on this machine …"))
    found = compare(
        ready,
        options,
        lambda name, done, count: errors.print(Text(f"planned {done} of {count}: {name}")),
    )
    write_scenarios_folder(found, out)
    write_bad_rows(ready.files, quarantine)
    write_json(json, scenarios_figures(found))
    print_notes(console, found.comparison.notes, _MOST_NOTES, "scenarios.html")
    print_comparison(console, found.comparison)
    print_prices(console, found.comparison)
    look = f"Written to {out}. Look at {out / 'scenarios.html'} and {out / 'scenarios.xlsx'}."
    console.print(Text(look), soft_wrap=True)
    return Exit.DONE
