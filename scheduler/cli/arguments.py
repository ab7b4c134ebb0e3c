"""From words on the command line to options of a pipeline."""

import datetime as dt
import math
import os
import re
from collections.abc import Sequence

from models.errors import InputError, InputProblem
from models.month import Month


def today() -> dt.date:
    """Return today's date where the command runs."""
    return dt.datetime.now().astimezone().date()


def month_of(text: str | None, today: dt.date) -> Month:
    """Return the month that is asked for; without one, the month after today's."""
    if text is None:
        return Month.of(today).next()
    return _month("--month", text)


def _month(option: str, text: str) -> Month:
    match = re.fullmatch(r"(\d{4})-(\d{1,2})", text.strip())
    if match is None or not 1 <= int(match[2]) <= 12 or not 1900 <= int(match[1]) <= 9000:
        raise _wrong(option, text, "this is no month", "write it as YYYY-MM, for instance 2026-12")
    return Month(int(match[1]), int(match[2]))


def months_of(option: str, texts: Sequence[str]) -> list[str]:
    """Return months as ``YYYY-MM``, from words that each name one or several with commas."""
    words = [word.strip() for text in texts for word in text.split(",") if word.strip()]
    return [str(_month(option, word)) for word in words]


def day_of(option: str, text: str) -> dt.date:
    """Return the day that an option names."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        advice = "write it as YYYY-MM-DD, for instance 2026-12-09"
        raise _wrong(option, text, "this is no day", advice) from None


def mapping_of(pairs: Sequence[str]) -> dict[str, str]:
    """Return column by field from words like ``postcode=zip``."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, sign, column = (part.strip() for part in pair.partition("="))
        if not (name and sign and column):
            raise _wrong("--map", pair, "this maps nothing", "give FIELD=COLUMN, e.g. postcode=zip")
        if name in found:
            raise _wrong("--map", pair, f"{name} is mapped twice", "give one column for each field")
        found[name] = column
    return found


def workers_of(count: int | None) -> int:
    """Return how many searches run at a time; without a number, one for each core."""
    if count is None:
        return os.cpu_count() or 1
    if count < 1:
        raise _wrong("--workers", str(count), "no process at all", "give 1 or more")
    return count


def seconds_of(seconds: float | None, iterations: int | None) -> float | None:
    """Return the seconds: those asked for; half a minute when neither limit is given."""
    if seconds is not None and not 0 < seconds < math.inf:
        what = "no time at all" if seconds <= 0 else "no length of time"
        raise _wrong("--seconds", f"{seconds:g}", what, "give more than 0, for instance 30")
    if iterations is not None and iterations < 1:
        raise _wrong("--iterations", str(iterations), "no iteration at all", "give 1 or more")
    return 30.0 if seconds is None and iterations is None else seconds


def month_count_of(count: int) -> int:
    """Return how many months are planned in a row."""
    if not 1 <= count <= 24:
        raise _wrong("--months", str(count), "so many months cannot be meant", "give 1 to 24")
    return count


def _wrong(option: str, value: str, what: str, advice: str) -> InputError:
    return InputError([InputProblem(option, 0, "", value, what, advice)])
