"""What the next plans keep: appointments, and longer visits that a rep has proposed."""

import datetime as dt
from http import HTTPStatus
from typing import Annotated

from fastapi import Query
from pydantic import Field

from models.requirement import Strength
from scheduler.pipelines.app.appointments import (
    Appointment,
    Checked,
    appointments_of,
    check_appointments,
    remove_appointment,
)
from scheduler.pipelines.app.lengths import Longer, longer_visits, shorten_again
from scheduler.pipelines.app.teams import team_of
from scheduler.web.api.common import (
    MOST_PROBLEMS,
    Body,
    Page,
    Paging,
    ProblemRow,
    ProposalId,
    TeamId,
    make_router,
    problem_rows,
)
from scheduler.web.caller import Asking

router = make_router("appointments")

Check = Annotated[
    bool,
    Query(
        description="Whether to find out, in some seconds, which of them cannot be kept. All are checked "
        "again for each page: ask with the largest `limit`."
    ),
]
OfCustomer = Annotated[
    str,
    Query(
        min_length=1, max_length=200, pattern=r"^[^\x00]+$", description="`customer_id` as listed."
    ),
]
OnDate = Annotated[
    str, Query(max_length=200, pattern=r"^[^\x00]*$", description="`date` as listed.")
]


class AppointmentBody(Body):
    """A customer's day that the next plan keeps."""

    customer_id: str
    customer_name: str
    date: Annotated[str, Field(description="As it was entered.", examples=["2026-12-09"])]
    day: Annotated[dt.date | None, Field(description="Null where the date is written otherwise.")]
    time: Annotated[str, Field(description="Empty leaves it open.")]
    rep_id: Annotated[str, Field(description="Empty leaves the rep open.")]
    rep_name: str
    strength: Annotated[
        Strength, Field(description="What holds: rep and day, the day, or its week.")
    ]
    on_board: Annotated[
        bool,
        Field(
            description="Whether it is pinned in the draft of its month, and in no list besides."
        ),
    ]
    proposal_id: Annotated[
        int | None, Field(description="The proposal of a rep that it comes from; null: none.")
    ]
    in_the_way: Annotated[
        str,
        Field(
            description="What of it stands in a plan's way: `date`, the rep does not work on this day; "
            "`rep_id`, this rep may not serve the customer; `customer_id`, the customer is not in the list "
            "any more (plans leave this out). Empty: nothing, or, without `check=true`, not asked."
        ),
    ]


class AppointmentPage(Page[AppointmentBody]):
    """Some of the appointments, and what may hide what is wrong with them."""

    problem_count: Annotated[
        int,
        Field(
            description="With `check=true`: how much else is wrong in the lists; as long as it is, "
            "something that stands in an appointment's way may not be found."
        ),
    ]
    problems: Annotated[
        list[ProblemRow], Field(description=f"The first {MOST_PROBLEMS:,} of that.")
    ]
    unchecked_months: Annotated[
        list[str],
        Field(
            description="With `check=true`: later months with appointments, which were not checked: "
            "at most three months are at a time."
        ),
    ]


class LengthBody(Body):
    """Visits of a customer that are longer since a rep's proposal was accepted."""

    proposal_id: int
    customer_id: str
    customer_name: str
    minutes: int
    before: Annotated[str, Field(description="Minutes in the list before; they come back.")]


@router.get("/teams/{team_id}/appointments")
def appointments(
    who: Asking, team_id: TeamId, paging: Paging, *, check: Check = False
) -> AppointmentPage:
    """List what the next plans keep, from this month on, by day: accepted proposals and pins.

    One that cannot be kept lets a plan fail: remove it, or change what is in its way.
    """
    with who.work() as work:
        team_of(work, team_id)
        found = Checked(appointments_of(work, team_id), (), ())
        if check:
            found = check_appointments(work, team_id, found.appointments)
    page = paging.page(found.appointments, _shown)
    return AppointmentPage(
        items=page.items,
        total=page.total,
        next=page.next,
        problem_count=len(found.others),
        problems=problem_rows(found.others),
        unchecked_months=[str(month) for month in found.later],
    )


@router.delete("/teams/{team_id}/appointments", status_code=HTTPStatus.NO_CONTENT)
def forget_appointment(who: Asking, team_id: TeamId, customer_id: OfCustomer, date: OnDate) -> None:
    """Let the next plans keep an appointment no longer.

    Its pin in the draft of its month is taken away too; a proposal that it comes from is declined after all.
    """
    remove_appointment(who.database, who.signed_in(), team_id, customer_id, date)


@router.get("/teams/{team_id}/lengths")
def lengths(who: Asking, team_id: TeamId, paging: Paging) -> Page[LengthBody]:
    """List visits that are longer because a rep has proposed it and it was accepted."""
    with who.work() as work:
        team_of(work, team_id)
        found = longer_visits(work, team_id)
    return paging.page(found, _length)


@router.delete("/teams/{team_id}/lengths/{proposal_id}", status_code=HTTPStatus.NO_CONTENT)
def forget_length(who: Asking, team_id: TeamId, proposal_id: ProposalId) -> None:
    """Take an accepted length back: visits last as long as the list said before."""
    shorten_again(who.database, who.signed_in(), team_id, proposal_id)


def _shown(one: Appointment) -> AppointmentBody:
    fields = one.fields
    return AppointmentBody(
        customer_id=fields.get("customer_id", ""),
        customer_name=one.name,
        date=fields.get("date", ""),
        day=one.day,
        time=fields.get("time", ""),
        rep_id=fields.get("rep_id", ""),
        rep_name=one.rep_name,
        strength=one.strength,
        on_board=one.on_board,
        proposal_id=one.proposal.proposal_id if one.proposal else None,
        in_the_way=one.wrong if one.is_customer else "customer_id",
    )


def _length(one: Longer) -> LengthBody:
    return LengthBody(
        proposal_id=one.proposal.proposal_id,
        customer_id=one.proposal.customer_id,
        customer_name=one.name,
        minutes=one.minutes,
        before=one.before,
    )
