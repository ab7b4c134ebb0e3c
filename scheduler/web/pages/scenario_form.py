"""What is to be compared: variants from a small form, and the text that they make."""

import datetime as dt
from typing import Any, NamedTuple

from nicegui import ui

from models.errors import InputError, InputProblem, UnderWayError
from models.month import Month
from models.records import Row
from scheduler.pipelines.app.ask_scenarios import ScenarioView, ask_scenarios
from scheduler.pipelines.app.scenario_text import (
    AS_IS,
    Variant,
    piece_name,
    pieces_of,
    variant_text,
    without_piece,
)
from scheduler.web.pages.frame import asked
from scheduler.web.pages.job_progress import show_under_way
from scheduler.web.pages.words import Words, headed, labelled
from scheduler.web.routes import month_of
from scheduler.web.texts import _
from scheduler.web.texts.locale import month_text
from scheduler.web.texts.said import said

_MONTHS = 6
_CATEGORIES = "ABC"


class Here(NamedTuple):
    """Where a comparison is asked for.

    Parameters
    ----------
    reps
        The reps of the team.
    today
        The date where it works.
    """

    team_id: int
    reps: list[Row]
    today: dt.date


class ScenarioForm:
    """The form of one comparison.

    Parameters
    ----------
    here
        The team.
    view
        The comparison that is changed; ``None`` for a new one.
    """

    def __init__(self, here: Here, view: ScenarioView | None) -> None:
        self.team_id, self.rows = here.team_id, here.reps
        self.view, self.seen = view, view.scenario if view else None
        months = [Month.of(here.today)]
        while len(months) < _MONTHS:
            months.append(months[-1].next())
        self.chosen = (view.month if view else None) or months[1]
        self.months = sorted({*months, self.chosen})

    def build(self) -> None:
        """Put the form on the page."""
        with ui.row(align_items="end").classes("q-gutter-sm"):
            name = self.seen.name if self.seen else ""
            self.name = ui.input(_("Name of the comparison"), value=name)
            self.name.props("outlined dense maxlength=80").style("min-width: 18rem")
            shown = {str(month): month_text(month.first) for month in self.months}
            self.month = ui.select(shown, value=str(self.chosen), label=_("Month"))
            self.month.props("outlined dense").style("min-width: 11rem")
            self.seconds = ui.number(_("Seconds for each scenario"), value=30, min=1, max=3600)
            self.seconds.props("outlined dense").style("width: 14rem")
        asked_before = bool(self.view and self.view.price_rules)
        self.prices = ui.checkbox(_("also tell what each rule costs"), value=asked_before)
        about = _("One more plan for each rule, such as due dates, daily cap, opening hours.")
        ui.label(about).classes("quiet small")
        Words("h3", _("Add a scenario"), "form-part")
        ui.label(_("Say what is different in it; what you leave empty stays as it is.")).classes(
            "quiet small"
        )
        self._variant()
        Words("h3", _("What is compared"), "form-part")
        ui.label(_("The others are compared with the first one.")).classes("quiet small")
        self.listed = ui.element("ul").classes("pieces")
        with ui.expansion(_("As text, for everything that scenarios.toml can say")):
            self.text = ui.textarea(value=self.seen.toml if self.seen else AS_IS)
            self.text.props("outlined autogrow dir=ltr input-class=code spellcheck=false")
            labelled(self.text, _("All scenarios")).props("debounce=300")
            self.text.classes("full-width").on_value_change(self.show_pieces)
        self.show_pieces()
        self.problems = ui.element("div").props("role=alert")
        ui.button(_("Compare"), on_click=self.ask).props("unelevated").classes("q-mt-md")

    def _variant(self) -> None:
        reps = {
            row.key: " · ".join(filter(None, (row.key, row.fields.get("name"))))
            for row in self.rows
        }
        with ui.row(align_items="end").classes("q-gutter-sm"):
            self.variant = ui.input(_("Name of the scenario")).props("outlined dense maxlength=40")
            self.without = ui.select(reps, value=[], multiple=True, label=_("Without these reps"))
            self.without.props("outlined dense use-chips").style("min-width: 14rem")
            self.cap = ui.number(_("Meetings a day"), min=1, max=99, step=1)
            self.cap.props("outlined dense clearable").style("width: 9rem")
            self.days = {name: _days_field(name) for name in _CATEGORIES}
            self.weekday = ui.checkbox(_("always the same weekday"))
            ui.button(_("Add"), icon="add", on_click=self.add).props("outline")

    def show_pieces(self) -> None:
        """Show the scenarios by name, each with the way to leave it out."""
        pieces = pieces_of(self.text.value or "")
        self.listed.clear()
        with self.listed:
            for number, piece in enumerate(pieces):
                self._piece(number, piece_name(piece))

    def _piece(self, number: int, name: str) -> None:
        with ui.element("li"):
            Words("span", name or "?")
            if number:
                self._remove_button(number, name)

    def _remove_button(self, number: int, name: str) -> None:
        button = ui.button(icon="close", on_click=lambda: self._remove(number))
        told = _("Leave {name} out").format(name=name)
        labelled(button, told).props("flat dense round size=sm").tooltip(told)

    def _remove(self, number: int) -> None:
        self.text.set_value(without_piece(self.text.value or "", number))

    def add(self) -> None:
        """Add what the fields say as one more scenario."""
        piece = variant_text(
            Variant(
                name=self.variant.value or "",
                without=self.without.value or (),
                daily_cap=_whole(self.cap.value),
                intervals={
                    name: days
                    for name, field in self.days.items()
                    if (days := _whole(field.value)) is not None
                },
                same_weekday=bool(self.weekday.value),
            )
        )
        if not piece:
            ui.notify(_("Say what is different in this scenario."))
            return
        before = (self.text.value or "").rstrip()
        self.text.set_value(f"{before}\n\n{piece}".lstrip())
        self.variant.set_value("")
        for field in (self.cap, *self.days.values()):
            field.set_value(None)
        self.without.set_value([])
        self.weekday.set_value(False)

    async def ask(self) -> None:
        """Keep the scenarios and let a worker plan them; what is wrong is shown below the text."""
        self.problems.clear()
        wanted: dict[str, Any] = {
            "name": self.name.value or "",
            "toml": self.text.value or "",
            "month": month_of(self.month.value),
            "seconds": float(self.seconds.value or 30),
            "price_rules": bool(self.prices.value),
        }
        try:
            job = await asked(ask_scenarios, self.team_id, self.seen, wanted)
        except InputError as error:
            with self.problems:
                _show_problems(error)
            return
        except UnderWayError as error:
            await show_under_way(self.problems, error)
            return
        ui.navigate.to(f"/teams/{self.team_id}/scenarios/{job.payload['scenario_id']}")


def _days_field(category: str) -> ui.number:
    told = _("Days between visits, {category}").format(category=category)
    field = ui.number(told, min=1, max=999, step=1)
    return field.props("outlined dense clearable").style("width: 12rem")


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _show_problems(error: InputError) -> None:
    with ui.element("table").classes("list problems"):
        headed(_("Line"), _("Where"), _("Found"), _("What is wrong"), _("What to do"))
        with ui.element("tbody"):
            for problem in error.problems:
                _problem_row(problem)


def _problem_row(problem: InputProblem) -> None:
    with ui.element("tr"):
        Words("td", str(problem.row or ""), "num")
        place = problem.column or problem.file
        for text in (place, problem.value, said(problem.what), said(problem.advice)):
            Words("td", text)
