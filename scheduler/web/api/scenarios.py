"""Scenarios side by side, and how many people it takes: asked for, worked out by a worker, read."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Any

from fastapi.responses import HTMLResponse, Response
from pydantic import Field

from models.month import Month
from models.records import Scenario
from models.scenarios import ComparedLine
from scheduler.pipelines.app.ask_scenarios import (
    KeptComparison,
    ScenarioView,
    ask_scenarios,
    comparison_map,
    comparison_of,
    comparisons_of,
    remove_comparison,
)
from scheduler.pipelines.app.ask_staffing import ask_staffing, staffing_of
from scheduler.web.api.common import (
    Body,
    LongText,
    MapNumber,
    MonthName,
    Page,
    Paging,
    ScenarioId,
    SeenVersion,
    TeamId,
    Text,
    make_router,
)
from scheduler.web.api.maps import MAP_ANSWER, map_answer
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
    price_rules: Annotated[
        bool,
        Field(
            description="Whether to tell what each rule costs: one more plan for each, such as due dates, "
            "daily cap, opening hours."
        ),
    ] = False


class ChangedComparisonBody(ComparisonBody):
    """A comparison that was seen, and how it is to be now: what is left out has its default."""

    version: SeenVersion


class LineBody(Body):
    """A figure of all scenarios, in their order."""

    key: str
    name: str
    form: Annotated[str, Field(description="`whole`, `tenth`, `money` or `share`.")]
    values: Annotated[list[float | None], Field(description="Null where a scenario has none.")]


class PriceBody(Body):
    """What a rule costs a month: the plan that keeps it against the plan that does not."""

    rule: Annotated[str, Field(examples=["daily cap"])]
    km: Annotated[float, Field(description="More with the rule than without.")]
    drive_min: Annotated[float, Field(description="More with the rule than without, in minutes.")]
    money: Annotated[float, Field(description="Of the driving time and the kilometres.")]
    visits: Annotated[
        int,
        Field(description="More planned with the rule; where not 0, kilometres are not alike."),
    ]
    share: Annotated[
        float, Field(description="`km` for each visit, as a share of those without the rule.")
    ]
    low_min: Annotated[
        float | None,
        Field(description="Minutes of driving that it costs at least; null: not proven."),
    ]
    high_min: Annotated[
        float | None,
        Field(description="Minutes of driving that it costs at most; null: not proven."),
    ]
    verdict: Annotated[str, Field(description="What is proven, in words.")]


class OutcomeBody(Body):
    """What came out of a comparison."""

    month: str
    currency: str
    names: Annotated[
        list[str],
        Field(description="Of the scenarios; the others are compared with the first."),
    ]
    abouts: Annotated[list[str], Field(description="What is different in each scenario.")]
    lines: list[LineBody]
    prices: Annotated[
        list[PriceBody], Field(description="Of the rules; none where `price_rules` was not asked.")
    ]
    maps: Annotated[
        list[str],
        Field(description="Addresses of the team's map in each scenario, as an HTML file."),
    ]
    notes: Annotated[list[str], Field(description="What to know about them.")]


class ScenarioBody(Body):
    """A comparison of scenarios."""

    scenario_id: int
    name: str
    text: Annotated[str, Field(description="The scenarios (TOML).")]
    month: Annotated[str | None, Field(description="Asked for last; null: not known any more.")]
    price_rules: Annotated[
        bool, Field(description="Whether it was asked last what each rule costs.")
    ]
    version: Annotated[int, Field(description="Send it back with a change.")]
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

    The header ``Location`` names the job, which tells the ``scenario_id``.
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
    """Change a comparison and ask for it to be planned again.

    Send all of it: ``name``, ``text``, ``month`` and ``price_rules`` as they are to be now.
    """
    user = who.signed_in()
    kept = comparison_of(who.database, user, team_id, scenario_id).scenario
    seen = replace(kept, version=body.version)
    return accepted(response, ask_scenarios(who.database, user, team_id, seen, _asked(body)))


@router.get(
    "/teams/{team_id}/scenarios/{scenario_id}/maps/{number}",
    response_class=HTMLResponse,
    responses=MAP_ANSWER,
)
def comparison_map_file(
    who: Asking, team_id: TeamId, scenario_id: ScenarioId, number: MapNumber
) -> HTMLResponse:
    """Give the team's map of a scenario as a file that opens without a network."""
    content = comparison_map(who.database, who.signed_in(), team_id, scenario_id, number)
    return map_answer(who, content, f"scenario-{scenario_id}-{number}")


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
    asked = body.model_dump(include={"name", "seconds", "iterations", "seed", "price_rules"})
    return asked | {"toml": body.text, "month": Month.parse(body.month)}


def _shown(view: ScenarioView) -> ScenarioBody:
    kept = view.scenario
    return ScenarioBody(
        scenario_id=kept.scenario_id,
        name=kept.name,
        text=kept.toml,
        month=None if view.month is None else str(view.month),
        price_rules=view.price_rules,
        version=kept.version,
        author=kept.author,
        changed=kept.changed,
        job=job_body(view.job) if view.job else None,
        outcome=_outcome(view.found, kept) if view.found else None,
    )


def _outcome(found: KeptComparison, kept: Scenario) -> OutcomeBody:
    maps = f"/api/v1/teams/{kept.team_id}/scenarios/{kept.scenario_id}/maps"
    return OutcomeBody(
        month=str(found.month),
        currency=found.currency,
        names=list(found.names),
        abouts=list(found.abouts),
        lines=[_line(line) for line in found.lines],
        prices=[PriceBody.model_validate(price) for price in found.prices],
        maps=[f"{maps}/{number}" for number in range(found.maps)],
        notes=list(found.notes),
    )


def _line(line: ComparedLine) -> LineBody:
    return LineBody(key=line.key, name=line.name, form=line.form, values=list(line.values))
