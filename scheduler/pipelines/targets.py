"""Targets of a team by rep, category and month (P17-P19), and what each lever is worth (P24)."""

from collections.abc import Mapping
from dataclasses import replace

from models.month import Month, months_of
from models.policy import Policy
from models.reps import Rep
from models.targets import Targets
from scheduler.calendars import holiday_calendar, workdays
from scheduler.pipelines.give_reps import give_reps
from scheduler.pipelines.notes import file_notes, sentence
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.ratios import ratio_of
from scheduler.pipelines.reading import Files, read_files
from scheduler.pipelines.standings import Assessment, assess, standings_of
from scheduler.pipelines.team import Team, gather_team
from scheduler.portfolio import RepMonth, target_lines
from scheduler.staffing import normal_meetings, prospect_meetings, target_levers


def targets(
    options: PlanOptions,
    *,
    months: int = 1,
    meetings: int | None = None,
    closing: str | None = None,
) -> tuple[Targets, Files]:
    """Return the targets of some months, from the month of the options on, and the files.

    Parameters
    ----------
    meetings
        With prospects, for each rep in a full month; without, what the policy says.
    closing
        Closings per meeting of prospects that name none, e.g. ``5:1``; without, the policy's.

    Raises
    ------
    InputError
        With everything that is wrong in the input.
    """
    options = replace(options, policy=_policy(options.policy, meetings, closing))
    files = read_files(options)
    team = gather_team(files, options)
    assessed = assess(team.customers, options.policy, options.month)
    team, territory_notes = give_reps(team, standings_of(assessed), options.policy)
    lines = [
        line
        for month in months_of(options.month, months)
        for rep in team.reps
        for line in target_lines(
            _rep_month(rep, month, options),
            team.customers,
            assessed.values,
            assessed.categories,
            options.policy,
        )
    ]
    first = [line for line in lines if line.month == options.month]
    notes = (*_notes(team, assessed, options.policy), *territory_notes)
    found = Targets(
        lines=tuple(lines),
        levers=target_levers(first, options.policy.target.change),
        notes=tuple(map(sentence, (*notes, *file_notes(files.readings())))),
        currency=files.customers.currency,
    )
    return found, files


def targets_figures(found: Targets) -> Mapping[str, object]:
    """Return what the tables of the targets show, as JSON values."""
    return {
        "currency": found.currency,
        "targets": [
            {
                "rep_id": line.rep_id,
                "month": str(line.month),
                "segment": line.segment,
                "customers": line.customers,
                "unknown": line.unknown,
                "value": line.value,
                "goal": line.goal,
                "meetings": line.meetings,
                "closing_ratio": line.closing_ratio,
                "average_value": line.average_value,
                "target": line.target,
            }
            for line in found.lines
        ],
        "total": found.total(),
        "levers": [
            {"lever": lever.name, "before": lever.before, "after": lever.after}
            for lever in found.levers
        ],
        "notes": list(found.notes),
    }


def _policy(policy: Policy, meetings: int | None, closing: str | None) -> Policy:
    if meetings is not None:
        policy = replace(policy, target=replace(policy.target, prospect_meetings=meetings))
    if closing is not None:
        ratio = float(ratio_of("--closing", closing))
        policy = replace(policy, cost=replace(policy.cost, closing_ratio=ratio))
    return policy


def employed_share(rep: Rep, month: Month) -> float:
    """Return the part of a month's days on which a rep is employed, 0 to 1."""
    days = month.days()
    start, end = rep.start_date or days[0], rep.end_date or days[-1]
    return sum(start <= day <= end for day in days) / len(days)


def _rep_month(rep: Rep, month: Month, options: PlanOptions) -> RepMonth:
    """Return what a rep's month has room for; part months are prorated by days of employment."""
    policy = options.policy
    holidays = holiday_calendar(options.country, month, policy)
    share = employed_share(rep, month)
    room = prospect_meetings(rep, workdays(rep, month, holidays, policy), share, policy)
    return RepMonth(rep.rep_id, month, room, share)


def _notes(team: Team, assessed: Assessment, policy: Policy) -> list[str]:
    unknown = sum(
        assessed.values[c.customer_id].amount is None and c.status == "active"
        for c in team.customers
    )
    notes = []
    if unknown:
        who = "1 customer" if unknown == 1 else f"{unknown} customers"
        notes.append(f"{who} of unknown value: nothing to the target but the growth goal")
    capacity = policy.capacity
    notes.append(
        f"a normal month has room for {normal_meetings(capacity)} meetings a rep: "
        f"{capacity.daily_cap} a day on {capacity.working_days} days"
    )
    return [*notes, *assessed.notes, *team.questions]
