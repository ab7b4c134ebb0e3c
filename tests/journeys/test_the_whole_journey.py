"""From an empty database to the follow-up of a month, in a real browser, as its people do it.

An admin adds a team, its manager and a rep. The manager uploads the Iowa list, plans January 2020,
moves a visit, pins it, plans again around the pin and publishes; the rep says on the phone what became
of the visits; the manager sees it. Then the same people go on in Hebrew. Pictures of every page are in
the folder of the test.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.served import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page, ViewportSize

PATIENCE_MS, PLANNING_MS = 240_000, 1_200_000
"""How long a page and a plan may take on a machine that does much else."""
PASSWORD = "four words and more"
MONTH = "2020-01"
DESK: ViewportSize = {"width": 1400, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
LANGUAGES = ("English", "עברית", "Русский")
PAGES = {
    "months": "/teams/1/months",
    "portfolio": "/teams/1/portfolio",
    "upload": "/teams/1/upload",
    "scenarios": "/teams/1/scenarios",
    "scenario": "/teams/1/scenarios/new",
    "headcount": "/teams/1/headcount",
    "funnel": "/teams/1/funnel",
    "proposals": "/teams/1/proposals",
    "plan": f"/teams/1/months/{MONTH}/plan",
    "follow": f"/teams/1/months/{MONTH}/follow",
    "board": f"/teams/1/months/{MONTH}/board",
}
PAGES_OF_REPS = {
    "today": "/phone",
    "week": "/phone/week",
    "calendar": "/phone/calendar",
    "own_proposals": "/phone/proposals",
}
OWN_WORDS = {*LANGUAGES[::2], "Rounds", "Iowa", "Dana", "Ray", "Rep 01 Des Moines"}
"""What stays as it is in every language: names."""
TITLES = """() => [...document.querySelectorAll(
  "h1, h2, h3, th, label, legend, summary, nav a, a.button, button, .empty, [placeholder]"
)].filter((node) => node.checkVisibility() && !node.matches(".mb-table th.rep")).flatMap((node) => {
  const copy = node.cloneNode(true);
  for (const other of copy.querySelectorAll(".q-icon, bdi, .hidden")) other.remove();
  return [copy.textContent, node.getAttribute("aria-label"), node.getAttribute("placeholder")];
}).filter(Boolean)"""

pytestmark = pytest.mark.slow


class People:
    """Opens the application for one person after the other."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self._chromium, self.address = chromium, address

    def sign_in(self, login: str, password: str, size: ViewportSize = DESK) -> Page:
        """Sign in with a one-time password, and choose another."""
        context = self._chromium.new_context(
            base_url=self.address, viewport=size, locale="en-US", reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto("/login")
        page.get_by_label("Login").fill(login)
        page.get_by_label("Password").fill(password)
        page.keyboard.press("Enter")
        page.wait_for_url("**/password")
        page.get_by_label("Present password").fill(password)
        page.get_by_label("New password", exact=True).fill(PASSWORD)
        page.get_by_label("New password, again").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: not url.endswith("/password"))
        return page


@pytest.fixture
def people(chromium: Browser, here: Path) -> Iterator[tuple[People, str]]:
    """The application on an empty database, and the password that it has told."""
    with served(here) as found:
        people = People(chromium, found.address)
        yield people, found.password
        for context in chromium.contexts:
            context.close()


def add_people(admin: Page) -> dict[str, str]:
    """Add a team, its manager and a rep; return their one-time passwords."""
    admin.goto("/admin/teams")
    form = admin.locator("form:has-text('Add')")
    form.get_by_label("Team's name").fill("Iowa")
    form.get_by_label("Country").fill("US")
    form.get_by_role("button", name="Add").click()
    passwords = {}
    for login, role, rep_id in (("dana", "Manager", ""), ("ray", "Rep", "R01")):
        admin.goto("/admin")
        form = admin.locator("form:has-text('Add')")
        form.get_by_label("Login").fill(login)
        form.get_by_label("Name").fill(login.capitalize())
        form.get_by_label("Role").select_option(role)
        form.get_by_label("Team").select_option("Iowa")
        form.get_by_label("Rep's id").fill(rep_id)
        form.get_by_role("button", name="Add").click()
        passwords[login] = admin.locator("code.secret").inner_text()
    return passwords


def upload(manager: Page, kind: str, path: Path) -> None:
    """Drop a list on the page that takes it."""
    manager.goto("/teams/1/upload")
    manager.locator("main").get_by_role("button", name=kind).click()
    manager.locator(f'main button[aria-pressed="true"]:has-text("{kind}")').wait_for()
    manager.set_input_files("input[type=file]", path)
    expect(manager.get_by_role("heading", level=1)).to_have_text(path.name)


def take_over(manager: Page) -> None:
    manager.get_by_role("button", name="Take the list over").click()
    manager.wait_for_url("**/portfolio")
    manager.locator(".ag-row").first.wait_for()


def say_where_the_sales_are(manager: Page) -> None:
    """Choose what a column means that no name tells."""
    before = manager.get_by_role("button", name="Take the list over").element_handle()
    manager.get_by_label("sales_2019_usd").click()
    manager.keyboard.type("Sales of the last 12")
    manager.get_by_role("option", name="Sales of the last 12 months").click()
    before.wait_for_element_state("hidden")  # the page has looked at the file again


def plan(manager: Page) -> None:
    manager.goto(f"/teams/1/months/{MONTH}/plan")
    manager.get_by_label("Seconds to search").fill("2")
    manager.get_by_label("Seconds to search").press("Tab")
    manager.get_by_role("button", name="Plan the month").click()
    open_board(manager)


def open_board(manager: Page) -> None:
    manager.get_by_role("button", name="Open the board").click(timeout=PLANNING_MS)
    show_a_whole_week(manager)


def show_a_whole_week(board: Page) -> None:
    """Show the second week: the first has two workdays."""
    board.locator(".mb-card").first.wait_for()
    board.locator(".board-tools button.turns").last.click()
    board.locator('td[data-cell$="-01-06"]').first.wait_for()


def cell_of(card: Locator) -> str:
    """Return rep and day on which a card lies."""
    return str(card.locator("xpath=ancestor::td").get_attribute("data-cell"))


def move(board: Page) -> tuple[str, str]:
    """Drag a card of the first rep to another day on which it fits; return visit and day."""
    row = 'td[data-cell^="R01|"]'
    cards = board.locator(f"{row} .mb-card:not(.pinned)")
    for visit in cards.evaluate_all("nodes => nodes.map((node) => node.dataset.visit)"):
        card = board.locator(f'[data-visit="{visit}"]')
        card.click()
        board.locator(".mb-hint").first.wait_for()
        fitting = board.locator(f"{row}.fits:not(:has(.picked))")
        target = fitting.first.get_attribute("data-cell") if fitting.count() else None
        card.click()
        if target is not None:
            card.drag_to(board.locator(f'td[data-cell="{target}"]'))
            board.locator(f'td[data-cell="{target}"] [data-visit="{visit}"]').wait_for()
            return visit, target
    raise AssertionError("no visit of this week fits on another day of it")


def publish(board: Page) -> None:
    board.get_by_role("button", name="Publish").click()
    board.get_by_label("Note for the team").fill("ready")
    board.get_by_role("dialog").get_by_role("button", name="Publish").click()
    board.get_by_text("Published as number 1.").wait_for()


def report(card: Locator, choice: str, field: str, value: str) -> None:
    card.locator("summary").click()
    card.get_by_text(choice, exact=True).click()
    card.get_by_label(field).fill(value)
    card.get_by_role("button").click()
    expect(card.locator(".state")).to_have_class(re.compile("done|missed"))  # the server has it
    expect(card.locator(".state")).to_contain_text(value)


def speak_hebrew(page: Page) -> None:
    page.locator("details.menu").first.locator("summary").click()
    page.get_by_role("button", name="עברית").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


def look_at(page: Page, paths: dict[str, str], folder: Path) -> None:
    """Open pages in Hebrew, keep a picture of each, and find no word of English that is no name."""
    for name, path in paths.items():
        page.goto(path)
        page.locator("main > :visible").first.wait_for()
        expect(page.locator("main .q-spinner")).to_have_count(0)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        page.screenshot(path=folder / f"{name}.png")
        titles = page.evaluate(TITLES)
        assert any(re.search("[א-ת]", title) for title in titles), path
        for own in OWN_WORDS:
            titles = [title.replace(own, "") for title in titles]
        assert [title for title in titles if re.search("[A-Za-z]{3}", title)] == [], path


def set_up(people: People, password: str, shared: Path) -> tuple[Page, Page]:
    """Let the admin add everybody and the manager upload the lists; return the pages of manager and rep."""
    admin = people.sign_in("admin", password)
    passwords = add_people(admin)
    manager = people.sign_in("dana", passwords["dana"])
    manager.get_by_role("link", name="Upload a list").click()
    upload(manager, "Customers", shared / "data/iowa/customers_2019_active.csv")
    manager.get_by_text("1,632 rows, 1,632 can be taken over").wait_for()
    say_where_the_sales_are(manager)
    take_over(manager)
    upload(manager, "Reps", shared / "data/iowa/reps.csv")
    take_over(manager)
    return manager, people.sign_in("ray", passwords["ray"], PHONE)


def plan_by_hand(manager: Page) -> list[tuple[str, str]]:
    """Plan, move a visit, pin it, plan again around the pin, publish.

    Returns the visit and two others of the same rep, each with its day.
    """
    plan(manager)
    assert manager.locator(".mb-card").count() > 100
    visit, target = move(manager)
    manager.get_by_text("Driving").first.wait_for()
    manager.locator(f'[data-visit="{visit}"]').click()
    manager.get_by_role("button", name="Pin to rep and day").click()
    manager.locator(f'[data-visit="{visit}"].pinned').wait_for()
    manager.get_by_role("button", name="Plan again").click()
    manager.get_by_label("Seconds to search").fill("1")
    manager.get_by_role("dialog").get_by_role("button", name="Plan again").click()
    open_board(manager)
    assert cell_of(manager.locator(f'[data-visit="{visit}"]')) == target
    publish(manager)
    others = manager.locator('td[data-cell^="R01|"] .mb-card:not(.pinned)')
    cards = [manager.locator(f'[data-visit="{visit}"]'), others.nth(0), others.nth(1)]
    return [(str(card.get_attribute("data-visit")), cell_of(card)[4:]) for card in cards]


def open_stop(phone: Page, visit: str, day: str) -> Locator:
    """Open the day of a visit on the phone."""
    phone.goto(f"/phone/days/{day}")
    return phone.locator(f'[data-visit="{visit}"]')


def report_and_follow(manager: Page, phone: Page, visits: list[tuple[str, str]]) -> None:
    """Say on the phone what became of two visits, and see it where the manager follows."""
    pinned = open_stop(phone, *visits[0])
    expect(pinned).to_contain_text("fixed appointment")
    report(pinned, "Done", "Order amount", "250")
    report(open_stop(phone, *visits[1]), "Missed", "Why", "closed for stocktaking")
    manager.goto(f"/teams/1/months/{MONTH}/follow")
    manager.get_by_text("closed for stocktaking: 1").wait_for()
    row = manager.locator("tr:has-text('Rep 01 Des Moines') td").all_inner_texts()
    assert (row[2], row[3], row[-1]) == ("1", "1", "250")


def test_from_an_empty_database_to_the_follow_up_and_again_in_hebrew(people, shared, here):
    opened, password = people
    manager, phone = set_up(opened, password, shared)
    visits = plan_by_hand(manager)
    report_and_follow(manager, phone, visits)

    speak_hebrew(manager)
    speak_hebrew(phone)
    look_at(manager, PAGES, here)
    look_at(phone, PAGES_OF_REPS | {"day": f"/phone/days/{visits[2][1]}"}, here)
    report(open_stop(phone, *visits[2]), "בוצע", "סכום ההזמנה", "75")
    manager.goto(f"/teams/1/months/{MONTH}/board")
    show_a_whole_week(manager)
    move(manager)
    manager.get_by_text("נסיעה").first.wait_for()
    manager.get_by_role("button", name="השוואה").click()
    manager.get_by_role("heading", name="שינויים לעומת פרסום 1").wait_for()
