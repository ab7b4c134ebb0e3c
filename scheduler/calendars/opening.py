"""Opening hours in OpenStreetMap syntax, as stretches of each day of a month."""

import datetime as dt
import functools
import re
from collections.abc import Sequence

import holidays
from opening_hours import (  # type: ignore[attr-defined]  # its stubs leave the errors out
    OpeningHours,
    ParserError,
    State,
    UnknownCountryError,
)

from models.errors import InputError, InputProblem
from models.reps import Span
from models.units import MINUTES_A_DAY
from scheduler.calendars.feasts import country_code

_DAY = dt.timedelta(days=1)
_PUBLIC_HOLIDAY = re.compile(r"\bPH\b")


def opening_intervals(
    text: str, days: Sequence[dt.date], country: str | None
) -> dict[dt.date, tuple[Span, ...]]:
    """Return when a place is open on each day, in local wall-clock minutes.

    A stretch that runs past midnight is cut at 24:00; its rest belongs to the next day. What the
    text calls "unknown" counts as open: such a visit has to be arranged, but it is possible.

    Parameters
    ----------
    text
        OpenStreetMap syntax; the same text is worked out once for the same days.
    days
        Every one of them is a key of the answer; closed days have no stretch.
    country
        Code or English name, for ``PH``; without it no day is a public holiday.

    Raises
    ------
    InputError
        If the text cannot be parsed, or the country is unknown.

    References
    ----------
    https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
    """
    code = country_code(country) if country and _PUBLIC_HOLIDAY.search(text) else None
    return dict(zip(days, _intervals(text, tuple(days), code), strict=True))


@functools.lru_cache(maxsize=4096)
def _intervals(
    text: str, days: tuple[dt.date, ...], country: str | None
) -> tuple[tuple[Span, ...], ...]:
    parsed = _parsed(text, country, frozenset(day.year for day in days))
    return tuple(_spans(parsed, day) for day in days)


@functools.lru_cache(maxsize=4096)
def _parsed(text: str, country: str | None, years: frozenset[int]) -> OpeningHours:
    try:
        try:
            return OpeningHours(text, country=country)
        except UnknownCountryError:  # the library knows fewer countries than `holidays` does
            return OpeningHours(_with_dates(text, country or "", years))
    except ParserError:
        advice = "write it like Mo-Fr 09:00-17:00; Sa 09:00-13:00; PH off"
        what = "the opening hours cannot be understood"
        raise InputError([InputProblem("", 0, "opening_hours", text, what, advice)]) from None


def _spans(parsed: OpeningHours, day: dt.date) -> tuple[Span, ...]:
    midnight = dt.datetime.combine(day, dt.time())
    spans: list[Span] = []
    for start, end, state, _comment in parsed.intervals(midnight, midnight + _DAY):
        if state not in {State.OPEN, State.UNKNOWN}:
            continue
        first, last = _minute(start, midnight), _minute(end, midnight)
        if spans and spans[-1].end_min >= first:  # open and unknown may follow each other
            spans[-1] = Span(spans[-1].start_min, last)
        else:
            spans.append(Span(first, last))
    return tuple(spans)


def _minute(moment: dt.datetime, midnight: dt.datetime) -> int:
    minutes = (moment.replace(tzinfo=None) - midnight) // dt.timedelta(minutes=1)
    return max(0, min(MINUTES_A_DAY, minutes))


def _with_dates(text: str, country: str, years: frozenset[int]) -> str:
    """Write public holidays as dates: ``PH off`` becomes ``2026 Sep 12,2026 Sep 13 off``.

    ``Mo-Fr,PH 09:00-12:00`` becomes two rules, because weekdays and dates cannot share one.
    """
    public = sorted(holidays.country_holidays(country, years=sorted(years), categories=("public",)))
    dates = ",".join(f"{day.year} {day:%b} {day.day:02d}" for day in public)
    rules = []
    for rule in text.split(";"):
        if not _PUBLIC_HOLIDAY.search(rule):
            rules.append(rule)
            continue
        selector, _, hours = rule.strip().partition(" ")
        others = [part for part in selector.split(",") if part != "PH"]
        if others:
            rules.append(f"{','.join(others)} {hours}")
        rules.append(f"{dates} {hours}")
    return ";".join(rules)
