"""Beside the board: what the last edit did, the visit in the hand, where else it could go, the day."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from nicegui import ui

from models.edits import Edit
from models.itinerary import day_line
from models.requirement import Strength
from scheduler.pipelines.app.board_view import faults_of
from scheduler.pipelines.app.drafts import Judged, PlaceFor
from scheduler.web.pages.board_words import fault_text, rule_text, signed_minutes
from scheduler.web.pages.words import Words, listed
from scheduler.web.texts import _, ngettext
from scheduler.web.texts.locale import number_text, time_text, weekday_text
from scheduler.web.texts.said import said

if TYPE_CHECKING:
    from scheduler.web.pages.board_page import BoardPage

_MOST_PLACES = 4
_MOST_FAULTS = 6


class Panel:
    """What stands beside the board.

    Parameters
    ----------
    page
        The board it belongs to.
    """

    def __init__(self, page: "BoardPage") -> None:
        self._page = page
        self._told = ui.element("div").props("aria-live=polite")
        self._day = ui.element("div")
        self.show_month()

    def show_month(self) -> None:
        """Say what can be done, or what is broken anywhere in the month."""
        self._told.clear()
        with self._told, ui.element("div").classes("card"):
            state = self._page.board.draft.state
            found = faults_of(state, state.verdict.violations)
            if found:
                self._heading(_("What breaks a rule"))
                self._faults(found)
            else:
                ui.label(
                    _("Drag a card to another day or rep, or choose it and then a day.")
                ).classes("quiet")

    def show_judged(self, judged: Judged, edit: Edit | None) -> None:
        """Say what an edit did: what breaks, what is mended, and the minutes."""
        self._told.clear()
        names = self._page.rep_names
        broken = faults_of(judged.after, judged.broken)
        with self._told, ui.element("div").classes(f"card verdict {'bad' if broken else ''}"):
            left = len(judged.after.verdict.violations)
            fits = _("Nothing new breaks") if left else _("Fits")
            self._heading(_("Breaks a rule") if broken else fits)
            driving = _("Driving {minutes}").format(minutes=signed_minutes(judged.drive_min))
            cost = _("cost {minutes}").format(minutes=signed_minutes(judged.cost_min))
            ui.label(f"{driving}, {cost}").classes("num")
            self._faults(broken)
            for fault in faults_of(judged.before, judged.mended)[:_MOST_FAULTS]:
                ui.label(_("Mended: {fault}").format(fault=fault_text(fault, names))).classes(
                    "quiet small"
                )
            if self._page.may_edit and edit is not None:
                self._after(edit, can_allow=any(fault["allow"] for fault in broken))

    def show_visit(self, visit_id: str, places: Sequence[PlaceFor]) -> None:
        """Show a visit, its pin, and the best days for it."""
        self._told.clear()
        state = self._page.board.draft.state
        req = state.requirement(visit_id)
        with self._told, ui.element("div").classes("card"):
            self._heading(req.name)
            ui.label(said(req.why)).classes("quiet small").props("dir=auto")
            route = state.route_of.get(visit_id)
            if self._page.may_edit and route is not None:
                self._pins(visit_id)
            self._unplanned(visit_id)
            if self._page.may_edit:
                ui.label(_("Best days for it")).classes("q-mt-sm text-weight-bold")
                if not places:
                    ui.label(_("There is no other day.")).classes("quiet")
                for place in places[:_MOST_PLACES]:
                    self._place(visit_id, place)

    def show_day(self, rep_id: str, date: dt.date) -> None:
        """Head the map with its day and the day's sums."""
        self._day.clear()
        state = self._page.board.draft.state
        route = state.routes.get((rep_id, date))
        with self._day:
            self._heading(f"{self._page.rep_names[rep_id]}, {weekday_text(date)}")
            if route is None:
                ui.label(_("No meetings")).classes("quiet")
                return
            line = day_line(state.problem, route)
            meetings = ngettext("{n} meeting", "{n} meetings", line.meetings)
            told = [
                f"{time_text(line.leave_min)}–{time_text(line.home_min)}",
                meetings.format(n=line.meetings),
                _("{minutes} min driving").format(minutes=number_text(line.drive_min)),
                _("{km} km").format(km=number_text(line.drive_m / 1000)),
            ]
            ui.label(" · ".join(told)).classes("quiet small num")

    def _unplanned(self, visit_id: str) -> None:
        """Say why a visit found no day when the month was planned, and what would have helped."""
        unplanned = self._page.board.draft.state.schedule.unplanned
        item = next((item for item in unplanned if item.visit_id == visit_id), None)
        if item is None:
            return
        for title, texts in (
            (_("Why it has no day"), [reason.text for reason in item.reasons]),
            (_("What would have brought it in"), item.what_would_help),
        ):
            if texts:
                ui.label(title).classes("q-mt-sm text-weight-bold")
                with ui.element("div").classes("small"):
                    listed(texts)

    def _after(self, edit: Edit, *, can_allow: bool) -> None:
        with ui.row().classes("q-gutter-sm q-mt-xs"):
            if can_allow:
                ui.button(_("Allow it"), on_click=lambda: self._page.allow(edit.visit_id)).props(
                    "outline dense"
                )
            ui.button(_("Undo"), on_click=self._page.undone).props("flat dense")

    def _pins(self, visit_id: str) -> None:
        page, state = self._page, self._page.board.draft.state
        route = state.route_of[visit_id]
        stop = next(stop for stop in route.stops if stop.visit_id == visit_id)
        minute = stop.arrive // state.problem.ticks_per_minute
        pinned = visit_id in state.problem.pin_of
        with ui.row().classes("q-gutter-xs"):
            if pinned:
                ui.button(
                    _("Take the pin away"),
                    icon="push_pin",
                    on_click=lambda: page.toggle_pin(visit_id),
                ).props("outline dense")
                return
            ui.button(
                _("Pin to rep and day"),
                icon="push_pin",
                on_click=lambda: page.pin(visit_id, Strength.FIXED),
            ).props("outline dense")
            ui.button(
                _("… and to {time}").format(time=time_text(minute)),
                on_click=lambda: page.pin(visit_id, Strength.FIXED, minute),
            ).props("flat dense")
            ui.button(
                _("Only to the day"), on_click=lambda: page.pin(visit_id, Strength.DAY)
            ).props("flat dense")

    def _place(self, visit_id: str, place: PlaceFor) -> None:
        rules = dict.fromkeys(violation.rule for violation in place.broken)
        with (
            ui.button(on_click=lambda: self._page.move(visit_id, place.rep_id, place.date))
            .props("flat dense align=left")
            .classes("full-width")
        ):
            with ui.element("span").classes("place"):
                who = self._page.rep_names[place.rep_id]
                ui.label(f"{weekday_text(place.date)}, {who}")
                ui.label(signed_minutes(place.drive_min)).classes("num")
            if rules:
                told = ", ".join(rule_text(rule) for rule in rules)
                ui.label(told).classes("small text-negative full-width")

    def _faults(self, found: Sequence[dict[str, object]]) -> None:
        if not found:
            return
        with ui.element("ul"):
            for fault in found[:_MOST_FAULTS]:
                Words("li", fault_text(fault, self._page.rep_names))
        more = len(found) - _MOST_FAULTS
        if more > 0:
            ui.label(ngettext("and {n} more", "and {n} more", more).format(n=more)).classes("quiet")

    def _heading(self, text: str) -> None:
        Words("h2", text)
