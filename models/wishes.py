"""What a rep may wish for: another day for a visit, more time, to leave it out, or something else."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class WishKind(StrEnum):
    """What is to become of a visit."""

    DAY = "day"
    LONGER = "longer"
    DROP = "drop"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitWish:
    """A wish in values; its text is what is kept.

    Parameters
    ----------
    day
        The wanted day of a visit that is to be moved; ``None`` for every other kind.
    minutes
        The wanted length of a visit that is to be longer; ``None`` for every other kind.
    """

    kind: WishKind
    day: dt.date | None = None
    minutes: int | None = None

    @property
    def text(self) -> str:
        """Return the wish as it is kept: ``2026-12-09``, ``longer 60``, ``drop`` or ``other``."""
        if self.day is not None:
            return self.day.isoformat()
        return f"{self.kind} {self.minutes}" if self.minutes is not None else str(self.kind)


def wish_of(text: str) -> VisitWish:
    """Return the wish that a text tells; what nobody understands is something else."""
    word, _, rest = text.partition(" ")
    if word == WishKind.LONGER and rest.isascii() and rest.isdigit():
        return VisitWish(kind=WishKind.LONGER, minutes=int(rest))
    if text == WishKind.DROP:
        return VisitWish(kind=WishKind.DROP)
    try:
        return VisitWish(kind=WishKind.DAY, day=dt.date.fromisoformat(text))
    except ValueError:
        return VisitWish(kind=WishKind.OTHER)
