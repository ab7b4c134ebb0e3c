"""Do a job: read the lists, plan as the command line does, keep the draft; once, whoever dies."""

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from models.errors import InputError, LeaseLostError, RoundsError, StoreUnavailableError
from models.jobs import Job
from models.kept_plans import StoredPlan
from models.month import Month
from models.plan import MonthPlan
from scheduler.pipelines.app.ask_plan import PLAN, REPLAN
from scheduler.pipelines.app.ask_scenarios import SCENARIOS
from scheduler.pipelines.app.ask_staffing import STAFFING, headcount
from scheduler.pipelines.app.compare_scenarios import compare_scenarios
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.layout import laid_out, options_of, team_files
from scheduler.pipelines.app.plans import Pins, contents_of, remember
from scheduler.pipelines.app.replan_draft import plan_again
from scheduler.pipelines.app.watch import BEAT_S, LEASE_S, StoppedError, Watch
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.plan import prepare, solve

Kept = TypeVar("Kept")

_MOST_PROBLEMS = 200
_PAUSES_S = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Before a database that is away is asked again to keep a plan."""


def next_job(database: Database, worker: str) -> Job | None:
    """Take the oldest job that waits, or whose worker has died."""
    with database.work() as work:
        job = work.jobs.claim(worker, LEASE_S)
        work.commit()
    return job


def run_job(
    database: Database,
    job: Job,
    *,
    leaving: Callable[[], bool] = lambda: False,
    beat_s: float = BEAT_S,
) -> None:
    """Do a job that this worker has taken, and say what came of it.

    What came out is kept in the transaction that ends the job, so it is kept once or not at all.

    Parameters
    ----------
    leaving
        Whether the worker is told to stop: the job is then given back.
    """
    if job.kind not in KINDS:
        _fail(database, job, f"this version of Rounds knows no work called {job.kind!r}")
        return
    with Watch(database, job, leaving=leaving, beat_s=beat_s) as watch:
        try:
            KINDS[job.kind](database, job, watch)
        except LeaseLostError:  # another worker does it
            return
        except StoppedError:
            _stopped(database, job, watch)
        except StoreUnavailableError:  # once the lease has run out, it is done again
            raise
        except InputError as error:
            _fail(database, job, _told(error), {"problems": _problems(error)})
        except (RoundsError, MemoryError) as error:
            _fail(database, job, str(error) or "not enough memory; plan fewer reps at a time")
        except Exception as error:
            told = f"this is a defect of Rounds: {type(error).__name__}: {error}"
            _fail(database, job, told)
            raise


def _plan(database: Database, job: Job, watch: Watch) -> None:
    month = Month.parse(job.payload["month"])
    with database.work() as work:
        draft = work.months.draft(job.team_id, month)
        files = team_files(work, job.team_id, month, draft)
        search = options_of(work, job)
    with laid_out(files, search) as options:
        plan = _planned(options, watch)
    _finish(database, job, watch, plan, draft.pins if draft else ())


def _replan(database: Database, job: Job, watch: Watch) -> None:
    with database.work() as work:
        draft = work.months.draft(job.team_id, Month.parse(job.payload["month"]))
    plan = plan_again(database, job, watch)
    _finish(database, job, watch, plan, draft.pins if draft else ())


def _finish(database: Database, job: Job, watch: Watch, plan: MonthPlan, pins: Pins) -> None:
    watch.check()
    watch.say("keeping the plan", 0.98, plan.result.gap)
    kept = _patiently(lambda: _keep(database, job, watch, plan, pins))
    remember(kept, plan)


def _keep(database: Database, job: Job, watch: Watch, plan: MonthPlan, pins: Pins) -> StoredPlan:
    """Put the plan in the place of the draft that was there when it was asked for, and end the job."""
    contents = contents_of(plan, pins)
    with database.work() as work:
        asker = work.users.by_login(job.author)
    with database.work(asker) as work:
        seen = job.payload["draft_version"]
        kept = work.months.save_draft(job.team_id, plan.month, contents, seen)
        watch.say("done", 1.0, plan.result.gap)
        result = _result(plan) | {"plan_id": kept.plan_id, "version": kept.version}
        work.jobs.finish(job.job_id, job.worker, result, watch.progress)
        work.commit()
    return kept


def _scenarios(database: Database, job: Job, watch: Watch) -> None:
    found = compare_scenarios(database, job, watch)
    watch.check()

    def keep() -> None:
        with database.work() as work:
            asker = work.users.by_login(job.author)
        with database.work(asker) as work:
            told = dict(found.told)
            told["kept"] = work.scenarios.set_result(
                found.scenario_id, found.toml, found.result, found.maps
            )
            watch.say("done", 1.0)
            work.jobs.finish(job.job_id, job.worker, told, watch.progress)
            work.commit()

    _patiently(keep)


def _staffing(database: Database, job: Job, watch: Watch) -> None:
    found = headcount(database, job, watch)
    watch.check()
    watch.say("done", 1.0)

    def keep() -> None:
        with database.work() as work:
            work.jobs.finish(job.job_id, job.worker, found, watch.progress)
            work.commit()

    _patiently(keep)


def _patiently(keep: Callable[[], Kept]) -> Kept:
    """Keep what has taken minutes to find, also when the database is away for some seconds.

    Raises
    ------
    StoreUnavailableError
        It has been away for too long.
    """
    for pause in _PAUSES_S:
        try:
            return keep()
        except StoreUnavailableError:
            time.sleep(pause)
    return keep()


KINDS: Mapping[str, Callable[[Database, Job, Watch], None]] = {
    PLAN: _plan,
    REPLAN: _replan,
    SCENARIOS: _scenarios,
    STAFFING: _staffing,
}
"""What does the jobs of each kind."""


def _planned(options: PlanOptions, watch: Watch) -> MonthPlan:
    prepared = prepare(options)
    watch.check()
    watch.say("searching", 0.1)
    return solve(prepared, options, watch, watch.must_stop)


def _result(plan: MonthPlan) -> dict[str, Any]:
    """Return what a list of jobs shows of a plan."""
    result = plan.result
    return {
        "month": str(plan.month),
        "visits": sum(len(route.stops) for route in result.schedule.routes),
        "unplanned": len(result.schedule.unplanned),
        "not_placed": len(plan.not_placed),
        "cost_min": round(result.score.cost_min, 2),
        "gap": result.gap,
        "stop_reason": result.stop_reason.value,
    }


def _stopped(database: Database, job: Job, watch: Watch) -> None:
    if watch.lost:
        return
    with database.work() as work:
        end = work.jobs.stopped if watch.cancelled else work.jobs.give_back
        end(job.job_id, job.worker)
        work.commit()


def _fail(
    database: Database, job: Job, message: str, result: Mapping[str, Any] | None = None
) -> None:
    with database.work() as work:
        work.jobs.fail(job.job_id, job.worker, message, result)
        work.commit()


def _told(error: InputError) -> str:
    count = len(error.problems)
    return str(error.problems[0]) if count == 1 else f"{count} problems in the lists"


def _problems(error: InputError) -> list[dict[str, Any]]:
    names = ("file", "row", "column", "value", "what", "advice")
    return [{n: getattr(p, n) for n in names} for p in error.problems[:_MOST_PROBLEMS]]
