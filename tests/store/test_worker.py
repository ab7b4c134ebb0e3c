"""The worker as a process: killed in the middle of a job, stopped politely, started again."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from models.errors import StoreUnavailableError
from models.jobs import JobState
from models.people import Account, Role
from scheduler.cli.supervise import Supervisor, start_beside
from scheduler.pipelines.app.ask_plan import ask_plan
from scheduler.pipelines.app.database import open_database
from scheduler.pipelines.app.watch import LEASE_S
from scheduler.store.database import utc_now
from scheduler.worker import Worker
from tests.journeys.tools import PROGRAM
from tests.store.months import DECEMBER, QUICK, fill_team

PATIENCE_S = 240


@contextmanager
def worker_process(url):
    """A worker as people start it."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "worker"],
        env={**os.environ, "ROUNDS_DATABASE_URL": url},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(question):
    """Ask until the answer is yes; a machine may be slow, but not for ever."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if answer := question():
            return answer
        time.sleep(0.05)
    return pytest.fail("nothing happened")


@pytest.fixture
def team(url):
    """A team with customers, in a database whose clock runs."""
    database = open_database(url)
    with database.work() as work:
        team_id = work.teams.add("North").team_id
        account = Account(login="dana", name="Dana", role=Role.MANAGER, team_id=team_id)
        manager = work.users.add(account, "hash")
        work.commit()
    fill_team(database, team_id)
    yield database, manager
    database.close()


def job_of(database, job_id):
    with database.work() as work:
        return work.jobs.get(job_id)


def ask(database, manager, **settings):
    return ask_plan(database, manager, manager.team_id, DECEMBER, {**QUICK, **settings})


def is_searched(database, job_id):
    return job_of(database, job_id).progress.phase not in {"", "reading the lists"}


@pytest.mark.slow
def test_a_job_of_a_killed_worker_is_done_by_the_next_and_nothing_is_doubled(team, url):
    database, manager = team
    job_id = ask(database, manager, seconds=6, iterations=None).job_id
    with worker_process(url) as process:
        until(lambda: is_searched(database, job_id))
        process.send_signal(signal.SIGKILL)
        process.wait()
    killed = job_of(database, job_id)
    assert (killed.state, killed.tries) == (JobState.RUNNING, 1)
    assert Worker(database).run_one() is False  # its lease has not run out
    later = open_database(url, lambda: utc_now() + dt.timedelta(seconds=LEASE_S + 1))
    assert Worker(later).run_one() is True
    done = job_of(database, job_id)
    assert (done.state, done.tries) == (JobState.DONE, 2)
    with database.work() as work:
        draft = work.months.draft(manager.team_id, DECEMBER)
        assert draft.version == 1
        assert len(work.stops.of_plan(draft.plan_id)) == 5
        saved = [e for e in work.audit.of_team(manager.team_id) if e.action == "save draft"]
        assert len(saved) == 1
    assert Worker(later).run_one() is False
    later.close()


@pytest.mark.slow
def test_a_worker_told_to_stop_gives_its_job_back(team, url):
    database, manager = team
    job_id = ask(database, manager, seconds=600, iterations=None).job_id
    with worker_process(url) as process:
        until(lambda: is_searched(database, job_id))
        process.terminate()
        assert process.wait(PATIENCE_S) == 0
    given_back = job_of(database, job_id)
    assert (given_back.state, given_back.tries) == (JobState.WAITING, 0)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_worker_that_dies_beside_the_pages_is_started_again(team, url):
    with Supervisor(url) as supervisor:
        first = supervisor.process_id or 0
        os.kill(first, signal.SIGKILL)
        second = until(lambda: supervisor.process_id != first and supervisor.process_id)
        os.kill(second, 0)  # it is there
    with pytest.raises(ProcessLookupError):
        os.kill(second, 0)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_worker_ends_when_the_pages_beside_it_were_killed(team, url):
    process = start_beside(url)
    with process:
        assert process.stdin is not None
        process.stdin.close()  # as the system does for a process that is killed
        assert process.wait(PATIENCE_S) in {0, -signal.SIGTERM}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_worker_waits_for_a_database_that_is_away(team, monkeypatch):
    database, manager = team
    job_id = ask(database, manager).job_id
    worker = Worker(database, pause_s=0)
    said: list[str] = []
    run_one = worker.run_one

    def away_at_first():
        if not said:
            said.append("away")
            raise StoreUnavailableError("away")
        worker.leave()
        return run_one()

    monkeypatch.setattr("scheduler.worker._PAUSE_WITHOUT_STORE_S", 0)
    monkeypatch.setattr(worker, "run_one", away_at_first)
    worker.run()
    assert job_of(database, job_id).state is JobState.WAITING  # it was leaving by then
    assert said == ["away"]
