"""Ask for a month to be planned; a worker does it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from models.errors import InputError, InputProblem, MissingError, StoreError, UnderWayError
from models.jobs import Job
from models.kept_plans import StoredPlan
from models.month import Month
from models.people import User
from models.requirement import Fill
from scheduler.pipelines.app.database import Database, Work
from scheduler.pipelines.app.today import today_of

PLAN = "plan"
REPLAN = "replan"
"""Plan a draft again, around its pins."""

_USUAL_SECONDS = 30.0
_MOST_SECONDS = 3600


def ask_plan(
    database: Database, user: User, team_id: int, month: Month, settings: Mapping[str, Any]
) -> Job:
    """Ask for the plan of a month, which takes the place of the draft that is there now.

    Parameters
    ----------
    settings
        Those of the command line: ``seconds`` and ``iterations`` (30 seconds without both), ``seed``,
        ``workers``, ``fill``, ``country``, ``date_order``.

    Raises
    ------
    InputError
        With every setting that is wrong.
    MissingError
        There is no such team.
    StoreError
        There are no customers.
    UnderWayError
        A plan of this month is being made already.
    """
    known = checked_settings(settings)
    with database.work(user) as work:
        _demand_room(work, team_id, month)
        draft = work.months.draft(team_id, month)
        told = {
            "month": str(month),
            "today": today_of(work, team_id).isoformat(),
            "draft_version": draft.version if draft else 0,
        }
        job = work.jobs.ask(PLAN, team_id, {**known, **told})
        work.commit()
    return job


@dataclass(frozen=True, slots=True)
class BeforePlan:
    """What there is before a month is planned.

    Parameters
    ----------
    customers
        How many the team has.
    draft
        The draft of the month, whose place a plan takes; ``None`` without.
    job
        That makes a plan of the month now, or will; ``None`` where nobody has asked for one.
    """

    customers: int
    draft: StoredPlan | None
    job: Job | None


def before_plan(database: Database, user: User, team_id: int, month: Month) -> BeforePlan:
    """Return what there is before a month is planned."""
    with database.work(user) as work:
        return BeforePlan(
            work.customers.count(team_id),
            work.months.draft(team_id, month),
            next(_under_way(work, team_id, month), None),
        )


def _demand_room(work: Work, team_id: int, month: Month) -> None:
    if work.teams.get(team_id) is None:
        raise MissingError(f"there is no team {team_id}")
    demand_idle(work, team_id, month)
    demand_customers(work, team_id)


def demand_customers(work: Work, team_id: int) -> None:
    """Refuse to plan for nobody.

    Raises
    ------
    StoreError
        The team has no customers.
    """
    if not work.customers.version(team_id):
        raise StoreError("the team has no customers yet; upload a list of customers first")


def demand_idle(work: Work, team_id: int, month: Month) -> None:
    """Refuse to plan a month twice at once.

    Raises
    ------
    UnderWayError
        A plan of this month is being made already.
    """
    work.jobs.take_turn(team_id)
    for job in _under_way(work, team_id, month):
        raise UnderWayError(f"a plan of {month} is being made already", team_id, job.job_id)


def _under_way(work: Work, team_id: int, month: Month) -> Iterator[Job]:
    for kind in (PLAN, REPLAN):
        for job in work.jobs.open(team_id, kind):
            if plans_month(job, month):
                yield job


def plans_month(job: Job, month: Month) -> bool:
    """Return whether a job plans a month, or plans it again."""
    return job.kind in {PLAN, REPLAN} and job.payload.get("month") == str(month)


def checked_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of a plan with their defaults.

    Raises
    ------
    InputError
        With every setting that is wrong.
    """
    fill = str(settings.get("fill") or "")
    problems = list(_search_problems(settings))
    if unknown := set(fill.replace(",", " ").split()) - set(Fill):
        advice = f"choose of {', '.join(sorted(Fill))}"
        problems.append(_problem("fill", ", ".join(sorted(unknown)), "this fills nothing", advice))
    if problems:
        raise InputError(problems)
    return {
        **_search(settings),
        "workers": settings.get("workers"),
        "fill": fill,
        "country": settings.get("country") or None,
        "date_order": settings.get("date_order") or "auto",
    }


def checked_search(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return how long to search, with the defaults: ``seconds``, ``iterations``, ``seed``.

    Raises
    ------
    InputError
        With every setting that is wrong.
    """
    if problems := list(_search_problems(settings)):
        raise InputError(problems)
    return _search(settings)


def _search_problems(settings: Mapping[str, Any]) -> Iterator[InputProblem]:
    seconds, iterations = settings.get("seconds"), settings.get("iterations")
    if seconds is not None and not 0 < seconds <= _MOST_SECONDS:
        advice = f"give more than 0 and at most {_MOST_SECONDS}"
        yield _problem("seconds", seconds, "no time, or too much of it", advice)
    if iterations is not None and iterations < 1:
        yield _problem("iterations", iterations, "no iteration at all", "give 1 or more")


def _search(settings: Mapping[str, Any]) -> dict[str, Any]:
    seconds, iterations = settings.get("seconds"), settings.get("iterations")
    return {
        "seconds": _USUAL_SECONDS if seconds is None and iterations is None else seconds,
        "iterations": iterations,
        "seed": 1 if settings.get("seed") is None else int(settings["seed"]),
    }


def _problem(name: str, value: object, what: str, advice: str) -> InputProblem:
    return InputProblem(name, 0, "", str(value), what, advice)
