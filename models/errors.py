"""Every error a user can meet.

RoundsError
├── InputError          wrong input; carries every problem found, not only the first (exit code 2)
│   └── TooLargeError   the input is sound but does not fit in memory; says the number
├── NotAllowedError     somebody may not do what they asked for (403)
│   └── SessionExpiredError   nobody is signed in any more (401)
├── BusyError           too many ask for the same at once; try again in a moment (503)
├── OutputError         a result cannot be written (exit code 2)
├── ProblemError        the planning problem contradicts itself; a defect of the caller (exit code 1)
└── StoreError          what is kept cannot be changed or reached as asked (exit code 2)
    ├── StaleError              somebody else changed it meanwhile (409)
    ├── UnderWayError           a job does it already; knows which one (409)
    ├── MissingError            it is not there, or not any more (404)
    ├── LeaseLostError          another worker has taken the job
    └── StoreUnavailableError   the database does not answer; nothing was changed (503)
        └── StoreFullError          its disk is full; nothing was changed (507)
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class InputProblem:
    """One thing that is wrong in one place of one file.

    Parameters
    ----------
    file
        Name of the file as the user gave it; an option's name where no file is at fault.
    row
        Line of the file, the header being line 1; 0 where the whole file is meant.
    column
        Header as written in the file; empty where the whole row is meant.
    value
        The text found there.
    what
        What is wrong, as a clause.
    advice
        What to do about it, as a clause.
    """

    file: str
    row: int
    column: str
    value: str
    what: str
    advice: str

    def __str__(self) -> str:
        """Return the problem as one line for people."""
        row = f"row {self.row}" if self.row else ""
        column = f"column {self.column}" if self.column else ""
        place = ", ".join(filter(None, (self.file, row, column)))
        found = f" (found {self.value!r})" if self.value else ""
        said = f"{self.what}{found}; {self.advice}"
        return f"{place}: {said}" if place else said


class RoundsError(Exception):
    """The root of every error that Rounds raises on purpose."""


class InputError(RoundsError):
    """Wrong input, with every problem that was found.

    Parameters
    ----------
    problems
        At least one problem.
    """

    def __init__(self, problems: Iterable[InputProblem]) -> None:
        self.problems: Sequence[InputProblem] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class TooLargeError(InputError):
    """Sound input that does not fit in memory."""


class BusyError(RoundsError):
    """Too many ask for the same at once: nothing was done, and it may be tried again in a moment."""


class NotAllowedError(RoundsError):
    """Somebody may not do what they asked for."""


class SessionExpiredError(NotAllowedError):
    """Nobody is signed in any more; what was asked for is not done."""


class OutputError(RoundsError):
    """A result cannot be written where it was asked for."""


class ProblemError(RoundsError):
    """A planning problem that contradicts itself."""


class StoreError(RoundsError):
    """What is kept cannot be changed or reached as asked; nothing was changed."""


class MissingError(StoreError):
    """Something is not there, or not any more."""


class LeaseLostError(StoreError):
    """A worker was silent for too long, and its job was taken by another or is over."""


class UnderWayError(StoreError):
    """What is asked for is being done already.

    Parameters
    ----------
    team_id, job_id
        The job that does it.
    """

    def __init__(self, told: str, team_id: int, job_id: int) -> None:
        self.team_id, self.job_id = team_id, job_id
        super().__init__(f"{told}; wait for job {job_id} or cancel it")


class StoreUnavailableError(StoreError):
    """The database does not answer, or cannot write."""


class StoreFullError(StoreUnavailableError):
    """The disk of the database is full; trying again helps once there is room."""


class StaleError(StoreError):
    """Somebody else changed something after it was read.

    Parameters
    ----------
    what
        What was changed, as people call it: ``customer C001``.
    author
        Login of who changed it; empty where Rounds did it by itself.
    at
        When; ``None`` where nobody knows, as when it was removed.
    """

    def __init__(self, what: str, author: str = "", at: dt.datetime | None = None) -> None:
        self.what, self.author, self.at = what, author, at
        who = author or "somebody else"
        when = "" if at is None else f" on {at:%d %b %Y at %H:%M} UTC"
        done = "changed or removed" if at is None else "changed"
        super().__init__(
            f"{what} was {done} by {who}{when}; your change is not kept. "
            "Look at it again and repeat what you still want"
        )
