"""Who may do what: this file decides it, and no other.

`RULES` gives every route of the application, by method and path template, the rule for those who ask.
A route without a rule is refused, and a test finds it. A path that names a team is open to those who
belong to the team; `sees_team`, `own_rep` and `may_cancel` are for what a path cannot tell.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from models.jobs import Job
from models.people import Role, User

Path = Mapping[str, str]
"""The parameters of the path: what stands in its braces."""


class Rule(NamedTuple):
    """A rule.

    Parameters
    ----------
    sentence
        What it says, for people.
    allows
        Whether it lets a signed-in user ask for the route with these parameters.
    public
        Whether nobody needs to sign in.
    """

    sentence: str
    allows: Callable[[User, Path], bool]
    public: bool = False


def sees_team(user: User, team_id: int | str) -> bool:
    """Return whether a user may see what belongs to a team."""
    return user.role in {Role.ADMIN, Role.OPERATIONS} or str(user.team_id) == str(team_id)


def manages_team(user: User, team_id: int | str) -> bool:
    """Return whether a user may change what belongs to a team."""
    return user.role is Role.ADMIN or (
        user.role is Role.MANAGER and str(user.team_id) == str(team_id)
    )


def own_rep(user: User) -> str | None:
    """Return the rep whose customers and visits alone a user may see; nothing where all may be seen."""
    return (user.rep_id or "") if user.role is Role.REP else None


def _team(user: User, path: Path) -> bool:
    own = own_rep(user)
    return sees_team(user, path["team_id"]) and own in {None, path.get("rep_id", own)}


def _reports(user: User, path: Path) -> bool:
    own = user.role is Role.REP and _team(user, path)
    return own or manages_team(user, path["team_id"])


def _office(user: User, path: Path) -> bool:
    return user.role is not Role.REP and ("team_id" not in path or sees_team(user, path["team_id"]))


def _manager(user: User, path: Path) -> bool:
    if "team_id" in path:
        return manages_team(user, path["team_id"])
    return user.role in {Role.MANAGER, Role.ADMIN}


PUBLIC = Rule("everybody", lambda _user, _path: True, public=True)
SIGNED_IN = Rule("everybody who has signed in", lambda _user, _path: True)
TEAM = Rule("members of the team (a rep named in the path: that one), operations, admins", _team)
REPORTS = Rule("the rep in the path, managers of the team, admins", _reports)
OFFICE = Rule("managers (of the team in the path), operations, admins", _office)
MANAGER = Rule("managers (of the team in the path), admins", _manager)
OPERATIONS = Rule(
    "operations, admins", lambda user, _path: user.role in {Role.OPERATIONS, Role.ADMIN}
)
REP = Rule("reps", lambda user, _path: user.role is Role.REP and bool(user.rep_id))
ADMIN = Rule("admins", lambda user, _path: user.role is Role.ADMIN)

Table = dict[tuple[str, str], Rule]

_SHELL: Table = {
    ("GET", "/"): SIGNED_IN,
    ("GET", "/login"): PUBLIC,
    ("POST", "/login"): PUBLIC,
    ("POST", "/logout"): SIGNED_IN,
    ("GET", "/password"): SIGNED_IN,
    ("POST", "/password"): SIGNED_IN,
    ("POST", "/preferences"): PUBLIC,
    ("GET", "/tokens"): SIGNED_IN,
    ("POST", "/tokens"): SIGNED_IN,
    ("POST", "/tokens/{token_id}/remove"): SIGNED_IN,
    ("GET", "/health"): PUBLIC,
    ("GET", "/favicon.ico"): PUBLIC,
    ("GET", "/static/{path:path}"): PUBLIC,
    ("GET", "/admin"): ADMIN,
    ("POST", "/admin/people"): ADMIN,
    ("GET", "/admin/people/{user_id}"): ADMIN,
    ("POST", "/admin/people/{user_id}"): ADMIN,
    ("POST", "/admin/people/{user_id}/password"): ADMIN,
    ("GET", "/admin/teams"): ADMIN,
    ("POST", "/admin/teams"): ADMIN,
    ("POST", "/admin/teams/{number}"): ADMIN,
    ("GET", "/admin/record"): ADMIN,
}

# Pages of managers and of operations.
_BOARD: Table = {
    ("GET", "/teams"): OPERATIONS,
    ("GET", "/jobs"): OPERATIONS,
    ("GET", "/teams/{team_id}/headcount"): OFFICE,
    ("GET", "/teams/{team_id}/funnel"): OFFICE,
    ("GET", "/teams/{team_id}/scenarios"): OFFICE,
    ("GET", "/teams/{team_id}/scenarios/new"): OFFICE,
    ("GET", "/teams/{team_id}/scenarios/{scenario_id}"): OFFICE,
    ("GET", "/teams/{team_id}/scenarios/{scenario_id}/maps/{number}"): OFFICE,
    ("GET", "/teams/{team_id}/upload"): MANAGER,
    ("GET", "/teams/{team_id}/uploads/{upload_id}"): MANAGER,
    ("GET", "/teams/{team_id}/portfolio"): OFFICE,
    ("GET", "/teams/{team_id}/appointments"): MANAGER,
    ("POST", "/teams/{team_id}/appointments/remove"): MANAGER,
    ("POST", "/teams/{team_id}/lengths/{proposal_id}/remove"): MANAGER,
    ("GET", "/teams/{team_id}/portfolio/map"): OFFICE,
    ("GET", "/teams/{team_id}/months"): OFFICE,
    ("GET", "/teams/{team_id}/months/{month}/plan"): MANAGER,
    ("GET", "/teams/{team_id}/months/{month}/board"): OFFICE,
    ("GET", "/teams/{team_id}/months/{month}/follow"): OFFICE,
    ("GET", "/teams/{team_id}/months/{month}/publication.zip"): OFFICE,
}

# Nothing of anybody is in these.
_MAPS: Table = {
    ("GET", "/maps/leaflet.js"): PUBLIC,
    ("GET", "/maps/leaflet.css"): PUBLIC,
}

# Pages of reps.
_PHONE: Table = {
    ("GET", "/phone"): REP,
    ("GET", "/phone/days/{date}"): REP,
    ("GET", "/phone/week"): REP,
    ("GET", "/phone/weeks/{date}"): REP,
    ("POST", "/phone/marks"): REP,
    ("GET", "/phone/proposals"): REP,
    ("GET", "/phone/proposals/new"): REP,
    ("POST", "/phone/proposals"): REP,
    ("GET", "/phone/calendar"): REP,
    ("POST", "/phone/calendar"): REP,
    ("POST", "/phone/calendar/revoke"): REP,
    ("GET", "/phone/session"): REP,
    # Nothing of anybody is in these.
    ("GET", "/phone/worker.js"): PUBLIC,
    ("GET", "/phone/manifest.webmanifest"): PUBLIC,
    ("GET", "/phone/leaflet/{version}/{name}"): PUBLIC,
    ("GET", "/phone/offline"): PUBLIC,
    # The secret in the address says whose calendar it is.
    ("GET", "/calendar/{secret}.ics"): PUBLIC,
    ("GET", "/teams/{team_id}/proposals"): MANAGER,
    ("POST", "/teams/{team_id}/proposals/{proposal_id}"): MANAGER,
    ("GET", "/teams/{team_id}/actuals.csv"): OFFICE,
}

_API: Table = {
    ("GET", "/api/v1/openapi.json"): SIGNED_IN,
    ("GET", "/api/v1/teams"): SIGNED_IN,
    ("GET", "/api/v1/teams/{team_id}"): TEAM,
    ("GET", "/api/v1/teams/{team_id}/customers"): TEAM,
    ("POST", "/api/v1/teams/{team_id}/customers"): MANAGER,
    ("GET", "/api/v1/teams/{team_id}/customers/{customer_id}"): OFFICE,
    ("PATCH", "/api/v1/teams/{team_id}/customers/{customer_id}"): MANAGER,
    ("GET", "/api/v1/teams/{team_id}/reps"): OFFICE,
    ("POST", "/api/v1/teams/{team_id}/reps"): MANAGER,
    ("POST", "/api/v1/teams/{team_id}/uploads"): MANAGER,
    ("GET", "/api/v1/teams/{team_id}/uploads/{upload_id}"): MANAGER,
    ("PATCH", "/api/v1/teams/{team_id}/uploads/{upload_id}"): MANAGER,
    ("POST", "/api/v1/teams/{team_id}/uploads/{upload_id}/take"): MANAGER,
    ("GET", "/api/v1/teams/{team_id}/policy"): OFFICE,
    ("PUT", "/api/v1/teams/{team_id}/policy"): MANAGER,
    ("POST", "/api/v1/teams/{team_id}/plans"): MANAGER,
    ("GET", "/api/v1/teams/{team_id}/jobs"): OFFICE,
    ("GET", "/api/v1/teams/{team_id}/jobs/{job_id}"): OFFICE,
    ("DELETE", "/api/v1/teams/{team_id}/jobs/{job_id}"): OFFICE,  # and `may_cancel`
    ("GET", "/api/v1/teams/{team_id}/months"): OFFICE,
    ("GET", "/api/v1/teams/{team_id}/months/{month}/draft"): OFFICE,
    ("GET", "/api/v1/teams/{team_id}/months/{month}/draft/stops"): OFFICE,
    ("GET", "/api/v1/teams/{team_id}/months/{month}/draft/check"): OFFICE,
    ("GET", "/api/v1/teams/{team_id}/months/{month}/draft/pins"): OFFICE,
    ("GET", "/api/v1/teams/{team_id}/months/{month}/draft/changes"): OFFICE,
    ("POST", "/api/v1/teams/{team_id}/months/{month}/draft/edits"): MANAGER,
    ("POST", "/api/v1/teams/{team_id}/months/{month}/draft/undo"): MANAGER,
    ("POST", "/api/v1/teams/{team_id}/months/{month}/draft/redo"): MANAGER,
    ("POST", "/api/v1/teams/{team_id}/months/{month}/draft/replan"): MANAGER,
    ("POST", "/api/v1/teams/{team_id}/months/{month}/publication"): MANAGER,
    ("GET", "/api/v1/teams/{team_id}/months/{month}/publication"): TEAM,
    ("GET", "/api/v1/teams/{team_id}/months/{month}/publication.zip"): OFFICE,
    ("GET", "/api/v1/teams/{team_id}/months/{month}/schedule"): TEAM,
    ("GET", "/api/v1/teams/{team_id}/months/{month}/schedule.csv"): TEAM,
    ("GET", "/api/v1/teams/{team_id}/months/{month}/actuals"): TEAM,
    ("POST", "/api/v1/teams/{team_id}/reps/{rep_id}/actuals"): REPORTS,
    ("GET", "/api/v1/teams/{team_id}/months/{month}/follow"): OFFICE,
    ("GET", "/api/v1/teams/{team_id}/portfolio"): OFFICE,
    ("GET", "/api/v1/teams/{team_id}/portfolio/map"): OFFICE,
    ("GET", "/api/v1/teams/{team_id}/months/{month}/capacity"): MANAGER,
    ("GET", "/api/v1/teams/{team_id}/appointments"): MANAGER,
    ("DELETE", "/api/v1/teams/{team_id}/appointments"): MANAGER,
    ("GET", "/api/v1/teams/{team_id}/lengths"): MANAGER,
    ("DELETE", "/api/v1/teams/{team_id}/lengths/{proposal_id}"): MANAGER,
    ("GET", "/api/v1/teams/{team_id}/proposals"): MANAGER,
    ("POST", "/api/v1/teams/{team_id}/proposals/{proposal_id}"): MANAGER,
    ("GET", "/api/v1/teams/{team_id}/scenarios"): OFFICE,
    ("POST", "/api/v1/teams/{team_id}/scenarios"): OFFICE,
    ("GET", "/api/v1/teams/{team_id}/scenarios/{scenario_id}"): OFFICE,
    ("PUT", "/api/v1/teams/{team_id}/scenarios/{scenario_id}"): OFFICE,
    ("DELETE", "/api/v1/teams/{team_id}/scenarios/{scenario_id}"): OFFICE,
    ("GET", "/api/v1/teams/{team_id}/scenarios/{scenario_id}/maps/{number}"): OFFICE,
    ("GET", "/api/v1/teams/{team_id}/funnel"): OFFICE,
    ("GET", "/api/v1/teams/{team_id}/staffing"): OFFICE,
    ("POST", "/api/v1/teams/{team_id}/staffing"): OFFICE,
}

RULES: Table = {**_SHELL, **_BOARD, **_MAPS, **_PHONE, **_API}

# What NiceGUI registers by itself, some of it while pages are open.
MOUNTED: Table = {
    ("GET", "/_nicegui/auto/"): SIGNED_IN,
    ("GET", "/_nicegui/"): PUBLIC,
    ("POST", "/_nicegui/client/"): SIGNED_IN,
    ("GET", "/_nicegui_ws/"): SIGNED_IN,
    ("POST", "/_nicegui_ws/"): SIGNED_IN,
    ("WEBSOCKET", "/_nicegui_ws/"): SIGNED_IN,
}


def rule_of(method: str, template: str) -> Rule | None:
    """Return the rule of a route; nothing where there is none."""
    method = "GET" if method == "HEAD" else method
    for (mounted, prefix), rule in MOUNTED.items():
        if method == mounted and template.startswith(prefix):
            return rule
    return RULES.get((method, template))


ASKED_AT: Mapping[str, str] = {
    "plan": "/api/v1/teams/{team_id}/plans",
    "replan": "/api/v1/teams/{team_id}/months/{month}/draft/replan",
    "scenarios": "/api/v1/teams/{team_id}/scenarios",
    "staffing": "/api/v1/teams/{team_id}/staffing",
}
"""Where a job of each kind is asked for."""


def may_cancel(user: User, job: Job) -> bool:
    """Return whether a user may cancel a job: who may ask for one may, on pages and by programs."""
    rule = RULES.get(("POST", ASKED_AT.get(job.kind, "")))
    return rule is not None and rule.allows(user, {"team_id": str(job.team_id)})
