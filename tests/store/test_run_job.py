"""Jobs: a plan by the worker is that of the command line; what may go wrong on the way."""

import datetime as dt
import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from models.errors import (
    InputError,
    MissingError,
    StoreError,
    StoreUnavailableError,
    UnderWayError,
)
from models.jobs import JobState
from models.kept_plans import PlanContents
from models.month import Month
from scheduler.pipelines.app.ask_plan import ask_plan
from scheduler.pipelines.app.boards import open_board
from scheduler.pipelines.app.months import schedule_csv
from scheduler.pipelines.app.plan_files import plan_archive
from scheduler.pipelines.app.plans import contents_of
from scheduler.pipelines.app.replan_draft import ask_replan
from scheduler.pipelines.app.run_job import next_job, run_job
from scheduler.pipelines.app.watch import LEASE_S
from scheduler.pipelines.demo import example_folder
from tests.journeys.test_repeatable import content
from tests.journeys.tools import ANN, BOB, FIVE, HEADER, REPS, rounds, save, table
from tests.store.months import DECEMBER, QUICK, fill, fill_example, fill_team

BEAT_S = 0.05


def ask(database, manager, **settings):
    return ask_plan(database, manager, manager.team_id, DECEMBER, {**QUICK, **settings})


def do(database, **options):
    """Take the next job and do it; return what became of it."""
    job = next_job(database, "worker")
    assert job is not None
    run_job(database, job, beat_s=BEAT_S, **options)
    return known(database, job)


def known(database, job):
    with database.work() as work:
        return work.jobs.get(job.job_id)


def written(database, team_id, out):
    """What the application writes of the draft, unpacked."""
    with database.work() as work:
        draft = work.months.draft(team_id, DECEMBER)
    with zipfile.ZipFile(io.BytesIO(plan_archive(database, None, draft))) as archive:
        archive.extractall(out)
    return content(out)


def test_a_plan_by_the_worker_is_file_by_file_that_of_the_command_line(
    database, manager, team_id, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    fill_team(database, team_id)
    save("customers.csv", table(HEADER, *FIVE))
    save("reps.csv", table(REPS, ANN, BOB))
    options = ("--month", "2026-12", "--country", "US", "--seed", "7", "--out", "cli")
    quick = ("--iterations", "10", "--workers", "1")
    said = rounds("plan", "customers.csv", "--reps", "reps.csv", *options, *quick)
    assert said.code == 0, said.err
    ask(database, manager, seed=7)
    assert do(database).state is JobState.DONE
    by_command, by_worker = content(tmp_path / "cli"), written(database, team_id, tmp_path / "app")
    assert {"plan.json", "schedule.xlsx", "calendars/R01.ics"} <= set(by_command)
    assert set(by_command) == set(by_worker)
    assert [name for name in by_command if by_command[name] != by_worker[name]] == []
    with database.work() as work:
        draft = work.months.draft(team_id, DECEMBER)
        assert (
            schedule_csv(work.stops.of_plan(draft.plan_id)).encode() == by_command["schedule.csv"]
        )


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_month_planned_again_by_the_worker_is_file_by_file_that_of_the_command_line(
    database, manager, team_id, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    fill_team(database, team_id)
    ask(database, manager)
    do(database)
    written(database, team_id, tmp_path / "first")
    words = ("--from", "2026-12-01", "--seed", "9", "--iterations", "10", "--workers", "1")
    said = rounds("replan", "first", *words, "--out", "cli")
    assert said.code == 0, said.err
    board = open_board(database, manager, team_id, DECEMBER)
    assert board is not None
    ask_replan(database, manager, board, {"iterations": 10, "seed": 9})
    assert do(database).state is JobState.DONE
    by_command, by_worker = content(tmp_path / "cli"), written(database, team_id, tmp_path / "app")
    assert "changes.csv" in by_command
    assert set(by_command) == set(by_worker)
    assert [name for name in by_command if by_command[name] != by_worker[name]] == []


@pytest.mark.slow
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_example_by_the_worker_is_that_of_the_command_line(
    database, manager, tmp_path, monkeypatch
):
    """With appointments, a policy, columns without a text, and names in every script."""
    fill_example(database, manager.team_id, example_folder())
    monkeypatch.chdir(tmp_path)
    said = rounds("demo", "--iterations", "1", "--workers", "1", "--out", "cli")
    assert said.code in {0, 3}, said.err
    ask(database, manager, iterations=1)
    assert do(database).state is JobState.DONE
    by_command = content(tmp_path / "cli")
    by_worker = written(database, manager.team_id, tmp_path / "app")
    assert set(by_command) == set(by_worker)
    assert [name for name in by_command if by_command[name] != by_worker[name]] == []


def test_a_done_job_tells_what_came_out_and_how_the_cost_fell(database, manager, team_id):
    fill_team(database, team_id)
    ask(database, manager)
    done = do(database)
    with database.work() as work:
        draft = work.months.draft(team_id, DECEMBER)
        stops = work.stops.of_plan(draft.plan_id)
    assert (done.result["plan_id"], draft.author) == (draft.plan_id, "dana")
    assert (done.result["visits"], done.result["unplanned"]) == (5, 0)
    assert {stop.customer_id for stop in stops} == {"C1", "C2", "C3", "C4", "C5"}
    assert all(stop.why for stop in stops)
    assert (done.progress.done, done.progress.phase) == (1.0, "done")
    costs = [(point.unplanned, point.cost_min) for point in done.progress.curve]
    assert costs
    assert costs == sorted(costs, reverse=True)
    assert done.result["gap"] == done.progress.gap is not None


def test_wrong_rows_fail_the_job_with_every_problem(database, manager, team_id):
    fill_team(database, team_id, (*FIVE, "C6,Fir,91,0,x,2026-11-31"))
    ask(database, manager)
    failed = do(database)
    assert failed.state is JobState.FAILED
    assert "problems in the lists" in failed.message
    found = {(problem["row"], problem["column"]) for problem in failed.result["problems"]}
    assert {(7, "lat"), (7, "sales_12m"), (7, "last_visit")} <= found
    with database.work() as work:
        assert work.months.draft(team_id, DECEMBER) is None


def test_a_draft_changed_meanwhile_is_kept_and_the_job_says_so(database, manager, team_id):
    fill_team(database, team_id)
    ask(database, manager)
    with database.work(manager) as work:
        mine = work.months.save_draft(team_id, DECEMBER, PlanContents(plan="{}", stops=()), 0)
        work.commit()
    failed = do(database)
    assert failed.state is JobState.FAILED
    assert "the draft of 2026-12 was changed by dana" in failed.message
    with database.work() as work:
        assert work.months.draft(team_id, DECEMBER) == mine


def test_a_cancelled_job_keeps_nothing(database, manager, team_id):
    fill_team(database, team_id)
    asked = ask(database, manager, seconds=600, iterations=None)
    job = next_job(database, "worker")
    assert job is not None
    with database.work(manager) as work:
        work.jobs.cancel(team_id, asked.job_id)
        work.commit()
    run_job(database, job, beat_s=BEAT_S)
    assert known(database, job).state is JobState.CANCELLED
    with database.work() as work:
        assert work.months.draft(team_id, DECEMBER) is None


def test_a_worker_that_leaves_gives_its_job_back(database, manager, team_id):
    fill_team(database, team_id)
    ask(database, manager)
    given_back = do(database, leaving=lambda: True)
    assert (given_back.state, given_back.tries) == (JobState.WAITING, 0)
    assert do(database).state is JobState.DONE


def test_a_worker_that_was_silent_for_too_long_keeps_nothing(database, manager, team_id, clock):
    fill_team(database, team_id)
    ask(database, manager)
    silent = next_job(database, "silent")
    assert silent is not None
    clock.pass_by(LEASE_S + 1)
    other = next_job(database, "other")
    run_job(database, silent, beat_s=600)  # it does not even hear that it lost the job
    assert known(database, other).worker == "other"
    assert known(database, other).state is JobState.RUNNING
    with database.work() as work:
        assert work.months.draft(team_id, DECEMBER) is None


def test_a_database_that_is_away_for_a_moment_costs_no_plan(
    database, manager, team_id, monkeypatch
):
    fill_team(database, team_id)
    ask(database, manager)
    slept: list[float] = []

    def contents_while_away(*words):
        if not slept:
            raise StoreUnavailableError("away")
        return contents_of(*words)

    monkeypatch.setattr("scheduler.pipelines.app.run_job.contents_of", contents_while_away)
    monkeypatch.setattr("scheduler.pipelines.app.run_job.time.sleep", slept.append)
    assert do(database).state is JobState.DONE
    assert len(slept) == 1


def test_pins_of_the_draft_and_marks_of_reps_are_planned_with(database, manager, team_id):
    fill_team(database, team_id)
    pin = {"customer_id": "C2", "date": "2026-12-08", "strength": "day"}
    with database.work() as work:
        fill(
            work, team_id, "pins", "customer_id,date\nC3,2026-12-09\nC2,2026-12-08\nC4,2027-01-05\n"
        )
        contents = PlanContents(plan="{}", stops=(), pins=(pin,))
        work.months.save_draft(team_id, DECEMBER, contents, 0)
        work.commit()
    ask(database, manager)
    done = do(database)
    assert done.state is JobState.DONE, done.message
    with database.work() as work:
        draft = work.months.draft(team_id, DECEMBER)
        days = {s.customer_id: (s.date, s.pinned) for s in work.stops.of_plan(draft.plan_id)}
    assert draft.pins == (pin,)
    assert days["C2"] == (dt.date(2026, 12, 8), True)
    assert days["C3"] == (dt.date(2026, 12, 9), True)


def test_work_that_nobody_knows_fails(database, manager, team_id):
    with database.work() as work:
        work.jobs.ask("dance", team_id, {})
        work.commit()
    assert "knows no work called 'dance'" in do(database).message


def test_a_month_is_planned_once_at_a_time(database, manager, team_id):
    fill_team(database, team_id)
    first = ask(database, manager)
    with pytest.raises(UnderWayError, match="a plan of 2026-12 is being made already") as told:
        ask(database, manager)
    assert (told.value.team_id, told.value.job_id) == (team_id, first.job_id)
    ask_plan(database, manager, team_id, Month(2027, 1), QUICK)
    with database.work() as work:
        work.jobs.cancel(team_id, first.job_id)
        work.commit()
    assert ask(database, manager).state is JobState.WAITING


def test_of_many_who_ask_at_the_same_moment_one_is_heard(database, manager, team_id):
    fill_team(database, team_id)
    begin = Barrier(6)

    def try_it(_number):
        begin.wait()
        try:
            return ask(database, manager).job_id, True
        except UnderWayError as error:
            return error.job_id, False

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(try_it, range(6)))
    with database.work() as work:
        (job,) = work.jobs.of_team(team_id)
    assert sorted(answers) == [(job.job_id, False)] * 5 + [(job.job_id, True)]


def test_a_plan_of_nothing_is_not_asked_for(database, manager, team_id):
    with pytest.raises(StoreError, match="upload a list of customers first"):
        ask(database, manager)
    with pytest.raises(MissingError, match="no team 99"):
        ask_plan(database, manager, 99, DECEMBER, QUICK)


def test_all_wrong_settings_are_told_at_once(database, manager):
    with pytest.raises(InputError) as told:
        ask(database, manager, seconds=0, iterations=0, fill="growth coffee")
    assert [problem.file for problem in told.value.problems] == ["seconds", "iterations", "fill"]
