"""What is told of a staffing: its folder, and its tables as JSON values (P23)."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

from models.hiring import Hire, Staffing
from models.policy import Policy
from models.reps import Rep
from scheduler.calendars.hours import parse_weekdays
from scheduler.io.reps_csv import write_reps_csv
from scheduler.io.staffing_tables import write_staffing_tables
from scheduler.io.staffing_workbook import write_staffing_workbook
from scheduler.io.write_folder import STAFFING, atomic_folder
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.outputs import check_outputs


def check_staffing_outputs(lists: PlanOptions, out: Path, json: Path | None) -> None:
    """Refuse places that cannot be written, before anything is done.

    Raises
    ------
    OutputError
        With the first place that cannot be meant.
    """
    check_outputs(lists, out, json, STAFFING)


def write_staffing_folder(found: Staffing, out: Path, policy: Policy) -> None:
    """Write ``staffing.csv``, ``staffing.xlsx``, ``reps.csv`` and ``moves.csv``.

    Parameters
    ----------
    policy
        Its weekdays of work are written for reps who have none of their own.

    Raises
    ------
    OutputError
        When they cannot be written; what was there before is still there.
    """
    with atomic_folder(out, STAFFING) as folder:
        write_staffing_tables(found, folder)
        write_staffing_workbook(found, folder)
        write_reps_csv(_all_reps(found, policy), folder / "reps.csv")


def _all_reps(found: Staffing, policy: Policy) -> list[Rep]:
    """Return present and proposed reps; a list may not leave the weekdays of a single rep open."""
    usual = parse_weekdays(policy.rep.work_days)
    reps = (*found.reps, *(hire.rep for hire in found.hires))
    return [
        replace(rep, work_days=usual if rep.work_days is None else rep.work_days) for rep in reps
    ]


def staffing_figures(found: Staffing) -> Mapping[str, object]:
    """Return what the tables of the staffing show, as JSON values."""
    return {
        "month": found.month,
        "currency": found.currency,
        "measured": found.measured,
        "driving": [asdict(norm) | {"per_meeting": norm.per_meeting} for norm in found.norms],
        "work": [asdict(line) for line in found.lines],
        "reps": [asdict(load) | {"load": load.load} for load in found.loads],
        "headcounts": [
            asdict(count) | {"exact": count.exact, "people": count.people, "today": len(found.reps)}
            for count in found.headcounts
        ],
        "market": None
        if found.market is None
        else asdict(found.market) | {"customers": found.market.customers},
        "hires": [_hire_figures(hire) for hire in found.hires],
        "notes": list(found.notes),
    }


def _hire_figures(hire: Hire) -> Mapping[str, object]:
    names = (
        *("town", "customers", "meetings", "relieved_min", "saved_min", "saved_m", "due_earns"),
        *("due_sales", "extra_earns", "extra_sales", "hours_cost", "km_cost", "cost"),
    )
    told = {"rep_id": hire.rep.rep_id, "lat": hire.place.lat, "lon": hire.place.lon}
    others = [{"town": town, "saved_min": saved} for town, saved in hire.others]
    return told | {name: getattr(hire, name) for name in names} | {"others": others}
