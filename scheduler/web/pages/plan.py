"""Plan a month: see whether it fits, ask for a plan, watch the cost fall."""

from typing import Annotated, Any

from fastapi import Depends
from nicegui import ui

from models.errors import UnderWayError
from models.jobs import Job, JobState
from models.kept_plans import StoredPlan
from models.month import Month
from models.people import User
from models.plan import CapacityLine
from scheduler.pipelines.app.ask_plan import ask_plan, plan_under_way
from scheduler.pipelines.app.capacity import Demand, demand_of
from scheduler.pipelines.app.customers import customers_of
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.jobs import job_of
from scheduler.pipelines.app.layout import APPOINTMENTS
from scheduler.pipelines.app.months import plans_of
from scheduler.web.caller import Asking
from scheduler.web.pages.board import month_of
from scheduler.web.pages.frame import TeamHere, TodayHere, asked, changed, frame, of_team
from scheduler.web.pages.job_progress import cancelled, show_problems
from scheduler.web.pages.look import busy, dress
from scheduler.web.pages.words import Words, headed, listed
from scheduler.web.routes import Id
from scheduler.web.texts import N_, _, ngettext
from scheduler.web.texts.locale import month_text, number_text, share_text
from scheduler.web.texts.said import said

_ACCENT = "#0f766e"
_POLL_S = 1.0
_STATES = {
    JobState.WAITING: N_("Waits for a worker"),
    JobState.RUNNING: N_("Is being planned"),
    JobState.DONE: N_("Planned"),
    JobState.FAILED: N_("Could not be planned"),
    JobState.CANCELLED: N_("Cancelled"),
}

_PHASES = (N_("reading the lists"), N_("searching"), N_("keeping the plan"))
"""What a worker says that it does; known here so that it is translated."""


def _under_way(who: Asking, team_id: Id, month: str) -> Job | None:
    return plan_under_way(who.database, who.signed_in(), team_id, month_of(month))


@ui.page("/teams/{team_id}/months/{month}/plan")
def plan_month(
    team: TeamHere,
    month: str,
    running: Annotated[Job | None, Depends(_under_way)],
    job: int = 0,
) -> None:
    """Show what the month asks for, and plan it."""
    found = month_of(month)
    with frame(_("Plan a month"), team):
        dress()
        Words("h1", _("Plan {month}").format(month=month_text(found.first)))
        _Planning(team.team_id, found).build(running.job_id if running else job)


class _Planning:
    """The page of one month that is to be planned."""

    def __init__(self, team_id: int, month: Month) -> None:
        self.team_id, self.month = team_id, month
        self.job_id = 0

    def build(self, job_id: int) -> None:
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
        self.timer = ui.timer(_POLL_S, self.poll, active=False)
        if job_id:
            self.watch(job_id)

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
            self.watch(error.job_id)
        else:
            self.watch(job.job_id)

    def watch(self, job_id: int) -> None:
        """Show how a job goes on, until it is over."""
        self.job_id = job_id
        self.answer.clear()
        with self.answer:
            self.state = Words("h2", "")
            self.bar = ui.linear_progress(value=0, show_value=False).props("rounded size=10px")
            self.phase = ui.label().classes("quiet num")
            self.result = ui.element("div")
            self.chart = ui.echart(_curve_options()).style("height: 16rem")
            with ui.row():
                self.stop = ui.button(_("Cancel"), on_click=self.cancel).props("outline")
                self.board = ui.button(_("Open the board"), on_click=self.open_board)
                self.board.props("unelevated").set_visibility(False)
        self.timer.activate()

    async def poll(self) -> None:
        """Look how far the job is."""
        job = await asked(job_of, self.team_id, self.job_id)
        progress = job.progress
        state = _STATES[job.state]
        self.state.set_text(_(state))
        self.bar.set_value(progress.done)
        phase = _(progress.phase) if progress.phase in _PHASES and not job.state.is_over else ""
        told = [share_text(progress.done), phase]
        if progress.gap is not None:
            gap = share_text(progress.gap)
            told.append(_("at most {share} of the cost could be saved").format(share=gap))
        self.phase.set_text(" · ".join(filter(None, told)))
        points = [[point.seconds, round(point.cost_min, 1)] for point in progress.curve]
        self.chart.options["series"][0] |= {"data": points, "showSymbol": len(points) == 1}
        self.chart.update()
        if job.state.is_over:
            self.timer.deactivate()
            self._over(job)

    async def cancel(self) -> None:
        """Ask the worker to stop."""
        await cancelled(self.team_id, self.job_id)

    def open_board(self) -> None:
        """Go to the month board."""
        ui.navigate.to(f"/teams/{self.team_id}/months/{self.month}/board")

    def _over(self, job: Job) -> None:
        self.stop.set_visibility(False)
        self.board.set_visibility(job.state is JobState.DONE)
        with self.result:
            if job.message:
                Words("p", said(job.message), "alert")
            show_problems(job)
            if any(found["file"] == APPOINTMENTS for found in job.result.get("problems", [])):
                ui.link(_("Appointments"), f"/teams/{self.team_id}/appointments")
            if job.state is JobState.DONE:
                Words("p", _result_text(job.result))


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
    with ui.element("table").classes("problems"):
        headed(
            _("Rep"),
            _("Customers"),
            _("Workdays"),
            _("Meetings due / possible"),
            _("Hours needed / available"),
            _("Load"),
        )
        with ui.element("tbody"):
            for line in found.lines:
                _demand_row(found, line)
    with ui.expansion(_("What to know before planning"), value=True).classes("full-width"):
        listed(found.notes)


def _demand_row(found: Demand, line: CapacityLine) -> None:
    needed = line.work_min + line.travel_min + line.reserve_min
    meetings = f"{number_text(line.meetings_due)} / {number_text(line.meetings_possible)}"
    hours = f"{number_text(needed / 60)} / {number_text(line.available_min / 60)}"
    with ui.element("tr"):
        Words("td", found.names.get(line.rep_id, line.rep_id))
        Words("td", number_text(line.customers), "num")
        Words("td", number_text(line.workdays), "num")
        Words("td", meetings, "num")
        Words("td", hours, "num")
        Words("td", share_text(line.load), "num text-negative" if line.load > 1 else "num")


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


def _months_of(database: Database, user: User, team_id: int) -> tuple[list[StoredPlan], bool]:
    """Return the plans of a team, and whether there is anything to plan.

    The list of customers is only read where no plan says so.
    """
    plans = plans_of(database, user, team_id)
    return plans, bool(plans) or bool(customers_of(database, user, team_id))


@ui.page("/teams/{team_id}/months")
def months(
    team: TeamHere,
    found: Annotated[tuple[list[StoredPlan], bool], of_team(_months_of)],
    today: TodayHere,
) -> None:
    """Show the months of a team: planned, published, to be planned."""
    with frame(_("Months"), team):
        dress()
        Words("h1", _("Months"))
        plans, has_customers = found
        if not has_customers:
            _nothing_to_plan(team.team_id)
            return
        this = Month.of(today)
        wanted = sorted({this, this.next(), *(plan.month for plan in plans)}, reverse=True)
        with ui.element("div").classes("months"):
            for month in wanted:
                own = [plan for plan in plans if plan.month == month]
                _month_card(team.team_id, month, max((p.number or 0 for p in own), default=-1))


def _nothing_to_plan(team_id: int) -> None:
    with ui.element("div").classes("empty"):
        ui.label(_("No list of customers has been uploaded yet."))
        ui.link(_("Upload a list"), f"/teams/{team_id}/upload").classes("button")


def _month_card(team_id: int, month: Month, number: int) -> None:
    base = f"/teams/{team_id}/months/{month}"
    with ui.element("div").classes("card"):
        Words("h3", month_text(month.first))
        if number < 0:
            ui.label(_("Not planned yet")).classes("quiet")
            ui.link(_("Plan the month"), f"{base}/plan")
            return
        told = _("Published as number {number}").format(number=number) if number else _("Draft")
        ui.label(told).classes("quiet")
        with ui.row():
            ui.link(_("Board"), f"{base}/board")
            if number:
                ui.link(_("Follow"), f"{base}/follow")
            ui.link(_("Plan anew"), f"{base}/plan")
