"""Names of a rep's files, and links that start a navigation: one tap from calendar, map or page."""

import re
import unicodedata
from collections.abc import Iterable

from models.places import Place

_LONGEST_STEM = 80
_FEWEST_DIGITS, _MOST_DIGITS = 3, 15
_EXTENSION = re.compile(r"[;,/]|\b(?:ext|x|доб|שלוחה)\b", re.IGNORECASE)
_OF_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def google_link(place: Place) -> str:
    """Return the address that opens Google Maps with the way from here to a place."""
    return f"https://www.google.com/maps/dir/?api=1&destination={_degrees(place)}"


def waze_link(place: Place) -> str:
    """Return the address that opens Waze with the way from here to a place."""
    return f"https://waze.com/ul?ll={_degrees(place)}&navigate=yes"


def apple_link(place: Place) -> str:
    """Return the address that opens Apple Maps with the way from here to a place."""
    return f"https://maps.apple.com/?daddr={_degrees(place)}&dirflg=d"


def call_link(phone: str) -> str:
    """Return the address that calls a number as people write it; empty where it is none.

    An extension (``03-555 1234 ext. 5``) is left out: a phone would dial its digits, too.
    """
    number = _EXTENSION.split(phone, maxsplit=1)[0]
    digits = "".join(re.findall(r"\d", number, re.ASCII))
    if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return ""
    return f"tel:{'+' * number.lstrip(' (').startswith('+')}{digits}"


def _degrees(place: Place) -> str:
    """Return a place to about a decimetre, never with an exponent."""
    return f"{place.lat:.6f},{place.lon:.6f}"


def file_stems(names: Iterable[str], reserved: Iterable[str] = ()) -> dict[str, str]:
    """Return a file name without ending for each name: readable, safe everywhere, all different.

    Parameters
    ----------
    names
        E.g. ids of reps, letters of any script.
    reserved
        File names that are taken already.
    """
    taken = {name.casefold() for name in reserved}
    stems: dict[str, str] = {}
    for name in dict.fromkeys(names):
        stem = safe = _safe(name)
        number = 1
        while stem.casefold() in taken:
            number += 1
            stem = f"{safe}-{number}"
        taken.add(stem.casefold())
        stems[name] = stem
    return stems


def _safe(name: str) -> str:
    text = unicodedata.normalize("NFC", name)
    text = re.sub(r"[^\w.-]+", "_", text).strip("._")[:_LONGEST_STEM] or "rep"
    return f"{text}_" if _OF_WINDOWS.fullmatch(text) else text
