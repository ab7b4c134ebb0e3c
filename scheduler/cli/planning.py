"""Planning one month or several, told on the terminal."""

from pathlib import Path

from rich.console import Console
from rich.text import Text

from models.month import months_of
from models.plan import MonthPlan
from scheduler.cli.errors import Exit
from scheduler.cli.progress import progress_bar
from scheduler.cli.tables import (
    figures,
    print_allocation,
    print_capacity,
    print_notes,
    print_outcome,
    print_score,
    write_json,
)
from scheduler.cli.tables_of_months import print_months
from scheduler.pipelines.compiling import compiling
from scheduler.pipelines.months import (
    figures_of_months,
    late_contacts,
    plan_months,
    spread_of,
    write_months,
)
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.outputs import check_outputs
from scheduler.pipelines.plan import prepare, solve
from scheduler.pipelines.write import write_bad_rows, write_plan_folder


def plan_once(options: PlanOptions, out: Path, json: Path | None) -> Exit:
    """Plan a month, write its folder and say what came out."""
    console = Console()
    check_outputs(options, out, json)
    with compiling() as wait:
        prepared = prepare(options)
        print_notes(console, prepared.notes)
        print_capacity(console, prepared.capacity)
        print_allocation(console, prepared.allocation)
        wait(lambda: console.print("Compiling the search, once on this machine …"))
    with progress_bar() as observer:
        month_plan = solve(prepared, options, observer)
    write_plan_folder(month_plan, out)
    set_aside = write_bad_rows(prepared.files, options.quarantine)
    write_json(json, figures(month_plan))
    print_score(console, month_plan.result.score)
    print_outcome(console, month_plan)
    if set_aside:
        rows = "1 bad row is" if set_aside == 1 else f"{set_aside:,} bad rows are"
        console.print(Text(f"{rows} in {options.quarantine}."), soft_wrap=True)
    look = f"Written to {out}. Look at {out / 'report.html'}, {out / 'schedule.xlsx'} and {out / 'maps'}."
    console.print(Text(look), soft_wrap=True)
    return _exit([month_plan])


def plan_in_a_row(options: PlanOptions, count: int, out: Path, json: Path | None) -> Exit:
    """Plan several months, each into a folder of its own, and say how even and how punctual they are."""
    console = Console()
    for month in months_of(options.month, count):
        check_outputs(options, out / str(month), json)
    plans: list[MonthPlan] = []
    with compiling() as wait:
        wait(lambda: console.print("Compiling the search, once on this machine …"))
    with progress_bar() as observer:
        for planned in plan_months(options, count, observer):
            plans.append(planned.plan)
            write_plan_folder(planned.plan, out / str(planned.plan.month))
            write_bad_rows(planned.prepared.files, options.quarantine)
    late = late_contacts(plans, options.policy)
    lines = figures_of_months(plans, late)
    write_months(lines, late, out)
    write_json(json, [figures(plan) for plan in plans])
    print_notes(console, plans[0].notes)
    print_months(console, lines, late, spread_of(plans))
    told = f"Written to {out}: a folder for each month, months.csv and late.csv."
    console.print(Text(told), soft_wrap=True)
    return _exit(plans)


def _exit(plans: list[MonthPlan]) -> Exit:
    missing = any(plan.result.schedule.unplanned or plan.not_placed for plan in plans)
    return Exit.UNPLANNED if missing else Exit.DONE
