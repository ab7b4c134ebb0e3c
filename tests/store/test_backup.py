"""Backup to one file and back, also to a database of the other kind."""

import datetime as dt
import errno
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from models.errors import InputError, OutputError, StoreError
from models.kept_plans import PlanContents
from models.month import Month
from scheduler.store import open_database
from scheduler.store.backup import backup, restore
from scheduler.store.base import Base
from tests.store.test_months import FIRST, SECOND

MONTH = Month(2026, 12)


def everything(database):
    with database.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all()))
            for table in Base.metadata.sorted_tables
        }


@pytest.fixture
def filled(database, manager, team_id):
    with database.work(manager) as work:
        work.customers.replace_all(team_id, {"ק1": {"name": "מאפייה", "note": "=cmd"}})
        contents = PlanContents(plan='{"a": 1}', stops=(FIRST, SECOND))
        draft = work.months.save_draft(team_id, MONTH, contents, 0)
        work.months.publish(team_id, MONTH, draft.version, "go")
        work.jobs.ask("plan", team_id, {"month": "2026-12"})
        work.uploads.add(team_id, "customers", "list.xlsx", b"\x00\xff")
        work.sessions.add("token", manager.user_id, work.now() + dt.timedelta(days=1))
        work.commit()
    return database


def other(tmp_path):
    return open_database(f"sqlite:///{tmp_path / 'other.db'}")


def test_a_backup_is_one_file_that_holds_everything(filled, tmp_path):
    path = tmp_path / "rounds.backup"
    rows = backup(filled, path)
    assert [found.name for found in tmp_path.glob("*rounds.backup*")] == ["rounds.backup"]
    assert path.stat().st_mode & 0o077 == 0  # it holds hashes of passwords
    restored = other(tmp_path)
    assert restore(restored, path) == rows > 8
    assert everything(restored) == everything(filled)
    restored.close()


def test_a_backup_is_restored_where_it_came_from_and_counting_goes_on(filled, tmp_path):
    path = tmp_path / "rounds.backup"
    backup(filled, path)
    before = everything(filled)
    with filled.work() as work:
        work.teams.add("South")
        work.commit()
    with pytest.raises(StoreError, match="not empty"):
        restore(filled, path)
    restore(filled, path, replace=True)
    assert everything(filled) == before
    with filled.work() as work:
        known = [team.team_id for team in work.teams.all()]
        assert work.teams.add("East").team_id not in known


def test_a_backup_of_a_sqlite_file_is_restored_on_every_database(database, tmp_path):
    source = other(tmp_path)
    with source.work() as work:
        work.teams.add("North")
        work.commit()
    backup(source, tmp_path / "rounds.backup")
    restore(database, tmp_path / "rounds.backup")
    with database.work() as work:
        assert [team.name for team in work.teams.all()] == ["North"]
        assert work.teams.add("South").team_id > work.teams.all()[0].team_id
    source.close()


def test_a_backup_does_not_replace_a_file(database, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("mine")
    with pytest.raises(OutputError, match="there is such a file already"):
        backup(database, path)
    assert path.read_text() == "mine"


def test_a_backup_that_cannot_be_written_leaves_nothing(database, tmp_path):
    with pytest.raises(OutputError, match="choose another place"):
        backup(database, tmp_path / "no" / "such" / "rounds.backup")
    assert not (tmp_path / "no").exists()


def test_a_full_disk_leaves_neither_half_a_backup_nor_half_a_restore(
    database, team_id, tmp_path, monkeypatch
):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "rounds.backup"
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", full)
        with pytest.raises(OutputError, match="No space left on device"):
            backup(database, path)
    assert not list(tmp_path.glob("*backup*"))
    backup(database, path)
    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(OutputError, match="free some space"):
        restore(database, path, replace=True)
    with database.work() as work:
        assert [team.team_id for team in work.teams.all()] == [team_id]


@pytest.mark.parametrize("content", [b"customer_id,name\n", b""])
def test_what_is_no_backup_is_not_restored(database, tmp_path, content):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"list\.csv"):
        restore(database, path, replace=True)


def test_a_backup_that_is_not_there_is_told(database, tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        restore(database, tmp_path / "none.backup")
    assert not (tmp_path / "none.backup").exists()
