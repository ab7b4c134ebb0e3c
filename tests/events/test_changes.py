"""What a re-plan changed is listed visit by visit, with the reason."""

from dataclasses import replace

from models.changes import ChangeKind, Slot
from models.problem import MonthProblem
from models.schedule import Reason, ReasonCode, Schedule
from scheduler.events import apply_events, changes_of, keep_days, urgent_requirement
from tests.events.month import FIRST, event, plan, problem, published
from tests.solve.tiny import NINE, customer, line, on, schedule, timed

URGENT = "U/2026-03/urgent-4"


def changes(made: Schedule, found: MonthProblem, *events):
    return {c.visit_id: c for c in changes_of(published(), found, made, events)}


def test_a_replan_that_repeats_the_published_plan_changes_nothing():
    found = apply_events(published(), []).problem
    assert changes(plan(problem()), found) == {}


def test_every_kind_of_change_is_told_with_its_reason():
    closed = event("closed", 4, "Z", note="stocktaking")
    cancelled = event("cancelled", 5, "X")
    urgent = event("urgent", 4, "U")
    travel = {"A": problem(at={"U": 10}).travel["A"]}
    events = [closed, cancelled, urgent]
    asked = urgent_requirement(urgent, published(), customer("U"), (FIRST, on(6)))
    found = apply_events(published(), events, [asked], travel).problem
    made = schedule(
        found, timed(found, 2, "X1"), timed(found, 5, URGENT, "Z1"), timed(found, 6, "Y1", "W1")
    )
    said = changes(made, found, *events)
    assert {v: (c.kind, c.why, c.by_event) for v, c in said.items()} == {
        URGENT: (ChangeKind.ADDED, "urgent", True),
        "X2": (ChangeKind.CANCELLED, "cancelled", True),
        "W1": (ChangeKind.PLANNED, "", False),
        "Y1": (ChangeKind.MOVED, "to make room or to save driving", False),
        "Z1": (ChangeKind.MOVED, "the customer is closed: stocktaking", True),
    }
    assert list(said) == [URGENT, "X2", "W1", "Y1", "Z1"], "in the order of ChangeKind, then by day"
    assert said["Y1"].before == Slot("A", FIRST, NINE + 10)
    assert said["Y1"].after == Slot("A", on(6), NINE + 10)


def test_each_urgent_visit_tells_its_own_note():
    asked = [event("urgent", day, "X", note=f"asked on {day}") for day in (4, 6)]
    visits = [urgent_requirement(e, published(), customer("X"), (e.date, on(9))) for e in asked]
    found = apply_events(published(), asked, visits).problem
    ids = [visit_id for visit_id in found.need_of if "urgent" in visit_id]
    said = changes(
        schedule(found, *(timed(found, 5 + k, v) for k, v in enumerate(ids))), found, *asked
    )
    assert [said[v].why for v in ids] == ["urgent: asked on 4", "urgent: asked on 6"]


def test_what_was_cancelled_is_just_that_whatever_else_happened_on_its_day():
    cancelled, sick = event("cancelled", 5, "X"), event("sick", 5, rep_id="A", until=on(5))
    for events in ([cancelled, sick], [sick, cancelled]):
        found = apply_events(published(), events).problem
        made = schedule(found, timed(found, 2, "X1"), timed(found, 4, "Y1", "Z1"))
        said = changes(made, found, *events)
        assert (said["X2"].kind, said["X2"].why) == (ChangeKind.CANCELLED, "cancelled")


def test_a_dropped_visit_tells_the_event_and_why_it_has_no_day():
    sick = event("sick", 4, rep_id="A", until=on(9))
    found = apply_events(published(), [sick]).problem
    made = schedule(found, timed(found, 2, "X1"))
    pin = Reason(ReasonCode.PIN, "5 Mar: pinned to 4 Mar", on(5))
    full = Reason(ReasonCode.DAY_FULL, "the day is full", FIRST)
    explained = tuple(replace(u, reasons=(pin, full)) for u in made.unplanned)
    said = changes(replace(made, unplanned=explained), found, sick)
    assert said["Y1"].kind is ChangeKind.DROPPED
    assert said["Y1"].why == "A is sick; the day is full"
    assert "W1" not in said, "it had no day before"


def test_a_day_that_lost_a_visit_keeps_its_other_times():
    # Published: Y 09:10-09:40, Z 09:40-10:10. Without Y, Z could begin at 09:10.
    cancelled = event("cancelled", 4, "Y")
    found = apply_events(published(), [cancelled]).problem
    made = schedule(found, timed(found, 2, "X1"), timed(found, 4, "Z1"), timed(found, 5, "X2"))
    assert made.routes[1].stops[0].arrive == NINE + 10
    kept = keep_days(published(), found, made, [cancelled])
    assert kept.routes[1].stops[0].arrive == NINE + 40
    assert (kept.routes[1].leave, kept.routes[1].home) == (NINE + 30, NINE + 80)
    assert set(changes(made, found, cancelled)) == {"Y1", "Z1"}
    assert set(changes(kept, found, cancelled)) == {"Y1"}


def test_another_order_is_taken_where_it_saves_more_than_a_change_costs():
    # Q lies 10 minutes from home, R 40 on the other side of it in the published order R, Q, S: home
    # to R 40, to Q 30, to S at 45 35, home 45 are 150 minutes; Q, R, S take 90.
    at = {"Q": 10.0, "R": 40.0, "S": 45.0}
    visits = [customer(name, due=(4,)) for name in at]
    old = problem()
    found = replace(old, requirements=tuple(visits), travel={"A": line(at)}, history_before=FIRST)
    before = schedule(found, timed(found, 4, "R1", "Q1", "S1"))
    better = schedule(found, timed(found, 4, "Q1", "R1", "S1"))
    plan_before = replace(published(), problem=found, schedule=before)
    assert keep_days(plan_before, found, better, []).routes == better.routes
    dear = replace(found, weights=replace(found.weights, changes=60.0))
    assert keep_days(plan_before, dear, better, []).routes == before.routes


def test_the_day_of_a_visit_that_was_moved_by_hand_follows_the_hand():
    moved = event("moved", 4, "Z", time_min=NINE + 10)
    found = apply_events(published(), [moved]).problem
    made = schedule(
        found, timed(found, 2, "X1"), timed(found, 4, "Z1", "Y1"), timed(found, 5, "X2")
    )
    assert keep_days(published(), found, made, [moved]) == made
