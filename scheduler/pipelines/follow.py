"""Follow a month: the plan, what became of it, and what can be learned from it (P21, P22)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from models.actuals import Actual
from models.control import FollowedVisit, RepControl
from models.customers import Customer
from models.errors import InputError, InputProblem
from models.itinerary import day_lines
from models.plan import MonthPlan
from models.policy import Policy
from models.schedule import Schedule
from models.success import Control, RepGroup, Success
from scheduler.control import (
    Followed,
    MeetingFacts,
    MonthFacts,
    followed,
    is_about,
    missed_reasons,
    portfolios,
    rep_controls,
    rep_groups,
    success,
    team_control,
    unknown_visits,
)
from scheduler.io.actuals import currency_problems, read_actuals
from scheduler.io.customers import read_customers
from scheduler.io.follow_report import write_follow_report, write_meetings
from scheduler.io.follow_tables import write_reps, write_visits
from scheduler.io.follow_workbook import write_follow_workbook
from scheduler.io.ledger import attach_sales, read_sales_ledger
from scheduler.io.reading import Reading, ReadOptions, two_currencies
from scheduler.io.references import check_names
from scheduler.io.write_folder import FOLLOW_UP, atomic_folder, check_folder
from scheduler.pipelines.check import check
from scheduler.pipelines.follow_money import blue_customers, sales_of, targets_of
from scheduler.pipelines.notes import file_notes, sentence
from scheduler.pipelines.outputs import check_above, check_file

WRITERS = (write_visits, write_reps, write_follow_workbook, write_follow_report, write_meetings)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowOptions:
    """What a user asks for when a month is followed.

    Parameters
    ----------
    plan
        Output folder of the plan.
    actuals
        What became of its visits.
    customers
        The list of now, with the sales of the months since; without it nothing is known of them.
    sales
        Ledger for that list.
    mapping, date_order
        As for `rounds plan`.
    """

    plan: Path
    actuals: Path
    customers: Path | None = None
    sales: Path | None = None
    policy: Policy = field(default_factory=Policy)
    mapping: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    date_order: str = "auto"


@dataclass(frozen=True, slots=True)
class _Inputs:
    plan: MonthPlan
    schedule: Schedule
    actuals: Reading[Actual]
    customers: Mapping[str, Customer]
    notes: tuple[str, ...]


def follow(options: FollowOptions) -> Control:
    """Return a month against its plan.

    The plan is the one people worked to: ``schedule.csv`` as it may have been changed by hand.

    Raises
    ------
    InputError
        With everything that is wrong in plan, actuals and customers.
    """
    given = _read(options)
    plan = given.plan
    found = followed(plan, given.schedule, given.actuals.items)
    drive_min, meetings = _driving(plan, given.schedule)
    facts = MonthFacts(
        reported_to=found.reported_to,
        names={rep.rep_id: rep.name for rep in plan.reps.values()},
        drive_min=drive_min,
        targets=targets_of(plan, options.policy),
        sales=sales_of(plan, given.customers) if options.customers else {},
    )
    reps = rep_controls(found.visits, facts)
    preceded = success(given.customers, found, plan.month, options.policy.value.incomplete_months)
    drive_each = {rep: drive_min[rep] / max(1, meetings[rep]) for rep in drive_min}
    groups = _groups(given, found, (reps, preceded), (options.policy, drive_each))
    return Control(
        month=plan.month,
        currency=plan.currency or given.actuals.currency,
        reported_to=found.reported_to,
        visits=tuple(sorted(found.visits, key=_by_rep_and_day)),
        reps=reps,
        team=team_control(found.visits, facts),
        reasons=missed_reasons(found.visits),
        success=preceded,
        groups=groups,
        notes=tuple(map(sentence, (*_notes(found, plan), *given.notes))),
        questions=options.policy.falling.questions,
    )


def write_follow_folder(control: Control, out: Path) -> None:
    """Write report, workbook, tables and the packs of the meetings: whole, or not at all.

    Raises
    ------
    OutputError
        When the folder cannot be written; what was there before is still there.
    """
    with atomic_folder(out, FOLLOW_UP) as folder:
        for write in WRITERS:
            write(control, folder)


def check_follow_outputs(options: FollowOptions, out: Path, json: Path | None = None) -> None:
    """Refuse places that cannot be written or that hold something else, before anything is done.

    Raises
    ------
    OutputError
        With the first place that cannot be meant. Nothing has changed.
    """
    check_folder(out, out, FOLLOW_UP)
    check_above(out, "--out")
    if json is not None:
        given = (options.actuals, options.customers, options.sales)
        check_file(json, "--json", [path for path in given if path is not None])


def _read(options: FollowOptions) -> _Inputs:
    plan, checked = check(options.plan)
    asked = ReadOptions(mapping=options.mapping, date_order=options.date_order)
    actuals = read_actuals(options.actuals, asked)
    problems = [*actuals.errors, *_problems(actuals, plan)]
    readings: list[Reading[object]] = [actuals]  # type: ignore[list-item]
    customers = dict(plan.customers)
    if options.customers is not None:
        listed = _customers(options.customers, options.sales, asked)
        problems += listed.errors
        problems += two_currencies(listed, "the list is", "the plan", plan.currency)
        readings.append(listed)  # type: ignore[arg-type]
        customers |= {customer.customer_id: customer for customer in listed.items}
    elif options.sales is not None:
        what, advice = "a ledger belongs to a list of customers", "give --customers as well"
        problems.append(InputProblem("--sales", 0, "", str(options.sales), what, advice))
    if problems:
        raise InputError(problems)
    notes = list(file_notes(readings))
    broken = len(checked[-1].verdict.violations)
    if broken:
        rules = "1 fault" if broken == 1 else f"{broken:,} faults"
        notes.insert(0, f"the schedule has {rules}: see 'rounds check {options.plan}'")
    return _Inputs(plan, checked[-1].schedule, actuals, customers, tuple(notes))


def _customers(path: Path, sales: Path | None, asked: ReadOptions) -> Reading[Customer]:
    listed = read_customers(path, asked)
    if sales is None:
        return listed
    ledger = read_sales_ledger(sales, asked)
    attached = attach_sales(listed, ledger)
    return replace(attached, errors=(*attached.errors, *ledger.errors))


def _problems(actuals: Reading[Actual], plan: MonthPlan) -> Iterator[InputProblem]:
    """Yield what the plan does not know, in the rows that are about its month."""
    ours = replace(actuals, items=tuple(row for row in actuals.items if is_about(row, plan)))
    unknown = list(unknown_visits(plan, ours.items))
    for row in unknown:
        what = f"there is no such visit in the plan of {plan.month}"
        advice = "take it from schedule.csv or unplanned.csv, or give customer_id instead"
        yield InputProblem(actuals.file, row.row, "visit_id", row.visit_id, what, advice)
    known = replace(ours, items=tuple(row for row in ours.items if row not in unknown))
    yield from check_names(known, plan.customers, plan.reps)
    yield from currency_problems(actuals, plan.currency)


def _driving(plan: MonthPlan, schedule: Schedule) -> tuple[dict[str, int], dict[str, int]]:
    """Return planned minutes of driving and planned meetings, by rep."""
    minutes: dict[str, int] = defaultdict(int)
    meetings: dict[str, int] = defaultdict(int)
    for day in day_lines(plan.problem, schedule):
        minutes[day.route.rep_id] += day.drive_min
        meetings[day.route.rep_id] += day.meetings
    return dict(minutes), dict(meetings)


def _groups(
    given: _Inputs,
    found: Followed,
    results: tuple[tuple[RepControl, ...], Success],
    settings: tuple[Policy, Mapping[str, float]],
) -> tuple[RepGroup, ...]:
    (reps, preceded), (policy, drive_each) = results, settings
    facts = MeetingFacts(
        customers=given.customers,
        visits=found.visits,
        reps=reps,
        success=preceded,
        blue=blue_customers(given.plan, given.customers, policy),
        closing_ratio=policy.cost.closing_ratio,
        reported_to=found.reported_to,
    )
    return rep_groups(portfolios(given.plan.rows, given.plan.customers, drive_each), facts)


def _notes(found: Followed, plan: MonthPlan) -> Iterator[str]:
    if found.reported_to is None:
        yield f"no row of the actuals is about {plan.month}"
    silent = [visit for visit in found.visits if _is_silent(visit, found)]
    if silent:
        one = len(silent) == 1
        visits = (
            "1 planned visit or desk task"
            if one
            else f"{len(silent):,} planned visits and desk tasks"
        )
        what = f"ask what became of {'it' if one else 'them'}"
        yield f"{visits} up to {found.reported_to} without a word: {what}"
    if found.nowhere:
        shown = ", ".join(f"{row.customer_id} on {row.date}" for row in found.nowhere[:5])
        more = f" and {len(found.nowhere) - 5} more" if len(found.nowhere) > 5 else ""
        yield f"missed or moved, but nothing was planned, so not counted: {shown}{more}"
    if found.elsewhere:
        rows = "1 row" if found.elsewhere == 1 else f"{found.elsewhere:,} rows"
        yield f"{rows} about other months, not counted here"


def _by_rep_and_day(visit: FollowedVisit) -> tuple[str, dt.date, str]:
    return visit.rep_id, visit.planned or visit.date or dt.date.max, visit.customer_id


def _is_silent(visit: FollowedVisit, found: Followed) -> bool:
    if visit.planned is None or found.reported_to is None or visit.date is not None:
        return False
    return visit.planned <= found.reported_to
