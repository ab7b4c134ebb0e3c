"""A year's work: what each customer takes, and what it comes to by group and operation (P13, P23)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.customers import Channel
from models.policy import Policy
from models.staffing import DrivingNorm, Market, Operation, Task, WorkLine

DAYS_A_YEAR = 360
"""Twelve months of 30 days: an interval of 30 days is a contact a month, as in the month's dues."""
_SEGMENTS = "ABCD"
_DESK = {
    Channel.OFFICE: Operation.OFFICE,
    Channel.CALL: Operation.CALL,
    Channel.EMAIL: Operation.EMAIL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """How one customer is kept in contact with.

    Parameters
    ----------
    interval_days
        Days between two contacts; 0: no contact.
    minutes, visit_minutes
        Of one contact by the channel; of one visit.
    growth
        Extra meetings a month for the growth goal.
    """

    segment: str
    channel: Channel
    interval_days: int
    minutes: int
    visit_minutes: int
    shop: bool = False
    growth: int = 0

    @property
    def group(self) -> str:
        """Return category and treatment: ``A visit 30``."""
        if self.channel is Channel.NONE or not self.interval_days:
            return f"{self.segment} no contact"
        return f"{self.segment} {self.channel.value} {self.interval_days}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerYear:
    """What one customer takes in a year.

    Parameters
    ----------
    tasks
        Driving not included.
    drive_min
        Driving for one meeting.
    """

    customer_id: str
    group: str
    tasks: tuple[Task, ...]
    drive_min: float = 0.0

    @property
    def meetings(self) -> float:
        """Return the meetings a year to which somebody drives."""
        return meetings_of(self.tasks)

    @property
    def work_min(self) -> float:
        """Return the minutes a year without driving."""
        return sum(task.times * task.minutes for task in self.tasks)


def meetings_of(tasks: Iterable[Task]) -> float:
    """Return the meetings to which somebody drives."""
    return sum(task.times for task in tasks if task.operation.is_meeting)


def yearly_tasks(care: Care, policy: Policy) -> tuple[Task, ...]:
    """Return what a customer takes in a year, driving left out.

    Contacts are 360 / interval: 12 of a customer of 30 days, 4 of one of 90. Growth meetings come
    every month. Presentations and paperwork follow the category (table ``staffing``).
    """
    if care.channel is Channel.NONE or not care.interval_days:
        return ()
    visit = Operation.SHOP_VISIT if care.shop else Operation.VISIT
    times = DAYS_A_YEAR / care.interval_days
    visits = 12.0 * care.growth + (times if care.channel is Channel.VISIT else 0.0)
    at = _SEGMENTS.index(care.segment)
    found = [Task(visit, visits, care.visit_minutes)]
    if care.channel in _DESK:
        found.append(Task(_DESK[care.channel], times, care.minutes))
    found += [
        Task(
            Operation.PRESENTATION, policy.staffing.presentations[at], policy.time.presentation_min
        ),
        Task(Operation.CONTRACT, policy.staffing.contracts[at], policy.time.contract_min),
    ]
    return tuple(task for task in found if task.times)


def work_lines(years: Sequence[CustomerYear]) -> tuple[WorkLine, ...]:
    """Return the year by group and operation, groups by name, operations in their own order."""
    customers: dict[str, int] = defaultdict(int)
    times: dict[tuple[str, Operation], float] = defaultdict(float)
    minutes: dict[tuple[str, Operation], float] = defaultdict(float)
    for year in years:
        customers[year.group] += 1
        driving = Task(Operation.DRIVING, year.meetings, year.drive_min)
        for task in (*year.tasks, driving):
            times[year.group, task.operation] += task.times
            minutes[year.group, task.operation] += task.times * task.minutes
    return tuple(
        WorkLine(
            group=group,
            customers=customers[group],
            operation=operation,
            times=times[group, operation],
            minutes=minutes[group, operation],
        )
        for group in sorted(customers)
        for operation in Operation
        if times.get((group, operation))
    )


def market_of(
    prospects: int, months: int, worth: tuple[float, float], driving: DrivingNorm, policy: Policy
) -> Market:
    """Return what a market of prospects takes (P18, P23).

    Each prospect is called and visited as often as the policy says. The share that reaches the first
    stage of the funnel, the offer, gets a presentation; who signs needs a contract.

    Parameters
    ----------
    months
        In which all are to be met.
    worth
        Closings per meeting, and money a month of a new customer.
    driving
        The team's: a meeting with a prospect takes the mean driving of a meeting.
    """
    closing, value = worth
    settings, norms = policy.staffing, policy.time
    offers = policy.funnel.shares[0] if policy.funnel.shares else 0.0
    meetings = settings.prospect_visits + offers
    signed = min(1.0, meetings * closing)
    tasks = (
        Task(Operation.CALL, settings.prospect_calls, norms.call_min),
        Task(Operation.VISIT, settings.prospect_visits, norms.visit_min),
        Task(Operation.PRESENTATION, offers, norms.presentation_min),
        Task(Operation.CONTRACT, signed, norms.contract_min),
        Task(Operation.DRIVING, meetings, driving.per_meeting),
    )
    return Market(
        prospects=prospects,
        months=months,
        tasks=tuple(task for task in tasks if task.times),
        meetings=meetings,
        closing_ratio=closing,
        average_value=value,
    )
