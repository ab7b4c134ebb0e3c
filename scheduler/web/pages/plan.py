"""Plan a month: see whether it fits, ask for a plan, watch the cost fall."""

from typing import Annotated, Any

from fastapi import Depends
from nicegui import ui

from models.errors import UnderWayError
from models.jobs import Job, JobState
from models.kept_plans import StoredPlan
from models.month import Month
from models.plan import CapacityLine
from scheduler.pipelines.app.ask_plan import BeforePlan, ask_plan, before_plan, plans_month
from scheduler.pipelines.app.capacity import Demand, demand_of
from scheduler.pipelines.app.jobs import job_of
from scheduler.pipelines.app.layout import APPOINTMENTS
from scheduler.web.caller import Asking
from scheduler.web.pages.frame import TeamHere, asked, changed, frame
from scheduler.web.pages.job_progress import JobProgress
from scheduler.web.pages.look import busy, dress
from scheduler.web.pages.words import Words, figures, listed, no_customers
from scheduler.web.routes import Id, month_of
from scheduler.web.texts import _, ngettext
from scheduler.web.texts.locale import month_text, number_text, share_text

_ACCENT = "#0f766e"


def _before(who: Asking, team_id: Id, month: str) -> BeforePlan:
    return before_plan(who.database, who.signed_in(), team_id, month_of(month))


def _asked_for(who: Asking, team_id: Id, month: str, job: int = 0) -> Job | None:
    """Return the job of the address; none where it does something else than plan this month."""
    found = job_of(who.database, who.signed_in(), team_id, job) if job else None
    return found if found and plans_month(found, month_of(month)) else None


@ui.page("/teams/{team_id}/months/{month}/plan")
def plan_month(
    team: TeamHere,
    month: str,
    before: Annotated[BeforePlan, Depends(_before)],
    asked_for: Annotated[Job | None, Depends(_asked_for)],
) -> None:
    """Show what the month asks for, and plan it."""
    found = month_of(month)
    with frame(_("Plan a month"), team):
        dress()
        Words("h1", _("Plan {month}").format(month=month_text(found.first)))
        if not before.customers:
            no_customers(team.team_id, may_upload=True)
            return
        _Planning(team.team_id, found).build(before, before.job or asked_for)


class _Planning:
    """The page of one month that is to be planned."""

    def __init__(self, team_id: int, month: Month) -> None:
        self.team_id, self.month = team_id, month

    def build(self, before: BeforePlan, job: Job | None) -> None:
        """Put the questions and the answers on the page."""
        with ui.row(align_items="end").classes("q-gutter-md"):
            self.seconds = ui.number(_("Seconds to search"), value=60, min=1, max=3600)
            self.seconds.props("outlined dense").style("min-width: 11rem")
            with ui.expansion(_("More")).props("dense"):
                self.iterations = ui.number(_("Steps for each visit (the same plan every time)"))
                self.iterations.props("outlined dense clearable").style("min-width: 20rem")
                fills = {
                    "": _("keep spare time free"),
                    "interval": _("visit some earlier"),
                    "growth": _("more visits where they bring growth"),
                    "prospects": _("visit prospects"),
                }
                self.fill = ui.select(fills, value="", label=_("Spare time"))
                self.fill.props("outlined dense").style("min-width: 20rem")
            self.button = ui.button(_("Plan the month"), on_click=self.ask).props("unelevated")
            self.fits = ui.button(_("Does it fit?"), on_click=self.look).props("outline")
        self.answer = ui.element("div").classes("q-mt-md")
        if job:
            self.watch(job)
            return
        with self.answer:
            _say_what_to_do(before.draft)

    async def look(self) -> None:
        """Show demand against capacity."""
        with busy(self.fits):
            found = await asked(demand_of, self.team_id, self.month)
        self.answer.clear()
        with self.answer:
            _show_demand(found)

    async def ask(self) -> None:
        """Ask a worker for the plan."""
        steps = self.iterations.value
        settings: dict[str, Any] = {
            "seconds": None if steps else float(self.seconds.value or 60),
            "iterations": int(steps) if steps else None,
            "fill": self.fill.value,
        }
        try:
            with busy(self.button):
                job = await changed(self.team_id, ask_plan, self.team_id, self.month, settings)
        except UnderWayError as error:
            ui.notify(_("This month is being planned already: see how far it is."))
            job = await asked(job_of, error.team_id, error.job_id)
        self.watch(job)

    def watch(self, job: Job) -> None:
        """Show how a job goes on, until it is over."""
        self.answer.clear()
        with self.answer:
            _PlanProgress(job, self.month).build()


class _PlanProgress(JobProgress):
    """How a plan is made: the cost falls, and what came out stands there in the end."""

    def __init__(self, job: Job, month: Month) -> None:
        super().__init__(job)
        self.month = month

    def more(self) -> None:
        """Give the curve its place."""
        self.chart = ui.echart(_curve_options()).style("height: 16rem; direction: ltr")

    def show(self, job: Job) -> None:
        """Show how far it is, and how the cost has fallen."""
        super().show(job)
        points = [[point.seconds, round(point.cost_min, 1)] for point in job.progress.curve]
        self.chart.set_visibility(bool(points))
        self.chart.options["series"][0] |= {"data": points, "showSymbol": len(points) == 1}
        self.chart.update()

    def over(self, job: Job) -> None:
        """Show what came out."""
        self.ended(job)

    def ended(self, job: Job) -> None:
        """Show what came out, or what was in the way."""
        super().ended(job)
        with self.result:
            if any(found["file"] == APPOINTMENTS for found in job.result.get("problems", [])):
                ui.link(_("Appointments"), f"/teams/{job.team_id}/appointments")
            if job.state is JobState.DONE:
                Words("p", _result_text(job.result))
                board = f"/teams/{job.team_id}/months/{self.month}/board"
                opened = ui.button(_("Open the board"), on_click=lambda: ui.navigate.to(board))
                opened.props("unelevated")


def _say_what_to_do(draft: StoredPlan | None) -> None:
    """Say what a plan does, before there is one or in the place of one."""
    with ui.element("div").classes("empty"):
        if draft is None:
            Words("p", _("Nothing of this month is planned yet."))
        else:
            told = _(
                "This month has a draft. A new plan takes its place and keeps its pins, but not what was "
                "moved by hand: for that, choose Plan again on the board. What is published stays."
            )
            Words("p", told)
            board = f"/teams/{draft.team_id}/months/{draft.month}/board"
            ui.link(_("Open the board"), board)
        told = _(
            "See first whether the month fits, then plan it. The search takes as long as you say; you may "
            "leave the page meanwhile and come back."
        )
        Words("p", told)


def _result_text(result: Any) -> str:
    visits = ngettext("{n} visit planned", "{n} visits planned", result["visits"])
    missing = ngettext("{n} without a day", "{n} without a day", result["unplanned"])
    told = [
        visits.format(n=number_text(result["visits"])),
        missing.format(n=number_text(result["unplanned"])),
        _("cost {minutes} min").format(minutes=number_text(result["cost_min"])),
    ]
    return ", ".join(told)


def _show_demand(found: Demand) -> None:
    heads = (
        _("Rep"),
        _("Customers"),
        _("Workdays"),
        _("Meetings due / possible"),
        _("Hours needed / available"),
        _("Load"),
    )
    figures(heads, (_demand_row(found, line) for line in found.lines))
    with ui.expansion(_("What to know before planning"), value=True).classes("full-width"):
        listed(found.notes)


def _demand_row(found: Demand, line: CapacityLine) -> tuple[str, ...]:
    needed = line.work_min + line.travel_min + line.reserve_min
    load = share_text(line.load)
    return (
        found.names.get(line.rep_id, line.rep_id),
        number_text(line.customers),
        number_text(line.workdays),
        f"{number_text(line.meetings_due)} / {number_text(line.meetings_possible)}",
        f"{number_text(needed / 60)} / {number_text(line.available_min / 60)}",
        _("{load}, too much").format(load=load) if line.load > 1 else load,
    )


def _curve_options() -> dict[str, Any]:
    quiet = {"lineStyle": {"color": "#9ca3af"}}
    return {
        "grid": {"left": 70, "right": 20, "top": 30, "bottom": 40},
        "tooltip": {"trigger": "axis"},
        # The lists are read before the search begins: the axis begins with it.
        "xAxis": {"type": "value", "name": _("seconds"), "min": "dataMin", "axisLine": quiet},
        "yAxis": {"type": "value", "name": _("cost in minutes"), "scale": True, "axisLine": quiet},
        "series": [
            {
                "type": "line",
                "step": "end",
                "showSymbol": False,
                "data": [],
                "lineStyle": {"color": _ACCENT, "width": 2},
                "areaStyle": {"color": _ACCENT, "opacity": 0.12},
            }
        ],
        "animation": False,
    }
