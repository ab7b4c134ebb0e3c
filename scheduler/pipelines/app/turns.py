"""Turns: work that takes much memory is done by few at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore, local

from models.errors import BusyError


class Turns:
    """Lets few threads do something at a time, some more wait, and refuses the others at once.

    Whoever has a turn may take it again.

    Parameters
    ----------
    at_once
        How many have their turn at the same time.
    waiting
        How many more may wait for theirs.
    """

    def __init__(self, at_once: int, waiting: int) -> None:
        self._places = Semaphore(at_once + waiting)
        self._turns = Semaphore(at_once)
        self._own = local()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for a turn and have it while the block runs.

        Raises
        ------
        BusyError
            Too many wait already.
        """
        if getattr(self._own, "taken", False):
            yield
            return
        if not self._places.acquire(blocking=False):
            raise BusyError(
                "too many people ask for this at the same moment; try again in some seconds"
            )
        try:
            with self._turns:
                self._own.taken = True
                try:
                    yield
                finally:
                    self._own.taken = False
        finally:
            self._places.release()
