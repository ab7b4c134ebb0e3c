"""What all routes of the interface share: who asks, pages of results, problems."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any, Generic, TypeVar

from fastapi import APIRouter, Depends, Path, Query, Security
from fastapi.requests import Request
from fastapi.security import HTTPBearer
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from models.errors import InputError, InputProblem
from scheduler.web.routes import LARGEST_ID

T = TypeVar("T")
S = TypeVar("S")

MOST_PROBLEMS = 1000
"""A long list that is wrong in every row would fill an answer with the same, hundreds of megabytes."""

TeamId = Annotated[int, Path(ge=1, le=LARGEST_ID, description="Number of a team.")]
JobId = Annotated[int, Path(ge=1, le=LARGEST_ID, description="Number of a job.")]
RepId = Annotated[
    str,
    Path(min_length=1, max_length=200, pattern=r"^[^\x00]+$", description="Id of a rep."),
]
CustomerId = Annotated[
    str,
    Path(min_length=1, max_length=200, pattern=r"^[^\x00]+$", description="Id of a customer."),
]
ScenarioId = Annotated[int, Path(ge=1, le=LARGEST_ID, description="Number of a comparison.")]
MapNumber = Annotated[int, Path(ge=0, le=999, description="Of the scenario, the first being 0.")]
UploadId = Annotated[int, Path(ge=1, le=LARGEST_ID, description="Number of an uploaded file.")]
ProposalId = Annotated[int, Path(ge=1, le=LARGEST_ID, description="Number of a proposal.")]
Number = Annotated[
    int | None,
    Query(ge=1, le=LARGEST_ID, description="Number of the publication; without it the latest."),
]
Limit = Annotated[int, Query(ge=1, le=1000, description="How many at most.")]
Offset = Annotated[int, Query(ge=0, le=LARGEST_ID, description="How many are left out first.")]
_MONTH = r"^2\d{3}-(0[1-9]|1[0-2])$"
MonthText = Annotated[str, Path(pattern=_MONTH, description="A month, as 2026-12.")]
MonthName = Annotated[str, Field(pattern=_MONTH, examples=["2026-12"])]
ClockText = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", examples=["09:30"])]
SeenVersion = Annotated[
    int,
    Field(ge=0, le=LARGEST_ID, description="Of what you saw: 409 where it is not the current one."),
]
Text = Annotated[str, StringConstraints(max_length=10_000, pattern=r"^[^\x00]*$")]
LongText = Annotated[str, StringConstraints(max_length=1_000_000, pattern=r"^[^\x00]*$")]
Note = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00]*$")]
Key = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]


def _written(value: object) -> object:
    """Refuse a number where a date is meant: programs that count days or seconds mean something else."""
    if isinstance(value, str | dt.date):
        return value
    raise ValueError("write the date as 2026-12-09")


Day = Annotated[dt.date, BeforeValidator(_written), Field(examples=["2026-12-09"])]


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

    file: Annotated[
        str, Field(description="File or list that it is in; an option's name where it is in none.")
    ] = ""
    place: Annotated[str, Field(description="Column, field or setting.")]
    what: str
    row: Annotated[
        int, Field(description="Of the rows sent, from 1; of a file, its line; 0: none.")
    ] = 0
    value: str = ""
    advice: str = ""


class Problem(BaseModel):
    """Why something was not done (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: Annotated[str, Field(description="In words; shown to people as it is.")]
    problem_count: Annotated[int, Field(description="Of all that is wrong in the input.")] = 0
    problems: Annotated[
        list[ProblemRow], Field(description=f"The first {MOST_PROBLEMS:,} of them.")
    ] = []


def problem_rows(problems: Sequence[InputProblem]) -> list[ProblemRow]:
    """Return what is wrong with an input as it is told: the first `MOST_PROBLEMS`."""
    return [
        ProblemRow(
            file=problem.file,
            place=problem.column or problem.file,
            row=problem.row,
            value=problem.value,
            what=problem.what,
            advice=problem.advice,
        )
        for problem in problems[:MOST_PROBLEMS]
    ]


def make_router(tag: str) -> APIRouter:
    """Return a router whose routes want a token; what may go wrong is told by `document`."""
    bearer = HTTPBearer(
        auto_error=False,
        scheme_name="token",
        description="A token of a user, made on the page *Tokens*; the program may do what the user may.",
    )
    return APIRouter(tags=[tag], dependencies=[Security(bearer), Depends(_demand_known)])


def _demand_known(request: Request) -> None:
    """Refuse a query that the route does not know: it is mistyped, and would be left out silently."""
    known = set(_queries(request.scope["route"].dependant))
    advice = f"choose of {', '.join(sorted(known))}" if known else "leave it out"
    unknown = [name for name in dict.fromkeys(request.query_params) if name not in known]
    if unknown:
        what = "this address knows no such query"
        raise InputError(InputProblem("query", 0, name[:80], "", what, advice) for name in unknown)


def _queries(dependant: Any) -> Iterator[str]:
    """Yield the names of the queries of a route and of what it depends on."""
    yield from (field.alias for field in dependant.query_params)
    for inner in dependant.dependencies:
        yield from _queries(inner)


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
