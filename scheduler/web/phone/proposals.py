"""A rep proposes changes and sees what became of them; the manager decides."""

import datetime as dt
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Annotated, Literal

from fastapi import APIRouter, Form
from fastapi.requests import Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel

from models.errors import InputError
from models.proposals import ProposalKind, ProposedChange
from models.records import ProposalState
from scheduler.pipelines.app.actuals_file import actuals_csv
from scheduler.pipelines.app.propose_change import (
    decide,
    own_proposals,
    own_visit,
    proposal_of,
    propose,
    team_proposals,
)
from scheduler.pipelines.app.rep_day import own_today
from scheduler.pipelines.app.teams import team_of
from scheduler.web.caller import Asking, Caller
from scheduler.web.phone.words import told, why_not
from scheduler.web.routes import Id
from scheduler.web.views import page

_NONE: Mapping[int, list[str]] = MappingProxyType({})

router = APIRouter()


class ProposalFields(BaseModel):
    """The fields of a rep's form, as they were typed; one that is missing is blank."""

    visit_id: str = ""
    kind: str = ProposalKind.DAY.value
    day: str = ""
    minutes: str = ""
    reason: str = ""


class DecisionFields(BaseModel):
    """The fields of the manager's form.

    Parameters
    ----------
    version
        Of the proposal as the manager saw it.
    """

    state: Literal[ProposalState.ACCEPTED, ProposalState.DECLINED]
    version: int
    answer: str = ""


@router.get("/phone/proposals")
def own(request: Request, caller: Asking) -> Response:
    """Show the rep's proposals and what the manager said."""
    with caller.work() as work:
        found = own_proposals(work, caller.user)
    return page(request, "phone/proposals.html", {"proposals": found})


@router.get("/phone/proposals/new")
def ask(request: Request, caller: Asking, visit_id: str = "") -> Response:
    """Ask what is to change about a visit, and why."""
    return _ask(request, caller, ProposalFields(visit_id=visit_id), [])


@router.post("/phone/proposals")
def send(request: Request, caller: Asking, fields: Annotated[ProposalFields, Form()]) -> Response:
    """Keep a proposal."""
    try:
        with caller.work() as work:
            propose(work, caller.user, fields.visit_id, _change(fields), fields.reason)
    except InputError as error:
        return _ask(request, caller, fields, told(error))
    return RedirectResponse("/phone/proposals", HTTPStatus.SEE_OTHER)


@router.get("/teams/{team_id}/proposals")
def of_team(request: Request, caller: Asking, team_id: Id) -> Response:
    """Show the manager what the reps of a team propose."""
    return _decisions(request, caller, team_id)


@router.post("/teams/{team_id}/proposals/{proposal_id}")
def answer(
    request: Request,
    caller: Asking,
    team_id: Id,
    proposal_id: Id,
    fields: Annotated[DecisionFields, Form()],
) -> Response:
    """Keep the manager's decision about a proposal, or say why it cannot be accepted."""
    try:
        with caller.work() as work:
            seen = proposal_of(work, team_id, proposal_id, fields.version)
            decide(work, seen, fields.state, fields.answer)
    except InputError as error:
        return _decisions(request, caller, team_id, {proposal_id: why_not(error)})
    return RedirectResponse(f"/teams/{team_id}/proposals", HTTPStatus.SEE_OTHER)


@router.get("/teams/{team_id}/actuals.csv")
def actuals(caller: Asking, team_id: Id) -> Response:
    """Give what the reps said about their visits, as a file for ``--actuals``."""
    with caller.work() as work:
        content = actuals_csv(work, team_id)
    headers = {
        "content-disposition": 'attachment; filename="actuals.csv"',
        "cache-control": "no-store",
    }
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


def _decisions(
    request: Request, caller: Caller, team_id: int, refused: Mapping[int, list[str]] = _NONE
) -> Response:
    """Return the list of proposals, with why one of them cannot be accepted."""
    with caller.work() as work:
        team, found = team_of(work, team_id), team_proposals(work, team_id)
    path = f"/teams/{team_id}/proposals"
    view = {"proposals": found, "team": team, "refused": refused, "path": path}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return page(request, "phone/decisions.html", view, status)


def _ask(request: Request, caller: Caller, sent: ProposalFields, problems: list[str]) -> Response:
    """Return the form of a rep, as it was sent where something in it is wrong."""
    with caller.work() as work:
        stop, today = own_visit(work, caller.user, sent.visit_id), own_today(work, caller.user)
    view = {"stop": stop, "today": today, "sent": sent, "problems": problems}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "phone/propose.html", view, status)


def _change(fields: ProposalFields) -> ProposedChange:
    """Return the change; a day or a length that is none is left to the use case to refuse."""
    match fields.kind:
        case ProposalKind.DAY:
            try:
                return ProposedChange(kind=ProposalKind.DAY, day=dt.date.fromisoformat(fields.day))
            except ValueError:
                return ProposedChange(kind=ProposalKind.DAY)
        case ProposalKind.LONGER:
            minutes = fields.minutes
            number = int(minutes) if minutes.isascii() and minutes.isdigit() else None
            return ProposedChange(kind=ProposalKind.LONGER, minutes=number)
        case ProposalKind.DROP:
            return ProposedChange(kind=ProposalKind.DROP)
    return ProposedChange(kind=ProposalKind.OTHER)
