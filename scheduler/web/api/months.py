"""Drafts and publications of a team, and the published schedules."""

import datetime as dt
from typing import Annotated

from fastapi.responses import PlainTextResponse, Response
from pydantic import Field

from models.kept_plans import PlannedStop, StoredPlan
from models.month import Month
from models.units import clock_text
from scheduler.pipelines.app import months
from scheduler.pipelines.app.plan_files import plan_archive
from scheduler.web.access import own_rep
from scheduler.web.api.common import Body, MonthText, Number, Page, Paging, TeamId, make_router
from scheduler.web.caller import Asking

router = make_router("months")


class PlanHead(Body):
    """A draft or a publication, without its stops."""

    month: str
    number: Annotated[int | None, Field(description="Of the publication; null is the draft.")]
    version: Annotated[int, Field(description="Of a draft: send it back with a change.")]
    note: Annotated[str, Field(description="What the team was told with the publication.")]
    author: str
    created: dt.datetime


class StopBody(Body):
    """A stop, with the columns of ``schedule.csv``."""

    rep_id: str
    date: dt.date
    stop: Annotated[int, Field(description="Its place in the day, from 1.")]
    visit_id: str
    customer_id: str
    customer_name: str
    lat: float | None
    lon: float | None
    arrive: Annotated[str, Field(examples=["09:30"])]
    depart: Annotated[str, Field(examples=["10:15"])]
    drive_min: Annotated[
        int, Field(description="From the stop before, or from the start of the day.")
    ]
    drive_km: float
    kind: Annotated[
        str, Field(description="`visit`, `prospect`, or `desk`: work without a way to it.")
    ]
    pinned: bool


@router.get("/teams/{team_id}/months")
def months_of_team(who: Asking, team_id: TeamId, paging: Paging) -> Page[PlanHead]:
    """List drafts and publications, the latest month first."""
    found = months.plans_of(who.database, who.signed_in(), team_id)
    return paging.page(found, plan_head)


@router.get("/teams/{team_id}/months/{month}/publication")
def publication(who: Asking, team_id: TeamId, month: MonthText, number: Number = None) -> PlanHead:
    """Show a publication of a month, the latest where no number is given."""
    return plan_head(
        months.published(who.database, who.signed_in(), team_id, Month.parse(month), number)
    )


@router.get("/teams/{team_id}/months/{month}/schedule")
def schedule(
    who: Asking,
    team_id: TeamId,
    month: MonthText,
    paging: Paging,
    number: Number = None,
) -> Page[StopBody]:
    """List the stops of a publication by rep, day and order; a rep sees the own ones."""
    return paging.page(_stops(who, team_id, month, number), stop_body)


@router.get(
    "/teams/{team_id}/months/{month}/schedule.csv",
    response_class=PlainTextResponse,
    responses={200: {"content": {"text/csv": {}}, "description": "As `rounds plan` writes it."}},
)
def schedule_file(
    who: Asking, team_id: TeamId, month: MonthText, number: Number = None
) -> Response:
    """Give the stops of a publication as ``schedule.csv``; a rep gets the own ones."""
    text = months.schedule_csv(_stops(who, team_id, month, number))
    headers = {"content-disposition": f'attachment; filename="schedule-{month}.csv"'}
    return Response(text, headers=headers, media_type="text/csv")


@router.get(
    "/teams/{team_id}/months/{month}/publication.zip",
    response_class=Response,
    responses={
        200: {
            "description": "The folder that `rounds plan` writes, packed: workbook, calendars, maps, report.",
            "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def publication_files(
    who: Asking, team_id: TeamId, month: MonthText, number: Number = None
) -> Response:
    """Give all files of a publication, the latest where no number is given."""
    user = who.signed_in()
    plan = months.published(who.database, user, team_id, Month.parse(month), number)
    headers = {"content-disposition": f'attachment; filename="{month}-{plan.number}.zip"'}
    content = plan_archive(who.database, user, plan)
    return Response(content, headers=headers, media_type="application/zip")


def _stops(who: Asking, team_id: int, month: str, number: int | None) -> list[PlannedStop]:
    user = who.signed_in()
    plan = months.published(who.database, user, team_id, Month.parse(month), number)
    return months.stops_of(who.database, user, plan, own_rep(user))


def plan_head(plan: StoredPlan) -> PlanHead:
    """Return a draft or a publication as it is told."""
    return PlanHead(
        month=str(plan.month),
        number=plan.number,
        version=plan.version,
        note=plan.note,
        author=plan.author,
        created=plan.created,
    )


def stop_body(stop: PlannedStop) -> StopBody:
    """Return a stop as it is told."""
    return StopBody(
        rep_id=stop.rep_id,
        date=stop.date,
        stop=stop.stop,
        visit_id=stop.visit_id,
        customer_id=stop.customer_id,
        customer_name=stop.name,
        lat=stop.lat,
        lon=stop.lon,
        arrive=clock_text(stop.arrive_min),
        depart=clock_text(stop.depart_min),
        drive_min=stop.drive_min,
        drive_km=round(stop.drive_m / 1000, 1),
        kind=stop.kind,
        pinned=stop.pinned,
    )
