"""What all pages of NiceGUI have around them."""

import copy
from asyncio import to_thread
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, TypeVar

from nicegui import ui
from nicegui.language import Language

from models.errors import SessionExpiredError
from models.people import User
from scheduler.pipelines.app.database import Database
from scheduler.web.caller import Caller, caller_of
from scheduler.web.errors import said_to_people
from scheduler.web.texts import _, set_language
from scheduler.web.views import fragment, static

P = ParamSpec("P")
T = TypeVar("T")

_DARK = {"auto": None, "light": False, "dark": True}
_QUASAR: dict[str, Language] = {"en": "en-US", "he": "he", "ru": "ru"}


def caller() -> Caller:
    """Return who looks at the page; in its function and in what answers its clicks."""
    return caller_of(ui.context.client.request)


async def asked(
    use: Callable[Concatenate[Database, User, P], T], *args: P.args, **options: P.kwargs
) -> T:
    """Return what a use case answers whoever looks at the page, if the session still holds.

    Database and use case are waited for in a thread, so that no other page stands still.
    """
    who = caller()
    return await to_thread(lambda: use(who.database, who.signed_in(), *args, **options))


async def changed(
    team_id: int,
    use: Callable[Concatenate[Database, User, P], T],
    *args: P.args,
    **options: P.kwargs,
) -> T:
    """Return what a use case answers whoever looks at the page, if the team is theirs to change."""
    who = caller()
    return await to_thread(lambda: use(who.database, who.managing(team_id), *args, **options))


@contextmanager
def frame(title: str, *, width: str = "") -> Iterator[Caller]:
    """Put the page into the common frame: head, navigation, language, appearance.

    Parameters
    ----------
    title
        Title of the page, translated.
    width
        ``wide`` for the whole window, ``narrow`` for a column of text.
    """
    client = ui.context.client
    who = caller()
    client.page = copy.copy(
        client.page
    )  # the page belongs to everybody, its language to this visitor
    client.page.language = _QUASAR[who.language]
    client.page.dark = _DARK[who.theme]
    client.title = f"{title} · Rounds"
    client.on_exception(_tell)
    ui.add_head_html(
        f'<link rel="stylesheet" href="{static("rounds.css")}">'
        f'<meta name="csrf" content="{who.csrf}">'
    )
    ui.query("body").classes("rounds")
    path = client.request.url.path
    ui.html(fragment(who, "header.html", {}, path), sanitize=False).classes("head no-print")
    with ui.element("main").props("id=content tabindex=-1").classes(f"page {width}"):
        yield who


def _tell(error: Exception) -> None:
    """Say to the person at the page what could not be done."""
    set_language(caller().language)
    if isinstance(error, SessionExpiredError):
        ui.navigate.to("/login?next=" + ui.context.client.request.url.path)
        return
    title, advice, detail = said_to_people(error)
    ui.notify(
        "\n".join(part for part in (title, detail, advice) if part),
        type="negative",
        multi_line=True,
        close_button=_("Close"),
        timeout=0,
    )
