"""A manager's way in a real browser: upload a list, plan, drag, pin, plan again, publish."""

from __future__ import annotations

import os
import socket
import threading
import time
from pathlib import Path

import pytest
import uvicorn

from models.people import Account, Role
from scheduler.pipelines.app.database import open_database
from scheduler.pipelines.app.passwords import hashed
from scheduler.web.app import create_app
from scheduler.web.settings import Settings
from scheduler.worker import Worker

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "four words and more"
PATIENCE_MS = 240_000
CUSTOMERS = """customer_id,name,lat,lon,rep_id,visits,potential
C1,Acme Foods,41.60,-93.70,R1,1,4
C2,<b>Best</b> & Sons,41.62,-93.72,R1,1,three
C3,Corner Shop,41.70,-93.60,R1,1,
C4,Deli מכולת,41.72,-93.62,R1,2,5
"""
REPS = (
    "rep_id,name,lat,lon,daily_cap,work_days,work_hours\nR1,Ann,41.6,-93.6,5,Mon-Fri,09:00-17:00\n"
)
MONTH = "2026-12"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def chromium():
    """A headless browser; skips, or with CI=true fails, where there is none."""
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{CHROMIUM} is missing; install Debian's package chromium")
        pytest.skip(f"{CHROMIUM} is missing; install Debian's package chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), headless=True, args=QUIET
        )
        yield browser
        browser.close()


@pytest.fixture
def address(tmp_path):
    """The application with a manager and a worker, on a port of its own."""
    database = open_database(f"sqlite:///{tmp_path / 'rounds.db'}")
    with database.work() as work:
        team = work.teams.add("Central", "US", "America/Chicago")
        account = Account(login="dana", name="Dana", role=Role.MANAGER, team_id=team.team_id)
        work.users.add(account, hashed(PASSWORD))
        work.commit()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(Settings(), database)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    worker = Worker(database, pause_s=0.2)
    threads = [threading.Thread(target=run, daemon=True) for run in (server.run, worker.run)]
    for thread in threads:
        thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/teams/{team.team_id}"
    worker.leave()
    server.should_exit = True
    for thread in threads:
        thread.join(timeout=30)
    database.close()


@pytest.fixture
def page(chromium, address):
    """A page of the manager, who has signed in."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    found = context.new_page()
    found.goto(address + "/months")
    found.fill("input[name=login]", "dana")
    found.fill("input[name=password]", PASSWORD)
    found.press("input[name=password]", "Enter")
    found.wait_for_url("**/months")
    yield found
    context.close()


def upload(page, address: str, name: str, text: str, kind: str = "Customers") -> None:
    page.goto(address + "/upload")
    if kind != "Customers":
        page.locator("main").get_by_role("button", name=kind).click()
        page.locator(f'main button[aria-pressed="true"]:has-text("{kind}")').wait_for()
    page.set_input_files(
        "input[type=file]", {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.wait_for_url("**/uploads/*")


def take_over(page) -> None:
    page.get_by_role("button", name="Take the list over").click()
    page.wait_for_url("**/portfolio")


def cell_of(page, visit: str) -> str:
    """Return the day on which a card lies."""
    card = page.locator(f'[data-visit="{visit}"]')
    card.wait_for()
    return str(card.locator("xpath=ancestor::td").get_attribute("data-cell"))


def next_to(page, taken: str) -> str:
    """Return the workday next to that of a card: a drag must not have to scroll."""
    cells = page.locator("td.mb-cell:not(.off)").evaluate_all(
        "nodes => nodes.map(node => node.dataset.cell)"
    )
    at = cells.index(taken)
    return str(cells[at - 1] if at else cells[1])


def plan(page, address: str) -> None:
    """Plan the month with an iteration stop and open its board, the whole month in view."""
    page.goto(f"{address}/months/{MONTH}/plan")
    page.get_by_role("button", name="Does it fit?").click()
    page.locator("td:has-text('Ann')").wait_for()
    page.get_by_text("More", exact=True).click()
    page.get_by_label("Steps for each visit").fill("1")
    page.get_by_label("Steps for each visit").press("Tab")
    page.get_by_role("button", name="Plan the month").click()
    open_board(page)


def open_board(page) -> None:
    page.get_by_role("button", name="Open the board").click()
    page.wait_for_url("**/board")
    page.get_by_role("button", name="Month", exact=True).click()
    page.locator(".mb-table.month").wait_for()


def publish(page) -> None:
    page.get_by_role("button", name="Publish").click()
    page.get_by_label("Note for the team").fill("ready")
    page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    page.get_by_text("Published as number 1.").wait_for()


def test_upload_plan_drag_pin_plan_again_publish(page, address):
    upload(page, address, "customers.csv", CUSTOMERS)
    page.get_by_role("heading", name="1 problem").wait_for()
    page.get_by_label("Corrected value").fill("3")
    page.get_by_role("button", name="Mend").click()
    take_over(page)
    page.locator(".ag-row").first.wait_for()
    upload(page, address, "reps.csv", REPS, "Reps")
    take_over(page)
    plan(page, address)

    assert page.locator(".mb-card").count() == 5
    # A name is a text, whatever is in it.
    assert page.locator(".mb-name b").count() == 0
    card = page.locator('.mb-card:has-text("<b>Best</b> & Sons")')
    visit = card.get_attribute("data-visit")
    target = next_to(page, cell_of(page, visit))
    card.drag_to(page.locator(f'td[data-cell="{target}"]'))
    page.locator(f'td[data-cell="{target}"] [data-visit="{visit}"]').wait_for()
    page.get_by_text("Driving").first.wait_for()

    page.locator(f'[data-visit="{visit}"]').click()
    page.get_by_role("button", name="Pin to rep and day").click()
    page.locator(f'[data-visit="{visit}"].pinned').wait_for()
    page.get_by_role("button", name="Plan again").click()
    page.get_by_label("Seconds to search").fill("1")
    page.get_by_role("dialog").get_by_role("button", name="Plan again").click()
    open_board(page)
    assert cell_of(page, visit) == target

    publish(page)
    page.get_by_role("button", name="Compare").click()
    page.get_by_text("Nothing has changed.").wait_for()


def test_a_card_is_moved_and_moved_back_with_the_keyboard_alone(page, address):
    upload(page, address, "customers.csv", CUSTOMERS.replace("three", "3"))
    take_over(page)
    upload(page, address, "reps.csv", REPS, "Reps")
    take_over(page)
    plan(page, address)
    card = page.locator(".mb-card").first
    visit = card.get_attribute("data-visit")
    before = cell_of(page, visit)
    card.focus()
    page.keyboard.press("Enter")
    page.locator(".mb-hint").first.wait_for()
    page.keyboard.press("ArrowRight")
    target = page.locator("td.target").get_attribute("data-cell")
    assert target != before
    page.keyboard.press("Enter")
    page.locator(f'td[data-cell="{target}"] [data-visit="{visit}"]').wait_for()
    page.keyboard.press("Control+z")
    page.locator(f'td[data-cell="{before}"] [data-visit="{visit}"]').wait_for()
