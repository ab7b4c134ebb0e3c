"""The interface does what its OpenAPI document says, whatever is sent."""

from __future__ import annotations

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
    max_examples=6,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def stage(tmp_path_factory, filled):
    return make_stage(tmp_path_factory.mktemp("document"), filled, Clock())


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
                case.path_parameters["team_id"] = 1
            case.call_and_validate(headers=crm, checks=CHECKS)

        answers_as_described()
    assert tried > 60


def test_the_document_names_every_operation_once(document):
    operations = [found.ok().label for found in document.get_all_operations()]
    assert len(operations) == len(set(operations)) == 21


def test_programs_without_a_token_do_not_get_the_document(stage):
    answer = stage.visitor().get("/api/v1/openapi.json")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
