"""What stands between the words of a sentence: numbers, days, names; as English writes them, and as others do.

The name of a field says its kind, digits after it tell two of a kind apart: ``{day}``, ``{day2}``.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from babel import dates, lists, numbers

from scheduler.web.texts import _, direction, language
from scheduler.web.texts.locale import day_text, month_text, number_text, weekday_text

LEFT_TO_RIGHT = "\u200e"
ListStyle = Literal["standard", "or"]
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December")  # fmt: skip
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_QUOTES = {"he": ("„", "”"), "ru": ("«", "»")}
_LEAP_YEAR = 2000
"""Of a day without a year; it has a 29 February."""

_NUMBER = r"[+-]?\d+(?:,\d{3})*(?:\.\d+)?"
_DAY = rf"\d{{1,2}} (?:{'|'.join(_MONTHS)})(?: \d{{4}})?"
_WORDS = r"(?:(?!; ).)+?"
_ID = r"[^\s,;]+"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value.

    Parameters
    ----------
    pattern
        What it looks like in English.
    shown
        Writes it in the current language; a ValueError where it only looks like one (``31 Feb``).
    """

    pattern: str
    shown: Callable[[str], str]


def isolated(text: str) -> str:
    """Return a name so that its direction does not disturb the sentence around it."""
    return f"\u2068{text}\u2069"


def number(text: str) -> str:
    """Return a number, with as many digits after the point as it had."""
    digits = len(text.partition(".")[2])
    return _sign(text) + number_text(float(text.replace(",", "")), digits)


def share(text: str) -> str:
    """Return a share in per cent."""
    digits = len(text.rstrip("%").partition(".")[2])
    form = "#,##0" + ("." + "0" * digits if digits else "") + "%"
    value = float(text.rstrip("%").replace(",", "")) / 100
    return _sign(text) + numbers.format_percent(value, format=form, locale=language())


def _sign(text: str) -> str:
    """Return a plus before a number that has one, on its left also where a line runs to the left."""
    plus = LEFT_TO_RIGHT + "+" if direction() == "rtl" else "+"
    return plus if text.startswith("+") else ""


def day(text: str) -> str:
    """Return a day: ``3 Dec``, ``3 Dec 2027``."""
    return _day(text, language())


@lru_cache(maxsize=2048)  # a month has few days, and a board names them often
def _day(text: str, _code: str) -> str:
    of_month, name, *year = text.split()
    date = dt.date(int(year[0]) if year else _LEAP_YEAR, _MONTHS.index(name) + 1, int(of_month))
    return weekday_text(date, "d MMM y" if year else "d MMM")


def days(text: str) -> str:
    """Return several days: ``3 Dec, 10 Dec and 17 Dec``."""
    return listed([day(part) for part in re.split(r", | and ", text)])


def listed(words: Sequence[str], style: ListStyle = "standard") -> str:
    """Return words as people list them."""
    text = lists.format_list(words, style, locale=language())
    # Hebrew writes its "and" together with the word; before Latin letters and digits with a hyphen.
    return re.sub(r" ו(?=\u2068?[A-Za-z\d])", " ו־", text) if language() == "he" else text


def _date(text: str) -> str:
    return day_text(dt.date.fromisoformat(text))


def _month(text: str) -> str:
    return month_text(dt.date.fromisoformat(f"{text}-01"))


def _long_month(text: str) -> str:
    name, year = text.split()
    return month_text(dt.date(int(year), _LONG_MONTHS.index(name) + 1, 1))


def _weekday(text: str) -> str:
    """Return ``Mon 6 Jul`` without a year that would say which Monday: the weekday is kept."""
    name, rest = text.split(" ", 1)
    names = dates.get_day_names("abbreviated", locale=language())
    return f"{names[_WEEKDAYS.index(name)]} {day(rest)}"


def _hours(text: str) -> str:
    """Return a duration: ``45 min``, ``2 h 05``."""
    if " h " not in text:
        return _("{minutes} min").format(minutes=number(text.removesuffix(" min")))
    hours, minutes = text.split(" h ")
    return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def _one_of(text: str) -> str:
    words = [isolated(part) for part in re.split(r", | and | or ", text)]
    return listed(words, "or" if " or " in text else "standard")


def _names(text: str) -> str:
    first, joined, last = text.rpartition(" and ")
    names = [*first.split(", "), last] if joined else [last]
    return listed([isolated(name) for name in names])


def _quoted(text: str) -> str:
    begin, end = _QUOTES.get(language(), ("“", "”"))
    return f"{begin}{isolated(text[1:-1])}{end}"


def _same(text: str) -> str:
    return text


KINDS: Mapping[str, Kind] = {
    "n": Kind(_NUMBER, number),
    "row": Kind(r"\d+", _same),
    "rows": Kind(r"\d+(?:, \d+)*(?: and \d+)?", _one_of),
    "share": Kind(_NUMBER + "%", share),
    "day": Kind(_DAY, day),
    "days": Kind(rf"{_DAY}(?:, {_DAY})*(?: and {_DAY})?", days),
    "date": Kind(r"\d{4}-\d\d-\d\d", _date),
    "long_month": Kind(rf"(?:{'|'.join(_LONG_MONTHS)}) \d{{4}}", _long_month),
    "month": Kind(r"\d{4}-\d\d", _month),
    "weekday": Kind(rf"(?:{'|'.join(_WEEKDAYS)}) {_DAY}", _weekday),
    "time": Kind(r"\d{1,2}:\d\d", _same),
    "hours": Kind(r"\d+ min|\d+ h \d\d", _hours),
    "category": Kind("[A-D]", _same),
    "ids": Kind(rf"{_ID}(?:, {_ID})*(?: (?:and|or) {_ID})?", _one_of),
    "file": Kind(r"[^:;]+?", isolated),
    "names": Kind(_WORDS, _names),
    "quoted": Kind(r"'[^']*'|\"[^\"]*\"", _quoted),
    "verbatim": Kind(r".+?", isolated),
    "name": Kind(_WORDS, isolated),
}
"""By the name of the field."""


def kind_of(field: str) -> str:
    """Return the kind that a field's name says."""
    return field.rstrip("0123456789")
