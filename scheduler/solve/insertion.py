"""The cheapest place of one visit in a day as it stands, for the first month."""

from itertools import pairwise

from scheduler.solve.draft import Draft


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
