"""What the gate lets through, and how it refuses."""

from __future__ import annotations

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from models.errors import StoreUnavailableError
from scheduler.store import Database
from scheduler.web.app import create_app
from scheduler.web.cookies import FORM, SESSION
from scheduler.web.csrf import HEADER, token_of
from scheduler.web.settings import Settings
from tests.web.cast import Stage
from tests.web.conftest import Clock, make_stage

FORM_TYPE = {"content-type": "application/x-www-form-urlencoded"}


def test_a_form_without_the_proof_of_our_own_pages_is_refused(stage):
    client = stage.browser("admin")
    del client.headers[HEADER]
    refused = client.post("/logout")
    assert refused.status_code == 403
    assert "open for too long" in refused.text
    assert client.get("/admin").status_code == 200, "nothing was done"


def test_the_proof_stands_in_the_form_or_in_a_header(stage):
    client = stage.browser("admin")
    proof = client.headers.pop(HEADER)
    assert client.post("/preferences", data={"theme": "dark", "csrf": proof}).status_code == 303
    assert (
        client.post("/preferences", data={"theme": "dark", "csrf": proof[::-1]}).status_code == 403
    )
    client.headers[HEADER] = proof
    assert client.post("/preferences", data={"theme": "dark"}).status_code == 303


def test_the_proof_of_one_session_is_none_for_another(stage):
    client = stage.browser("admin")
    client.headers[HEADER] = token_of(stage.session("manager"))
    assert client.post("/preferences").status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_a_request_from_another_site_is_refused_whatever_it_carries(stage, headers):
    client = stage.browser("admin")
    assert client.post("/preferences", headers=headers).status_code == 403


def test_a_request_from_our_own_site_passes(stage):
    headers = {"origin": "https://rounds.example.com", "sec-fetch-site": "same-origin"}
    assert stage.browser("admin").post("/preferences", headers=headers).status_code == 303


def test_headers_tell_the_browser_what_a_light_page_may_do(stage):
    headers = stage.visitor().get("/login").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "max-age" in headers["strict-transport-security"]
    policy = dict(
        part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";")
    )
    assert policy["script-src"] == policy["style-src"] == policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'self'"
    assert policy["object-src"] == "'none'"


def test_only_the_tiles_of_the_settings_come_from_elsewhere(tmp_path, filled):
    tiles = "https://{s}.tiles.example/{z}/{x}/{y}.png"
    stage = make_stage(tmp_path, filled, Clock(), tiles=tiles)
    policy = stage.visitor().get("/login").headers["content-security-policy"]
    assert "img-src 'self' data: blob: https://*.tiles.example;" in policy
    assert policy.count("https:") == 1


def test_cookies_are_hidden_from_scripts_and_other_sites_and_from_plain_lines_where_there_is_tls(
    stage,
):
    told = stage.visitor().get("/login").headers["set-cookie"]
    assert told.startswith(f"{FORM}=")
    assert "HttpOnly" in told
    assert "SameSite=lax" in told
    assert "Secure" in told
    plain = stage.visitor(base_url="http://localhost:8080").get("/login").headers["set-cookie"]
    assert "Secure" not in plain


def test_more_than_the_server_takes_is_refused_before_it_is_read(tmp_path, filled):
    stage = make_stage(tmp_path, filled, Clock(), upload_limit_mb=1)
    program, url = stage.program("manager"), "/api/v1/teams/1/customers"
    refused = program.post(url, content=b"x" * 1_000_001)
    assert refused.status_code == 413
    assert refused.headers["content-type"] == "application/problem+json"
    in_pieces = program.post(url, content=(b"x" * 100_000 for _ in range(11)))
    assert in_pieces.status_code == 413
    page = stage.browser("admin").post("/preferences", content=b"x" * 1_000_001, headers=FORM_TYPE)
    assert page.status_code == 413
    assert "too large" in page.text


class Away(Database):
    """A database that does not answer."""

    def __init__(self) -> None:
        """Open nothing."""

    def work(self, actor=None):
        raise StoreUnavailableError("no answer from db.example:5432") from OperationalError(
            "SELECT 1", {}, Exception("secret password")
        )


def test_a_database_that_is_away_is_told_with_what_to_do_and_nothing_else(stage):
    app = create_app(Settings(), Away())
    client = Stage(app, Away(), {}).visitor()
    client.cookies.set(SESSION, "any")
    page = client.get("/login")
    assert (page.status_code, page.headers["retry-after"]) == (503, "10")
    assert "try again" in page.text
    assert "example:5432" not in page.text
    answer = client.get("/api/v1/teams", headers={"authorization": "Bearer any"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    assert answer.json()["title"] == "Service Unavailable"
    assert client.get("/static/rounds.css").status_code == 200, "files need no database"


def test_a_full_disk_is_told_as_such_and_its_place_stands_in_the_log(stage, caplog):
    program = stage.program("manager")

    def leave_no_room(connection, *_):
        connection.execute("PRAGMA max_page_count = 1")  # no more than there are

    event.listen(stage.database.engine, "checkout", leave_no_room)
    rows = [{"customer_id": f"C{k}", "name": "x" * 2000} for k in range(300)]
    places = {"lat": "41.6", "lon": "-93.6"}
    body = {"rows": [row | places for row in rows]}
    answer = program.post("/api/v1/teams/1/customers", json=body)
    assert (answer.status_code, answer.json()["title"]) == (507, "Insufficient Storage")
    assert "rounds.db" not in answer.text
    assert "its disk is full" in caplog.text
    event.remove(stage.database.engine, "checkout", leave_no_room)
    assert program.get("/api/v1/teams/1/customers").json()["total"] == 0


def test_a_mistake_of_ours_leaves_a_number_and_nothing_else(stage, monkeypatch, caplog):
    monkeypatch.setattr("scheduler.web.account.first_page", lambda _user: 1 / 0)
    page = stage.browser("admin").get("/")
    assert page.status_code == 500
    assert "ZeroDivisionError" not in page.text
    number = caplog.records[-1].getMessage().split()[1]
    assert number in page.text
    assert "ZeroDivisionError" in caplog.text
