"""The funnel with sliders: what the leads bring, what the target takes, and the chance of it."""

from typing import Annotated

from nicegui import ui

from models.funnel import FunnelAnswer
from scheduler.pipelines.app.ask_funnel import (
    FunnelAnswers,
    TeamFunnel,
    funnel_of_team,
    try_funnel,
)
from scheduler.web.pages.frame import TeamHere, frame, of_team
from scheduler.web.pages.look import dress
from scheduler.web.pages.words import Words, figures, labelled, listed
from scheduler.web.texts import _
from scheduler.web.texts.locale import month_text, number_text, share_text
from scheduler.web.texts.said import said

_LEADS, _TARGET = 100, 10
_MOST = 1_000_000
_SMALL = 1000


@ui.page("/teams/{team_id}/funnel")
def team_funnel(team: TeamHere, known: Annotated[TeamFunnel, of_team(funnel_of_team)]) -> None:
    """Show the funnel of a team, to be tried out; nothing is kept."""
    with frame(_("Funnel"), team, width="wide"):
        dress()
        Words("h1", _("Funnel"))
        about = _(
            "From leads to customers and back. Move the sliders to try it out; nothing is kept."
        )
        ui.label(about).classes("quiet q-mb-md")
        _Funnel(known).build()


class _Funnel:
    """The funnel in one browser."""

    def __init__(self, known: TeamFunnel) -> None:
        self.known = known
        self.names = [said(stage.name) for stage in known.funnel.stages]

    def build(self) -> None:
        """Put sliders and answers on the page."""
        with ui.element("div").classes("funnel"):
            with ui.element("div").classes("card"):
                self.leads = ui.number(_("Leads"), value=_LEADS, min=0, max=_MOST, step=1)
                self.target = ui.number(_("Customers wanted"), value=_TARGET, min=0, max=_MOST)
                for field in (self.leads, self.target):
                    field.props("outlined dense debounce=300").classes("q-mb-sm")
                    field.on_value_change(self.answer)
                self.ratios = [self._slider(k) for k in range(len(self.names))]
                ui.button(_("Back to the ratios of the policy"), on_click=self.reset).props(
                    "outline"
                )
            self.told = ui.element("div").props("aria-live=polite")
        self.answer()

    def reset(self) -> None:
        """Set the ratios back to those of the policy."""
        for slider, ratio in zip(self.ratios, self._usual(), strict=True):
            slider.set_value(ratio)

    def answer(self) -> None:
        """Ask the funnel with the ratios as they are now."""
        leads, target = (_whole(field.value) for field in (self.leads, self.target))
        ratios = [round(slider.value) for slider in self.ratios]
        found = try_funnel(self.known, leads, target, ratios)
        self.told.clear()
        with self.told:
            _show(found)

    def _usual(self) -> list[int]:
        return [max(1, round(100 * float(ratio))) for ratio in self.known.funnel.ratios]

    def _slider(self, k: int) -> ui.slider:
        before = self.names[k - 1] if k else _("leads")
        told = _("From {before} to {after}").format(before=before, after=self.names[k])
        with ui.element("div").classes("ratio"):
            Words("div", told)
            share = Words("b", "")
        slider = ui.slider(min=1, max=100, step=1, value=self._usual()[k])
        labelled(slider, told).props("debounce=150")
        share.bind_text_from(slider, "value", lambda value: share_text(value / 100))
        slider.on_value_change(self.answer)
        return slider


def _show(found: FunnelAnswers) -> None:
    forward, backward = found.forward, found.backward
    with ui.element("div").classes("bars"):
        _figure(_("Customers from these leads"), _count(forward.customers))
        _figure(_("Leads for the target, on average"), _count(backward.counts[0]))
        if forward.chance is not None:
            _figure(_("Chance to reach the target"), share_text(forward.chance))
        if forward.safe_leads is not None and forward.confidence is not None:
            told = _("Leads to be {share} sure").format(share=share_text(forward.confidence))
            _figure(told, number_text(forward.safe_leads))
    _stages(forward, backward)
    if forward.arrivals:
        Words("h2", _("When the customers come"))
        figures((), ((month_text(month.first), _count(n)) for month, n in forward.arrivals))
    Words("h2", _("What each lever is worth"))
    levers = (
        (said(lever.name), *map(_count, (lever.before, lever.after, lever.worth)))
        for lever in forward.levers
    )
    figures((_("Lever"), _("As it is"), _("Then"), _("Difference")), levers)
    listed(forward.notes)


def _stages(forward: FunnelAnswer, backward: FunnelAnswer) -> None:
    counts = zip(forward.names, forward.counts, backward.counts, strict=True)
    rows = (
        (said(name) if k else _("leads"), _count(ahead), _count(back))
        for k, (name, ahead, back) in enumerate(counts)
    )
    figures((_("Stage"), _("From these leads"), _("For the target")), rows)


def _figure(title: str, value: str) -> None:
    with ui.element("div").classes("card"):
        Words("div", title, "quiet")
        Words("div", value, "figure num")


def _count(value: float) -> str:
    whole = value == round(value) or abs(value) >= _SMALL
    return number_text(value, 0 if whole else 1)


def _whole(value: float | None) -> int:
    return min(_MOST, max(0, round(value or 0)))
