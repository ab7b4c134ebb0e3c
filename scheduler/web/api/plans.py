"""Plans are asked for; a worker makes them; jobs tell how far it is."""

import datetime as dt
from http import HTTPStatus
from typing import Annotated, Any

from fastapi.responses import Response
from pydantic import Field

from models.errors import InputProblem
from models.jobs import Job, JobState
from models.month import Month
from models.requirement import Fill
from scheduler.pipelines.app.ask_plan import ask_plan
from scheduler.pipelines.app.jobs import job_of, jobs_of
from scheduler.web.api.common import (
    MOST_PROBLEMS,
    Body,
    JobId,
    MonthName,
    Page,
    Paging,
    ProblemRow,
    TeamId,
    make_router,
    problem_rows,
)
from scheduler.web.caller import Asking
from scheduler.web.cancel import cancel

router = make_router("plans")

_MOST_JOBS = 1000


class SearchBody(Body):
    """How long to search, as on the command line."""

    seconds: Annotated[
        float | None,
        Field(
            gt=0,
            le=3600,
            description="Of the search, for the whole team; 30 where neither seconds nor iterations are given.",
        ),
    ] = None
    iterations: Annotated[
        int | None,
        Field(
            ge=1,
            le=10_000_000,
            description="Without seconds beside them, the same seed gives the same plan.",
        ),
    ] = None
    seed: Annotated[
        int, Field(ge=0, le=2**31 - 1, description="Another one searches another way.")
    ] = 1


class PlanBody(SearchBody):
    """What is to be planned, and how long to search."""

    month: MonthName
    fill: Annotated[
        list[Fill],
        Field(
            default_factory=list,
            max_length=len(Fill),
            description="What spare capacity is spent on; empty keeps it free. `interval`: some visits "
            "earlier than they are due; `growth`: more visits where they bring growth; `prospects`.",
        ),
    ]


class JobBody(Body):
    """A job and how far it is."""

    job_id: int
    kind: Annotated[str, Field(description="`plan`, `replan`, `scenarios` or `staffing`.")]
    month: Annotated[str, Field(description="That is planned, as 2026-12.")]
    scenario_id: Annotated[int | None, Field(description="Of the comparison that it plans.")]
    state: JobState
    done: Annotated[float, Field(description="Share of the work, 0 to 1.")]
    phase: Annotated[str, Field(description="What is being done, in words.")]
    gap: Annotated[
        float | None, Field(description="To the proven bound, as a share; null where none is.")
    ]
    message: Annotated[str, Field(description="Why it failed.")]
    problem_count: Annotated[int, Field(description="Of all that is wrong in the lists.")]
    problems: Annotated[
        list[ProblemRow],
        Field(
            description=f"The first {MOST_PROBLEMS:,} of them; `row` is the line of `file`, "
            "the header being line 1."
        ),
    ]
    result: Annotated[
        dict[str, Any],
        Field(
            description="Of one that is done; of a plan: `visits`, `unplanned`, `cost_min`, `gap` …"
        ),
    ]
    cancel_asked: Annotated[bool, Field(description="Somebody has asked to stop it.")]
    author: str
    asked: dt.datetime
    finished: dt.datetime | None


@router.post("/teams/{team_id}/plans", status_code=HTTPStatus.ACCEPTED)
def plan_month(who: Asking, team_id: TeamId, body: PlanBody, response: Response) -> JobBody:
    """Ask for the plan of a month; the header ``Location`` names the job that makes it."""
    settings = body.model_dump(exclude={"month"}) | {"fill": ",".join(body.fill)}
    job = ask_plan(who.database, who.signed_in(), team_id, Month.parse(body.month), settings)
    return accepted(response, job)


@router.get("/teams/{team_id}/jobs")
def jobs(who: Asking, team_id: TeamId, paging: Paging) -> Page[JobBody]:
    """List the latest jobs of a team, newest first."""
    found = jobs_of(who.database, who.signed_in(), team_id, _MOST_JOBS)
    return paging.page(found, job_body)


@router.get("/teams/{team_id}/jobs/{job_id}")
def job(who: Asking, team_id: TeamId, job_id: JobId) -> JobBody:
    """Show a job."""
    return job_body(job_of(who.database, who.signed_in(), team_id, job_id))


@router.delete("/teams/{team_id}/jobs/{job_id}", status_code=HTTPStatus.ACCEPTED)
def stop_job(who: Asking, team_id: TeamId, job_id: JobId) -> JobBody:
    """Ask to stop a job; one that is over stays as it is.

    Who may ask for such a job may do this: operations stop comparisons and headcounts, and no plans.
    """
    return job_body(cancel(who, team_id, job_id))


def accepted(response: Response, job: Job) -> JobBody:
    """Return a job that was asked for, and say in the header where it is looked at."""
    response.headers["location"] = f"/api/v1/teams/{job.team_id}/jobs/{job.job_id}"
    return job_body(job)


def job_body(job: Job) -> JobBody:
    """Return a job as it is told."""
    wrong = [InputProblem(**told) for told in job.result.get("problems", ())]
    return JobBody(
        job_id=job.job_id,
        kind=job.kind,
        month=job.payload.get("month", ""),
        scenario_id=job.payload.get("scenario_id"),
        state=job.state,
        done=job.progress.done,
        phase=job.progress.phase,
        gap=job.progress.gap,
        message=job.message,
        problem_count=len(wrong),
        problems=problem_rows(wrong),
        result={name: value for name, value in job.result.items() if name != "problems"},
        cancel_asked=job.cancel_asked,
        author=job.author,
        asked=job.asked,
        finished=job.finished,
    )
