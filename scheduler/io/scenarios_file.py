"""The file of scenarios (``scenarios.toml``): every problem at once, with its line and key."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from models.errors import InputError, InputProblem
from models.policy import Policy
from models.scenarios import Scenario, VisitRules
from scheduler.io.cells import CellError
from scheduler.io.headers import near
from scheduler.io.policy_file import changed_policy, load_toml
from scheduler.io.scenario_values import (
    WrongValueError,
    added_of,
    count_of,
    days_of,
    homes_of,
    ids_of,
    intervals_of,
    name_of,
    switch_of,
    text_of,
)
from scheduler.io.spans import span, weekdays

_MOST = 30
_EXAMPLE = 'write [[scenario]] and below it name = "as is"'
_TABLES = tuple(spec.name for spec in fields(Policy))


@dataclass
class _Block:
    """One ``[[scenario]]`` while it is read.

    Parameters
    ----------
    lines
        Of the file, from the header of this scenario to that of the next one.
    first
        Line of the header.
    """

    file: str
    number: int
    table: Mapping[str, Any]
    lines: list[str]
    first: int
    problems: list[InputProblem] = field(default_factory=list)

    def wrong(self, key: str, value: object, what: str, advice: str) -> None:
        """Collect a problem with a key, which may be one of a table inside."""
        told = "" if value is None else str(value)
        where = f"scenario {self.number}" + (f", {key}" if key else "")
        self.problems.append(
            InputProblem(self.file, self.line_of(key), where, told[:60], what, advice)
        )

    def line_of(self, key: str) -> int:
        """Return the line on which a key stands, else that of the scenario."""
        last = key.rpartition(".")[2]
        begin = 0
        for k, line in enumerate(self.lines):
            table = re.match(r"\s*\[+\s*scenario\.([\w.\s]+?)\s*\]", line)
            if table and key.partition(".")[0] in {table[1], table[1].partition(".")[0]}:
                begin = k
                break
        for k, line in enumerate(self.lines[begin:], start=begin):
            if last and re.search(rf"(^|[{{,\s\"]){re.escape(last)}\"?\s*=", line):
                return self.first + k
        return self.first + begin

    def value(self, key: str, fit: Callable[[Any], Any], default: Any) -> Any:
        """Return the value of a key as its setting holds it; what does not fit is collected."""
        if key not in self.table:
            return default
        try:
            return fit(self.table[key])
        except WrongValueError as error:
            what, advice = error.args
            self.wrong(key, self.table[key], what, advice)
        except CellError as error:
            self.wrong(key, self.table[key], error.what, error.advice)
        return default


def read_scenarios(path: Path, base: Policy) -> tuple[Scenario, ...]:
    """Return the scenarios of a file in their order.

    Parameters
    ----------
    base
        The policy that they change.

    Raises
    ------
    InputError
        With every problem of the file.
    """
    file = str(path)
    tables = load_toml(path, _EXAMPLE)
    found = tables.get("scenario")
    if not isinstance(found, list) or not found or not all(isinstance(t, dict) for t in found):
        raise InputError([InputProblem(file, 0, "", "", "there are no scenarios in it", _EXAMPLE)])
    blocks = _blocks(file, path.read_text(encoding="utf-8-sig"), found)
    others = [
        InputProblem(file, 0, name, "", "this is no scenario", "move it below a [[scenario]]")
        for name in tables
        if name != "scenario"
    ]
    if len(found) > _MOST:
        what = f"more than {_MOST} scenarios cannot be looked at side by side"
        others.append(InputProblem(file, 0, "", str(len(found)), what, "split the file"))
    scenarios = tuple(_scenario(block, path.parent, base) for block in blocks)
    _check_names(scenarios, blocks)
    problems = [*others, *(problem for block in blocks for problem in block.problems)]
    if problems:
        raise InputError(problems)
    return scenarios


def _blocks(file: str, text: str, tables: list[Mapping[str, Any]]) -> list[_Block]:
    lines = text.splitlines()
    heads = [k for k, line in enumerate(lines) if re.match(r"\s*\[\[\s*scenario\s*\]\]", line)]
    if len(heads) != len(tables):  # written as scenario = [{...}]
        return [_Block(file, k, table, [], 0) for k, table in enumerate(tables, start=1)]
    ends = [*heads[1:], len(lines)]
    return [
        _Block(file, k, table, lines[begin:end], begin + 1)
        for k, (table, begin, end) in enumerate(zip(tables, heads, ends, strict=True), start=1)
    ]


def _check_names(scenarios: tuple[Scenario, ...], blocks: list[_Block]) -> None:
    seen: set[str] = set()
    for scenario, block in zip(scenarios, blocks, strict=True):
        name = scenario.name.casefold()
        if name and name in seen:
            block.wrong("name", scenario.name, "another scenario has this name", "give another one")
        seen.add(name)


def _scenario(block: _Block, folder: Path, base: Policy) -> Scenario:
    known = (*_KEYS, *_TABLES)
    for key in block.table:
        if key not in known:
            advice = near(key, known) or f"the keys are: {', '.join(_KEYS)}, and tables of a policy"
            block.wrong(key, None, "there is no such key", advice)
    name = block.value("name", name_of, "")
    if "name" not in block.table:
        block.wrong("", None, "the name is missing", 'give it one, as in name = "nine reps"')
    reps = block.value("reps", text_of, "")
    if reps and not (folder / reps).is_file():
        block.wrong("reps", reps, "the file does not exist", "check the name; it is looked for "
                    "beside the file of scenarios")  # fmt: skip
    return Scenario(
        name=name,
        row=block.first,
        policy=_policy(block, base),
        changes=tuple(_changes(block.table)),
        reps=folder / reps if reps else None,
        without=block.value("without", ids_of, ()),
        added=block.value("add", added_of, ()),
        homes=block.value("homes", homes_of, {}),
        daily_cap=block.value("daily_cap", count_of, None),
        work_hours=block.value("work_hours", lambda value: span(text_of(value)), None),
        work_days=block.value("work_days", lambda value: weekdays(text_of(value)), None),
        rules=_rules(block),
    )


def _rules(block: _Block) -> VisitRules:
    return VisitRules(
        same_weekday=block.value("same_weekday", switch_of, False),
        exact_phasing=block.value("exact_phasing", switch_of, False),
        frequency_patterns=block.value("frequency_patterns", count_of, None),
        always_open=block.value("always_open", switch_of, False),
    )


def _policy(block: _Block, base: Policy) -> Policy:
    """Return the policy with the scenario's tables, intervals and slack."""
    tables = {name: block.table[name] for name in _TABLES if name in block.table}
    policy, problems = changed_policy(base, tables, block.file)
    for problem in problems:
        block.wrong(problem.column, problem.value or None, problem.what, problem.advice)
    slack = block.value("slack_days", days_of, None)
    if slack is not None:
        due = replace(policy.due, min_tolerance_days=slack, max_tolerance_days=slack)
        policy = replace(policy, due=due)
    intervals = block.value("intervals", intervals_of, {})
    table = {
        key: (channel, intervals.get(key[0], days))
        for key, (channel, days) in policy.treatment.table.items()
    }
    return replace(policy, treatment=replace(policy.treatment, table=table))


def _changes(table: Mapping[str, Any]) -> list[str]:
    """Return what is different in words: the keys as they are written."""
    told = []
    for key, value in table.items():
        if key == "name":
            continue
        if isinstance(value, Mapping):
            inside = ", ".join(f"{name} {_shown(part)}" for name, part in value.items())
            told.append(f"{key.replace('_', ' ')}: {inside}")
        else:
            told.append(f"{key.replace('_', ' ')} {_shown(value)}")
    return told


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("rep_id") or dict(value))
    return f"{value:g}" if isinstance(value, float) else str(value)


_KEYS = (
    "name", "reps", "without", "add", "homes", "daily_cap", "work_hours", "work_days", "intervals",
    "slack_days", "frequency_patterns", "same_weekday", "exact_phasing", "always_open",
)  # fmt: skip
