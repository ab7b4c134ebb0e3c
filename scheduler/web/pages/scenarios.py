"""Comparisons of scenarios: the list of a team, a new one, and one with what came out."""

from functools import partial
from typing import Annotated

from fastapi import Depends
from nicegui import ui

from models.jobs import JobState
from models.records import Row
from scheduler.pipelines.app.ask_scenarios import (
    ScenarioView,
    comparison_of,
    comparisons_of,
    remove_comparison,
)
from scheduler.pipelines.app.lists import rows_of
from scheduler.web.caller import Asking
from scheduler.web.pages.frame import TeamHere, TodayHere, asked, frame, of_team
from scheduler.web.pages.job_progress import JobProgress, state_text
from scheduler.web.pages.look import dress
from scheduler.web.pages.scenario_form import Here, ScenarioForm
from scheduler.web.pages.scenario_result import show_comparison
from scheduler.web.pages.words import Words, headed
from scheduler.web.routes import Id
from scheduler.web.texts import _
from scheduler.web.texts.locale import moment_text, month_text

Reps = Annotated[list[Row], of_team(partial(rows_of, kind="reps"))]


def _kept(who: Asking, team_id: Id, scenario_id: Id) -> ScenarioView:
    return comparison_of(who.database, who.signed_in(), team_id, scenario_id)


@ui.page("/teams/{team_id}/scenarios")
def scenarios(
    team: TeamHere, found: Annotated[list[ScenarioView], of_team(comparisons_of)]
) -> None:
    """Show the comparisons of a team."""
    with frame(_("Scenarios"), team):
        dress()
        base = f"/teams/{team.team_id}/scenarios"
        with ui.row(align_items="center").classes("justify-between"):
            Words("h1", _("Scenarios"))
            if found:
                ui.link(_("Compare scenarios"), f"{base}/new").classes("button")
        if found:
            _list(found, base)
            return
        with ui.element("div").classes("empty"):
            ui.label(
                _(
                    "Nothing has been compared yet. What would the month be with fewer reps, "
                    "another number of meetings, other intervals?"
                )
            )
            ui.link(_("Compare scenarios"), f"{base}/new").classes("button")


def _list(found: list[ScenarioView], base: str) -> None:
    with ui.element("table").classes("list"):
        headed(_("Name"), _("Month"), _("Scenarios"), _("State"), _("Changed"))
        with ui.element("tbody"):
            for one in found:
                _row(one, base)


def _row(one: ScenarioView, base: str) -> None:
    month = one.month
    with ui.element("tr"):
        with ui.element("td"):
            ui.link(one.scenario.name, f"{base}/{one.scenario.scenario_id}").props("dir=auto")
        Words("td", month_text(month.first) if month else "–")
        Words("td", ", ".join(one.found.names) if one.found else "–")
        Words("td", state_text(one.job) if one.job else "–")
        with ui.element("td"):
            Words("div", moment_text(one.scenario.changed))
            Words("div", one.scenario.author, "small quiet")


@ui.page("/teams/{team_id}/scenarios/new")
def new_comparison(team: TeamHere, reps: Reps, today: TodayHere) -> None:
    """Show the form of a new comparison."""
    with frame(_("Compare scenarios"), team):
        dress()
        Words("h1", _("Compare scenarios"))
        ScenarioForm(Here(team.team_id, reps, today), None).build()


@ui.page("/teams/{team_id}/scenarios/{scenario_id}")
def comparison(
    team: TeamHere, view: Annotated[ScenarioView, Depends(_kept)], reps: Reps, today: TodayHere
) -> None:
    """Show a comparison: how far it is, what came out, and what it is about."""
    with frame(_("Scenarios"), team, width="wide"):
        dress()
        _Comparison(Here(team.team_id, reps, today), view).build()


class _Comparison:
    """One comparison in one browser."""

    def __init__(self, here: Here, view: ScenarioView) -> None:
        self.here, self.team_id, self.view = here, here.team_id, view
        self.job = view.job

    def build(self) -> None:
        """Put it on the page."""
        view, month = self.view, self.view.month
        Words("h1", view.scenario.name)
        if month:
            ui.label(month_text(month.first)).classes("quiet")
        if self.job and self.job.state is not JobState.DONE:
            JobProgress(self.job).build()
        if view.found:
            scenario_id = view.scenario.scenario_id
            maps = f"/teams/{self.team_id}/scenarios/{scenario_id}/maps"
            show_comparison(view.found, maps)
        if self.job and not self.job.state.is_over:
            return
        title = _("Change and compare again")
        with ui.expansion(title, value=view.found is None).classes("full-width q-mt-md"):
            ScenarioForm(self.here, view).build()
        ui.button(_("Remove"), on_click=self.ask_to_remove).props("flat color=negative")

    async def ask_to_remove(self) -> None:
        """Forget the comparison, after a question."""
        with ui.dialog() as dialog, ui.card():
            ui.label(_("Remove this comparison and what came out?"))
            with ui.row():
                ui.button(_("Remove"), on_click=lambda: dialog.submit(True)).props("color=negative")
                ui.button(_("Keep"), on_click=lambda: dialog.submit(False)).props("outline")
        if not await dialog:
            return
        await asked(remove_comparison, self.team_id, self.view.scenario.scenario_id)
        ui.navigate.to(f"/teams/{self.team_id}/scenarios")
