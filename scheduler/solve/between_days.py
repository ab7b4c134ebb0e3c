"""Whether the days of a customer's visits keep the rules between them."""

from collections.abc import Mapping, Sequence

from models.problem import Requirement
from models.rules.spacing import broken_gaps
from scheduler.solve.board import Board


def keep_rules(board: Board, members: Sequence[int], day_of: Mapping[int, int]) -> bool:
    """Return whether the days of a customer keep the rules between them.

    Parameters
    ----------
    members
        Numbers of the customer's requirements.
    day_of
        Workday of each visit that has one.
    """
    visits = (v for r in members for v in board.requirements[r][1])
    days = [day_of[v] for v in visits if v in day_of]
    if len({board.days[day].ordinal for day in days}) < len(days):
        return False
    if board.problem.one_rep_per_customer and len({board.days[day].rep for day in days}) > 1:
        return False
    return all(_keeps_spacing_and_patterns(board, *board.requirements[r], day_of) for r in members)


def _keeps_spacing_and_patterns(
    board: Board, req: Requirement, visits: Sequence[int], day_of: Mapping[int, int]
) -> bool:
    date_of = {
        board.visits[v].visit_id: board.days[day_of[v]].workday.date for v in visits if v in day_of
    }
    dates = set(date_of.values())
    in_pattern = req.patterns is None or any(dates <= pattern for pattern in req.patterns)
    return in_pattern and not any(broken_gaps(req, date_of))
