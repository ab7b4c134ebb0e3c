"""Customers, reps and policy: pushed by a CRM, changed by who saw them."""

from typing import Annotated

from pydantic import Field

from models.people import User
from models.records import Row
from scheduler.pipelines.app import lists
from scheduler.pipelines.app.policy import policy_of, set_policy
from scheduler.web.access import own_rep
from scheduler.web.api.common import (
    Body,
    CustomerId,
    Key,
    LongText,
    Page,
    Paging,
    TeamId,
    Text,
    make_router,
)
from scheduler.web.caller import Asking

router = make_router("lists")

_MOST_ROWS = 20_000
Fields = dict[Key, Text]


class RowBody(Body):
    """A row of a list."""

    id: str
    fields: Annotated[dict[str, str], Field(description="Texts by canonical column, as entered.")]
    version: Annotated[int, Field(description="Send it back with a change.")]


class RowsBody(Body):
    """Rows to add or to change."""

    rows: Annotated[
        list[Fields],
        Field(
            min_length=1,
            max_length=_MOST_ROWS,
            description="Texts by canonical column, each row with its id; an empty text takes a field away.",
            examples=[
                [{"customer_id": "C1", "name": "Corner Shop", "lat": "41.6", "lon": "-93.6"}]
            ],
        ),
    ]


class KeptRowsBody(Body):
    """The rows that were sent, as they are now."""

    rows: list[RowBody]


class RowChangeBody(Body):
    """Fields of a row that change."""

    version: Annotated[int, Field(ge=0, le=2**31 - 1, description="Of the row that you saw.")]
    fields: Annotated[Fields, Field(min_length=1)]


class PolicyBody(Body):
    """The policy of a team."""

    text: Annotated[LongText, Field(description="As `rounds policy` prints it (TOML).")]
    version: Annotated[
        int, Field(ge=0, le=2**31 - 1, description="Of the policy that you saw; 0 is the default.")
    ]


class VersionBody(Body):
    """The version of what was kept."""

    version: int


@router.get("/teams/{team_id}/customers")
def customers(who: Asking, team_id: TeamId, paging: Paging) -> Page[RowBody]:
    """List the customers of a team; a rep sees the own ones."""
    user = who.signed_in()
    found = [
        row
        for row in lists.rows_of(who.database, user, team_id, "customers")
        if _is_open(user, row)
    ]
    return paging.page(found, _shown)


@router.post("/teams/{team_id}/customers")
def put_customers(who: Asking, team_id: TeamId, body: RowsBody) -> KeptRowsBody:
    """Add customers, or change those whose ``customer_id`` is there; all of them or none.

    Who is no customer any more gets the ``status`` ``inactive``: no plan visits it, and what was is kept.
    """
    return _put(who, team_id, "customers", body)


@router.get("/teams/{team_id}/customers/{customer_id}")
def customer(who: Asking, team_id: TeamId, customer_id: CustomerId) -> RowBody:
    """Show a customer."""
    return _shown(lists.row_of(who.database, who.signed_in(), team_id, "customers", customer_id))


@router.patch("/teams/{team_id}/customers/{customer_id}")
def change_customer(
    who: Asking, team_id: TeamId, customer_id: CustomerId, body: RowChangeBody
) -> RowBody:
    """Change fields of a customer that you saw."""
    seen = Row(customer_id, body.fields, body.version)
    return _shown(lists.change_row(who.database, who.signed_in(), team_id, "customers", seen))


@router.get("/teams/{team_id}/reps")
def reps(who: Asking, team_id: TeamId, paging: Paging) -> Page[RowBody]:
    """List the reps of a team."""
    found = lists.rows_of(who.database, who.signed_in(), team_id, "reps")
    return paging.page(found, _shown)


@router.post("/teams/{team_id}/reps")
def put_reps(who: Asking, team_id: TeamId, body: RowsBody) -> KeptRowsBody:
    """Add reps, or change those whose ``rep_id`` is there; all of them or none."""
    return _put(who, team_id, "reps", body)


@router.get("/teams/{team_id}/policy")
def policy(who: Asking, team_id: TeamId) -> PolicyBody:
    """Show the policy of a team."""
    text, version = policy_of(who.database, who.signed_in(), team_id)
    return PolicyBody(text=text, version=version)


@router.put("/teams/{team_id}/policy")
def change_policy(who: Asking, team_id: TeamId, body: PolicyBody) -> VersionBody:
    """Keep another policy."""
    version = set_policy(who.database, who.signed_in(), team_id, body.text, body.version)
    return VersionBody(version=version)


def _put(who: Asking, team_id: int, kind: lists.Kind, body: RowsBody) -> KeptRowsBody:
    rows = lists.put_rows(who.database, who.signed_in(), team_id, kind, body.rows)
    return KeptRowsBody(rows=[_shown(row) for row in rows])


def _shown(row: Row) -> RowBody:
    return RowBody(id=row.key, fields=dict(row.fields), version=row.version)


def _is_open(user: User, row: Row) -> bool:
    """Return whether a user may see a customer: all in the office, a rep the own ones."""
    rep = own_rep(user)
    return rep is None or rep in {name.strip() for name in row.fields.get("rep_id", "").split(";")}
