"""All files of a published month: the folder that ``rounds plan`` writes, packed."""

from fastapi import APIRouter
from fastapi.responses import Response
from nicegui import ui

from scheduler.pipelines.app.months import published
from scheduler.pipelines.app.plan_files import plan_archive
from scheduler.web.caller import Asking
from scheduler.web.routes import Id, month_of
from scheduler.web.texts import _

router = APIRouter()


@router.get("/teams/{team_id}/months/{month}/publication.zip")
def files(who: Asking, team_id: Id, month: str) -> Response:
    """Give all files of the latest publication of a month."""
    user = who.signed_in()
    plan = published(who.database, user, team_id, month_of(month))
    headers = {
        "content-disposition": f'attachment; filename="{plan.month}-{plan.number}.zip"',
        "cache-control": "no-store",
    }
    content = plan_archive(who.database, user, plan)
    return Response(content, media_type="application/zip", headers=headers)


def files_link(month: str) -> None:
    """Put the way to the files on the page.

    Parameters
    ----------
    month
        Address of the published month.
    """
    link = ui.link(_("All files (ZIP)"), f"{month}/publication.zip").props("download")
    link.tooltip(_("Workbook, calendars, maps and report, as published"))
