"""Signing in and out; who a browser or a program acts for."""

import datetime as dt
import secrets
from dataclasses import dataclass
from hashlib import sha256

from models.errors import InputError, InputProblem, NotAllowedError, SessionExpiredError
from models.people import Role, User
from scheduler.pipelines.app import passwords
from scheduler.pipelines.app.database import Database, Work

_LONGEST_LOGIN = 200  # of what is noted when it fails
_ATTEMPTS_OF_AN_ADDRESS = 10  # times as many: a whole office may share one


class WrongPasswordError(NotAllowedError):
    """No such login, or another password; which of them is not said."""


class TooManyAttemptsError(NotAllowedError):
    """A login or an address has to wait.

    Parameters
    ----------
    minutes
        For how long.
    """

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes
        super().__init__(f"too many attempts; wait {minutes} minutes and try again")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long people stay signed in, and how often they may try.

    Parameters
    ----------
    attempts
        Failed attempts of one login before it has to wait.
    wait
        How long it waits, and how long an attempt counts.
    desk, phone
        How long a session holds: of a rep that on the phone, of everybody else that at a desk.
    """

    attempts: int = 5
    wait: dt.timedelta = dt.timedelta(minutes=15)
    desk: dt.timedelta = dt.timedelta(hours=12)
    phone: dt.timedelta = dt.timedelta(days=30)

    def of(self, user: User) -> dt.timedelta:
        """Return how long a session of this user holds."""
        return self.phone if user.role is Role.REP else self.desk


def digest(secret: str) -> str:
    """Return what is kept of a secret that was drawn at random."""
    return sha256(secret.encode()).hexdigest()


def sign_in(database: Database, login: str, password: str, address: str, limits: Limits) -> str:
    """Return the secret of a new session.

    Raises
    ------
    WrongPasswordError
        The login or the password is wrong, or the user may not sign in any more.
    TooManyAttemptsError
        The login or the address failed too often of late.
    BusyError
        Too many sign in at this moment; it does not count as an attempt.
    """
    with passwords.TURNS.taken():  # also while it is counted: who is sent away has not failed
        user = _proven(database, login, password, address, limits)
    with database.work(user) as work:
        secret = _open_session(work, user, limits)
        work.commit()
    return secret


def _proven(database: Database, login: str, password: str, address: str, limits: Limits) -> User:
    """Return the user whose password this is, and count the attempt."""
    login = login.replace("\0", "")[:_LONGEST_LOGIN]
    with database.work() as work:
        _refuse_the_hasty(work, login, address, limits)
        # Counted before it is known to be wrong: those who try many at once are counted as well.
        work.attempts.add(login, address)
        work.attempts.remove_before(work.now() - limits.wait)
        work.commit()
        user = work.users.by_login(login)
        kept = work.users.password_hash(user.user_id) if user and user.active else None
    if not passwords.fits(password, kept) or user is None:
        raise WrongPasswordError("login or password is wrong")
    return user


def _refuse_the_hasty(work: Work, login: str, address: str, limits: Limits) -> None:
    since = work.now() - limits.wait
    of_login = work.attempts.of_login(login, since)
    of_address = work.attempts.of_address(address, since)
    if of_login >= limits.attempts or of_address >= limits.attempts * _ATTEMPTS_OF_AN_ADDRESS:
        raise TooManyAttemptsError(round(limits.wait.total_seconds() / 60))


def _open_session(work: Work, user: User, limits: Limits) -> str:
    secret = secrets.token_urlsafe(32)
    work.sessions.add(digest(secret), user.user_id, work.now() + limits.of(user))
    work.sessions.remove_expired()
    work.attempts.forget(user.login)
    return secret


def sign_out(database: Database, secret: str) -> None:
    """End a session."""
    with database.work() as work:
        work.sessions.remove(digest(secret))
        work.commit()


def user_of_session(database: Database, secret: str) -> User | None:
    """Return whose session this is; nobody when it is over."""
    with database.work() as work:
        return work.sessions.get(digest(secret))


def user_of_token(database: Database, secret: str) -> User | None:
    """Return whom a program acts for; nobody when the token was removed or is over."""
    with database.work() as work:
        return work.tokens.get(digest(secret))


def still_signed_in(database: Database, user: User | None, secret: str) -> User:
    """Return the user, if the session still holds and allows what it did.

    Raises
    ------
    SessionExpiredError
        It does not; the user signs in again.
    """
    if user is not None and not secret:  # a program: its token was read with this very request
        return user
    found = user_of_session(database, secret) if secret else None
    if (
        found is None
        or user is None
        or (found.role, found.team_id, found.rep_id) != (user.role, user.team_id, user.rep_id)
    ):
        raise SessionExpiredError("you are signed out; sign in again")
    return found


def change_password(database: Database, user: User, old: str, new: str, limits: Limits) -> str:
    """Give a user another password, which only the user knows.

    Every session of the user ends, and so do tokens and calendar links; the secret of a new session,
    for the browser in which it was done, is returned.

    Raises
    ------
    WrongPasswordError
        The old password is another one.
    BusyError
        Too many passwords are hashed at this moment.
    InputError
        The new one is too short, too long or the old one.
    """
    with database.work(user) as work:
        kept = work.users.password_hash(user.user_id)
    if not passwords.fits(old, kept):
        raise WrongPasswordError("the old password is another one")
    if old == new:
        what, advice = "the new password is the old one", "choose another one"
        raise InputError([InputProblem("password", 0, "", "", what, advice)])
    kept = passwords.hashed(new)
    with database.work(user) as work:
        work.users.set_password(user.user_id, kept)
        secret = _open_session(work, user, limits)
        work.commit()
    return secret


def speak(database: Database, user: User, language: str) -> None:
    """Keep the language that a user chose."""
    with database.work(user) as work:
        work.users.set_language(user.user_id, language)
        work.commit()
