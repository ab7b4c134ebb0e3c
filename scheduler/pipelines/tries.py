"""Several readings whose problems are told together."""

from collections.abc import Callable
from typing import TypeVar

from models.errors import InputError, InputProblem

Found = TypeVar("Found")


class Tries:
    """Reads one thing after the other, and keeps what is wrong with each."""

    def __init__(self) -> None:
        self.problems: list[InputProblem] = []

    def of(self, read: Callable[[], Found]) -> Found | None:
        """Return what is read, or ``None`` where it cannot be."""
        try:
            return read()
        except InputError as error:
            self.problems += error.problems
            return None

    def settle(self) -> None:
        """Raise all that is wrong together.

        Raises
        ------
        InputError
            With every problem that was kept, each once.
        """
        if self.problems:
            raise InputError(dict.fromkeys(self.problems))
