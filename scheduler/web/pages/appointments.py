"""What the next plans of a team keep, and how a manager takes it back."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.requests import Request
from fastapi.responses import RedirectResponse, Response

from models.month import Month
from models.requirement import Strength
from scheduler.pipelines.app.appointments import (
    Appointment,
    appointments_of,
    check_appointments,
    remove_appointment,
)
from scheduler.pipelines.app.in_the_way import why
from scheduler.pipelines.app.lengths import longer_visits, shorten_again
from scheduler.pipelines.app.teams import team_of
from scheduler.web.caller import Asking
from scheduler.web.routes import Id
from scheduler.web.texts import N_, _
from scheduler.web.texts.said import said
from scheduler.web.views import page

router = APIRouter()

_FIRMNESS = {
    Strength.FIXED: N_("the rep and the day"),
    Strength.DAY: N_("the day"),
    Strength.WEEK: N_("the week"),
}


@router.get("/teams/{team_id}/appointments")
def appointments(request: Request, caller: Asking, team_id: Id, *, check: bool = False) -> Response:
    """Show the appointments of a team; those that cannot be kept as well, where that is asked."""
    with caller.work() as work:
        found = appointments_of(work, team_id)
        checked = check_appointments(work, team_id, found) if check else None
        longer = longer_visits(work, team_id)
        team = team_of(work, team_id)
    shown = checked.appointments if checked else found
    view = {
        "team": team,
        "appointments": shown,
        "checked": checked,
        "wrong_ones": sum(map(bool, map(_wrong, shown))),
        "longer": longer,
        "firmness": _firmness,
        "wrong": _wrong,
        "month_of": Month.of,
    }
    return page(request, "appointments.html", view)


@router.post("/teams/{team_id}/appointments/remove")
def remove(
    caller: Asking,
    team_id: Id,
    customer_id: Annotated[str, Form()] = "",
    date: Annotated[str, Form()] = "",
) -> Response:
    """Take an appointment back."""
    remove_appointment(caller.database, caller.managing(team_id), team_id, customer_id, date)
    return _back(team_id)


@router.post("/teams/{team_id}/lengths/{proposal_id}/remove")
def shorten(caller: Asking, team_id: Id, proposal_id: Id) -> Response:
    """Take an accepted length back."""
    shorten_again(caller.database, caller.managing(team_id), team_id, proposal_id)
    return _back(team_id)


def _back(team_id: int) -> Response:
    return RedirectResponse(f"/teams/{team_id}/appointments", HTTPStatus.SEE_OTHER)


def _firmness(one: Appointment) -> str:
    """Return what an appointment holds."""
    return _(_FIRMNESS[one.strength])


def _wrong(one: Appointment) -> str:
    """Return why an appointment is not kept, or cannot be; nothing where it is."""
    if not one.is_customer:
        return _("The customer is not in the list any more: plans leave this out.")
    return said(f"{why(one.wrong).capitalize()}.") if one.wrong else ""
