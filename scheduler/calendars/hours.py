"""Weekdays and hours as the policy writes them: ``Mon-Fri``, ``09:00-17:00``."""

import re

from models.errors import InputError, InputProblem
from models.reps import Span
from models.units import MINUTES_A_DAY

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""Short English names, Monday first, as `datetime.date.weekday` counts."""

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


def wrong_setting(name: str, value: str, what: str, advice: str) -> InputError:
    """Return the error that says a setting of the policy cannot be understood."""
    return InputError([InputProblem("policy", 0, name, value, what, advice)])


def parse_weekdays(text: str, name: str = "rep.work_days") -> frozenset[int]:
    """Read weekdays, e.g. ``Mon-Fri``, ``Sun-Thu`` or ``Mon,Wed,Fri``.

    Parameters
    ----------
    text
        Ranges may run over the end of the week.
    name
        The setting, for the message.

    Returns
    -------
    frozenset
        Weekdays, Monday being 0.

    Raises
    ------
    InputError
        If a word is no weekday.
    """
    found: set[int] = set()
    for part in re.split(r"[,;]", text):
        ends = [word.strip()[:3].title() for word in part.split("-")]
        if len(ends) > 2 or any(word not in WEEKDAYS for word in ends):
            advice = "give weekdays like Mon-Fri, Sun-Thu or Mon,Wed,Fri"
            raise wrong_setting(name, text, "the weekdays cannot be understood", advice)
        first, last = WEEKDAYS.index(ends[0]), WEEKDAYS.index(ends[-1])
        found.update((first + k) % 7 for k in range((last - first) % 7 + 1))
    return frozenset(found)


def parse_clock(text: str, name: str) -> int:
    """Read ``HH:MM`` as minutes after midnight; ``24:00`` is the end of the day.

    Raises
    ------
    InputError
        If the text is no time of day.
    """
    match = _CLOCK.fullmatch(text.strip())
    minute = int(match[1]) * 60 + int(match[2]) if match else -1
    if match is None or int(match[2]) > 59 or minute > MINUTES_A_DAY:
        raise wrong_setting(name, text, "the time cannot be understood", "give it like 13:00")
    return minute


def parse_span(text: str, name: str) -> Span:
    """Read ``HH:MM-HH:MM`` as a stretch of one day, in minutes after midnight.

    Raises
    ------
    InputError
        If the text is no such stretch, or ends before it begins.
    """
    parts = re.split(r"\s*[-–]\s*", text.strip())
    if len(parts) != 2:
        raise wrong_setting(name, text, "the hours cannot be understood", "give 09:00-17:00")
    span = Span(parse_clock(parts[0], name), parse_clock(parts[1], name))
    if span.start_min >= span.end_min:
        advice = "give the earlier time first, like 09:00-17:00"
        raise wrong_setting(name, text, "the hours end before they begin", advice)
    return span
