"""A job in words, and how far it is, on the page that asked for it."""

from asyncio import to_thread

from nicegui import ui

from models.errors import UnderWayError
from models.jobs import Job, JobState
from models.month import Month
from scheduler.pipelines.app.jobs import job_of
from scheduler.web.cancel import cancel
from scheduler.web.pages.frame import asked, caller
from scheduler.web.pages.words import Words, labelled
from scheduler.web.texts import N_, _
from scheduler.web.texts.locale import ago_text, month_text, share_text
from scheduler.web.texts.said import said

_POLL_S = 1.0
_KINDS = {
    "plan": N_("Plan of {month}"),
    "replan": N_("Plan of {month}, around the pins"),
    "scenarios": N_("Scenarios of {month}: {name}"),
    "staffing": N_("Headcount, measured in {month}"),
}
_STATES = {
    JobState.WAITING: N_("Waits for a worker"),
    JobState.RUNNING: N_("Is being worked out"),
    JobState.DONE: N_("Done"),
    JobState.FAILED: N_("Could not be worked out"),
    JobState.CANCELLED: N_("Cancelled"),
}


def kind_text(job: Job) -> str:
    """Return what a job works out."""
    kind = _KINDS.get(job.kind, "")
    if not kind:
        return job.kind
    month = month_text(Month.parse(job.payload["month"]).first)
    return _(kind).format(month=month, name=job.payload.get("name", ""))


def state_text(job: Job) -> str:
    """Return where a job is."""
    state = _STATES[job.state]
    return _(state)


def progress_text(job: Job) -> str:
    """Return how far a job is, what it does, and what a better plan could save at most."""
    progress = job.progress
    told = [share_text(progress.done), said(progress.phase)]
    if progress.gap is not None:
        gap = share_text(progress.gap)
        told.append(_("at most {share} of the cost could be saved").format(share=gap))
    return " · ".join(filter(None, told))


class JobProgress:
    """A job as its page shows it; once it is over, the page begins anew."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def build(self) -> None:
        """Put it on the page."""
        with ui.element("div").classes("card q-my-md"):
            self.state = Words("h2", "")
            self.bar = ui.linear_progress(value=0, show_value=False).props("rounded size=10px")
            labelled(self.bar, kind_text(self.job))
            self.phase = Words("p", "", "quiet num")
            self.more()
            self.result = ui.element("div")
            self.stop = ui.button(_("Cancel"), on_click=self.cancel).props("outline")
            self.timer = ui.timer(_POLL_S, self.poll, active=not self.job.state.is_over)
        self.show(self.job)
        if self.job.state.is_over:
            self.ended(self.job)

    def more(self) -> None:
        """Put more of it on the page, where there is more to show."""

    def show(self, job: Job) -> None:
        """Show how far it is."""
        runs = job.state is JobState.RUNNING
        self.state.set_text(state_text(job))
        self.bar.set_value(job.progress.done)
        self.phase.set_text(progress_text(job) if runs else "")
        self.bar.set_visibility(not job.state.is_over)
        self.stop.set_visibility(not job.state.is_over)
        if job.cancel_asked:
            self.stop.set_text(_("Is being cancelled"))
            self.stop.disable()

    def ended(self, job: Job) -> None:
        """Say why it failed, if it did."""
        with self.result:
            if job.message:
                Words("p", said(job.message), "alert")
            _show_problems(job)

    def over(self, _job: Job) -> None:
        """Show what came out."""
        ui.navigate.reload()

    async def poll(self) -> None:
        """Look how far it is."""
        found = await asked(job_of, self.job.team_id, self.job.job_id)
        self.show(found)
        if found.state.is_over:
            self.timer.deactivate()
            self.over(found)

    async def cancel(self) -> None:
        """Ask the worker to stop."""
        self.show(await cancelled(self.job.team_id, self.job.job_id))


class UnderWay(JobProgress):
    """A job that does already what somebody asks for; what they have entered stays where it is."""

    def over(self, job: Job) -> None:
        """Say that it may be asked for again."""
        self.ended(job)
        with self.result:
            Words("p", _("Now you can ask for it again; load the page anew to see what came out."))


async def show_under_way(place: ui.element, error: UnderWayError) -> None:
    """Show in a place of the page which job is in the way."""
    job = await asked(job_of, error.team_id, error.job_id)
    place.clear()
    with place:
        tell_under_way(job)


def tell_under_way(job: Job) -> None:
    """Put a job that is in the way on the page: who asked for it, how long ago, and what to do."""
    told = _("{what}: {author} asked for it {ago}. Wait until it is done, or cancel it.")
    asked_for = {"what": kind_text(job), "author": job.author, "ago": ago_text(job.asked)}
    Words("p", told.format(**asked_for), "notice").props("role=alert")
    UnderWay(job).build()


async def cancelled(team_id: int, job_id: int) -> Job:
    """Ask the worker to stop a job, if whoever looks at the page may; return it as it is now."""
    return await to_thread(cancel, caller(), team_id, job_id)


def _show_problems(job: Job) -> None:
    for problem in job.result.get("problems", []):
        place = ", ".join(str(problem[k]) for k in ("file", "row", "column") if problem[k])
        value = f" ({problem['value']})" if problem["value"] else ""
        Words("p", f"{place}: {said(problem['what'])}{value}; {said(problem['advice'])}")
