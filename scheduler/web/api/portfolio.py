"""Who matters and who cools down; what a month asks for against what the reps can do."""

from typing import Annotated

from fastapi.responses import HTMLResponse
from pydantic import Field

from models.customers import Segment, Status
from models.month import Month
from models.plan import CapacityLine
from models.portfolio import PortfolioRow, Temperature
from scheduler.pipelines.app.capacity import demand_of
from scheduler.pipelines.app.customers import valued
from scheduler.pipelines.app.team_maps import temperature_map
from scheduler.pipelines.app.teams import one_team
from scheduler.web.api.common import Body, MonthText, Page, Paging, TeamId, make_router
from scheduler.web.api.maps import MAP_ANSWER, map_answer
from scheduler.web.caller import Asking

router = make_router("portfolio")


class ValuedBody(Body):
    """A customer, and what the portfolio says of it."""

    customer_id: str
    customer_name: str
    rep_id: str
    status: Status
    segment: Annotated[Segment, Field(description="The category in force.")]
    category_note: Annotated[str, Field(description="Why it is in this category.")]
    value: Annotated[float | None, Field(description="Money a month; null is unknown.")]
    temperature: Temperature
    actual: Annotated[float | None, Field(description="Money a month as sold; null is unknown.")]
    expected: Annotated[float | None, Field(description="Money a month that it could bring.")]
    temperature_note: Annotated[str, Field(description="Where both come from.")]
    alarm: Annotated[str, Field(description="What is urgent about it; empty where nothing is.")]
    falling: Annotated[bool | None, Field(description="Null: the history is too short to tell.")]
    fall_note: str
    treatment: Annotated[str, Field(description="How it is cared for, with the reason.")]
    release: Annotated[str, Field(description="Why it might be let go; empty where it stays.")]


class LoadBody(Body):
    """A rep's month before it is planned."""

    rep_id: str
    name: str
    customers: int
    workdays: int
    meetings_due: int
    meetings_possible: int
    work_min: int
    travel_min: Annotated[int, Field(description="A lower estimate of the driving.")]
    reserve_min: Annotated[int, Field(description="Kept for finding customers.")]
    available_min: int
    load: Annotated[
        float, Field(description="Of meetings or minutes, whichever is fuller; 1 is full.")
    ]


class CapacityBody(Body):
    """Demand against capacity of a month."""

    reps: list[LoadBody]
    notes: Annotated[list[str], Field(description="What to know, the most important first.")]


@router.get("/teams/{team_id}/portfolio")
def portfolio(who: Asking, team_id: TeamId, paging: Paging) -> Page[ValuedBody]:
    """List the customers with category, value, temperature and the reasons for each.

    All customers are valued for every page: ask for long ones (``limit=1000``).
    """
    user = who.signed_in()
    one_team(who.database, user, team_id)
    found = valued(who.database, user, team_id)
    return paging.page(list(found.rows.values()), _valued)


@router.get("/teams/{team_id}/portfolio/map", response_class=HTMLResponse, responses=MAP_ANSWER)
def portfolio_map(who: Asking, team_id: TeamId) -> HTMLResponse:
    """Give the map of the customers by their temperature as a file that opens without a network."""
    content = temperature_map(who.database, who.signed_in(), team_id)
    return map_answer(who, content, "portfolio")


@router.get("/teams/{team_id}/months/{month}/capacity")
def capacity(who: Asking, team_id: TeamId, month: MonthText) -> CapacityBody:
    """Show what a month asks for against what each rep can do, before it is planned."""
    found = demand_of(who.database, who.signed_in(), team_id, Month.parse(month))
    reps = [_load(line, found.names.get(line.rep_id, line.rep_id)) for line in found.lines]
    return CapacityBody(reps=reps, notes=list(found.notes))


def _valued(row: PortfolioRow) -> ValuedBody:
    return ValuedBody(
        customer_id=row.customer.customer_id,
        customer_name=row.customer.name,
        rep_id=row.rep_id,
        status=row.customer.status,
        segment=row.segment,
        category_note=row.category_note,
        value=row.value,
        temperature=row.warmth.temperature,
        actual=row.warmth.actual,
        expected=row.warmth.expected,
        temperature_note=row.warmth.note,
        alarm=row.alarm,
        falling=row.fall.falling,
        fall_note=row.fall.note,
        treatment=row.treatment,
        release=row.release.reason if row.release else "",
    )


def _load(line: CapacityLine, name: str) -> LoadBody:
    return LoadBody(
        name=name,
        rep_id=line.rep_id,
        customers=line.customers,
        workdays=line.workdays,
        meetings_due=line.meetings_due,
        meetings_possible=line.meetings_possible,
        work_min=line.work_min,
        travel_min=line.travel_min,
        reserve_min=line.reserve_min,
        available_min=line.available_min,
        load=line.load,
    )
