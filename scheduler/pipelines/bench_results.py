"""Results of `rounds bench month`: one a line, kept in a file, found again when a campaign goes on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import InputError, InputProblem
from scheduler.io.results import read_results, write_results

OWN = "rounds"
"""What our engine is called in results."""

Instance = tuple[str, str, int, float | None]
"""Rep, policy, cap and seconds: what all engines are compared on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRun:
    """A rep's month by one engine; `rounds bench month --json` writes all of it but `bound_judged`.

    Parameters
    ----------
    policy
        Name of the policy file, ``default`` without one.
    cap
        Most meetings of any day.
    seconds
        Of each plan; ``None`` where only iterations were given.
    travel_cost
        Minutes of driving of the plan that only driving counts for.
    judged_cost
        All soft rules together: of the plan that all of them count for where the engine knows
        them (`rounds`), else of the same plan.
    unplanned
        Visits without a day; of two plans, in the one that leaves out more.
    bound
        Proven lower bound of `travel_cost`; ``None`` where nothing was proven.
    feasible
        By the judge.
    bound_judged
        Proven lower bound of `judged_cost`; ``None`` where nothing was proven.
    """

    rep: str
    policy: str
    cap: int
    seconds: float | None
    seed: int
    engine: str
    travel_cost: float
    judged_cost: float
    unplanned: int
    bound: float | None
    feasible: bool
    bound_judged: float | None = None

    @property
    def instance(self) -> Instance:
        """What was planned, and within which time."""
        return self.rep, self.policy, self.cap, self.seconds

    @property
    def key(self) -> tuple[Instance, int, str]:
        """Names the run: it is not repeated where a file has it."""
        return self.instance, self.seed, self.engine

    def as_json(self) -> Mapping[str, object]:
        """Return the result as it is written."""
        return {name: getattr(self, name) for name in _NAMES}


_NAMES = (
    *("rep", "policy", "cap", "seconds", "seed", "engine"),
    *("travel_cost", "judged_cost", "unplanned", "bound", "feasible"),
)
_TYPES: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("rep", "policy", "engine"), (str,)),
    **dict.fromkeys(("cap", "seed", "unplanned"), (int,)),
    **dict.fromkeys(("travel_cost", "judged_cost"), (int, float)),
    **dict.fromkeys(("seconds", "bound"), (int, float, type(None))),
    "feasible": (bool,),
}


def month_runs(path: Path, rows: Sequence[Mapping[str, Any]]) -> list[MonthRun]:
    """Return the rows of a file as results.

    Raises
    ------
    InputError
        With every row that is none.
    """
    problems = [problem for row in enumerate(rows, 1) for problem in _problems(path, *row)]
    if problems:
        raise InputError(problems)
    return [MonthRun(**{name: row[name] for name in _NAMES}) for row in rows]


def _problems(path: Path, number: int, row: Mapping[str, Any]) -> Iterable[InputProblem]:
    advice = "name a file that `rounds bench month --json` wrote, or a new one"
    for name in _NAMES:
        where = f"{name} of result {number}"
        if name not in row:
            yield InputProblem(str(path), 0, where, "", "this result lacks a value", advice)
        elif not isinstance(row[name], _TYPES[name]):
            value = str(row[name])
            yield InputProblem(str(path), 0, where, value, "no value of a result", advice)


def known_runs(path: Path | None) -> list[MonthRun]:
    """Return the results that a file has already; none without a file.

    Raises
    ------
    InputError
        When it holds something else, which would be lost.
    """
    if path is None or not path.is_file():
        return []
    return month_runs(path, read_results(path))


def save_runs(path: Path | None, runs: Sequence[MonthRun]) -> None:
    """Write results where the user asked for them."""
    if path is not None:
        write_results(path, [run.as_json() for run in runs])
