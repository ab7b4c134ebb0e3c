"""What comes out of reading a file: the good rows, everything that is wrong, and what was assumed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from models.errors import InputError, InputProblem
from models.month import Month
from models.problem import Strength
from scheduler.io.cells import Cell

T = TypeVar("T")

DATE_ORDERS = ("auto", "dmy", "mdy", "ymd")
NO_SALES = "no column with sales: what the customers buy is unknown"
"""A note on a customer list, until a ledger says what they buy."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about a file that its header does not.

    Parameters
    ----------
    mapping
        Column by field, as in ``--map postcode=zip``; ``sales_*`` = ``receipts_*`` maps a family.
        A field of another file than the customers carries its name: ``reps.daily_cap``,
        ``ledger.amount``, ``pins.date``.
    date_order
        ``auto`` lets each column show its order, the others settle it.

    Raises
    ------
    InputError
        If the date order is not one of `DATE_ORDERS`.
    """

    mapping: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    date_order: str = "auto"

    def __post_init__(self) -> None:
        """Refuse an order of dates that nobody knows."""
        if self.date_order not in DATE_ORDERS:
            what, advice = "the order of dates is unknown", f"give one of {', '.join(DATE_ORDERS)}"
            raise InputError([InputProblem("--date-order", 0, "", self.date_order, what, advice)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Generic[T]):
    """A file, read to its end whatever is wrong in it.

    Every row of the file is kept, set aside or blank:
    ``len(items) + len(bad_rows) + blank_rows == rows``.

    Parameters
    ----------
    file
        Name of the file as the user gave it.
    items
        The rows that are right.
    errors
        Everything that is wrong, in the order of the file; row 0 concerns the file as a whole.
    warnings
        What somebody should look at, though the rows are kept.
    notes
        Defaults taken, repairs made, columns not used: in plain words.
    rows
        Rows below the header, blank ones included.
    bad_rows
        The raw cells of each row with an error, by line of the file.
    header
        The header as written.
    currency
        The one currency of the file, empty where it names none.
    last_sales_month
        Latest month with sales.
    source
        The cells of every row that fits the header, by line of the file.
    """

    file: str
    items: tuple[T, ...] = ()
    errors: tuple[InputProblem, ...] = ()
    warnings: tuple[InputProblem, ...] = ()
    notes: tuple[str, ...] = ()
    rows: int = 0
    bad_rows: Mapping[int, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    blank_rows: int = 0
    header: tuple[str, ...] = ()
    currency: str = ""
    last_sales_month: Month | None = None
    source: Mapping[int, tuple[Cell, ...]] = field(
        default_factory=lambda: MappingProxyType({}), repr=False, compare=False
    )

    @property
    def blocking(self) -> tuple[InputProblem, ...]:
        """The errors that setting rows aside does not cure: they concern the whole file."""
        return tuple(problem for problem in self.errors if problem.row not in self.bad_rows)


def two_currencies(reading: Reading[Any], told: str, other: str, ours: str) -> list[InputProblem]:
    """Return the problem that a file is in another currency than what it goes with.

    Parameters
    ----------
    told, other
        In the words of the message: the file, with its verb, and what it goes with.
    ours
        Currency of the latter; nothing is wrong where one of the two is unknown (empty).
    """
    theirs = reading.currency
    if ours == theirs or not ours or not theirs:
        return []
    what = f"{told} in {theirs}, but {other} in {ours}"
    return [InputProblem(reading.file, 0, "", "", what, "give both in one currency")]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One line of a sales ledger.

    Parameters
    ----------
    amount
        Money; a return is negative.
    row
        Line of the source file.
    """

    customer_id: str
    date: dt.date
    amount: float
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PinRow:
    """One row of the list of pins: an appointment that the plan must keep.

    Parameters
    ----------
    rep_id
        Empty where the rep is open.
    time_min
        Minute of the day at which the visit begins; ``None`` leaves it open.
    row
        Line of the source file.
    """

    customer_id: str
    date: dt.date
    rep_id: str = ""
    time_min: int | None = None
    strength: Strength = Strength.FIXED
    row: int = 0
