"""A planned scenario in figures (P27)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


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
