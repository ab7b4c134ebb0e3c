"""A published plan and what happened since become a new problem."""

from dataclasses import replace

import pytest

from models.judge import judge
from models.problem import Pin, Strength
from scheduler.events import Published, apply_events, urgent_requirement
from tests.events.month import FIRST, event, plan, problem, published
from tests.solve import tiny
from tests.solve.tiny import NINE, TEN, customer, month, need, on, opening, schedule, timed, workday


def applied(*events, **changes):
    return apply_events(published(**changes), events)


def need_of(replanned, visit_id):
    return replanned.problem.need_of[visit_id]


def window(replanned, visit_id):
    need = need_of(replanned, visit_id)
    return need.earliest.day, need.latest.day


def test_without_events_the_published_plan_keeps_every_rule_and_nothing_changed():
    found = applied().problem
    verdict = judge(found, plan(problem()))
    assert verdict.sound, verdict.violations
    assert verdict.score is not None
    assert verdict.score.amount("changes") == 0
    assert found.history_before == FIRST
    assert found.history == {"X1"}
    assert found.published == {
        "X1": ("A", on(2)),
        "Y1": ("A", FIRST),
        "Z1": ("A", FIRST),
        "X2": ("A", on(5)),
    }


def test_history_is_pinned_to_rep_day_and_time():
    assert applied().problem.pin_of == {"X1": Pin("X1", on(2), "A", NINE + 10)}


def test_windows_begin_with_the_date_of_replanning():
    found = applied()
    assert window(found, "X1") == (1, 31), "history is what it was"
    assert window(found, "X2") == (4, 31)


def test_a_visit_that_missed_its_window_may_be_made_until_the_month_ends():
    assert window(applied(), "W1") == (4, 31)


def test_a_sick_rep_has_no_working_day_and_less_time_to_find_customers():
    sick = event("sick", 3, rep_id="A", until=on(5))
    found = applied(sick, reserve_min={"A": 60.0}).problem
    assert [day.date.day for day in found.workdays] == [2, 3, 6, 9], "the 3rd is history"
    assert found.reserve_min == {"A": 40.0}, "4 of 6 days are left"


def test_a_visit_that_lost_its_day_may_come_late():
    visits = (need("X1", 2), need("X2", 5, earliest=on(4), latest=on(6)))
    found = applied(event("sick", 5, rep_id="A"), x={"visits": visits})
    assert window(found, "X2") == (4, 31)
    assert found.problem.requirement_of["X2"].max_gap_days is None
    untouched = applied(event("sick", 6, rep_id="A"), x={"visits": visits})
    assert window(untouched, "X2") == (4, 6)
    assert untouched.problem.requirement_of["X2"].max_gap_days == 4


def late_month(gap):
    """X is planned on the 4th and the 19th; A works on the 4th and from the 13th on."""
    visits = (need("X1", 4), need("X2", 19, earliest=on(13), latest=on(19)))
    x = replace(customer("X"), visits=visits, min_gap_days=gap, max_gap_days=20)
    found = month([workday(k) for k in (4, *range(13, 32))], [x])
    return Published(found, schedule(found, timed(found, 4, "X1"), timed(found, 19, "X2")), on(4))


def days_left(found, customer_id):
    req = found.problem.requirement_of[f"{customer_id}1"]
    return [(n.visit_id, n.earliest.day, n.latest.day) for n in req.visits]


def test_a_late_visit_changes_places_with_the_next_where_it_cannot_come_before_it():
    # From the 13th on, and 13 days to the next one: that would be the 26th, and it is due by the 19th.
    sick = event("sick", 4, rep_id="A", until=on(12))
    found = apply_events(late_month(gap=13), [sick])
    assert days_left(found, "X") == [("X2", 13, 19), ("X1", 4, 31)]
    assert not tiny.plan(found.problem).schedule.unplanned


def test_a_late_visit_stays_before_the_next_where_there_is_room_and_that_one_may_be_late_as_well():
    sick = event("sick", 4, rep_id="A", until=on(12))
    found = apply_events(late_month(gap=3), [sick])
    assert days_left(found, "X") == [("X1", 4, 31), ("X2", 13, 31)]


def test_a_visit_without_a_day_comes_behind_what_was_made():
    visits = (need("X1", 2, latest=on(3)), need("X2", 3))
    x = replace(customer("X"), visits=visits, max_gap_days=1)
    found = month([workday(k) for k in (3, 4, 5)], [x])
    made = Published(found, schedule(found, timed(found, 3, "X2")), FIRST)
    again = apply_events(made, [])
    assert days_left(again, "X") == [("X2", 1, 31), ("X1", 4, 31)]
    assert again.problem.requirements[0].max_gap_days is None, "its window is over"


def test_a_cancelled_visit_leaves_and_takes_an_empty_requirement_with_it():
    found = applied(event("cancelled", 4, "Y"), event("cancelled", 5, "X")).problem
    assert set(found.need_of) == {"X1", "Z1", "W1"}
    assert "Y" not in {req.customer_id for req in found.requirements}
    assert "Y1" not in found.published


def test_visits_around_a_cancelled_one_need_not_lie_close_together():
    three = customer("X", 3, due=(2, 5, 9), min_gap_days=2, max_gap_days=4).visits
    old = problem(x={"visits": three})
    assert old.requirement_of["X2"].max_gap_days == 4
    found = applied(event("cancelled", 5, "X"), x={"visits": three}).problem
    assert found.requirement_of["X3"].max_gap_days is None


def test_a_closed_customer_is_visited_on_another_day():
    found = applied(event("closed", 3, "Y", until=on(5)))
    assert found.problem.requirement_of["Y1"].forbidden == {on(4), on(5)}, "the 3rd is history"
    assert not found.problem.requirement_of["Z1"].forbidden


def test_an_urgent_visit_is_not_made_while_the_customer_is_closed():
    events = [event("closed", 5, "X"), event("urgent", 4, "X")]
    usual = replace(customer("X"), forbidden=frozenset({on(6)}))
    urgent = urgent_requirement(events[1], published(), usual, (FIRST, on(6)))
    found = apply_events(published(), events, [urgent]).problem
    assert found.requirement_of["X/2026-03/urgent-4"].forbidden == {on(5), on(6)}


def test_a_visit_that_was_moved_by_hand_is_pinned_and_weighs_most():
    found = applied(event("moved", 5, "X", to_date=on(9), time_min=TEN))
    assert found.problem.pin_of["X2"] == Pin("X2", on(9), "A", TEN)
    assert need_of(found, "X2").priority == 2.0, "as much as both visits of X together"
    assert found.problem.requirement_of["X2"].max_gap_days == 7, "as the hand wants it"


def test_a_visit_that_is_moved_past_its_neighbour_changes_places_with_it():
    three = customer("X", 3, due=(2, 5, 6), min_gap_days=1).visits
    found = applied(event("moved", 5, "X", to_date=on(9)), x={"visits": three}).problem
    assert [need.visit_id for need in found.requirement_of["X1"].visits] == ["X1", "X3", "X2"]


@pytest.mark.parametrize(
    ("pin", "what", "kept"),
    [
        (Pin("Y1", on(4)), event("sick", 4, rep_id="A"), False),
        (Pin("Y1", on(4)), event("closed", 4, "Y"), False),
        (Pin("Y1", on(4)), event("sick", 5, rep_id="A"), True),
        (Pin("Y1", on(4), strength=Strength.WEEK), event("sick", 4, rep_id="A"), True),
        (Pin("Y1", on(4), strength=Strength.WEEK), event("closed", 4, "Y", until=on(8)), False),
    ],
)
def test_an_appointment_lapses_where_no_day_is_left_for_it(pin, what, kept):
    found = applied(what, y={"pins": (pin,)})
    assert ("Y1" in found.problem.pin_of) is kept
    assert [lapsed.pin for lapsed in found.lapsed] == ([] if kept else [pin])


def test_a_replan_can_be_planned_again():
    once = published()
    twice = Published(apply_events(once, []).problem, once.schedule, on(5))
    found = apply_events(twice, []).problem
    assert found.history == {"X1", "Y1", "Z1"}
    assert judge(found, once.schedule).sound


def test_opening_hours_and_everything_else_of_a_customer_stay():
    hours = opening((NINE, 700))
    found = applied(event("closed", 4, "Y"), y={"opening": hours, "value": 5.0}).problem
    assert found.requirement_of["Y1"].opening == hours
    assert found.requirement_of["Y1"].value == 5.0


def test_days_of_other_reps_are_untouched_by_a_sick_one():
    days = [*(workday(k) for k in (2, 3, 4, 5, 6, 9)), workday(4, "B")]
    found = applied(event("sick", 4, rep_id="A"), workdays=days).problem
    assert (("B", on(4)) in found.workday_of, ("A", on(4)) in found.workday_of) == (True, False)
