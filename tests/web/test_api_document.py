"""The interface does what its OpenAPI document says, whatever is sent."""

from __future__ import annotations

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from scheduler.pipelines.app.plans import contents_of
from scheduler.web.access import RULES
from tests.pipelines.app.drafts import plan
from tests.solve.tiny import MARCH
from tests.web.conftest import Clock, make_stage

# What is answered without a token is in test_access.py, for every route.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]
FEW = settings(
    max_examples=3,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def stage(tmp_path_factory, filled):
    """A stage with a draft and a publication of March, so that more than refusals is answered."""
    found = make_stage(tmp_path_factory.mktemp("document"), filled, Clock())
    with found.database.work(found.users["manager"]) as work:
        draft = work.months.save_draft(1, MARCH, contents_of(plan()), 0)
        work.months.publish(1, MARCH, draft.version, "")
        work.commit()
    yield found
    found.database.close()


@pytest.fixture(scope="module")
def crm(stage):
    """What a CRM of the first team's manager sends along."""
    return {"authorization": f"Bearer {stage.token('manager')}"}


@pytest.fixture(scope="module")
def document(stage, crm):
    async def app(scope, receive, send):
        """The application without its start and its end: the interface needs neither."""
        if scope["type"] == "lifespan":
            for kind in ("startup", "shutdown"):
                await receive()
                await send({"type": f"lifespan.{kind}.complete"})
        else:
            await stage.app(scope, receive, send)

    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=crm)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_one_that_the_document_describes(document, crm, mode):
    tried = 0
    for found in document.get_all_operations():
        operation = found.ok()

        @FEW
        @given(case=operation.as_strategy(generation_mode=mode))
        def answers_as_described(case):
            nonlocal tried
            tried += 1
            # Of the teams, only the first is the manager's: elsewhere nothing but 403 would be seen.
            if mode is GenerationMode.POSITIVE and "team_id" in case.path_parameters:
                case.path_parameters |= {"team_id": 1} | (
                    {"month": str(MARCH)} if "month" in case.path_parameters else {}
                )
            case.call_and_validate(headers=crm, checks=CHECKS)

        answers_as_described()
    assert tried > 60


def operations_of(stage):
    paths = stage.app.openapi()["paths"]
    return [(path, method, op) for path, found in paths.items() for method, op in found.items()]


def test_the_document_has_every_route_of_the_interface_under_a_name_of_its_own(stage):
    found = operations_of(stage)
    routes = {(m, path) for m, path in RULES if path.startswith("/api/") and "openapi" not in path}
    assert {(method.upper(), path) for path, method, _ in found} == routes
    names = [operation["operationId"] for *_, operation in found]
    assert len(names) == len(set(names))


def test_every_operation_says_what_it_does_what_it_wants_and_how_it_is_refused(stage):
    document = stage.app.openapi()
    tags = {tag["name"] for tag in document["tags"]}
    assert "``" not in json.dumps(document), "this is no Markdown"
    assert '"Body_' not in json.dumps(document), "no form has the name that FastAPI makes up"
    problem = document["components"]["schemas"]["Problem"]
    assert problem["properties"].keys() == {
        "type",
        "title",
        "status",
        "detail",
        "problem_count",
        "problems",
    }
    for path, method, operation in operations_of(stage):
        assert operation["summary"], path
        assert operation["summary"].count("`") % 2 == 0, operation["summary"]
        assert set(operation["tags"]) <= tags, path
        assert operation["security"] == [{"token": []}], path
        assert {"401", "403", "503"} <= operation["responses"].keys(), path
        assert ("409" in operation["responses"]) >= (method in {"put", "patch", "post"}), path
        made = operation["responses"].keys() & {"201", "202"}
        for status in made if "requestBody" in operation else ():
            assert "Location" in operation["responses"][status]["headers"], path
        told = [one.get("description") for one in operation.get("parameters", ())]
        assert all(told), (path, told)


def test_programs_without_a_token_do_not_get_the_document(stage):
    answer = stage.visitor().get("/api/v1/openapi.json")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
