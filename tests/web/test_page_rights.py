"""What an open page does for whom: its handlers ask again, whatever its buttons offer."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from unittest.mock import ANY

import pytest
from nicegui.events import GenericEventArguments

from models.errors import NotAllowedError, SessionExpiredError
from models.month import Month
from scheduler.pipelines.app.login import digest
from scheduler.web.caller import Caller, Site
from scheduler.web.pages import board_page, frame, job_progress
from scheduler.web.pages.board_page import BoardPage
from scheduler.web.pages.portfolio import _Grid
from scheduler.web.settings import Settings


def caller_of(stage, name: str) -> Caller:
    return Caller(
        site=Site(Settings(), stage.database),
        user=stage.users[name],
        session=stage.session(name),
        language="en",
        theme="auto",
        address="",
        form="",
    )


@pytest.mark.parametrize(
    ("name", "may"),
    [("manager", True), ("admin", True), ("operations", False), ("stranger", False),
     ("owner", False)],
)  # fmt: skip
def test_who_may_change_what_belongs_to_a_team(stage, name, may):
    who = caller_of(stage, name)
    if may:
        assert who.managing(1) == stage.users[name]
    else:
        with pytest.raises(NotAllowedError):
            who.managing(1)


def test_nobody_changes_anything_with_a_session_that_ended(stage):
    who = caller_of(stage, "manager")
    with stage.database.work() as work:
        work.sessions.remove(digest(who.session))
        work.commit()
    with pytest.raises(SessionExpiredError):
        who.managing(1)


@pytest.fixture
def looking(stage, monkeypatch):
    """Somebody looks at a page."""

    def look(name: str) -> None:
        who = caller_of(stage, name)
        monkeypatch.setattr(frame, "caller", lambda: who)

    return look


@pytest.mark.parametrize(("kind", "may"), [("plan", False), ("scenarios", True)])
def test_operations_cancel_on_pages_what_they_may_ask_for(stage, monkeypatch, kind, may):
    who = caller_of(stage, "operations")
    monkeypatch.setattr(job_progress, "caller", lambda: who)
    with stage.database.work() as work:
        job = work.jobs.ask(kind, 1, {"month": "2026-12"})
        work.commit()
    if may:
        asyncio.run(job_progress.cancelled(1, job.job_id))
    else:
        with pytest.raises(NotAllowedError):
            asyncio.run(job_progress.cancelled(1, job.job_id))
    with stage.database.work() as work:
        assert work.jobs.get(job.job_id).state.is_over == may


ALDER = {"customer_id": "C1", "lat": "41.6", "lon": "-93.7"}


def score(stage) -> str:
    with stage.database.work() as work:
        row = work.customers.get(1, "C1")
        assert row is not None
        return str(row.fields["potential"])


@pytest.mark.parametrize(("name", "kept"), [("manager", "5"), ("operations", "1")])
def test_scores_are_changed_by_managers_alone(stage, looking, name, kept):
    with stage.database.work() as work:
        row = work.customers.add(1, "C1", {**ALDER, "potential": "1"})
        work.commit()
    looking(name)
    grid = _Grid.__new__(_Grid)
    shown = SimpleNamespace(run_row_method=lambda *_: None)
    vars(grid).update(team_id=1, rows={"C1": row}, grid=shown)
    args = {"data": {"id": "C1"}, "colId": "potential", "newValue": 5}
    told = GenericEventArguments(sender=ANY, client=ANY, args=args)
    answer = grid.changed(told)
    if kept == "5":
        asyncio.run(answer)
    else:
        with pytest.raises(NotAllowedError):
            asyncio.run(answer)
    assert score(stage) == kept


@pytest.mark.parametrize("key", ["undone", "redone"])
def test_whoever_only_reads_the_board_cannot_change_it_by_its_keys(looking, monkeypatch, key):
    asked = []
    for use in ("undo", "redo"):
        monkeypatch.setattr(board_page, use, lambda *told: asked.append(told))
    page = BoardPage.__new__(BoardPage)
    board = SimpleNamespace(stored=SimpleNamespace(month=Month(2026, 12)))
    cards = SimpleNamespace(let_go=lambda: None)
    vars(page).update(team_id=1, board=board, cards=cards, turn=asyncio.Lock())
    looking("operations")
    with pytest.raises(NotAllowedError):
        asyncio.run(getattr(page, key)())
    assert asked == []
    looking("manager")
    asyncio.run(getattr(page, key)())
    assert len(asked) == 1
