"""The change budget, as a sentence."""

import pytest

from models.changes import Change, ChangeKind, Slot, change_budget
from tests.solve.tiny import NINE, call, customer, month, on, workday

KINDS = {
    "moved": (True, True),
    "dropped": (True, False),
    "added": (False, True),
    "cancelled": (True, False),
    "planned": (False, True),
    "retimed": (True, True),
}


def change(kind, *, by_event=False, waiting=False):
    before, after = KINDS[kind]
    at = Slot("A", on(4), NINE)
    return Change(
        kind=ChangeKind(kind),
        visit_id="X1",
        customer_id="X",
        name="X",
        before=at if before else None,
        after=at if after and not waiting else None,
        by_event=by_event,
        why="",
    )


def problem(*others):
    """One visit on the 2nd, which is history, and two from the 3rd on."""
    published = {"X1": ("A", on(2)), "Y1": ("A", on(3)), "Z1": ("A", on(4))}
    visits = [customer("X"), customer("Y"), customer("Z"), *others]
    published |= {other.visits[0].visit_id: ("A", on(4)) for other in others}
    return month([workday(2)], visits, published=published, history_before=on(3))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([], "0 of 2 visits moved"),
        ([change("moved")], "1 of 2 visits moved"),
        ([change("moved", by_event=True)], "1 of 2 visits moved, all of them had to"),
        (
            [change("moved", by_event=True), change("moved")],
            "2 of 2 visits moved, 1 of them had to",
        ),
        (
            [change(kind) for kind in KINDS],
            (
                "1 of 2 visits moved; 1 cancelled; 1 added; 1 planned that had no day before; "
                "1 without a day now; 1 at another time of the same day"
            ),
        ),
        (
            [change("added", waiting=True)],
            "0 of 2 visits moved; 1 added; 1 without a day now",
        ),
    ],
)
def test_the_budget_counts_what_could_move_and_what_did(changes, said):
    assert change_budget(problem(), changes) == said


def test_desk_work_is_named_where_it_counts():
    assert change_budget(problem(call("D")), []) == "0 of 3 visits and desk tasks moved"
