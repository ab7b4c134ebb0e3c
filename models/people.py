"""Who works with Rounds: people, their roles, and the teams they belong to."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody does, and therefore may do."""

    ADMIN = "admin"
    MANAGER = "manager"
    OPERATIONS = "operations"
    REP = "rep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What is said about somebody who may log in.

    Parameters
    ----------
    login
        Unique, whatever its capital letters.
    team_id
        ``None`` for those who belong to no single team: admins, operations.
    rep_id
        Whose day this person drives; ``None`` for everybody but reps.
    language
        Of the pages, as ``en``, ``he`` or ``ru``; empty is that of the browser.
    one_time
        Whether the password was given by somebody else and must be replaced at the first login.
    active
        Whether the person may log in.
    """

    login: str
    name: str
    role: Role
    team_id: int | None = None
    rep_id: str | None = None
    language: str = ""
    one_time: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class User(Account):
    """An account that is kept, with the number it got."""

    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Reps who are planned together.

    Parameters
    ----------
    country
        Of holidays and postcodes, e.g. ``US``; empty where it is found from the list.
    time_zone
        Name of the zone in which the team's days begin, e.g. ``Asia/Jerusalem``; empty where each
        rep has one.
    """

    team_id: int
    name: str
    country: str = ""
    time_zone: str = ""
