"""Teams."""

from typing import Annotated

from pydantic import Field

from models.people import Team
from scheduler.pipelines.app.teams import all_teams, one_team
from scheduler.web.access import sees_team
from scheduler.web.api.common import Body, Page, Paging, TeamId, make_router
from scheduler.web.caller import Asking

router = make_router("teams")


class TeamBody(Body):
    """Reps who are planned together."""

    team_id: int
    name: str
    country: Annotated[str, Field(description="As US; empty where it is found from the list.")]
    time_zone: Annotated[str, Field(description="As Asia/Jerusalem; empty where each rep has one.")]


@router.get("/teams")
def teams(who: Asking, paging: Paging) -> Page[TeamBody]:
    """List the teams that you may see."""
    user = who.signed_in()
    found = [team for team in all_teams(who.database, user) if sees_team(user, team.team_id)]
    return paging.page(found, shown)


@router.get("/teams/{team_id}")
def team(who: Asking, team_id: TeamId) -> TeamBody:
    """Show a team."""
    return shown(one_team(who.database, who.signed_in(), team_id))


def shown(team: Team) -> TeamBody:
    """Return a team as it is told."""
    return TeamBody.model_validate(team)
