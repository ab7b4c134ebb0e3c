"""Driving for a meeting, from planned months: planned for it, or the folders of plans (P23)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from models.errors import InputError, InputProblem
from models.itinerary import DayLine, day_lines
from models.plan import MonthPlan
from models.problem import MonthProblem
from models.schedule import Schedule
from models.staffing import DrivingNorm
from models.travel import customer_key
from scheduler.pipelines.check import check
from scheduler.pipelines.months import plan_months
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.plan import Observer
from scheduler.staffing import DrivenDay, driving_norms


def measured_in_folders(
    folders: Sequence[Path], rep_ids: Sequence[str]
) -> tuple[tuple[DrivingNorm, ...], str]:
    """Return the driving in plans that lie in folders, as changed by hand, and how it was measured.

    Raises
    ------
    InputError
        Where there is no plan, nobody is met in it, or it is one of other reps.
    """
    days: list[DrivenDay] = []
    months = []
    for folder in folders:
        plan, found = check(folder)
        own = driven_days(plan.problem, found[-1].schedule)
        known = [day for day in own if day.rep_id in set(rep_ids)]
        if not known:
            what = "no meeting of the listed reps has a day in this plan"
            advice = "give --plan the plan of the same reps, or leave it out"
            raise InputError([InputProblem(str(folder), 0, "", "", what, advice)])
        days += known
        months.append(f"{plan.month} in {folder}")
    return driving_norms(days, rep_ids), _told(days, f"the plan of {', '.join(months)}")


def measured_by_planning(
    options: PlanOptions, months: int, observer: Observer | None = None
) -> tuple[tuple[DrivingNorm, ...], str]:
    """Return the driving in months that are planned for it, and how it was measured.

    Raises
    ------
    InputError
        With everything that is wrong in the input, or when no meeting has a day.
    """
    options = replace(options, prove=False)  # only the driving is looked at
    plans: list[MonthPlan] = [p.plan for p in plan_months(options, months, observer)]
    days = [day for plan in plans for day in driven_days(plan.problem, plan.result.schedule)]
    if not days:
        what = f"nobody is visited in {options.month}: driving cannot be measured"
        advice = "take another --month, or several with --measure"
        raise InputError([InputProblem(str(options.customers), 0, "", "", what, advice)])
    names = f"{plans[0].month}" if months == 1 else f"{plans[0].month} to {plans[-1].month}"
    limit = f"{options.seconds:g} s" if options.seconds else f"{options.iterations} steps a visit"
    each = " each" if months > 1 else ""
    rep_ids = list(plans[0].reps)
    return driving_norms(days, rep_ids), _told(days, f"{names}, planned for it ({limit}{each})")


def driven_days(problem: MonthProblem, schedule: Schedule) -> list[DrivenDay]:
    """Return the days of a schedule on which anybody is met."""
    lines = [line for line in day_lines(problem, schedule) if line.workday and line.meetings]
    return [_driven(problem, line) for line in lines]


def _driven(problem: MonthProblem, line: DayLine) -> DrivenDay:
    matrix = problem.travel[line.route.rep_id]
    assert line.workday is not None, "asked only of days of work"
    start, end = matrix.index[line.workday.start], matrix.index[line.workday.end]
    stops = [
        matrix.index[customer_key(stop.requirement.customer_id)]
        for stop in line.stops
        if not stop.requirement.is_desk
    ]
    ways = tuple(float(matrix.minutes[start][at] + matrix.minutes[at][end]) for at in stops)
    return DrivenDay(line.route.rep_id, ways, line.drive_min, line.drive_m)


def norm_for(rep_id: str, norms: Iterable[DrivingNorm]) -> DrivingNorm:
    """Return the driving of a rep; of one who met nobody, the team's."""
    team, *others = norms
    own = [norm for norm in others if norm.rep_id == rep_id]
    return own[0] if own else replace(team, rep_id=rep_id)


def _told(days: Sequence[DrivenDay], source: str) -> str:
    meetings = sum(len(day.ways_min) for day in days)
    drive = sum(day.drive_min for day in days)
    return (
        f"driving as measured in {source}: {meetings:,} meetings on {len(days):,} days out drive "
        f"{drive:,.0f} min, {drive / meetings:.1f} a meeting"
    )
