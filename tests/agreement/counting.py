"""Counts what a property was tried on, so that none passes on nothing."""

from collections import Counter

from models.problem import MonthProblem
from tests.agreement.draws import TIMES, features

BITING = (
    "break",
    "cap 0",
    "different end",
    "starts at a customer",
    "capacity",
    "duration",
    "two reps",
    "one rep",
    "a choice of reps",
    "overtime",
    "ticks",
    "week starts on Sunday",
    "published",
    "reserve",
    "asymmetric",
    "zero legs",
    "two requirements",
    "overdue",
    "visit",
    "prospect",
    "desk",
    "2 visits",
    "3 visits",
    "greatest gap",
    "least gap",
    "opening",
    "several openings",
    "forbidden",
    "patterns",
    "load",
    "zero minutes",
    "window",
    "pin with rep",
    "pin with time",
    "pin fixed",
    "pin day",
    "pin week",
    "priced travel",
    "priced rhythm",
    "priced changes",
    "priced reserve",
    "priced prize",
    "priced balance",
    "priced daily_balance",
    "priced overtime",
)
"""Everything that `tests.agreement.draws.features` can name and that a month may lack."""


class Tally:
    """What has been seen; ask it at the end of a test."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def month(self, problem: MonthProblem) -> None:
        """Count a month with its features."""
        self.seen["months"] += 1
        self.seen.update(features(problem))

    def count(self, what: str, times: int = 1) -> None:
        """Count something else, e.g. sound and unsound schedules."""
        self.seen[what] += times

    def saw(self, **least: int) -> None:
        """Demand so many of each; words are joined by underscores."""
        wanted = {name.replace("_", " "): count * TIMES for name, count in least.items()}
        missing = {
            name: self.seen[name] for name, count in wanted.items() if self.seen[name] < count
        }
        assert not missing, f"seen too rarely: {missing}, wanted {wanted}"

    def saw_every_feature(self, least: int) -> None:
        """Demand months with each feature."""
        rare = {name: self.seen[name] for name in BITING if self.seen[name] < least}
        assert not rare, f"in fewer than {least} months: {rare}"
