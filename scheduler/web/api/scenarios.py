"""Scenarios side by side, and how many people it takes: asked for, worked out by a worker, read."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Any

from fastapi.responses import Response
from pydantic import Field

from models.month import Month
from models.scenarios import ComparedLine
from scheduler.pipelines.app.ask_scenarios import (
    KeptComparison,
    ScenarioView,
    ask_scenarios,
    comparison_of,
    comparisons_of,
    remove_comparison,
)
from scheduler.pipelines.app.ask_staffing import ask_staffing, staffing_of
from scheduler.web.api.common import (
    Body,
    LongText,
    MonthName,
    Page,
    Paging,
    ScenarioId,
    SeenVersion,
    TeamId,
    Text,
    make_router,
)
from scheduler.web.api.plans import JobBody, SearchBody, accepted, job_body
from scheduler.web.caller import Asking

router = make_router("scenarios")


class ComparisonBody(SearchBody):
    """Scenarios that are to be compared; the search is that of each."""

    name: Annotated[Text, Field(examples=["One rep fewer"])]
    text: Annotated[
        LongText,
        Field(
            description="As FILE of `rounds scenarios` (TOML): `[[scenario]]` with a `name` and what is different.",
            examples=[
                '[[scenario]]\nname = "as it is"\n\n[[scenario]]\nname = "without R02"\nwithout = ["R02"]\n'
            ],
        ),
    ]
    month: MonthName


class ChangedComparisonBody(ComparisonBody):
    """A comparison that was seen, and how it is to be now."""

    version: SeenVersion


class LineBody(Body):
    """A figure of all scenarios, in their order."""

    key: str
    name: str
    form: Annotated[str, Field(description="`whole`, `tenth`, `money` or `share`.")]
    values: Annotated[list[float | None], Field(description="Null where a scenario has none.")]


class OutcomeBody(Body):
    """What came out of a comparison."""

    month: str
    currency: str
    names: list[str]
    abouts: Annotated[list[str], Field(description="What is different in each scenario.")]
    lines: list[LineBody]
    notes: list[str]


class ScenarioBody(Body):
    """A comparison of scenarios."""

    scenario_id: int
    name: str
    text: str
    version: int
    author: str
    changed: dt.datetime
    job: Annotated[JobBody | None, Field(description="The latest that plans it.")]
    outcome: Annotated[OutcomeBody | None, Field(description="Null until a worker is done.")]


class StaffingBody(SearchBody):
    """What is asked of the headcount."""

    month: Annotated[MonthName, Field(description="That is planned to measure the driving.")]
    prospects: Annotated[
        int | None,
        Field(ge=0, le=1_000_000, description="In the market; null takes those of the list."),
    ] = None
    months: Annotated[
        int | None, Field(ge=1, le=120, description="In which they are met; null is a year.")
    ] = None
    hire: Annotated[int, Field(ge=0, le=20, description="So many homes are proposed.")] = 1


class HeadcountBody(Body):
    """What is known of a team's headcount."""

    latest: Annotated[JobBody | None, Field(description="The latest job that works it out.")]
    figures: Annotated[
        dict[str, Any] | None,
        Field(description="Of the latest that is done, as `rounds staffing --json` writes them."),
    ]


@router.get("/teams/{team_id}/scenarios")
def comparisons(who: Asking, team_id: TeamId, paging: Paging) -> Page[ScenarioBody]:
    """List the comparisons of a team by name."""
    return paging.page(comparisons_of(who.database, who.signed_in(), team_id), _shown)


@router.post("/teams/{team_id}/scenarios", status_code=HTTPStatus.ACCEPTED)
def compare_scenarios(
    who: Asking, team_id: TeamId, body: ComparisonBody, response: Response
) -> JobBody:
    """Keep scenarios and ask for them to be planned side by side.

    The header ``Location`` names the job; the result of the job tells ``scenario_id``.
    """
    job = ask_scenarios(who.database, who.signed_in(), team_id, None, _asked(body))
    return accepted(response, job)


@router.get("/teams/{team_id}/scenarios/{scenario_id}")
def comparison(who: Asking, team_id: TeamId, scenario_id: ScenarioId) -> ScenarioBody:
    """Show a comparison with what came out."""
    return _shown(comparison_of(who.database, who.signed_in(), team_id, scenario_id))


@router.put("/teams/{team_id}/scenarios/{scenario_id}", status_code=HTTPStatus.ACCEPTED)
def change_comparison(
    who: Asking,
    team_id: TeamId,
    scenario_id: ScenarioId,
    body: ChangedComparisonBody,
    response: Response,
) -> JobBody:
    """Change a comparison and ask for it to be planned again."""
    user = who.signed_in()
    kept = comparison_of(who.database, user, team_id, scenario_id).scenario
    seen = replace(kept, version=body.version)
    return accepted(response, ask_scenarios(who.database, user, team_id, seen, _asked(body)))


@router.delete("/teams/{team_id}/scenarios/{scenario_id}", status_code=HTTPStatus.NO_CONTENT)
def forget_comparison(who: Asking, team_id: TeamId, scenario_id: ScenarioId) -> None:
    """Forget a comparison with what came out."""
    remove_comparison(who.database, who.signed_in(), team_id, scenario_id)


@router.get("/teams/{team_id}/staffing")
def headcount(who: Asking, team_id: TeamId) -> HeadcountBody:
    """Show how many people it takes, and how far a job that works it out is."""
    found = staffing_of(who.database, who.signed_in(), team_id)
    return HeadcountBody(
        latest=job_body(found.latest) if found.latest else None,
        figures=dict(found.done.result) if found.done else None,
    )


@router.post("/teams/{team_id}/staffing", status_code=HTTPStatus.ACCEPTED)
def ask_headcount(who: Asking, team_id: TeamId, body: StaffingBody, response: Response) -> JobBody:
    """Ask how many people it takes; the header ``Location`` names the job."""
    month, asked = Month.parse(body.month), body.model_dump(exclude={"month"})
    return accepted(response, ask_staffing(who.database, who.signed_in(), team_id, month, asked))


def _asked(body: ComparisonBody) -> Mapping[str, Any]:
    asked = body.model_dump(include={"name", "seconds", "iterations", "seed"})
    return asked | {"toml": body.text, "month": Month.parse(body.month)}


def _shown(view: ScenarioView) -> ScenarioBody:
    kept = view.scenario
    return ScenarioBody(
        scenario_id=kept.scenario_id,
        name=kept.name,
        text=kept.toml,
        version=kept.version,
        author=kept.author,
        changed=kept.changed,
        job=job_body(view.job) if view.job else None,
        outcome=_outcome(view.found) if view.found else None,
    )


def _outcome(found: KeptComparison) -> OutcomeBody:
    return OutcomeBody(
        month=str(found.month),
        currency=found.currency,
        names=list(found.names),
        abouts=list(found.abouts),
        lines=[_line(line) for line in found.lines],
        notes=list(found.notes),
    )


def _line(line: ComparedLine) -> LineBody:
    return LineBody(key=line.key, name=line.name, form=line.form, values=list(line.values))
