"""The database: opened by its address, brought up to date, asked in units of work."""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from models.errors import InputError, InputProblem
from models.people import User
from scheduler.store.errors import is_unavailable, told
from scheduler.store.migrate import migrate
from scheduler.store.work import Work

_PAUSES_S = (0.1, 0.3, 0.6, 1.0)
"""How long is waited before a database that does not answer is asked again."""
_BUSY_S = 10
"""How long SQLite waits for its turn to write."""
_CONNECT_S = 3
_POOL = {"pool_size": 10, "max_overflow": 30, "pool_timeout": 10}
"""A server answers some forty requests at a time; connections that are idle are few."""
_SETTING = "ROUNDS_DATABASE_URL"


def utc_now() -> dt.datetime:
    """Return the time, aware, in UTC."""
    return dt.datetime.now(dt.UTC)


class Database:
    """An opened database.

    Parameters
    ----------
    engine
        Of a database that is up to date.
    clock
        Tells the time, aware; on several machines the clocks must agree to some seconds.
    """

    def __init__(self, engine: Engine, clock: Callable[[], dt.datetime] = utc_now) -> None:
        self.engine = engine
        self._clock = clock

    @property
    def url(self) -> URL:
        """Return the address."""
        return self.engine.url

    @contextmanager
    def work(self, actor: User | None = None) -> Iterator[Work]:
        """Give a unit of work, which is undone unless it is committed.

        Parameters
        ----------
        actor
            Who acts, for the record; ``None`` is Rounds itself.

        Yields
        ------
        Work
            Call its `commit` to keep what was done.

        Raises
        ------
        StoreUnavailableError
            The database does not answer, also after some attempts, or cannot write.
        """
        with Session(self.engine, expire_on_commit=False) as session, told(self.url):
            self._connect(session)
            yield Work(session, actor, self._clock)

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Give a bare connection, for backup and restore.

        Raises
        ------
        StoreUnavailableError
            The database does not answer or cannot write.
        """
        with told(self.url), self.engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _connect(self, session: Session) -> None:
        """Begin a transaction; a database that is just being started is asked again."""
        for pause in _PAUSES_S:
            try:
                session.connection()
            except (DBAPIError, PoolTimeoutError) as error:
                if not is_unavailable(error):
                    raise
                session.rollback()
                time.sleep(pause)
            else:
                return
        session.connection()


def open_database(
    url: str, clock: Callable[[], dt.datetime] = utc_now, *, must_exist: bool = False
) -> Database:
    """Open a database, create it or bring it up to date.

    Parameters
    ----------
    url
        ``sqlite:///rounds.db`` for a file, ``postgresql://user:password@host/name`` for a server.
    must_exist
        Whether a file that is not there is refused rather than made.

    Raises
    ------
    InputError
        This is no address of a database that Rounds knows, or a newer Rounds has made it.
    StoreUnavailableError
        It does not answer or cannot be written.
    """
    engine = make_engine(url)
    name = engine.url.database or ""
    if must_exist and engine.dialect.name == "sqlite" and not Path(name).is_file():
        raise _wrong(name, "there is no such database", "name the one of `rounds serve`")
    try:
        with told(engine.url):
            _keep_private(engine)
            migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, clock)


def _keep_private(engine: Engine) -> None:
    """Make the file of a new database, which nobody but its owner may read."""
    if engine.dialect.name == "sqlite" and engine.url.database:
        with suppress(OSError):  # SQLite will say why the file cannot be opened
            Path(engine.url.database).touch(mode=0o600)


def make_engine(url: str) -> Engine:
    """Return the engine of an address, without asking the database anything.

    Raises
    ------
    InputError
        This is no address of a database that Rounds knows.
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address, connect_args={"timeout": _BUSY_S}, **_POOL)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        wait = {"connect_timeout": _CONNECT_S}
        return create_engine(address, pool_pre_ping=True, connect_args=wait, **_POOL)
    except ModuleNotFoundError as error:
        what = "the driver of PostgreSQL is missing"
        raise _wrong("postgresql", what, "install it: pip install 'rounds[postgres]'") from error


def _address(url: str) -> URL:
    advice = "write sqlite:///rounds.db for a file, or postgresql://user:password@host/name"
    try:
        address = make_url(url)
    except ArgumentError:  # the text may hold a password: it is not repeated
        raise _wrong("", "this is no address of a database", advice) from None
    if address.drivername in {"postgres", "postgresql"}:
        address = address.set(drivername="postgresql+psycopg")
    if address.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise _wrong(address.drivername, "this kind of database is not known", advice)
    if address.drivername == "sqlite" and not address.database:
        raise _wrong("sqlite", "no file is named", advice)
    if address.drivername == "sqlite" and address.database:
        address = address.set(database=str(Path(address.database).expanduser()))
    return address


def _wrong(value: str, what: str, advice: str) -> InputError:
    return InputError([InputProblem(_SETTING, 0, "", value, what, advice)])


def _set_up_sqlite(connection: Any, _record: object) -> None:
    """Leave transactions to the mapper; readers do not wait for the writer; keys are checked."""
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
