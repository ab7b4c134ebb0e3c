"""The secret link to a calendar."""

from __future__ import annotations

import re

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from scheduler.web.phone import calendar
from tests.phone_team import HEBREW
from tests.web.phone.conftest import ORIGIN


@pytest.fixture
def anna(phones):
    return phones.browser(phones.people.anna)


@pytest.fixture
def link(phones, anna):
    page = phones.send(anna, "/phone/calendar").text
    return re.findall(r'value="https://rounds.example.com(/calendar/[^"]+\.ics)"', page)[0]


def test_whoever_has_the_link_subscribes_without_signing_in(phones, link):
    answer = phones.browser(None).get(link)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert len(Calendar.from_ical(answer.content).walk("VEVENT")) == 6


def test_a_calendar_speaks_as_its_rep_does(phones, anna, link):
    assert b"Fixed appointment" in phones.browser(None).get(link).content
    phones.send(anna, "/preferences", language="he")
    events = Calendar.from_ical(phones.browser(None).get(link).content).walk("VEVENT")
    told = {str(event["summary"]): str(event["description"]) for event in events}
    (fixed,) = (text for name, text in told.items() if HEBREW in name)
    assert "פגישה קבועה" in fixed
    assert "15 דק׳, 12.0 ק״מ" in fixed
    assert any(name.endswith("שיחה: Phone Co") for name in told)


def test_the_link_is_told_once(anna, link):
    assert link not in anna.get("/phone/calendar").text
    assert "You have a link since" in anna.get("/phone/calendar").text


def test_a_wrong_and_a_revoked_link_say_the_same_as_any_address_without_a_page(phones, anna, link):
    nobody = phones.browser(None)
    nobody.get("/login")  # gets its cookie, so that all pages are alike
    nothing = nobody.get("/no/such/page")
    wrong = nobody.get("/calendar/wrong.ics")
    assert phones.send(anna, "/phone/calendar/revoke").status_code == 303
    revoked = nobody.get(link)
    for answer in (wrong, revoked):
        assert answer.status_code == nothing.status_code == 404
        hidden = answer.text.replace(answer.request.url.path, "")
        assert hidden == nothing.text.replace("/no/such/page", "")
    assert phones.send(anna, "/phone/calendar/revoke").status_code == 303  # pressed twice


def test_a_mistake_while_it_is_read_is_logged_without_the_secret(phones, link, monkeypatch, caplog):
    def fail(*_given: object) -> bytes:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(calendar, "feed", fail)
    reader = TestClient(phones.app, base_url=ORIGIN, raise_server_exceptions=False)
    assert reader.get(link).status_code == 500
    assert "a mistake of ours" in caplog.text
    assert "/calendar/….ics" in caplog.text
    assert link.removeprefix("/calendar/").removesuffix(".ics") not in caplog.text


def test_a_new_link_ends_the_old_one(phones, anna, link):
    phones.send(anna, "/phone/calendar")
    assert phones.browser(None).get(link).status_code == 404
