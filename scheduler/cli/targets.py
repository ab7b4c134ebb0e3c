"""`rounds targets` and `rounds funnel`: what is aimed at, and what it takes."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from models.funnel import FunnelAnswer
from models.targets import Lever, Targets
from scheduler.cli import inputs
from scheduler.cli.arguments import month_of, today
from scheduler.cli.errors import Exit, translated
from scheduler.cli.tables import print_notes, write_json
from scheduler.pipelines.funnel import FunnelOptions, funnel_figures
from scheduler.pipelines.funnel import funnel as ask
from scheduler.pipelines.outputs import check_outputs
from scheduler.pipelines.settings import load_policy
from scheduler.pipelines.targets import targets as find
from scheduler.pipelines.targets import targets_figures
from scheduler.pipelines.write import write_bad_rows

_MOST = 1_000_000_000
"""Beyond a billion leads or customers nothing is a sales plan, and no chance can be told."""


@translated
def targets(
    customers: inputs.Customers,
    reps: inputs.Reps = None,
    sales: inputs.Sales = None,
    policy: inputs.PolicyFile = None,
    incomplete: inputs.Incomplete = None,
    country: inputs.Country = None,
    month: inputs.Month = None,
    months: Annotated[int, typer.Option(min=1, max=60, help="So many months from then on.")] = 1,
    meetings: Annotated[
        int | None,
        typer.Option(min=0, help="Meetings with prospects, each rep in a full month."),
    ] = None,
    closing: Annotated[
        str | None,
        typer.Option(help="Closing ratio of prospects without one: 0.2, 20% or 5:1."),
    ] = None,
    mapping: inputs.Mapping = None,
    date_order: inputs.DateOrder = "auto",
    quarantine: inputs.Quarantine = None,
    json: inputs.Json = None,
) -> Exit:
    """Say what is aimed at: value and growth goals of the customers, and new customers.

    By rep, category and month, with what each lever is worth.
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
    check_outputs(options, None, json)
    found, files = find(options, months=months, meetings=meetings, closing=closing)
    write_bad_rows(files, quarantine)
    write_json(json, targets_figures(found))
    console = Console()
    print_notes(console, found.notes, where="the file of --json")
    _print_targets(console, found)
    _print_levers(console, found.levers, "a month")
    return Exit.DONE


@translated
def funnel(
    leads: Annotated[
        int | None, typer.Option(min=0, max=_MOST, help="Forward: how many customers?")
    ] = None,
    customers: Annotated[
        int | None, typer.Option(min=0, max=_MOST, help="Backward: how many leads for so many?")
    ] = None,
    stages: Annotated[
        str | None, typer.Option(help="Names of the stages after the lead, with commas.")
    ] = None,
    shares: Annotated[
        str | None, typer.Option(help="Shares of the leads that reach each stage: 50,20,10.")
    ] = None,
    ratios: Annotated[
        str | None, typer.Option(help="Or ratios from stage to stage: 50,40,50.")
    ] = None,
    days: Annotated[str | None, typer.Option(help="Days in each stage: 14,30,20.")] = None,
    deal: Annotated[
        float | None, typer.Option(min=0, help="Average deal, in money a month.")
    ] = None,
    churn: Annotated[
        str | None, typer.Option(help="Share of the customers lost in a year: 20%.")
    ] = None,
    base: Annotated[
        int | None,
        typer.Option(min=0, max=_MOST, help="Customers of today: those lost are replaced."),
    ] = None,
    confidence: Annotated[
        str | None, typer.Option(help="Chance with which the target is to be reached: 90%.")
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option("--what-if", metavar="STAGE=RATIO", help="Another ratio; repeat it."),
    ] = None,
    month: inputs.Month = None,
    policy: inputs.PolicyFile = None,
    json: inputs.Json = None,
) -> Exit:
    """Ask the funnel: how many customers from the leads, how many leads for the customers.

    With the chance of reaching the target, the month of arrival, and what each lever is worth.
    """
    options = FunnelOptions(
        policy=load_policy(policy),
        month=month_of(month, today()),
        leads=leads,
        customers=customers,
        stages=stages,
        shares=shares,
        ratios=ratios,
        days=days,
        deal=deal,
        churn=churn,
        base=base,
        confidence=confidence,
        what_if=tuple(what_if or ()),
    )
    answer, others = ask(options)
    told = {name: funnel_figures(other) for name, other in others.items()}
    write_json(json, {**funnel_figures(answer), "what_if": told})
    console = Console()
    _print_funnel(console, answer, others)
    print_notes(console, answer.notes)
    _print_levers(console, answer.levers, "")
    return Exit.DONE


def _print_targets(console: Console, found: Targets) -> None:
    console.print()
    unit = f" in {found.currency}" if found.currency else ""
    console.print(Text(f"Targets{unit}: value and goal of each category", style="bold"))
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("rep", overflow="fold")
    for name in ("month", "A", "B", "C", "D", "new", "total"):
        table.add_column(name, justify="right", no_wrap=True)
    months = list(dict.fromkeys(line.month for line in found.lines))
    reps = list(dict.fromkeys(line.rep_id for line in found.lines))
    for month in months:
        for rep_id in (*reps, "") if len(reps) > 1 else reps:
            own = [
                line for line in found.lines if line.month == month and rep_id in {"", line.rep_id}
            ]
            sums = [
                sum(line.target for line in own if line.segment == name)
                for name in ("A", "B", "C", "D", "new")
            ]
            cells = [f"{amount:,.0f}" for amount in (*sums, sum(sums))]
            table.add_row(rep_id or "all", str(month), *cells, style="" if rep_id else "bold")
    console.print(table)
    _print_new(console, found)


def _print_new(console: Console, found: Targets) -> None:
    """Print how the target of new customers comes about, for the first month."""
    first = found.lines[0].month
    for line in found.lines:
        if line.segment == "new" and line.month == first:
            ratio, value = line.closing_ratio or 0.0, line.average_value or 0.0
            told = f"{line.meetings} meetings × {ratio:.0%} × {value:,.0f} = {line.target:,.0f}"
            console.print(Text(f"new, {line.rep_id}, {first}: {told}"), soft_wrap=True)


def _print_funnel(
    console: Console, answer: FunnelAnswer, others: Mapping[str, FunnelAnswer]
) -> None:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("", overflow="fold")
    for name in answer.names:
        table.add_column(name, justify="right")
    if answer.target is not None:
        table.add_column("chance", justify="right")
        table.add_column("safe leads", justify="right")
    for title, one in (("as is", answer), *others.items()):
        cells = [
            f"{count:,.10g}" if count == int(count) else f"{count:,.1f}" for count in one.counts
        ]
        if one.target is not None:
            cells += [f"{one.chance or 0:.0%}", f"{one.safe_leads:,}"]
        table.add_row(title, *cells)
    console.print(table)
    if answer.target is not None:
        console.print(
            f"chance: of winning {answer.target:,} or more with these leads; "
            f"safe leads: enough for a chance of {answer.confidence or 0:.1%}"
        )
    if answer.arrivals:
        told = ", ".join(f"{month} {count:.1f}" for month, count in answer.arrivals)
        console.print(Text(f"expected customers by month: {told}"), soft_wrap=True)


def _print_levers(console: Console, levers: Sequence[Lever], unit: str) -> None:
    if not levers:
        return
    console.print()
    console.print(Text("What each lever is worth", style="bold"))
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("lever", overflow="fold")
    for name in ("now", "then", f"worth {unit}".strip()):
        table.add_column(name, justify="right", no_wrap=True)
    for lever in levers:
        small = max(abs(lever.before), abs(lever.after)) < 1000
        cells = (f"{x:,.1f}" if small else f"{x:,.0f}" for x in (lever.before, lever.after))
        table.add_row(
            lever.name, *cells, f"{lever.worth:+,.1f}" if small else f"{lever.worth:+,.0f}"
        )
    console.print(table)
