"""A rep with a phone and a bad line: what is said is kept, and comes in once."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
import uvicorn
from playwright.sync_api import expect

from scheduler.pipelines.app.login import digest
from scheduler.web.app import create_app
from scheduler.web.cookies import SESSION
from scheduler.web.settings import Settings
from tests.phone_team import open_team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page

PATIENCE_MS = 120_000
SECRET = "the session of a test"
ARE_KEPT = """async () => {
  await navigator.serviceWorker.ready;
  while (!(await caches.match("/phone")) || !(await caches.match("/phone/days/2026-12-02")))
    await new Promise((resolve) => setTimeout(resolve, 50));
}"""
WRITE_DOWN = """() => {
  const state = document.querySelector("#stop-v1 .state"), line = document.getElementById("line");
  window.written = [];
  const write = () => written.push([state.textContent, line.hidden ? "" : line.textContent]);
  new MutationObserver(write).observe(state, { childList: true });
}"""
ARE_SENT = """async (left) => {
  while (JSON.parse(localStorage.getItem("rounds.queue")).length > left) {
    dispatchEvent(new Event("online"));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""


@pytest.fixture
def team(tmp_path):
    database, people = open_team(f"sqlite:///{tmp_path / 'rounds.db'}")
    with database.work() as work:
        work.sessions.add(digest(SECRET), people.anna.user_id, work.now().replace(year=2040))
        work.commit()
    yield database, people
    database.close()


@pytest.fixture
def address(team) -> Iterator[str]:
    """The application on a port of this machine."""
    app = create_app(Settings(), team[0])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def phone(chromium, address) -> Iterator[BrowserContext]:
    """A phone on which the rep Anna has signed in."""
    context = chromium.new_context(
        base_url=address, viewport={"width": 390, "height": 844}, locale="en", has_touch=True
    )
    context.set_default_timeout(PATIENCE_MS)
    context.add_cookies([{"name": SESSION, "value": SECRET, "url": address}])
    yield context
    context.close()


def mark_done(page: Page, amount: str, stop: str = "#stop-v1") -> None:
    card = page.locator(stop)
    card.locator("summary").click()
    card.get_by_label("Order amount").fill(amount)
    card.get_by_role("button", name="Save").click()


def test_a_visit_marked_without_network_comes_in_once(team, phone):
    database, people = team
    page = phone.new_page()
    page.goto("/phone")
    page.evaluate(ARE_KEPT)

    phone.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tuesday, December 1, 2026")
    mark_done(page, "120")
    state = page.locator("#stop-v1 .state")
    expect(state).to_contain_text("waits for the network", timeout=PATIENCE_MS)
    page.goto("/phone/days/2026-12-02")
    expect(page.get_by_text("Elm Café").first).to_be_visible()
    page.goto("/phone")
    expect(state).to_contain_text("waits for the network", timeout=PATIENCE_MS)
    with database.work() as work:
        assert work.actuals.of_team(people.team_id) == []

    phone.set_offline(False)
    expect(state).to_have_text("Done: 120", timeout=PATIENCE_MS)
    assert page.evaluate("localStorage.getItem('rounds.queue')") == "[]"
    with database.work() as work:
        (mark,) = work.actuals.of_team(people.team_id)
    assert (mark.visit_id, mark.status, mark.order_amount) == ("C1/2026-12/1", "done", "120.00")
    page.reload()
    expect(state).to_contain_text("Done · order 120.00")


def test_an_answer_that_is_lost_on_the_way_doubles_nothing(team, phone):
    database, people = team
    sent = []

    def lose_the_first_answer(route) -> None:
        sent.append(route.request.post_data)
        if len(sent) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page = phone.new_page()
    page.route("**/phone/marks", lose_the_first_answer)
    page.goto("/phone")
    page.evaluate(WRITE_DOWN)
    mark_done(page, "75")
    state = page.locator("#stop-v1 .state")
    expect(state).to_contain_text("waits for the network", timeout=PATIENCE_MS)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(state).to_have_text("Done: 75", timeout=PATIENCE_MS)
    # It waits for nothing yet.
    assert page.evaluate("written")[0] == ["Done: 75 · Sending …", ""]
    assert len(sent) == 2
    assert sent[0] == sent[1]
    with database.work() as work:
        assert len(work.actuals.of_team(people.team_id)) == 1
        told = [entry.subject for entry in work.audit.of_team(people.team_id)]
    assert told.count("visit C1/2026-12/1") == 1


def test_another_rep_on_the_same_phone_neither_sees_nor_sends_what_waits(team, phone, address):
    database, people = team
    page = phone.new_page()
    page.goto("/phone")
    page.evaluate(ARE_KEPT)
    phone.set_offline(True)
    mark_done(page, "10")
    with database.work() as work:
        end = work.now().replace(year=2040)
        work.sessions.add(digest("of boris"), people.boris.user_id, end)
        work.commit()
    phone.add_cookies([{"name": SESSION, "value": "of boris", "url": address}])
    phone.set_offline(False)
    page.goto("/phone")
    expect(page.get_by_text("Of Boris").first).to_be_visible()
    page.evaluate(ARE_KEPT)
    phone.set_offline(True)
    page.reload()
    expect(page.get_by_text("Of Boris").first).to_be_visible()
    assert '"10"' in page.evaluate("localStorage.getItem('rounds.queue')")
    with database.work() as work:
        assert work.actuals.of_team(people.team_id) == []


def test_what_is_not_taken_is_set_aside_and_the_rest_goes_on(team, phone):
    database, people = team
    refused = {"C1": 403, "C2": 422, "C3": 500}

    def answer(route) -> None:
        sent = route.request.post_data
        status = next((refused[who] for who in refused if who in sent), 0)
        if status:
            route.fulfill(status=status, content_type="text/html", body="<p>no</p>")
        else:
            route.continue_()

    page = phone.new_page()
    page.route("**/phone/marks", answer)
    page.goto("/phone")
    for number in (1, 2, 3):
        mark_done(page, str(number), f"#stop-v{number}")
    mark_done(page, "4", "#stop-d1")
    expect(page.locator("#stop-d1 .state")).to_have_text("Done: 4", timeout=PATIENCE_MS)
    first = page.locator("#stop-v1 .state")
    expect(first).to_contain_text("This account may not say so any more")
    for stop in ("#stop-v2", "#stop-v3"):
        expect(page.locator(f"{stop} .state")).to_contain_text("Rounds made a mistake with it")
    with database.work() as work:
        assert [mark.customer_id for mark in work.actuals.of_team(people.team_id)] == ["C4"]

    page.locator("#stop-v2").get_by_role("button", name="Remove").click()
    expect(page.locator("#stop-v2 .state")).to_be_empty()
    page.goto("/phone/days/2026-12-02")
    lines = page.locator("#aside p")
    expect(lines).to_have_count(2)
    expect(lines.last).to_contain_text("Dot Shop, Tuesday, December 1, 2026")
    page.unroute("**/phone/marks")
    lines.last.get_by_role("button", name="Try again").click()
    expect(lines).to_have_count(1)
    page.evaluate(ARE_SENT, 1)
    with database.work() as work:
        marks = work.actuals.of_team(people.team_id)
    assert [mark.customer_id for mark in marks] == ["C4", "C3"]


def test_what_only_has_to_wait_keeps_its_place(team, phone):
    database, people = team
    away = [503, 401]
    page = phone.new_page()
    page.route("**/phone/marks", lambda route: route.fulfill(status=away[0], body=""))
    page.goto("/phone")
    mark_done(page, "1")
    mark_done(page, "2", "#stop-v2")
    away.pop(0)
    with page.expect_response("**/phone/marks"):
        page.evaluate("dispatchEvent(new Event('online'))")
    for stop in ("#stop-v1", "#stop-v2"):
        expect(page.locator(f"{stop} .state")).to_contain_text("sign in again to send it")
    page.unroute("**/phone/marks")
    page.evaluate(ARE_SENT, 0)
    with database.work() as work:
        marks = work.actuals.of_team(people.team_id)
    assert [mark.customer_id for mark in marks] == ["C1", "C2"]
