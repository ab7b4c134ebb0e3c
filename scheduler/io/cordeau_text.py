"""The lines of an instance in Cordeau's format, checked one by one (`scheduler.io.cordeau` tells the format)."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import InputError, InputProblem

PVRP, PVRPTW, MDPVRP = 1, 5, 8
_TYPES = {PVRP: "PVRP", PVRPTW: "PVRPTW", MDPVRP: "MDPVRP"}
_MOST_DAYS = 31
Line = tuple[int, list[str]]
"""Its number in the file, from 1, and its words."""


@dataclass(frozen=True, slots=True)
class Node:
    """A depot or a customer.

    Parameters
    ----------
    patterns
        The days, from 0, of each pattern; as many in each. Empty: never visited.
    window
        Earliest and latest start of service; of a depot, when vehicles leave and are back.
    """

    number: int
    x: float
    y: float
    service: float
    load: float
    patterns: tuple[tuple[int, ...], ...]
    window: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceText:
    """What stands in a file.

    Parameters
    ----------
    vehicles
        Of each depot, on each day.
    depots
        Number of depots; they are the first nodes.
    limits
        Longest route (0: no limit) and capacity of each day.
    """

    type: int
    vehicles: int
    days: int
    depots: int
    limits: tuple[tuple[float, float], ...]
    nodes: tuple[Node, ...]


def read_text(path: Path) -> InstanceText:
    """Read and check the lines of an instance.

    Raises
    ------
    InputError
        With every line that cannot be meant.
    """
    reader = _Reader(str(path), _lines(path))
    kind, vehicles, customers, days, depots = reader.header()
    limits = reader.limits(days, days * depots)
    nodes = reader.nodes(kind, days, depots)
    if len(nodes) != depots + customers:
        wanted = f"{customers} customers and {depots} depot{'s' * (depots > 1)}"
        reader.refuse(0, str(len(nodes)), f"the first line promises {wanted}", "complete the file")
    elif kind == MDPVRP:
        nodes = reader.depots_first(nodes, depots)
    reader.twice(nodes)
    if reader.problems:
        raise InputError(reader.problems)
    return InstanceText(
        type=kind, vehicles=vehicles, days=days, depots=depots, limits=limits, nodes=tuple(nodes)
    )


def _lines(path: Path) -> Iterator[Line]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "this is no text file"
        advice = "name a file in Cordeau's format"
        raise InputError([InputProblem(str(path), 0, "", "", str(what), advice)]) from error
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield number, line.split()


class _Reader:
    """Goes through the lines and collects what is wrong."""

    def __init__(self, file: str, lines: Iterator[Line]) -> None:
        self._file = file
        self._lines = list(lines)
        self.problems: list[InputProblem] = []

    def refuse(self, row: int, value: str, what: str, advice: str) -> None:
        self.problems.append(InputProblem(self._file, row, "", value, what, advice))

    def header(self) -> tuple[int, int, int, int, int]:
        """Return type, vehicles, customers, days and depots; stop where they make no sense."""
        row, words = self._lines.pop(0) if self._lines else (0, [])
        figures = [int(word) for word in words if word.isdigit()]
        kind = figures[0] if figures else -1
        shown, advice = " ".join(words[:6]), "give 'type vehicles customers days'"
        if len(figures) != len(words) or len(figures) < 4:
            self.refuse(row, shown, "the first line is not that of an instance", advice)
        elif kind not in _TYPES:
            known = ", ".join(f"{number} ({name})" for number, name in _TYPES.items())
            self.refuse(row, str(kind), "this type of problem is not read", f"give one of {known}")
        elif len(figures) != (5 if kind == MDPVRP else 4):
            count = "number of depots is the fifth figure of type 8 alone"
            self.refuse(row, shown, f"the {count}", advice)
        elif min(figures) < 1 or figures[3] > _MOST_DAYS:
            most = f"1 or more of each, at most {_MOST_DAYS} days"
            self.refuse(row, shown, "no problem has these sizes", f"give {most}")
        if self.problems:
            raise InputError(self.problems)
        return kind, figures[1], figures[2], figures[3], figures[4] if kind == MDPVRP else 1

    def limits(self, days: int, most: int) -> tuple[tuple[float, float], ...]:
        """Return longest route and capacity of each day."""
        found: list[tuple[float, float]] = []
        while self._lines and len(self._lines[0][1]) == 2:
            row, words = self._lines.pop(0)
            figures = self._floats(row, words)
            if figures and min(figures) < 0:
                self.refuse(row, " ".join(words), "a limit is negative", "give 0 or more")
            found.append((figures[0], figures[1]) if figures else (0.0, 0.0))
        if len(found) not in {days, most}:
            wanted = f"{days} lines" if days == most else f"{most} or {days} lines"
            advice = f"give {wanted} 'duration capacity' below the first"
            self.refuse(0, str(len(found)), "there is not one pair of limits a day", advice)
        elif len(found) > days and len(set(found)) > 1:
            advice = "give all days and depots the same"
            self.refuse(
                0, "", "limits of several depots differ: which is whose is not known", advice
            )
        return tuple(found[:days])

    def nodes(self, kind: int, days: int, depots: int) -> list[Node]:
        """Return depots and customers in the order of the file."""
        found = []
        for place, (row, words) in enumerate(self._lines):
            before = len(self.problems)
            figures = self._floats(row, words)
            if figures is None or not self._complete(row, kind, figures):
                continue
            node = self._node(row, kind, figures, days)
            frequent = figures[5] > 0 and not node.patterns
            if frequent and (place >= depots or kind != MDPVRP):
                advice = "give the patterns of days"
                self.refuse(row, words[5], "visits are asked for, but no pattern", advice)
            if len(self.problems) == before:
                found.append(node)
        return found

    def _floats(self, row: int, words: Sequence[str]) -> list[float] | None:
        figures = []
        for word in words:
            try:
                figures.append(float(word))
            except ValueError:
                figures.append(math.nan)
            if not math.isfinite(figures[-1]):
                self.refuse(row, word, "this is no number", "give a number")
                return None
        return figures

    def _complete(self, row: int, kind: int, figures: Sequence[float]) -> bool:
        """Whether a line has as many figures as it promises."""
        count = len(figures)
        patterns = int(figures[6]) if count > 6 else 0
        # Windows are needed in type 5, may be there (and are ignored) in type 8.
        allowed = {PVRP: (7,), PVRPTW: (9,), MDPVRP: (7, 9)}[kind]
        if count > 6 and count - patterns in allowed and patterns >= 0:
            return True
        wanted = " or ".join(str(number + patterns) for number in allowed)
        shape = "number x y service load visits patterns …" + " earliest latest" * (kind == PVRPTW)
        self.refuse(row, str(count), f"the line has not {wanted} figures", f"give '{shape}'")
        return False

    def _node(self, row: int, kind: int, figures: Sequence[float], days: int) -> Node:
        number, x, y, service, load, _, count = figures[:7]
        codes = figures[7 : 7 + int(count)]
        patterns = tuple(dict.fromkeys(_days_of(int(code), days) for code in codes))
        wrong = [c for c in codes if c != int(c) or not 0 < c < 2**days]
        if wrong:
            self.refuse(row, f"{wrong[0]:g}", "no pattern of days", f"give 1 to {2**days - 1}")
        elif len({len(pattern) for pattern in patterns}) > 1:
            advice = "give patterns of equally many days"
            self.refuse(row, "", "patterns ask for different numbers of visits", advice)
        if number != int(number) or number < 0 or min(service, load) < 0:
            self.refuse(row, "", "number, service or load makes no sense", "give 0 or more")
        window = (figures[-2], figures[-1]) if kind == PVRPTW else None
        if window is not None and not 0 <= window[0] <= window[1]:
            self.refuse(row, f"{window[0]:g} {window[1]:g}", "a window ends early", "turn it round")
        return Node(int(number), x, y, service, load, patterns, window)

    def depots_first(self, nodes: Sequence[Node], depots: int) -> list[Node]:
        """Return the depots before the customers; in files of other authors they come last."""
        if not any(node.patterns for node in nodes[:depots]):
            return list(nodes)
        if not any(node.patterns for node in nodes[-depots:]):
            return [*nodes[-depots:], *nodes[:-depots]]
        advice = "put the depots, without patterns, in front of the customers"
        self.refuse(0, "", "depots are neither the first nor the last lines", advice)
        return list(nodes)

    def twice(self, nodes: Sequence[Node]) -> None:
        """Refuse numbers that come twice."""
        numbers = [node.number for node in nodes]
        for number in sorted({n for n in numbers if numbers.count(n) > 1}):
            self.refuse(0, str(number), "a number comes twice", "number every line differently")


def _days_of(code: int, days: int) -> tuple[int, ...]:
    """Return the days of a pattern, from 0: the most significant bit is the first day."""
    return tuple(day for day in range(days) if code >> (days - 1 - day) & 1)
