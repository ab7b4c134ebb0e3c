"""What the rest of Rounds asks of any source of travel times."""

from collections.abc import Sequence
from typing import Protocol

from models.places import Place
from models.problem import TravelMatrix


class TravelProvider(Protocol):
    """A source of minutes and metres between places.

    There is one bulk method and no method for a single leg: road engines answer a whole matrix in
    one request, and a loop over legs would hide that n places cost n x n of them.
    """

    def matrix(self, keys: tuple[str, ...], places: Sequence[Place]) -> TravelMatrix:
        """Return minutes and metres between all places.

        Parameters
        ----------
        keys
            Name of each place, without repetition; the order of the matrices.
        places
            One for each key, in the same order.

        Returns
        -------
        TravelMatrix
            float64 minutes and metres of shape (n, n), index ``[from, to]``, zero on the diagonal.
            They need not be symmetric.

        Raises
        ------
        models.errors.TooLargeError
            More places than the provider can answer.
        models.errors.ProblemError
            Keys that repeat, or not one place for each key.
        """
        ...
