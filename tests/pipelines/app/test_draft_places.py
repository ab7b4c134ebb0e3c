"""Where else a visit could go, what a draft changes, and planning it again."""

import datetime as dt
from dataclasses import replace

import pytest

from models.changes import ChangeKind
from models.rules.registry import HARD_RULES
from scheduler.pipelines.app.drafts import Again, Draft, compared, places_for, replanned
from scheduler.solve import MaxIterations
from tests.pipelines.app.big_month import big_plan
from tests.pipelines.app.drafts import edit, move, plan
from tests.solve.tiny import on


def test_places_that_break_nothing_come_first_and_cheap_ones_before_dear_ones():
    state = Draft.of(plan()).state
    found = places_for(state, "U1")
    assert {(place.rep_id, place.date.day) for place in found} == {
        ("A", day) for day in (2, 3, 4, 5, 6, 9)
    }
    assert found[0].broken == ()
    faults = [len(place.broken) for place in found]
    assert faults == sorted(faults)
    costs = [place.cost_min for place in found if not place.broken]
    assert costs == sorted(costs)
    # R is 40 minutes away, U 50: beside R it costs 20 minutes, on a day of its own 100.
    by_day = {place.date.day: place.drive_min for place in found}
    assert by_day[3] == pytest.approx(20)
    assert by_day[4] == pytest.approx(100)


def test_the_place_a_visit_has_and_days_that_are_over_are_not_offered():
    state = Draft.of(plan()).state
    assert on(2) not in {place.date for place in places_for(state, "P1")}
    assert {place.date for place in places_for(state, "P1", first=on(6))} == {on(6), on(9)}


def test_what_a_place_would_break_is_what_the_judge_of_the_whole_month_tells():
    found = Draft.of(plan())
    for visit_id in ("P1", "R1", "S2", "U1"):
        for place in places_for(found.state, visit_id):
            judged = found.trial(move(visit_id, place.date.day, rep=place.rep_id))
            assert set(place.broken) == set(judged.broken), (visit_id, place)
            assert place.drive_min == pytest.approx(judged.drive_min)
            assert place.cost_min == pytest.approx(judged.cost_min)


def test_the_places_of_a_whole_team_are_judged_as_by_the_whole_month():
    found = Draft.of(big_plan(reps=2, days=12, a_day=3))
    visit_id = found.state.schedule.routes[5].stops[1].visit_id
    places = places_for(found.state, visit_id)
    assert len(places) == 11
    for place in places[::3]:
        day = place.date
        judged = found.trial(replace(move(visit_id, 1), rep_id=place.rep_id, date=day))
        assert set(place.broken) == set(judged.broken)
        assert place.drive_min == pytest.approx(judged.drive_min)
        assert place.cost_min == pytest.approx(judged.cost_min)


def test_every_rule_is_looked_at_when_a_place_is_judged_but_those_of_the_whole_month():
    from scheduler.pipelines.app.drafts.places import _OF_A_DAY

    left_out = {rule.name for rule in HARD_RULES} - {rule.name for rule in _OF_A_DAY}
    assert left_out == {"accounting", "history"}


def test_what_a_draft_changes_in_the_published_month_is_told_with_its_reason():
    published = plan()
    draft, _ = Draft.of(published).edited(move("Q1", 4))
    draft, _ = draft.edited(edit("take_out", "R1"))
    draft, _ = draft.edited(move("U1", 5))
    found = {(change.visit_id, change.kind): change.why for change in compared(published, draft)}
    assert found["Q1", ChangeKind.MOVED] == "changed by hand"
    assert found["R1", ChangeKind.DROPPED] == "changed by hand"
    assert found["U1", ChangeKind.PLANNED] == "changed by hand"
    assert compared(published, Draft.of(published)) == ()


def test_planning_again_keeps_pins_and_changes_nothing_that_saves_less_than_a_change_costs():
    draft, _ = Draft.of(plan()).edited(move("Q1", 4))
    draft, _ = draft.edited(edit("pin", "Q1"))
    again = replanned(draft, Again(MaxIterations(20)))
    placed = {visit: route.date for visit, route in again.result.schedule.placed()}
    assert placed["Q1"] == on(4)
    assert "U1" in placed  # it had no day, and there is room
    kinds = {change.visit_id: change.kind for change in again.changes}
    assert kinds["U1"] is ChangeKind.PLANNED
    assert again.notes[0].startswith("0 of 6 visits moved")
    assert Draft.of(again).state.verdict.sound


def test_planning_again_mends_what_a_hand_edit_broke():
    draft, _ = Draft.of(plan()).edited(move("S2", 3))
    assert not draft.state.verdict.sound
    again = replanned(draft, Again(MaxIterations(20)))
    assert Draft.of(again).state.verdict.sound


def test_planning_again_in_the_month_leaves_what_is_over():
    draft, _ = Draft.of(plan()).edited(move("Q1", 4))
    again = replanned(draft, Again(MaxIterations(20), first=dt.date(2026, 3, 5)))
    placed = {visit: route.date for visit, route in again.result.schedule.placed()}
    assert {v: placed[v] for v in ("P1", "Q1", "R1", "S1")} == {
        "P1": on(2),
        "Q1": on(4),
        "R1": on(3),
        "S1": on(3),
    }
    assert placed["U1"] >= on(5)


def test_the_whole_team_s_month_is_judged_as_a_whole_after_a_move():
    draft = Draft.of(big_plan())
    here, there = draft.state.schedule.routes[40:42]
    assert here.rep_id == there.rep_id
    once = (v for v in here.visit_ids if len(draft.state.requirement(v).visits) == 1)
    edit_to = replace(move(next(once), 1), rep_id=there.rep_id, date=there.date)
    after, judged = draft.edited(edit_to)
    assert len(after.state.problem.need_of) == 1210
    before, now = draft.state.verdict.score, after.state.verdict.score
    assert before is not None
    assert now is not None
    assert judged.drive_min == pytest.approx(now.amount("travel") - before.amount("travel"))
    assert judged.days == ((here.rep_id, here.date), (there.rep_id, there.date))
