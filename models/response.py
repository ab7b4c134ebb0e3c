"""What a customer would buy with fewer and with more meetings: the response curve (P12).

The practice is that of CALLPLAN (Lodish 1971, "CALLPLAN: an interactive salesman's call planning
system", Management Science 18(4), P-25 to P-40): whoever knows the customer answers four questions,
and a curve through the answers tells what each further meeting is worth. The curve is that of
Little (1970, "Models and managers: the concept of a decision calculus", Management Science 16(8)).
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

_EDGE = 1e-3
"""The curve stays so far from its ends, as a share of its height: it never quite reaches them."""
_NAMES = ("sales_no_visits", "sales_half_visits", "sales_same_visits", "sales_most_visits")
_ALL_OR_NONE = "give sales_no_visits and sales_most_visits, or leave all the answers blank"


class Fault(NamedTuple):
    """An answer that cannot be meant: its column, what is wrong, what to do."""

    column: str
    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class Answers:
    """Expected sales in money a month: answers to the four questions; ``None`` is not answered.

    Parameters
    ----------
    none, half, same, most
        Without any meeting; with half of today's; with as many as today; with as many as could help.
    """

    none: float | None = None
    half: float | None = None
    same: float | None = None
    most: float | None = None

    @property
    def given(self) -> bool:
        """Whether any question is answered."""
        return any(answer is not None for answer in (self.none, self.half, self.same, self.most))

    def of(self, column: str) -> float | None:
        """Return the answer in a column of the customer list."""
        return (self.none, self.half, self.same, self.most)[_NAMES.index(column)]

    def faults(self) -> list[Fault]:
        """Return what is wrong with the answers among themselves."""
        if not self.given:
            return []
        ends = {"sales_no_visits": self.none, "sales_most_visits": self.most}
        found = [
            Fault(name, "the answer is missing: the curve has no end there", _ALL_OR_NONE)
            for name, answer in ends.items()
            if answer is None
        ]
        return found + self._falling(self.same)

    def clash(self, value: float | None) -> list[Fault]:
        """Return what is wrong with the answers beside today's sales, which stand for a missing `same`.

        Parameters
        ----------
        value
            Average monthly sales; ``None`` is unknown.
        """
        if not self.given or self.same is not None or self.faults():
            return []
        if value is None:
            what = "the answer is missing, and today's sales are not known"
            return [Fault("sales_same_visits", what, "give the answer, or the sales")]
        return self._falling(value)

    def _falling(self, same: float | None) -> list[Fault]:
        names = list(_NAMES)
        if self.same is None:
            names[2] = "today's value"
        rising = zip(names, (self.none, self.half, same, self.most), strict=True)
        known = [(name, amount) for name, amount in rising if amount is not None]
        return [
            Fault(
                name if name in _NAMES else before,
                f"{name} of {amount:,.0f} is less than {before} of {less:,.0f}, with fewer meetings",
                "more meetings never sell less: correct one of them",
            )
            for (before, less), (name, amount) in pairwise(known)
            if amount < less
        ]

    def curve(self, value: float | None) -> "Curve | None":
        """Return the curve through the answers; ``None`` where there is none to draw."""
        none, most = self.none, self.most
        same = value if self.same is None else self.same
        if none is None or most is None or same is None or self._falling(same):
            return None
        height = most - none
        if height <= 0:
            return Curve(none, 0.0, 1.0, 1.0)
        odds = _odds((same - none) / height)
        if self.half is None:
            return Curve(none, height, odds, 1.0)
        return Curve(none, height, odds, math.log2(odds / _odds((self.half - none) / height)))


@dataclass(frozen=True, slots=True)
class Curve:
    """Expected sales in money a month, by effort: 0 is no meeting, 1 as many as today.

    ``sales(x) = floor + height · odds · x^steepness / (1 + odds · x^steepness)``

    Parameters
    ----------
    floor
        Sales without any meeting.
    height
        What meetings can add to it.
    odds
        Share of `height` that today's meetings bring, over the share that they do not.
    steepness
        Above 1, the curve is S-shaped: the first meetings bring little.
    """

    floor: float
    height: float
    odds: float
    steepness: float

    def sales(self, effort: float) -> float:
        """Return the expected sales a month at an effort, which is not negative."""
        if effort <= 0:
            return self.floor
        odds = self.odds * math.pow(effort, self.steepness)
        return self.floor + self.height * odds / (1 + odds)


def _odds(share: float) -> float:
    share = min(1 - _EDGE, max(_EDGE, share))
    return share / (1 - share)
