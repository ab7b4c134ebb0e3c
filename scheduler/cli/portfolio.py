"""`rounds portfolio`: who matters, who cools down, who is let go."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from scheduler.cli import inputs
from scheduler.cli.errors import Exit, translated
from scheduler.cli.portfolio_tables import print_portfolio
from scheduler.cli.tables import print_notes, write_json
from scheduler.pipelines.portfolio import (
    check_portfolio_outputs,
    portfolio_figures_of,
    write_portfolio_folder,
)
from scheduler.pipelines.portfolio import portfolio as find
from scheduler.pipelines.write import write_bad_rows


@translated
def portfolio(
    customers: inputs.Customers,
    reps: inputs.Reps = None,
    sales: inputs.Sales = None,
    policy: inputs.PolicyFile = None,
    incomplete: inputs.Incomplete = None,
    country: inputs.Country = None,
    month: inputs.Month = None,
    out: Annotated[
        Path, typer.Option("--out", help="Folder for workbook, table and map; replaced as a whole.")
    ] = Path("out/portfolio"),
    mapping: inputs.Mapping = None,
    date_order: inputs.DateOrder = "auto",
    quarantine: inputs.Quarantine = None,
    json: inputs.Json = None,
) -> Exit:
    """Say of every customer what it is worth, how warm it is, and how to keep contact.

    Falling customers come with questions to ask, look-alikes and release proposals with reasons.
    Nothing is changed and nobody is let go: the manager decides.
    """
    options = inputs.list_options(
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
    check_portfolio_outputs(options, out, json)
    found, files = find(options)
    write_portfolio_folder(found, out)
    write_bad_rows(files, quarantine)
    write_json(json, portfolio_figures_of(found))
    console = Console()
    print_notes(console, found.notes, where="portfolio.xlsx")
    print_portfolio(console, found)
    look = f"Written to {out}. Look at {out / 'portfolio.xlsx'} and {out / 'temperature.html'}."
    console.print(Text(look), soft_wrap=True)
    return Exit.DONE
