"""Jobs: asked for, taken for a time, kept alive by signs of life, finished once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import and_, or_, select

from models.errors import LeaseLostError
from models.jobs import CurvePoint, Job, JobProgress, JobState
from scheduler.store.repositories.base import Repository, there
from scheduler.store.tables.people import TeamTable
from scheduler.store.tables.work import JobTable

MOST_TRIES = 3
"""How often a job is taken before it is held to be what kills its workers."""

_NOT_OVER = (JobState.WAITING.value, JobState.RUNNING.value)


class Jobs(Repository):
    """Work for workers."""

    def ask(self, kind: str, team_id: int, payload: Mapping[str, Any]) -> Job:
        """Ask for work; the first worker that is free takes it."""
        session = self._writing()
        row = JobTable(
            kind=kind,
            team_id=team_id,
            payload=dict(payload),
            state=JobState.WAITING.value,
            progress=_told(JobProgress()),
            result={},
            message="",
            tries=0,
            worker="",
            lease_until=None,
            cancel_asked=False,
            author=self._unit.author,
            asked=self._now(),
            finished=None,
        )
        session.add(row)
        session.flush()
        self._audit(team_id, "ask", f"job {row.job_id}: {kind}")
        return _job(row)

    def take_turn(self, team_id: int) -> None:
        """Wait until nobody else asks for work of a team, up to the end of this unit of work.

        Whoever looks then whether something is being done already, and asks for it only if not, asks
        for it once, however many do so at the same moment.
        """
        turn = select(TeamTable.team_id).where(TeamTable.team_id == team_id)
        self._writing().execute(turn.with_for_update(key_share=True))

    def get(self, job_id: int) -> Job | None:
        """Return a job."""
        row = self._session.get(JobTable, job_id)
        return None if row is None else _job(row)

    def of_team(self, team_id: int, limit: int = 50) -> list[Job]:
        """Return the latest jobs of a team, newest first."""
        found = select(JobTable).where(JobTable.team_id == team_id)
        rows = self._session.scalars(found.order_by(JobTable.job_id.desc()).limit(limit))
        return [_job(row) for row in rows]

    def latest(self, limit: int = 50) -> list[Job]:
        """Return the latest jobs of all teams, newest first."""
        found = select(JobTable).order_by(JobTable.job_id.desc()).limit(limit)
        return [_job(row) for row in self._session.scalars(found)]

    def open(self, team_id: int, kind: str) -> list[Job]:
        """Return the jobs of a kind that wait or run, oldest first."""
        found = select(JobTable).where(
            JobTable.team_id == team_id, JobTable.kind == kind, JobTable.state.in_(_NOT_OVER)
        )
        return [_job(row) for row in self._session.scalars(found.order_by(JobTable.job_id))]

    def claim(self, worker: str, lease_s: float) -> Job | None:
        """Take the oldest job that waits, or whose worker has been silent for too long.

        A job that has been taken too often fails, and one that was cancelled ends here.

        Parameters
        ----------
        worker
            Name that no other worker has.
        lease_s
            Seconds without a sign of life after which another worker may take it.
        """
        now = self._now()
        silent = and_(JobTable.state == JobState.RUNNING.value, JobTable.lease_until < now)
        free = select(JobTable).where(or_(JobTable.state == JobState.WAITING.value, silent))
        if self._session.scalar(free.limit(1)) is None:
            return None  # asked every second: nobody waits for a lock meanwhile
        session = self._writing()
        oldest = free.order_by(JobTable.job_id).limit(1).with_for_update(skip_locked=True)
        while (row := session.scalar(oldest)) is not None:
            if row.cancel_asked:
                self._end(row, JobState.CANCELLED, "cancelled")
            elif row.tries >= MOST_TRIES:
                told = f"its worker stopped {row.tries} times; ask for it again, or look at the log of the worker"
                self._end(row, JobState.FAILED, told)
            else:
                row.state, row.worker = JobState.RUNNING.value, worker
                row.tries += 1
                row.progress = _told(JobProgress())
                row.lease_until = now + dt.timedelta(seconds=lease_s)
                session.flush()
                return _job(row)
            session.flush()
        return None

    def heartbeat(self, job_id: int, worker: str, progress: JobProgress, lease_s: float) -> bool:
        """Give a sign of life, and return whether somebody asked to cancel.

        Raises
        ------
        LeaseLostError
            The job is no longer this worker's.
        """
        row = self._mine(job_id, worker)
        row.progress = _told(progress)
        row.lease_until = self._now() + dt.timedelta(seconds=lease_s)
        return row.cancel_asked

    def finish(
        self, job_id: int, worker: str, result: Mapping[str, Any], progress: JobProgress
    ) -> None:
        """Say that a job is done; to be said in the unit of work that keeps what came out.

        Raises
        ------
        LeaseLostError
            The job is no longer this worker's: what came out must not be kept.
        """
        row = self._mine(job_id, worker)
        row.result, row.progress = dict(result), _told(progress)
        self._end(row, JobState.DONE, "")

    def fail(
        self, job_id: int, worker: str, message: str, result: Mapping[str, Any] | None = None
    ) -> None:
        """Say that a job cannot be done, and why; what is known of it may be kept as its result.

        Raises
        ------
        LeaseLostError
            The job is no longer this worker's.
        """
        row = self._mine(job_id, worker)
        row.result = dict(result or {})
        self._end(row, JobState.FAILED, message)

    def give_back(self, job_id: int, worker: str) -> None:
        """Let another worker begin a job anew, as a worker does that is told to stop.

        Raises
        ------
        LeaseLostError
            The job is no longer this worker's.
        """
        row = self._mine(job_id, worker)
        row.state, row.worker, row.lease_until = JobState.WAITING.value, "", None
        row.tries -= 1

    def stopped(self, job_id: int, worker: str) -> None:
        """Say that a job was given up because somebody asked to cancel it.

        Raises
        ------
        LeaseLostError
            The job is no longer this worker's.
        """
        self._end(self._mine(job_id, worker), JobState.CANCELLED, "cancelled")

    def cancel(self, team_id: int, job_id: int) -> Job:
        """Ask to stop a job; one that waits is over at once, one that is over stays as it is.

        Raises
        ------
        MissingError
            The team has no such job.
        """
        session = self._writing()
        row = session.get(JobTable, job_id, with_for_update=True)
        row = there(row if row is not None and row.team_id == team_id else None, f"job {job_id}")
        if row.state == JobState.WAITING.value:
            self._end(row, JobState.CANCELLED, "cancelled")
        elif row.state == JobState.RUNNING.value:
            row.cancel_asked = True
        self._audit(team_id, "cancel", f"job {job_id}: {row.kind}")
        session.flush()
        return _job(row)

    def _mine(self, job_id: int, worker: str) -> JobTable:
        row = self._writing().get(JobTable, job_id, with_for_update=True)
        if row is None or row.state != JobState.RUNNING.value or row.worker != worker:
            raise LeaseLostError(f"job {job_id} is no longer that of worker {worker}")
        return row

    def _end(self, row: JobTable, state: JobState, message: str) -> None:
        row.state, row.message = state.value, message
        row.finished, row.lease_until = self._now(), None


def _told(progress: JobProgress) -> dict[str, Any]:
    return asdict(progress)


def _progress(told: Mapping[str, Any]) -> JobProgress:
    curve = tuple(CurvePoint(**point) for point in told["curve"])
    return JobProgress(done=told["done"], phase=told["phase"], curve=curve, gap=told["gap"])


def _job(row: JobTable) -> Job:
    return Job(
        job_id=row.job_id,
        kind=row.kind,
        team_id=row.team_id,
        payload=row.payload,
        state=JobState(row.state),
        progress=_progress(row.progress),
        result=row.result,
        message=row.message,
        tries=row.tries,
        worker=row.worker,
        lease_until=row.lease_until,
        cancel_asked=row.cancel_asked,
        author=row.author,
        asked=row.asked,
        finished=row.finished,
    )
