"""What a team keeps between two days: lists, marks of visits, proposals, links, scenarios.

Everything here is a value that was read: changing one changes nothing that is kept. Times are aware
and in UTC, dates local to the rep. A `version` is the number to give back with a change, so that a
change of somebody else in between is noticed.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from models.actuals import ActualStatus

NO_FIELDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: a customer, a rep, an appointment, a sale.

    Parameters
    ----------
    key
        What names it in its list: the customer's or the rep's id.
    fields
        Texts as entered, by canonical column; a column without a text is left out.
    version
        Grows with every change of the list.
    """

    key: str
    fields: Mapping[str, str]
    version: int


class UploadState(StrEnum):
    """Whether a file still waits to be taken over into a list."""

    OPEN = "open"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it was given, with what was said and corrected about it since.

    Parameters
    ----------
    kind
        Which list it is: ``customers``, ``reps``, ``sales`` or ``pins``.
    mapping
        Column by field, as in ``--map``.
    cells
        Corrected texts by place, e.g. ``{"12:postcode": "03281"}``.
    """

    upload_id: int
    team_id: int
    kind: str
    name: str
    mapping: Mapping[str, str]
    cells: Mapping[str, str]
    state: UploadState
    version: int
    created: dt.datetime
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a rep says about a visit.

    Parameters
    ----------
    key
        Made where the mark was made; the same key twice is the same mark sent twice.
    moved_to
        The new day of a moved visit; ``None`` for every other status.
    order_amount
        As entered; empty where nothing is said.
    """

    key: str
    visit_id: str
    customer_id: str
    rep_id: str
    date: dt.date
    status: ActualStatus
    moved_to: dt.date | None = None
    reason: str = ""
    outcome: str = ""
    order_amount: str = ""


class ProposalState(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProposal:
    """A rep's proposal of another day or another treatment of a visit.

    Parameters
    ----------
    change
        What is wanted, as `models.proposals.ProposedChange` has it in one text.
    """

    rep_id: str
    visit_id: str
    customer_id: str
    change: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(NewProposal):
    """A proposal that is kept, with the manager's answer.

    Parameters
    ----------
    changed
        When it was proposed, or decided.
    replaced
        The text of the list whose place an accepted length has taken; ``None`` for every other
        proposal, and where nobody knows it.
    """

    proposal_id: int
    team_id: int
    state: ProposalState
    answer: str
    version: int
    created: dt.datetime
    changed: dt.datetime
    author: str
    replaced: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A secret link to a rep's calendar; only the hash of the secret is kept."""

    feed_id: int
    team_id: int
    rep_id: str
    created: dt.datetime
    revoked: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A key of the interface for programs; only its hash is kept.

    Parameters
    ----------
    expires
        ``None`` where it holds until it is removed.
    """

    token_id: int
    user_id: int
    name: str
    created: dt.datetime
    expires: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A staffing scenario: what is changed, and what came out.

    Parameters
    ----------
    toml
        The changed settings, as in ``scenarios.toml``.
    result
        JSON text; empty before it was computed, and after its settings were changed.
    """

    scenario_id: int
    team_id: int
    name: str
    toml: str
    result: str
    version: int
    changed: dt.datetime
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """Who changed what and when.

    Parameters
    ----------
    author
        Login; empty for what Rounds does by itself.
    action, subject
        E.g. ``publish`` and ``months 2026-12``.
    details
        What was before and is now, where that is short.
    """

    at: dt.datetime
    author: str
    team_id: int | None
    action: str
    subject: str
    details: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
