"""The secret link to a rep's calendar."""

from http import HTTPStatus

from fastapi import APIRouter
from fastapi.exceptions import HTTPException
from fastapi.requests import Request
from fastapi.responses import RedirectResponse, Response

from models.errors import MissingError
from scheduler.pipelines.app.calendar_feed import feed, new_link, own_link, revoke_link
from scheduler.web.caller import Asking
from scheduler.web.texts import language, speaking
from scheduler.web.texts.said import said
from scheduler.web.views import page

router = APIRouter()


@router.get("/phone/calendar")
def show(request: Request, caller: Asking) -> Response:
    """Show whether there is a link; its secret was told once."""
    with caller.work() as work:
        link = own_link(work, caller.user)
    return page(request, "phone/calendar.html", {"link": link, "address": ""})


@router.post("/phone/calendar")
def make(request: Request, caller: Asking) -> Response:
    """Make a new link in place of the old one, and show it."""
    with caller.work() as work:
        secret = new_link(work, caller.user, language())
        link = own_link(work, caller.user)
    base = caller.settings.public_url or str(request.base_url).rstrip("/")
    view = {"link": link, "address": f"{base}/calendar/{secret}.ics"}
    return page(request, "phone/calendar.html", view)


@router.post("/phone/calendar/revoke")
def revoke(caller: Asking) -> Response:
    """Let the link lead nowhere."""
    try:
        with caller.work() as work:
            revoke_link(work, caller.user)
    except MissingError:  # pressed twice: it is as wanted
        pass
    return RedirectResponse("/phone/calendar", HTTPStatus.SEE_OTHER)


@router.get("/calendar/{secret}.ics")
def subscribe(caller: Asking, secret: str) -> Response:
    """Give the calendar of a link, in its rep's language, to whatever subscribes to it."""
    content = feed(caller.database, secret, _say)
    if content is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    headers = {"cache-control": "private, max-age=900", "x-robots-tag": "noindex"}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)


def _say(code: str, text: str) -> str:
    with speaking(code or language()):
        return said(text)
