"""The worker: takes jobs and does them, one after the other, until it is told to stop.

Started by ``rounds serve`` and ``rounds worker``. It may be killed at any moment: another worker
takes its job up again when it has been silent for a minute, and nothing is kept twice.
"""

import logging
import os
import secrets
import signal
import socket
from threading import Event
from types import FrameType

from models.errors import RoundsError, StoreUnavailableError
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.run_job import next_job, run_job

LOG = logging.getLogger("rounds.worker")

PAUSE_S = 1.0
"""Between two looks for work."""
_PAUSE_WITHOUT_STORE_S = 5.0


def worker_name() -> str:
    """Return a name that no other worker has: machine, process, and something drawn."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


class Worker:
    """Does jobs until it is told to stop."""

    def __init__(self, database: Database, pause_s: float = PAUSE_S) -> None:
        self._database, self._pause_s = database, pause_s
        self._leaving = Event()
        self.name = worker_name()

    def leave(self) -> None:
        """Stop soon; the job that is being done is given back."""
        self._leaving.set()

    def run(self) -> None:
        """Take jobs and do them until told to stop."""
        LOG.info("worker %s waits for jobs", self.name)
        while not self._leaving.is_set():
            try:
                done = self.run_one()
            except StoreUnavailableError as error:
                LOG.warning("%s", error)
                self._leaving.wait(_PAUSE_WITHOUT_STORE_S)
                continue
            if not done:
                self._leaving.wait(self._pause_s)
        LOG.info("worker %s stops", self.name)

    def run_one(self) -> bool:
        """Do one job, and return whether there was one.

        Raises
        ------
        StoreUnavailableError
            The database is away; the job is taken up again later.
        """
        job = next_job(self._database, self.name)
        if job is None:
            return False
        LOG.info("job %d: %s, try %d", job.job_id, job.kind, job.tries)
        try:
            run_job(self._database, job, leaving=self._leaving.is_set)
        except StoreUnavailableError:
            raise
        except RoundsError as error:
            LOG.error("job %d: %s", job.job_id, error)
        except Exception:
            LOG.exception("job %d ended in a defect of Rounds", job.job_id)
        return True


def work(database: Database) -> None:
    """Do jobs until the process is told to stop (Ctrl-C, or a polite kill)."""
    worker = Worker(database)

    def leave(_number: int, _frame: FrameType | None) -> None:
        worker.leave()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    worker.run()
