"""Admins add people and teams, and see who changed what."""

from __future__ import annotations

import datetime as dt
import html
import re

from models.records import AuditEntry
from scheduler.web.record import told
from tests.web.cast import part_of
from tests.web.test_account import sign_in


def people_of(stage):
    with stage.database.work() as work:
        return {user.login: user for user in work.users.all()}


def test_somebody_who_is_added_signs_in_with_the_password_that_is_shown_once(stage):
    client = stage.browser("admin")
    form = {"login": "Roni", "name": "Roni", "role": "rep", "team": "2", "rep_id": "R07"}
    page = client.post("/admin/people", data=form).text
    password = html.unescape(part_of(r'class="secret" dir="ltr">([^<]+)<', page))
    added = people_of(stage)["roni"]
    assert (added.team_id, added.rep_id, added.one_time) == (2, "R07", True)
    assert password not in client.get("/admin").text
    assert sign_in(stage.visitor(), "roni", password).status_code == 303


def test_what_is_wrong_with_a_new_person_is_told_at_once_and_what_was_typed_stays(stage):
    client = stage.browser("admin")
    answer = client.post("/admin/people", data={"login": "x<y", "role": "rep"})
    assert answer.status_code == 422
    assert answer.text.count('role="alert"') == 3, "no name, no team, no rep"
    assert 'value="x&lt;y"' in answer.text
    assert 'name="next" value="/admin"' in answer.text, "from where another language is chosen"
    taken = client.post("/admin/people", data={"login": "MATE", "name": "M", "role": "admin"})
    assert (taken.status_code, "is taken" in taken.text) == (422, True)
    assert len(people_of(stage)) == 6


def test_somebody_who_may_not_sign_in_any_more_is_signed_out(stage):
    mate, client = stage.browser("mate"), stage.browser("admin")
    number = stage.users["mate"].user_id
    form = {"name": "Mate", "role": "rep", "team": "1", "rep_id": "R02"}
    assert client.post(f"/admin/people/{number}", data=form).status_code == 303
    assert not people_of(stage)["mate"].active
    assert mate.get("/password").status_code == 303
    assert sign_in(stage.visitor(), "mate").status_code == 422
    client.post(f"/admin/people/{number}", data={**form, "active": "yes"})
    assert sign_in(stage.visitor(), "mate").status_code == 303


def test_an_admin_does_not_lock_the_own_door(stage):
    number = stage.users["admin"].user_id
    form = {"name": "Admin", "role": "manager", "team": "1", "active": "yes"}
    answer = stage.browser("admin").post(f"/admin/people/{number}", data=form)
    assert (answer.status_code, "ask another admin" in answer.text) == (422, True)


def test_a_new_password_signs_the_user_out_and_must_be_replaced(stage):
    mate, client, program = stage.browser("mate"), stage.browser("admin"), stage.program("mate")
    calendar = mate.post("/phone/calendar").text
    link = part_of(r'value="https://rounds.example.com(/calendar/[^"]+\.ics)"', calendar)
    assert program.get("/api/v1/teams").status_code == 200
    assert stage.visitor().get(link).status_code == 200
    page = client.post(f"/admin/people/{stage.users['mate'].user_id}/password").text
    assert "Every browser of theirs is signed out" in page
    assert program.get("/api/v1/teams").status_code == 401
    assert stage.visitor().get(link).status_code == 404
    password = html.unescape(part_of(r'class="secret" dir="ltr">([^<]+)<', page))
    assert mate.get("/password").status_code == 303
    visitor = stage.visitor()
    sign_in(visitor, "mate", password)
    assert visitor.get("/tokens").headers["location"] == "/password"


def test_teams_are_added_and_changed(stage):
    client = stage.browser("admin")
    new = {"name": "Галилея <1>", "country": "il", "time_zone": "Asia/Jerusalem"}
    assert client.post("/admin/teams", data=new).status_code == 303
    page = client.get("/admin/teams").text
    assert 'value="Галилея &lt;1&gt;"' in page
    assert 'value="IL"' in page
    wrong = client.post("/admin/teams/1", data={"name": "", "country": "USA", "time_zone": "Mars"})
    assert (wrong.status_code, wrong.text.count('role="alert"')) == (422, 3)
    for name in ("North", "x" * 201, "a\0b"):
        assert client.post("/admin/teams", data={"name": name}).status_code == 422
    assert client.post("/admin/teams/99", data={"name": "None"}).status_code == 404


def test_the_record_tells_who_did_what(stage):
    client = stage.browser("admin")
    client.post("/admin/teams/1", data={"name": "North <i>"})
    page = client.get("/admin/record").text
    assert re.search(
        r"admin</bdi></td>\s*<td><bdi>North &lt;i&gt;</bdi></td>\s*<td><bdi>changed · team North",
        page,
    )


def test_the_record_is_told_in_the_language_of_the_admin(stage):
    client = stage.browser("admin")
    client.post("/preferences", data={"language": "ru"})
    client.post("/admin/teams/1", data={"name": "Север"})
    assert "изменено · команда Север" in client.get("/admin/record").text


def test_what_the_record_does_not_know_is_told_as_it_is():
    entry = AuditEntry(
        at=dt.datetime(2026, 12, 1, tzinfo=dt.UTC),
        author="",
        team_id=None,
        action="mend",
        subject="customersomething",
    )
    assert told(entry) == "mend · customersomething"


def test_somebody_who_is_not_there_is_told_so(stage):
    assert stage.browser("admin").get("/admin/people/99").status_code == 404
    client = stage.browser("admin")
    for number in ("me", "0", "9" * 30):
        assert client.get(f"/admin/people/{number}").status_code == 422
        assert client.post(f"/admin/people/{number}/password").status_code == 422
        assert client.post(f"/tokens/{number}/remove").status_code == 422


def test_a_team_is_not_given_the_name_of_another(stage):
    answer = stage.browser("admin").post("/admin/teams/1", data={"name": "South"})
    assert answer.status_code == 422
    assert "This name or login is taken; choose another." in answer.text
    with stage.database.work() as work:
        assert [team.name for team in work.teams.all()] == ["North", "South"]
