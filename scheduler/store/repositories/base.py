"""What all repositories share: the session, who acts, and when."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from models.errors import MissingError, StaleError
from models.people import User
from scheduler.store.base import Versioned
from scheduler.store.dialects import begin_writing
from scheduler.store.tables.people import AuditTable

_LONGEST_DETAIL = 200


@dataclass(slots=True)
class Unit:
    """One transaction.

    Parameters
    ----------
    session
        Of the mapper.
    actor
        Who acts; ``None`` is Rounds itself.
    clock
        Tells the time, aware.
    """

    session: Session
    actor: User | None
    clock: Callable[[], dt.datetime]
    writing: bool = field(default=False, init=False)

    @property
    def author(self) -> str:
        """Return the login of who acts, empty for Rounds itself."""
        return self.actor.login if self.actor else ""

    def begin_writing(self) -> Session:
        """Return the session, allowed to write from here on.

        What was read before is forgotten, for it may be old when the turn to write has come;
        versions tell.
        """
        if not self.writing:
            self.session.expire_all()
            begin_writing(self.session.connection())
            self.writing = True
        return self.session


class Repository:
    """Questions and changes of one subject, inside one unit of work."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    @property
    def _session(self) -> Session:
        """Return the session for reading."""
        return self._unit.session

    def _writing(self) -> Session:
        """Return the session for writing."""
        return self._unit.begin_writing()

    def _now(self) -> dt.datetime:
        return self._unit.clock()

    def _touch(self, row: Versioned) -> None:
        """Note who changes a row and when, which counts its version up."""
        row.changed, row.author = self._now(), self._unit.author
        flag_modified(row, "changed")

    def _flush(self, row: Versioned, what: str) -> None:
        """Write a changed row.

        Raises
        ------
        StaleError
            Somebody else has written it since it was read here.
        """
        session, table, key = self._session, type(row), inspect(row).identity
        try:
            session.flush()
        except (StaleDataError, IntegrityError) as error:
            session.rollback()
            now = session.get(table, key) if key else None
            raise StaleError(what, *((now.author, now.changed) if now else ())) from error

    def _audit(
        self,
        team_id: int | None,
        action: str,
        subject: str,
        details: Mapping[str, object] | None = None,
    ) -> None:
        """Note who did what; long texts are cut."""
        told = {name: str(value)[:_LONGEST_DETAIL] for name, value in (details or {}).items()}
        entry = AuditTable(
            at=self._now(),
            author=self._unit.author,
            team_id=team_id,
            action=action,
            subject=subject,
            details=told,
        )
        self._session.add(entry)


T = TypeVar("T")
V = TypeVar("V", bound=Versioned)


def current(row: V | None, version: int, what: str) -> V:
    """Return a row when it is the one that was seen.

    Raises
    ------
    StaleError
        It was changed or removed meanwhile.
    """
    if row is None:
        raise StaleError(what)
    if row.version != version:
        raise StaleError(what, row.author, row.changed)
    return row


def there(row: T | None, what: str) -> T:
    """Return a row that must be there.

    Raises
    ------
    MissingError
        It is not.
    """
    if row is None:
        raise MissingError(f"{what} is not there; it may have been removed")
    return row
