"""What all routes of the interface share: who asks, pages of results, problems."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from fastapi import APIRouter, Depends, Path, Query, Security
from fastapi.requests import Request
from fastapi.security import HTTPBearer
from pydantic import BaseModel, ConfigDict, StringConstraints

from scheduler.web.caller import Caller, caller_of
from scheduler.web.routes import LARGEST_ID

T = TypeVar("T")
S = TypeVar("S")

_PROBLEM = "application/problem+json"

Asking = Annotated[Caller, Depends(caller_of)]
TeamId = Annotated[int, Path(ge=1, le=LARGEST_ID, description="Number of a team.")]
JobId = Annotated[int, Path(ge=1, le=LARGEST_ID, description="Number of a job.")]
Number = Annotated[int, Query(ge=1, le=LARGEST_ID, description="Number of the publication.")]
Limit = Annotated[int, Query(ge=1, le=1000, description="How many at most.")]
Offset = Annotated[int, Query(ge=0, le=LARGEST_ID, description="How many are left out first.")]
MonthText = Annotated[
    str, Path(pattern=r"^2\d{3}-(0[1-9]|1[0-2])$", description="A month, as 2026-12.")
]
Text = Annotated[str, StringConstraints(max_length=10_000, pattern=r"^[^\x00]*$")]
LongText = Annotated[str, StringConstraints(max_length=1_000_000, pattern=r"^[^\x00]*$")]
Key = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]


class Body(BaseModel):
    """What is sent and answered; a field that is not known is refused."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)


class Page(Body, Generic[T]):
    """Some of many.

    ``total`` counts all of them; ``next`` leads to those that follow, where there are any.
    """

    items: list[T]
    total: int
    next: str | None


class ProblemRow(BaseModel):
    """One thing that is wrong: where, which value, what about it, what to do."""

    place: str
    what: str
    row: int = 0
    value: str = ""
    advice: str = ""


class Problem(BaseModel):
    """Why something was not done (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    problems: list[ProblemRow] = []


_SAID = {
    400: "This is no JSON.",
    401: "A token is missing, or is not known any more.",
    403: "The user of the token may not do this.",
    404: "It is not there.",
    405: "There is no such method here.",
    409: "Somebody else changed it meanwhile, or it is there already.",
    413: "More is sent than the server takes.",
    422: "Something in the request is wrong; all problems are listed, nothing was changed.",
    503: "The database does not answer; try again.",
}


def make_router(tag: str) -> APIRouter:
    """Return a router whose routes name their problems."""
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schema.pop("$defs", None)
    rows = ProblemRow.model_json_schema()
    schema["properties"]["problems"]["items"] = rows
    responses: dict[int | str, dict[str, Any]] = {
        status: {"description": said, "content": {_PROBLEM: {"schema": schema}}}
        for status, said in _SAID.items()
    }
    bearer = HTTPBearer(auto_error=False, description="A token of a user, made on the page Tokens.")
    return APIRouter(tags=[tag], responses=responses, dependencies=[Security(bearer)])


class Window:
    """Which part of a list is asked for.

    Parameters
    ----------
    request
        Whose address leads on to the next part.
    limit, offset
        How many are wanted, and how many are left out first.
    """

    def __init__(self, request: Request, limit: Limit = 100, offset: Offset = 0) -> None:
        self._url, self._limit, self._offset = request.url, limit, offset

    def page(self, found: Sequence[S], shown: Callable[[S], T]) -> Page[T]:
        """Return this part of what was found, and where it goes on."""
        after = self._offset + self._limit
        following = None
        if after < len(found):
            url = self._url.include_query_params(limit=self._limit, offset=after)
            following = f"{url.path}?{url.query}"
        items = [shown(one) for one in found[self._offset : after]]
        return Page(items=items, total=len(found), next=following)


Paging = Annotated[Window, Depends()]
