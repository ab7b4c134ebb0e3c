"""Scenarios: a month planned under other conditions, told side by side (P27)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from models.month import Month
from models.policy import Policy
from models.reps import Span
from models.scenario_figures import ScenarioFigures


@dataclass(frozen=True, slots=True)
class VisitRules:
    """Rules about the days of a customer's visits that no list and no policy holds.

    Parameters
    ----------
    same_weekday
        All visits of a customer lie on one weekday, that of the last visit where it is known.
    exact_phasing
        Once the first visit has its day, the others follow exactly the interval apart.
    frequency_patterns
        So many different intervals are in use; ``None`` leaves them as they are.
    always_open
        Opening hours of the customers do not count.
    """

    same_weekday: bool = False
    exact_phasing: bool = False
    frequency_patterns: int | None = None
    always_open: bool = False

    @property
    def settle_days(self) -> bool:
        """Whether they allow a customer's visits on certain sets of days only."""
        return self.same_weekday or self.exact_phasing


class Home(NamedTuple):
    """Where a rep starts: degrees, or a town that is looked up where they are ``None``."""

    lat: float | None
    lon: float | None
    city: str = ""


@dataclass(frozen=True, slots=True)
class NewRep:
    """A rep whom a scenario adds.

    Parameters
    ----------
    like
        The rep whose hours, cap and costs it has; empty takes the first of the list.
    """

    rep_id: str
    name: str
    home: Home
    like: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A named variant of a month: what is not said stays as on the command line.

    Parameters
    ----------
    row
        Line of the file of scenarios.
    policy
        With the scenario's changes.
    changes
        What is different, a phrase for each.
    reps
        Another list of reps.
    without
        Ids of reps who are left out; their customers go to the others.
    homes
        Other homes, by rep.
    daily_cap, work_hours, work_days
        For all reps, whatever their list says.
    """

    name: str
    row: int = 0
    policy: Policy = field(default_factory=Policy)
    changes: tuple[str, ...] = ()
    reps: Path | None = None
    without: tuple[str, ...] = ()
    added: tuple[NewRep, ...] = ()
    homes: Mapping[str, Home] = field(default_factory=lambda: MappingProxyType({}))
    daily_cap: int | None = None
    work_hours: Span | None = None
    work_days: frozenset[int] | None = None
    rules: VisitRules = VisitRules()

    @property
    def about(self) -> str:
        """Return what is different, in a sentence's words."""
        return "; ".join(self.changes) or "nothing changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePrice:
    """What a rule costs on this list: the plan that keeps it against the plan that does not.

    Parameters
    ----------
    km, drive_min, money
        More with the rule than without; money is the driving time and the kilometres.
    visits
        More visits planned with the rule than without; where it is not 0, kilometres are not alike.
    share
        `km` for each visit, as a share of those without the rule.
    low_min, high_min
        Between these minutes lies what the rule costs in driving, by the proven bounds of both
        plans; ``None`` where nothing is proven or other visits are planned.
    verdict
        What can be said of it.
    """

    rule: str
    km: float
    drive_min: float
    money: float
    visits: int
    share: float
    low_min: float | None
    high_min: float | None
    verdict: str


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A figure of all scenarios, in their order.

    Parameters
    ----------
    key, name
        For files and for people.
    form
        ``whole``, ``tenth``, ``money`` or ``share``.
    values
        ``None`` where a scenario has none.
    """

    key: str
    name: str
    form: str
    values: tuple[float | None, ...]

    @property
    def differences(self) -> tuple[float | None, ...]:
        """Return how much more each scenario has than the first; ``None`` where one is unknown."""
        first = self.values[0]
        return tuple(
            None if value is None or first is None else value - first for value in self.values
        )

    def told(self, value: float | None, *, sign: bool = False) -> str:
        """Return one of the values, or a difference with its sign, as people read it."""
        if value is None:
            return "–"
        form = {"whole": ",.0f", "tenth": ",.1f", "money": ",.0f", "share": ".1%"}[self.form]
        text = format(value, f"+{form}" if sign else form)
        zero = not text.strip("+-0.,%")
        return ("=" if sign else text.lstrip("-")) if zero else text.replace("-", "−")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Scenarios side by side, the first being what the others are compared with.

    Parameters
    ----------
    lines
        The figures of all scenarios.
    prices
        Of rules; empty where nobody asked.
    notes
        What a manager should know, of the first scenario and of what only others have.
    """

    month: Month
    scenarios: tuple[ScenarioFigures, ...]
    lines: tuple[ComparedLine, ...]
    prices: tuple[RulePrice, ...] = ()
    notes: tuple[str, ...] = ()
    currency: str = ""
