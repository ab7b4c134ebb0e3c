"""The row above the month board: what is shown, what can be done with the month, its sums."""

import datetime as dt
from typing import TYPE_CHECKING

from nicegui import ui

from models.month import week_of
from models.problem import Kind
from models.rules.soft import travel
from scheduler.web.pages.publication import files_link
from scheduler.web.pages.words import Words, labelled
from scheduler.web.texts import _, ngettext, pgettext
from scheduler.web.texts.locale import day_text, month_text, number_text

if TYPE_CHECKING:
    from scheduler.web.pages.board_page import BoardPage


class Tools:
    """Buttons and sums of a board.

    Parameters
    ----------
    page
        The board they belong to.
    """

    def __init__(self, page: "BoardPage") -> None:
        self._page = page
        month = page.board.draft.plan.month
        with ui.element("div").classes("board-tools no-print"):
            Words("h1", month_text(month.first))
            reps = {"": _("All reps")} | page.rep_names
            chosen = ui.select(reps, value="", on_change=lambda e: page.look(rep=e.value))
            labelled(chosen, _("Rep")).props("dense outlined options-dense")
            spans = {"week": _("Week"), "month": _("Month")}
            ui.toggle(spans, value="week", on_change=lambda e: page.look(span=e.value)).props(
                "no-caps unelevated toggle-color=primary"
            )
            self._weeks()
            if page.may_edit:
                self._actions()
        self._sums = ui.element("div").classes("board-sums")

    def refresh(self) -> None:
        """Show the sums and buttons of the board as it stands."""
        page, draft = self._page, self._page.board.draft
        self._week.set_text(self._week_text())
        self._move_week.set_visibility(page.view["span"] == "week")
        if page.may_edit:
            self._undo.set_enabled(draft.done > 0)
            self._redo.set_enabled(draft.done < len(draft.edits))
        state = draft.state
        needs = [req.kind is not Kind.PROSPECT for req in state.problem.requirement_of.values()]
        missing = len(state.schedule.unplanned)
        faults = len(state.verdict.violations)
        hours = travel(state.problem, state.schedule) / 60
        figures = [
            (number_text(len(state.route_of)), _("planned"), ""),
            (number_text(sum(needs)), pgettext("visits", "asked for"), ""),
            (number_text(missing), _("without a day"), "bad" if missing else ""),
            (_("{hours} h").format(hours=number_text(hours, 1)), _("driving"), ""),
            (
                number_text(faults),
                ngettext("broken rule", "broken rules", faults),
                "bad" if faults else "",
            ),
        ]
        self._sums.clear()
        with self._sums:
            for number, word, look in figures:
                with ui.element("span").classes(look):
                    Words("b", number)
                    Words("span", word)
            if page.number:
                self._published(page.number)

    def _published(self, number: int) -> None:
        month = f"/teams/{self._page.team_id}/months/{self._page.board.stored.month}"
        with ui.element("span").classes("no-print"):
            Words("span", _("Published as number {number}").format(number=number))
            ui.link(_("Follow"), f"{month}/follow")
            files_link(month)

    def _weeks(self) -> None:
        with ui.row(align_items="center").classes("q-gutter-xs no-wrap") as self._move_week:
            before = ui.button(icon="chevron_left", on_click=lambda: self.turn(-7))
            labelled(before, _("Previous week")).props("flat round dense").classes("turns")
            self._week = ui.label().classes("num")
            after = ui.button(icon="chevron_right", on_click=lambda: self.turn(7))
            labelled(after, _("Next week")).props("flat round dense").classes("turns")

    def _actions(self) -> None:
        page = self._page
        ui.space()
        self._undo = ui.button(icon="undo", on_click=page.undone).props("flat dense")
        labelled(self._undo, _("Undo"))
        self._redo = ui.button(icon="redo", on_click=page.redone).props("flat dense")
        labelled(self._redo, _("Redo"))
        ui.button(_("Compare"), on_click=page.compare).props("flat")
        ui.button(_("Plan again"), on_click=page.plan_again).props("outline")
        ui.button(_("Publish"), on_click=page.publish).props("unelevated")

    def turn(self, days: int) -> None:
        """Show another week, so many days before or after; one of the month."""
        page = self._page
        month, start = page.board.draft.plan.month, page.board.draft.state.problem.week_start
        wanted = dt.date.fromisoformat(page.view["week"]) + dt.timedelta(days=days)
        first, last = week_of(month.first, start), week_of(month.last, start)
        page.look(week=min(max(wanted, first), last).isoformat())

    def _week_text(self) -> str:
        first = dt.date.fromisoformat(self._page.view["week"])
        return _("Week of {day}").format(day=day_text(first))
