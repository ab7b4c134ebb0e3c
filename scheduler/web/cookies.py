"""The cookies: a session, a language, a theme, and the secret of the form before there is a session."""

import secrets
from typing import Literal

from fastapi.requests import HTTPConnection
from fastapi.responses import Response

SESSION = "rounds_session"
FORM = "rounds_form"
LANGUAGE = "rounds_language"
THEME = "rounds_theme"
_YEAR_S = 365 * 24 * 3600

Theme = Literal["auto", "light", "dark"]


def theme_of(connection: HTTPConnection) -> Theme:
    """Return the theme that the browser asks for."""
    match connection.cookies.get(THEME):
        case "light":
            return "light"
        case "dark":
            return "dark"
    return "auto"


def is_https(connection: HTTPConnection) -> bool:
    """Return whether the browser speaks through an encrypted line, as far as the server knows."""
    return connection.url.scheme in {"https", "wss"}


def set_cookie(
    connection: HTTPConnection,
    response: Response,
    name: str,
    value: str,
    seconds: int | None = _YEAR_S,
) -> None:
    """Give the browser a cookie that no script reads and no other site's form sends."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        secure=is_https(connection),
        httponly=True,
        samesite="lax",
    )


def drop_cookie(response: Response, name: str) -> None:
    """Take a cookie back."""
    response.delete_cookie(name, httponly=True, samesite="lax")


def form_secret(connection: HTTPConnection) -> str:
    """Return the secret of the forms of a browser without a session; a new one at first."""
    return connection.cookies.get(FORM) or secrets.token_urlsafe(24)
