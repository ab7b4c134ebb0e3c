"""What every page of NiceGUI has around it, and what people are told when one cannot be built."""

from __future__ import annotations

import re

import nicegui
import pytest
from nicegui import ui

from models.errors import (
    BusyError,
    MissingError,
    SessionExpiredError,
    StaleError,
    StoreUnavailableError,
    UnderWayError,
)
from scheduler.web import access
from scheduler.web.app import create_app
from scheduler.web.errors import said_to_people
from scheduler.web.pages.frame import caller, frame
from scheduler.web.pages.job_progress import tell_under_way
from scheduler.web.settings import Settings
from scheduler.web.texts import _, speaking
from tests.web.cast import Stage

PATH = "/frame/{case}"
RAISED = {
    "missing": MissingError("there is no such month"),
    "stale": StaleError("the draft", "dana"),
    "away": StoreUnavailableError("no answer"),
    "expired": SessionExpiredError("signed out"),
    "mistake": ZeroDivisionError("secret"),
}


@pytest.fixture
def framed(stage, monkeypatch):
    """The stage with one more page, which says who looks at it or cannot be built."""

    @ui.page(PATH)
    def page(case: str) -> None:
        if case in RAISED:
            raise RAISED[case]
        with frame(_("Teams"), width="narrow") as who:
            ui.label(f"for {who.signed_in().login} </script> {case}")
            assert caller() is who

    monkeypatch.setitem(access.RULES, ("GET", PATH), access.SIGNED_IN)
    yield Stage(create_app(Settings(), stage.database), stage.database, stage.users)
    nicegui.app.remove_route(PATH)


def test_a_page_has_the_head_the_language_and_the_theme_of_who_looks_at_it(framed):
    client = framed.browser("admin")
    client.post("/preferences", data={"language": "he", "theme": "dark"})
    answer = client.get("/frame/a")
    assert answer.status_code == 200
    assert '<html lang="he"' in answer.text
    assert "<title>צוותים · Rounds</title>" in answer.text
    assert "const dark = True" in answer.text or "const dark = true" in answer.text
    assert "יציאה" in answer.text
    assert "for admin" in answer.text
    other = framed.browser("manager").get("/frame/a")
    assert "<title>Teams · Rounds</title>" in other.text, "the page of one is not that of another"


def test_names_with_script_tags_stay_texts(framed):
    assert "</script> a" not in framed.browser("admin").get("/frame/a").text


def test_a_page_of_nicegui_may_run_its_scripts_and_load_nothing_from_elsewhere(framed):
    answer = framed.browser("admin").get("/frame/a")
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self' 'unsafe-inline' 'unsafe-eval';" in policy
    assert "http" not in policy
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("case", "status", "told"),
    [
        ("missing", 404, "there is no such month"),
        ("stale", 409, "Changed by dana."),
        ("away", 503, "try again"),
        ("mistake", 500, "Number of the mistake"),
    ],
)
def test_a_page_that_cannot_be_built_says_why_and_what_to_do(framed, case, status, told):
    answer = framed.browser("admin").get(f"/frame/{case}")
    assert answer.status_code == status
    assert told in answer.text
    assert "secret" not in answer.text


def test_a_session_that_ended_meanwhile_leads_to_the_login_and_back(framed):
    answer = framed.browser("admin").get("/frame/expired", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/login?next=%2Fframe%2Fexpired",
    )


def test_who_asks_for_what_is_under_way_learns_of_what_since_when_and_what_to_do(
    stage, monkeypatch
):
    with stage.database.work(stage.users["manager"]) as work:
        job = work.jobs.ask("staffing", 1, {"month": "2026-12"})
        work.commit()

    @ui.page("/in-the-way")
    def page() -> None:
        with frame(_("Headcount")):
            tell_under_way(job)

    monkeypatch.setitem(access.RULES, ("GET", "/in-the-way"), access.SIGNED_IN)
    here = Stage(create_app(Settings(), stage.database), stage.database, stage.users)
    told = here.browser("operations").get("/in-the-way").text
    nicegui.app.remove_route("/in-the-way")
    about = r"Headcount, measured in December 2026: manager asked for it (in )?\d+ \w+( ago)?\. Wait until"
    assert re.search(about, told)
    assert "Cancel" in told


def test_an_open_page_tells_what_could_not_be_done_in_the_language_of_the_person():
    title, advice, own = said_to_people(StaleError("the draft", "dana"))
    assert (title, own) == ("Somebody else was faster", "Changed by dana.")
    assert "repeat" in advice
    title, advice, own = said_to_people(UnderWayError("they are being planned already", 1, 7))
    assert title == "This is being worked out already"
    assert "cancel it" in advice
    assert "they are being planned already" in own
    assert said_to_people(BusyError("later"))[0].startswith("Too many people ask for this")
    with speaking("ru"):
        assert said_to_people(StoreUnavailableError("secret"))[0] == "База данных не отвечает"
    assert said_to_people(StoreUnavailableError("secret"))[2] == ""
    assert said_to_people(ZeroDivisionError("secret"))[2] == ""
