"""Improve a month by ruin and recreate under simulated annealing.

The seam of the solver: `improve` takes a draft and a budget and returns a better draft; nothing
else in the package knows how. The search itself is compiled (`scheduler.solve.kernel`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import numpy as np

from scheduler.solve import kernel
from scheduler.solve.draft import Draft
from scheduler.solve.kernel import State
from scheduler.solve.memory import empty_room, empty_state
from scheduler.solve.order import best_order
from scheduler.solve.params import Temper
from scheduler.solve.stop import Budget, Stopwatch
from scheduler.solve.tables import make_tables

_STEPS = 200
"""Steps between two looks at stopwatch, patience and whether to cancel."""


@dataclass(frozen=True, slots=True)
class Annealing:
    """The temperature, falling geometrically with the share of the budget that is used.

    Parameters
    ----------
    scale
        Minutes that the temperatures of the temper are multiples of.
    """

    temper: Temper
    scale: float

    def at(self, done: float) -> float:
        """Return the temperature, in minutes, when so much of the budget is used."""
        hot, cold = self.temper.hot, self.temper.cold
        return float(self.scale * hot * (cold / hot) ** min(1.0, done))


class Search:
    """A compiled search on one board.

    Parameters
    ----------
    draft
        Where it starts.
    """

    def __init__(self, draft: Draft, random: Random) -> None:
        self._draft = draft
        self._tables = make_tables(draft.board)
        self._state = empty_state(self._tables)
        self._room = empty_room(self._tables, self._state)
        # Xorshift never leaves zero: the last bit keeps it away from there.
        self._random = np.array([random.getrandbits(64) | 1], dtype=np.uint64)
        for day, route in enumerate(draft.routes):
            self._load(day, route)
        absent = self._state.day_of == kernel.ABSENT
        # Added one by one as the kernel does: equal sums must be equal numbers.
        self._room.standing[1] = sum(self._tables.visit_cost[absent, kernel.PENALTY].tolist())
        cost = kernel.cost_of(self._tables, self._state)
        self._cost = np.array([cost, cost])
        self._best_route = self._state.route.copy()
        self._best_count = self._state.day[:, kernel.COUNT].copy()

    def _load(self, day: int, route: tuple[int, ...]) -> None:
        self._state.route[day, : len(route)] = route
        self._state.day[day, kernel.COUNT] = len(route)
        for v in route:
            kernel.enter(self._tables, self._state, v, day)
        kernel.refresh(self._tables, self._state, day)

    @property
    def driving_per_stop(self) -> float:
        """Minutes of driving that a meeting costs, about; 1 where there is none.

        The way to the nearest neighbours, and a share of the way out and back: so a month of short days far
        away is told from one of as many neighbours around the corner (C. F. Daganzo, Transportation Science 18 (1984)
        331-350, doi 10.1287/trsc.18.4.331).
        """
        return max(1.0, self._way_to_neighbours() + self._share_of_way_out())

    def _share_of_way_out(self) -> float:
        """Return the mean minutes out and back to a meeting, by the meetings of a used day; 0 where none is planned."""
        t, s = self._tables, self._state
        used = np.flatnonzero(s.day[:, kernel.MEETINGS])
        trips: list[float] = []
        for d in used:
            m, start, end = t.day[d, [kernel.MATRIX, kernel.START_ROW, kernel.END_ROW]]
            rows = t.row[s.route[d, : s.day[d, kernel.MEETINGS]], m]
            trips += (t.minutes[m, start, rows] + t.minutes[m, rows, end]).tolist()
        return sum(trips) / len(trips) / (len(trips) / len(used)) if trips else 0.0

    def _way_to_neighbours(self) -> float:
        """Return the mean minutes from a customer to its three nearest neighbours; 0 where there are none."""
        t = self._tables
        ways = []
        for group, near in enumerate(t.near[:, 1:4]):
            here = t.row[t.requirement[t.group[group, 0], 0]]
            for other in near[near >= 0]:
                there = t.row[t.requirement[t.group[other, 0], 0]]
                both = np.flatnonzero((here >= 0) & (there >= 0))[:1]
                ways += [float(t.minutes[m, here[m], there[m]]) for m in both]
        return sum(ways) / len(ways) if ways else 0.0

    @property
    def best_cost(self) -> float:
        """Cost of the best plan so far, penalties of absent visits included."""
        return float(self._cost[1])

    def run(
        self,
        steps: int,
        temperatures: tuple[float, float],
        temper: Temper,
        *,
        in_turns: bool = False,
    ) -> None:
        """Make so many steps while the temperature falls from the first to the second.

        Parameters
        ----------
        in_turns
            Whether visits take turns at being absent, whatever it costs.
        """
        removed, longest = float(temper.removed), float(temper.longest_string)
        settings = (*temperatures, removed, longest, temper.blink, float(in_turns))
        best = (self._best_route, self._best_count, self._cost)
        kernel.search(self._tables, self._state, self._room, *best, self._random, steps, settings)

    @property
    def month(self) -> State:
        """The month as it is now."""
        return self._state

    def put_in_absent(self) -> None:
        """Put every customer with an absent visit in anew, those that weigh most first."""
        t, s, w = self._tables, self._state, self._room
        board = self._draft.board
        absent = {board.group_of[v] for v in np.flatnonzero(s.day_of == kernel.ABSENT).tolist()}
        w.out[list(absent)] = True
        kernel.take_out(t, s, w)
        w.out[:] = False
        weight = {g: sum(board.visits[v].penalty for v in board.visits_of[g]) for g in absent}
        for group in sorted(absent, key=lambda g: (-weight[g], g)):
            kernel.insert_group(t, s, w, group, self._random, 0.0)
        kernel.forget(w)
        self._cost[:] = kernel.cost_of(t, s)
        self._best_count[:] = s.day[:, kernel.COUNT]
        self._best_route[:] = s.route

    def best(self) -> Draft:
        """Return the best plan so far."""
        draft = Draft(self._draft.board, self._draft.clock, self._draft.sums)
        for day, count in enumerate(self._best_count):
            route = tuple(int(v) for v in self._best_route[day, :count])
            if route and not draft.fill(day, route):
                message = f"the search's clock and the model's disagree on day {day}"
                raise AssertionError(message)
        return draft


def with_absent(draft: Draft, random: Random) -> Draft:
    """Return a draft in which whoever is absent was put in where it costs least, if anywhere."""
    if not draft.board.days or not draft.absent():
        return draft
    search = Search(draft, random)
    search.put_in_absent()
    return search.best()


def improve(
    draft: Draft,
    budget: Budget,
    temper: Temper,
    random: Random,
    look: Callable[[State], bool] = lambda _: False,
) -> tuple[Draft, int]:
    """Return the best draft found and the number of steps made.

    Parameters
    ----------
    budget
        Of this call.
    temper
        How to search.
    look
        Is shown the month of the search now and then; the best draft so far is returned when it says
        that somebody cancelled.
    """
    if not draft.board.groups or not draft.board.days:
        return draft, 0
    search, watch = Search(draft, random), Stopwatch()
    annealing = Annealing(temper, search.driving_per_stop)
    steps, since, done = 0, 0, 0.0
    while done < 1.0 and not look(search.month) and not _out_of_patience(budget, since):
        now = _next_steps(budget, steps, since)
        before = search.best_cost
        # The next temperature is guessed from the pace so far; with an iteration stop it is exact.
        ahead = done * (steps + now) / steps if steps else done
        in_turns = done < temper.in_turns
        search.run(now, (annealing.at(done), annealing.at(ahead)), temper, in_turns=in_turns)
        steps += now
        since = 0 if search.best_cost < before else since + now
        done = _done(budget, steps, watch)
    return search.best(), steps


def _out_of_patience(budget: Budget, since: int) -> bool:
    return bool(budget.patience) and since >= (budget.patience or 0)


def _next_steps(budget: Budget, steps: int, since: int) -> int:
    left = [_STEPS]
    if budget.iterations is not None:
        left.append(budget.iterations - steps)
    if budget.patience:
        left.append(budget.patience - since)
    return min(left)


def _done(budget: Budget, steps: int, watch: Stopwatch) -> float:
    shares = [0.0]
    if budget.iterations is not None:
        shares.append(steps / budget.iterations)
    if budget.seconds is not None:
        shares.append(watch.seconds() / budget.seconds if budget.seconds > 0 else 1.0)
    return max(shares)


def polish(draft: Draft, exact_stops: int) -> None:
    """Order every day of at most so many meetings exactly."""
    board = draft.board
    for day, route in enumerate(draft.routes):
        meetings = sum(not board.visits[v].desk for v in route)
        if 2 <= meetings <= exact_stops:
            order = best_order(board, day, route)
            if order is None or order == route:
                continue
            before = draft.cost()
            draft.set_route(day, order)
            if draft.cost() > before:
                draft.set_route(day, route)
