"""A calendar file per rep: one event a stop, with the way there a tap away."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event

from models.itinerary import DayLine, StopLine, day_lines
from models.links import file_stems, google_link, waze_link
from models.places import Place
from models.plan import MonthPlan
from models.problem import Kind

_KIND_WORDS = {Kind.VISIT: "Visit", Kind.PROSPECT: "Prospect", Kind.DESK: "Desk"}


def write_calendars(plan: MonthPlan, folder: Path) -> None:
    """Write ``calendars/REP.ics`` for every rep, also for one without a stop."""
    target = folder / "calendars"
    target.mkdir()
    days = day_lines(plan.problem, plan.result.schedule)
    for rep_id, stem in file_stems(plan.reps).items():
        own = [day for day in days if day.route.rep_id == rep_id]
        content = rep_calendar(plan, rep_id, own).to_ical()
        (target / f"{stem}.ics").write_bytes(content)


def rep_calendar(plan: MonthPlan, rep_id: str, days: list[DayLine]) -> Calendar:
    """Return the calendar of one rep.

    Times carry the rep's time zone with its definition; without a known zone they float, that is,
    they are local wherever they are read.
    """
    zone = _zone(plan.time_zones.get(rep_id, ""))
    calendar = Calendar()
    calendar.add("prodid", "-//Rounds//Month of visits//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{plan.reps[rep_id].name} {plan.month}")
    if zone is not None:
        calendar.add("x-wr-timezone", zone.key)
    for day in days:
        for line in day.stops:
            calendar.add_component(_event(plan, day, line, zone))
    # The rules of this year and the next are enough, and keep the file small.
    year = plan.month.year
    calendar.add_missing_timezones(dt.date(year, 1, 1), dt.date(year + 1, 12, 31))
    return calendar


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _event(plan: MonthPlan, day: DayLine, line: StopLine, zone: ZoneInfo | None) -> Event:
    requirement = line.requirement
    midnight = dt.datetime.combine(day.route.date, dt.time(), zone)
    event = Event()
    # The same for the same visit in every run, so that a calendar moves it instead of doubling it.
    event.add("uid", f"{line.need.visit_id}.{plan.month}@rounds.example")
    event.add("dtstamp", dt.datetime.combine(plan.month.first, dt.time(), dt.UTC))
    event.add("sequence", 0)
    event.add("status", "CONFIRMED")
    event.add("dtstart", midnight + dt.timedelta(minutes=line.arrive_min))
    event.add("dtend", midnight + dt.timedelta(minutes=line.depart_min))
    event.add("summary", _summary(line))
    event.add("description", _description(line))
    event.add("categories", [_KIND_WORDS[requirement.kind]])
    if requirement.place is not None and not requirement.is_desk:
        event.add("location", _address(plan, requirement.customer_id, requirement.place))
        event.add("geo", (requirement.place.lat, requirement.place.lon))
        event.add("url", google_link(requirement.place))
    return event


def _summary(line: StopLine) -> str:
    requirement = line.requirement
    if requirement.is_desk:
        return f"{requirement.channel.value.capitalize()}: {requirement.name}"
    if requirement.kind is Kind.PROSPECT:
        return f"{requirement.name} (prospect)"
    return (
        f"{requirement.name} ({requirement.segment})" if requirement.segment else requirement.name
    )


def _description(line: StopLine) -> str:
    requirement = line.requirement
    told = [requirement.why] if requirement.why else []
    if line.pinned:
        told.append("Fixed appointment")
    if requirement.place is not None and not requirement.is_desk:
        told.append(f"Drive to here: {line.drive_min} min, {line.drive_m / 1000:.1f} km")
        told.append(f"Google Maps: {google_link(requirement.place)}")
        told.append(f"Waze: {waze_link(requirement.place)}")
    return "\n".join(told)


def _address(plan: MonthPlan, customer_id: str, place: Place) -> str:
    customer = plan.customers.get(customer_id)
    parts = (customer.address, customer.postcode, customer.city) if customer else ()
    return ", ".join(part for part in parts if part) or f"{place.lat:.5f}, {place.lon:.5f}"
