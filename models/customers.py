"""Customers: who they are, what they buy, how they want to be visited."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from models.places import Placement
from models.response import Answers


class Status(StrEnum):
    """Whether somebody buys already."""

    ACTIVE = "active"
    PROSPECT = "prospect"
    INACTIVE = "inactive"


class Segment(StrEnum):
    """Category of a customer by the income it can bring (P6)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Channel(StrEnum):
    """How contact is made (P8)."""

    VISIT = "visit"
    OFFICE = "office"
    CALL = "call"
    EMAIL = "email"
    NONE = "none"

    @property
    def is_desk(self) -> bool:
        """Whether the contact takes minutes at the desk instead of a drive."""
        return self in {Channel.OFFICE, Channel.CALL, Channel.EMAIL}


@dataclass(frozen=True, slots=True)
class Scores:
    """The four scores of a customer, each 1 to 5 or unknown (P3)."""

    relationship: int | None = None
    potential: int | None = None
    penetration: int | None = None
    growth: int | None = None


@dataclass(frozen=True, slots=True)
class Sales:
    """What a customer bought (P2).

    Parameters
    ----------
    months
        Money by month, keyed ``YYYY-MM``; a month that the source leaves blank is absent.
        Returns count negative.
    total_12m
        One figure for twelve months, where the source has no months.
    """

    months: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    total_12m: float | None = None

    @property
    def known(self) -> bool:
        """Whether anything at all is known; no history is unknown, never zero."""
        return bool(self.months) or self.total_12m is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """One row of the customer list, read and checked; blanks are ``None``.

    Parameters
    ----------
    customer_id
        Unique in the list.
    lat, lon
        Degrees as given in the list, before any check against city or postcode.
    rep_ids
        The reps who may serve the customer; empty means that one is to be found.
    growth_goal
        Wanted growth in money per month, may be negative (P4).
    margin
        Share of the sales that is earned, 0 to 1.
    closing_ratio
        Closings per meeting, in (0, 1] (P18).
    expected_value
        Expected money per month once a prospect buys.
    answers
        Expected sales with fewer and with more meetings (P12).
    visits
        Override: this many visits in the planned month.
    opening_hours
        OpenStreetMap syntax, checked by the reader.
    extra
        Columns that Rounds does not know, kept as text.
    row
        Line of the source file.
    placement
        Where the customer is, once placed.
    """

    customer_id: str
    name: str
    address: str = ""
    city: str = ""
    postcode: str = ""
    lat: float | None = None
    lon: float | None = None
    rep_ids: tuple[str, ...] = ()
    status: Status = Status.ACTIVE
    industry: str = ""
    segment: Segment | None = None
    scores: Scores = Scores()
    growth_goal: float | None = None
    currency: str = ""
    sales: Sales = Sales()
    first_purchase: dt.date | None = None
    last_visit: dt.date | None = None
    visit_minutes: int | None = None
    opening_hours: str = ""
    channel: Channel | None = None
    interval_days: int | None = None
    visits: int | None = None
    min_gap_days: int | None = None
    max_gap_days: int | None = None
    troublesome: bool = False
    margin: float | None = None
    closing_ratio: float | None = None
    expected_value: float | None = None
    answers: Answers = field(default_factory=Answers)
    note: str = ""
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    row: int = 0
    placement: Placement | None = None


def counted(customers: Sequence[Customer]) -> str:
    """Return how many there are, prospects apart: ``12 customers``, ``1 customer and 3 prospects``."""
    prospects = sum(customer.status is Status.PROSPECT for customer in customers)
    told = [
        f"{count:,} {noun}{'' if count == 1 else 's'}"
        for count, noun in ((len(customers) - prospects, "customer"), (prospects, "prospect"))
        if count or noun == "customer"
    ]
    return " and ".join(told)
