"""Users: who may log in."""

import unicodedata
from dataclasses import replace

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from models.errors import StoreError
from models.people import Account, Role, User
from scheduler.store.repositories.base import Repository, there
from scheduler.store.tables.people import SessionTable, TokenTable, UserTable
from scheduler.store.tables.work import FeedTable


def plain_login(login: str) -> str:
    """Return a login as it is compared: without capital letters and spaces around."""
    return unicodedata.normalize("NFC", login).strip().casefold()


def user_of(row: UserTable) -> User:
    """Return the user of a row."""
    return User(
        user_id=row.user_id,
        login=row.login,
        name=row.name,
        role=Role(row.role),
        team_id=row.team_id,
        rep_id=row.rep_id,
        language=row.language,
        one_time=row.one_time,
        active=row.active,
    )


def _days_of(user: User) -> tuple[int | None, str | None] | None:
    """Return whose days a user drives: team and rep; ``None`` for those who drive none."""
    return (user.team_id, user.rep_id) if user.active and user.role is Role.REP else None


class Users(Repository):
    """People who may log in."""

    def add(self, account: Account, password_hash: str) -> User:
        """Add somebody.

        Raises
        ------
        StoreError
            The login is taken.
        """
        session = self._writing()
        account = replace(account, login=plain_login(account.login))
        if self.by_login(account.login) is not None:
            raise StoreError(f"the login {account.login!r} is taken; choose another")
        row = UserTable(
            login=account.login,
            name=account.name,
            role=account.role.value,
            team_id=account.team_id,
            rep_id=account.rep_id,
            language=account.language,
            password_hash=password_hash,
            one_time=account.one_time,
            active=account.active,
        )
        session.add(row)
        try:
            session.flush()
        except IntegrityError as error:
            told = f"the login {account.login!r} or the team {account.team_id} cannot be used"
            raise StoreError(f"{told}; choose another login and a team that exists") from error
        self._audit(row.team_id, "add", f"user {row.login}", {"role": row.role})
        return user_of(row)

    def by_login(self, login: str) -> User | None:
        """Return the user of that login, active or not."""
        found = select(UserTable).where(UserTable.login == plain_login(login))
        row = self._session.scalar(found)
        return None if row is None else user_of(row)

    def all(self) -> list[User]:
        """Return everybody, by login."""
        return [user_of(r) for r in self._session.scalars(select(UserTable).order_by("login"))]

    def of_team(self, team_id: int) -> list[User]:
        """Return everybody of a team, by login."""
        found = select(UserTable).where(UserTable.team_id == team_id).order_by(UserTable.login)
        return [user_of(row) for row in self._session.scalars(found)]

    def password_hash(self, user_id: int) -> str:
        """Return the hash of a user's password.

        Raises
        ------
        MissingError
            There is no such user.
        """
        return there(self._session.get(UserTable, user_id), f"user {user_id}").password_hash

    def set_password(self, user_id: int, password_hash: str, *, one_time: bool = False) -> None:
        """Replace a password; whatever acted for the user by the old one ends.

        Browsers are logged out, the keys of programs taken away, the links to the own calendar revoked.

        Raises
        ------
        MissingError
            There is no such user.
        """
        session = self._writing()
        row = there(session.get(UserTable, user_id), f"user {user_id}")
        row.password_hash, row.one_time = password_hash, one_time
        session.execute(delete(SessionTable).where(SessionTable.user_id == user_id))
        session.execute(delete(TokenTable).where(TokenTable.user_id == user_id))
        if _days_of(user_of(row)) is not None:
            self._revoke_links(user_of(row))
        self._audit(row.team_id, "set password", f"user {row.login}")

    def set_language(self, user_id: int, language: str) -> None:
        """Choose the language of the pages.

        Raises
        ------
        MissingError
            There is no such user.
        """
        there(self._writing().get(UserTable, user_id), f"user {user_id}").language = language

    def change(self, user: User) -> User:
        """Change everything of a user but number, login and password.

        Whoever may no longer log in is logged out. The calendar links of a rep who is one no longer, or
        not here, are revoked: another who takes the days over must not share them.

        Raises
        ------
        MissingError
            There is no such user.
        """
        session = self._writing()
        row = there(session.get(UserTable, user.user_id), f"user {user.user_id}")
        before = user_of(row)
        row.name, row.role, row.language = user.name, user.role.value, user.language
        row.team_id, row.rep_id, row.active = user.team_id, user.rep_id, user.active
        if not row.active:
            session.execute(delete(SessionTable).where(SessionTable.user_id == user.user_id))
        if _days_of(before) != _days_of(user):
            self._revoke_links(before)
        told = {"before": f"{before.role} {before.team_id}", "now": f"{row.role} {row.team_id}"}
        self._audit(row.team_id, "change", f"user {row.login}", told)
        session.flush()
        return user_of(row)

    def _revoke_links(self, user: User) -> None:
        links = update(FeedTable).where(
            FeedTable.team_id == user.team_id,
            FeedTable.rep_id == user.rep_id,
            FeedTable.revoked.is_(None),
        )
        self._session.execute(links.values(revoked=self._now()))
