"""Scenarios: a month planned under other conditions, told side by side (P27)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from models.month import Month
from models.policy import Policy
from models.reps import Span


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


class SegmentCoverage(NamedTuple):
    """Required visits of one category, due and planned."""

    segment: str
    due: int
    planned: int

    @property
    def share(self) -> float:
        """Return planned over due; 1 where nothing is due."""
        return self.planned / self.due if self.due else 1.0


class RepLoad(NamedTuple):
    """A rep's month in a scenario: customers, planned visits, minutes driven, worked and paid."""

    rep_id: str
    name: str
    customers: int
    visits: int
    drive_min: int
    work_min: int
    paid_min: int

    @property
    def used(self) -> float:
        """Return the share of the paid time that is worked."""
        return self.work_min / self.paid_min if self.paid_min else 0.0


class Between(NamedTuple):
    """A figure of a plan, and the least that is proven possible; ``None`` where nothing is."""

    planned: float
    least: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioFigures:
    """What a scenario comes to.

    Parameters
    ----------
    loads
        A line a rep.
    visits_a_month
        Visits that fall due in an average month: whether this one is like the others.
    visits_due, visits_planned, desk
        Required visits; planned calls, e-mails and office meetings.
    coverage
        By category.
    drive_min, drive_m, work_min, overtime_min, paid_min
        Of the plan; `paid_min` are all working hours of the team, used or not.
    work_cost, paid_cost, km_cost
        Hours worked and hours paid at each rep's hourly cost; kilometres at the cost of each.
    sales, margin
        Expected sales a month if the team works like that for good, and what is earned of them.
    unplanned
        Visits without a day by their first reason, in words.
    driving, cost
        In minutes: driving alone and all rules, with their proven bounds.
    change_rep
        Customers who have another rep than in the first scenario.
    """

    name: str
    about: str
    loads: tuple[RepLoad, ...]
    visits_a_month: float
    visits_due: int
    visits_planned: int
    desk: int
    coverage: tuple[SegmentCoverage, ...]
    drive_min: int
    drive_m: float
    work_min: int
    overtime_min: int
    paid_min: int
    work_cost: float
    paid_cost: float
    km_cost: float
    sales: float
    margin: float
    unplanned: Mapping[str, int]
    driving: Between
    cost: Between
    change_rep: int

    @property
    def reps(self) -> int:
        """Return the headcount."""
        return len(self.loads)

    @property
    def fullest(self) -> float:
        """Return the share of the paid time that the busiest rep works."""
        return max((load.used for load in self.loads), default=0.0)

    @property
    def missing(self) -> int:
        """Return the required visits without a day."""
        return self.visits_due - self.visits_planned

    @property
    def share(self) -> float:
        """Return planned over due visits; 1 where nothing is due."""
        return self.visits_planned / self.visits_due if self.visits_due else 1.0

    @property
    def drive_km(self) -> float:
        """Return the kilometres of driving."""
        return self.drive_m / 1000

    @property
    def km_a_visit(self) -> float | None:
        """Return the kilometres for each planned visit; ``None`` without any."""
        return self.drive_km / self.visits_planned if self.visits_planned else None

    @property
    def used(self) -> float:
        """Return the share of the paid hours that is worked."""
        return self.work_min / self.paid_min if self.paid_min else 0.0

    @property
    def team_cost(self) -> float:
        """Return what the team costs: hours paid and kilometres."""
        return self.paid_cost + self.km_cost

    @property
    def contribution(self) -> float:
        """Return what is earned of the expected sales less what the team costs."""
        return self.margin - self.team_cost

    @property
    def gap(self) -> float | None:
        """Return the proven gap by all rules, or ``None``."""
        return _gap(self.cost)

    @property
    def drive_gap(self) -> float | None:
        """Return the proven gap of the driving alone, or ``None``."""
        return _gap(self.driving)

    def of(self, segment: str) -> SegmentCoverage:
        """Return the coverage of a category; nothing due where it has none."""
        found = (part for part in self.coverage if part.segment == segment)
        return next(found, SegmentCoverage(segment, 0, 0))


def _gap(figure: Between) -> float | None:
    if figure.least is None:
        return None
    return (figure.planned - figure.least) / figure.planned if figure.planned > 0 else 0.0


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
