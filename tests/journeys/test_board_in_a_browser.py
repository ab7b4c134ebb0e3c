"""A manager's pages in a real browser, where things go wrong or are done without a mouse."""

from __future__ import annotations

import sqlite3
import threading
import time
from typing import TYPE_CHECKING, NamedTuple

import pytest
import uvicorn
from playwright.sync_api import expect

from models.people import Account, Role
from scheduler.pipelines.app.database import open_database
from scheduler.pipelines.app.login import digest
from scheduler.pipelines.app.passwords import hashed
from scheduler.pipelines.app.plans import contents_of
from scheduler.store import database as store
from scheduler.web.app import create_app
from scheduler.web.cookies import SESSION
from scheduler.web.settings import Settings
from tests.pipelines.app.drafts import plan
from tests.solve.tiny import MARCH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from scheduler.pipelines.app.database import Database

PASSWORD = "four words and more"
SECRET = "the session of a test"
PATIENCE_MS = 120_000
CUSTOMERS = """customer_id,name,lat,lon,visits,growth_goal
C1,Acme Foods,41.60,-93.70,1,
C2,<b>Best</b> & Sons,41.62,-93.72,three,1234567
"""
BOARD = f"/teams/1/months/{MARCH}/board"
MONDAY, TUESDAY = "A|2026-03-02", "A|2026-03-03"
FROM, TO = f'td[data-cell="{MONDAY}"]', f'td[data-cell="{TUESDAY}"]'
CARD = '[data-visit="P1"]'
"""A visit that fits on both days."""


class App(NamedTuple):
    """An application that runs, with the month of `tests.pipelines.app.drafts` as a draft."""

    address: str
    database: Database
    file: Path


@pytest.fixture
def app(here, monkeypatch) -> Iterator[App]:
    monkeypatch.setattr(store, "_BUSY_S", 0.2)
    file = here / "rounds.db"
    database = open_database(f"sqlite:///{file}")
    with database.work() as work:
        team = work.teams.add("Central", "US", "America/Chicago").team_id
        account = Account(login="dana", name="Dana", role=Role.MANAGER, team_id=team)
        dana = work.users.add(account, hashed(PASSWORD))
        work.sessions.add(digest(SECRET), dana.user_id, work.now().replace(year=2040))
        work.months.save_draft(team, MARCH, contents_of(plan()), 0)
        work.commit()
    server = uvicorn.Server(
        uvicorn.Config(create_app(Settings(), database), port=0, log_level="critical")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield App(f"http://127.0.0.1:{port}", database, file)
    server.should_exit = True
    thread.join()
    database.close()


def signed_in(chromium: Browser, app: App) -> Page:
    """Open a window of the manager."""
    context = chromium.new_context(
        base_url=app.address, viewport={"width": 1400, "height": 900}, locale="en"
    )
    context.set_default_timeout(PATIENCE_MS)
    context.add_cookies([{"name": SESSION, "value": SECRET, "url": app.address}])
    return context.new_page()


@pytest.fixture
def page(chromium, app) -> Iterator[Page]:
    yield signed_in(chromium, app)
    for context in chromium.contexts:
        context.close()


@pytest.fixture
def board(page: Page) -> Page:
    open_board(page)
    return page


def open_board(page: Page) -> None:
    page.goto(BOARD)
    page.locator(f"{FROM} {CARD}").wait_for()


def test_a_bad_cell_is_mended_in_place_and_a_name_is_a_text_whatever_is_in_it(page):
    page.goto("/teams/1/upload")
    file = {"name": "customers.csv", "mimeType": "text/csv", "buffer": CUSTOMERS.encode()}
    page.set_input_files("input[type=file]", file)
    page.get_by_role("heading", name="1 problem").wait_for()
    page.get_by_label("Corrected value").fill("3")
    page.get_by_role("button", name="Mend").click()
    page.get_by_role("button", name="Take the list over").click()
    page.get_by_role("gridcell", name="<b>Best</b> & Sons").wait_for()
    page.get_by_role("gridcell", name="1,234,567").wait_for()


def test_a_card_is_moved_and_moved_back_with_the_keyboard_alone(board):
    board.locator(CARD).focus()
    board.keyboard.press("Enter")
    board.locator(".mb-hint").first.wait_for()
    board.keyboard.press("ArrowRight")
    expect(board.locator("td.target")).to_have_attribute("data-cell", TUESDAY)
    board.keyboard.press("Enter")
    board.locator(f"{TO} {CARD}").wait_for()
    board.keyboard.press("Control+z")
    board.locator(f"{FROM} {CARD}").wait_for()


def test_the_keyboard_reaches_the_days_of_other_weeks(board):
    board.locator(CARD).focus()
    board.keyboard.press("Enter")
    board.locator(".mb-hint").first.wait_for()
    days = board.locator(f'td[data-cell^="{MONDAY[:2]}"]').count()
    for _ in range(days):
        board.keyboard.press("ArrowRight")
    target = 'td[data-cell="A|2026-03-09"]'
    board.locator(f"{target}.target").wait_for()
    board.keyboard.press("Enter")
    board.locator(f"{target} {CARD}").wait_for()


def test_a_session_that_ends_in_the_middle_of_a_drag_changes_nothing_and_leads_back(board, app):
    board.locator(CARD).hover()
    board.mouse.down()
    board.locator(TO).hover()
    with app.database.work() as work:
        work.sessions.remove(digest(SECRET))
        work.commit()
    board.locator(TO).hover()  # a browser calls it a drag from the second move on
    board.mouse.up()
    board.wait_for_url(lambda url: "/login?next=" in url)
    board.get_by_label("Login").fill("dana")
    board.get_by_label("Password").fill(PASSWORD)
    board.keyboard.press("Enter")
    board.wait_for_url(f"**{BOARD}")
    board.locator(f"{FROM} {CARD}").wait_for()


def test_the_second_of_two_publications_at_once_is_told_and_publishes_nothing(chromium, app, page):
    windows = [page, signed_in(chromium, app)]
    for window in windows:
        open_board(window)
        window.get_by_role("button", name="Publish").click()
        window.get_by_label("Note for the team").fill("ready")
    for window in windows:
        window.get_by_role("dialog").get_by_role("button", name="Publish").click()
    windows[0].get_by_text("Published as number 1.").wait_for()
    windows[1].get_by_text("Somebody else was faster").wait_for()
    with app.database.work() as work:
        assert work.months.numbers(1, MARCH) == [1]


def test_an_edit_while_the_database_is_locked_is_refused_and_can_be_repeated(board, app):
    with sqlite3.connect(app.file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        board.locator(CARD).drag_to(board.locator(TO))
        board.get_by_text("The database does not answer").wait_for()
        board.locator(f"{FROM} {CARD}").wait_for()
        other.execute("ROLLBACK")
    other.close()
    board.get_by_role("button", name="Close").click()
    board.locator(CARD).drag_to(board.locator(TO))
    board.locator(f"{TO} {CARD}").wait_for()
