"""Follow a month: plan against done, by rep and by category."""

from nicegui import ui

from models.control import CoverageLine, RepControl
from models.errors import MissingError
from models.month import Month
from scheduler.pipelines.app.follow_month import FollowedMonth, follow_month
from scheduler.web.pages.frame import TeamHere, asked, frame
from scheduler.web.pages.look import dress, fill_later
from scheduler.web.pages.publication import files_link
from scheduler.web.pages.words import Words, headed
from scheduler.web.routes import month_of
from scheduler.web.texts import _, ngettext
from scheduler.web.texts.locale import money_text, month_text, number_text, share_text
from scheduler.web.texts.said import said


@ui.page("/teams/{team_id}/months/{month}/follow")
def follow(team: TeamHere, month: str) -> None:
    """Show a published month against what was reported."""
    wanted = month_of(month)
    with frame(_("Follow a month"), team):
        dress()
        Words("h1", _("{month}: plan and done").format(month=month_text(wanted.first)))
        fill_later(lambda place: _show(place, team.team_id, wanted))


async def _show(place: ui.element, team_id: int, month: Month) -> None:
    try:
        found = await asked(follow_month, team_id, month)
    except MissingError:
        found = None
    place.clear()
    with place:
        if found is None:
            _not_published(team_id, month)
            return
        _head(found)
        files_link(f"/teams/{team_id}/months/{month}")
        _by_rep(found)
        _by_category(found.team)
        _reasons(found)


def _not_published(team_id: int, month: Month) -> None:
    with ui.element("div").classes("empty"):
        ui.label(_("Nothing of this month is published yet."))
        board = f"/teams/{team_id}/months/{month}/board"
        ui.link(_("Open the board"), board).classes("button")


def _head(found: FollowedMonth) -> None:
    reports = ngettext("{n} visit reported", "{n} visits reported", found.reports)
    told = [
        _("Published as number {number}").format(number=found.number),
        reports.format(n=number_text(found.reports)),
    ]
    ui.label(" · ".join(told)).classes("quiet")
    if not found.reports:
        with ui.element("div").classes("notice"):
            ui.label(_("Reps report on their phones: done, or missed and why."))


def _by_rep(found: FollowedMonth) -> None:
    Words("h2", _("By rep"))
    with ui.element("table").classes("problems"):
        headed(
            _("Rep"), _("Planned"), _("Done"), _("Missed"), _("Moved"), _("To come"),
            _("No report"), _("Done of those that are over"), _("Orders"),
        )  # fmt: skip
        with ui.element("tbody"):
            for rep in (*found.reps, found.team):
                _rep_row(rep, _("Team") if rep is found.team else rep.name)


def _rep_row(rep: RepControl, name: str) -> None:
    count = rep.meetings
    share = "–" if count.done_share is None else share_text(count.done_share)
    with ui.element("tr").classes("" if rep.rep_id else "text-weight-bold"):
        Words("td", name)
        for number in (
            count.planned, count.done, count.missed, count.moved, count.ahead, count.unreported,
        ):  # fmt: skip
            Words("td", number_text(number), "num")
        Words("td", share, "num")
        Words("td", money_text(rep.orders) if rep.order_count else "–", "num")


def _by_category(team: RepControl) -> None:
    Words("h2", _("By category"))
    with ui.element("table").classes("problems"):
        headed(_("Category"), _("Due"), _("Planned"), _("Done"), _("Covered"), _("Customers seen"))
        with ui.element("tbody"):
            for line in team.coverage:
                _category_row(line)


def _category_row(line: CoverageLine) -> None:
    with ui.element("tr"):
        with ui.element("td"):
            Words("span", line.segment or "–", f"mark {line.segment}")
        for number in (line.due, line.planned, line.done):
            Words("td", number_text(number), "num")
        Words("td", share_text(line.share), "num")
        Words("td", f"{number_text(line.seen)} / {number_text(line.customers)}", "num")


def _reasons(found: FollowedMonth) -> None:
    if not found.reasons:
        return
    Words("h2", _("Why visits were missed"))
    with ui.element("ul"):
        for reason, count in found.reasons:
            Words("li", f"{said(reason)}: {number_text(count)}")
