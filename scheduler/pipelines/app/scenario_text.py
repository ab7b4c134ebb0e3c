"""Scenarios from a form: the text that ``rounds scenarios`` reads, piece by piece."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

AS_IS = '[[scenario]]\nname = "as is"\n'
"""The scenario that the others are compared with: nothing is changed."""

_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What is different in a scenario; what is left out stays as it is.

    Parameters
    ----------
    name
        Without one it is made of the changes.
    without
        Ids of reps who are left out.
    work_days
        Of all reps, as ``Mon-Thu``.
    intervals
        Days between contacts by category.
    """

    name: str = ""
    without: Sequence[str] = ()
    daily_cap: int | None = None
    work_days: str = ""
    intervals: Mapping[str, int] = field(default_factory=dict)
    same_weekday: bool = False


def pieces_of(text: str) -> list[str]:
    """Return the scenarios of a text, each as its own text; what stands before the first is left out."""
    starts = [found.start() for found in re.finditer(r"(?m)^[ \t]*\[\[scenario\]\]", text)]
    ends = [*starts, len(text)][1:]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def without_piece(text: str, number: int) -> str:
    """Return the text without one of its scenarios, counted from 0."""
    pieces = pieces_of(text)
    del pieces[number]
    return "\n\n".join(pieces) + "\n"


def piece_name(piece: str) -> str:
    """Return the name of a scenario; empty where its text is not to be read."""
    try:
        (table,) = tomllib.loads(piece)["scenario"]
    except (tomllib.TOMLDecodeError, RecursionError, ValueError, KeyError, TypeError):
        return ""
    name = table.get("name", "") if isinstance(table, dict) else ""
    return name if isinstance(name, str) else ""


def variant_text(variant: Variant) -> str:
    """Return a variant as a ``[[scenario]]``; empty where nothing is said."""
    lines = []
    if variant.without:
        lines.append(f"without = [{', '.join(map(_quoted, variant.without))}]")
    if variant.daily_cap is not None:
        lines.append(f"daily_cap = {variant.daily_cap}")
    if variant.work_days:
        lines.append(f"work_days = {_quoted(variant.work_days)}")
    if variant.intervals:
        days = ", ".join(f"{segment} = {n}" for segment, n in variant.intervals.items())
        lines.append(f"intervals = {{ {days} }}")
    if variant.same_weekday:
        lines.append("same_weekday = true")
    name = variant.name.strip() or _name(variant)
    return "\n".join(["[[scenario]]", f"name = {_quoted(name)}", *lines, ""]) if name else ""


def _name(variant: Variant) -> str:
    """Return a name that tells what is changed, short enough to stand over a column."""
    parts = []
    if variant.without:
        parts.append(f"without {', '.join(variant.without)}")
    if variant.daily_cap is not None:
        parts.append(f"cap {variant.daily_cap}")
    if variant.work_days:
        parts.append(variant.work_days)
    parts += [f"{segment} {n} days" for segment, n in variant.intervals.items()]
    if variant.same_weekday:
        parts.append("same weekday")
    name = ", ".join(parts)
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _quoted(text: str) -> str:
    """Return a text as TOML has it: as in JSON, but for one character that JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
