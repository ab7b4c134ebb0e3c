"""The month as tables: ``schedule.csv``, ``days.csv``, ``unplanned.csv`` and their like."""

from collections.abc import Iterator
from pathlib import Path

from models.changes import Change, Slot
from models.itinerary import DayLine, StopLine, day_lines
from models.plan import MonthPlan, RequirementRow
from models.schedule import Reason, ReasonCode, Unplanned, reason_texts
from models.units import clock_text
from scheduler.io.write_cells import write_table

SCHEDULE_COLUMNS = (
    "rep_id",
    "date",
    "stop",
    "visit_id",
    "customer_id",
    "customer_name",
    "lat",
    "lon",
    "arrive",
    "depart",
    "drive_min",
    "drive_km",
    "kind",
    "pinned",
)
DAYS_COLUMNS = (
    "rep_id",
    "date",
    "leave",
    "home",
    "meetings",
    "drive_min",
    "drive_km",
    "work_min",
    "overtime_min",
)
UNPLANNED_COLUMNS = ("visit_id", "customer_id", "reason_codes", "reasons", "what_would_help")
REQUIREMENTS_COLUMNS = (
    "customer_id",
    "rep_id",
    "segment",
    "value",
    "channel",
    "visits",
    "due_dates",
    "minutes",
    "min_gap_days",
    "max_gap_days",
    "why",
)
CHANGES_COLUMNS = (
    "change",
    "visit_id",
    "customer_id",
    "customer_name",
    "from_rep",
    "from_date",
    "from_time",
    "to_rep",
    "to_date",
    "to_time",
    "why",
)
_PLACE_ADVICE = "give lat and lon, or correct city and postcode"


def write_schedule(plan: MonthPlan, folder: Path) -> None:
    """Write ``schedule.csv``: a row per stop, by rep, date and order."""
    days = day_lines(plan.problem, plan.result.schedule)
    rows = (_schedule_row(day, line) for day in days for line in day.stops)
    write_table(folder / "schedule.csv", SCHEDULE_COLUMNS, rows)


def write_days(plan: MonthPlan, folder: Path) -> None:
    """Write ``days.csv``: a row per rep and day with stops, the way home included."""
    days = day_lines(plan.problem, plan.result.schedule)
    write_table(folder / "days.csv", DAYS_COLUMNS, (_day_row(day) for day in days))


def write_unplanned(plan: MonthPlan, folder: Path) -> None:
    """Write ``unplanned.csv``: visits without a day, then customers without a place."""
    rows = (
        (
            entry.visit_id or None,
            entry.customer_id,
            ";".join(dict.fromkeys(reason.code.value for reason in entry.reasons)),
            "; ".join(reason_texts(entry.reasons)),
            "; ".join(entry.what_would_help),
        )
        for entry in all_unplanned(plan)
    )
    write_table(folder / "unplanned.csv", UNPLANNED_COLUMNS, rows)


def write_requirements(plan: MonthPlan, folder: Path) -> None:
    """Write ``requirements.csv``: a row per customer and channel, due or not."""
    table = (_requirement_row(row) for row in plan.rows)
    write_table(folder / "requirements.csv", REQUIREMENTS_COLUMNS, table)


def write_changes(plan: MonthPlan, folder: Path) -> None:
    """Write ``changes.csv`` of a re-plan: a row per visit that is not where it was published."""
    if plan.problem.history_before is not None:
        table = (_change_row(change) for change in plan.changes)
        write_table(folder / "changes.csv", CHANGES_COLUMNS, table)


def all_unplanned(plan: MonthPlan) -> Iterator[Unplanned]:
    """Yield every visit without a day, then every customer who could not be placed.

    The latter have an empty ``visit_id``: one row tells what all their visits wait for.
    """
    told = set()
    for entry in plan.result.schedule.unplanned:
        told.add(entry.customer_id)
        yield entry
    for customer_id, text in plan.not_placed.items():
        if customer_id not in told:
            # The words of the search for a place end with what to do about it.
            what, _, advice = text.partition("; ")
            reason = Reason(ReasonCode.NOT_PLACED, what)
            yield Unplanned("", customer_id, (reason,), (advice or _PLACE_ADVICE,))


def _schedule_row(day: DayLine, line: StopLine) -> tuple[object, ...]:
    requirement = line.requirement
    place = None if requirement.is_desk else requirement.place
    return (
        day.route.rep_id,
        day.route.date,
        line.number,
        line.need.visit_id,
        requirement.customer_id,
        requirement.name,
        place.lat if place else None,
        place.lon if place else None,
        clock_text(line.arrive_min),
        clock_text(line.depart_min),
        line.drive_min,
        f"{line.drive_m / 1000:.1f}",
        requirement.kind.value,
        line.pinned,
    )


def _day_row(day: DayLine) -> tuple[object, ...]:
    return (
        day.route.rep_id,
        day.route.date,
        clock_text(day.leave_min),
        clock_text(day.home_min),
        day.meetings,
        day.drive_min,
        f"{day.drive_m / 1000:.1f}",
        day.work_min,
        day.overtime_min,
    )


def _change_row(change: Change) -> tuple[object, ...]:
    named = (change.visit_id, change.customer_id, change.name)
    places = (*_slot(change.before), *_slot(change.after))
    return (change.kind.value, *named, *places, change.why)


def _slot(at: Slot | None) -> tuple[object, ...]:
    return (None, None, None) if at is None else (at.rep_id, at.date, clock_text(at.time_min))


def _requirement_row(row: RequirementRow) -> tuple[object, ...]:
    return (
        row.customer_id,
        row.rep_id,
        row.segment,
        None if row.value is None else f"{row.value:.2f}",
        row.channel,
        row.visits,
        ";".join(day.isoformat() for day in row.due_dates),
        row.minutes,
        row.min_gap_days,
        row.max_gap_days,
        row.why,
    )
