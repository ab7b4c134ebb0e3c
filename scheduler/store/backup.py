"""Backup to one file and back: whatever the database, the file is a SQLite database of the same tables.

So a backup of SQLite can be restored on PostgreSQL and the other way round.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from sqlalchemy import Connection, Engine, Table, func, inspect, select, text
from sqlalchemy.exc import OperationalError

from models.errors import InputError, InputProblem, OutputError, StoreError
from scheduler.store import tables
from scheduler.store.base import Base
from scheduler.store.database import Database, make_engine
from scheduler.store.dialects import begin_writing
from scheduler.store.migrate import migrate

assert tables, "importing the tables makes the metadata complete"

_ROWS_AT_A_TIME = 1000


def backup(database: Database, path: Path) -> int:
    """Write everything into one file, as it is at one moment; others go on working.

    Returns
    -------
    int
        Rows written.

    Raises
    ------
    OutputError
        There is such a file already, or it cannot be written. Nothing is left behind.
    """
    if path.exists():
        raise OutputError(f"{path}: there is such a file already; choose another name")
    partial = path.with_name(f".{path.name}.{uuid4().hex[:8]}.partial")
    try:
        partial.touch(mode=0o600)  # it holds hashes of passwords
        if database.url.get_backend_name() == "sqlite":
            _copy_file(database, partial)
        else:
            _copy_out(database, partial)
        with _opened(partial) as engine, engine.connect() as connection:
            rows = _count(connection)
        partial.rename(path)
    except (OSError, sqlite3.Error, OperationalError) as error:
        told = getattr(error, "orig", error)
        raise OutputError(f"{path}: cannot write it ({told}); choose another place") from error
    finally:
        partial.unlink(missing_ok=True)
    return rows


def restore(database: Database, path: Path, *, replace: bool = False) -> int:
    """Put what a backup holds into the database.

    Parameters
    ----------
    replace
        Whether everything that is in the database may be lost.

    Returns
    -------
    int
        Rows restored.

    Raises
    ------
    InputError
        This is no backup of Rounds, or one of a newer version.
    OutputError
        There is no room for a copy of it. Nothing was changed.
    StoreError
        The database is not empty.
    """
    _check(path)
    with TemporaryDirectory(prefix="rounds-restore-") as folder:
        copy = Path(folder) / "backup.db"
        try:
            shutil.copyfile(path, copy)
        except OSError as error:
            told = error.strerror or str(error)
            raise OutputError(
                f"{copy.parent}: cannot copy the backup ({told}); free some space"
            ) from error
        with _opened(copy) as source:
            migrate(source)
            with source.connect() as read, database.connect() as write:
                begin_writing(write)
                _demand_empty(write, replace=replace)
                _copy_rows(read, write)
                write.commit()
                return _count(read)


def _check(path: Path) -> None:
    """Refuse what is no backup."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
            found = {name for (name,) in file.execute("SELECT name FROM sqlite_master")}
    except sqlite3.Error as error:
        raise _no_backup(path, f"it cannot be read ({error})") from error
    if not {"alembic_version", "teams"} <= found:
        raise _no_backup(path, "this is no backup of Rounds")


def _demand_empty(connection: Connection, *, replace: bool) -> None:
    if not replace and _count(connection):
        raise StoreError("the database is not empty; restore into a new one, or give --replace")


def _no_backup(path: Path, what: str) -> InputError:
    advice = "name a file that `rounds backup` wrote"
    return InputError([InputProblem(str(path), 0, "", "", what, advice)])


@contextmanager
def _opened(path: Path) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{path}")
    try:
        yield engine
    finally:
        engine.dispose()
        for name in (f"{path.name}-wal", f"{path.name}-shm"):
            path.with_name(name).unlink(missing_ok=True)


def _copy_file(database: Database, path: Path) -> None:
    """Copy a SQLite database while others write to it."""
    with closing(sqlite3.connect(path)) as target, database.connect() as connection:
        connection.exec_driver_sql("COMMIT")  # the copy begins its own transaction
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection), "it is an engine of SQLite"
        raw.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it


def _copy_out(database: Database, path: Path) -> None:
    """Copy all rows of another database, as they are at one moment, into a new SQLite file."""
    with _opened(path) as target:
        migrate(target)
        with database.connect() as read, target.connect() as write:
            read.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            _copy_rows(read, write)
            write.commit()
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA journal_mode = DELETE")


def _copy_rows(read: Connection, write: Connection) -> None:
    """Replace all rows of one database by those of another; both are up to date."""
    ordered = Base.metadata.sorted_tables
    for table in reversed(ordered):
        write.execute(table.delete())
    for table in ordered:
        rows = read.execution_options(yield_per=_ROWS_AT_A_TIME).execute(select(table))
        for part in rows.mappings().partitions():
            write.execute(table.insert(), [dict(row) for row in part])
        if write.dialect.name == "postgresql":
            _go_on_counting(write, table)


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Let PostgreSQL give new rows the numbers after those that were copied."""
    keys = inspect(connection).get_pk_constraint(table.name)["constrained_columns"]
    for key in keys if len(keys) == 1 else []:
        named = {"table": table.name, "key": key}
        found = select(func.pg_get_serial_sequence(table.name, key))
        if connection.scalar(found) is not None:
            last = connection.scalar(select(func.max(table.c[key])))
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, :key), :last, :used)"),
                {**named, "last": last or 1, "used": last is not None},
            )


def _count(connection: Connection) -> int:
    """Return the number of all rows."""
    counts = (
        connection.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
    )
    return sum(count or 0 for count in counts)
