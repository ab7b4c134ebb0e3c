"""Plan a month: from files to a plan with everything that people want to know about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from models.customers import Customer
from models.errors import InputProblem
from models.plan import CapacityLine, MonthPlan, RequirementRow
from models.problem import MonthProblem
from scheduler.calendars import opening_intervals
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.problem import capacity_of, make_problem
from scheduler.pipelines.reading import Files, read_files, settle
from scheduler.pipelines.team import Team, gather_team
from scheduler.pipelines.territories import give_reps
from scheduler.portfolio import (
    categorise,
    category_notes,
    customer_value,
    last_month,
    treatment,
    value_notes,
)
from scheduler.requirements import (
    PinWish,
    RequirementInputs,
    RequirementSet,
    Standing,
    build_requirements,
)
from scheduler.solve import (
    FirstOf,
    MaxIterations,
    MaxSeconds,
    Observer,
    Progress,
    SolveParams,
    StopCriterion,
    plan_month,
)

SearchProgress = Progress
__all__ = ["Observer", "Prepared", "SearchProgress", "plan", "prepare", "solve"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A month that is ready to be solved, with what is known before.

    Parameters
    ----------
    notes
        What a manager should know, most important first.
    counts
        Rows of the customer file by what became of them.
    """

    team: Team
    rows: tuple[RequirementRow, ...]
    problem: MonthProblem
    capacity: tuple[CapacityLine, ...]
    notes: tuple[str, ...]
    counts: Mapping[str, int]
    currency: str


def prepare(options: PlanOptions) -> Prepared:
    """Read, place, value and require: everything before the solver.

    Raises
    ------
    InputError
        With everything that is wrong in the input.
    """
    files = read_files(options)
    team = gather_team(files, options)
    standings, portfolio_notes = _standings(team.customers, options)
    customers, territory_notes = give_reps(
        team.customers, standings, team.reps, team.workdays, options.policy.time
    )
    team = replace(team, customers=tuple(customers))
    asked, files = _requirements(files, team, standings, options)
    team = replace(
        team, customers=tuple(c for c in team.customers if c.row not in files.customers.bad_rows)
    )
    problem = make_problem(team, asked.requirements, options)
    capacity = capacity_of(problem, team, team.customers, options)
    notes = (
        *_short_of_capacity(capacity),
        *_not_placed(team),
        *asked.notes,
        *portfolio_notes,
        *territory_notes,
        *team.notes,
        *(f"{r.file}: {note}" for r in files.readings() for note in r.notes),
        *(str(w) for w in (*team.warnings, *(w for r in files.readings() for w in r.warnings))),
    )
    return Prepared(
        team, asked.rows, problem, capacity, notes, files.counts, files.customers.currency
    )


def solve(prepared: Prepared, options: PlanOptions, observer: Observer | None = None) -> MonthPlan:
    """Solve a prepared month and return the plan."""
    limits: list[StopCriterion] = [
        *([MaxSeconds(options.seconds)] if options.seconds is not None else []),
        *([MaxIterations(options.iterations)] if options.iterations is not None else []),
    ]
    result = plan_month(
        prepared.problem,
        stop=FirstOf(*limits),
        seed=options.seed,
        params=SolveParams(workers=options.workers),
        observer=observer,
    )
    team = prepared.team
    return MonthPlan(
        month=options.month,
        customers={customer.customer_id: customer for customer in team.customers},
        reps={rep.rep_id: rep for rep in team.reps},
        rows=prepared.rows,
        problem=prepared.problem,
        result=result,
        capacity=prepared.capacity,
        notes=prepared.notes,
        counts=prepared.counts,
        not_placed=team.not_placed,
        currency=prepared.currency,
        time_zones=team.zones,
    )


def plan(options: PlanOptions, observer: Observer | None = None) -> MonthPlan:
    """Plan a month in one call."""
    return solve(prepare(options), options, observer)


def _standings(
    customers: Sequence[Customer], options: PlanOptions
) -> tuple[dict[str, Standing], tuple[str, ...]]:
    policy, last = options.policy, last_month(customers)
    values = {c.customer_id: customer_value(c, last, policy.value) for c in customers}
    categories = categorise(customers, values, policy)
    standings = {}
    for customer in customers:
        category = categories[customer.customer_id]
        treated = treatment(customer, category, policy)
        standings[customer.customer_id] = Standing(
            segment=category.segment.value,
            channel=treated.channel,
            interval_days=treated.interval_days,
            value=values[customer.customer_id].amount,
            assumed=category.assumed,
            reason=treated.reason,
        )
    return standings, (*category_notes(customers, categories), *value_notes(customers, values))


def _requirements(
    files: Files, team: Team, standings: Mapping[str, Standing], options: PlanOptions
) -> tuple[RequirementSet, Files]:
    """Return the requirements; rows that they find wrong are refused or set aside like any other."""
    asked = build_requirements(_inputs(files, team, standings, options))
    if not asked.problems:
        return asked, files
    names = {"customers": files.customers.file, "pins": files.pins.file if files.pins else "pins"}
    problems = [_renamed(problem, names) for problem in asked.problems]
    files = settle(files, problems, options.quarantine)
    return build_requirements(_inputs(files, team, standings, options)), files


def _renamed(problem: InputProblem, names: Mapping[str, str]) -> InputProblem:
    return replace(problem, file=names.get(problem.file, problem.file))


def _inputs(
    files: Files, team: Team, standings: Mapping[str, Standing], options: PlanOptions
) -> RequirementInputs:
    days = options.month.days()
    kept = {customer.customer_id for customer in files.customers.items}
    customers = [customer for customer in team.customers if customer.customer_id in kept]
    opening = {
        c.customer_id: opening_intervals(c.opening_hours, days, options.country)
        for c in customers
        if c.opening_hours
    }
    wishes = [
        PinWish(
            customer_id=pin.customer_id,
            date=pin.date,
            rep_id=pin.rep_id,
            time_min=pin.time_min,
            strength=pin.strength,
            row=pin.row,
        )
        for pin in (files.pins.items if files.pins is not None else ())
    ]
    return RequirementInputs(
        month=options.month,
        policy=options.policy,
        customers=customers,
        standings=standings,
        reps={rep.rep_id: rep for rep in team.reps},
        workdays=team.all_workdays,
        opening=opening,
        pins=wishes,
        fill=frozenset(word for word in options.fill.replace(",", " ").split()),
        week_start=team.week_start,
    )


def _short_of_capacity(capacity: Sequence[CapacityLine]) -> list[str]:
    full = [f"{line.rep_id} {line.load:.0%}" for line in capacity if line.load > 1]
    if not full:
        return []
    return [
        f"more is due than fits: {', '.join(full)} of capacity; the least important visits stay unplanned"
    ]


def _not_placed(team: Team) -> list[str]:
    count = len(team.not_placed)
    if not count:
        return []
    return [f"{count} customers have no place on the map and cannot be planned (see unplanned.csv)"]
