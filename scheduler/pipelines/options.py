"""What a user asks for when a month is planned."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from models.month import Month
from models.policy import Policy
from models.scenarios import VisitRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What the earlier months of a run hand on to the next one.

    Parameters
    ----------
    months
        All months of the run; an appointment in another one of them is no mistake.
    last_visit
        The last planned contact by customer; it wins over an older one of the list.
    missed
        By customer without any last visit: the first due that found no day.
    rep_ids
        The reps of customers to whom the list gives none: a territory stays for all months.
    """

    months: tuple[Month, ...] = ()
    last_visit: Mapping[str, dt.date] = field(default_factory=lambda: MappingProxyType({}))
    missed: Mapping[str, dt.date] = field(default_factory=lambda: MappingProxyType({}))
    rep_ids: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOptions:
    """Files and settings of one plan.

    Parameters
    ----------
    reps
        Without it, one rep is assumed in the middle of the customers (of each rep id they name).
    mapping
        Column by field, as in ``--map postcode=zip``.
    actuals
        What became of the visits before: last visits, and visits that are due again.
    quarantine
        File for rows that cannot be used; without it one bad row stops the run.
    fill
        What spare capacity is spent on: any of ``interval``, ``growth`` and ``prospects``.
    today
        The day on which the month is planned; a month that is past is said to be.
    seconds, iterations
        Of the solver: wall time for the whole team; steps for each visit. Both may be given.
    workers
        Cores of the solver.
    prove
        Whether a part of the time goes into proving how good the plan is.
    carried
        From the months before, where several are planned in a row.
    rules
        About the days of a customer's visits; only scenarios ask for any.
    """

    customers: Path
    month: Month
    today: dt.date | None = None
    reps: Path | None = None
    sales: Path | None = None
    pins: Path | None = None
    actuals: Path | None = None
    policy: Policy = field(default_factory=Policy)
    country: str | None = None
    mapping: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    date_order: str = "auto"
    quarantine: Path | None = None
    fill: str = ""
    online: bool = False
    seconds: float | None = 30.0
    iterations: int | None = None
    seed: int = 1
    workers: int = 1
    prove: bool = True
    carried: Carried = field(default_factory=Carried)
    rules: VisitRules = field(default_factory=VisitRules)
