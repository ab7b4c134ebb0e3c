"""Light pages: jinja2 templates that need no script to be read."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2
from fastapi.requests import HTTPConnection
from fastapi.responses import HTMLResponse, Response

from scheduler.web import cookies, texts
from scheduler.web.caller import Caller, caller_of
from scheduler.web.navigation import links_of
from scheduler.web.texts import locale
from scheduler.web.texts.said import said

_WEB = Path(__file__).parent


@cache
def environment() -> jinja2.Environment:
    """Return the templates: everything in them is escaped, a name that is not given is an error."""
    found = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [
                jinja2.FileSystemLoader(_WEB / "templates"),
                jinja2.PrefixLoader({"phone": jinja2.FileSystemLoader(_WEB / "phone/templates")}),
            ]
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    found.install_gettext_callables(  # type: ignore[attr-defined] # added by the extension
        texts._, texts.ngettext, newstyle=True, pgettext=texts.pgettext
    )
    found.filters.update(
        day=locale.day_text,
        weekday=locale.weekday_text,
        month=locale.month_text,
        clock=locale.time_text,
        moment=locale.moment_text,
        number=locale.number_text,
        said=said,
        share=locale.share_text,
        money=locale.money_text,
    )
    found.globals.update(static=static)
    return found


@cache
def static(name: str) -> str:
    """Return the address of a file of ours, which changes when the file does."""
    digest = sha256((_WEB / "static" / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def fragment(caller: Caller, template: str, view: Mapping[str, Any], path: str) -> str:
    """Return a piece of HTML, in the language of the caller.

    Every template knows ``caller``, ``direction``, ``languages`` and ``links`` (the navigation; the
    link of ``path`` is marked).
    """
    with texts.speaking(caller.language):
        return (
            environment()
            .get_template(template)
            .render(
                {
                    "caller": caller,
                    "direction": texts.direction(),
                    "languages": texts.LANGUAGES,
                    "links": links_of(caller.user, path),
                    "path": path,
                    **view,
                }
            )
        )


def page(
    connection: HTTPConnection, template: str, view: Mapping[str, Any], status: int = 200
) -> Response:
    """Return a page of a template."""
    caller = caller_of(connection)
    text = fragment(caller, template, view, connection.scope["path"])
    response = HTMLResponse(text, status, headers={"cache-control": "no-store"})
    if not caller.session and connection.cookies.get(cookies.FORM) != caller.form:
        cookies.set_cookie(connection, response, cookies.FORM, caller.form, seconds=None)
    return response
