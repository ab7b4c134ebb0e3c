"""The month board: see the month, move visits by hand, plan again, compare, publish."""

import datetime as dt

from nicegui import ui

from models.month import Month
from scheduler.pipelines.app.boards import last_publication, open_board
from scheduler.web.pages.board_page import BoardPage
from scheduler.web.pages.frame import TeamHere, TodayHere, asked, frame
from scheduler.web.pages.look import dress, fill_later
from scheduler.web.routes import month_of
from scheduler.web.texts import _
from scheduler.web.texts.locale import month_text


@ui.page("/teams/{team_id}/months/{month}/board")
def month_board(team: TeamHere, today: TodayHere, month: str) -> None:
    """Show the draft of a month as reps x days."""
    found = month_of(month)
    with frame(_("Month board"), team, width="wide"):
        dress()
        fill_later(lambda place: _show(place, team.team_id, found, today))


async def _show(place: ui.element, team_id: int, month: Month, today: dt.date) -> None:
    board = await asked(open_board, team_id, month)
    number = await asked(last_publication, team_id, month)
    place.clear()
    with place:
        if board is None:
            _nothing_yet(team_id, month)
        else:
            BoardPage(team_id, board, today, number).build()


def _nothing_yet(team_id: int, month: Month) -> None:
    with ui.element("div").classes("empty"):
        ui.label(_("{month} is not planned yet.").format(month=month_text(month.first)))
        ui.link(_("Plan the month"), f"/teams/{team_id}/months/{month}/plan").classes("button")
