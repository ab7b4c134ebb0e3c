"""Takes the pictures of the application that the README shows, with the example of this folder.

``python data/make_pictures.py [FOLDER]`` starts Rounds on a database of its own, plans December 2026
and compares three scenarios, opens the pages in Debian's Chromium and writes board.png, board_he.png,
phone.png and scenarios.png into FOLDER, by default ``pictures`` beside this file. It needs what the
tests need (Playwright and the package ``chromium``), a minute, and no network.
"""

import argparse
import secrets
import socket
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from models.jobs import JobState  # noqa: E402  (the checkout, not what is installed)
from models.month import Month  # noqa: E402
from models.people import Account, Role  # noqa: E402
from scheduler.pipelines.app.ask_plan import ask_plan  # noqa: E402
from scheduler.pipelines.app.ask_scenarios import ask_scenarios  # noqa: E402
from scheduler.pipelines.app.boards import open_board, publish  # noqa: E402
from scheduler.pipelines.app.database import open_database  # noqa: E402
from scheduler.pipelines.app.passwords import hashed  # noqa: E402
from scheduler.pipelines.app.policy import set_policy  # noqa: E402
from scheduler.pipelines.app.uploads import add_upload, take_over  # noqa: E402
from scheduler.web.app import create_app  # noqa: E402
from scheduler.web.settings import Settings  # noqa: E402
from scheduler.worker import Worker  # noqa: E402

MONTH = Month(2026, 12)
CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
STEPS = 200
"""Iterations for each visit: the same plan every time."""
PASSWORD = secrets.token_urlsafe(16)
DESK = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 780}
PICTURES = {
    "board": ("manager", DESK, "en-US", "/teams/{team}/months/{month}/board"),
    "board_he": ("manager", DESK, "he-IL", "/teams/{team}/months/{month}/board"),
    "scenarios": ("manager", DESK, "en-US", "/teams/{team}/scenarios/{comparison}"),
    "phone": ("north", PHONE, "en-US", "/phone/days/{day}"),
}
"""Who looks, in which window and language, and at what."""
SCENARIOS = """[[scenario]]
name = "as it is"

[[scenario]]
name = "Rep North alone"
without = ["R02"]

[[scenario]]
name = "C every 120 days"
intervals = { C = 120 }
"""


def team_of_example(database):
    """Add the team of the example with its lists; return its manager."""
    with database.work() as work:
        team = work.teams.add("New Hampshire", "US", "America/New_York").team_id
        boss = Account(login="manager", name="Manager", role=Role.MANAGER, team_id=team)
        rep = replace(boss, login="north", name="Rep North", role=Role.REP, rep_id="R01")
        manager, _rep = (work.users.add(account, hashed(PASSWORD)) for account in (boss, rep))
        work.commit()
    for kind in ("customers", "reps"):
        file = HERE / "example" / f"{kind}.csv"
        upload = add_upload(database, manager, team, kind, (file.name, file.read_bytes()))
        take_over(database, manager, upload)
    policy = (HERE / "example" / "policy.toml").read_text(encoding="utf-8")
    set_policy(database, manager, team, policy, 0)
    return manager


def plan_and_publish(database, manager):
    """Let the worker plan the month, and publish it."""
    done(database, ask_plan(database, manager, manager.team_id, MONTH, {"iterations": STEPS}))
    publish(database, manager, open_board(database, manager, manager.team_id, MONTH), "")


def compare(database, manager):
    """Let the worker compare scenarios; return the number of the comparison."""
    asked = {"name": "Next year", "toml": SCENARIOS, "month": MONTH, "iterations": STEPS}
    job = ask_scenarios(database, manager, manager.team_id, None, asked)
    done(database, job)
    return job.payload["scenario_id"]


def done(database, job):
    """Wait for a job."""
    while not job.state.is_over:
        time.sleep(0.5)
        with database.work() as work:
            job = work.jobs.get(job.job_id)
    if job.state is not JobState.DONE:
        raise SystemExit(f"A job was not done: {job.message}")


@contextmanager
def running(database):
    """Run the application and a worker, and give the address of its pages."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(create_app(Settings(), database), log_level="error")
        server, worker = uvicorn.Server(config), Worker(database, pause_s=0.2)
        threads = [
            threading.Thread(target=server.run, args=([listener],)),
            threading.Thread(target=worker.run),
        ]
        for thread in threads:
            thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            worker.leave()
            server.should_exit = True
            for thread in threads:
                thread.join()


def signed_in(browser, address, login, size, locale):
    """Return a page of somebody, in a window of its own."""
    context = browser.new_context(base_url=address, viewport=size, locale=locale)
    context.set_default_timeout(120_000)
    page = context.new_page()
    page.goto("/login")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login" not in url)
    return page


def take_pictures(browser, address, manager, comparison, folder):
    """Open the pages, and write what they look like."""
    for name, (login, size, locale, path) in PICTURES.items():
        page = signed_in(browser, address, login, size, locale)
        page.goto(filled(path, manager.team_id, comparison))
        if name.startswith("board"):
            page.locator(".mb-card").nth(1).click()
            page.locator(".mb-hint").first.wait_for()
        elif name == "scenarios":
            page.locator("table.scenarios").wait_for()
        save(page, folder / f"{name}.png")


def filled(path, team, comparison):
    """Return the address of a page."""
    return path.format(team=team, comparison=comparison, month=MONTH, day=MONTH.first)


def save(page, path):
    """Write a picture, as soon as nothing moves any more."""
    page.wait_for_timeout(1_500)
    page.screenshot(path=path)
    print(f"{path}: {path.stat().st_size / 1000:.0f} kB")


def folder_of(arguments):
    """Return the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    told = "where the pictures are written; default: %(default)s"
    parser.add_argument("folder", nargs="?", type=Path, default=HERE / "pictures", help=told)
    return parser.parse_args(arguments).folder


def main(folder):
    """Take all pictures."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="rounds-pictures-") as name:
        database = open_database(f"sqlite:///{Path(name) / 'rounds.db'}")
        manager = team_of_example(database)
        with running(database) as address, sync_playwright() as playwright:
            plan_and_publish(database, manager)
            comparison = compare(database, manager)
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            take_pictures(browser, address, manager, comparison, folder)
            browser.close()
        database.close()


if __name__ == "__main__":
    main(folder_of(sys.argv[1:]))
