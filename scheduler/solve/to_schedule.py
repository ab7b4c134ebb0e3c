"""From the search's draft to the schedule that people get, and back."""

from models.problem import Kind
from models.schedule import Schedule, Unplanned
from models.timing import Clash, time_route
from scheduler.solve.draft import Draft


def to_schedule(draft: Draft) -> Schedule:
    """Return the schedule of a draft, absent required visits listed without reasons yet."""
    board, problem = draft.board, draft.board.problem
    routes = []
    for day, route in enumerate(draft.routes):
        if not route:
            continue
        timed = time_route(
            problem, board.days[day].workday, [board.visits[v].visit_id for v in route]
        )
        if isinstance(timed, Clash):
            message = f"the search's clock and the model's disagree on {timed.visit_id}"
            raise AssertionError(message)
        routes.append(timed)
    unplanned = [
        Unplanned(
            board.visits[v].visit_id, problem.requirement_of[board.visits[v].visit_id].customer_id
        )
        for v in draft.absent()
        if problem.requirement_of[board.visits[v].visit_id].kind is not Kind.PROSPECT
    ]
    return Schedule(tuple(routes), tuple(unplanned))


def from_schedule(draft: Draft, schedule: Schedule) -> None:
    """Fill an empty draft with a schedule of the same problem."""
    board = draft.board
    number = {(info.workday.rep_id, info.workday.date): k for k, info in enumerate(board.days)}
    for route in schedule.routes:
        day = number[route.rep_id, route.date]
        # As a whole: where legs break the triangle inequality, a part of a day may not be kept.
        draft.fill(day, tuple(board.number[visit_id] for visit_id in route.visit_ids))
