"""People, teams, and the record of who changed what: for admins."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.requests import Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, StringConstraints

from models.errors import InputError, MissingError, NotAllowedError, StoreError
from models.people import Account, Role, Team, User
from scheduler.pipelines.app import people
from scheduler.pipelines.app.teams import all_teams
from scheduler.web.caller import Asking, Caller
from scheduler.web.record import told
from scheduler.web.routes import Id
from scheduler.web.texts import LANGUAGES, N_, _
from scheduler.web.views import page

router = APIRouter(prefix="/admin")

_MOST_ENTRIES = 200
ROLES = {
    Role.REP: N_("Rep"),
    Role.MANAGER: N_("Manager"),
    Role.OPERATIONS: N_("Operations"),
    Role.ADMIN: N_("Admin"),
}

# What to do about a wrong field.
_WRONG = {
    "login": N_("Choose a login, such as an e-mail address."),
    "name": N_("Give a name."),
    "team": N_("A manager or a rep belongs to a team: choose one."),
    "rep_id": N_("Give the rep's id, as the list of reps has it."),
    "country": N_("Write the country as two letters: US, IL, DE."),
    "time_zone": N_("There is no such time zone; write one as Asia/Jerusalem."),
}

_Text = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]


class PersonForm(BaseModel):
    """What is said about somebody."""

    login: _Text = ""
    name: _Text = ""
    role: Role = Role.REP
    team: _Text = ""
    rep_id: _Text = ""
    language: _Text = ""
    active: _Text = ""

    def account(self) -> Account:
        """Return the account that is described."""
        return Account(
            login=self.login,
            name=self.name.strip(),
            role=self.role,
            team_id=int(self.team) if self.team.isdecimal() else None,
            rep_id=self.rep_id.strip() or None,
            language=self.language if self.language in LANGUAGES else "",
            active=self.active == "yes",
        )


class TeamForm(BaseModel):
    """What is said about a team."""

    name: _Text = ""
    country: _Text = ""
    time_zone: _Text = ""

    def team(self, team_id: int) -> Team:
        """Return the team that is described."""
        return Team(
            team_id=team_id,
            name=self.name.strip(),
            country=self.country.strip(),
            time_zone=self.time_zone.strip(),
        )


@router.get("")
def list_people(request: Request, who: Asking) -> Response:
    """List everybody."""
    return _people(request, who, {})


@router.post("/people")
def add_person(request: Request, who: Asking, form: Annotated[PersonForm, Form()]) -> Response:
    """Add somebody, and show the one-time password."""
    form.active = "yes"
    try:
        user, password = people.add_user(who.database, who.signed_in(), form.account())
    except (InputError, StoreError) as error:
        return _people(request, who, {"problems": _told(error), "form": form})
    return _people(request, who, {"handed": user, "password": password})


@router.get("/people/{user_id}")
def show_person(request: Request, who: Asking, user_id: Id) -> Response:
    """Show somebody."""
    return _person(request, who, user_id, {})


@router.post("/people/{user_id}")
def change_person(
    request: Request, who: Asking, user_id: Id, form: Annotated[PersonForm, Form()]
) -> Response:
    """Change what is said about somebody."""
    actor = who.signed_in()
    form.login = _user(who, user_id).login
    account = form.account()
    values = {name: getattr(account, name) for name in Account.__dataclass_fields__}
    try:
        people.change_user(who.database, actor, User(**values, user_id=user_id))
    except (InputError, NotAllowedError) as error:
        return _person(request, who, user_id, {"problems": _told(error)})
    return RedirectResponse("/admin", HTTPStatus.SEE_OTHER)


@router.post("/people/{user_id}/password")
def reset_password(request: Request, who: Asking, user_id: Id) -> Response:
    """Give somebody another one-time password, and show it."""
    password = people.new_password(who.database, who.signed_in(), user_id)
    handed = {"handed": _user(who, user_id), "password": password, "reset": True}
    return _people(request, who, handed)


@router.get("/teams")
def list_teams(request: Request, who: Asking) -> Response:
    """List all teams."""
    return _teams(request, who, [])


@router.post("/teams")
def add_team(request: Request, who: Asking, form: Annotated[TeamForm, Form()]) -> Response:
    """Add a team."""
    try:
        people.add_team(who.database, who.signed_in(), form.team(0))
    except (InputError, StoreError) as error:
        return _teams(request, who, _told(error))
    return RedirectResponse("/admin/teams", HTTPStatus.SEE_OTHER)


@router.post("/teams/{number}")
def change_team(
    request: Request, who: Asking, number: Id, form: Annotated[TeamForm, Form()]
) -> Response:
    """Change a team."""
    try:
        people.change_team(who.database, who.signed_in(), form.team(number))
    except MissingError:
        raise
    except (InputError, StoreError) as error:
        return _teams(request, who, _told(error))
    return RedirectResponse("/admin/teams", HTTPStatus.SEE_OTHER)


@router.get("/record")
def show_record(request: Request, who: Asking) -> Response:
    """Show who changed what."""
    entries = people.record(who.database, who.signed_in(), _MOST_ENTRIES)
    names = {team.team_id: team.name for team in all_teams(who.database, who.signed_in())}
    return page(request, "admin/record.html", {"entries": entries, "teams": names, "told": told})


def _people(request: Request, who: Caller, view: dict[str, Any]) -> Response:
    user = who.signed_in()
    empty = {"problems": [], "form": PersonForm(), "handed": None, "password": "", "reset": False}
    # The answer to a form stands at an address that cannot be asked for again: name the list's.
    shown = {
        **empty,
        "path": "/admin",
        **_choices(who),
        "people": people.everybody(who.database, user),
        **view,
    }
    return page(request, "admin/people.html", shown, _status(shown["problems"]))


def _person(request: Request, who: Caller, user_id: int, view: dict[str, Any]) -> Response:
    shown = {"problems": [], **_choices(who), "person": _user(who, user_id), **view}
    return page(request, "admin/person.html", shown, _status(shown["problems"]))


def _teams(request: Request, who: Caller, problems: list[str]) -> Response:
    view = {"problems": problems, "path": "/admin/teams", **_choices(who)}
    return page(request, "admin/teams.html", view, _status(problems))


def _choices(who: Caller) -> dict[str, Any]:
    return {
        "roles": {role.value: _(text) for role, text in ROLES.items()},
        "teams": all_teams(who.database, who.signed_in()),
    }


def _user(who: Caller, user_id: int) -> User:
    found = [
        user for user in people.everybody(who.database, who.signed_in()) if user.user_id == user_id
    ]
    if not found:
        raise MissingError(f"there is no user {user_id}")
    return found[0]


def _status(problems: list[str]) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK


def _told(error: Exception) -> list[str]:
    """Return what is wrong, in the language of the admin."""
    if isinstance(error, InputError):
        return [_(_WRONG[problem.column]) for problem in error.problems]
    if isinstance(error, NotAllowedError):
        return [_("Nobody takes the own rights away; ask another admin.")]
    return [_("This name or login is taken; choose another.")]
