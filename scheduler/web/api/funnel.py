"""The funnel: what the leads bring, what a target takes, and what another ratio would be worth."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import Query
from pydantic import Field

from models.funnel import Funnel
from scheduler.pipelines.app.ask_funnel import FunnelAnswers, funnel_of_team, try_funnel
from scheduler.web.api.common import Body, MonthName, TeamId, make_router
from scheduler.web.caller import Asking

router = make_router("funnel")

_MOST = 1_000_000
Leads = Annotated[int, Query(ge=0, le=_MOST, description="How many there are.")]
Target = Annotated[int, Query(ge=0, le=_MOST, description="How many new customers are wanted.")]
Ratios = Annotated[
    list[Annotated[int, Field(ge=1, le=100)]],
    Query(
        max_length=100,
        description="To try other ones out: from stage to stage, in percent, one for each stage "
        "(`ratios=50&ratios=40&ratios=50`); without them those of the policy.",
    ),
]


class StageBody(Body):
    """A stage after the lead."""

    name: str
    ratio: Annotated[float, Field(description="Of the stage before, 0 to 1, as it is asked for.")]
    usual_ratio: Annotated[float, Field(description="The same by the policy.")]
    days: Annotated[float, Field(description="From the stage before; 0: not known.")]
    from_leads: Annotated[float, Field(description="Who reach it of these leads, on average.")]
    for_target: Annotated[int, Field(description="Who must reach it for the target.")]


class ArrivalBody(Body):
    """Customers who come in a month, on average."""

    month: MonthName
    customers: float


class LeverBody(Body):
    """What a change is worth."""

    name: str
    before: float
    after: float
    worth: float


class FunnelBody(Body):
    """The funnel of a team, forward and backward."""

    month: Annotated[MonthName, Field(description="That the leads come in.")]
    leads: int
    target: int
    stages: list[StageBody]
    customers: Annotated[float, Field(description="Whom these leads bring, on average.")]
    leads_needed: Annotated[int, Field(description="For the target, on average.")]
    chance: Annotated[float | None, Field(description="That these leads bring the target, 0 to 1.")]
    confidence: Annotated[float | None, Field(description="Of `safe_leads`, 0 to 1.")]
    safe_leads: Annotated[
        int | None, Field(description="With which the target is reached with this confidence.")
    ]
    arrivals: Annotated[
        list[ArrivalBody], Field(description="Empty where the policy knows no days of the stages.")
    ]
    levers: list[LeverBody]
    notes: list[str]


@router.get("/teams/{team_id}/funnel")
def team_funnel(
    who: Asking,
    team_id: TeamId,
    leads: Leads = 100,
    customers: Target = 10,
    ratios: Ratios = [],  # noqa: B006  # FastAPI copies it
) -> FunnelBody:
    """Show what the leads bring and what the target takes, by the policy or with other ratios.

    Nothing is kept.
    """
    known = funnel_of_team(who.database, who.signed_in(), team_id)
    found = try_funnel(known, leads, customers, ratios)
    forward = found.forward
    return FunnelBody(
        month=str(known.month),
        leads=leads,
        target=customers,
        stages=list(_stages(known.funnel, ratios, found)),
        customers=forward.customers,
        leads_needed=round(found.backward.counts[0]),
        chance=forward.chance,
        confidence=forward.confidence,
        safe_leads=forward.safe_leads,
        arrivals=[ArrivalBody(month=str(month), customers=n) for month, n in forward.arrivals],
        levers=[LeverBody.model_validate(lever) for lever in forward.levers],
        notes=list(forward.notes),
    )


def _stages(known: Funnel, ratios: Sequence[int], found: FunnelAnswers) -> Iterator[StageBody]:
    usual = list(map(float, known.ratios))
    used = [ratio / 100 for ratio in ratios] or usual
    for k, stage in enumerate(known.stages):
        yield StageBody(
            name=stage.name,
            ratio=used[k],
            usual_ratio=usual[k],
            days=stage.days,
            from_leads=found.forward.counts[k + 1],
            for_target=round(found.backward.counts[k + 1]),
        )
