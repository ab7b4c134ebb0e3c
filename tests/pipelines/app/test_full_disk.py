"""A full disk of the server: told at every place that writes, and nothing is half kept."""

import errno

import pytest

from models.errors import OutputError
from models.jobs import JobState
from models.people import Account, Role
from scheduler.pipelines.app import plan_files, scratch
from scheduler.pipelines.app.actuals_file import actuals_csv
from scheduler.pipelines.app.ask_plan import ask_plan
from scheduler.pipelines.app.ask_scenarios import ask_scenarios
from scheduler.pipelines.app.capacity import demand_of
from scheduler.pipelines.app.customers import valued
from scheduler.pipelines.app.lists import put_rows
from scheduler.pipelines.app.plan_files import plan_archive
from scheduler.pipelines.app.plans import contents_of
from scheduler.pipelines.app.policy import set_policy
from scheduler.pipelines.app.run_job import next_job, run_job
from scheduler.pipelines.app.uploads import add_upload
from tests.pipelines.app.drafts import plan
from tests.shared_data import CHECKOUT
from tests.solve.tiny import MARCH
from tests.store.months import QUICK, fill_team

ROW = {"customer_id": "C9", "name": "New", "lat": "42.0", "lon": "-93.6"}


@pytest.fixture
def user(database):
    with database.work() as work:
        team_id = work.teams.add("North", "US").team_id
        account = Account(login="dana", name="Dana", role=Role.MANAGER, team_id=team_id)
        found = work.users.add(account, "hash")
        work.months.save_draft(team_id, MARCH, contents_of(plan()), 0)
        work.commit()
    fill_team(database, team_id)
    return found


@pytest.fixture
def full(monkeypatch):
    """The disk for temporary files is full."""

    def refuse(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(scratch, "TemporaryDirectory", refuse)


def everything(database, user):
    """What is kept that these tests might change."""
    with database.work() as work:
        return (
            work.customers.of_team(user.team_id),
            work.policies.get(user.team_id),
            work.uploads.of_team(user.team_id),
            work.scenarios.of_team(user.team_id),
            work.jobs.of_team(user.team_id),
        )


def comparison():
    return {"name": "winter", "toml": '[[scenario]]\nname = "as it is"\n', "month": MARCH, **QUICK}


ACTS = {
    "rows": lambda data, user: put_rows(data, user, user.team_id, "customers", [ROW]),
    "policy": lambda data, user: set_policy(data, user, user.team_id, "[capacity]\n", 0),
    "upload": lambda data, user: add_upload(
        data, user, user.team_id, "customers", ("list.csv", b"name,lat,lon\nA,42,-93\n")
    ),
    "scenarios": lambda data, user: ask_scenarios(data, user, user.team_id, None, comparison()),
    "portfolio": lambda data, user: valued(data, user, user.team_id),
    "capacity": lambda data, user: demand_of(data, user, user.team_id, MARCH),
}


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("act", ACTS)
def test_a_use_case_that_needs_files_says_so_and_keeps_nothing(database, user, act):
    before = everything(database, user)
    with pytest.raises(OutputError, match="its disk is full; free some space and try again"):
        ACTS[act](database, user)
    assert everything(database, user) == before


@pytest.mark.usefixtures("full")
def test_files_that_are_sent_are_whole_or_not_sent(database, user):
    with database.work(user) as work:
        draft = work.months.draft(user.team_id, MARCH)
        with pytest.raises(OutputError, match="disk is full"):
            actuals_csv(work, user.team_id)
    with pytest.raises(OutputError, match="disk is full"):
        plan_archive(database, user, draft)


def test_a_disk_that_becomes_full_in_the_middle_of_a_folder_is_told(database, user, monkeypatch):
    def full(_plan, folder):
        (folder / "schedule.csv").write_text("rep_id,")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("scheduler.pipelines.write.WRITERS", (full,))
    with database.work(user) as work:
        draft = work.months.draft(user.team_id, MARCH)
    with pytest.raises(OutputError, match="the disk is full"):
        plan_files.plan_archive(database, user, draft)


@pytest.mark.usefixtures("full")
def test_a_job_fails_with_the_reason_and_the_draft_stays(database, user):
    ask_plan(database, user, user.team_id, MARCH, QUICK)
    job = next_job(database, "worker")
    assert job is not None
    run_job(database, job)
    with database.work() as work:
        failed = work.jobs.get(job.job_id)
        assert work.months.draft(user.team_id, MARCH).version == 1
    assert failed.state is JobState.FAILED
    assert "the server cannot write its temporary files: its disk is full" in failed.message


def test_no_use_case_has_temporary_files_of_its_own():
    folder = CHECKOUT / "scheduler" / "pipelines" / "app"
    own = [path.name for path in folder.rglob("*.py") if "tempfile" in path.read_text("utf-8")]
    assert own == ["scratch.py"], "write them in scratch_folder(), which tells of a full disk"


def test_other_mistakes_with_files_are_not_taken_for_a_full_disk(monkeypatch):
    def refuse(*_, **__):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(scratch, "TemporaryDirectory", refuse)
    with pytest.raises(OSError, match="Input/output"), scratch.scratch_folder():
        pass
