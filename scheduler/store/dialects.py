"""Where SQLite and PostgreSQL differ."""

from collections.abc import Mapping

from sqlalchemy import Connection, Insert
from sqlalchemy.dialects import postgresql, sqlite

from scheduler.store.base import Base


def begin_writing(connection: Connection) -> None:
    """Let a transaction write from here on: on SQLite it waits for its turn.

    A transaction of SQLite that has only read cannot always begin to write: it is told so at once,
    without waiting. So another one is begun, which waits.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def insert_new(connection: Connection, table: type[Base], row: Mapping[str, object]) -> Insert:
    """Return the statement that inserts a row unless there is one of its key."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table).values(**row).on_conflict_do_nothing()
    return postgresql.insert(table).values(**row).on_conflict_do_nothing()
