"""Which row of the actuals is about which visit of the plan."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.actuals import Actual, ActualStatus, month_of_visit
from models.control import FollowedVisit, VisitState
from models.plan import MonthPlan
from models.requirement import Kind
from models.schedule import Schedule

_FINAL = frozenset({ActualStatus.DONE, ActualStatus.MISSED})


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of the visits of a plan.

    Parameters
    ----------
    visits
        Every planned visit, every required one without a day, and those made beside the plan.
    rows
        The actuals that are about the month.
    elsewhere
        Rows about other months.
    nowhere
        Rows about missed or moved visits that the plan does not know.
    """

    visits: tuple[FollowedVisit, ...]
    rows: tuple[Actual, ...]
    elsewhere: int
    nowhere: tuple[Actual, ...]

    @property
    def reported_to(self) -> dt.date | None:
        """The last day of the reports; ``None`` where there is none."""
        return max((row.date for row in self.rows), default=None)


@dataclass(slots=True)
class _Open:
    """A visit with the rows that were found to be about it."""

    visit: FollowedVisit
    rows: list[Actual] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether it was neither made nor missed by now."""
        return not any(row.status in _FINAL for row in self.rows)

    @property
    def expected(self) -> dt.date | None:
        """The day on which it is to be made: the new one where it was moved."""
        moved = [row.moved_to for row in self.rows if row.moved_to is not None]
        return moved[-1] if moved else self.visit.planned


def followed(plan: MonthPlan, schedule: Schedule, actuals: Iterable[Actual]) -> Followed:
    """Return what became of every visit of a month; each counts once.

    A row that names a visit is about that visit. A row that names only a customer is about the
    customer's visit that was to be made on that day, else about the nearest one of which nothing
    final is known. A visit made that fits nothing was made beside the plan.

    Parameters
    ----------
    schedule
        The one people worked to: that of the plan, or as it was changed by hand.
    actuals
        Rows that name visits of this month which the plan does not know are about nothing; the caller
        refuses them before (`unknown_visits`).
    """
    rows = sorted(actuals, key=lambda row: (row.date, row.row))
    ours = [row for row in rows if is_about(row, plan)]
    found = {visit.visit_id: _Open(visit) for visit in _visits(plan, schedule)}
    left = _assign(ours, found)
    beside = [_beside(row, plan) for row in left if row.status is ActualStatus.DONE]
    nowhere = [row for row in left if row.status is not ActualStatus.DONE]
    visits = (*(_outcome(entry) for entry in found.values()), *beside)
    return Followed(visits, tuple(ours), len(rows) - len(ours), tuple(nowhere))


def unknown_visits(plan: MonthPlan, actuals: Iterable[Actual]) -> Iterator[Actual]:
    """Yield the rows that name a visit of the plan's month which the plan does not know."""
    known = set(plan.problem.need_of) | {visit.visit_id for visit in _not_placed(plan)}
    for row in actuals:
        if month_of_visit(row.visit_id) == plan.month and row.visit_id not in known:
            yield row


def _assign(rows: Sequence[Actual], found: Mapping[str, _Open]) -> list[Actual]:
    """Give each row to its visit, and return those that are about none."""
    of_customer: dict[str, list[_Open]] = {}
    for entry in found.values():
        of_customer.setdefault(entry.visit.customer_id, []).append(entry)
    left: Sequence[Actual] = rows
    # First what is certain, so that no guess takes the visit of another row.
    for choose in (_exact, _nearest):
        unsure: list[Actual] = []
        for row in left:
            choice = found.get(row.visit_id) or choose(row, of_customer.get(row.customer_id, ()))
            if choice is None:
                unsure.append(row)
            else:
                choice.rows.append(row)
        left = unsure
    return list(left)


def is_about(row: Actual, plan: MonthPlan) -> bool:
    """Whether a row is about the plan's month: its visit was planned for it, or its day lies in it."""
    if row.visit_id:
        planned = row.visit_id in plan.problem.need_of
        return planned or month_of_visit(row.visit_id) == plan.month
    return plan.month.first <= row.date <= plan.month.last


def _visits(plan: MonthPlan, schedule: Schedule) -> Iterator[FollowedVisit]:
    """Yield the visits with a day, then the required ones without."""
    day_of = dict(schedule.placed())
    for visit_id, need in plan.problem.need_of.items():
        requirement, route = plan.problem.requirement_of[visit_id], day_of.get(visit_id)
        if route is None and requirement.kind is Kind.PROSPECT:
            continue
        yield FollowedVisit(
            visit_id=visit_id,
            customer_id=requirement.customer_id,
            customer_name=requirement.name,
            segment=requirement.segment,
            rep_id=requirement.rep_ids[0] if route is None else route.rep_id,
            kind=requirement.kind,
            channel=requirement.channel,
            planned=None if route is None else route.date,
            due=need.due,
            earliest=need.earliest,
            latest=need.latest,
        )
    yield from _not_placed(plan)


def _not_placed(plan: MonthPlan) -> Iterator[FollowedVisit]:
    """Yield the visits that are due where nobody knows the way; they have no day and no window."""
    for row in plan.rows_not_placed:
        for number, due in enumerate(row.due_dates, start=1):
            yield FollowedVisit(
                visit_id=f"{row.customer_id}/{plan.month}/{number}",
                customer_id=row.customer_id,
                customer_name=plan.customers[row.customer_id].name,
                segment=row.segment,
                rep_id=row.rep_id.partition(";")[0],
                kind=Kind.VISIT,
                due=due,
            )


def _exact(row: Actual, entries: Sequence[_Open]) -> _Open | None:
    found = (entry for entry in entries if entry.is_open and entry.expected == row.date)
    return next(found, None)


def _nearest(row: Actual, entries: Sequence[_Open]) -> _Open | None:
    """Return the nearest open visit with a day; for a visit that was made, else one without a day."""
    candidates = [entry for entry in entries if entry.is_open]
    with_day = [entry for entry in candidates if entry.expected is not None]
    if with_day:
        return min(with_day, key=lambda entry: _distance(entry.expected, row.date))
    if row.status is ActualStatus.DONE and candidates:
        return min(candidates, key=lambda entry: _distance(entry.visit.due, row.date))
    return None


def _distance(day: dt.date | None, other: dt.date) -> int:
    return abs(((day or other) - other).days)


def _outcome(entry: _Open) -> FollowedVisit:
    """Return the visit with what its rows say: made on whatever day counts as made."""
    if not entry.rows:
        return entry.visit
    made = [row for row in entry.rows if row.status is ActualStatus.DONE]
    last = made[-1] if made else entry.rows[-1]
    amounts = [row.order_amount for row in entry.rows if row.order_amount is not None]
    return replace(
        entry.visit,
        state=VisitState(last.status.value),
        date=last.moved_to or last.date,
        reason=next((row.reason for row in reversed(entry.rows) if row.reason), ""),
        outcome=last.outcome,
        order_amount=sum(amounts) if amounts else None,
    )


def _beside(row: Actual, plan: MonthPlan) -> FollowedVisit:
    standing = next((r for r in plan.rows if r.customer_id == row.customer_id), None)
    customer = plan.customers.get(row.customer_id)
    return FollowedVisit(
        visit_id="",
        customer_id=row.customer_id,
        customer_name=customer.name if customer else row.customer_id,
        segment=standing.segment if standing else "",
        rep_id=row.rep_id or (standing.rep_id.partition(";")[0] if standing else ""),
        kind=Kind.VISIT,
        state=VisitState.DONE,
        date=row.date,
        reason=row.reason,
        outcome=row.outcome,
        order_amount=row.order_amount,
    )
