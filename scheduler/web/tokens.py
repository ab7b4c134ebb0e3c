"""The page of a user's tokens for programs."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.requests import Request
from fastapi.responses import RedirectResponse, Response

from models.errors import InputError
from scheduler.pipelines.app.tokens import add_token, remove_token, tokens_of
from scheduler.web.caller import Asking, Caller
from scheduler.web.routes import Id
from scheduler.web.texts import _
from scheduler.web.views import page

router = APIRouter()


@router.get("/tokens")
def tokens(request: Request, who: Asking) -> Response:
    """List the own tokens."""
    return _listed(request, who)


@router.post("/tokens")
def add(request: Request, who: Asking, name: Annotated[str, Form()] = "") -> Response:
    """Make a token and show its secret, this once."""
    try:
        secret = add_token(who.database, who.signed_in(), name)
    except InputError:
        message = _("Give the token a name of at most 100 letters: that of the program.")
        return _listed(request, who, message=message, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _listed(request, who, secret=secret)


@router.post("/tokens/{token_id}/remove")
def remove(who: Asking, token_id: Id) -> Response:
    """Take a token away."""
    remove_token(who.database, who.signed_in(), token_id)
    return RedirectResponse("/tokens", HTTPStatus.SEE_OTHER)


def _listed(
    request: Request, who: Caller, *, secret: str = "", message: str = "", status: int = 200
) -> Response:
    view = {
        "tokens": tokens_of(who.database, who.signed_in()),
        "secret": secret,
        "message": message,
    }
    return page(request, "tokens.html", view, status)
