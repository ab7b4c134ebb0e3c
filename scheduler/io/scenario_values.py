"""Values in the file of scenarios, as their keys hold them."""

from collections.abc import Mapping
from typing import Any

from models.scenarios import Home, NewRep

_SEGMENTS = ("A", "B", "C", "D")


class WrongValueError(Exception):
    """A value that does not fit its key: what is wrong, and advice."""


def text_of(value: Any) -> str:
    """Return a text that is not blank."""
    if not isinstance(value, str) or not value.strip():
        raise WrongValueError("the value is of the wrong kind", "give a text in quotation marks")
    return value.strip()


def name_of(value: Any) -> str:
    """Return a scenario's name, which stands over a column."""
    name = text_of(value)
    if len(name) > 40 or not name.isprintable():
        raise WrongValueError("the name does not fit over a column", "give at most 40 letters")
    return name


def _whole(value: Any, low: int, high: int) -> int:
    if type(value) is not int or not low <= value <= high:
        raise WrongValueError("this is no such number", f"give a whole number, {low} to {high}")
    return value


def count_of(value: Any) -> int:
    """Return a number of things, 1 to 99."""
    return _whole(value, 1, 99)


def days_of(value: Any) -> int:
    """Return a number of days, 0 to 366."""
    return _whole(value, 0, 366)


def switch_of(value: Any) -> bool:
    """Return a switch."""
    if not isinstance(value, bool):
        raise WrongValueError("the value is of the wrong kind", "give true or false")
    return value


def ids_of(value: Any) -> tuple[str, ...]:
    """Return ids of reps, each once."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise WrongValueError("this is no list of reps", 'write it as ["R10", "R11"]')
    return tuple(dict.fromkeys(value))


def intervals_of(value: Any) -> dict[str, int]:
    """Return days by category."""
    if not isinstance(value, Mapping):
        raise WrongValueError("this is no table", "write it as { A = 14, B = 30 }")
    for segment in value:
        if segment not in _SEGMENTS:
            raise WrongValueError(f"{segment} is no category", "give A, B, C or D")
    return {segment: _whole(days, 1, 3660) for segment, days in value.items()}


def _home(value: Any) -> Home:
    if isinstance(value, str) and value.strip():
        return Home(None, None, value.strip())
    numbers = isinstance(value, list) and [type(part) in {int, float} for part in value]
    if numbers != [True, True] or not (-90 <= value[0] <= 90 and -180 <= value[1] <= 180):
        raise WrongValueError(
            "this is no place", "give a town, or latitude and longitude as in [42.50, -94.17]"
        )
    return Home(float(value[0]), float(value[1]))


def homes_of(value: Any) -> dict[str, Home]:
    """Return places by rep."""
    if not isinstance(value, Mapping):
        raise WrongValueError("this is no table of homes", "write it as { R01 = [42.50, -94.17] }")
    return {rep_id: _home(place) for rep_id, place in value.items()}


def added_of(value: Any) -> tuple[NewRep, ...]:
    """Return the reps whom a scenario adds."""
    advice = 'write it as [{ rep_id = "N1", home = [42.50, -94.17] }]'
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise WrongValueError("this is no list of reps", advice)
    found = []
    for item in value:
        unknown = [key for key in item if key not in {"rep_id", "name", "home", "like"}]
        if unknown:
            raise WrongValueError(
                f"a rep has no {unknown[0]} here", "give rep_id, name, home, like"
            )
        if "rep_id" not in item or "home" not in item:
            raise WrongValueError("a new rep needs a rep_id and a home", advice)
        rep_id = text_of(item["rep_id"])
        name, like = text_of(item.get("name", rep_id)), item.get("like", "")
        found.append(NewRep(rep_id, name, _home(item["home"]), text_of(like) if like else ""))
    return tuple(found)
