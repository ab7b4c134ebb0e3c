"""What reps propose to change; the manager decides."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from models.proposals import ProposalKind, proposed_change
from models.records import Proposal, ProposalState
from scheduler.pipelines.app.propose_change import (
    decide,
    ordered_proposals,
    proposal_of,
)
from scheduler.pipelines.app.teams import team_of
from scheduler.web.api.common import (
    Body,
    Note,
    Page,
    Paging,
    ProposalId,
    SeenVersion,
    TeamId,
    make_router,
)
from scheduler.web.caller import Asking

router = make_router("proposals")


class ProposalBody(Body):
    """What a rep proposes for a visit, and what the manager said."""

    proposal_id: int
    rep_id: str
    visit_id: str
    customer_id: str
    kind: Annotated[
        ProposalKind, Field(description="Another day, more time, no visit, or in words.")
    ]
    day: Annotated[dt.date | None, Field(description="Of `day`: the wanted one.")]
    minutes: Annotated[int | None, Field(description="Of `longer`: the wanted length.")]
    reason: str
    state: ProposalState
    answer: str
    author: str
    created: dt.datetime
    version: Annotated[int, Field(description="Send it back with the decision.")]


class DecisionBody(Body):
    """What the manager says to a proposal."""

    version: SeenVersion
    state: Literal[ProposalState.ACCEPTED, ProposalState.DECLINED]
    answer: Note = ""


@router.get("/teams/{team_id}/proposals")
def proposals(who: Asking, team_id: TeamId, paging: Paging) -> Page[ProposalBody]:
    """List what the reps of a team propose: the open ones first, then the newest."""
    with who.work() as work:
        found = ordered_proposals(work, team_of(work, team_id).team_id)
    return paging.page(found, _shown)


@router.post("/teams/{team_id}/proposals/{proposal_id}")
def decide_proposal(
    who: Asking, team_id: TeamId, proposal_id: ProposalId, body: DecisionBody
) -> ProposalBody:
    """Accept or decline a proposal.

    An accepted day becomes an appointment that the next plan keeps, an accepted length the visit
    minutes of the customer.
    """
    with who.work() as work:
        seen = proposal_of(work, team_id, proposal_id, body.version)
        decided = decide(work, seen, body.state, body.answer)
    return _shown(decided)


def _shown(told: Proposal) -> ProposalBody:
    change = proposed_change(told.change)
    return ProposalBody(
        proposal_id=told.proposal_id,
        rep_id=told.rep_id,
        visit_id=told.visit_id,
        customer_id=told.customer_id,
        kind=change.kind,
        day=change.day,
        minutes=change.minutes,
        reason=told.reason,
        state=told.state,
        answer=told.answer,
        author=told.author,
        created=told.created,
        version=told.version,
    )
