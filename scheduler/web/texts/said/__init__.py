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
from scheduler.web.texts.said.template import CLAUSES, NESTED, Template

RIGHT_TO_LEFT = "\u200f"
_SENTENCES = r"(?<=[.?!]) (?=[A-Z0-9])"
"""Between sentences."""


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
    """Read a text in the first way that leaves nothing in English, else in the one that leaves least."""
    if not text:
        return _Reading("")
    readings = [*_until_known(_readings(text, code))]
    return min(readings, key=lambda reading: sum(map(len, reading.unknown)))


def _readings(text: str, code: str) -> Iterator[_Reading]:
    """Yield readings: clause by clause, by templates, without capital and full stop, as it is."""
    yield from _in_parts(text, code, CLAUSES)
    yield from _fitting(text, code)
    for clause in _clauses_of(text):
        read = _read(clause, code)
        yield _Reading(f"{_begun_as(text, read.text)}.", read.unknown)
    yield from _in_parts(text, code, _SENTENCES)
    yield _Reading(isolated(text), (text,))


def _in_parts(text: str, code: str, separator: str) -> Iterator[_Reading]:
    parts = re.split(f"({separator})", text)
    if len(parts) > 1:
        read = [_read(part, code) for part in parts[::2]]
        parts[::2] = [one.text for one in read]
        yield _Reading("".join(parts), _all_unknown(read))


def _clauses_of(text: str) -> tuple[str, ...]:
    """Return what a sentence may have been before it got its capital letter and its full stop."""
    if not text.endswith(".") or len(text) < 2:
        return ()
    return text[:-1], text[0].lower() + text[1:-1]


def _begun_as(english: str, text: str) -> str:
    """Return a text with a capital letter where the English one does not begin with a small one."""
    return text if english[0].islower() else text[0].upper() + text[1:]


def _fitting(text: str, code: str) -> Iterator[_Reading]:
    has_clauses = CLAUSES in text
    for probe, pattern, template in _forms():
        if probe not in text or (has_clauses and not template.has_clauses):
            continue
        found = pattern.fullmatch(text)
        if found is not None:
            with suppress(ValueError):  # something that only looks like a day
                yield _filled(template, code, {"n": "1", **found.groupdict()})


@cache
def _forms() -> Sequence[tuple[str, re.Pattern[str], Template]]:
    return [
        (probe, pattern, template)
        for template in templates()
        for probe, pattern in zip(template.probes, template.patterns, strict=True)
    ]


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
