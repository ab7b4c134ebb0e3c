"""How many people the customers and the market take, line by line, and where the next ones should live."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from nicegui import ui

from models.errors import UnderWayError
from models.jobs import JobState
from models.month import Month
from scheduler.pipelines.app.ask_staffing import StaffingView, ask_staffing, staffing_of
from scheduler.pipelines.app.today import today_here
from scheduler.web.pages.frame import TeamHere, asked, frame, of_team
from scheduler.web.pages.job_progress import JobProgress, show_under_way
from scheduler.web.pages.look import dress
from scheduler.web.pages.words import Words, figures, listed
from scheduler.web.texts import N_, _
from scheduler.web.texts.locale import apart, moment_text, month_text, number_text, share_text
from scheduler.web.texts.said import said

Figures = Mapping[str, Any]

_HOUR = 60
_EXACT_BELOW = 1000
_NAMES = {
    "existing customers": N_("Reps for the customers of today"),
    "existing customers and the market": N_("Reps for the customers of today and the market"),
}


@ui.page("/teams/{team_id}/headcount")
def team_headcount(team: TeamHere, view: Annotated[StaffingView, of_team(staffing_of)]) -> None:
    """Show the headcount of a team, and let it be worked out."""
    with frame(_("Headcount"), team, width="wide"):
        dress()
        Words("h1", _("Headcount"))
        if view.latest and not view.latest.state.is_over:
            JobProgress(view.latest).build()
        else:
            _Question(team.team_id).build()
            if view.latest and view.latest.state is not JobState.DONE:
                JobProgress(view.latest).build()
        if view.done:
            month = month_text(dt.date.fromisoformat(view.done.result["month"] + "-01"))
            told = _("Worked out {moment}, driving measured in {month}.")
            moment = moment_text(view.done.finished or view.done.asked)
            Words("p", told.format(moment=moment, month=month), "quiet")
            _show(view.done.result)


class _Question:
    """What is asked of the staffing."""

    def __init__(self, team_id: int) -> None:
        self.team_id = team_id

    def build(self) -> None:
        """Put the fields on the page."""
        about = _(
            "How many reps do the customers and the market take? Next month is planned to measure the "
            "driving; the year is counted from it."
        )
        ui.label(about).classes("quiet")
        with ui.row(align_items="end").classes("q-gutter-sm q-my-sm"):
            self.prospects = ui.number(_("Prospects in the market"), min=0, step=1)
            self.months = ui.number(_("Months to meet them in"), min=1, max=120, step=1)
            self.hire = ui.number(_("Homes of new reps to propose"), value=1, min=0, max=20, step=1)
            self.seconds = ui.number(_("Seconds to search"), value=20, min=1, max=3600)
            for field in (self.prospects, self.months, self.hire, self.seconds):
                field.props("outlined dense stack-label").style("width: 14rem")
            self.prospects.props["placeholder"] = _("those of the list")
            self.months.props["placeholder"] = _("a year")
            ui.button(_("Work it out"), on_click=self.ask).props("unelevated")
        self.in_the_way = ui.element("div")

    async def ask(self) -> None:
        """Ask a worker."""
        fields = {"prospects": self.prospects, "months": self.months, "hire": self.hire}
        wanted: dict[str, Any] = {
            name: None if field.value is None else round(field.value)
            for name, field in fields.items()
        }
        wanted["seconds"] = float(self.seconds.value or 20)
        month = Month.of(await asked(today_here, self.team_id)).next()
        try:
            await asked(ask_staffing, self.team_id, month, wanted)
        except UnderWayError as error:
            await show_under_way(self.in_the_way, error)
        else:
            ui.navigate.reload()


def _show(found: Figures) -> None:
    with ui.element("div").classes("bars"):
        for count in found["headcounts"]:
            _headcount(count)
    _loads(found["reps"])
    if found["hires"]:
        _hires(found["hires"], found["currency"])
    with ui.expansion(_("What to know about it"), value=True).classes("full-width"):
        listed(found["notes"])


def _headcount(count: Figures) -> None:
    name = _NAMES.get(str(count["name"]), str(count["name"]))
    with ui.element("div").classes("card"):
        Words("h2", _(name))
        Words("div", number_text(count["people"]), "figure num")
        told = _("{exact} exactly; today there are {today}")
        exact, today = number_text(count["exact"], 2), number_text(count["today"])
        Words("div", told.format(exact=exact, today=today), "quiet")
        steps = (
            (said(step["what"]), _sum(said(step["how"])), f"{_amount(step)} {said(step['unit'])}")
            for step in count["steps"]
        )
        figures((), steps)


def _loads(reps: list[Figures]) -> None:
    Words("h2", _("A year of each rep"))
    heads = (
        _("Rep"),
        _("Customers"),
        _("Meetings"),
        _("Work, hours"),
        _("Driving, hours"),
        _("Load"),
    )
    rows = (
        (
            rep["rep_id"],
            number_text(rep["customers"]),
            number_text(rep["meetings"]),
            number_text(rep["work_min"] / _HOUR),
            number_text(rep["drive_min"] / _HOUR),
            share_text(rep["load"]),
        )
        for rep in reps
    )
    figures(heads, rows)


def _hires(hires: list[Figures], currency: str) -> None:
    title = _("Where the next reps should live, a year")
    Words("h2", f"{title} ({currency})" if currency else title)
    heads = (
        _("Town"),
        _("Customers"),
        _("Driving saved, hours"),
        _("Due contacts earn"),
        _("Extra meetings earn"),
        _("Costs"),
    )
    rows = (
        (
            hire["town"],
            number_text(hire["customers"]),
            number_text(hire["saved_min"] / _HOUR),
            *(number_text(hire[key]) for key in ("due_earns", "extra_earns", "cost")),
        )
        for hire in hires
    )
    figures(heads, rows)


def _sum(how: str) -> str:
    """Return how a step is counted; what has no words in it is a sum, and runs as sums do."""
    return how if any(map(str.isalpha, how)) else apart(how)


def _amount(step: Figures) -> str:
    amount = step["amount"]
    if abs(amount) >= _EXACT_BELOW or amount == round(amount):
        return number_text(amount)
    return number_text(amount, 2 if step["unit"] == "reps" else 1)
