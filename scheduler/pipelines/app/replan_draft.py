"""Plan a draft again in a worker: pins and hand edits hold, every other change costs something."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from models.errors import MissingError
from models.jobs import Job
from models.month import Month
from models.people import User
from models.plan import MonthPlan
from scheduler.pipelines.app.ask_plan import REPLAN, checked_search, demand_idle
from scheduler.pipelines.app.boards import Board, first_open_day, open_draft
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.drafts import Again, Draft, replanned
from scheduler.pipelines.app.today import today_of
from scheduler.pipelines.app.watch import Watch
from scheduler.solve import Cancelled, FirstOf, within


def ask_replan(
    database: Database, user: User | None, board: Board, settings: Mapping[str, Any]
) -> Job:
    """Ask for a draft to be planned again.

    Parameters
    ----------
    settings
        ``seconds`` and ``iterations`` (30 seconds without both), ``seed``.

    Raises
    ------
    InputError
        With every setting that is wrong.
    UnderWayError
        A plan of this month is being made already.
    """
    search = checked_search(settings)
    stored = board.stored
    with database.work(user) as work:
        demand_idle(work, stored.team_id, stored.month)
        told = {
            "month": str(stored.month),
            "today": today_of(work, stored.team_id).isoformat(),
            "draft_version": stored.version,
        }
        job = work.jobs.ask(REPLAN, stored.team_id, {**search, **told})
        work.commit()
    return job


def plan_again(database: Database, job: Job, watch: Watch) -> MonthPlan:
    """Return the draft of a job planned again.

    Raises
    ------
    MissingError
        The draft is gone.
    """
    asked = job.payload
    with database.work() as work:
        draft = open_draft(work, job.team_id, Month.parse(asked["month"]))
    if draft is None:
        raise MissingError(f"there is no draft of {asked['month']} any more")
    watch.say("searching", 0.1)
    return replanned(draft, _again(draft, asked, watch.must_stop), watch)


def _again(draft: Draft, asked: Mapping[str, Any], must_stop: Callable[[], bool]) -> Again:
    today = dt.date.fromisoformat(asked["today"])
    return Again(
        stop=FirstOf(within(asked["seconds"], asked["iterations"]), Cancelled(must_stop)),
        first=first_open_day(draft, today),
        seed=asked["seed"],
    )
