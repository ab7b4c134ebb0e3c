"""Events that cannot have happened, or cannot be kept, are found before the planning."""

from dataclasses import replace

import pytest

from models.problem import Kind
from models.reps import Span
from scheduler.events import Published, check_events, urgent_requirement, urgent_window
from tests.events.month import FIRST, event, published
from tests.solve.tiny import (
    ELEVEN,
    FIVE,
    NINE,
    NOON,
    TEN,
    customer,
    month,
    on,
    opening,
    schedule,
    timed,
    workday,
)


def problems(*events, usual=None, **changes):
    return check_events(published(**changes), events, usual or {}, "events.csv")


def told(*events, **changes):
    (found,) = problems(*events, **changes)
    return found.column, found.what, found.advice


def test_events_that_fit_the_plan_have_no_problem():
    assert not problems(
        event("sick", 2, rep_id="A", until=on(4)),
        event("closed", 5, "W"),
        event("cancelled", 5, "X", rep_id="A"),
    )
    assert not problems(event("moved", 5, "X", to_date=on(9), time_min=TEN))


@pytest.mark.parametrize(
    ("what", "column", "said"),
    [
        (event("sick", 3, rep_id="A"), "date", "history"),
        (event("sick", 2, rep_id="A", until=on(3)), "until", "history"),
        (event("closed", 3, "Y"), "date", "history"),
        (event("cancelled", 2, "X"), "date", "history"),
        (event("moved", 2, "X", to_date=on(9)), "date", "history"),
        (event("moved", 5, "X", to_date=on(3)), "to_date", "history"),
        (event("cancelled", 6, "X"), "date", "the plan has no visit of X on Fri 6 Mar"),
        (event("cancelled", 5, "X", rep_id="B"), "date", "no visit of X with B on Thu 5 Mar"),
        (event("moved", 5, "Q", to_date=on(9)), "date", "no visit of Q"),
        (event("moved", 5, "X", to_date=on(7)), "to_date", "A does not work on Sat 7 Mar"),
        (event("moved", 5, "X", to_rep="B"), "to_rep", "B may not serve X"),
        (event("moved", 5, "X", to_date=on(5)), "to_date", "the visit is there already"),
        (event("moved", 5, "X", to_date=on(6), time_min=FIVE - 29), "time", "30 minutes do not"),
        (event("moved", 5, "X", to_date=on(6), time_min=NINE - 1), "time", "30 minutes do not"),
        (event("moved", 5, "X", to_date=on(6), time_min=NINE), "time", "there before 09:10"),
        (event("moved", 5, "X", to_date=on(6), time_min=FIVE - 30), "time", "be home at 17:10"),
        (event("urgent", 4, "X"), "customer_id", "no place on the map"),
    ],
)
def test_what_cannot_be_is_said_with_its_cell(what, column, said):
    found = told(what)
    assert found[0] == column
    assert said in found[1]


def test_days_of_other_months_are_no_days_of_the_plan():
    for kind in ("sick", "closed", "cancelled", "moved"):
        wrong = event(kind, 5, "X", rep_id="A", to_date=on(9))
        column, what, _ = told(replace(wrong, date=on(5).replace(month=5)))
        assert (column, what) == ("date", "the day is not in 2026-03")


def test_the_days_on_which_the_plan_has_the_customer_are_named():
    assert told(event("cancelled", 9, "X"))[2] == "it has Mon 2 Mar with A, Thu 5 Mar with A"
    assert "it has none this month" in told(event("cancelled", 9, "W"))[2]


def test_a_visit_is_not_moved_to_a_day_that_another_event_closes():
    moved = event("moved", 5, "X", to_date=on(6), row=2)
    assert "A is sick on Fri 6 Mar" in told(moved, event("sick", 6, rep_id="A", row=3))[1]
    assert "the customer is closed on Fri 6 Mar" in told(moved, event("closed", 6, "X", row=3))[1]


def test_a_visit_is_not_moved_to_a_day_on_which_the_customer_does_not_open():
    hours = opening((NINE, FIVE), days=(2, 4, 5))
    moved = event("moved", 5, "X", to_date=on(6))
    assert "the customer is not open" in told(moved, x={"opening": hours})[1]


def test_a_visit_is_not_moved_to_a_time_at_which_it_cannot_be_made():
    hours = opening((NINE, TEN), (ELEVEN, NOON), days=(2, 4, 5, 6))
    breaks = [workday(k, break_span=Span(NOON, NOON + 30)) for k in (2, 3, 4, 5, 6, 9)]

    def why_not(begin, **changes):
        found = problems(event("moved", 5, "X", to_date=on(6), time_min=begin), **changes)
        return [problem.what for problem in found]

    assert not why_not(NOON - 30, workdays=breaks)
    assert not why_not(NOON + 30, workdays=breaks)
    said = "30 minutes run into the break of A, 12:00-12:30"
    assert why_not(NOON - 29, workdays=breaks) == why_not(NOON + 10, workdays=breaks) == [said]
    assert not why_not(ELEVEN + 30, x={"opening": hours})
    said = "30 minutes do not lie within the opening hours, 09:00-10:00 and 11:00-12:00"
    assert why_not(TEN - 29, x={"opening": hours}) == why_not(TEN, x={"opening": hours}) == [said]


def test_a_visit_is_not_moved_to_a_day_without_visits():
    none = [workday(k, cap=0 if k == 6 else 5) for k in (2, 3, 4, 5, 6, 9)]
    found = told(event("moved", 5, "X", to_date=on(6)), workdays=none)
    assert found[1] == "A makes no visits on Fri 6 Mar"


def two_reps(**changes):
    """X was visited by A on the 2nd, is planned with A on the 5th, and B may come as well."""
    days = [workday(k, rep) for k in (2, 3, 4, 5, 6, 9) for rep in ("A", "B")]
    return {"workdays": days, "x": {"rep_ids": ("A", "B")}, **changes}


def test_a_customer_with_one_rep_keeps_the_one_of_its_history():
    moved = event("moved", 5, "X", to_rep="B")
    column, what, advice = told(moved, **two_reps())
    assert (column, advice[:6]) == ("to_rep", "give A")
    assert what == "A has visited X this month, and all visits of a customer are made by one rep"
    assert not problems(moved, **two_reps(one_rep_per_customer=False))


def test_two_visits_of_a_customer_are_not_moved_to_two_reps():
    two = customer("X", 2, due=(5, 9), rep_ids=("A", "B"))
    days = [workday(k, rep) for k in (4, 5, 9) for rep in ("A", "B")]
    found = month(days, [two])
    plan = Published(found, schedule(found, timed(found, 5, "X1"), timed(found, 9, "X2")), FIRST)
    first = event("moved", 5, "X", to_rep="B", row=2)
    again = event("moved", 9, "X", time_min=TEN, row=3)
    (wrong,) = check_events(plan, [first, again], {})
    assert (wrong.row, wrong.column) == (3, "to_rep")
    assert wrong.what.startswith("row 2 has a visit of X made by B")
    assert not check_events(plan, [first, replace(again, to_rep="B")], {})


def test_desk_work_has_no_time():
    call = {"kind": Kind.DESK, "place": None}
    column, what, _ = told(event("moved", 4, "Y", to_date=on(6), time_min=TEN), y=call)
    assert (column, what[:21]) == ("time", "desk work has no time")


def test_two_events_about_one_visit_contradict_each_other():
    cancelled = event("cancelled", 5, "X", row=2)
    moved = event("moved", 5, "X", to_date=on(9), row=3)
    (found,) = problems(cancelled, moved)
    assert (found.row, found.column) == (3, "kind")
    assert "row 2 says 'cancelled'" in found.what


def test_two_visits_of_a_customer_are_not_moved_to_one_day():
    two = customer("X", 3, due=(2, 5, 6)).visits
    days = [workday(k) for k in (2, 3, 4, 5, 6, 9)]
    plan = published(x={"visits": two}, workdays=days)
    assert plan.visits_of["X"] == ("X1", "X2")
    first = event("moved", 5, "X", to_date=on(9), row=2)
    again = event("moved", 5, "X", to_date=on(9), rep_id="A", row=3)
    found = check_events(plan, [first, again], {})
    assert {problem.row for problem in found} == {3}


def test_an_urgent_visit_asks_for_a_rep_who_may_make_it():
    usual = {"X": customer("X")}
    assert not problems(event("urgent", 4, "X"), usual=usual)
    assert "B may not serve X" in told(event("urgent", 4, "X", rep_id="B"), usual=usual)[1]


def test_an_urgent_visit_comes_in_once():
    plan = published()
    urgent = event("urgent", 4, "X")
    asked = urgent_requirement(urgent, plan, customer("X"), urgent_window(urgent, plan, 3))
    again = published(x={"visits": (*plan.problem.requirement_of["X1"].visits, *asked.visits)})
    (found,) = check_events(again, [urgent], {"X": customer("X")})
    assert found.what == "the plan holds this visit already"


def test_an_urgent_visit_is_not_asked_for_twice():
    twice = [event("urgent", 4, "X", row=row) for row in (2, 3)]
    (found,) = problems(*twice, usual={"X": customer("X")})
    assert (found.row, found.column) == (3, "kind")
    assert "row 2 says 'urgent'" in found.what


def test_an_urgent_visit_is_not_asked_for_at_a_time_that_nobody_can_keep():
    usual = {"X": customer("X")}
    assert not problems(event("urgent", 6, "X", time_min=TEN), usual=usual)
    said = told(event("urgent", 6, "X", time_min=FIVE), usual=usual)
    assert said[0] == "time"
    assert said[1] == "30 minutes do not fit into the day of A, 09:00-17:00 on Fri 6 Mar"
    assert (
        told(event("urgent", 7, "X", time_min=TEN), usual=usual)[1]
        == "A does not work on Sat 7 Mar"
    )


@pytest.mark.parametrize(
    ("day", "until", "window"),
    [(2, None, (4, 7)), (6, None, (6, 9)), (6, 6, (6, 6)), (2, 5, (4, 5)), (30, None, (30, 31))],
)
def test_an_urgent_visit_is_made_soon_and_within_the_month(day, until, window):
    urgent = event("urgent", day, "X", until=on(until) if until else None)
    first, last = urgent_window(urgent, published(), 3)
    assert (first.day, last.day) == window


def test_an_urgent_visit_has_its_own_id_rep_and_time():
    urgent = event("urgent", 4, "X", rep_id="B", time_min=TEN, note="shelf")
    usual = customer("X", rep_ids=("A", "B"))
    asked = urgent_requirement(urgent, published(), usual, (FIRST, on(6)))
    (need,) = asked.visits
    assert (need.visit_id, need.earliest, need.latest) == ("X/2026-03/urgent-4", FIRST, on(6))
    assert asked.rep_ids == ("B",)
    assert [(pin.date, pin.time_min) for pin in asked.pins] == [(FIRST, TEN)]
    assert asked.why == "urgent visit asked for 4 Mar: shelf"
