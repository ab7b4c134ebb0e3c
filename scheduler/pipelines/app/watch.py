"""Watches over a job: gives signs of life, tells how far it is, hears when it is to stop."""

import time
from collections.abc import Callable
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self

from models.errors import LeaseLostError, StoreUnavailableError
from models.jobs import CurvePoint, Job, JobProgress
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.plan import SearchProgress

LEASE_S = 60.0
"""Silence after which another worker takes a job."""
BEAT_S = 2.0
"""Between two signs of life; also how soon a page sees a new cost."""
_MOST_POINTS = 400


class StoppedError(Exception):
    """A job is given up on the way: cancelled, lost to another worker, or the worker is to stop."""


class Watch:
    """Tells the store about a job while its block runs; an observer of the search.

    Parameters
    ----------
    worker
        The name under which the job was taken.
    leaving
        Whether the worker is told to stop.
    beat_s
        Seconds between two signs of life.
    """

    def __init__(
        self,
        database: Database,
        job: Job,
        *,
        leaving: Callable[[], bool] = lambda: False,
        beat_s: float = BEAT_S,
    ) -> None:
        self._database, self._job, self._leaving, self._beat_s = database, job, leaving, beat_s
        self._begin = time.monotonic()
        self._lock, self._over = Lock(), Event()
        self._progress = JobProgress(phase="reading the lists")
        self._cancelled = self._lost = False
        self._thread = Thread(target=self._beat, name=f"job {job.job_id}", daemon=True)

    def __enter__(self) -> Self:
        """Begin to give signs of life."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop giving signs of life."""
        self._over.set()
        self._thread.join()

    @property
    def progress(self) -> JobProgress:
        """How far the job is."""
        with self._lock:
            return self._progress

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to cancel."""
        return self._cancelled

    @property
    def lost(self) -> bool:
        """Whether another worker has the job."""
        return self._lost

    def must_stop(self) -> bool:
        """Whether to give up: cancelled, lost, or the worker is told to stop."""
        return self._cancelled or self._lost or self._leaving()

    def check(self) -> None:
        """Give up here where that is asked for.

        Raises
        ------
        StoppedError
            It is.
        """
        if self.must_stop():
            raise StoppedError

    def say(self, phase: str, done: float, gap: float | None = None) -> None:
        """Tell what is being done."""
        with self._lock:
            curve = self._progress.curve
            self._progress = JobProgress(done=done, phase=phase, curve=curve, gap=gap)

    def tell(self, progress: SearchProgress) -> None:
        """Take note of the search's progress; the cost falls, equal points in a row are left out."""
        with self._lock:
            curve = self._progress.curve
            if progress.cost_min is not None:
                seconds = round(time.monotonic() - self._begin, 1)
                point = CurvePoint(seconds, progress.unplanned, progress.cost_min)
                same = curve and (curve[-1].unplanned, curve[-1].cost_min) == (
                    point.unplanned,
                    point.cost_min,
                )
                curve = curve if same else _thinned((*curve, point))
            # The search is most of the work; reading comes before it, keeping after it.
            done = 0.1 + 0.85 * progress.done
            self._progress = JobProgress(done=done, phase=progress.phase, curve=curve)

    def _beat(self) -> None:
        while not self._over.wait(self._beat_s):
            try:
                with self._database.work() as work:
                    job = self._job
                    asked = work.jobs.heartbeat(job.job_id, job.worker, self.progress, LEASE_S)
                    work.commit()
                self._cancelled = self._cancelled or asked
            except LeaseLostError:
                self._lost = True
                return
            except StoreUnavailableError:  # it may come back before the lease runs out
                continue


def _thinned(curve: tuple[CurvePoint, ...]) -> tuple[CurvePoint, ...]:
    """Return every other point of a curve that has become too long to send each time."""
    return curve if len(curve) <= _MOST_POINTS else (*curve[:-1:2], curve[-1])
