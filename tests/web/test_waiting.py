"""Pages of NiceGUI share one event loop: none of them waits for the database in it."""

from __future__ import annotations

import ast
import asyncio
from pathlib import Path

import pytest

from scheduler.pipelines.app.database import Database
from scheduler.web import pages

FOLDER = Path(pages.__file__).parent
ASKS = {"database", "signed_in", "managing", "work"}
"""What of a caller leads to the database."""


@pytest.fixture
def in_the_loop(monkeypatch):
    """Units of work that are opened where they stop everybody else, as they come."""
    found: list[str] = []
    usual = Database.work

    def work(self, actor=None):
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            pass
        else:
            found.append(str(actor))
        return usual(self, actor)

    monkeypatch.setattr(Database, "work", work)
    return found


@pytest.mark.parametrize(
    "path",
    ["/teams", "/jobs", "/teams/1/months", "/teams/1/months/2026-12/plan", "/teams/1/portfolio",
     "/teams/1/months/2026-12/board", "/teams/1/months/2026-12/follow", "/teams/1/upload",
     "/teams/1/uploads/1", "/teams/1/scenarios", "/teams/1/scenarios/new", "/teams/1/headcount",
     "/teams/1/funnel"],
)  # fmt: skip
def test_a_page_is_built_without_asking_the_database_in_the_event_loop(stage, in_the_loop, path):
    assert stage.browser("admin").get(path).status_code == 200
    assert in_the_loop == []


def answers_of(tree: ast.Module) -> list[ast.AST]:
    """What runs in the loop while a page is open: coroutines, and all of a class."""
    kinds = (ast.AsyncFunctionDef, ast.ClassDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def test_what_answers_clicks_asks_the_database_through_the_frame_alone():
    found = set()
    for path in FOLDER.glob("*.py"):
        for answer in answers_of(ast.parse(path.read_text(encoding="utf-8"))):
            used = (node.attr for node in ast.walk(answer) if isinstance(node, ast.Attribute))
            found |= {(path.stem, name) for name in used if name in ASKS}
    assert {module for module, _name in found} == {"frame"}
