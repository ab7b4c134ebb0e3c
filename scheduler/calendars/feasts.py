"""The holidays of a country in a month: days off, eves, half holidays, days between the feasts.

The dates are those of the library ``holidays``. What the library does not tell is derived: an eve
is the day before a public holiday (the eve of the seventh day of Passover and Hoshana Raba are such
days, too), a day between the feasts is what the library calls a Pesach or Sukkot holiday.
"""

import datetime as dt
import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import holidays
from holidays.registry import COUNTRIES

from models.errors import InputError, InputProblem
from models.month import Month
from models.policy import CalendarPolicy, Policy
from scheduler.calendars.hours import wrong_setting

_DAY = dt.timedelta(days=1)
_EFFECTS = ("work", "half", "off")
"""From the mildest to the strictest."""

_BETWEEN_FEASTS = frozenset({"Pesach holiday", "Sukkot holiday"})


class DayKind(StrEnum):
    """Why a day is special."""

    HOLIDAY = "holiday"
    HALF = "half"
    EVE = "eve"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A date that the country's calendar names.

    Parameters
    ----------
    name
        In English where the library knows English.
    effect
        ``work``, ``half`` or ``off``: what the policy makes of it.
    """

    name: str
    kind: DayKind
    effect: str

    @property
    def reason(self) -> str:
        """What to print next to a half or a free day, e.g. ``eve of Pesach``."""
        return {DayKind.EVE: "eve of ", DayKind.HALF: "half holiday: "}.get(
            self.kind, ""
        ) + self.name


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """The special days of one month in one country.

    Parameters
    ----------
    country
        ISO 3166 code of two letters; ``None`` where none was given.
    days
        By date, in order.
    notes, questions
        Sentences for the manager: what was assumed, what should be answered.
    """

    month: Month
    country: str | None
    days: Mapping[dt.date, SpecialDay] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


def country_code(country: str) -> str:
    """Return the two-letter code of a country given by a code or by its English name.

    Raises
    ------
    InputError
        If no country has this code, with codes and names that resemble it.
    """
    wanted = country.strip().replace(" ", "_").casefold()
    names = {key: entry[1] for key, entry in COUNTRIES.items()}
    for entry in COUNTRIES.values():
        names.update({code.casefold(): entry[1] for code in entry[1:]})
    if wanted in names:
        return names[wanted]
    near = difflib.get_close_matches(wanted, sorted(names), n=3, cutoff=0.5)
    meant = sorted({names[key] for key in near}) or ["US", "IL", "DE"]
    advice = "give a code of ISO 3166, for instance " + ", ".join(meant)
    raise InputError([InputProblem("--country", 0, "", country, "no such country", advice)])


def holiday_calendar(
    country: str | None, month: Month, policy: Policy, subdivision: str | None = None
) -> HolidayCalendar:
    """Return the special days of a month, with what the policy makes of each.

    Parameters
    ----------
    country
        Code or English name; ``None`` gives a calendar without holidays, and says so.
    subdivision
        State or province, where its holidays differ.

    Raises
    ------
    InputError
        If the country or the subdivision is unknown, or a calendar setting has no such choice.
    """
    _check_settings(policy.calendar)
    if not country:
        note = "no country is given: no public holidays are taken off (--country)"
        return HolidayCalendar(month, None, notes=(note,))
    code = country_code(country)
    public, half, between = _named_days(code, month, subdivision)
    days: dict[dt.date, SpecialDay] = {}
    for day in month.days():
        found = list(_special(day, public, half, between))
        if found:
            kinds = [(_effect(kind, code, policy.calendar), kind, name) for kind, name in found]
            effect, kind, name = max(kinds, key=lambda item: _EFFECTS.index(item[0]))
            days[day] = SpecialDay(name, kind, effect)
    questions = _questions(month, between, policy.calendar)
    return HolidayCalendar(month, code, MappingProxyType(days), (), questions)


_Names = Mapping[dt.date, str]


def _special(
    day: dt.date, public: _Names, half: _Names, between: _Names
) -> Iterator[tuple[DayKind, str]]:
    if day in public:
        yield DayKind.HOLIDAY, public[day]
        return
    if day + _DAY in public:
        yield DayKind.EVE, public[day + _DAY]
    if day in half:
        yield DayKind.HALF, half[day]
    if day in between:
        yield DayKind.BETWEEN, between[day]


def _effect(kind: DayKind, country: str, calendar: CalendarPolicy) -> str:
    if kind is DayKind.HOLIDAY:
        return "off"
    if kind is DayKind.HALF:
        return calendar.half_holidays
    if kind is DayKind.BETWEEN:
        return "work" if calendar.between_feasts == "ask" else calendar.between_feasts
    if calendar.eves == "auto":
        return "half" if country == "IL" else "work"
    return calendar.eves


def _named_days(country: str, month: Month, subdivision: str | None) -> tuple[_Names, ...]:
    """Return public holidays, half holidays and days between the feasts, by date.

    The year after is read, too: 31 December is the eve of 1 January.
    """
    probe = _read(country, month, subdivision, "public")
    others = [
        _read(country, month, subdivision, category)
        if category in probe.supported_categories
        else {}
        for category in ("half_day", "optional")
    ]
    between = {day: name for day, name in others[1].items() if name in _BETWEEN_FEASTS}
    return dict(probe.items()), dict(others[0]), between


def _read(country: str, month: Month, subdivision: str | None, category: str) -> Any:
    years = {month.year, (month.last + _DAY).year}
    known = holidays.country_holidays(country).supported_languages
    language = "en_US" if "en_US" in known else None
    try:
        return holidays.country_holidays(
            country, subdiv=subdivision, years=years, categories=(category,), language=language
        )
    except NotImplementedError:
        parts = ", ".join(holidays.country_holidays(country).subdivisions) or "none"
        problem = InputProblem(
            "--country", 0, "", subdivision or "", f"{country} has no such part", f"known: {parts}"
        )
        raise InputError([problem]) from None


def _questions(month: Month, between: _Names, calendar: CalendarPolicy) -> tuple[str, ...]:
    days = [day for day in month.days() if day in between]
    if calendar.between_feasts != "ask" or not days:
        return ()
    named = " and ".join(dict.fromkeys(between[day] for day in days))
    several = len(days) > 1
    span = f"{days[0].day} to {days[-1].day}" if several else str(days[0].day)
    verb = "lie between the feasts" if several else "lies between the feasts"
    question = (
        f"{span} {days[0]:%b %Y} {verb} ({named}) and {'are' if several else 'is'} planned as "
        "ordinary working days: is that right? Otherwise set calendar.between_feasts to 'half' or 'off'"
    )
    return (question,)


def _check_settings(calendar: CalendarPolicy) -> None:
    for name, extra in (("eves", ("auto",)), ("half_holidays", ()), ("between_feasts", ("ask",))):
        value, allowed = getattr(calendar, name), (*_EFFECTS, *extra)
        if value not in allowed:
            advice = "give " + ", ".join(allowed)
            raise wrong_setting(f"calendar.{name}", value, "there is no such choice", advice)
