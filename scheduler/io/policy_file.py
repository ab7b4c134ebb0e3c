"""The settings file (``policy.toml``): read with every problem at once, printed with comments."""

import dataclasses
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from models.customers import Channel
from models.errors import InputError, InputProblem
from models.policy import Policy
from scheduler.io.cells import CellError
from scheduler.io.headers import month_of, near
from scheduler.io.parsers import time_zone
from scheduler.io.spans import clock, span, weekdays
from scheduler.io.table import refuse

CHOICES = {
    "category.method": ("level", "pareto"),
    "priority.by": ("value", "category"),
    "priority.minimum": ("due", "promised"),
    "calendar.eves": ("auto", "work", "half", "off"),
    "calendar.half_holidays": ("work", "half", "off"),
    "calendar.between_feasts": ("ask", "work", "half", "off"),
}
"""Settings that take one of a few words."""

_PARSED: dict[str, Callable[[str], object]] = {
    "rep.work_days": weekdays,
    "rep.work_hours": span,
    "rep.break_hours": span,
    "rep.time_zone": time_zone,
    "calendar.half_day_end": clock,
}
_MAY_BE_EMPTY = frozenset({"rep.break_hours", "rep.time_zone"})
_MAX_BYTES = 1_000_000
_COMPARE = "compare it with what `rounds policy` prints"


class _WrongError(Exception):
    """A value that does not fit its setting: what and advice."""


def read_policy(path: Path) -> Policy:
    """Return the settings of a file; what it does not name keeps its default.

    Parameters
    ----------
    path
        A TOML file.

    Raises
    ------
    InputError
        With every unknown name, wrong type and value out of range.
    """
    file = str(path)
    policy, problems = changed_policy(Policy(), load_toml(path, _COMPARE), file)
    if problems:
        raise InputError(problems)
    return policy


def changed_policy(
    policy: Policy, tables: Mapping[str, Any], file: str
) -> tuple[Policy, list[InputProblem]]:
    """Return a policy with the settings of some tables, and every problem in them."""
    known = {spec.name: getattr(policy, spec.name) for spec in fields(Policy)}
    problems = [
        _problem(file, name, "", "there is no such table", _hint(name, known))
        for name in tables
        if name not in known
    ]
    sections = {
        name: _section(file, name, known[name], table, problems)
        for name, table in tables.items()
        if name in known
    }
    return dataclasses.replace(policy, **sections), problems


def load_toml(path: Path, advice: str) -> Mapping[str, Any]:
    """Return the tables of a TOML file.

    Parameters
    ----------
    advice
        What to do where it is not in the form TOML.

    Raises
    ------
    InputError
        When it cannot be read.
    """
    file = str(path)
    try:
        data = path.read_bytes()
        if len(data) > _MAX_BYTES:
            raise refuse(file, "the file is too large for settings", advice)
        return tomllib.loads(data.decode("utf-8-sig"))
    except FileNotFoundError:
        raise refuse(file, "the file does not exist", "check the name and the folder") from None
    except IsADirectoryError:
        raise refuse(file, "this is a folder", "name a file in it") from None
    except OSError as error:
        raise refuse(file, f"the file cannot be read: {error.strerror}", "check it") from None
    except UnicodeDecodeError:
        raise refuse(file, "the file is not a UTF-8 text", "save it as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        what = f"the file is not in the form TOML: {error}"
        row = int(line.group(1)) if line else 0
        raise refuse(file, what, advice, row=row) from None


def _problem(file: str, column: str, value: str, what: str, advice: str) -> InputProblem:
    return InputProblem(file, 0, column, value, what, advice)


def _hint(name: str, known: Iterable[str]) -> str:
    return near(name, known) or f"the names are: {', '.join(known)}"


def _section(
    file: str, name: str, section: Any, table: object, problems: list[InputProblem]
) -> Any:
    """Return a section with the settings of a table, collecting what is wrong."""
    if not isinstance(table, Mapping):
        advice = f"write [{name}] and the settings below it"
        problems.append(_problem(file, name, str(table), "this is not a table", advice))
        return section
    known = [spec.name for spec in fields(section)]
    changed: dict[str, Any] = {}
    for key, value in table.items():
        full = f"{name}.{key}"
        if key not in known:
            what = "there is no such setting"
            problems.append(_problem(file, full, str(value), what, _hint(key, known)))
            continue
        try:
            changed[key] = _fitting(full, getattr(section, key), value)
        except _WrongError as wrong:
            what, advice = wrong.args
            problems.append(_problem(file, full, str(value), what, advice))
    try:
        return dataclasses.replace(section, **changed)
    except InputError as error:
        problems += [dataclasses.replace(problem, file=file) for problem in error.problems]
        return section


def _fitting(full: str, default: Any, value: Any) -> Any:
    """Return a value as its setting holds it."""
    if isinstance(default, dict):
        return _treatments(default, value)
    if isinstance(default, tuple):
        return _numbers(value) if default and type(default[0]) is float else _texts(full, value)
    if isinstance(default, bool):
        return _typed(value, (bool,), "true or false")
    if isinstance(default, float):
        return float(_typed(value, (int, float), "a number"))
    if isinstance(default, int):
        return _typed(value, (int,), "a whole number")
    return _checked_text(full, _typed(value, (str,), "a text in quotation marks"))


def _typed(value: Any, kinds: tuple[type, ...], wanted: str) -> Any:
    finite = not isinstance(value, float) or abs(value) < float("inf")
    if isinstance(value, kinds) and isinstance(value, bool) == (bool in kinds) and finite:
        return value
    raise _WrongError("the value is of the wrong kind", f"give {wanted}")


def _checked_text(full: str, text: str) -> str:
    if full in CHOICES and text not in CHOICES[full]:
        raise _WrongError("this word is not known here", f"give one of {', '.join(CHOICES[full])}")
    if full in _PARSED and (text or full not in _MAY_BE_EMPTY):
        try:
            if not _PARSED[full](text) and full == "rep.work_days":
                raise CellError("there are no working days", "give them, as in Mon-Fri")
        except CellError as error:
            raise _WrongError(error.what, error.advice) from None
    return text


def _texts(full: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise _WrongError(
            "the value is of the wrong kind", 'give a list of texts, as in ["a", "b"]'
        )
    wrong = [text for text in value if full == "value.incomplete_months" and month_of(text) != text]
    if wrong:
        raise _WrongError(f"{wrong[0]!r} is not a month", "write months as 2026-01")
    return tuple(value)


def _numbers(value: Any) -> tuple[float, ...]:
    if not isinstance(value, list):
        raise _WrongError("the value is of the wrong kind", "give a list of numbers, as in [0.5]")
    return tuple(float(_typed(item, (int, float), "a list of numbers")) for item in value)


def _treatments(default: Mapping[str, tuple[str, int]], value: Any) -> dict[str, tuple[str, int]]:
    if not isinstance(value, Mapping):
        raise _WrongError(
            "the value is of the wrong kind", 'give lines such as A_low = ["visit", 30]'
        )
    for key, pair in value.items():
        if key not in default:
            raise _WrongError(f"there is no such line: {key}", _hint(key, default))
        fits = isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str)
        if not fits or type(pair[1]) is not int:
            raise _WrongError(f"{key} is not a channel with days", 'write it as ["visit", 30]')
        if pair[0] not in list(Channel):
            channels = ", ".join(Channel)
            raise _WrongError(f"{key} names no channel: {pair[0]!r}", f"give one of {channels}")
        if pair[1] < 1:
            raise _WrongError(f"{key} has no interval: {pair[1]}", "give at least 1 day")
    return {**default, **{key: (pair[0], pair[1]) for key, pair in value.items()}}


def policy_text(policy: Policy | None = None) -> str:
    """Return a complete ``policy.toml`` with the meaning of every setting.

    Parameters
    ----------
    policy
        The settings to print; without it, the defaults.
    """
    policy = policy or Policy()
    parts = ["# Settings of Rounds. What a file leaves out keeps the default printed here.\n"]
    for spec in fields(Policy):
        parts.append(_section_text(spec.name, getattr(policy, spec.name)))
    return "\n".join(parts)


def _section_text(name: str, section: Any) -> str:
    about = (section.__doc__ or "").strip().splitlines()
    lines = [f"# {about[0]}" if about else "", f"[{name}]"]
    tables: list[str] = []
    for spec in fields(section):
        value = getattr(section, spec.name)
        comment = f"# {spec.metadata['doc']}{_span(spec.metadata)}"
        if isinstance(value, dict):
            inside = [f"{key} = {_toml(pair)}" for key, pair in value.items()]
            tables += ["", comment, f"[{name}.{spec.name}]", *inside]
        else:
            lines += [comment, f"{spec.name} = {_toml(value)}"]
    return "\n".join([*lines, *tables, ""])


def _span(metadata: Mapping[str, Any]) -> str:
    low, high = metadata.get("low"), metadata.get("high")
    if low is None and high is None:
        return ""
    return f" (at least {low:g})" if high is None else f" ({low or 0:g} to {high:g})"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return repr(value)
