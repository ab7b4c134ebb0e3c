"""Write all files of a plan: whole, or not at all."""

from pathlib import Path

from models.plan import MonthPlan
from scheduler.io.ics import write_calendars
from scheduler.io.plan_json import write_plan
from scheduler.io.report import write_report
from scheduler.io.workbook import write_workbook
from scheduler.io.write_folder import atomic_folder
from scheduler.io.write_tables import (
    write_days,
    write_requirements,
    write_schedule,
    write_unplanned,
)
from scheduler.maps.write import write_maps

WRITERS = (
    write_schedule,
    write_days,
    write_unplanned,
    write_requirements,
    write_plan,
    write_workbook,
    write_calendars,
    write_report,
    write_maps,
)


def write_plan_folder(plan: MonthPlan, out: Path) -> None:
    """Write the output folder of a plan.

    Raises
    ------
    OutputError
        When it cannot be written; what was there before is still there.
    """
    with atomic_folder(out) as folder:
        for write in WRITERS:
            write(plan, folder)
