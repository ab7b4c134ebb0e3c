"""A database that goes away for some seconds: nothing is lost, the next request works, a worker keeps its job."""

import itertools
import time

import psycopg
import pytest

from models.errors import StoreUnavailableError
from models.jobs import JobState
from scheduler.pipelines.app import run_job as run_job_module
from scheduler.pipelines.app.run_job import next_job, run_job
from scheduler.store import open_database
from scheduler.web.app import create_app
from scheduler.web.settings import Settings
from tests.store.months import fill_team
from tests.store.test_run_job import BEAT_S, ask, known
from tests.web.cast import Stage, fill

pytestmark = pytest.mark.parametrize("url", ["postgresql"], indirect=True)


def hang_up(postgres, url):
    """End every connection to a database, as a server does that is started again."""
    name = url.partition("@/")[2].partition("?")[0]
    ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        return len(connection.execute(ends, [name]).fetchall())


@pytest.fixture
def stage(url):
    database = open_database(url)
    users = fill(database)
    yield Stage(create_app(Settings(), database), database, users)
    database.close()


def test_a_request_after_all_connections_were_ended_works(stage, postgres, url):
    program = stage.program("manager")
    assert program.get("/api/v1/teams").status_code == 200
    assert hang_up(postgres, url) > 0
    assert program.get("/api/v1/teams").status_code == 200


def test_a_request_while_the_server_is_away_is_told_to_come_again_and_the_next_one_works(
    stage, postgres, monkeypatch
):
    program = stage.program("manager")
    rows = {"rows": [{"customer_id": "C1", "name": "One", "lat": "41.6", "lon": "-93.6"}]}
    monkeypatch.setattr("scheduler.store.database._PAUSES_S", ())
    postgres.stop()
    try:
        refused = program.post("/api/v1/teams/1/customers", json=rows)
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "10")
        assert "rounds@" not in refused.text
    finally:
        postgres.start()
    assert program.get("/api/v1/teams/1/customers").json()["total"] == 0
    assert program.post("/api/v1/teams/1/customers", json=rows).status_code == 200


def test_what_is_in_the_middle_when_the_connection_ends_is_undone(stage, postgres, url):
    def change():
        with stage.database.work(stage.users["manager"]) as work:
            work.customers.add(1, "C1", {"name": "One"})
            hang_up(postgres, url)
            work.commit()

    with pytest.raises(StoreUnavailableError, match="nothing was changed"):
        change()
    with stage.database.work() as work:
        assert work.customers.of_team(1) == []


def test_a_worker_keeps_its_job_while_the_database_is_away(
    database, manager, team_id, postgres, monkeypatch
):
    fill_team(database, team_id)
    ask(database, manager)
    job = next_job(database, "worker")
    assert job is not None
    planned, pauses = run_job_module._planned, itertools.count(1)

    def planned_meanwhile(options, watch):
        plan = planned(options, watch)
        postgres.stop()
        return plan

    def pause(_seconds):
        next(pauses)
        postgres.start()

    monkeypatch.setattr("scheduler.store.database._PAUSES_S", ())
    monkeypatch.setattr(run_job_module, "_planned", planned_meanwhile)
    monkeypatch.setattr(time, "sleep", pause)
    try:
        run_job(database, job, beat_s=BEAT_S)
    finally:
        postgres.start()
    done = known(database, job)
    assert (done.state, done.tries) == (JobState.DONE, 1)
    assert next(pauses) > 1, "it had to wait for the database"
    with database.work() as work:
        assert len(work.months.of_team(team_id)) == 1
