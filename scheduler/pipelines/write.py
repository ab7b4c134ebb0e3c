"""Write all files of a plan: whole, or not at all."""

from pathlib import Path

from models.errors import OutputError
from models.plan import MonthPlan
from scheduler.io.ics import write_calendars
from scheduler.io.plan_json import write_plan
from scheduler.io.quarantine import write_quarantine
from scheduler.io.report import write_report
from scheduler.io.workbook import write_workbook
from scheduler.io.write_allocation import write_allocation
from scheduler.io.write_folder import atomic_folder
from scheduler.io.write_tables import (
    write_changes,
    write_days,
    write_requirements,
    write_schedule,
    write_unplanned,
)
from scheduler.maps.write import write_maps
from scheduler.pipelines.reading import Files

WRITERS = (
    write_schedule,
    write_days,
    write_unplanned,
    write_requirements,
    write_changes,
    write_allocation,
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


def write_bad_rows(files: Files, path: Path | None) -> int:
    """Write the rows that were set aside, where the user asked for it; return their number.

    Raises
    ------
    OutputError
        When the file cannot be written.
    """
    if path is None:
        return 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; choose another --quarantine") from error
    return write_quarantine(path, files.readings())
