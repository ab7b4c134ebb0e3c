"""Improve a month by ruin and recreate under simulated annealing.

The seam of the solver: `improve` takes a draft and a budget and returns a better draft; nothing
else in the package knows how.
"""

import math
from random import Random

from scheduler.solve.draft import Draft
from scheduler.solve.order import best_order
from scheduler.solve.params import SolveParams
from scheduler.solve.recreate import put_back
from scheduler.solve.ruin import Neighbours, ruin
from scheduler.solve.stop import Budget, Stopwatch

_LOOK_EVERY = 16
"""Steps between two looks at the stopwatch."""


class Annealing:
    """Which worse drafts are accepted: fewer as the budget runs out."""

    def __init__(self, params: SolveParams, begin: float, end: float) -> None:
        self._hot, self._cold = params.start_temperature, params.end_temperature
        self._begin, self._end = begin, end

    def accepts(self, worse_by: float, done: float, random: Random) -> bool:
        """Whether a draft that is worse by so many minutes is taken at this share of the budget."""
        if worse_by <= 0:
            return True
        share = self._begin + (self._end - self._begin) * done
        temperature = self._hot * (self._cold / self._hot) ** share
        return bool(worse_by < -temperature * math.log(max(random.random(), 1e-12)))


def improve(
    draft: Draft,
    budget: Budget,
    params: SolveParams,
    random: Random,
    span: tuple[float, float] = (0.0, 1.0),
) -> tuple[Draft, int]:
    """Return the best draft found and the number of steps made.

    Parameters
    ----------
    budget
        Of this call.
    span
        Which part of the annealing schedule this call covers.
    """
    board = draft.board
    if not board.groups:
        return draft, 0
    near, watch = Neighbours(board), Stopwatch()
    annealing = Annealing(params, *span)
    best = current = draft
    best_cost = current_cost = draft.cost()
    steps, since, done = 0, 0, 0.0
    while done < 1.0 and not (budget.patience and since >= budget.patience):
        trial = current.copy()
        for group in _shuffled(trial, ruin(trial, near, random, params.removed), random):
            put_back(trial, group, random, params.blink)
        cost = trial.cost()
        if annealing.accepts(cost - current_cost, done, random):
            current, current_cost = trial, cost
        if cost < best_cost - 1e-9:
            best, best_cost, since = trial, cost, -1
        steps, since = steps + 1, since + 1
        if budget.iterations is not None or steps % _LOOK_EVERY == 0:
            done = _done(budget, steps, watch)
    polish(best, params)
    return best, steps


def _done(budget: Budget, steps: int, watch: Stopwatch) -> float:
    shares = [0.0]
    if budget.iterations is not None:
        shares.append(steps / budget.iterations)
    if budget.seconds is not None:
        shares.append(watch.seconds() / budget.seconds if budget.seconds > 0 else 1.0)
    return max(shares)


def _shuffled(draft: Draft, groups: list[int], random: Random) -> list[int]:
    """Return the groups in one of the orders of section 5.2: at random, many visits first, far or near first."""
    board = draft.board
    random.shuffle(groups)
    kind = random.random()
    if kind < 0.4:
        return groups
    if kind < 0.7:
        return sorted(groups, key=lambda g: -len(board.visits_of[g]))
    far = sorted(groups, key=lambda g: _distance(draft, g))
    return far if kind < 0.8 else far[::-1]


def _distance(draft: Draft, group: int) -> float:
    board = draft.board
    for rep, row in board.visits[board.visits_of[group][0]].row.items():
        if board.days_by_rep[rep]:
            home = board.days[board.days_by_rep[rep][0]].start_row
            return float(board.minutes[rep][home][row])
    return 0.0


def polish(draft: Draft, params: SolveParams) -> None:
    """Order every short day exactly."""
    board = draft.board
    for day, route in enumerate(draft.routes):
        meetings = sum(not board.visits[v].desk for v in route)
        if 2 <= meetings <= params.exact_stops:
            order = best_order(board, day, route)
            if order is None or order == route:
                continue
            before = draft.cost()
            draft.set_route(day, order)
            if draft.cost() > before:
                draft.set_route(day, route)
