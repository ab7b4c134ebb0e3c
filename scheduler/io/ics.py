"""A calendar file per rep: one event a stop, with the way there a tap away."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event, vDuration

from models.customers import Channel
from models.itinerary import DayLine, StopLine, day_lines
from models.links import file_stems, google_link, waze_link
from models.places import Place, address_text
from models.plan import MonthPlan
from models.problem import Kind

Say = Callable[[str], str]
"""Turns a text in English into the same in another language."""

_KIND_WORDS = {Kind.VISIT: "Visit", Kind.PROSPECT: "Prospect", Kind.DESK: "Desk"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarStop:
    """A stop as a calendar shows it.

    Parameters
    ----------
    uid
        The same for the same visit in every run, so that a calendar moves it instead of doubling it.
    stamp
        When this version of the stop came to be.
    sequence
        Number of the version; the highest one counts.
    arrive_min, depart_min
        Minutes after local midnight.
    drive_min, drive_m
        The leg to this stop.
    place, address
        Where it is; ``None`` and empty for desk work.
    """

    uid: str
    stamp: dt.datetime
    sequence: int = 0
    date: dt.date
    arrive_min: int
    depart_min: int
    name: str
    kind: Kind
    channel: Channel
    segment: str = ""
    why: str = ""
    pinned: bool = False
    place: Place | None = None
    address: str = ""
    drive_min: int = 0
    drive_m: float = 0.0


def stop_uid(visit_id: str, month: str) -> str:
    """Return what names the event of a visit in every calendar."""
    return f"{visit_id}.{month}@rounds.example"


def write_calendars(plan: MonthPlan, folder: Path) -> None:
    """Write ``calendars/REP.ics`` for every rep, also for one without a stop."""
    target = folder / "calendars"
    target.mkdir()
    days = day_lines(plan.problem, plan.result.schedule)
    for rep_id, stem in file_stems(plan.reps).items():
        own = [day for day in days if day.route.rep_id == rep_id]
        stops = [_calendar_stop(plan, day, line) for day in own for line in day.stops]
        # The rules of this year and the next are enough, and keep the file small.
        calendar = calendar_of(
            f"{plan.reps[rep_id].name} {plan.month}",
            stops,
            plan.time_zones.get(rep_id, ""),
            (plan.month.year, plan.month.year + 1),
        )
        (target / f"{stem}.ics").write_bytes(calendar.to_ical())


def calendar_of(
    title: str,
    stops: Iterable[CalendarStop],
    time_zone: str,
    years: tuple[int, int],
    say: Say = str,
) -> Calendar:
    """Return a calendar.

    Times carry the time zone with its definition; without a known zone they float, that is, they are
    local wherever they are read.

    Parameters
    ----------
    years
        The first and the last one for which the rules of the zone are told.
    say
        Gives the language in which events are described; by default English.
    """
    zone = _zone(time_zone)
    calendar = Calendar()
    calendar.add("prodid", "-//Rounds//Month of visits//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    if zone is not None:
        calendar.add("x-wr-timezone", zone.key)
    for stop in stops:
        calendar.add_component(_event(stop, zone, say))
    calendar.add_missing_timezones(dt.date(years[0], 1, 1), dt.date(years[1], 12, 31))
    return calendar


def look_again(calendar: Calendar, after: dt.timedelta) -> None:
    """Ask whoever subscribes to a calendar to look again after a time.

    Apple's and Microsoft's do (RFC 7986, 5.7; the older name is Microsoft's); Google's decides for itself.
    """
    calendar.add("refresh-interval", after, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(after))


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _calendar_stop(plan: MonthPlan, day: DayLine, line: StopLine) -> CalendarStop:
    requirement = line.requirement
    place = None if requirement.is_desk else requirement.place
    return CalendarStop(
        uid=stop_uid(line.need.visit_id, str(plan.month)),
        stamp=dt.datetime.combine(plan.month.first, dt.time(), dt.UTC),
        date=day.route.date,
        arrive_min=line.arrive_min,
        depart_min=line.depart_min,
        name=requirement.name,
        kind=requirement.kind,
        channel=requirement.channel,
        segment=requirement.segment,
        why=requirement.why,
        pinned=line.pinned,
        place=place,
        address=_address(plan, requirement.customer_id) if place else "",
        drive_min=line.drive_min,
        drive_m=line.drive_m,
    )


def _address(plan: MonthPlan, customer_id: str) -> str:
    customer = plan.customers.get(customer_id)
    return address_text(customer.address, customer.city, customer.postcode) if customer else ""


def _event(stop: CalendarStop, zone: ZoneInfo | None, say: Say) -> Event:
    midnight = dt.datetime.combine(stop.date, dt.time(), zone)
    event = Event()
    event.add("uid", stop.uid)
    event.add("dtstamp", stop.stamp)
    event.add("sequence", stop.sequence)
    event.add("status", "CONFIRMED")
    event.add("dtstart", midnight + dt.timedelta(minutes=stop.arrive_min))
    event.add("dtend", midnight + dt.timedelta(minutes=stop.depart_min))
    event.add("summary", _summary(stop, say))
    event.add("description", _description(stop, say))
    event.add("categories", [say(_KIND_WORDS[stop.kind])])
    if stop.place is not None:
        event.add("location", stop.address or f"{stop.place.lat:.5f}, {stop.place.lon:.5f}")
        event.add("geo", (stop.place.lat, stop.place.lon))
        event.add("url", google_link(stop.place))
    return event


def _summary(stop: CalendarStop, say: Say) -> str:
    if stop.kind is Kind.DESK:
        return f"{say(f'{stop.channel.value.capitalize()}:')} {stop.name}"
    if stop.kind is Kind.PROSPECT:
        return f"{stop.name} ({say('prospect')})"
    return f"{stop.name} ({stop.segment})" if stop.segment else stop.name


def _description(stop: CalendarStop, say: Say) -> str:
    told = [say(stop.why)] if stop.why else []
    if stop.pinned:
        told.append(say("Fixed appointment"))
    if stop.place is not None:
        told.append(say(f"Drive to here: {stop.drive_min} min, {stop.drive_m / 1000:.1f} km"))
        told.append(f"Google Maps: {google_link(stop.place)}")
        told.append(f"Waze: {waze_link(stop.place)}")
    return "\n".join(told)
