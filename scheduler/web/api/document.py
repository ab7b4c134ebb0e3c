"""What the interface tells of itself: the OpenAPI document."""

import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from scheduler.web.api.common import Problem, ProblemRow

ABOUT = """
A CRM pushes customers, asks for a month, waits for the job and pulls the schedule; it tells what
became of the visits.

Every request carries a token of a user (`Authorization: Bearer …`, made on the page *Tokens*) and may do
what that user may do. Lists come in pages (`limit`, `offset`, `next`). Long work is answered with
202 and a job, whose address is in the header `Location`. What is changed carries the version that was
seen; 409 says that somebody else was faster, and nothing was changed. Errors are problems (RFC 9457,
`application/problem+json`) that list everything that is wrong; a field or a query that is not known is
one of them. Dates are local to the rep (`2026-12-09`), times of day `09:30`, durations minutes (`_min`),
moments UTC, money in the currency of the list. Ids of customers and reps are yours; numbers of teams, jobs
and the like are given here. A list of rows that is sent twice changes nothing the second time.
"""

_TAGS = {
    "teams": "Reps who are planned together.",
    "lists": "Customers, reps and the policy of a team: the input of every plan.",
    "uploads": "A list as the file that people have: sent, understood, mended, taken over.",
    "portfolio": "Who matters, who cools down; demand against capacity.",
    "plans": "A month is planned by a worker; jobs tell how far it is.",
    "drafts": "A planned month before it is published: judged, edited by hand, planned again.",
    "months": "What is published, as JSON and as a file.",
    "follow": "What became of the visits.",
    "appointments": "What the next plans keep.",
    "proposals": "What reps propose to change.",
    "funnel": "From leads to customers and back.",
    "scenarios": "Other teams, other rules: months side by side; how many people it takes.",
}


_OF_FASTAPI = ("HTTPValidationError", "ValidationError")
_EVERYWHERE = (401, 403, 503, 507)
_UNSAID = "Successful Response"
_DONE = {
    "200": "Done.",
    "201": "It is there now.",
    "202": "A worker does it; look at the job from time to time.",
    "204": "It is gone.",
}
_ELSEWHERE = {"201", "202"}
_LOCATION = {
    "description": "Where to look: the job, or what was made.",
    "schema": {"type": "string", "format": "uri-reference"},
}
_SAID = {
    400: "The body cannot be read: it is no text in UTF-8, or no form.",
    401: "A token is missing, or is not known any more.",
    403: "The user of the token may not do this.",
    404: "It is not there.",
    409: "Somebody else changed it meanwhile, or it is there already, or a job is at it (`Location`); "
    "nothing was changed.",
    413: "More is sent than the server takes: 50 MB, where it is not set otherwise.",
    422: "Something in the request is wrong; all problems are listed, nothing was changed.",
    503: "The database does not answer, or too many ask for it at the same moment; nothing was changed, "
    "try again.",
    507: "A disk of the server is full; nothing was changed.",
}
_HEADERS: dict[int, dict[str, Any]] = {
    409: {
        "Location": {
            "description": "The job that is at it, where there is one.",
            "schema": {"type": "string", "format": "uri-reference"},
        }
    },
    503: {"Retry-After": {"description": "In seconds.", "schema": {"type": "integer"}}},
}
_FORM = ("Body_upload", "UploadForm")
"""What FastAPI calls the form of an operation, and what it is called here."""
_EXAMPLES: dict[int, dict[str, Any]] = {
    409: {
        "detail": "customer C1 was changed by dana on 01 Dec 2026 at 09:30 UTC; your change is not kept. "
        "Look at it again and repeat what you still want"
    },
    422: {
        "detail": "The input is wrong; nothing was changed.",
        "problem_count": 1,
        "problems": [
            {
                "file": "customers.csv",
                "place": "lat",
                "what": "the place is off the globe",
                "row": 2,
                "value": "91",
                "advice": "latitudes reach from -90 to 90",
            }
        ],
    },
}


def describe(app: FastAPI) -> None:
    """Let an application tell of its interface, and of every answer that an operation may give."""
    app.description = ABOUT.strip()
    app.openapi_tags = [{"name": name, "description": said} for name, said in _TAGS.items()]
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema:
            return app.openapi_schema
        found: dict[str, Any] = json.loads(json.dumps(plain()).replace("``", "`").replace(*_FORM))
        parts = found["components"]
        parts["schemas"] = {
            **{k: v for k, v in parts["schemas"].items() if k not in _OF_FASTAPI},
            **_schemas(),
        }
        parts["responses"] = {_name(status): _problem(status) for status in _SAID}
        for path, operations in found["paths"].items():
            for operation in operations.values():
                operation["summary"], operation["description"] = _told(operation["description"])
                operation["responses"] = _answers(path, operation)
        app.openapi_schema = found
        return found

    app.openapi = openapi  # type: ignore[method-assign]


def operation_name(route: APIRoute) -> str:
    """Return what an operation is called in programs that are made from the document."""
    return route.name


def _told(text: str) -> tuple[str, str]:
    """Return the first clause of what is said about an operation, and all of it, as Markdown."""
    return re.split(r"[;:.]?\s*\n|[;:.]\s|\.$", text, maxsplit=1)[0], text


def _answers(path: str, operation: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an operation may answer."""
    done = {
        status: answer | {"description": _described(status, answer)}
        for status, answer in operation["responses"].items()
        if status.startswith("2")
    }
    for status in done.keys() & _ELSEWHERE:
        if "requestBody" in operation:
            done[status]["headers"] = {"Location": _LOCATION}
    return done | _refusals(path, operation)


def _described(status: str, answer: Mapping[str, Any]) -> str:
    said: str = answer["description"]
    return _DONE[status] if said == _UNSAID else said


def _refusals(path: str, operation: Mapping[str, Any]) -> dict[str, Any]:
    statuses = set(_EVERYWHERE)
    if "{" in path:
        statuses |= {404, 422}
    if operation.get("parameters"):
        statuses |= {422}
    if "requestBody" in operation:
        statuses |= {400, 409, 413, 422}
    if "202" in operation["responses"] or "204" in operation["responses"]:
        statuses |= {409}
    return {
        str(status): {"$ref": f"#/components/responses/{_name(status)}"}
        for status in sorted(statuses)
    }


def _name(status: int) -> str:
    return HTTPStatus(status).phrase.title().replace(" ", "")


def _problem(status: int) -> dict[str, Any]:
    said = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": _SAID[status],
    }
    content = {
        "schema": {"$ref": "#/components/schemas/Problem"},
        "example": said | _EXAMPLES.get(status, {}),
    }
    told = {"description": _SAID[status], "content": {"application/problem+json": content}}
    return told | ({"headers": _HEADERS[status]} if status in _HEADERS else {})


def _schemas() -> dict[str, Any]:
    template = "#/components/schemas/{model}"
    found = {}
    for model in (Problem, ProblemRow):
        schema = model.model_json_schema(ref_template=template)
        schema.pop("$defs", None)
        found[model.__name__] = schema
    return found
