"""People and teams: added, changed, given a new password, by admins."""

from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from models.errors import InputError, InputProblem, NotAllowedError
from models.people import Account, Role, Team, User
from models.records import AuditEntry
from scheduler.pipelines.app import passwords
from scheduler.pipelines.app.database import Database

FIRST_LOGIN = "admin"
_OF_A_TEAM = {Role.MANAGER, Role.REP}


def first_admin(database: Database) -> str | None:
    """Add the first admin where there is nobody yet, and return the one-time password."""
    password = passwords.one_time()
    with database.work() as work:
        if work.users.all():
            return None
        account = Account(login=FIRST_LOGIN, name="Admin", role=Role.ADMIN, one_time=True)
        work.users.add(account, passwords.hashed(password))
        work.commit()
    return password


def everybody(database: Database, actor: User) -> list[User]:
    """Return all users by login."""
    with database.work(actor) as work:
        return work.users.all()


def add_user(database: Database, actor: User, account: Account) -> tuple[User, str]:
    """Add somebody, and return the one-time password to hand over.

    Raises
    ------
    InputError
        With everything that is wrong.
    StoreError
        The login is taken.
    """
    _demand(account)
    password = passwords.one_time()
    with database.work(actor) as work:
        user = work.users.add(replace(account, one_time=True), passwords.hashed(password))
        work.commit()
    return user, password


def change_user(database: Database, actor: User, user: User) -> User:
    """Change everything of a user but login and password.

    Raises
    ------
    InputError
        With everything that is wrong.
    MissingError
        There is no such user.
    NotAllowedError
        Admins would shut themselves out.
    """
    _demand(user)
    if user.user_id == actor.user_id and (user.role is not actor.role or not user.active):
        raise NotAllowedError("nobody takes the own rights away; ask another admin")
    with database.work(actor) as work:
        changed = work.users.change(user)
        work.commit()
        return changed


def new_password(database: Database, actor: User, user_id: int) -> str:
    """Give a user another one-time password, and return it; sessions, tokens and calendar links end.

    Raises
    ------
    MissingError
        There is no such user.
    """
    password = passwords.one_time()
    with database.work(actor) as work:
        work.users.set_password(user_id, passwords.hashed(password), one_time=True)
        work.commit()
    return password


def add_team(database: Database, actor: User, team: Team) -> Team:
    """Add a team; its number is given by the store.

    Raises
    ------
    InputError
        With everything that is wrong.
    StoreError
        The name is taken.
    """
    _demand_team(team)
    with database.work(actor) as work:
        added = work.teams.add(team.name.strip(), team.country.upper(), team.time_zone)
        work.commit()
        return added


def change_team(database: Database, actor: User, team: Team) -> Team:
    """Change name, country and time zone of a team.

    Raises
    ------
    InputError
        With everything that is wrong.
    MissingError
        There is no such team.
    StoreError
        The name is taken.
    """
    _demand_team(team)
    with database.work(actor) as work:
        changed = work.teams.change(replace(team, country=team.country.upper()))
        work.commit()
        return changed


def record(database: Database, actor: User, most: int) -> list[AuditEntry]:
    """Return who changed what, newest first, in all teams."""
    with database.work(actor) as work:
        teams = [None, *(team.team_id for team in work.teams.all())]
        entries = [entry for team in teams for entry in work.audit.of_team(team, most)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:most]


def _demand(account: Account) -> None:
    if problems := [InputProblem("user", 0, *told) for told in _wrong_with(account)]:
        raise InputError(problems)


def _wrong_with(account: Account) -> Iterator[tuple[str, str, str, str]]:
    if not account.login.strip():
        yield "login", "", "the login is missing", "choose one, as an e-mail address"
    if not account.name.strip():
        yield "name", "", "the name is missing", "say what people call them"
    if account.role in _OF_A_TEAM and account.team_id is None:
        yield "team", "", f"a {account.role} belongs to a team", "choose one"
    if account.role is Role.REP and not account.rep_id:
        yield "rep_id", "", "the rep's id is missing", "take it from the list of reps"


def _demand_team(team: Team) -> None:
    problems = []
    if not team.name.strip():
        problems.append(InputProblem("team", 0, "name", "", "the name is missing", "choose one"))
    if team.country and not (len(team.country) == 2 and team.country.isalpha()):
        what = "a country is two letters"
        problems.append(InputProblem("team", 0, "country", team.country, what, "write US, IL, DE"))
    if team.time_zone and not _is_zone(team.time_zone):
        what = "there is no such time zone"
        advice = "write one as Asia/Jerusalem"
        problems.append(InputProblem("team", 0, "time_zone", team.time_zone, what, advice))
    if problems:
        raise InputError(problems)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
