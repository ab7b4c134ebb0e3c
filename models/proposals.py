"""What a rep may propose for a visit: another day, more time, to leave it out, or something else."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class ProposalKind(StrEnum):
    """What is to become of a visit."""

    DAY = "day"
    LONGER = "longer"
    DROP = "drop"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedChange:
    """A change in values; its text is what is kept.

    Parameters
    ----------
    day
        The wanted day of a visit that is to be moved; ``None`` for every other kind.
    minutes
        The wanted length of a visit that is to be longer; ``None`` for every other kind.
    """

    kind: ProposalKind
    day: dt.date | None = None
    minutes: int | None = None

    @property
    def text(self) -> str:
        """Return the change as it is kept: ``2026-12-09``, ``longer 60``, ``drop`` or ``other``."""
        if self.day is not None:
            return self.day.isoformat()
        return f"{self.kind} {self.minutes}" if self.minutes is not None else str(self.kind)


def proposed_change(text: str) -> ProposedChange:
    """Return the change that a text tells; what nobody understands is something else."""
    word, _, rest = text.partition(" ")
    if word == ProposalKind.LONGER and rest.isascii() and rest.isdigit():
        return ProposedChange(kind=ProposalKind.LONGER, minutes=int(rest))
    if text == ProposalKind.DROP:
        return ProposedChange(kind=ProposalKind.DROP)
    try:
        return ProposedChange(kind=ProposalKind.DAY, day=dt.date.fromisoformat(text))
    except ValueError:
        return ProposedChange(kind=ProposalKind.OTHER)
