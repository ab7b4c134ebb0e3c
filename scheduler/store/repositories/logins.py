"""How users prove who they are: browsers, programs, and the logins that failed."""

import datetime as dt

from sqlalchemy import ColumnElement, delete, func, or_, select

from models.people import User
from models.records import Token
from scheduler.store.repositories.base import Repository, there
from scheduler.store.repositories.users import plain_login, user_of
from scheduler.store.tables.people import AttemptTable, SessionTable, TokenTable, UserTable


class Sessions(Repository):
    """Browsers that are logged in."""

    def add(self, token_hash: str, user_id: int, expires: dt.datetime) -> None:
        """Log a browser in until a moment."""
        row = SessionTable(
            token_hash=token_hash, user_id=user_id, created=self._now(), expires=expires
        )
        self._writing().add(row)

    def get(self, token_hash: str) -> User | None:
        """Return who is logged in; ``None`` when nobody, no longer, or not allowed any more."""
        found = (
            select(UserTable)
            .join(SessionTable, SessionTable.user_id == UserTable.user_id)
            .where(SessionTable.token_hash == token_hash, SessionTable.expires > self._now())
            .where(UserTable.active)
        )
        row = self._session.scalar(found)
        return None if row is None else user_of(row)

    def remove(self, token_hash: str) -> None:
        """Log a browser out."""
        self._writing().execute(delete(SessionTable).where(SessionTable.token_hash == token_hash))

    def remove_expired(self) -> None:
        """Forget browsers whose time is over."""
        self._writing().execute(delete(SessionTable).where(SessionTable.expires <= self._now()))


class Tokens(Repository):
    """Keys of programs that act for a user."""

    def add(
        self, token_hash: str, user_id: int, name: str, expires: dt.datetime | None = None
    ) -> Token:
        """Give a program a key; without an end it holds until it is removed."""
        session = self._writing()
        row = TokenTable(
            token_hash=token_hash, user_id=user_id, name=name, created=self._now(), expires=expires
        )
        session.add(row)
        session.flush()
        self._audit(None, "add", f"token {name}", {"user": user_id})
        return _token(row)

    def get(self, token_hash: str) -> User | None:
        """Return for whom a program acts; ``None`` when for nobody, or no longer."""
        found = (
            select(UserTable)
            .join(TokenTable, TokenTable.user_id == UserTable.user_id)
            .where(TokenTable.token_hash == token_hash, UserTable.active)
            .where(or_(TokenTable.expires.is_(None), TokenTable.expires > self._now()))
        )
        row = self._session.scalar(found)
        return None if row is None else user_of(row)

    def of_user(self, user_id: int) -> list[Token]:
        """Return the keys of a user, oldest first."""
        found = select(TokenTable).where(TokenTable.user_id == user_id).order_by("token_id")
        return [_token(row) for row in self._session.scalars(found)]

    def remove(self, user_id: int, token_id: int) -> None:
        """Take a key of a user away.

        Raises
        ------
        MissingError
            The user has no such key.
        """
        session = self._writing()
        row = session.get(TokenTable, token_id)
        row = there(row if row is not None and row.user_id == user_id else None, "the token")
        session.delete(row)
        self._audit(None, "remove", f"token {row.name}", {"user": user_id})


def _token(row: TokenTable) -> Token:
    return Token(
        token_id=row.token_id,
        user_id=row.user_id,
        name=row.name,
        created=row.created,
        expires=row.expires,
    )


class Attempts(Repository):
    """Failed logins."""

    def add(self, login: str, address: str) -> None:
        """Note a failed login."""
        row = AttemptTable(at=self._now(), login=plain_login(login), address=address)
        self._writing().add(row)

    def of_login(self, login: str, since: dt.datetime) -> int:
        """Return how many logins of that name have failed."""
        return self._count(AttemptTable.login == plain_login(login), since)

    def of_address(self, address: str, since: dt.datetime) -> int:
        """Return how many logins from that address have failed."""
        return self._count(AttemptTable.address == address, since)

    def _count(self, whose: ColumnElement[bool], since: dt.datetime) -> int:
        counted = select(func.count()).select_from(AttemptTable)
        return self._session.scalar(counted.where(whose, AttemptTable.at >= since)) or 0

    def forget(self, login: str) -> None:
        """Forget the failures of a login that has now succeeded."""
        forgotten = delete(AttemptTable).where(AttemptTable.login == plain_login(login))
        self._writing().execute(forgotten)

    def remove_before(self, moment: dt.datetime) -> None:
        """Forget what is too old to matter."""
        self._writing().execute(delete(AttemptTable).where(AttemptTable.at < moment))
