"""The application with a published December, and browsers of its people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from scheduler.pipelines.app.login import digest
from scheduler.web.app import create_app
from scheduler.web.cookies import SESSION
from scheduler.web.csrf import FIELD, token_of
from scheduler.web.settings import Settings
from tests.phone_team import PhoneTeam, open_team

if TYPE_CHECKING:
    from fastapi import FastAPI

    from models.people import User
    from scheduler.pipelines.app.database import Database

ORIGIN = "https://rounds.example.com"


@dataclass(frozen=True)
class Phones:
    """The application, what it keeps, and who uses it."""

    app: FastAPI
    database: Database
    people: PhoneTeam

    def browser(self, user: User | None, language: str = "en") -> TestClient:
        """The browser of somebody; ``None`` has not signed in."""
        client = TestClient(self.app, base_url=ORIGIN, follow_redirects=False)
        client.headers["accept-language"] = language
        if user is not None:
            secret = f"secret of {user.login}"
            with self.database.work() as work:
                end = work.now().replace(year=2040)
                if work.sessions.get(digest(secret)) is None:
                    work.sessions.add(digest(secret), user.user_id, end)
                work.commit()
            client.cookies.set(SESSION, secret)
        return client

    def send(self, client: TestClient, path: str, **fields: str):
        """Send a form of our own pages, as a browser without scripts does."""
        proof = {FIELD: token_of(client.cookies[SESSION])}
        return client.post(path, data=proof | fields)


@pytest.fixture
def phones(tmp_path):
    database, people = open_team(f"sqlite:///{tmp_path / 'rounds.db'}")
    yield Phones(create_app(Settings(), database), database, people)
    database.close()
