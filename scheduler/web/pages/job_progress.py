"""How far a job is, on the page that asked for it."""

from asyncio import to_thread

from nicegui import ui

from models.jobs import Job, JobState
from scheduler.pipelines.app.jobs import job_of
from scheduler.web.cancel import cancel
from scheduler.web.pages.frame import asked, caller
from scheduler.web.pages.words import Words
from scheduler.web.texts import N_, _
from scheduler.web.texts.locale import share_text
from scheduler.web.texts.said import said

_POLL_S = 1.5
_STATES = {
    JobState.WAITING: N_("Waits for a worker"),
    JobState.RUNNING: N_("Is being worked out"),
    JobState.DONE: N_("Done"),
    JobState.FAILED: N_("Could not be worked out"),
    JobState.CANCELLED: N_("Cancelled"),
}


def state_text(job: Job) -> str:
    """Return where a job is."""
    state = _STATES[job.state]
    return _(state)


class JobProgress:
    """A job as its page shows it; once it is over, the page begins anew."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def build(self) -> None:
        """Put it on the page."""
        job = self.job
        with ui.element("div").classes("card q-my-md"):
            self.state = Words("h3", state_text(job))
            if job.state is JobState.FAILED:
                Words("p", said(job.message), "alert")
                show_problems(job)
            if job.state.is_over:
                return
            self.bar = ui.linear_progress(value=job.progress.done, show_value=False)
            self.bar.props("rounded size=10px")
            self.phase = Words("p", "", "quiet")
            ui.button(_("Cancel"), on_click=self.cancel).props("outline")
            ui.timer(_POLL_S, self.poll)

    async def poll(self) -> None:
        """Look how far it is."""
        found = await asked(job_of, self.job.team_id, self.job.job_id)
        self.state.set_text(state_text(found))
        self.bar.set_value(found.progress.done)
        phase = said(found.progress.phase)
        shown = " · ".join(filter(None, (share_text(found.progress.done), phase)))
        self.phase.set_text(shown if found.state is JobState.RUNNING else "")
        if found.state.is_over:
            ui.navigate.reload()

    async def cancel(self) -> None:
        """Ask the worker to stop."""
        await cancelled(self.job.team_id, self.job.job_id)
        ui.notify(_("It is being stopped."))


async def cancelled(team_id: int, job_id: int) -> Job:
    """Ask the worker to stop a job, if whoever looks at the page may; return it as it is now."""
    return await to_thread(cancel, caller(), team_id, job_id)


def show_problems(job: Job) -> None:
    """Put on the page what is wrong with the lists of a job."""
    for problem in job.result.get("problems", []):
        place = ", ".join(str(problem[k]) for k in ("file", "row", "column") if problem[k])
        value = f" ({problem['value']})" if problem["value"] else ""
        Words("p", f"{place}: {said(problem['what'])}{value}; {said(problem['advice'])}")
