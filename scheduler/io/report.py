"""``report.html``: the month on one page that needs nothing else, on screen and on paper."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.changes import ChangeKind, Slot
from models.plan import MonthPlan
from models.problem import Workday
from models.proof import proof_texts
from models.rules.registry import SOFT_RULES
from models.schedule import Unplanned, reason_texts
from models.units import clock_text, hours_text
from scheduler.io.figures import (
    Figures,
    RepFigures,
    figures_of,
    weeks_of,
)
from scheduler.io.pages import render
from scheduler.io.write_tables import all_unplanned

_HEAT_LEVELS = 4


@dataclass(frozen=True, slots=True)
class _HeatDay:
    """A field of a rep's small calendar; `level` 0 is a free workday, -1 a day off.

    A day is past where a re-plan has left it behind as history.
    """

    number: int
    level: int
    meetings: int
    told: str
    past: bool


@dataclass(frozen=True, slots=True)
class _MissingVisit:
    """A line of the table of what has no day."""

    name: str
    customer_id: str
    segment: str
    due: dt.date | None
    reasons: list[str]
    help: tuple[str, ...]


def write_report(plan: MonthPlan, folder: Path) -> None:
    """Write ``report.html``; every text in it is escaped, nothing is loaded from elsewhere."""
    (folder / "report.html").write_text(report_page(plan), encoding="utf-8", newline="\n")


def report_page(plan: MonthPlan) -> str:
    """Return the page."""
    return render("report.html", _view(plan))


def _view(plan: MonthPlan) -> dict[str, Any]:
    figures = figures_of(plan)
    weeks = [week for rep in figures.reps for week in rep.weeks]
    return {
        "plan": plan,
        "title": f"Visits of {plan.month.first.strftime('%B %Y')}",
        "figures": figures,
        "proof": proof_texts(plan.result.proof),
        "most_work": max([1, *(max(week.work_min, week.available_min) for week in weeks)]),
        "heat": {rep.rep_id: _heat(plan, figures, rep) for rep in figures.reps},
        "weekdays": _weekday_names(plan.problem.week_start),
        "rules": _rules(plan),
        "changed": _changed(plan),
        "missing": [_missing(plan, entry) for entry in all_unplanned(plan)],
        "result": plan.result,
    }


def _weekday_names(week_start: int) -> list[str]:
    monday = dt.date(2024, 1, 1)
    days = (monday + dt.timedelta(days=(week_start + k) % 7) for k in range(7))
    return [day.strftime("%a") for day in days]


def _heat(plan: MonthPlan, figures: Figures, rep: RepFigures) -> list[list[_HeatDay | None]]:
    """Return a rep's month as weeks of seven fields; ``None`` lies outside the month."""
    told = {day.route.date: day for day in figures.days if day.route.rep_id == rep.rep_id}
    weeks = []
    for first in weeks_of(plan.problem):
        dates = [first + dt.timedelta(days=k) for k in range(7)]
        week: list[_HeatDay | None] = []
        for date in dates:
            workday = plan.problem.workday_of.get((rep.rep_id, date))
            meetings = told[date].meetings if date in told else 0
            drive = told[date].drive_min if date in told else 0
            inside = plan.month.first <= date <= plan.month.last
            past = date < (plan.problem.history_before or plan.month.first)
            field = _heat_day(date, workday, (meetings, drive), past=past)
            week.append(field if inside else None)
        weeks.append(week)
    return weeks


def _heat_day(
    date: dt.date, workday: Workday | None, done: tuple[int, int], *, past: bool
) -> _HeatDay:
    meetings, drive_min = done
    note = f" ({workday.note})" if workday and workday.note else ""
    words = f"{meetings} meetings, {hours_text(drive_min)} driving"
    words = words if meetings else ("no meetings" if workday else "day off")
    level = -1 if workday is None and not meetings else 0
    if meetings:
        cap = max(1, workday.cap if workday else meetings)
        level = max(1, min(_HEAT_LEVELS, round(_HEAT_LEVELS * meetings / cap)))
    words += "; history" if past else ""
    told = f"{date:%a} {date.day} {date:%b}{note}: {words}"
    return _HeatDay(date.day, level, meetings, told, past)


def _rules(plan: MonthPlan) -> list[dict[str, Any]]:
    known = {rule.name: rule for rule in SOFT_RULES}
    lines = plan.result.score.lines
    most = max([1.0, *(line.cost_min for line in lines)])
    return [
        {
            "name": line.rule.replace("_", " "),
            "sentence": known[line.rule].sentence if line.rule in known else "",
            "unit": known[line.rule].unit if line.rule in known else "",
            "amount": line.amount,
            "cost": line.cost_min,
            "share": line.cost_min / most,
        }
        for line in lines
    ]


def _changed(plan: MonthPlan) -> list[dict[str, Any]]:
    """Return what a re-plan changed, other times of the same day left to changes.csv."""
    return [
        {
            "name": change.name,
            "customer_id": change.customer_id,
            "kind": change.kind.value,
            "before": _slot(change.before),
            "after": _slot(change.after),
            "why": change.why,
        }
        for change in plan.changes
        if change.kind is not ChangeKind.RETIMED
    ]


def _slot(at: Slot | None) -> str:
    if at is None:
        return "–"
    return f"{at.date:%a} {at.date.day} {at.date:%b} {clock_text(at.time_min)}, {at.rep_id}"


def _missing(plan: MonthPlan, entry: Unplanned) -> _MissingVisit:
    requirement = plan.problem.requirement_of.get(entry.visit_id)
    customer = plan.customers.get(entry.customer_id)
    need = plan.problem.need_of.get(entry.visit_id)
    name = requirement.name if requirement else (customer.name if customer else "")
    return _MissingVisit(
        name=name or entry.customer_id,
        customer_id=entry.customer_id,
        segment=requirement.segment if requirement else "",
        due=need.due if need else None,
        reasons=reason_texts(entry.reasons),
        help=entry.what_would_help,
    )
