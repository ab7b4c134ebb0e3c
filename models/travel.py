"""How far everything is."""

from collections.abc import Mapping

import numpy as np

from models.units import FloatMatrix, IntMatrix, matrix_to_ticks


class TravelMatrix:
    """Minutes and metres between the places of one rep; read-only.

    Parameters
    ----------
    places
        Keys of the places, in the order of the matrices.
    minutes, metres
        float64 arrays of shape (n, n), index ``[from, to]``, zero on the diagonal; they may be
        asymmetric.
    source
        How they were made, in words.
    """

    def __init__(
        self, places: tuple[str, ...], minutes: FloatMatrix, metres: FloatMatrix, source: str = ""
    ) -> None:
        self.places = places
        self.minutes = np.ascontiguousarray(minutes, dtype=np.float64)
        self.metres = np.ascontiguousarray(metres, dtype=np.float64)
        self.minutes.setflags(write=False)
        self.metres.setflags(write=False)
        self.source = source
        self.index: Mapping[str, int] = {key: k for k, key in enumerate(places)}
        self._ticks: dict[int, IntMatrix] = {}

    def ticks(self, per_minute: int = 1) -> IntMatrix:
        """Return the matrix of the clock: whole ticks, each leg rounded up."""
        if per_minute not in self._ticks:
            self._ticks[per_minute] = matrix_to_ticks(self.minutes, per_minute)
            self._ticks[per_minute].setflags(write=False)
        return self._ticks[per_minute]


def customer_key(customer_id: str) -> str:
    """Return the key of a customer's place in a travel matrix."""
    return f"customer:{customer_id}"
