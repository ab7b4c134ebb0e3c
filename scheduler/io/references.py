"""What the files say about each other: customers name reps, pins name customers and reps."""

import re
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from rapidfuzz.distance import OSA

from models.actuals import Actual
from models.customers import Customer
from models.errors import InputProblem
from models.events import Event
from models.reps import Rep
from scheduler.io.cells import normal_form, raw_text
from scheduler.io.reading import PinRow, Reading

Row = TypeVar("Row", Customer, Rep, PinRow, Event, Actual)

MAX_COMPARED = 1_000
"""Among more ids than this, only spelling variants of a wrong one are looked for."""
MAX_MEANT = 3
"""An id that may stand for more than so many others is no hint."""


def check_references(
    customers: Reading[Customer],
    reps: Reading[Rep] | None = None,
    pins: Reading[PinRow] | None = None,
    actuals: Reading[Actual] | None = None,
) -> tuple[InputProblem, ...]:
    """Return a problem for each name that nobody bears.

    Parameters
    ----------
    customers
        Whose reps are looked up.
    reps
        Without a list of reps, names of reps are not checked.
    pins
        Whose customers and reps are looked up.
    actuals
        Whose customers are looked up.
    """
    known_customers = _Known(customer.customer_id for customer in customers.items)
    known_reps = None if reps is None else _Known(rep.rep_id for rep in reps.items)
    named = [(c.row, rep_id) for c in customers.items for rep_id in c.rep_ids]
    problems = _unknown(customers.file, "rep_id", named, known_reps)
    if pins is not None:
        problems += _strangers(pins, known_customers, known_reps)
    if actuals is not None:  # whoever made a visit may have left since
        problems += _strangers(actuals, known_customers, None)
    return tuple(problems)


def check_event_references(
    events: Reading[Event], customer_ids: Iterable[str], rep_ids: Iterable[str]
) -> tuple[InputProblem, ...]:
    """Return a problem for each customer and rep of the events that a plan does not know.

    Parameters
    ----------
    customer_ids, rep_ids
        Of the plan.
    """
    known_customers, known_reps = _Known(customer_ids), _Known(rep_ids)
    problems = []
    for column, known in (
        ("rep_id", known_reps),
        ("customer_id", known_customers),
        ("to_rep", known_reps),
    ):
        named = [(event.row, getattr(event, column)) for event in events.items]
        named = [(row, name) for row, name in named if name]
        problems += _unknown(events.file, column, named, known)
    return tuple(problems)


def check_names(
    actuals: Reading[Actual], customer_ids: Iterable[str], rep_ids: Iterable[str]
) -> tuple[InputProblem, ...]:
    """Return a problem for each customer and rep of the actuals that a plan does not know."""
    return tuple(_strangers(actuals, _Known(customer_ids), _Known(rep_ids)))


class _Known:
    """Ids that exist, and which of them a wrong one may mean."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.ids = frozenset(ids)
        self.alike = {_bare(known): known for known in self.ids}
        self.hints: dict[str, str] = {}

    def hint(self, wrong: str) -> str:
        """Return what to do about an id that does not exist."""
        if wrong not in self.hints:
            alike = self.alike.get(_bare(wrong))
            said = f"did you mean {alike!r}?" if alike else ""
            if not said and len(self.ids) <= MAX_COMPARED:
                said = self._slip(wrong)
            self.hints[wrong] = said or "correct it, or add the missing row"
        return self.hints[wrong]

    def _slip(self, wrong: str) -> str:
        """Name the ids that one slip of the finger turns into the wrong one; ids say nothing else."""
        meant = sorted(
            known for known in self.ids if OSA.distance(wrong, known, score_cutoff=1) <= 1
        )
        return (
            f"did you mean {' or '.join(map(repr, meant))}?" if 0 < len(meant) <= MAX_MEANT else ""
        )


def _bare(text: str) -> str:
    """Return an id without case, punctuation and zeros in front of its numbers."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", normal_form(text))


def _strangers(
    reading: Reading[PinRow] | Reading[Actual], customers: _Known, reps: _Known | None
) -> list[InputProblem]:
    whom = [(item.row, item.customer_id) for item in reading.items]
    who = [(item.row, item.rep_id) for item in reading.items if item.rep_id]
    return [
        *_unknown(reading.file, "customer_id", whom, customers),
        *_unknown(reading.file, "rep_id", who, reps),
    ]


def _unknown(
    file: str, column: str, named: Iterable[tuple[int, str]], known: _Known | None
) -> list[InputProblem]:
    if known is None:
        return []
    what = f"there is no such {column.removeprefix('to_').removesuffix('_id')}"
    return [
        InputProblem(file, row, column, name, what, known.hint(name))
        for row, name in named
        if name not in known.ids
    ]


def set_aside(reading: Reading[Row], problems: Iterable[InputProblem]) -> Reading[Row]:
    """Return the reading without the rows that later problems are about.

    Parameters
    ----------
    reading
        Of any file.
    problems
        Those of other files are left alone.

    Returns
    -------
    Reading
        Its rows still add up.
    """
    mine: list[InputProblem] = [
        p for p in problems if p.file == reading.file and p.row in reading.source
    ]
    lines = {problem.row for problem in mine}
    bad = {line: tuple(map(raw_text, reading.source[line])) for line in lines}
    merged = {**bad, **reading.bad_rows}
    return replace(
        reading,
        items=tuple(item for item in reading.items if item.row not in lines),
        errors=tuple(sorted((*reading.errors, *mine), key=lambda problem: problem.row)),
        bad_rows=MappingProxyType(dict(sorted(merged.items()))),
    )
