"""What became of the visits, and a published month against it."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from models.actuals import ActualStatus
from models.month import Month
from models.records import Mark
from scheduler.pipelines.app import months
from scheduler.pipelines.app.follow_month import follow_month
from scheduler.pipelines.app.mark_visit import MarkForm, mark_visit_of
from scheduler.web.access import own_rep
from scheduler.web.api.common import (
    Body,
    Day,
    Key,
    MonthText,
    Note,
    Page,
    Paging,
    RepId,
    TeamId,
    make_router,
)
from scheduler.web.caller import Asking

router = make_router("follow")


class ActualBody(Body):
    """What a rep said about a visit."""

    visit_id: str
    customer_id: str
    rep_id: str
    date: dt.date
    status: ActualStatus
    moved_to: dt.date | None
    reason: str
    outcome: str
    order_amount: str


class ReportBody(Body):
    """What is said about a visit of the published plan."""

    key: Annotated[
        str,
        Field(
            pattern=r"^[A-Za-z0-9-]{8,64}$",
            description="Yours for this report: sent again under the same key, it counts once.",
            examples=["crm-0001-2026-12-09"],
        ),
    ]
    visit_id: Annotated[Key, Field(examples=["C1/2026-12/1"])]
    date: Annotated[
        Day, Field(description="The planned day, or the one to which it was moved before.")
    ]
    status: ActualStatus
    moved_to: Annotated[Day | None, Field(description="Of `moved`: the new day.")] = None
    reason: Annotated[Note, Field(description="Of `missed`, needed; of `moved`, if you like.")] = ""
    outcome: Annotated[Note, Field(description="Of `done`: what came of it.")] = ""
    order_amount: Annotated[Note, Field(description="Of `done`.", examples=["1250.50"])] = ""


class TallyBody(Body):
    """Planned visits by what became of them; each is counted once."""

    planned: int
    done: int
    missed: int
    moved: int
    unreported: Annotated[int, Field(description="Over, without a word about them.")]
    ahead: Annotated[int, Field(description="On later days.")]
    done_share: Annotated[
        float | None, Field(description="Of those whose day is over; null where there are none.")
    ]


class CoverageBody(Body):
    """A category: visits that were due, and customers to whom they were due."""

    segment: str
    due: int
    planned: int
    done: int
    share: Annotated[float, Field(description="Done of due, 0 to 1.")]
    customers: int
    seen: Annotated[int, Field(description="Of these customers, those who got any visit.")]


class ControlBody(Body):
    """The month of a rep, or of the team, against its plan."""

    rep_id: Annotated[str, Field(description="Empty for the team.")]
    name: str
    meetings: TallyBody
    desk: TallyBody
    without_day: Annotated[int, Field(description="Visits that the plan had no day for.")]
    beside: Annotated[int, Field(description="Visits made beside the plan.")]
    drive_min: Annotated[int, Field(description="Planned, in minutes.")]
    coverage: list[CoverageBody]
    orders: float
    order_count: int


class MissedBody(Body):
    """Why visits were missed, and how many."""

    reason: str
    visits: int


class FollowBody(Body):
    """A published month against what was reported."""

    number: Annotated[int, Field(description="Of the publication that is followed.")]
    reports: Annotated[int, Field(description="How many visits were reported on.")]
    team: ControlBody
    reps: list[ControlBody]
    reasons: Annotated[list[MissedBody], Field(description="The most frequent first.")]


@router.get("/teams/{team_id}/months/{month}/actuals")
def actuals_of_month(
    who: Asking,
    team_id: TeamId,
    month: MonthText,
    paging: Paging,
) -> Page[ActualBody]:
    """List what became of the visits of a month, by day; a rep sees the own ones."""
    user = who.signed_in()
    found = months.marks_of(who.database, user, team_id, Month.parse(month), own_rep(user))
    return paging.page(found, _actual)


@router.post("/teams/{team_id}/reps/{rep_id}/actuals")
def report_visit(who: Asking, team_id: TeamId, rep_id: RepId, body: ReportBody) -> ActualBody:
    """Say what became of a visit of a rep; said again, the later report counts.

    Reps report on their own visits, a manager's program on those of the whole team.
    """
    told = body.model_dump(mode="json", exclude_none=True)
    with who.work() as work:
        return _actual(mark_visit_of(work, team_id, rep_id, MarkForm(**told)))


@router.get("/teams/{team_id}/months/{month}/follow")
def follow_up(who: Asking, team_id: TeamId, month: MonthText) -> FollowBody:
    """Show the latest publication of a month against what was reported, by rep and by category."""
    found = follow_month(who.database, who.signed_in(), team_id, Month.parse(month))
    return FollowBody(
        number=found.number,
        reports=found.reports,
        team=ControlBody.model_validate(found.team),
        reps=[ControlBody.model_validate(rep) for rep in found.reps],
        reasons=[MissedBody(reason=reason, visits=count) for reason, count in found.reasons],
    )


def _actual(mark: Mark) -> ActualBody:
    return ActualBody.model_validate(mark)
