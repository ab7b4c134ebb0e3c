"""The gate: every request passes it before anything else happens.

It finds out who asks, in which language, and for which route; whether `access` allows it; and, for
what changes something, whether the request comes from our own pages.
"""

import logging
from dataclasses import replace
from http import HTTPStatus

from anyio.to_thread import run_sync
from fastapi import FastAPI
from fastapi.requests import HTTPConnection
from fastapi.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.errors import StoreUnavailableError
from models.people import User
from scheduler.pipelines.app.login import user_of_session, user_of_token
from scheduler.web import cookies, csrf
from scheduler.web.access import Rule, rule_of
from scheduler.web.caller import KEY, Caller, Site, caller_of
from scheduler.web.errors import STALE_FORM, is_for_programs, refusal, status_of, to_login
from scheduler.web.routes import Found, Routes
from scheduler.web.texts import LANGUAGES, best_language, set_language

_LOG = logging.getLogger("rounds.web")

_MEGABYTE = 1_000_000
_LONGEST_FORM = _MEGABYTE

# What somebody may still ask for whose password is known to whoever gave it.
_BEFORE_OWN_PASSWORD = {"/password", "/logout", "/preferences"}


class Gate:
    """Lets a request through or answers it.

    Parameters
    ----------
    app
        What is behind the gate.
    site
        What all requests share.
    routed
        The application whose routes are asked for.
    """

    def __init__(self, app: ASGIApp, site: Site, routed: FastAPI) -> None:
        self._app = app
        self._site = site
        self._routed = routed
        self._routes: Routes | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        _meet(connection, _stranger(connection, self._site))
        try:
            refused, receive = await self._check(connection, receive)
        except StoreUnavailableError as error:
            _LOG.error("%s", error)
            refused = refusal(connection, status_of(error))
        if refused is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refused(scope, receive, send)

    async def _check(
        self, connection: HTTPConnection, receive: Receive
    ) -> tuple[Response | None, Receive]:
        """Return the refusal, if it is refused, and the body as the application will read it."""
        method = connection.scope.get("method", "WEBSOCKET")
        self._routes = self._routes or Routes(self._routed)
        found, others = self._routes.find(method, connection.scope["path"])
        rule = rule_of(method, found.template) if found else None
        if found is None or rule is None:
            return _nothing_here(connection, others), receive
        if self._is_too_large(connection):
            return refusal(connection, HTTPStatus.REQUEST_ENTITY_TOO_LARGE), receive
        if not found.is_asset:
            await run_sync(_recognise, connection)
        if refused := _not_allowed(connection, rule, found):
            return refused, receive
        return await _from_elsewhere(connection, receive, method)

    def _is_too_large(self, connection: HTTPConnection) -> bool:
        length = connection.headers.get("content-length", "")
        limit = self._site.settings.upload_limit_mb * _MEGABYTE
        return length.isdigit() and int(length) > limit


def _stranger(connection: HTTPConnection, site: Site) -> Caller:
    asked = connection.cookies.get(cookies.LANGUAGE, "")
    wanted = connection.headers.get("accept-language", "")
    return Caller(
        site=site,
        user=None,
        session="",
        language=asked if asked in LANGUAGES else best_language(wanted, site.settings.language),
        theme=cookies.theme_of(connection),
        address=connection.client.host if connection.client else "",
        form=cookies.form_secret(connection),
    )


def _meet(connection: HTTPConnection, caller: Caller) -> None:
    connection.scope[KEY] = caller
    set_language(caller.language)


def _recognise(connection: HTTPConnection) -> None:
    """Find out who asks: a program by its token, a browser by its session."""
    caller = caller_of(connection)
    user: User | None = None
    session = ""
    if is_for_programs(connection):
        scheme, _space, secret = connection.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and secret:
            user = user_of_token(caller.database, secret.strip())
    elif cookie := connection.cookies.get(cookies.SESSION):
        user = user_of_session(caller.database, cookie)
        session = cookie if user else ""
    spoken = (user.language if user else "") or caller.language
    connection.scope[KEY] = replace(caller, user=user, session=session, language=spoken)


def _not_allowed(connection: HTTPConnection, rule: Rule, found: Found) -> Response | None:
    """Return why the rule does not allow it, if it does not."""
    caller = caller_of(connection)
    set_language(caller.language)
    user = caller.user
    if rule.public:
        return None
    if user is None or not user.active:
        return to_login(connection)
    if not rule.allows(user, found.params):
        return refusal(connection, HTTPStatus.FORBIDDEN)
    if user.one_time and found.template not in _BEFORE_OWN_PASSWORD:
        if is_for_programs(connection):
            return refusal(connection, HTTPStatus.FORBIDDEN)
        return RedirectResponse("/password", HTTPStatus.SEE_OTHER)
    return None


def _nothing_here(connection: HTTPConnection, others: set[str]) -> Response:
    if not others:
        return refusal(connection, HTTPStatus.NOT_FOUND)
    response = refusal(connection, HTTPStatus.METHOD_NOT_ALLOWED)
    response.headers["allow"] = ", ".join(sorted(others))
    return response


async def _from_elsewhere(
    connection: HTTPConnection, receive: Receive, method: str
) -> tuple[Response | None, Receive]:
    """Refuse what changes something and does not come from our own pages."""
    if is_for_programs(connection) or method in {"GET", "HEAD", "OPTIONS"}:
        return None, receive
    if not csrf.is_own_origin(connection):
        return refusal(connection, HTTPStatus.FORBIDDEN), receive
    if connection.scope["path"].startswith("/_nicegui"):  # names a secret of the open page
        return None, receive
    body = b""
    if csrf.is_plain_form(connection):
        body = await _read(receive)
        receive = _again(body)
    caller = caller_of(connection)
    if csrf.carries_token(connection, body, caller.session or caller.form):
        return None, receive
    return refusal(connection, HTTPStatus.FORBIDDEN, said=STALE_FORM), receive


async def _read(receive: Receive) -> bytes:
    body = b""
    while len(body) <= _LONGEST_FORM:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    return body


def _again(body: bytes) -> Receive:
    """Return a body that was read as if it came now."""
    given = False

    async def receive() -> Message:
        nonlocal given
        if given:
            return {"type": "http.disconnect"}
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
