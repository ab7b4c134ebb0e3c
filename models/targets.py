"""Targets of a team by rep, category and month (P17-P19), and what each lever is worth (P24)."""

from dataclasses import dataclass

from models.month import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """The target of a rep's customers of one category, or of its new customers, in a month.

    Parameters
    ----------
    segment
        A to D; ``new`` for the customers still to be won.
    customers
        Active customers; of ``new``, prospects.
    unknown
        Customers whose value is unknown: they bring nothing to the target, and that is said.
    value, goal
        Sums of value and growth goal, in money a month; part months are prorated.
    meetings
        With prospects (P18).
    """

    rep_id: str
    month: Month
    segment: str
    customers: int
    unknown: int = 0
    value: float = 0.0
    goal: float = 0.0
    meetings: int = 0
    closing_ratio: float | None = None
    average_value: float | None = None

    @property
    def target(self) -> float:
        """Return value and goal, or what the meetings with prospects should bring, in money a month."""
        won = self.meetings * (self.closing_ratio or 0.0) * (self.average_value or 0.0)
        return self.value + self.goal + won


@dataclass(frozen=True, slots=True)
class Lever:
    """What a change of one thing is worth (P24).

    Parameters
    ----------
    name
        What is changed, and by how much.
    before, after
        The result without and with the change.
    """

    name: str
    before: float
    after: float

    @property
    def worth(self) -> float:
        """Return the difference."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The targets of a team.

    Parameters
    ----------
    lines
        By month, rep and category; those of new customers last.
    levers
        Of the first month, in money a month.
    """

    lines: tuple[TargetLine, ...]
    levers: tuple[Lever, ...]
    notes: tuple[str, ...] = ()
    currency: str = ""

    def total(self, *, rep_id: str = "", month: Month | None = None) -> float:
        """Return the target of a rep and a month, or of all."""
        return sum(
            line.target
            for line in self.lines
            if rep_id in {"", line.rep_id} and month in {None, line.month}
        )
