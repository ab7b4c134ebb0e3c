"""Time zones of reps, and the nights on which the clocks change."""

import datetime as dt
import difflib
import functools
import importlib.resources
import zoneinfo
from collections.abc import Iterable

from opening_hours import OpeningHours

from models.errors import InputError, InputProblem
from models.policy import Policy
from models.reps import Rep
from models.workday import Workday
from scheduler.calendars.feasts import country_code

_DAY = dt.timedelta(days=1)


def time_zone(country: str | None, rep: Rep, policy: Policy) -> str:
    """Return the IANA name of a rep's time zone.

    In this order: the rep's own, the policy's, the one in which the rep's home lies (the boundaries
    are those of the opening-hours library), the first one of the country in ``zone.tab`` of the time
    zone database (the capital's, or the most populous), ``UTC``.

    Raises
    ------
    InputError
        If the rep's or the policy's zone, or the country, does not exist.
    """
    for name, file, column in (
        (rep.time_zone, "reps", "time_zone"),
        (policy.rep.time_zone, "policy", "rep.time_zone"),
    ):
        if name:
            return _checked(name, InputProblem(file, rep.row, column, name, "", ""))
    if rep.placement is not None:
        zone = _zone_at(rep.placement.place.lat, rep.placement.place.lon)
        if zone is not None:
            return zone
    if country:
        return _first_zones().get(country_code(country), "UTC")
    return "UTC"


def clock_changes(zone: str, workdays: Iterable[Workday]) -> tuple[str, ...]:
    """Return a sentence for each workday on which the clocks change.

    Working hours are wall-clock times, so the plan needs no correction; people should know.

    Parameters
    ----------
    zone
        IANA name.
    workdays
        Of any reps; a date is told once.
    """
    found = []
    known = zoneinfo.ZoneInfo(zone)
    for day in sorted({workday.date for workday in workdays}):
        midnight = dt.datetime.combine(day, dt.time(), tzinfo=known)
        before, after = midnight.utcoffset(), (midnight + _DAY).utcoffset()
        if before is None or after is None or before == after:
            continue
        way = "forward" if after > before else "back"
        hour = _hour_of_change(midnight)
        found.append(
            f"{day:%A} {day.day} {day:%b %Y}: the clocks go {way} at {hour} ({zone}); "
            "working hours are wall-clock times"
        )
    return tuple(found)


def _hour_of_change(midnight: dt.datetime) -> str:
    """Return the wall-clock time shown just before the clocks change, to the minute."""
    start = midnight.astimezone(dt.UTC)
    low, high = 0, 25 * 60  # minutes; the offset differs at the two ends
    while high - low > 1:
        middle = (low + high) // 2
        then = (start + dt.timedelta(minutes=middle)).astimezone(midnight.tzinfo)
        low, high = (middle, high) if then.utcoffset() == midnight.utcoffset() else (low, middle)
    return f"{high // 60:02d}:{high % 60:02d}"


def _checked(name: str, problem: InputProblem) -> str:
    if name in zoneinfo.available_timezones():
        return name
    near = difflib.get_close_matches(name, sorted(zoneinfo.available_timezones()), n=3, cutoff=0.5)
    advice = "give an IANA name like " + ", ".join(near or ["Asia/Jerusalem", "America/Chicago"])
    raise InputError(
        [InputProblem(problem.file, problem.row, problem.column, name, "no such time zone", advice)]
    )


@functools.lru_cache(maxsize=4096)
def _zone_at(lat: float, lon: float) -> str | None:
    """Return the zone whose boundaries hold a place; ``None`` on the high seas."""
    # The library tells its zone only on the times it answers with.
    daily = OpeningHours("Mo-Su 09:00-10:00", coords=(lat, lon))
    opens = daily.next_change(dt.datetime(2026, 1, 1))  # noqa: DTZ001 - local by meaning
    name = getattr(opens.tzinfo, "key", None) if opens else None
    return None if name is None or name.startswith("Etc/") else str(name)


@functools.lru_cache(maxsize=1)
def _first_zones() -> dict[str, str]:
    """Return the first zone that ``zone.tab`` lists for each country."""
    table = importlib.resources.files("tzdata") / "zoneinfo" / "zone.tab"
    zones: dict[str, str] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, _place, zone = line.split("\t")[:3]
            zones.setdefault(code, zone)
    return zones
