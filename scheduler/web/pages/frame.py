"""What all pages of NiceGUI have around them."""

import copy
import datetime as dt
from asyncio import to_thread
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Concatenate, ParamSpec, TypeVar

from fastapi import Depends
from nicegui import ui
from nicegui.language import Language

from models.errors import SessionExpiredError
from models.people import Team, User
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.teams import one_team
from scheduler.pipelines.app.today import today_here
from scheduler.web.caller import Asking, Caller, caller_of
from scheduler.web.errors import said_to_people
from scheduler.web.pages.words import Words, labelled
from scheduler.web.routes import Id
from scheduler.web.texts import _, set_language
from scheduler.web.views import fragment, static

P = ParamSpec("P")
T = TypeVar("T")


_DARK = {"auto": None, "light": False, "dark": True}
QUASAR: dict[str, Language] = {"en": "en-US", "he": "he", "ru": "ru"}
"""Our languages by the names that the elements of the pages have for them."""


def caller() -> Caller:
    """Return who looks at the page; in its function and in what answers its clicks."""
    return caller_of(ui.context.client.request)


def _user(who: Asking) -> User:
    return who.signed_in()


def of_team(use: Callable[[Database, User, int], T]) -> Any:
    """Return what gives a page, as a parameter, what a use case answers about the team of its address.

    It is looked up in a thread before the page is built, so that no other page stands still; what
    goes wrong becomes the right error page.
    """

    def look(who: Asking, user: Annotated[User, Depends(_user)], team_id: Id) -> T:
        return use(who.database, user, team_id)

    return Depends(look)


TeamHere = Annotated[Team, of_team(one_team)]
"""The team of a page's address."""

TodayHere = Annotated[dt.date, of_team(today_here)]
"""The date where that team works."""


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
def frame(title: str, team: Team | None = None, *, width: str = "") -> Iterator[Caller]:
    """Put the page into the common frame: head, navigation, language, appearance.

    Parameters
    ----------
    title
        Title of the page, translated.
    team
        Whose page it is; nobody's without one.
    width
        ``wide`` for the whole window, ``narrow`` for a column of text.
    """
    client = ui.context.client
    who = caller()
    client.page = copy.copy(
        client.page
    )  # the page belongs to everybody, its language to this visitor
    client.page.language = QUASAR[who.language]
    client.page.dark = _DARK[who.theme]
    client.title = " · ".join([title, *([team.name] if team else []), "Rounds"])
    client.on_exception(_tell)
    ui.add_head_html(
        f'<link rel="stylesheet" href="{static("rounds.css")}">'
        f'<meta name="csrf" content="{who.csrf}">'
    )
    ui.query("body").classes("rounds")
    path = client.request.url.path
    ui.html(fragment(who, "header.html", {}, path), sanitize=False).classes("head no-print")
    with ui.element("main").props("id=content tabindex=-1").classes(f"page {width}"):
        if team is not None:
            _say_where(who, team)
        yield who


def _say_where(who: Caller, team: Team) -> None:
    """Name the team, with the way back for those who look after more than one."""
    with labelled(ui.element("nav"), _("Team")).classes("where"):
        if who.user is not None and who.user.team_id is None:
            ui.link(_("All teams"), "/teams")
        Words("span", team.name)


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
