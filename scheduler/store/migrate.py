"""Brings a database up to date, in one transaction; two programs that start at once take turns."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.script.revision import ResolutionError
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from models.errors import InputError, InputProblem
from scheduler.store.dialects import begin_writing

_TURN = 0x526F756E6473
"""Names the lock by which programs take turns on PostgreSQL."""


def config(connection: Connection | None = None) -> Config:
    """Return the configuration of the migrations, which lie beside this file."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    made.attributes["connection"] = connection
    return made


def latest() -> str:
    """Return the name of the latest migration."""
    return ScriptDirectory.from_config(config()).get_current_head() or ""


def migrate(engine: Engine) -> None:
    """Create all tables, or bring them up to date; nothing changes when that fails.

    Raises
    ------
    InputError
        A newer Rounds has made the database.
    """
    with engine.begin() as connection:
        begin_writing(connection)
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
        try:
            command.upgrade(config(connection), "head")
        except (CommandError, ResolutionError) as error:
            what = "a newer version of Rounds has made this database"
            advice = "update Rounds, or use another database"
            name = engine.url.database or ""
            raise InputError([InputProblem("database", 0, "", name, what, advice)]) from error
