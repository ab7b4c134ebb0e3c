"""A month under construction: which visit lies on which day, in which order, at what cost."""

from scheduler.solve.board import Board
from scheduler.solve.clock import EMPTY_DAY, Clock, DayCost
from scheduler.solve.sums import RepSums

ABSENT = -1


class Draft:
    """A plan that the search changes; copies are cheap, figures of days are kept with them.

    Parameters
    ----------
    board, clock, sums
        The problem and its prices, shared by all drafts of a search.
    """

    __slots__ = (
        "board",
        "clock",
        "day_of",
        "figures",
        "rep_costs",
        "routes",
        "sums",
        "visit_costs",
    )

    def __init__(self, board: Board, clock: Clock, sums: RepSums) -> None:
        self.board, self.clock, self.sums = board, clock, sums
        self.routes: list[tuple[int, ...]] = [()] * len(board.days)
        self.figures: list[DayCost] = [EMPTY_DAY] * len(board.days)
        self.day_of: list[int] = [ABSENT] * len(board.visits)
        self.visit_costs = sum(visit.penalty for visit in board.visits)
        self.rep_costs: list[float | None] = [None] * len(board.reps)

    def copy(self) -> "Draft":
        """Return an independent draft."""
        twin = object.__new__(Draft)
        twin.board, twin.clock, twin.sums = self.board, self.clock, self.sums
        twin.routes, twin.figures = self.routes.copy(), self.figures.copy()
        twin.day_of, twin.visit_costs = self.day_of.copy(), self.visit_costs
        twin.rep_costs = self.rep_costs.copy()
        return twin

    def cost(self) -> float:
        """Return all costs in minutes, absent visits at their penalty."""
        weight = self.board.problem.weights.travel
        total = self.visit_costs + weight * sum(figures.travel for figures in self.figures)
        for rep, known in enumerate(self.rep_costs):
            if known is None:
                known = self.sums.cost(rep, self.figures)  # noqa: PLW2901 - filled in where missing
                self.rep_costs[rep] = known
            total += known
        return total

    def set_route(self, day: int, route: tuple[int, ...]) -> bool:
        """Give a day another order of the same or other visits; ``False`` when it cannot be kept."""
        figures = self.clock.price(day, route)
        if figures is None:
            return False
        self.routes[day], self.figures[day] = route, figures
        self.rep_costs[self.board.days[day].rep] = None
        return True

    def insert(self, v: int, day: int, position: int) -> bool:
        """Put an absent visit into a day; ``False`` when the day cannot hold it."""
        route = self.routes[day]
        return self.fill(day, (*route[:position], v, *route[position:]))

    def fill(self, day: int, route: tuple[int, ...]) -> bool:
        """Give a day an order that may hold absent visits; ``False`` when it cannot be kept.

        Visits that the day held already stay in it.
        """
        if not self.set_route(day, route):
            return False
        for v in route:
            if self.day_of[v] == ABSENT:
                self.day_of[v] = day
                self.visit_costs += (
                    self.board.visits[v].off_cost[day] - self.board.visits[v].penalty
                )
        return True

    def remove(self, v: int) -> None:
        """Take a visit out of its day.

        Where the direct way is longer than the detour through the visit (travel times need not obey
        the triangle inequality), the shorter day may not be kept: then all its visits come out.
        """
        day = self.day_of[v]
        if day == ABSENT:
            return
        shorter = tuple(u for u in self.routes[day] if u != v)
        self._forget(v, day)
        if not self.set_route(day, shorter):
            for u in shorter:
                self._forget(u, day)
            self.set_route(day, ())

    def _forget(self, v: int, day: int) -> None:
        visit = self.board.visits[v]
        self.day_of[v] = ABSENT
        self.visit_costs += visit.penalty - visit.off_cost[day]

    def absent(self) -> list[int]:
        """Return the visits without a day."""
        return [v for v, day in enumerate(self.day_of) if day == ABSENT]
