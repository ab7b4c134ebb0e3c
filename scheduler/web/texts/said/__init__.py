"""What the pipelines say, in the language of whoever reads it.

Plans, jobs and messages hold sentences in English, as the command line writes them; what is published is
never changed any more. `said` recognises such a sentence by its template, translates the template, and
writes numbers, days and names as the language does. What no template fits stays in English.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache

from scheduler.web.texts import direction, language
from scheduler.web.texts.said import tables
from scheduler.web.texts.said.fields import KINDS, isolated, kind_of, listed
from scheduler.web.texts.said.template import NESTED, Template

RIGHT_TO_LEFT = "\u200f"
_SEPARATORS = (re.compile(r"(; )"), re.compile(r"(?<=[.?!])( )(?=[A-Z0-9])"))
"""Between the clauses of a sentence, and between sentences."""


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    unknown: tuple[str, ...] = ()


def said(text: str) -> str:
    """Return what the pipelines said, in the current language."""
    if language() == "en" or not text:
        return text
    read = _read(text, language())
    # Where a browser looks for the first letter to find the direction, a name must not decide.
    begins = RIGHT_TO_LEFT if direction() == "rtl" and read.unknown != (text,) else ""
    return begins + read.text


def unknown_in(text: str) -> tuple[str, ...]:
    """Return the parts that stay in English, as no template fits them."""
    return _read(text, language()).unknown


@cache
def templates() -> Sequence[Template]:
    """Return all templates, those with the most fixed words first."""
    return sorted(map(Template.of, tables.ALL), key=lambda template: -template.weight)


@lru_cache(maxsize=1 << 14)
def _read(text: str, code: str) -> _Reading:
    """Read a sentence: by the heaviest template that leaves nothing in English, else in parts."""
    readings = [*_until_known(_fitting(text, code))]
    if readings and not readings[-1].unknown:
        return readings[-1]
    readings += [
        _Reading(f"{_begun_as(text, read.text)}.", read.unknown)
        for read in (_read(clause, code) for clause in _clauses_of(text))
    ]
    for separator in _SEPARATORS:
        parts = separator.split(text)
        if len(parts) > 1:
            read = [_read(part, code) for part in parts[::2]]
            parts[::2] = [one.text for one in read]
            readings.append(_Reading("".join(parts), _all_unknown(read)))
    readings.append(_Reading(isolated(text), (text,)) if text else _Reading(""))
    return min(readings, key=lambda reading: sum(map(len, reading.unknown)))


def _clauses_of(text: str) -> tuple[str, ...]:
    """Return what a sentence may have been before it got its capital letter and its full stop."""
    if not text.endswith(".") or len(text) < 2:
        return ()
    return text[:-1], text[0].lower() + text[1:-1]


def _begun_as(english: str, text: str) -> str:
    """Return a text with a capital letter where the English one does not begin with a small one."""
    return text if english[0].islower() else text[0].upper() + text[1:]


def _fitting(text: str, code: str) -> Iterator[_Reading]:
    for template in templates():
        values = template.values(text)
        if values is not None:
            with suppress(ValueError):  # something that only looks like a day
                yield _filled(template, code, values)


def _until_known(readings: Iterable[_Reading]) -> Iterator[_Reading]:
    for reading in readings:
        yield reading
        if not reading.unknown:
            return


def _filled(template: Template, code: str, values: dict[str, str]) -> _Reading:
    shown, read = {}, []
    for field, value in values.items():
        kind = kind_of(field)
        if kind in NESTED:
            own = _read_list(value, code) if kind == "list" else _read(value, code)
            read.append(own)
            shown[field] = own.text
        else:
            shown[field] = KINDS[kind].shown(value)
    return _Reading(template.filled(shown, values["n"]), _all_unknown(read))


@lru_cache(maxsize=1 << 12)
def _read_list(text: str, code: str) -> _Reading:
    """Read sentences in a list, each of which may have a comma or an "and" of its own."""
    parts = re.split(r"(, | and )", text)
    read = _in_pieces(tuple(parts), code) or tuple(_read(part, code) for part in parts[::2])
    return _Reading(listed([one.text for one in read]), _all_unknown(read))


@lru_cache(maxsize=1 << 12)
def _in_pieces(parts: tuple[str, ...], code: str) -> tuple[_Reading, ...]:
    """Return the smallest pieces that are all known; none where there is no such division."""
    for end in range(1, len(parts) + 1, 2):
        first = _read("".join(parts[:end]), code)
        if first.unknown:
            continue
        if end == len(parts):
            return (first,)
        others = _in_pieces(parts[end + 1 :], code)
        if others:
            return (first, *others)
    return ()


def _all_unknown(read: Sequence[_Reading]) -> tuple[str, ...]:
    return tuple(part for one in read for part in one.unknown)
