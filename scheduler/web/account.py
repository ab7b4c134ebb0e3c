"""Signing in and out, the own password, language and appearance."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.requests import Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

from models.errors import BusyError
from scheduler.pipelines.app import login as logins
from scheduler.pipelines.app.passwords import LEAST_LENGTH, MOST_LENGTH
from scheduler.web import cookies
from scheduler.web.caller import Asking, Caller
from scheduler.web.errors import RETRY_S
from scheduler.web.navigation import first_page
from scheduler.web.texts import LANGUAGES, _, set_language
from scheduler.web.views import page

router = APIRouter()
Text = Annotated[str, Form()]


@router.get("/")
def start(caller: Asking) -> Response:
    """Lead everybody to their first page."""
    return _to(first_page(caller.signed_in()))


@router.get("/login")
def ask_login(request: Request, next: str = "/") -> Response:
    """Ask who it is."""
    return page(request, "login.html", {"next": inside(next), "login": "", "message": ""})


@router.post("/login")
def sign_in(
    request: Request,
    caller: Asking,
    login: Text = "",
    password: Text = "",
    next: Text = "/",
) -> Response:
    """Let somebody in, or say why not."""
    view = {"next": inside(next), "login": login}
    limits = caller.settings.limits
    try:
        secret = logins.sign_in(caller.database, login, password, caller.address, limits)
    except logins.WrongPasswordError:
        view["message"] = _("The login or the password is wrong.")
        return page(request, "login.html", view, HTTPStatus.UNPROCESSABLE_ENTITY)
    except logins.TooManyAttemptsError as error:
        view["message"] = _("Too many attempts. Wait {minutes} minutes and try again.").format(
            minutes=error.minutes
        )
        return page(request, "login.html", view, HTTPStatus.TOO_MANY_REQUESTS)
    except BusyError:
        view["message"] = _("Many people sign in at this moment. Try again in some seconds.")
        answer = page(request, "login.html", view, HTTPStatus.SERVICE_UNAVAILABLE)
        answer.headers["retry-after"] = str(RETRY_S)
        return answer
    return _signed_in(request, caller, secret, inside(next))


@router.post("/logout")
def sign_out(caller: Asking) -> Response:
    """End the session."""
    logins.sign_out(caller.database, caller.session)
    response = _to("/login")
    cookies.drop_cookie(response, cookies.SESSION)
    return response


@router.get("/password")
def ask_password(request: Request) -> Response:
    """Ask for another password."""
    return page(request, "password.html", {"least": LEAST_LENGTH, "message": ""})


@router.post("/password")
def change_password(
    request: Request, caller: Asking, old: Text = "", new: Text = "", again: Text = ""
) -> Response:
    """Change the own password."""
    message = _unfit(old, new, again)
    if not message:
        limits = caller.settings.limits
        try:
            user = caller.signed_in()
            secret = logins.change_password(caller.database, user, old, new, limits)
            return _signed_in(request, caller, secret, "/")
        except logins.WrongPasswordError:
            message = _("The present password is another one.")
    view = {"least": LEAST_LENGTH, "message": message}
    return page(request, "password.html", view, HTTPStatus.UNPROCESSABLE_ENTITY)


def _unfit(old: str, new: str, again: str) -> str:
    """Return what is wrong with a new password, if anything is."""
    if new != again:
        return _("The new password and its repetition differ.")
    if len(new) < LEAST_LENGTH:
        return _("The new password is too short.")
    if len(new) > MOST_LENGTH:
        return _("The new password is too long.")
    if old == new:
        return _("Choose a new password that differs from the present one.")
    return ""


@router.post("/preferences")
def set_preferences(
    request: Request,
    caller: Asking,
    language: Text = "",
    theme: Text = "",
    next: Text = "/",
) -> Response:
    """Keep the language and the appearance that somebody chose."""
    response = _to(inside(next))
    if language in LANGUAGES:
        set_language(language)
        cookies.set_cookie(request, response, cookies.LANGUAGE, language)
        if caller.user:
            logins.speak(caller.database, caller.user, language)
    if theme in {"auto", "light", "dark"}:
        cookies.set_cookie(request, response, cookies.THEME, theme)
    return response


@router.get("/health")
def health(caller: Asking) -> Response:
    """Say that the server runs and the database answers."""
    with caller.database.work() as work:
        work.teams.all()
    return PlainTextResponse("ok")


def inside(path: str) -> str:
    """Return a path of this application; the first page for any other address."""
    is_path = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_path else "/"


def _to(path: str) -> Response:
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)


def _signed_in(request: Request, caller: Caller, secret: str, path: str) -> Response:
    """Give the browser its session. The store knows when it ends; the cookie lasts as long as any."""
    limits = caller.settings.limits
    response = _to(path)
    longest = round(max(limits.desk, limits.phone).total_seconds())
    cookies.set_cookie(request, response, cookies.SESSION, secret, seconds=longest)
    cookies.drop_cookie(response, cookies.FORM)
    return response
