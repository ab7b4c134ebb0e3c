"""A plan as files: the folder that ``rounds plan`` writes, packed."""

import io
import zipfile
from pathlib import Path

from models.kept_plans import StoredPlan
from models.people import User
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.plans import open_plan
from scheduler.pipelines.app.scratch import scratch_folder
from scheduler.pipelines.write import write_plan_folder


def plan_archive(database: Database, user: User | None, stored: StoredPlan) -> bytes:
    """Return a ZIP archive of a plan's files, the same for the same plan.

    Raises
    ------
    OutputError
        There is no room for the files.
    """
    with database.work(user) as work:
        plan = open_plan(work, stored)
    with scratch_folder() as folder:
        out = folder / "plan"
        write_plan_folder(plan, out)
        return _packed(out, stored)


def _packed(folder: Path, stored: StoredPlan) -> bytes:
    content, at = io.BytesIO(), stored.created
    moment = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = path.relative_to(folder).as_posix()
                entry = zipfile.ZipInfo(name, moment)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
    return content.getvalue()
