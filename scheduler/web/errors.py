"""What people and programs are told when something cannot be done.

People get a page that says what happened and what to do; programs get a problem (RFC 9457).
"""

import logging
import secrets
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.requests import HTTPConnection, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from models.errors import (
    BusyError,
    InputError,
    MissingError,
    NotAllowedError,
    OutputError,
    RoundsError,
    SessionExpiredError,
    StaleError,
    StoreError,
    StoreFullError,
    StoreUnavailableError,
    UnderWayError,
)
from scheduler.web.api.common import MOST_PROBLEMS, ProblemRow, problem_rows
from scheduler.web.texts import N_, _
from scheduler.web.texts.said import said
from scheduler.web.views import page

_LOG = logging.getLogger("rounds.web")
_API = "/api/"
RETRY_S = 10
_DEFECT = HTTPStatus.INTERNAL_SERVER_ERROR
_FOR_THE_LOG = {_DEFECT, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.INSUFFICIENT_STORAGE}
"""What is the matter then is for those who look after the server: it names its files and addresses."""

# For people: what happened, and what to do about it.
_SAID: dict[int, tuple[str, str]] = {
    400: (N_("This request is not understood"), N_("Go back and try again.")),
    401: (N_("You are signed out"), N_("Sign in again; then repeat what you did.")),
    403: (
        N_("This is not open to you"),
        N_("Ask your manager or an administrator if you need it."),
    ),
    404: (
        N_("There is nothing here"),
        N_("The link may be old or mistyped. Start from the first page."),
    ),
    405: (N_("This request is not understood"), N_("Go back and try again.")),
    409: (N_("Somebody else was faster"), N_("Look at it again and repeat what you still want.")),
    413: (
        N_("This file is too large"),
        N_("Split the list, or remove what is not needed from it."),
    ),
    422: (N_("Something in this is wrong"), N_("Correct it and try again. Nothing was changed.")),
    429: (N_("Too many attempts"), N_("Wait a few minutes and try again.")),
    500: (
        N_("Rounds made a mistake"),
        N_("Nothing was changed. Try again; if it stays, tell your administrator."),
    ),
    503: (
        N_("The database does not answer"),
        N_("Nothing was changed. Wait a moment and try again."),
    ),
    507: (N_("There is no room left"), N_("Nothing was changed. Tell your administrator.")),
}
STALE_FORM = (
    N_("This page was open for too long"),
    N_("Go back, load it again and repeat what you did."),
)
_UNDER_WAY = (
    N_("This is being worked out already"),
    N_("Wait until it is done, or cancel it; then ask again."),
)
_BUSY = (
    N_("Too many people ask for this at the same moment"),
    N_("Nothing was changed. Wait a moment and try again."),
)

# The first that fits.
_STATUS: list[tuple[type[RoundsError], HTTPStatus]] = [
    (SessionExpiredError, HTTPStatus.UNAUTHORIZED),
    (NotAllowedError, HTTPStatus.FORBIDDEN),
    (StaleError, HTTPStatus.CONFLICT),
    (MissingError, HTTPStatus.NOT_FOUND),
    (StoreFullError, HTTPStatus.INSUFFICIENT_STORAGE),
    (StoreUnavailableError, HTTPStatus.SERVICE_UNAVAILABLE),
    (BusyError, HTTPStatus.SERVICE_UNAVAILABLE),
    (StoreError, HTTPStatus.CONFLICT),
    (InputError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (OutputError, HTTPStatus.INSUFFICIENT_STORAGE),
]


def is_for_programs(connection: HTTPConnection) -> bool:
    """Return whether a program asks: a token instead of cookies, problems instead of pages."""
    return bool(connection.scope["path"].startswith(_API))


def refusal(
    connection: HTTPConnection,
    status: int,
    detail: str = "",
    *,
    said: tuple[str, str] | None = None,
) -> Response:
    """Return the answer to a request that is refused.

    Parameters
    ----------
    said
        What happened and what to do about it, where it is not what goes with the status.
    """
    title, advice = said or _SAID.get(status, _SAID[500 if status >= 500 else 400])
    if is_for_programs(connection):
        return problem(status, detail or f"{title}. {advice}")
    response = page(
        connection,
        "error.html",
        {"title": _(title), "advice": _(advice), "detail": detail, "status": int(status)},
        status=status,
    )
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["retry-after"] = str(RETRY_S)
    return response


def problem(
    status: int, detail: str, problems: Sequence[ProblemRow] = (), count: int = 0
) -> Response:
    """Return a problem for a program.

    Parameters
    ----------
    problems
        What is wrong in the input, as far as it is told.
    count
        How many there are in all.
    """
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
    }
    if problems:
        body["problem_count"] = count
        body["problems"] = [row.model_dump() for row in problems]
    headers = {}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["www-authenticate"] = "Bearer"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["retry-after"] = str(RETRY_S)
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def to_login(connection: HTTPConnection) -> Response:
    """Return where somebody signs in, and comes back from; programs are told that they must."""
    if is_for_programs(connection):
        return refusal(connection, HTTPStatus.UNAUTHORIZED, "Send a token: Authorization: Bearer …")
    # A browser says so when somebody opens a page; a script's `fetch` takes anything.
    is_page = connection.scope.get("method") == "GET" and "text/html" in connection.headers.get(
        "accept", ""
    )
    if not is_page:
        return refusal(connection, HTTPStatus.UNAUTHORIZED)
    path = connection.scope["path"]
    query = connection.scope.get("query_string", b"").decode("latin-1")
    target = path + (f"?{query}" if query else "")
    return RedirectResponse("/login?" + urlencode({"next": target}), HTTPStatus.SEE_OTHER)


def status_of(error: RoundsError) -> HTTPStatus:
    """Return the status that goes with an error."""
    fitting = (status for kind, status in _STATUS if isinstance(error, kind))
    return next(fitting, HTTPStatus.INTERNAL_SERVER_ERROR)


def said_to_people(error: Exception) -> tuple[str, str, str]:
    """Return what happened, what to do about it, and the error's own words where people need them."""
    status = status_of(error) if isinstance(error, RoundsError) else _DEFECT
    if status in _FOR_THE_LOG:
        _LOG.error("on an open page: %s", error, exc_info=error if status == _DEFECT else None)
    of_its_own = _UNDER_WAY if isinstance(error, UnderWayError) else _SAID[status]
    title, advice = _BUSY if isinstance(error, BusyError) else of_its_own
    return _(title), _(advice), _own_words(error, status)


def _own_words(error: Exception, status: HTTPStatus) -> str:
    """Return what of an error's words helps people; nothing of what only a log should have."""
    if status in _FOR_THE_LOG:
        return ""
    if isinstance(error, StaleError):
        return _("Changed by {author}.").format(author=error.author) if error.author else ""
    return "\n".join(map(said, str(error).splitlines()))


async def _known(request: Request, error: Exception) -> Response:
    assert isinstance(error, RoundsError)
    status = status_of(error)
    if isinstance(error, SessionExpiredError):
        return to_login(request)
    if is_for_programs(request) and isinstance(error, InputError):
        told = problem_rows(error.problems)
        detail = "The input is wrong; nothing was changed."
        return problem(status, detail, told, len(error.problems))
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return _apologise(request, error)
    if isinstance(error, BusyError):
        return refusal(request, status, said=_BUSY)
    if status in _FOR_THE_LOG:
        _LOG.error("%s: %s", request.url.path, error)
    for_people = not is_for_programs(request) or status in _FOR_THE_LOG
    response = refusal(request, status, _own_words(error, status) if for_people else str(error))
    if isinstance(error, UnderWayError) and not for_people:
        response.headers["location"] = f"/api/v1/teams/{error.team_id}/jobs/{error.job_id}"
    return response


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = "" if error.detail == HTTPStatus(error.status_code).phrase else error.detail
    response = refusal(request, error.status_code, detail)
    response.headers.update(error.headers or {})
    return response


async def _not_valid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if not is_for_programs(request):
        return refusal(request, HTTPStatus.UNPROCESSABLE_ENTITY)
    found = error.errors()
    told = [
        ProblemRow(place=".".join(str(part) for part in one["loc"]), what=one["msg"])
        for one in found[:MOST_PROBLEMS]
    ]
    detail = "The request is wrong; nothing was changed."
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, told, len(found))


async def _left(_request: Request, _error: Exception) -> Response:
    """Answer somebody who has left while sending: nobody reads it, and nothing is wrong."""
    return Response(status_code=HTTPStatus.BAD_REQUEST)


async def _unknown(request: Request, error: Exception) -> Response:
    return _apologise(request, error)


def _apologise(request: Request, error: Exception) -> Response:
    """Return a number that stands in the log beside what happened; nothing of it leaves the server."""
    number = secrets.token_hex(4)
    _LOG.error("mistake %s at %s", number, _where(request), exc_info=error)
    detail = _("Number of the mistake: {number}").format(number=number)
    return refusal(request, HTTPStatus.INTERNAL_SERVER_ERROR, detail)


def _where(request: Request) -> str:
    """Return the path without the secret that it may have: a log is read by many, and kept."""
    secret = request.path_params.get("secret", "")
    return request.url.path.replace(secret, "…") if secret else request.url.path


def handlers() -> Mapping[type[Exception] | int, Any]:
    """Return what answers which error."""
    return {
        RoundsError: _known,
        HTTPException: _http,
        ClientDisconnect: _left,
        RequestValidationError: _not_valid,
        Exception: _unknown,
    }


def answer_errors(app: FastAPI) -> None:
    """Let an application answer errors as told here."""
    for kind, handler in handlers().items():
        app.add_exception_handler(kind, handler)
