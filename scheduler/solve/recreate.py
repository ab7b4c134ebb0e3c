"""Put customers back: each day is priced once, then the best *set* of days is chosen.

Greedy insertion with blinks after Christiaens & Vanden Berghe (2020, doi 10.1287/trsc.2019.0914,
section 5); the choice of days by dynamic programming over the customer's visits keeps spacing.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from random import Random

from models.problem import Requirement
from scheduler.solve.draft import Draft

Prices = dict[int, tuple[float, int]]
"""Workday → (extra cost in minutes, position in its order)."""


@dataclass(slots=True)
class Choice:
    """Days chosen for some visits: ``(visit, workday, position)`` and what they cost."""

    cost: float = 0.0
    picks: list[tuple[int, int, int]] = field(default_factory=list)


States = dict[tuple[int | None, bool], Choice]
"""(Ordinal of the last planned visit, whether it is the one just before) → the best choice so far."""


def put_back(draft: Draft, group: int, random: Random, blink: float) -> None:
    """Insert all visits of an absent customer where they cost least; some may stay absent."""
    board = draft.board
    members = [board.requirements[r] for r in board.groups[group]]
    if board.problem.one_rep_per_customer:
        reps = sorted(
            {
                board.days[d].rep
                for _, visits in members
                for v in visits
                for d in board.visits[v].days
            }
        )
        choices = [_choose_group(draft, members, {rep}, random, blink) for rep in reps]
    else:
        choices = [_choose_group(draft, members, set(range(len(board.reps))), random, blink)]
    if choices:
        for v, day, position in min(choices, key=lambda choice: choice.cost).picks:
            draft.insert(v, day, position)


def _choose_group(
    draft: Draft,
    members: list[tuple[Requirement, tuple[int, ...]]],
    reps: set[int],
    random: Random,
    blink: float,
) -> Choice:
    whole, taken = Choice(), set[int]()
    for req, visits in members:
        prices = [_prices(draft, v, reps, taken, blink_of(random, blink)) for v in visits]
        choice = choose_days(draft, req, visits, prices)
        whole.cost += choice.cost
        whole.picks += choice.picks
        taken |= {draft.board.days[day].ordinal for _, day, _ in choice.picks}
    return whole


def blink_of(random: Random, blink: float) -> "Random | None":
    """Return the generator when this visit is to blink at all; drawing for every day is slow."""
    return random if blink and random.random() < 25 * blink else None


def _prices(
    draft: Draft, v: int, reps: set[int], taken: set[int], blinking: Random | None
) -> Prices:
    found: Prices = {}
    board = draft.board
    for day in board.visits[v].days:
        info = board.days[day]
        if (
            info.rep not in reps
            or info.ordinal in taken
            or (blinking is not None and blinking.random() < 0.1)
        ):
            continue
        best = best_position(draft, v, day)
        if best is not None:
            found[day] = best
    return found


def best_position(draft: Draft, v: int, day: int) -> tuple[float, int] | None:
    """Return the cheapest feasible place of a visit in a day as (extra cost, position)."""
    board, route = draft.board, draft.routes[day]
    visit = board.visits[v]
    info = board.days[day]
    meetings = [u for u in route if not board.visits[u].desk]
    if visit.desk:
        places = range(len(meetings), len(route) + 1)
        return min(filter(None, (_accept(draft, v, day, k) for k in places)), default=None)
    if len(meetings) >= info.cap:
        return None
    minutes, row = board.minutes[info.rep], visit.row[info.rep]
    stops = [info.start_row, *(board.visits[u].row[info.rep] for u in meetings), info.end_row]
    deltas = sorted(
        (minutes[a][row] + minutes[row][b] - minutes[a][b], k)
        for k, (a, b) in enumerate(pairwise(stops))
    )
    for _, position in deltas:
        best = _accept(draft, v, day, position)
        if best is not None:
            return best
    return None


def _accept(draft: Draft, v: int, day: int, position: int) -> tuple[float, int] | None:
    route, before = draft.routes[day], draft.figures[day]
    after = draft.clock.price(day, (*route[:position], v, *route[position:]))
    if after is None:
        return None
    weights = draft.board.problem.weights
    extra = weights.travel * (after.travel - before.travel) + draft.board.visits[v].off_cost[day]
    rep = draft.board.days[day].rep
    old = draft.rep_costs[rep]
    if old is None:
        old = draft.rep_costs[rep] = draft.sums.cost(rep, draft.figures)
    draft.figures[day] = after
    extra += draft.sums.cost(rep, draft.figures) - old
    draft.figures[day] = before
    return extra, position


def choose_days(
    draft: Draft, req: Requirement, visits: tuple[int, ...], prices: list[Prices]
) -> Choice:
    """Choose the cheapest days that keep spacing and patterns; a visit may stay absent at its penalty.

    Returns
    -------
    Choice
        Its cost counts the penalties of the visits left out.
    """
    if req.patterns is None:
        return _choose_spaced(draft, req, visits, prices)
    # Days of a pattern keep the spacing as well, where a problem has both.
    choices = (
        _choose_spaced(draft, req, visits, [_within(draft, pattern, found) for found in prices])
        for pattern in req.patterns
    )
    nothing = Choice(sum(draft.board.visits[v].penalty for v in visits))
    return min(choices, key=lambda choice: choice.cost, default=nothing)


def _within(draft: Draft, pattern: frozenset[date], prices: Prices) -> Prices:
    days = draft.board.days
    return {day: price for day, price in prices.items() if days[day].workday.date in pattern}


def _choose_spaced(
    draft: Draft, req: Requirement, visits: tuple[int, ...], prices: list[Prices]
) -> Choice:
    states: States = {(None, False): Choice()}
    for v, of_visit in zip(visits, prices, strict=True):
        states = _decide(draft, req, v, (states, of_visit))
    return min(states.values(), key=lambda choice: choice.cost)


def _decide(draft: Draft, req: Requirement, v: int, given: tuple[States, Prices]) -> States:
    """Return the states after one more visit: left out, or on each day that keeps the spacing."""
    following: States = {}
    states, prices = given
    for (last, adjacent), choice in states.items():
        left_out = Choice(choice.cost + draft.board.visits[v].penalty, choice.picks)
        _keep(following, (last, False), left_out)
        for day, (cost, position) in prices.items():
            ordinal = draft.board.days[day].ordinal
            if last is None or _spaced(req, ordinal - last, adjacent=adjacent):
                picks = [*choice.picks, (v, day, position)]
                _keep(following, (ordinal, True), Choice(choice.cost + cost, picks))
    return following


def _keep(states: States, key: tuple[int | None, bool], choice: Choice) -> None:
    if key not in states or choice.cost < states[key].cost:
        states[key] = choice


def _spaced(req: Requirement, gap: int, *, adjacent: bool) -> bool:
    too_far = adjacent and req.max_gap_days is not None and gap > req.max_gap_days
    return gap >= req.min_gap_days and not too_far
