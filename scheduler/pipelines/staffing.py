"""How many people it takes, and where the next ones should live (P13, P23)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

from models.customers import Customer, Status
from models.errors import InputError, InputProblem
from models.hiring import Hire, RepLoad, Staffing
from models.staffing import DrivingNorm, Headcount, Market, RepYear, Step
from scheduler.pipelines.give_reps import give_reps
from scheduler.pipelines.notes import file_notes, sentence
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.plan import Observer
from scheduler.pipelines.reading import Files, read_files
from scheduler.pipelines.staffing_hires import TeamYear, hires_of, rep_loads
from scheduler.pipelines.staffing_measure import measured_by_planning, measured_in_folders
from scheduler.pipelines.staffing_years import check_tables, rep_years, served_customers
from scheduler.pipelines.standings import assess, standings_of
from scheduler.pipelines.team import Team, gather_team
from scheduler.requirements import Standing
from scheduler.staffing import (
    market_headcount,
    market_of,
    mean_year,
    normal_meetings,
    portfolio_headcount,
    speed_step,
    won_steps,
    work_lines,
    year_steps,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffingOptions:
    """What a user asks of the staffing.

    Parameters
    ----------
    lists
        The files, and the limits of the months that are planned to measure the driving.
    plans
        Folders of plans to measure it in instead.
    measure
        So many months are planned for it.
    prospects, months
        The market, and in how many months it is to be met; without, the prospects of the list in
        twelve months.
    hire
        So many homes are proposed.
    """

    lists: PlanOptions
    plans: Sequence[Path] = ()
    measure: int = 1
    prospects: int | None = None
    months: int | None = None
    hire: int = 1


def staffing(options: StaffingOptions, observer: Observer | None = None) -> tuple[Staffing, Files]:
    """Return how many people it takes, with the arithmetic, and the files.

    Raises
    ------
    InputError
        With everything that is wrong in the input.
    """
    lists, policy = options.lists, options.lists.policy
    check_tables(policy)
    files = read_files(lists)
    team = gather_team(files, lists)
    named = {c.customer_id for c in team.customers if c.rep_ids}
    assessed = assess(team.customers, policy, lists.month)
    standings = standings_of(assessed)
    given, territory_notes = give_reps(team, standings, policy)
    norms, measured = _measured(options, team, observer)
    served = served_customers(given.customers, standings, team.reps, norms, policy)
    if not any(one.year.tasks for one in served):
        what = "no customer is kept in contact with: there is no work to count"
        raise InputError([InputProblem(files.customers.file, 0, "", "", what, "check the list")])
    years = rep_years(team.reps, lists)
    whole = TeamYear(reps=team.reps, years=years, served=served, norms=norms, policy=policy)
    loads = rep_loads(whole)
    year = mean_year(list(years.values()))
    lines = work_lines([one.year for one in served])
    existing = portfolio_headcount(lines, year)
    market = _market(options, team.customers, (standings, norms[0]))
    counts = _headcounts(existing, market, year, (len(team.reps), len(served)))
    hires = hires_of(whole, loads, options.hire)
    notes = (
        *_verdicts(counts, loads, len(team.reps)),
        *_spare_notes(loads, hires),
        *_hire_notes(hires, named),
        measured,
        *_assumptions(options, market),
        *team.questions,
        *assessed.notes,
        *territory_notes,
        *file_notes(files.readings()),
    )
    found = Staffing(
        month=str(lists.month),
        reps=team.reps,
        lines=lines,
        loads=loads,
        norms=norms,
        measured=measured,
        year=year,
        headcounts=counts,
        market=market,
        hires=hires,
        notes=tuple(map(sentence, notes)),
        currency=files.customers.currency,
    )
    return found, files


def _measured(
    options: StaffingOptions, team: Team, observer: Observer | None
) -> tuple[tuple[DrivingNorm, ...], str]:
    if options.plans:
        return measured_in_folders(options.plans, [rep.rep_id for rep in team.reps])
    return measured_by_planning(options.lists, options.measure, observer)


def _market(
    options: StaffingOptions,
    customers: Sequence[Customer],
    given: tuple[Mapping[str, Standing], DrivingNorm],
) -> Market | None:
    """Return the market that is asked for, or the prospects of the list; ``None`` without any."""
    standings, driving = given
    policy = options.lists.policy
    listed = [c for c in customers if c.status is Status.PROSPECT]
    count = len(listed) if options.prospects is None else options.prospects
    if not count:
        return None
    known = [s.value for s in standings.values() if s.value is not None and s.value > 0]
    average = fmean(known) if known else 0.0
    ratios = [c.closing_ratio or policy.cost.closing_ratio for c in listed]
    values = [average if c.expected_value is None else c.expected_value for c in listed]
    worth = (
        fmean(ratios) if ratios else policy.cost.closing_ratio,
        fmean(values) if values else average,
    )
    return market_of(count, options.months or 12, worth, driving, policy)


def _headcounts(
    existing: Headcount, market: Market | None, year: RepYear, present: tuple[int, int]
) -> tuple[Headcount, ...]:
    """Return the headcounts with all their steps; `present` are the reps and customers of today."""
    reps, customers = present
    told = replace(existing, steps=(*year_steps(year), *existing.steps))
    if market is None:
        return (told,)
    wanted = market_headcount(market, existing, year)
    more: list[Step] = [*wanted.steps]
    if year.prospecting_share:
        more.append(speed_step(market, year, reps))
    more += won_steps(market, existing, customers)
    return told, replace(wanted, steps=tuple(more))


def _verdicts(counts: Sequence[Headcount], loads: Sequence[RepLoad], reps: int) -> list[str]:
    """Return in a sentence each how many people it takes, and who has too much."""
    told = []
    for count in counts:
        spare = reps - count.people
        there = "as many as there are"
        if spare:
            there = f"{abs(spare)} {'fewer' if spare > 0 else 'more'} than the {reps} there are"
        told.append(
            f"{count.name}: {count.exact:.1f} reps, in whole people {count.people}; {there}"
        )
    full = [f"{load.rep_id} {load.load:.0%}" for load in loads if load.load > 1]
    if any(count.people < reps for count in counts):
        told.append(
            f"the driving is that of {reps} homes: with fewer reps the ways get longer, so compare "
            "plans before anybody goes"
        )
    if full:
        told.append(f"a year's work does not fit: {', '.join(full)} of a productive year")
    return told


def _spare_notes(loads: Sequence[RepLoad], hires: Sequence[Hire]) -> list[str]:
    """Return what present and new reps could earn with time that no due contact needs."""
    spare = sum(load.spare_earns for load in loads)
    told = []
    if spare:
        told.append(
            f"time that no due contact needs: with extra meetings the present {len(loads)} reps could "
            f"earn {spare:,.0f} a year (margin, by the response curve); use it before you hire for sales"
        )
    for hire in hires:
        due = f"contacts that are due and become possible earn {hire.due_earns:,.0f}"
        if not hire.due_earns:
            due = "no due contact lacks a rep today"
        told.append(
            f"{hire.rep.rep_id} in {hire.town}: {hire.customers:,} customers, {hire.saved_min / 60:,.0f} h "
            f"of driving fall away; {due}; extra meetings could earn {hire.extra_earns:,.0f}; costs "
            f"{hire.cost:,.0f} a year{_others(hire)}"
        )
    return told


def _others(hire: Hire) -> str:
    """Return the next best towns: where they save nearly as much, other reasons may decide."""
    told = ", ".join(f"{town} {saved / 60:,.0f} h" for town, saved in hire.others)
    return f" (next best: {told})" if told else ""


def _hire_notes(hires: Sequence[Hire], named: set[str]) -> list[str]:
    moved = {move.customer_id for hire in hires for move in hire.moves}
    fixed = len(moved & named)
    if not fixed:
        return []
    who = (
        "1 customer who would move names"
        if fixed == 1
        else f"{fixed:,} customers who would move name"
    )
    return [f"{who} a rep in the list: change rep_id there as in moves.csv, or a plan leaves them with theirs"]  # fmt: skip


def _assumptions(options: StaffingOptions, market: Market | None) -> list[str]:
    """Return what was assumed and can be set."""
    policy = options.lists.policy
    staffing, capacity = policy.staffing, policy.capacity
    a_year = ", ".join(
        f"{name} {shown:g} and {paper:g}"
        for name, shown, paper in zip(
            "ABCD", staffing.presentations, staffing.contracts, strict=True
        )
    )
    told = [
        f"presentations and paperwork a year by category: {a_year} (policy: table staffing)",
        f"away days a year: {staffing.absence_days}, or as many as the list names (staffing.absence_days)",
        (
            f"a normal month has room for {normal_meetings(capacity)} meetings a rep: "
            f"{capacity.daily_cap} a day on {capacity.working_days} days; the headcount counts the "
            "caps and the calendar of the reps"
        ),
    ]
    if not options.lists.country:
        told.append("no public holidays are taken off the year: give --country")
    if market is None:
        told.append("no prospects in the list: give --prospects and --months for the market")
    return told
