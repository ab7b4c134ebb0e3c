"""Several months in a row: each is planned with the contacts of those before it."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from models.errors import OutputError
from models.month import Month, months_of
from models.plan import MonthPlan
from models.policy import Policy
from models.problem import Kind
from scheduler.io.figures import figures_of
from scheduler.io.write_cells import write_table
from scheduler.pipelines.carry import contacts, handed_on
from scheduler.pipelines.options import Carried, PlanOptions
from scheduler.pipelines.plan import Observer, Prepared, prepare, solve


class PlannedMonth(NamedTuple):
    """A month of a run: what was known before the solver, and the plan."""

    prepared: Prepared
    plan: MonthPlan


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """A month of a run in figures; the same words as in the workbook."""

    month: str
    visits_due: int
    visits_planned: int
    desk: int
    drive_min: int
    work_min: int
    late: int


@dataclass(frozen=True, slots=True)
class LateContact:
    """Two contacts of a customer, further apart than the interval and its tolerance allow.

    Parameters
    ----------
    first, second
        Their days; ``None`` where the run ends before the second one.
    days, allowed
        Days between them, or to the end of the run; the interval and its tolerance.
    reason
        What the month says of it: why a visit found no day, or why its window was wider.
    """

    customer_id: str
    rep_id: str
    segment: str
    first: dt.date
    second: dt.date | None
    days: int
    allowed: int
    reason: str


def plan_months(
    options: PlanOptions, count: int, observer: Observer | None = None
) -> Iterator[PlannedMonth]:
    """Plan several months from the same list, each as if the one before is made as it is planned.

    Parameters
    ----------
    options
        Of the first month; its limits of time and steps hold for each month.
    count
        Months.

    Yields
    ------
    PlannedMonth
        One after the other, as soon as it is planned.

    Raises
    ------
    InputError
        With everything that is wrong in the input.
    """
    carried = Carried(months=months_of(options.month, count))
    for month in carried.months:
        asked = replace(options, month=month, carried=carried)
        prepared = prepare(asked)
        plan = solve(prepared, asked, observer)
        carried = handed_on(plan, prepared.extras, carried)
        yield PlannedMonth(prepared, plan)


def figures_of_months(
    plans: Sequence[MonthPlan], late: Sequence[LateContact]
) -> tuple[MonthFigures, ...]:
    """Return a line a month; a late contact counts in the month in which it is made or still missing."""
    found = []
    for plan in plans:
        figures = figures_of(plan)
        last = plan is plans[-1]
        found.append(
            MonthFigures(
                month=str(plan.month),
                visits_due=int(figures.total("visits_due")),
                visits_planned=int(figures.total("visits_planned")),
                desk=int(figures.total("desk")),
                drive_min=int(figures.total("drive_min")),
                work_min=int(figures.total("work_min")),
                late=sum(_is_in(plan.month, item.second, last=last) for item in late),
            )
        )
    return tuple(found)


def _is_in(month: Month, day: dt.date | None, *, last: bool) -> bool:
    return last if day is None else month.first <= day <= month.last


def late_contacts(plans: Sequence[MonthPlan], policy: Policy) -> tuple[LateContact, ...]:
    """Return the customers whose contacts lie further apart than interval and tolerance.

    The list's last visit counts where its contact was not overdue before the first month already.
    Who was never contacted is among the unplanned visits of the months.
    """
    rows = {row.customer_id: row for row in plans[-1].rows}
    intervals = _intervals(plans)
    days = _days(plans, intervals)
    why = _reasons(plans)
    found = []
    for customer_id, interval in sorted(intervals.items()):
        allowed = interval + policy.due.tolerance_days(interval)
        made = days[customer_id]
        ends: list[dt.date | None] = [*made[1:], None] if made else []
        for first, second in zip(made, ends, strict=True):
            apart = ((second or plans[-1].month.last) - first).days
            if apart > allowed:
                row, reason = rows[customer_id], why.get(customer_id, "")
                found.append(
                    LateContact(
                        customer_id, row.rep_id, row.segment, first, second, apart, allowed, reason
                    )
                )
    return tuple(found)


def _intervals(plans: Sequence[MonthPlan]) -> dict[str, int]:
    """Return the interval of every customer whose contacts become due by themselves."""
    return {
        requirement.customer_id: requirement.interval_days
        for plan in plans
        for requirement in plan.problem.requirements
        if requirement.kind is not Kind.PROSPECT and requirement.interval_days
    }


def _days(plans: Sequence[MonthPlan], intervals: dict[str, int]) -> dict[str, list[dt.date]]:
    days: dict[str, list[dt.date]] = defaultdict(list)
    start = plans[0].month.first
    for customer_id, interval in intervals.items():
        last = plans[0].customers[customer_id].last_visit
        if last is not None and last + dt.timedelta(days=interval) >= start:
            days[customer_id].append(last)
    for plan in plans:
        for customer_id, day in contacts(plan):
            days[customer_id].append(day)
    return days


def _reasons(plans: Sequence[MonthPlan]) -> dict[str, str]:
    wide = {
        row.customer_id: row.why for plan in plans for row in plan.rows if "wider window" in row.why
    }
    without_a_day = {
        item.customer_id: f"{plan.month}: "
        + (item.reasons[0].text if item.reasons else "no reason was found")
        for plan in plans
        for item in plan.result.schedule.unplanned
    }
    return wide | without_a_day


def write_months(
    figures: Sequence[MonthFigures], late: Sequence[LateContact], folder: Path
) -> None:
    """Write ``months.csv`` and ``late.csv`` beside the folders of the months.

    Raises
    ------
    OutputError
        When they cannot be written.
    """
    tables = (("months.csv", MonthFigures, figures), ("late.csv", LateContact, late))
    try:
        for name, kind, rows in tables:
            names = kind.__slots__
            write_table(folder / name, names, ([getattr(row, n) for n in names] for row in rows))
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror}; choose another folder for --out") from error


def spread_of(plans: Sequence[MonthPlan]) -> float:
    """Return how unevenly the months are filled: the most visits of a month over the mean."""
    totals = Counter({str(plan.month): sum(row.visits for row in plan.rows) for plan in plans})
    return max(totals.values()) * len(plans) / max(1, totals.total())
