"""The first month of a re-plan is the published one, as far as it still keeps the rules."""

import pytest

from models.problem import MonthProblem
from scheduler.solve.board import Board
from scheduler.solve.clock import Clock
from scheduler.solve.draft import Draft
from scheduler.solve.published import put_in_published
from scheduler.solve.sums import RepSums
from tests.solve.tiny import customer, month, on, workday

DAYS = [workday(2), workday(3), workday(6)]


def kept(problem: MonthProblem) -> dict[str, int]:
    """The visits that the first month has, and their days of the month."""
    board = Board(problem)
    draft = Draft(board, Clock(board), RepSums(board))
    put_in_published(draft, 9)
    return {
        board.visits[v].visit_id: board.days[day].workday.date.day
        for day, route in enumerate(draft.routes)
        for v in route
    }


def published(**days: int) -> dict[str, tuple[str, object]]:
    return {visit_id: ("A", on(day)) for visit_id, day in days.items()}


@pytest.mark.parametrize(
    ("rules", "first", "second", "keeps"),
    [
        ({"min_gap_days": 2}, 3, 3, False),  # twice on one day
        ({"min_gap_days": 2}, 2, 3, False),
        ({"min_gap_days": 1}, 2, 3, True),
        ({"max_gap_days": 3}, 2, 6, False),
        ({"max_gap_days": 4}, 2, 6, True),
        ({"min_gap_days": 1}, 6, 3, False),  # the second before the first
        ({"patterns": (frozenset({on(2), on(6)}), frozenset({on(3), on(6)}))}, 2, 3, False),
        ({"patterns": (frozenset({on(2), on(6)}),)}, 2, 6, True),
    ],
)
def test_a_customer_whose_days_break_a_rule_is_left_out_and_the_others_stay(
    rules, first, second, keeps
):
    visits = [customer("X", 2, due=[3, 6], **rules), customer("Y"), customer("Z")]
    problem = month(DAYS, visits, published=published(X1=first, X2=second, Y1=3, Z1=6))
    own = {"X1": first, "X2": second} if keeps else {}
    assert kept(problem) == own | {"Y1": 3, "Z1": 6}


def test_what_is_over_stays_where_it_was():
    visits = [customer("X", 3, due=[2, 3, 6], min_gap_days=2), customer("Y")]
    old = published(X1=2, X2=3, X3=6, Y1=3)
    problem = month(DAYS, visits, published=old, history_before=on(3))
    assert kept(problem) == {"X1": 2, "Y1": 3}
