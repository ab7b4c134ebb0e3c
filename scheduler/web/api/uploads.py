"""Lists as files: sent, understood, mended, taken over; for programs that have a file and no rows."""

import datetime as dt
from dataclasses import replace
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated

from fastapi import File, Form, UploadFile
from fastapi.responses import Response
from pydantic import Field

from models.records import UploadState
from scheduler.pipelines.app.mend_upload import amend
from scheduler.pipelines.app.upload_sheet import Column, Need
from scheduler.pipelines.app.uploads import (
    TURNS,
    Looked,
    add_upload,
    look_at,
    take_over,
    upload_of,
)
from scheduler.web.api.common import (
    MOST_PROBLEMS,
    Body,
    Key,
    ProblemRow,
    SeenVersion,
    TeamId,
    Text,
    UploadId,
    make_router,
    problem_rows,
)
from scheduler.web.caller import Asking
from scheduler.web.routes import LARGEST_ID

router = make_router("uploads")

_MOST_CELLS = 10_000


class UploadKind(StrEnum):
    """Which list a file is."""

    CUSTOMERS = "customers"
    REPS = "reps"


class ColumnBody(Body):
    """A column of the file."""

    column: Annotated[str, Field(description="As its header is written.")]
    field: Annotated[str, Field(description="What it means; empty: it is kept as it is.")]
    examples: list[str]


class NeedBody(Body):
    """What the list cannot do without."""

    ways: Annotated[
        list[list[str]], Field(description="Fields that say it; all those of one way are enough.")
    ]
    is_met: bool


class UploadBody(Body):
    """A file as it is understood; nothing of the team's list has changed yet."""

    upload_id: int
    kind: UploadKind
    name: Annotated[str, Field(description="Of the file.")]
    state: Annotated[UploadState, Field(description="`taken` once it has become the list.")]
    version: Annotated[int, Field(description="Send it back with a change.")]
    author: str
    created: dt.datetime
    columns: list[ColumnBody]
    fields: Annotated[list[str], Field(description="What a column may mean.")]
    needs: list[NeedBody]
    rows: int
    good: Annotated[int, Field(description="Of the rows, those that can be taken over.")]
    problem_count: int
    problems: Annotated[
        list[ProblemRow],
        Field(
            description=f"The first {MOST_PROBLEMS:,}: `row` is the line of the file, `place` its column."
        ),
    ]
    warning_count: int
    warnings: Annotated[list[ProblemRow], Field(description=f"The first {MOST_PROBLEMS:,}.")]
    notes: Annotated[list[str], Field(description="How the file was read.")]


class CellBody(Body):
    """A cell as it should be."""

    row: Annotated[int, Field(ge=1, le=LARGEST_ID, description="Line of the file.")]
    column: Annotated[Key, Field(description="Header of the column.")]
    value: Text


class AmendBody(Body):
    """What the columns mean, and cells that are corrected."""

    version: SeenVersion
    mapping: Annotated[
        dict[Key, Key] | None,
        Field(
            description="Column by field, as `--map` of the command line, each column for one field, instead "
            "of all that was said before; what is not named is found by the headers. Remembered for the next file.",
            examples=[{"customer_id": "Account", "sales_*": "Receipts *"}],
        ),
    ] = None
    cells: Annotated[list[CellBody], Field(default_factory=list, max_length=_MOST_CELLS)]


class TakeBody(Body):
    """The file as it was seen."""

    version: SeenVersion
    without_bad_rows: Annotated[
        bool, Field(description="Whether rows with problems are left out; else one stops all.")
    ] = False


class TakenBody(Body):
    """What was taken over."""

    rows: Annotated[int, Field(description="Of the list now.")]


@router.post("/teams/{team_id}/uploads", status_code=HTTPStatus.CREATED)
def upload(
    who: Asking,
    team_id: TeamId,
    kind: Annotated[UploadKind, Form()],
    file: Annotated[UploadFile, File(description="A list as .xlsx or .csv, also packed as .gz.")],
    response: Response,
) -> UploadBody:
    """Send a file, and see how it is understood; the header ``Location`` names it.

    Its columns mean what they meant in the file before, else what their headers say. `take` makes it
    the team's list. Files of the list that you sent before, or that were taken, are kept no longer.
    """
    user = who.signed_in()
    with TURNS.taken():
        content = (file.filename or "", file.file.read())
        added = add_upload(who.database, user, team_id, kind, content)
        response.headers["location"] = f"/api/v1/teams/{team_id}/uploads/{added.upload_id}"
        return _shown(look_at(who.database, user, team_id, added.upload_id))


@router.get("/teams/{team_id}/uploads/{upload_id}")
def uploaded(who: Asking, team_id: TeamId, upload_id: UploadId) -> UploadBody:
    """Show how a file is understood, and everything that is wrong with it."""
    return _shown(look_at(who.database, who.signed_in(), team_id, upload_id))


@router.patch("/teams/{team_id}/uploads/{upload_id}")
def amend_upload(who: Asking, team_id: TeamId, upload_id: UploadId, body: AmendBody) -> UploadBody:
    """Say what the columns of a file mean, correct its cells, and see what is still wrong."""
    user = who.signed_in()
    cells = {(cell.row, cell.column): cell.value for cell in body.cells}
    with TURNS.taken():
        looked = look_at(who.database, user, team_id, upload_id)
        seen = replace(looked, upload=replace(looked.upload, version=body.version))
        amend(who.database, user, seen, body.mapping, cells)
        return _shown(look_at(who.database, user, team_id, upload_id))


@router.post("/teams/{team_id}/uploads/{upload_id}/take")
def take_upload(who: Asking, team_id: TeamId, upload_id: UploadId, body: TakeBody) -> TakenBody:
    """Make a file the team's list: rows that it does not have are gone.

    What the team has entered in fields that the file has no column for is kept.
    """
    user = who.signed_in()
    seen = replace(upload_of(who.database, user, team_id, upload_id), version=body.version)
    rows = take_over(who.database, user, seen, without_bad_rows=body.without_bad_rows)
    return TakenBody(rows=rows)


def _shown(looked: Looked) -> UploadBody:
    told = looked.upload
    return UploadBody(
        upload_id=told.upload_id,
        kind=UploadKind(told.kind),
        name=told.name,
        state=told.state,
        version=told.version,
        author=told.author,
        created=told.created,
        columns=[_column(column) for column in looked.columns],
        fields=list(looked.fields),
        needs=[_need(need) for need in looked.needs],
        rows=looked.rows,
        good=looked.good,
        problem_count=len(looked.problems),
        problems=problem_rows(looked.problems),
        warning_count=len(looked.warnings),
        warnings=problem_rows(looked.warnings),
        notes=list(looked.notes),
    )


def _column(column: Column) -> ColumnBody:
    return ColumnBody(column=column.header, field=column.field, examples=list(column.examples))


def _need(need: Need) -> NeedBody:
    return NeedBody(ways=[list(way) for way in need.ways], is_met=need.is_met)
