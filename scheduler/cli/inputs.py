"""Options that several commands share: the lists, the policy, how columns are understood, the search."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from models.policy import Policy
from scheduler.cli.arguments import mapping_of, month_of, months_of, today
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.settings import load_policy

Customers = Annotated[Path, typer.Argument(help="Customer list, CSV or XLSX.")]
Reps = Annotated[Path | None, typer.Option("--reps", help="List of reps, CSV or XLSX.")]
Sales = Annotated[
    Path | None, typer.Option("--sales", help="Sales ledger: customer_id, date, amount.")
]
Pins = Annotated[
    Path | None,
    typer.Option("--pins", help="Appointments to keep: customer_id, date, rep_id, time, strength."),
]
Actuals = Annotated[
    Path | None,
    typer.Option(
        "--actuals", help="What became of the visits: visit_id or customer_id, date, status."
    ),
]
Month = Annotated[str | None, typer.Option("--month", help="YYYY-MM; by default the next month.")]
PolicyFile = Annotated[
    Path | None,
    typer.Option("--policy", help="policy.toml with settings that differ from the defaults."),
]
Country = Annotated[
    str | None, typer.Option("--country", help="Country of holidays and places, e.g. US, IL.")
]
Mapping = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        help="Which column holds a field, e.g. postcode=zip; repeat it.",
    ),
]
Seconds = Annotated[
    float | None,
    typer.Option(
        "--seconds",
        help="Wall time of the solver for the whole team; 30 without --iterations.",
    ),
]
Iterations = Annotated[
    int | None,
    typer.Option(
        "--iterations",
        help="Steps of the search for each visit; the same plan on every run.",
    ),
]
Seed = Annotated[int, typer.Option("--seed", help="Seed of the search.")]
Workers = Annotated[
    int | None, typer.Option("--workers", help="Cores to use; by default all of the machine.")
]
DateOrder = Annotated[
    str, typer.Option("--date-order", help="Order of ambiguous dates: auto, dmy, mdy or ymd.")
]
Quarantine = Annotated[
    Path | None, typer.Option("--quarantine", help="Set bad rows aside in this file and go on.")
]
Incomplete = Annotated[
    list[str] | None,
    typer.Option(
        "--incomplete",
        metavar="YYYY-MM",
        help="A month whose figures are incomplete: not counted; repeat it.",
    ),
]
Json = Annotated[
    Path | None, typer.Option("--json", help="Write the printed tables to this file as well.")
]


def list_options(
    customers: Path,
    *,
    reps: Path | None,
    sales: Path | None,
    month: str | None,
    policy: Path | None,
    country: str | None,
    mapping: list[str] | None,
    date_order: str,
    quarantine: Path | None,
    incomplete: list[str] | None,
) -> PlanOptions:
    """Return the options of a command that reads lists and plans nothing."""
    return PlanOptions(
        customers=customers,
        month=month_of(month, today()),
        today=today(),
        reps=reps,
        sales=sales,
        policy=_with_incomplete(load_policy(policy), incomplete or []),
        country=country,
        mapping=mapping_of(mapping or []),
        date_order=date_order,
        quarantine=quarantine,
    )


def _with_incomplete(policy: Policy, months: list[str]) -> Policy:
    named = (*policy.value.incomplete_months, *months_of("--incomplete", months))
    return replace(
        policy, value=replace(policy.value, incomplete_months=tuple(dict.fromkeys(named)))
    )
