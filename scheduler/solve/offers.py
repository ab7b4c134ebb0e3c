"""The cheapest changes that would bring visits in, each tried by making it.

The visits without a day are put into the plan as it stands, one after the other, by a search that may
add meetings and overtime to a day and may leave a visit's window; what meets on one day is
offered together. Other ways (another appointment, other opening hours, another spacing, another rep)
are offered beside. No workday is offered twice and no spacing broken between offers, so that they can
be followed together, and none is told that the judge refuses once the change is made.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.problem import MonthProblem, Workday
from models.schedule import Schedule
from scheduler.solve.draft import ABSENT, Draft
from scheduler.solve.fitting import blocked, spaced
from scheduler.solve.offer import Ask, Offer
from scheduler.solve.room import least_overtime, shortened
from scheduler.solve.trial import Trial, trials

MOST_OFFERS = 3

Day = tuple[str, dt.date]
"""A rep and a date."""


@dataclass(frozen=True, slots=True, order=True)
class Fit:
    """A place for a visit in a trial: what it costs, and the day's order with it."""

    cost: float
    day: int
    order: tuple[int, ...]


def advise(problem: MonthProblem, schedule: Schedule) -> Schedule:
    """Return the schedule with up to three offers for each visit without a day, cheapest first."""
    offers = offers_of(problem, schedule)
    unplanned = tuple(
        replace(
            item,
            what_would_help=tuple(offer.text(problem) for offer in offers[item.visit_id]),
        )
        for item in schedule.unplanned
    )
    return replace(schedule, unplanned=unplanned)


def offers_of(problem: MonthProblem, schedule: Schedule) -> dict[str, list[Offer]]:
    """Return the offers that bring visits in, by visit, cheapest first."""
    found: dict[str, list[Offer]] = {item.visit_id: [] for item in schedule.unplanned}
    if not found:
        return found
    room, *asks = trials(problem, schedule, set(found))
    taken: dict[Day, tuple[str, ...]] = {}
    for offer in _together(room, list(found)):
        if offer.works(problem, schedule):
            taken[offer.rep_id, offer.date] = offer.visit_ids
            for visit_id in offer.visit_ids:
                found[visit_id].append(offer)
    for visit_id, own in found.items():
        customer_id = problem.requirement_of[visit_id].customer_id
        others = [
            (other, offer)
            for other, theirs in found.items()
            if other != visit_id and problem.requirement_of[other].customer_id == customer_id
            for offer in theirs
        ]
        _add_others((room, *asks), schedule, visit_id, own, _Told(taken, others))
    return {v: sorted(own, key=lambda offer: offer.cost_min) for v, own in found.items()}


def _together(trial: Trial, missing: list[str]) -> Iterator[Offer]:
    """Yield offers that bring in as many visits as possible, all of them at once."""
    before, draft = trial.draft, trial.draft.copy()
    board = draft.board
    members: dict[int, list[int]] = {}
    # The heaviest first, as the search does.
    waiting = sorted(
        (board.number[visit_id] for visit_id in missing),
        key=lambda v: (-board.visits[v].penalty, v),
    )
    for v in waiting:
        fit = min(_fits(trial, draft, v), key=lambda f: f.cost, default=None)
        if fit is not None and draft.fill(fit.day, shortened(draft, fit.day, fit.order)):
            members.setdefault(fit.day, []).append(v)
    for day, visits in members.items():
        alone = before.copy()
        alone.fill(day, draft.routes[day])
        yield _offer(trial, alone, day, visits)


@dataclass(frozen=True, slots=True)
class _Told:
    """What was offered to others: an offer that goes with it can be followed beside it.

    Parameters
    ----------
    taken
        The visits that a workday was offered to.
    others
        The customer's other visits with the offers for them.
    """

    taken: dict[Day, tuple[str, ...]]
    others: Sequence[tuple[str, Offer]]

    def goes_with(self, problem: MonthProblem, visit_id: str, offer: Offer) -> bool:
        """Whether an offer leaves days and spacing of all others alone."""
        if self.taken.get((offer.rep_id, offer.date), (visit_id,)) != (visit_id,):
            return False
        return all(
            _beside(problem, (visit_id, offer), (whose, other)) for whose, other in self.others
        )


def _beside(problem: MonthProblem, one: tuple[str, Offer], two: tuple[str, Offer]) -> bool:
    """Whether two visits of a customer may both lie where they are offered to lie."""
    (v, first), (u, second) = one, two
    if problem.one_rep_per_customer and first.rep_id != second.rep_id:
        return False
    req, days = problem.requirement_of[v], (first.date - second.date).days
    if req is not problem.requirement_of[u]:
        return days != 0
    number = {need.visit_id: k for k, need in enumerate(req.visits)}
    return spaced(req, (number[v], number[u]), days)


def _add_others(
    trials: Sequence[Trial],
    schedule: Schedule,
    visit_id: str,
    own: list[Offer],
    told: _Told,
) -> None:
    """Add the cheapest offer of each kind not told yet that goes with what others were offered.

    Where there is none at all, one that does not go with them is better than silence.
    """
    found = [*_alone(trials, visit_id)]
    kinds = [_kind(trials[0].problem, offer) for offer in own]
    for free in (True, False):
        for trial, offer in found:
            kind = _kind(trial.problem, offer)
            if len(own) >= (MOST_OFFERS if free else 1) or any(known <= kind for known in kinds):
                continue
            if told.goes_with(trial.problem, visit_id, offer) is not free:
                continue
            better = _shortened(trial, offer)
            if better.works(trial.problem, schedule):
                kinds.append(kind)
                own.append(replace(better, instead=not free))
                told.taken.setdefault((offer.rep_id, offer.date), (visit_id,))


def _alone(trials: Sequence[Trial], visit_id: str) -> list[tuple[Trial, Offer]]:
    """Return every offer that brings in one visit alone, cheapest first."""
    found = []
    for trial in trials:
        v = trial.draft.board.number[visit_id]
        for fit in _fits(trial, trial.draft, v):
            found.append((trial, _made(trial, fit.day, fit.order, v)))
    return sorted(found, key=lambda pair: pair[1].cost_min)


def _shortened(trial: Trial, offer: Offer) -> Offer:
    """Return an offer that brings in one visit with the best order of its day."""
    board = trial.draft.board
    order = tuple(board.number[visit_id] for visit_id in offer.order)
    v = board.number[offer.visit_ids[0]]
    day = next(d for d in board.visits[v].days if _is(board.days[d].workday, offer))
    return _made(trial, day, shortened(trial.draft, day, order), v)


def _is(workday: Workday, offer: Offer) -> bool:
    return (workday.rep_id, workday.date) == (offer.rep_id, offer.date)


def _kind(problem: MonthProblem, offer: Offer) -> frozenset[str]:
    """Return what an offer asks for; one that asks for more beside is of no use."""
    asked = {"overtime": offer.overtime_min > 0, "meetings": offer.meetings > 0}
    asked["another day"] = any(offer.days_off(problem, visit) for visit in offer.visit_ids)
    asked[offer.ask] = offer.ask is not Ask.NOTHING
    return frozenset(name for name, there in asked.items() if there)


def _fits(trial: Trial, draft: Draft, v: int) -> Iterator[Fit]:
    """Yield a place on each day that can hold the visit, with what it costs."""
    board, before = draft.board, draft.cost()
    for day in board.visits[v].days:
        order = None if blocked(draft, v, day) else least_overtime(draft, v, day)
        if order is None:
            continue
        after = draft.copy()
        after.fill(day, order)
        cost = after.cost() - before + board.visits[v].penalty + trial.asking(after, day)
        yield Fit(cost, day, order)


def _made(trial: Trial, day: int, order: tuple[int, ...], v: int) -> Offer:
    alone = trial.draft.copy()
    alone.fill(day, order)
    return _offer(trial, alone, day, [v])


def _offer(trial: Trial, draft: Draft, day: int, visits: list[int]) -> Offer:
    board, plan = draft.board, trial.draft
    workday, (overtime, meetings) = board.days[day].workday, trial.figures(draft, day)
    cost = draft.cost() - plan.cost() + sum(board.visits[v].penalty for v in visits)
    return Offer(
        rep_id=workday.rep_id,
        date=workday.date,
        order=tuple(board.visits[v].visit_id for v in draft.routes[day]),
        visit_ids=tuple(board.visits[v].visit_id for v in visits),
        overtime_min=overtime,
        meetings=meetings,
        ask=trial.ask,
        gaps=_gaps(trial, visits[0], day) if trial.ask is Ask.SPACING else (),
        drive_min=draft.figures[day].travel - plan.figures[day].travel,
        cost_min=(cost + trial.asking(draft, day, len(visits))) / len(visits),
    )


def _gaps(trial: Trial, v: int, day: int) -> tuple[tuple[dt.date, int], ...]:
    """Return the visits that are too near or too far for the spacing as it is, with their distance."""
    plan, visit_id = trial.draft, trial.draft.board.visits[v].visit_id
    req = trial.problem.requirement_of[visit_id]
    number = {need.visit_id: k for k, need in enumerate(req.visits)}
    found = []
    for need in req.visits:
        other = plan.day_of[plan.board.number[need.visit_id]]
        if other != ABSENT:
            gap = plan.board.days[day].ordinal - plan.board.days[other].ordinal
            if not spaced(req, (number[visit_id], number[need.visit_id]), gap):
                found.append((plan.board.days[other].workday.date, abs(gap)))
    return tuple(found)
