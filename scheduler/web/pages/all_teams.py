"""All teams, for those who belong to none: the way into each."""

from typing import Annotated

from fastapi import Depends
from nicegui import ui

from models.month import Month
from models.people import Role
from scheduler.pipelines.app.overview import TeamLine, team_lines
from scheduler.web.caller import Asking
from scheduler.web.pages.frame import frame
from scheduler.web.pages.look import dress
from scheduler.web.pages.words import Words, headed
from scheduler.web.texts import _
from scheduler.web.texts.locale import month_text, number_text


def _lines(who: Asking) -> list[TeamLine]:
    return team_lines(who.database, who.signed_in())


@ui.page("/teams")
def all_teams(lines: Annotated[list[TeamLine], Depends(_lines)]) -> None:
    """Show every team with its customers and months."""
    with frame(_("All teams"), width="wide") as who:
        dress()
        Words("h1", _("All teams"))
        if lines:
            _table(lines)
        else:
            _empty(is_admin=who.user is not None and who.user.role is Role.ADMIN)


def _table(lines: list[TeamLine]) -> None:
    with ui.element("table").classes("list"):
        headed(_("Team"), _("Reps"), _("Customers"), _("Last published"), _("Draft"), "")
        with ui.element("tbody"):
            for line in lines:
                _row(line)


def _empty(*, is_admin: bool) -> None:
    with ui.element("div").classes("empty"):
        ui.label(_("There is no team yet."))
        if is_admin:
            ui.link(_("Add a team"), "/admin/teams").classes("button")
        else:
            ui.label(_("An administrator adds teams."))


def _row(line: TeamLine) -> None:
    base = f"/teams/{line.team.team_id}"
    with ui.element("tr"):
        with ui.element("td"):
            ui.link(line.team.name, f"{base}/months").props("dir=auto")
        Words("td", number_text(line.reps), "num")
        Words("td", number_text(line.customers), "num")
        for month in (line.published, line.drafted):
            with ui.element("td"):
                _month_link(base, month)
        with ui.element("td"), ui.row().classes("q-gutter-x-md"):
            ui.link(_("Months"), f"{base}/months")
            ui.link(_("Customers"), f"{base}/portfolio")


def _month_link(base: str, month: Month | None) -> None:
    if month is None:
        ui.label("–").classes("quiet")
    else:
        ui.link(month_text(month.first), f"{base}/months/{month}/board")
