"""Jobs: taken once, kept alive, taken up again, finished once."""

import pytest

from models.errors import LeaseLostError, MissingError
from models.jobs import CurvePoint, JobProgress, JobState
from scheduler.store.repositories.jobs import MOST_TRIES

LEASE_S = 60
HALF = JobProgress(done=0.5, phase="searching", curve=(CurvePoint(1.5, 2.0, 300.0),), gap=0.1)


@pytest.fixture
def job(database, manager, team_id):
    with database.work(manager) as work:
        asked = work.jobs.ask("plan", team_id, {"month": "2026-12"})
        work.commit()
    return asked


def test_a_job_is_taken_by_one_worker_only(database, job):
    with database.work() as first:
        taken = first.jobs.claim("a", LEASE_S)
        first.commit()
    with database.work() as second:
        assert second.jobs.claim("b", LEASE_S) is None
    assert (taken.job_id, taken.state, taken.tries) == (job.job_id, JobState.RUNNING, 1)
    assert (taken.payload, taken.author) == ({"month": "2026-12"}, "dana")


def test_the_oldest_job_is_taken_first(database, manager, team_id):
    with database.work(manager) as work:
        first, second = (work.jobs.ask("plan", team_id, {}).job_id for _ in range(2))
        assert [work.jobs.claim("a", LEASE_S).job_id for _ in range(2)] == [first, second]


def test_a_sign_of_life_keeps_the_lease_and_tells_the_progress(database, job, clock):
    with database.work() as work:
        work.jobs.claim("a", LEASE_S)
        clock.pass_by(LEASE_S - 1)
        assert work.jobs.heartbeat(job.job_id, "a", HALF, LEASE_S) is False
        clock.pass_by(LEASE_S - 1)
        assert work.jobs.claim("b", LEASE_S) is None
        assert work.jobs.get(job.job_id).progress == HALF


def test_a_silent_workers_job_is_taken_up_again_and_it_may_no_longer_finish_it(
    database, job, clock
):
    with database.work() as work:
        work.jobs.claim("a", LEASE_S)
        clock.pass_by(LEASE_S + 1)
        again = work.jobs.claim("b", LEASE_S)
        assert (again.job_id, again.worker, again.tries) == (job.job_id, "b", 2)
        for late in (
            lambda: work.jobs.heartbeat(job.job_id, "a", HALF, LEASE_S),
            lambda: work.jobs.finish(job.job_id, "a", {}, HALF),
            lambda: work.jobs.fail(job.job_id, "a", "no"),
        ):
            with pytest.raises(LeaseLostError):
                late()
        work.jobs.finish(job.job_id, "b", {"number": 1}, HALF)
        done = work.jobs.get(job.job_id)
    assert (done.state, done.result, done.finished) == (JobState.DONE, {"number": 1}, clock.now)


def test_a_job_that_kills_its_workers_fails_after_some_tries(database, job, clock):
    with database.work() as work:
        for _ in range(MOST_TRIES):
            assert work.jobs.claim("a", LEASE_S) is not None
            clock.pass_by(LEASE_S + 1)
        assert work.jobs.claim("a", LEASE_S) is None
        failed = work.jobs.get(job.job_id)
    assert failed.state is JobState.FAILED
    assert f"its worker stopped {MOST_TRIES} times" in failed.message


def test_a_waiting_job_is_cancelled_at_once(database, job, team_id):
    with database.work() as work:
        assert work.jobs.cancel(team_id, job.job_id).state is JobState.CANCELLED
        assert work.jobs.claim("a", LEASE_S) is None


def test_the_worker_of_a_running_job_is_told_that_it_was_cancelled(database, job, team_id):
    with database.work() as work:
        work.jobs.claim("a", LEASE_S)
        asked = work.jobs.cancel(team_id, job.job_id)
        assert (asked.state, asked.cancel_asked) == (JobState.RUNNING, True)
        assert work.jobs.heartbeat(job.job_id, "a", HALF, LEASE_S) is True
        work.jobs.stopped(job.job_id, "a")
        assert work.jobs.get(job.job_id).state is JobState.CANCELLED
        assert work.jobs.cancel(team_id, job.job_id).state is JobState.CANCELLED


def test_a_cancelled_job_of_a_killed_worker_is_not_begun_again(database, job, team_id, clock):
    with database.work() as work:
        work.jobs.claim("a", LEASE_S)
        work.jobs.cancel(team_id, job.job_id)
        clock.pass_by(LEASE_S + 1)
        assert work.jobs.claim("b", LEASE_S) is None
        assert work.jobs.get(job.job_id).state is JobState.CANCELLED


def test_a_job_that_is_given_back_does_not_count_as_a_try(database, job):
    with database.work() as work:
        work.jobs.claim("a", LEASE_S)
        work.jobs.give_back(job.job_id, "a")
        assert work.jobs.claim("b", LEASE_S).tries == 1


def test_a_job_of_another_team_is_not_there(database, job):
    with database.work() as work:
        other = work.teams.add("South").team_id
        with pytest.raises(MissingError):
            work.jobs.cancel(other, job.job_id)
        assert work.jobs.of_team(other) == []
