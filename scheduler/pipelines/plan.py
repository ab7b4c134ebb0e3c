"""Plan a month: from files to a plan with everything that people want to know about it."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from models.allocation import Allocation
from models.customers import Channel, Customer
from models.errors import InputError, InputProblem
from models.plan import CapacityLine, MonthPlan, RequirementRow
from models.problem import MonthProblem
from models.result import Result
from scheduler.calendars import opening_intervals
from scheduler.pipelines.allocation import allocate_minutes
from scheduler.pipelines.appointments import pins_on_free_days
from scheduler.pipelines.carry import in_another_month, with_carried
from scheduler.pipelines.give_reps import Settled, give_reps
from scheduler.pipelines.history import owed_notes, with_history
from scheduler.pipelines.neighbours import with_advice
from scheduler.pipelines.notes import (
    capacity_notes,
    file_notes,
    place_notes,
    row_notes,
    sentence,
    shared_notes,
    shortage_notes,
    spare_notes,
    time_notes,
)
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.problem import capacity_of, make_problem
from scheduler.pipelines.reading import Files, read_files, settle
from scheduler.pipelines.standings import Assessment, assess, standings_of, with_remarks
from scheduler.pipelines.team import Team, gather_team
from scheduler.pipelines.visit_rules import with_patterns, with_visit_rules
from scheduler.places import Placing
from scheduler.requirements import (
    PinWish,
    RequirementInputs,
    RequirementSet,
    Standing,
    build_requirements,
)
from scheduler.solve import (
    Cancelled,
    FirstOf,
    Observer,
    Progress,
    SolveParams,
    plan_month,
    within,
)

SearchProgress = Progress
__all__ = ["Observer", "Prepared", "SearchProgress", "plan", "prepare", "solve"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A month that is ready to be solved, with what is known before.

    Parameters
    ----------
    extras
        Ids of the visits that are extra meetings.
    notes
        What a manager should know, most important first.
    files
        As they were read, with the rows that are set aside.
    standings
        What the portfolio says of each customer, by id.
    """

    team: Team
    rows: tuple[RequirementRow, ...]
    problem: MonthProblem
    capacity: tuple[CapacityLine, ...]
    allocation: Allocation
    extras: frozenset[str]
    notes: tuple[str, ...]
    files: Files
    standings: Mapping[str, Standing]


@dataclass(frozen=True, slots=True)
class Given:
    """Lists that are read already, the customers with their places, and whose they are so far."""

    files: Files
    placed: Placing[Customer]
    settled: Settled | None = None


def prepare(options: PlanOptions, given: Given | None = None) -> Prepared:
    """Read, place, value and require: everything before the solver.

    Parameters
    ----------
    given
        Used in place of the files that the options name.

    Raises
    ------
    InputError
        With everything that is wrong in the input.
    """
    files = _sound_files(options) if given is None else given.files
    team, assessed, standings, territory_notes = _gathered(files, options, given)
    asked, files = _requirements(files, team, standings, options)
    asked = with_visit_rules(with_remarks(asked, assessed, options.policy), team, options.rules)
    team = _without(team, set(files.customers.bad_rows))
    team = _needing_a_place(team, asked.rows)
    problem = make_problem(team, asked.requirements, options)
    capacity = capacity_of(problem, team, team.customers)
    allocation = allocate_minutes(team, asked, options)
    warnings = (*team.warnings, *(w for r in files.readings() for w in r.warnings))
    first_rows, other_rows = row_notes(warnings)
    notes = (
        *time_notes(options.month, options.today),
        *capacity_notes(capacity),
        *shared_notes(asked.requirements),
        *shortage_notes(allocation),
        *place_notes(team),
        *team.questions,
        *owed_notes(team, asked.rows, options.month),
        *asked.notes,
        *spare_notes(allocation),
        *assessed.notes,
        *territory_notes,
        *team.notes,
        *first_rows,
        *file_notes(files.readings()),
        *other_rows,
    )
    told = tuple(map(sentence, notes))
    return Prepared(
        team, asked.rows, problem, capacity, allocation, asked.extras, told, files, standings
    )


def solve(
    prepared: Prepared,
    options: PlanOptions,
    observer: Observer | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> MonthPlan:
    """Solve a prepared month and return the plan.

    Parameters
    ----------
    cancelled
        Asked now and then; the best plan so far is returned once it says so.
    """
    limits = within(options.seconds, options.iterations)
    params = SolveParams(workers=options.workers)
    result = plan_month(
        prepared.problem,
        stop=limits if cancelled is None else FirstOf(limits, Cancelled(cancelled)),
        seed=options.seed,
        params=params if options.prove else replace(params, proof_share=0.0),
        observer=observer,
    )
    return plan_of(prepared, result, options)


def plan_of(prepared: Prepared, result: Result, options: PlanOptions) -> MonthPlan:
    """Return the plan of a prepared month from what the solver answered."""
    team = prepared.team
    advised = with_advice(prepared.problem, result.schedule, team.reps, options.policy)
    result = replace(result, schedule=advised)
    return MonthPlan(
        month=options.month,
        customers={customer.customer_id: customer for customer in team.customers},
        reps={rep.rep_id: rep for rep in team.reps},
        rows=prepared.rows,
        problem=prepared.problem,
        result=result,
        capacity=prepared.capacity,
        notes=prepared.notes,
        counts=prepared.files.counts,
        not_placed=team.not_placed,
        currency=prepared.files.customers.currency,
        time_zones=team.zones,
        allocation=prepared.allocation,
    )


def plan(options: PlanOptions, observer: Observer | None = None) -> MonthPlan:
    """Plan a month in one call."""
    return solve(prepare(options), options, observer)


def _sound_files(options: PlanOptions) -> Files:
    """Read the files; those that are refused are searched for what later steps would refuse as well."""
    try:
        return read_files(options)
    except InputError as error:
        raise InputError(dict.fromkeys([*error.problems, *_later_problems(options)])) from error


def _later_problems(options: PlanOptions) -> Sequence[InputProblem]:
    """Return what is wrong beyond the bad rows: appointments on holidays, more visits than days."""
    try:
        files = read_files(options, set_aside=True)
        if files.reps is not None and files.reps.bad_rows:
            return ()  # without all reps, too much would seem wrong
        team, _, standings, _ = _gathered(files, options)
        _requirements(files, team, standings, replace(options, quarantine=None))
    except InputError as error:
        return error.problems
    return ()


def _gathered(
    files: Files, options: PlanOptions, given: Given | None = None
) -> tuple[Team, Assessment, Mapping[str, Standing], tuple[str, ...]]:
    """Return the team, every customer with a rep, what is known of customers, and notes on reps."""
    placed = None if given is None else given.placed
    team = with_history(gather_team(files, options, placed), files)
    team = with_carried(team, options.carried, options.month)
    assessed = assess(team.customers, options.policy, options.month)
    standings = with_patterns(standings_of(assessed), team.customers, options.rules)
    settled = None if given is None else given.settled
    team, notes = give_reps(team, standings, options.policy, settled)
    return team, assessed, standings, notes


def _without(team: Team, rows: Set[int]) -> Team:
    """Return the team without the customers of rows that are set aside."""
    kept = tuple(customer for customer in team.customers if customer.row not in rows)
    ids = {customer.customer_id for customer in kept}
    missing = {key: reason for key, reason in team.not_placed.items() if key in ids}
    return replace(team, customers=kept, not_placed=missing)


def _needing_a_place(team: Team, rows: Sequence[RequirementRow]) -> Team:
    """Return the team without complaints of customers to whom nobody drives: called, inactive."""
    visited = {row.customer_id for row in rows if row.channel == Channel.VISIT}
    missing = {key: reason for key, reason in team.not_placed.items() if key in visited}
    return replace(team, not_placed=missing)


def _requirements(
    files: Files, team: Team, standings: Mapping[str, Standing], options: PlanOptions
) -> tuple[RequirementSet, Files]:
    """Return the requirements; rows that they find wrong are refused or set aside like any other."""
    asked = build_requirements(_inputs(files, team, standings, options))
    names = {"customers": files.customers.file, "pins": files.pins.file if files.pins else "pins"}
    problems = [
        *(_renamed(problem, names) for problem in asked.problems),
        *pins_on_free_days(files.pins, team, options),
    ]
    if not problems:
        return asked, files
    files = settle(files, problems, set_aside=options.quarantine is not None)
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
        if not in_another_month(pin.date, options)
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
        owed=team.owed,
        missed=options.carried.missed,
    )
