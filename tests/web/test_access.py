"""Who may do what: every route of the application, tried with everybody of the cast."""

from __future__ import annotations

import re

import pytest
from fastapi import APIRouter
from starlette.websockets import WebSocketDisconnect

from models.people import Role, User
from scheduler.pipelines.app.run_job import KINDS
from scheduler.web import access, account
from scheduler.web.access import ASKED_AT, MOUNTED, RULES, may_cancel, own_rep, rule_of
from scheduler.web.app import create_app
from scheduler.web.routes import routes_of
from scheduler.web.settings import Settings
from tests.web.cast import EVERYBODY

OFFICE = {"manager", "operations", "admin"}
WHO_MAY = {
    "PUBLIC": set(EVERYBODY),
    "SIGNED_IN": set(EVERYBODY) - {"nobody"},
    "TEAM": OFFICE | {"owner", "mate"},
    "REPORTS": {"manager", "admin", "owner"},
    "OFFICE": OFFICE,
    "MANAGER": {"manager", "admin"},
    "OPERATIONS": {"operations", "admin"},
    "REP": {"owner", "mate"},
    "ADMIN": {"admin"},
}
# Where no team is named, another team's manager asks for the own team.
NO_TEAM = {"OFFICE", "MANAGER"}

SENT = {"team_id": "1", "rep_id": "R01", "month": "2026-12", "path": "rounds.css"}


def name_of(rule) -> str:
    return next(name for name in WHO_MAY if getattr(access, name) is rule)


def path_of(template: str) -> str:
    """The path of a template in the first team, with the first rep."""
    return re.sub(r"{(\w+)(:\w+)?}", lambda found: SENT.get(found[1], "1"), template)


def may(rule_name: str, template: str) -> set[str]:
    allowed = set(WHO_MAY[rule_name])
    if "{rep_id}" in template and rule_name == "TEAM":
        allowed.discard("mate")
    if "{team_id}" not in template and rule_name in NO_TEAM:
        allowed.add("stranger")
    return allowed


def test_every_route_has_a_rule_and_every_rule_a_route(shared_stage):
    routes = set(routes_of(shared_stage.app))
    assert len(routes) > 25
    assert {route for route in routes if rule_of(*route) is None} == set()
    assert set(RULES) - routes - {("GET", "/favicon.ico")} == set(), "rules of routes that are gone"


def test_the_application_does_not_start_with_a_route_that_nobody_decided_about(
    tmp_path, monkeypatch
):
    router = APIRouter()
    router.add_api_route("/customers/export", lambda: "everything")
    router.include_router(account.router)
    monkeypatch.setattr(account, "router", router)
    with pytest.raises(LookupError, match="GET /customers/export"):
        create_app(Settings(database_url=f"sqlite:///{tmp_path / 'new.db'}"))


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_gets_what_the_rules_say_and_nothing_else(shared_stage, name):
    wrong = []
    for method, template in sorted(routes_of(shared_stage.app)):
        rule_name = name_of(rule_of(method, template))
        is_api = template.startswith("/api/")
        client = shared_stage.program(name) if is_api else shared_stage.browser(name)
        answer = client.request(method, path_of(template))
        at_login = answer.headers.get("location", "").startswith("/login?")
        refused = answer.status_code in {401, 403} or at_login
        if answer.status_code >= 500 or refused == (name in may(rule_name, template)):
            wrong.append((method, template, answer.status_code))
    assert not wrong


def test_jobs_are_cancelled_by_whoever_may_ask_for_them(stage):
    assert set(ASKED_AT) == set(KINDS), "every kind of job is asked for somewhere"
    wrong = []
    for kind, template in ASKED_AT.items():
        may_ask = may(name_of(rule_of("POST", template)), template)
        for name in EVERYBODY:
            with stage.database.work(stage.users["manager"]) as work:
                job = work.jobs.ask(kind, 1, {"month": "2026-12"})
                work.commit()
            answer = stage.program(name).delete(f"/api/v1/teams/1/jobs/{job.job_id}")
            if (answer.status_code == 202) != (name in may_ask):
                wrong.append((kind, name, answer.status_code))
    assert not wrong


def test_a_job_of_a_kind_that_nobody_asks_for_is_cancelled_by_nobody(stage):
    with stage.database.work() as work:
        job = work.jobs.ask("dance", 1, {})
    assert not may_cancel(stage.users["admin"], job)


def test_nobody_is_led_to_the_login_and_back(shared_stage):
    answer = shared_stage.visitor().get("/admin?tab=teams")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/login?next=%2Fadmin%3Ftab%3Dteams",
    )


def test_a_script_without_a_session_is_told_so_instead_of_a_login_page(shared_stage):
    answer = shared_stage.visitor().get("/admin", headers={"accept": "*/*"})
    assert answer.status_code == 401


def test_what_is_no_route_is_refused(shared_stage):
    client = shared_stage.browser("admin")
    assert client.get("/no/such/page").status_code == 404
    assert client.get("/static/../access.py").status_code == 404
    refused = client.delete("/login")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, POST")


def test_a_program_is_not_let_in_by_a_cookie_and_a_browser_not_by_a_token(shared_stage):
    assert shared_stage.browser("admin").get("/api/v1/teams").status_code == 401
    headers = {"authorization": f"Bearer {shared_stage.token('admin')}"}
    assert shared_stage.visitor(headers=headers).get("/admin").headers["location"] == (
        "/login?next=%2Fadmin"
    )


def test_nicegui_serves_files_to_everybody_and_what_belongs_to_a_page_to_signed_in_people_only():
    assert rule_of("GET", "/_nicegui/3.0/static/nicegui.js") is access.PUBLIC
    assert rule_of("GET", "/_nicegui/auto/static/abc/list.csv") is access.SIGNED_IN
    assert rule_of("POST", "/_nicegui/client/abc/upload/3") is access.SIGNED_IN
    assert rule_of("WEBSOCKET", "/_nicegui_ws/socket.io/") is access.SIGNED_IN
    assert rule_of("PUT", "/_nicegui/client/abc") is None
    assert ("WEBSOCKET", "/_nicegui_ws/") in MOUNTED


def test_a_websocket_is_closed_without_a_session(shared_stage):
    visitor = shared_stage.visitor()
    with (
        pytest.raises(WebSocketDisconnect) as closed,
        visitor.websocket_connect("/_nicegui_ws/socket.io/?EIO=4&transport=websocket"),
    ):
        pass
    assert closed.value.code == 1008


def test_a_rep_without_a_row_in_the_list_of_reps_sees_nobodys_customers():
    user = User(login="new", name="New", role=Role.REP, team_id=1, user_id=9)
    assert own_rep(user) == ""
    assert not access.REP.allows(user, {})
