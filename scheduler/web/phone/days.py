"""A rep's day and week, and what is said about the visits."""

import datetime as dt
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.exceptions import HTTPException
from fastapi.requests import Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel

from models.errors import InputError
from models.month import week_of
from models.places import Place
from models.rep_days import RepDay
from models.requirement import Kind
from scheduler.pipelines.app.mark_visit import MarkForm, mark_visit
from scheduler.pipelines.app.rep_day import country_of, own_today, rep_day, rep_week
from scheduler.web.caller import Asking, Caller
from scheduler.web.phone.assets import leaflet
from scheduler.web.phone.packed import packed
from scheduler.web.phone.words import REASONS, new_key, told
from scheduler.web.texts import _
from scheduler.web.texts.locale import first_weekday, time_text
from scheduler.web.views import page

router = APIRouter()


class MarkFields(BaseModel):
    """The fields of the form, as they were typed; one that is missing is blank."""

    key: str = ""
    visit_id: str = ""
    date: str = ""
    status: str = ""
    moved_to: str = ""
    reason: str = ""
    outcome: str = ""
    order_amount: str = ""


@router.get("/phone")
def today(request: Request, caller: Asking) -> Response:
    """Show what is to be done today."""
    return _day_page(request, caller, None)


@router.get("/phone/days/{date}")
def day(request: Request, caller: Asking, date: str) -> Response:
    """Show what is to be done on a day."""
    return _day_page(request, caller, _date(date))


@router.get("/phone/week")
def this_week(request: Request, caller: Asking) -> Response:
    """Show the week that today is in."""
    return _week_page(request, caller, None)


@router.get("/phone/weeks/{date}")
def week(request: Request, caller: Asking, date: str) -> Response:
    """Show the week that a day is in."""
    return _week_page(request, caller, _date(date))


@router.post("/phone/marks")
def mark(request: Request, caller: Asking, fields: Annotated[MarkFields, Form()]) -> Response:
    """Keep what became of a visit; the queue of a phone is answered in JSON, a form with its day."""
    form = MarkForm(**fields.model_dump())
    queued = "application/json" in request.headers.get("accept", "")
    try:
        with caller.work() as work:
            kept = mark_visit(work, caller.user, form)
    except InputError as error:
        if queued:
            return JSONResponse({"problems": told(error)}, HTTPStatus.UNPROCESSABLE_ENTITY)
        return _day_page(request, caller, _date(form.date), (form, told(error)))
    if queued:
        return JSONResponse({"key": kept.key, "status": kept.status.value})
    return RedirectResponse(f"/phone/days/{kept.date}", HTTPStatus.SEE_OTHER)


def _day_page(
    request: Request,
    caller: Caller,
    date: dt.date | None,
    refused: tuple[MarkForm, list[str]] | None = None,
) -> Response:
    """Return the page of a day, with a form that was refused as it was sent."""
    with caller.work() as work:
        found = rep_day(work, caller.user, date or own_today(work, caller.user))
    one = dt.timedelta(days=1)
    view = {
        "day": found,
        "before": found.date - one,
        "after": found.date + one,
        "points": _points(found),
        "leaflet": leaflet,
        "reasons": REASONS,
        "new_key": new_key,
        "refused": refused[0] if refused else None,
        "problems": refused[1] if refused else [],
        "tiles": caller.settings.tiles,
        "attribution": caller.settings.tiles_attribution,
    }
    if refused:
        return page(request, "phone/day.html", view, HTTPStatus.UNPROCESSABLE_ENTITY)
    return packed(request, page(request, "phone/day.html", view))


def _points(day: RepDay) -> list[dict[str, Any]]:
    """Return what the map of a day shows: the start where it is known, then the visits in order."""
    home = [] if day.home is None else [_point(day.home, "⌂", _("Start"), "", "home")]
    stops = [
        _point(
            one.place,
            "+" if one.moved_from else str(one.stop.stop),
            one.stop.name,
            "" if one.moved_from else time_text(one.stop.arrive_min),
            "prospect" if one.stop.kind == Kind.PROSPECT else one.stop.segment,
        )
        for one in (*day.visits, *day.arrived)
        if one.place is not None
    ]
    return [*home, *stops] if stops else []


def _point(place: Place, label: str, name: str, time: str, kind: str) -> dict[str, Any]:
    return {
        "lat": place.lat,
        "lon": place.lon,
        "label": label,
        "name": name,
        "time": time,
        "kind": kind,
    }


def _week_page(request: Request, caller: Caller, date: dt.date | None) -> Response:
    with caller.work() as work:
        start = first_weekday(country_of(work, caller.user))
        first = week_of(date or own_today(work, caller.user), start)
        days = rep_week(work, caller.user, first)
    week = dt.timedelta(days=7)
    view = {
        "days": days,
        "fullest": max(day.load_min for day in days),
        "before": first - week,
        "after": first + week,
    }
    return packed(request, page(request, "phone/week.html", view))


def _date(text: str) -> dt.date:
    """Return the date of an address; there is nothing at one without."""
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        raise HTTPException(HTTPStatus.NOT_FOUND) from None
    if not 2000 <= date.year < 2200:  # a week before the first day of all would be an error
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return date
