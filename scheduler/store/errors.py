"""What a database's complaints mean to people."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from models.errors import StoreFullError, StoreUnavailableError

_NOTHING_CHANGED = "nothing was changed"
_FULL = "its disk is full; free some space and try again"
_CAUSES = (
    ("database or disk is full", _FULL),
    ("no space left on device", _FULL),
    ("readonly database", "the file may not be written; have it and its folder opened to you"),
    ("unable to open database file", "the file cannot be opened; check that its folder exists and may be written"),
    ("disk i/o error", "its disk does not answer; check the disk and try again"),
    ("database is locked", "somebody else has been writing for too long; try again"),
    ("not a database", "the file is no database; name another, or restore a backup"),
    ("malformed", "the file is damaged; restore a backup"),
    ("password authentication failed", "the user name or the password is wrong; check ROUNDS_DATABASE_URL"),
    ("does not exist", "there is no such database or user; create it, or check ROUNDS_DATABASE_URL"),
    ("too many clients", "too many programs are connected; try again in a moment"),
)  # fmt: skip


def is_unavailable(error: BaseException) -> bool:
    """Whether the database is away or cannot write, rather than asked for something wrong."""
    if isinstance(error, PoolTimeoutError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated:
        return True
    return "malformed" in str(error.orig) or "not a database" in str(error.orig)


def unavailable(error: BaseException, url: URL) -> StoreUnavailableError:
    """Return the error for people; the password of the address is never told."""
    said = str(getattr(error, "orig", error))
    cause = next((told for sign, told in _CAUSES if sign in said.lower()), "")
    if not cause:
        cause = f"it does not answer ({said.splitlines()[0] if said else 'no reason given'}); try again in a moment"
    name = url.database if url.get_backend_name() == "sqlite" else shown(url)
    kind = StoreFullError if cause == _FULL else StoreUnavailableError
    return kind(f"database {name}: {_NOTHING_CHANGED}, because {cause}")


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turn the complaints of a database that is away or cannot write into an error for people.

    Raises
    ------
    StoreUnavailableError
        It is, or cannot.
    """
    try:
        yield
    except (DBAPIError, PoolTimeoutError) as error:
        if not is_unavailable(error):
            raise
        raise unavailable(error, url) from error


def shown(url: URL) -> str:
    """Return an address without its password."""
    return url.render_as_string(hide_password=True)
