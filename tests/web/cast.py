"""The people whom every route is tried with: a fixed cast in two teams."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from starlette.testclient import TestClient

from models.people import Account, Role, User
from scheduler.pipelines.app.login import digest
from scheduler.pipelines.app.passwords import hashed
from scheduler.web.cookies import FORM, SESSION
from scheduler.web.csrf import HEADER, token_of

if TYPE_CHECKING:
    import datetime as dt

    from fastapi import FastAPI

    from scheduler.pipelines.app.database import Database

PASSWORD = "four words in a row"
_ORIGIN = "https://rounds.example.com"
_secrets = itertools.count(1)

_ROLES = {
    "owner": (Role.REP, 1, "R01"),
    "mate": (Role.REP, 1, "R02"),
    "manager": (Role.MANAGER, 1, None),
    "stranger": (Role.MANAGER, 2, None),
    "operations": (Role.OPERATIONS, None, None),
    "admin": (Role.ADMIN, None, None),
}
EVERYBODY = (*_ROLES, "nobody")


@dataclass(frozen=True)
class Stage:
    """An application with its cast.

    Parameters
    ----------
    app, database
        The application and what it keeps.
    users
        By name; nobody is not in it.
    """

    app: FastAPI
    database: Database
    users: dict[str, User]

    def session(self, name: str, until: dt.datetime | None = None) -> str:
        """Sign somebody in without a password, and return the secret of the session."""
        secret = f"session {next(_secrets)}"
        with self.database.work() as work:
            end = until or work.now().replace(year=2040)
            work.sessions.add(digest(secret), self.users[name].user_id, end)
            work.commit()
        return secret

    def token(self, name: str) -> str:
        """Give a program of somebody a token."""
        secret = f"token-{next(_secrets)}"
        with self.database.work() as work:
            work.tokens.add(digest(secret), self.users[name].user_id, "CRM")
            work.commit()
        return secret

    def visitor(self, **options) -> TestClient:
        """Return a browser in which nobody has signed in."""
        kinds = {"base_url": _ORIGIN, "follow_redirects": False, "raise_server_exceptions": False}
        return TestClient(self.app, **{**kinds, **options})

    def browser(self, name: str) -> TestClient:
        """Return the browser of somebody, whose scripts send the proof of our own pages."""
        client = self.visitor()
        secret = FORM if name == "nobody" else self.session(name)
        client.cookies.set(FORM if name == "nobody" else SESSION, secret)
        client.headers[HEADER] = token_of(secret)
        return client

    def program(self, name: str) -> TestClient:
        """Return a program that acts for somebody."""
        client = self.visitor()
        if name != "nobody":
            client.headers["authorization"] = f"Bearer {self.token(name)}"
        return client


def fill(database: Database) -> dict[str, User]:
    """Add two teams and the cast, all with the same password."""
    users = {}
    kept = hashed(PASSWORD)
    with database.work() as work:
        for team in ("North", "South"):
            work.teams.add(team, "US")
        for name, (role, team_id, rep_id) in _ROLES.items():
            account = Account(login=name, name=name.title(), role=role)
            users[name] = work.users.add(replace(account, team_id=team_id, rep_id=rep_id), kept)
        work.commit()
    return users
