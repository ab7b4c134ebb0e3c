"""Opening, migrating, and what is told when the database is away or cannot write."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from models.errors import InputError, StoreFullError, StoreUnavailableError
from scheduler.store import open_database
from scheduler.store.base import Base
from scheduler.store.database import make_engine
from scheduler.store.migrate import config, latest


def test_the_migrations_make_exactly_the_tables_that_the_code_knows(database):
    with database.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert found == []
    assert len(Base.metadata.tables) > 15


def test_opening_again_keeps_what_is_there(url):
    first = open_database(url)
    with first.work() as work:
        work.teams.add("North")
        work.commit()
    first.close()
    again = open_database(url)
    with again.work() as work:
        assert [team.name for team in work.teams.all()] == ["North"]
    again.close()


def test_programs_that_start_at_once_take_turns(url):
    with ThreadPoolExecutor(4) as threads:
        opened = list(threads.map(lambda _: open_database(url), range(4)))
    for database in opened:
        with database.connect() as connection:
            found = connection.scalar(text("SELECT version_num FROM alembic_version"))
        assert found == latest()
        database.close()


def test_a_database_of_a_newer_version_is_refused(url):
    database = open_database(url)
    with database.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    database.close()
    with pytest.raises(InputError, match="newer version of Rounds"):
        open_database(url)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("rounds.db", "no address of a database"),
        ("mysql://u:secret@h/x", "this kind of database is not known"),
        ("sqlite://", "no file is named"),
    ],
)
def test_an_address_that_means_nothing_is_refused_without_telling_passwords(url, told):
    with pytest.raises(InputError, match=told) as error:
        open_database(url)
    assert "secret" not in str(error.value)


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(StoreUnavailableError, match="the file cannot be opened"):
        open_database(f"sqlite:///{tmp_path}/no/such/rounds.db")


def test_a_file_that_is_no_database_is_told(tmp_path):
    path = tmp_path / "rounds.db"
    path.write_text("a list of customers " * 100)
    with pytest.raises(StoreUnavailableError, match="the file is no database"):
        open_database(f"sqlite:///{path}")


def test_a_full_disk_is_told_and_nothing_is_half_kept(tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'rounds.db'}")
    with database.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
    database.close()
    database = open_database(f"sqlite:///{tmp_path / 'rounds.db'}")
    with database.connect() as connection:  # SQLite says the same of a disk that is full
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 10}")
    with database.work() as work:
        team_id = work.teams.add("North").team_id
        work.commit()

    def save_much():
        with database.work() as work:
            rows = {f"C{k}": {"name": "x" * 1000} for k in range(500)}
            work.customers.replace_all(team_id, rows)
            work.commit()

    with pytest.raises(StoreFullError, match="its disk is full; free some space"):
        save_much()
    with database.work() as work:
        assert work.customers.of_team(team_id) == []
    database.close()


def test_a_file_that_may_not_be_written_is_told(tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'rounds.db'}")
    with database.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")  # root may write any file

    def add():
        with database.work() as work:
            work.teams.add("North")
            work.commit()

    with pytest.raises(StoreUnavailableError, match="may not be written"):
        add()
    database.close()


def test_a_file_that_somebody_else_writes_to_for_too_long_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("scheduler.store.database._BUSY_S", 0.05)
    database = open_database(f"sqlite:///{tmp_path / 'rounds.db'}")

    def add():
        with database.work() as work:
            work.teams.add("North")
            work.commit()

    with closing(sqlite3.connect(tmp_path / "rounds.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailableError, match="somebody else has been writing"):
            add()
        other.execute("ROLLBACK")
    add()
    with database.work() as work:
        assert [team.name for team in work.teams.all()] == ["North"]
    database.close()


def test_the_file_of_a_database_is_its_owners(tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'rounds.db'}")
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}
    database.close()


def test_a_server_that_is_away_is_told_and_nothing_is_lost(postgres, monkeypatch):
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE goes_away")
    database = open_database(postgres.url("goes_away"))
    with database.work() as work:
        work.teams.add("North")
        work.commit()

    def add_while_it_stops():
        with database.work() as work:
            work.teams.add("South")
            postgres.stop()
            work.commit()

    def read():
        with database.work() as work:
            return [team.name for team in work.teams.all()]

    try:
        with pytest.raises(StoreUnavailableError, match="nothing was changed"):
            add_while_it_stops()
        with pytest.raises(StoreUnavailableError, match="try again in a moment"):
            read()
        # One that comes back while a unit of work waits for it was never away.
        monkeypatch.setattr("scheduler.store.database.time.sleep", lambda _: postgres.start())
        assert read() == ["North"]
        monkeypatch.undo()
    finally:
        postgres.start()
    database.close()


def test_the_password_of_a_server_is_not_told(tmp_path):
    url = f"postgresql://rounds:secret@/nowhere?host={tmp_path}"
    with pytest.raises(StoreUnavailableError) as error:
        open_database(url)
    assert "secret" not in str(error.value)
    assert "rounds:***@" in str(error.value)


def test_many_writers_at_once_all_get_their_turn(database, team_id):
    def add(k):
        with database.work() as work:
            work.customers.of_team(team_id)  # has read before it writes
            work.customers.add(team_id, f"C{k:02}", {"name": "Mill"})
            work.commit()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, range(20)))
    with database.work() as work:
        rows = work.customers.of_team(team_id)
        assert sorted(row.key for row in rows) == [f"C{k:02}" for k in range(20)]
        assert len({row.version for row in rows}) == 20


def test_what_reps_proposed_before_the_column_was_renamed_is_still_there(url):
    engine = make_engine(url)
    with engine.begin() as connection:
        command.upgrade(config(connection), "0002")
        connection.execute(
            text(
                "INSERT INTO teams (team_id, name, country, time_zone) VALUES (1, 'North', 'US', '')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO proposals (team_id, rep_id, visit_id, customer_id, wish, reason, state, "
                "answer, created, asked_by, version, changed, author) VALUES (1, 'R01', 'C2/1', 'C2', "
                "'longer 60', 'more', 'accepted', '', '2026-11-01 00:00:00.000000', 'Ann', 1, '2026-11-01 00:00:00.000000', 'Ann')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO audit (team_id, at, author, action, subject, details) "
                "VALUES (1, '2026-11-01 00:00:00.000000', 'Dana', 'accepted', 'wish for visit C2/1', '{}')"
            )
        )
    engine.dispose()
    database = open_database(url)
    with database.work() as work:
        (one,) = work.proposals.of_team(1)
        assert (one.change, one.replaced) == ("longer 60", None)
        (entry,) = work.audit.of_team(1)
        assert entry.subject == "proposal for visit C2/1"
    database.close()
