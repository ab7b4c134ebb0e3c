"""How the time of a run is shared out among its rounds."""

from typing import NamedTuple


class Rounds(NamedTuple):
    """Rounds of a run.

    Parameters
    ----------
    number
        How many there are.
    first
        Share of the time that the first one takes, where there are others; these take the same each.
    """

    number: int
    first: float

    def share_of(self, turn: int) -> float:
        """Return the share of the time that a round takes."""
        if self.number == 1:
            return 1.0
        return self.first if turn == 0 else (1 - self.first) / (self.number - 1)

    def share_before(self, turn: int) -> float:
        """Return the share of the time that the rounds before a round take."""
        return sum(self.share_of(k) for k in range(turn))
