"""The draft of a month: judged, edited by hand, compared, planned again, published."""

from http import HTTPStatus

from fastapi.responses import Response

from models.errors import MissingError
from models.month import Month
from scheduler.pipelines.app import boards, months
from scheduler.pipelines.app.boards import Board
from scheduler.pipelines.app.replan_draft import ask_replan
from scheduler.web.api.common import MonthText, Page, Paging, TeamId, make_router
from scheduler.web.api.draft_bodies import (
    ChangeBody,
    CheckBody,
    EditBody,
    EditedBody,
    PinBody,
    PublishBody,
    ReplanBody,
    SeenBody,
    change_body,
    check_body,
    edited_body,
    pin_bodies,
)
from scheduler.web.api.months import PlanHead, StopBody, plan_head, stop_body
from scheduler.web.api.plans import JobBody, accepted
from scheduler.web.caller import Asking

router = make_router("drafts")


@router.get("/teams/{team_id}/months/{month}/draft")
def draft(who: Asking, team_id: TeamId, month: MonthText) -> PlanHead:
    """Show the draft of a month; send its ``version`` along with every change."""
    return plan_head(months.draft_of(who.database, who.signed_in(), team_id, Month.parse(month)))


@router.get("/teams/{team_id}/months/{month}/draft/stops")
def draft_stops(who: Asking, team_id: TeamId, month: MonthText, paging: Paging) -> Page[StopBody]:
    """List the stops of the draft by rep, day and order."""
    user = who.signed_in()
    plan = months.draft_of(who.database, user, team_id, Month.parse(month))
    return paging.page(months.stops_of(who.database, user, plan), stop_body)


@router.get("/teams/{team_id}/months/{month}/draft/check")
def check_draft(who: Asking, team_id: TeamId, month: MonthText) -> CheckBody:
    """Judge the draft as it stands: what is broken, and which visits have no day, with the reasons."""
    return check_body(_open(who, team_id, month))


@router.get("/teams/{team_id}/months/{month}/draft/pins")
def draft_pins(who: Asking, team_id: TeamId, month: MonthText, paging: Paging) -> Page[PinBody]:
    """List the visits of the draft that are pinned, by day; the edits ``pin`` and ``unpin`` change them."""
    return paging.page(pin_bodies(_open(who, team_id, month)), lambda pin: pin)


@router.get("/teams/{team_id}/months/{month}/draft/changes")
def draft_changes(
    who: Asking, team_id: TeamId, month: MonthText, paging: Paging
) -> Page[ChangeBody]:
    """List what the draft changes in the latest publication of its month."""
    board = _open(who, team_id, month)
    found = boards.compare(who.database, who.signed_in(), board)
    if found is None:
        raise MissingError(f"nothing is published of {month}")
    return paging.page(found[1], change_body)


@router.post("/teams/{team_id}/months/{month}/draft/edits")
def edit_draft(who: Asking, team_id: TeamId, month: MonthText, body: EditBody) -> EditedBody:
    """Edit the draft by hand: move a visit, take it out, pin it, or allow what it breaks.

    The edit is made whatever it breaks; the answer says what, and ``undo`` takes it back.
    """
    board = _seen(who, team_id, month, body)
    return edited_body(*boards.edit_board(who.database, who.signed_in(), board, body.edit()))


@router.post("/teams/{team_id}/months/{month}/draft/undo")
def undo_edit(who: Asking, team_id: TeamId, month: MonthText, body: SeenBody) -> EditedBody:
    """Take the last edit back."""
    back = boards.undo(who.database, who.signed_in(), _seen(who, team_id, month, body))
    if back is None:
        raise MissingError("there is no edit to take back")
    return edited_body(*back)


@router.post("/teams/{team_id}/months/{month}/draft/redo")
def redo_edit(who: Asking, team_id: TeamId, month: MonthText, body: SeenBody) -> EditedBody:
    """Make the edit again that was taken back last."""
    again = boards.redo(who.database, who.signed_in(), _seen(who, team_id, month, body))
    if again is None:
        raise MissingError("no edit was taken back")
    return edited_body(*again)


@router.post("/teams/{team_id}/months/{month}/draft/replan", status_code=HTTPStatus.ACCEPTED)
def replan_draft(
    who: Asking, team_id: TeamId, month: MonthText, body: ReplanBody, response: Response
) -> JobBody:
    """Ask for the draft to be planned again: pins hold, every other change must be worth it.

    The header ``Location`` names the job.
    """
    board = _seen(who, team_id, month, body)
    settings = body.model_dump(exclude={"version"})
    return accepted(response, ask_replan(who.database, who.signed_in(), board, settings))


@router.post("/teams/{team_id}/months/{month}/publication", status_code=HTTPStatus.CREATED)
def publish_draft(
    who: Asking, team_id: TeamId, month: MonthText, body: PublishBody, response: Response
) -> PlanHead:
    """Publish the draft as it stands; the header ``Location`` names the publication.

    A draft that breaks a rule nobody has agreed to break is refused.
    """
    user = who.signed_in()
    board = _seen(who, team_id, month, body)
    _, number = boards.publish(who.database, user, board, body.note)
    path = f"/api/v1/teams/{team_id}/months/{month}/publication?number={number}"
    response.headers["location"] = path
    return plan_head(months.published(who.database, user, team_id, Month.parse(month), number))


def _open(who: Asking, team_id: int, month: str) -> Board:
    board = boards.open_board(who.database, who.signed_in(), team_id, Month.parse(month))
    if board is None:
        raise MissingError(f"there is no draft of {month}; ask for a plan first")
    return board


def _seen(who: Asking, team_id: int, month: str, body: SeenBody) -> Board:
    user, wanted = who.signed_in(), Month.parse(month)
    return boards.board_as_seen(who.database, user, team_id, wanted, body.version)
