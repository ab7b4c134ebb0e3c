"""Who asks, and what is at hand to answer: the user, the database, the settings, the language."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from fastapi.requests import HTTPConnection

from models.errors import NotAllowedError
from models.people import User
from scheduler.pipelines.app.database import Database, Work
from scheduler.pipelines.app.login import still_signed_in
from scheduler.web.access import manages_team
from scheduler.web.cookies import Theme
from scheduler.web.csrf import token_of
from scheduler.web.settings import Settings

KEY = "rounds.caller"


@dataclass(frozen=True, slots=True)
class Site:
    """What all requests share.

    Parameters
    ----------
    settings
        The settings of the application.
    database
        The open database.
    """

    settings: Settings
    database: Database


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who asks for a page or calls the interface.

    Parameters
    ----------
    site
        What all requests share.
    user
        Who is signed in, or nobody.
    session
        Secret of the session in the browser; empty without one, and for programs with a token.
    language
        Code of the language that is spoken with them.
    theme
        Light, dark, or as the device has it.
    address
        Network address of the request.
    form
        Secret of the forms where there is no session.
    """

    site: Site
    user: User | None
    session: str
    language: str
    theme: Theme
    address: str
    form: str

    @property
    def settings(self) -> Settings:
        """Return the settings of the application."""
        return self.site.settings

    @property
    def database(self) -> Database:
        """Return the open database."""
        return self.site.database

    @property
    def csrf(self) -> str:
        """Return what forms and ``fetch`` send along to prove that they come from our own pages."""
        return token_of(self.session or self.form)

    def signed_in(self) -> User:
        """Return the user, after asking whether the session still holds.

        Raises
        ------
        SessionExpiredError
            Nobody is signed in any more, or what this user may do has changed since.
        """
        return still_signed_in(self.database, self.user, self.session)

    def managing(self, team_id: int) -> User:
        """Return the user, after asking whether the session still holds and the team is theirs to change.

        A page that some may only read asks this before it changes anything: what its buttons offer
        is no protection.

        Raises
        ------
        NotAllowedError
            The user may look at the team, but not change what belongs to it.
        SessionExpiredError
            Nobody is signed in any more, or what this user may do has changed since.
        """
        user = self.signed_in()
        if not manages_team(user, team_id):
            raise NotAllowedError("only a manager of the team changes this")
        return user

    @contextmanager
    def work(self) -> Iterator[Work]:
        """Open a unit of work in the name of the user, whose session still holds."""
        with self.database.work(self.signed_in()) as work:
            yield work


def caller_of(connection: HTTPConnection) -> Caller:
    """Return who asks; also for ``Depends``."""
    caller = connection.scope[KEY]
    assert isinstance(caller, Caller)
    return caller


Asking = Annotated[Caller, Depends(caller_of)]
"""Who asks, as a parameter of a route."""
