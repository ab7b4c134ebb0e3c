"""The interface does what its OpenAPI document says, whatever is sent."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests.web.conftest import Clock, make_stage

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
    ignored_auth,
]
TRIED: set[str] = set()


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    return make_stage(tmp_path_factory.mktemp("document"), Clock())


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


schema = schemathesis.pytest.from_fixture("document")


@schema.parametrize()
@settings(
    max_examples=8,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_the_document_describes(case, crm):
    TRIED.add(case.operation.label)
    case.call_and_validate(headers=crm, checks=CHECKS)


def test_every_operation_was_tried(document):
    operations = {
        f"{method.upper()} {path}"
        for path, methods in document.raw_schema["paths"].items()
        for method in methods
    }
    assert len(operations) == 21
    assert operations == TRIED
