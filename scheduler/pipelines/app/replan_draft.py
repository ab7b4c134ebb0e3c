"""Plan a draft again in a worker: pins and hand edits hold, every other change costs something."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from models.errors import InputError, InputProblem, MissingError
from models.jobs import Job
from models.month import Month
from models.people import User
from models.plan import MonthPlan
from scheduler.pipelines.app.ask_plan import REPLAN, demand_idle
from scheduler.pipelines.app.boards import Board, first_open_day, open_draft
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.drafts import Again, Draft, replanned
from scheduler.pipelines.app.today import today_of
from scheduler.pipelines.app.watch import Watch
from scheduler.solve import Cancelled, FirstOf, within

_MOST_SECONDS = 3600


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
        A setting is wrong.
    UnderWayError
        A plan of this month is being made already.
    """
    seconds, iterations = settings.get("seconds"), settings.get("iterations")
    if seconds is None and iterations is None:
        seconds = 30.0
    if seconds is not None and not 0 < seconds <= _MOST_SECONDS:
        advice = f"give more than 0 and at most {_MOST_SECONDS}"
        raise InputError([InputProblem("seconds", 0, "", str(seconds), "no time", advice)])
    stored = board.stored
    with database.work(user) as work:
        demand_idle(work, stored.team_id, stored.month)
        told = {
            "month": str(stored.month),
            "today": today_of(work, stored.team_id).isoformat(),
            "draft_version": stored.version,
            "seconds": seconds,
            "iterations": iterations,
            "seed": 1 if settings.get("seed") is None else int(settings["seed"]),
        }
        job = work.jobs.ask(REPLAN, stored.team_id, told)
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
