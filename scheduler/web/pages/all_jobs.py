"""The jobs of all teams: what waits, what runs and how far it is, what came out."""

from functools import partial

from nicegui import ui

from models.jobs import Job, JobState
from models.people import User
from scheduler.pipelines.app.overview import TeamJob, all_jobs
from scheduler.web.access import may_cancel
from scheduler.web.pages.frame import asked, caller, frame
from scheduler.web.pages.job_progress import cancelled, kind_text, progress_text, state_text
from scheduler.web.pages.look import dress, fill_later
from scheduler.web.pages.words import Words, headed
from scheduler.web.texts import _, ngettext
from scheduler.web.texts.locale import moment_text, number_text, share_text
from scheduler.web.texts.said import said

_MOST = 100
_POLL_S = 3.0


@ui.page("/jobs")
def jobs() -> None:
    """Show the latest jobs of all teams."""
    with frame(_("Jobs"), width="wide"):
        dress()
        Words("h1", _("Jobs"))
        fill_later(_show)


async def _show(place: ui.element) -> None:
    table = _Jobs(place, caller().user)
    await table.refresh()
    ui.timer(_POLL_S, table.refresh, immediate=False)


class _Jobs:
    """The list of jobs in one browser; it is drawn anew when anything in it has changed."""

    def __init__(self, place: ui.element, user: User | None) -> None:
        self.place, self.user = place, user
        self.shown: list[TeamJob] | None = None

    async def refresh(self) -> None:
        """Look what has changed."""
        found = await asked(all_jobs, _MOST)
        if found == self.shown:
            return
        self.shown = found
        self.place.clear()
        with self.place:
            self._draw(found)

    async def cancel(self, job: Job) -> None:
        """Ask the worker to stop a job."""
        await cancelled(job.team_id, job.job_id)
        await self.refresh()

    def _draw(self, found: list[TeamJob]) -> None:
        if not found:
            with ui.element("div").classes("empty"):
                ui.label(
                    _("Nothing has been planned yet. Every plan that is asked for stands here.")
                )
            return
        is_open = sum(not one.job.state.is_over for one in found)
        told = ngettext("{n} job waits or runs", "{n} jobs wait or run", is_open)
        ui.label(told.format(n=number_text(is_open))).classes("quiet q-mb-sm")
        with ui.element("table").classes("list"):
            headed(_("Job"), _("Team"), _("Asked"), _("State"), _("Cost, min"), _("Gap"), "")
            with ui.element("tbody"):
                for one in found:
                    self._row(one)

    def _row(self, one: TeamJob) -> None:
        job = one.job
        with ui.element("tr"):
            Words("td", f"{job.job_id} · {kind_text(job)}")
            with ui.element("td"):
                ui.link(one.team, f"/teams/{job.team_id}/months").props("dir=auto")
            with ui.element("td"):
                Words("div", moment_text(job.asked))
                Words("div", job.author, "small quiet")
            with ui.element("td"):
                _state(job)
            Words("td", _cost_text(job), "num")
            Words("td", _gap_text(job), "num")
            with ui.element("td"):
                if not job.state.is_over and self.user is not None and may_cancel(self.user, job):
                    self._cancel_button(job)

    def _cancel_button(self, job: Job) -> None:
        told = _("Is being cancelled") if job.cancel_asked else _("Cancel")
        button = ui.button(told, on_click=partial(self.cancel, job)).props("outline dense no-wrap")
        button.set_enabled(not job.cancel_asked)


def _state(job: Job) -> None:
    failed = job.state is JobState.FAILED
    Words("div", state_text(job), "text-negative" if failed else "")
    if job.state is JobState.RUNNING:
        bar = ui.linear_progress(value=job.progress.done, show_value=False)
        bar.props("rounded size=6px").style("min-width: 8rem")
        Words("div", progress_text(job), "small quiet")
    elif failed:
        Words("div", said(job.message), "small")


def _cost_text(job: Job) -> str:
    cost = job.result.get("cost_min")
    if cost is None and job.progress.curve:
        cost = job.progress.curve[-1].cost_min
    return "–" if cost is None else number_text(round(cost))


def _gap_text(job: Job) -> str:
    gap = job.result.get("gap", job.progress.gap)
    return "–" if gap is None else share_text(gap)
