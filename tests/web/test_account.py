"""Signing in and out, the own password, language and appearance."""

from __future__ import annotations

import datetime as dt

import pytest

from scheduler.pipelines.app import passwords
from scheduler.pipelines.app.people import first_admin
from scheduler.pipelines.app.turns import Turns
from scheduler.store import open_database
from scheduler.web.account import inside
from scheduler.web.app import create_app
from scheduler.web.cookies import FORM, SESSION
from scheduler.web.settings import Settings
from tests.web.cast import PASSWORD, Stage, part_of

NEW = "another four words"


def sign_in(client, login, password=PASSWORD, **more):
    page = client.get("/login")
    proof = part_of(r'name="csrf" value="(\w+)"', page.text)
    form = {"login": login, "password": password, "csrf": proof, **more}
    return client.post("/login", data=form)


def test_signing_in_leads_to_the_page_that_was_asked_for_and_sets_a_session(stage):
    client = stage.visitor()
    answer = sign_in(client, " Admin ", next="/admin/teams")
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/teams")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert client.get("/admin").status_code == 200


@pytest.mark.parametrize(
    ("login", "password"),
    [("admin", "wrong"), ("nobody", PASSWORD), ("admin", ""), ("", ""), ("\0" + "x" * 999, "y")],
)
def test_wrong_login_and_wrong_password_are_told_in_the_same_words(stage, login, password):
    client = stage.visitor()
    answer = sign_in(client, login, password)
    assert answer.status_code == 422
    assert "The login or the password is wrong." in answer.text
    assert SESSION not in client.cookies


def test_after_five_failures_even_the_right_password_waits(stage, clock):
    client = stage.visitor()
    for _ in range(5):
        sign_in(client, "admin", "wrong")
    assert sign_in(client, "admin").status_code == 429
    assert sign_in(client, "manager").status_code == 303, "others do not wait"
    clock.now += dt.timedelta(minutes=16)
    assert sign_in(stage.visitor(), "admin").status_code == 303


def test_an_address_that_tries_many_logins_waits(stage):
    with stage.database.work() as work:
        for number in range(50):
            work.attempts.add(f"guess {number}", "testclient")
        work.commit()
    assert sign_in(stage.visitor(), "manager").status_code == 429


def test_signing_out_ends_the_session_also_for_a_copy_of_the_cookie(stage):
    client = stage.browser("manager")
    copy = stage.visitor(cookies={SESSION: client.cookies[SESSION]})
    assert client.get("/password").status_code == 200
    assert client.post("/logout").headers["location"] == "/login"
    assert copy.get("/password").status_code == 303


def test_a_session_ends_by_itself_at_a_desk_sooner_than_on_a_phone(stage, clock):
    desk, phone = stage.visitor(), stage.visitor()
    sign_in(desk, "manager")
    sign_in(phone, "owner")
    clock.now += dt.timedelta(hours=13)
    assert desk.get("/password").status_code == 303
    assert phone.get("/password").status_code == 200
    clock.now += dt.timedelta(days=30)
    assert phone.get("/password").status_code == 303


def test_the_first_admin_chooses_an_own_password_before_anything_else(tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'rounds.db'}")
    one_time = first_admin(database)
    assert first_admin(database) is None, "there is one by now"
    client = Stage(create_app(Settings(), database), database, {}).visitor()
    assert sign_in(client, "admin", one_time).status_code == 303
    assert client.get("/admin").headers["location"] == "/password"
    page = client.get("/password")
    assert "given to you by somebody else" in page.text
    proof = part_of(r'name="csrf" value="(\w+)"', page.text)
    form = {"old": one_time, "new": NEW, "again": NEW, "csrf": proof}
    assert client.post("/password", data=form).headers["location"] == "/"
    assert client.get("/admin").status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "again", "told"),
    [
        ("wrong", NEW, NEW, "The present password is another one."),
        (PASSWORD, NEW, NEW + "!", "The new password and its repetition differ."),
        (PASSWORD, "short", "short", "The new password is too short."),
        (PASSWORD, "x" * 201, "x" * 201, "The new password is too long."),
        (PASSWORD, PASSWORD, PASSWORD, "differs from the present one"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_the_reason(stage, old, new, again, told):
    client = stage.browser("manager")
    answer = client.post("/password", data={"old": old, "new": new, "again": again})
    assert answer.status_code == 422
    assert told in answer.text
    assert sign_in(stage.visitor(), "manager").status_code == 303, "the old one still works"


def test_a_new_password_ends_everything_but_the_session_in_which_it_was_chosen(stage):
    client, other, program = stage.browser("mate"), stage.browser("mate"), stage.program("mate")
    calendar = client.post("/phone/calendar").text
    link = part_of(r'value="https://rounds.example.com(/calendar/[^"]+\.ics)"', calendar)
    assert "You stay signed in here." in client.get("/password").text
    form = {"old": PASSWORD, "new": NEW, "again": NEW}
    assert client.post("/password", data=form).status_code == 303
    assert client.get("/password").status_code == 200
    assert other.get("/password").status_code == 303
    assert program.get("/api/v1/teams").status_code == 401
    assert stage.visitor().get(link).status_code == 404
    assert sign_in(stage.visitor(), "mate", NEW).status_code == 303


def test_when_too_many_sign_in_the_others_wait_and_it_counts_as_no_attempt(stage, monkeypatch):
    turns = Turns(at_once=1, waiting=0)
    monkeypatch.setattr(passwords, "TURNS", turns)
    client, admin = stage.visitor(), stage.browser("admin")
    with turns.taken():
        answer = sign_in(client, "manager")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
        assert "Try again in some seconds." in answer.text
        number = stage.users["mate"].user_id
        refused = admin.post(f"/admin/people/{number}/password")
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "10")
        assert "at the same moment" in refused.text
    with stage.database.work() as work:
        assert work.attempts.of_login("manager", work.now()) == 0
    assert sign_in(client, "manager").status_code == 303


def test_the_language_is_that_of_the_browser_until_somebody_chooses_one(stage):
    client = stage.visitor(headers={"accept-language": "he-IL,he;q=0.9,en;q=0.5"})
    page = client.get("/login").text
    assert '<html lang="he" dir="rtl"' in page
    assert "כניסה" in page
    client.headers["x-csrf-token"] = part_of(r'name="csrf" value="(\w+)"', page)
    assert client.post("/preferences", data={"language": "ru", "next": "/login"}).status_code == 303
    assert '<html lang="ru" dir="ltr"' in client.get("/login").text


def test_the_language_of_a_user_goes_along_to_another_browser(stage):
    assert stage.browser("manager").post("/preferences", data={"language": "he"}).status_code == 303
    other = stage.visitor(headers={"accept-language": "ru"})
    sign_in(other, "manager")
    assert '<html lang="he"' in other.get("/password").text


def test_the_appearance_is_kept_in_the_browser(stage):
    client = stage.browser("manager")
    client.post("/preferences", data={"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/password").text
    client.post("/preferences", data={"theme": "<script>"})
    assert 'data-theme="dark"' in client.get("/password").text


@pytest.mark.parametrize(
    "path",
    ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "", "/a\nb"],
)
def test_nobody_is_led_to_another_site(path):
    assert inside(path) == "/"
    assert inside("/teams/1?day=2") == "/teams/1?day=2"


def test_a_page_keeps_its_secret_while_nobody_is_signed_in(stage):
    client = stage.visitor()
    client.get("/login")
    first = client.cookies[FORM]
    client.get("/nothing/here")
    assert client.cookies[FORM] == first


def test_tokens_are_shown_once_and_end_when_they_are_removed(stage):
    client = stage.browser("manager")
    made = client.post("/tokens", data={"name": "<b>CRM</b>"})
    secret = part_of(r"rounds_[\w-]+", made.text)
    assert "&lt;b&gt;CRM&lt;/b&gt;" in made.text
    assert secret not in client.get("/tokens").text
    program = stage.visitor(headers={"authorization": f"Bearer {secret}"})
    assert [team["name"] for team in program.get("/api/v1/teams").json()["items"]] == ["North"]
    number = part_of(r"/tokens/(\d+)/remove", made.text)
    assert stage.browser("mate").post(f"/tokens/{number}/remove").status_code == 404
    assert client.post(f"/tokens/{number}/remove").status_code == 303
    assert program.get("/api/v1/teams").status_code == 401
    for name in (" ", "x" * 101, "a\0b"):
        assert client.post("/tokens", data={"name": name}).status_code == 422


def test_health_asks_the_database(stage):
    assert stage.visitor().get("/health").text == "ok"


def test_an_attempt_counts_before_the_password_is_looked_at(stage, monkeypatch):
    """So that a hundred guesses that are sent at once are no hundred guesses."""
    counted = []

    def looks(*_passwords: object) -> bool:
        with stage.database.work() as work:
            counted.append(work.attempts.of_login("admin", work.now()))
        return False

    monkeypatch.setattr(passwords, "fits", looks)
    sign_in(stage.visitor(), "admin", "wrong")
    assert counted == [1]
