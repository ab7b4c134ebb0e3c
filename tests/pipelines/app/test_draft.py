"""Hand edits of a month: what each does, what it breaks, what it costs, and the way back."""

import datetime as dt
from dataclasses import replace

import pytest

from models.errors import InputError
from models.judge import judge
from models.problem import Strength
from models.requirement import Pin
from models.result import Outcome, StopReason
from models.schedule import ReasonCode
from scheduler.pipelines.app.drafts import Draft
from tests.pipelines.app.drafts import edit, move, plan
from tests.solve.tiny import on, opening


def draft(**changes) -> Draft:
    return Draft.of(plan(**changes))


def day_of(found: Draft, visit_id: str) -> tuple[str, int]:
    route = found.state.route_of[visit_id]
    return route.rep_id, route.date.day


def test_a_move_gives_the_visit_another_day_and_both_days_new_times():
    after, judged = draft().edited(move("Q1", 4))
    assert day_of(after, "Q1") == ("A", 4)
    assert judged.days == (("A", on(2)), ("A", on(4)))
    stop = after.state.route_of["Q1"].stops[0]
    assert (stop.arrive, stop.depart) == (560, 590)  # 09:00 + 20 minutes
    assert judged.broken == ()
    assert judged.drive_min == pytest.approx(40 - 20)  # Q alone 40; P and Q 40, P alone 20


def test_a_move_to_the_best_place_of_a_day_drives_least():
    after, _ = draft().edited(move("R1", 2))
    route = after.state.routes["A", on(2)]
    assert set(route.visit_ids) == {"P1", "Q1", "R1"}
    assert after.state.schedule.routes == tuple(
        sorted(after.state.schedule.routes, key=lambda r: (r.rep_id, r.date))
    )
    # There and back to the farthest: any order that turns round once.
    assert route.home - route.leave == 80 + 3 * 30


def test_a_move_to_a_named_place_keeps_that_place():
    after, _ = draft().edited(move("R1", 2, position=1))
    assert after.state.routes["A", on(2)].visit_ids == ("P1", "R1", "Q1")


def test_a_day_without_stops_is_left_out():
    after, judged = draft().edited(move("S2", 9))
    assert ("A", on(6)) not in after.state.routes
    assert ("A", on(6)) in judged.days


@pytest.mark.parametrize(
    ("edits", "rules"),
    [
        ([move("S2", 5)], {"spacing"}),
        ([move("S2", 3)], {"spacing", "once_a_day"}),
        ([move("P1", 2, rep="B")], {"allowed_reps"}),
        ([move("R1", 2), move("U1", 2)], {"caps"}),
    ],
)
def test_what_an_edit_breaks_is_told(edits, rules):
    *first, last = edits
    found = draft()
    for one in first:
        found, _ = found.edited(one)
    _, judged = found.edited(last)
    assert {violation.rule for violation in judged.broken} == rules


def test_what_an_edit_mends_is_told():
    found, _ = draft().edited(move("S2", 5))
    _, judged = found.edited(move("S2", 9))
    assert [violation.rule for violation in judged.mended] == ["spacing"]
    assert judged.broken == ()


def test_a_visit_that_is_closed_is_put_there_all_the_same_and_told():
    found = plan()
    closed = replace(found.problem.requirements[0], opening=opening((540, 1020), days=(2,)))
    problem = replace(found.problem, requirements=(closed, *found.problem.requirements[1:]))
    _, judged = Draft.of(replace(found, problem=problem)).edited(move("P1", 4))
    assert [violation.rule for violation in judged.broken] == ["opening"]


def test_a_customer_of_somebody_else_is_reached_by_the_other_rep():
    found, judged = draft().edited(move("P1", 3, rep="B"))
    assert "customer:P" in found.state.problem.travel["B"].index
    assert found.state.problem.travel["A"] is found.plan.problem.travel["A"]
    assert {v.rule for v in judged.broken} == {"allowed_reps"}
    agreed, after = found.edited(edit("allow", "P1"))
    assert agreed.state.verdict.sound
    assert {v.rule for v in after.mended} == {"allowed_reps"}


def test_the_visits_of_a_customer_count_in_the_order_of_their_days():
    after, judged = draft().edited(move("S2", 2))
    assert [need.visit_id for need in after.state.requirement("S1").visits] == ["S2", "S1"]
    assert [v.text for v in judged.broken] == [
        "Customer S on 2026-03-02 and 2026-03-03: 1 days apart, at least 3 are asked for"
    ]


def test_a_visit_without_a_day_is_brought_in():
    after, judged = draft().edited(move("U1", 5))
    assert day_of(after, "U1") == ("A", 5)
    assert not after.state.schedule.unplanned
    assert judged.unplanned < 0
    assert after.as_plan().result.outcome is Outcome.COMPLETE


def test_a_visit_that_is_taken_out_is_listed_with_its_reason():
    after, judged = draft().edited(edit("take_out", "R1"))
    (item,) = [u for u in after.state.schedule.unplanned if u.visit_id == "R1"]
    assert [reason.code for reason in item.reasons] == [ReasonCode.TAKEN_OUT]
    assert judged.unplanned == after.state.problem.need_of["R1"].priority
    assert judged.broken == ()


def test_a_prospect_that_is_taken_out_is_no_fault_of_the_plan():
    found, _ = draft().edited(move("V1", 5))
    after, judged = found.edited(edit("take_out", "V1"))
    assert all(item.visit_id != "V1" for item in after.state.schedule.unplanned)
    assert judged.broken == ()
    assert judged.unplanned == 0


def test_a_pin_to_rep_and_day_a_pin_to_the_day_and_no_pin():
    found, _ = draft().edited(edit("pin", "Q1"))
    assert found.state.problem.pin_of["Q1"] == Pin("Q1", on(2), "A")
    found, _ = found.edited(edit("pin", "Q1", strength=Strength.DAY))
    assert found.state.problem.pin_of["Q1"] == Pin("Q1", on(2), None, None, Strength.DAY)
    found, _ = found.edited(edit("unpin", "Q1"))
    assert "Q1" not in found.state.problem.pin_of


def test_a_pin_to_a_time_moves_the_visit_to_it_and_the_others_around_it():
    found, judged = draft().edited(edit("pin", "Q1", time_min=600))
    route = found.state.route_of["Q1"]
    times = {stop.visit_id: stop.arrive for stop in route.stops}
    assert times["Q1"] == 600
    assert judged.broken == ()


def test_who_moves_a_pinned_visit_is_told_and_may_take_the_pin_along():
    found, _ = draft().edited(edit("pin", "Q1"))
    found, judged = found.edited(move("Q1", 5))
    assert [violation.rule for violation in judged.broken] == ["pins"]
    found, _ = found.edited(edit("allow", "Q1"))
    assert found.state.problem.pin_of["Q1"] == Pin("Q1", on(5), "A")
    assert found.state.verdict.sound


@pytest.mark.parametrize(
    "edits",
    [
        [move("S2", 4)],  # too close
        [move("R1", 2), move("U1", 2)],  # four meetings, the cap is three
    ],
)
def test_what_is_allowed_is_right_as_it_stands(edits):
    found = draft()
    for one in edits:
        found, _ = found.edited(one)
    assert not found.state.verdict.sound
    found, _ = found.edited(edit("allow", edits[-1].visit_id))
    assert found.state.verdict.sound


def test_a_long_day_is_allowed_just_as_long_as_it_is():
    found = plan()
    short = tuple(replace(day, end_min=600) for day in found.problem.workdays)
    problem = replace(found.problem, workdays=short)
    late = Draft.of(replace(found, problem=problem))
    late, _ = late.edited(edit("allow", "Q1"))
    # 09:00, 20 minutes of driving there, two visits, 20 minutes back.
    assert late.state.problem.workday_of["A", on(2)].end_min == 640
    assert late.state.problem.workday_of["A", on(3)].end_min == 600


def test_nothing_to_allow_is_said():
    with pytest.raises(InputError, match="nothing is broken that can be allowed"):
        draft().edited(edit("allow", "P1"))


def test_two_meetings_on_one_day_are_nothing_to_agree_to():
    found, _ = draft().edited(move("S2", 3))
    found, _ = found.edited(edit("allow", "S2"))
    assert {violation.rule for violation in found.state.verdict.violations} >= {"once_a_day"}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (move("P1", 7), "A does not work on this day"),
        (move("P1", 4, rep="B"), "B does not work on this day"),
        (move("nobody", 4), "not in the month"),
        (edit("take_out", "U1"), "has no day"),
        (edit("pin", "U1"), "has no day"),
    ],
)
def test_an_edit_without_a_meaning_is_refused_and_changes_nothing(wrong, message):
    found = draft()
    with pytest.raises(InputError, match=message):
        found.edited(wrong)
    assert found.edits == ()


def test_the_plan_as_it_stands_has_the_score_of_the_judge_and_no_old_proof():
    found = plan()
    proven = replace(found, result=replace(found.result, stop_reason=StopReason.PROVEN))
    after, judged = Draft.of(proven).edited(move("Q1", 4))
    made = after.as_plan()
    verdict = judge(made.problem, made.result.schedule)
    assert verdict.sound
    assert made.result.score == verdict.score
    assert made.result.score.cost_min - found.result.score.cost_min == pytest.approx(
        judged.cost_min
    )
    assert made.result.stop_reason is not StopReason.PROVEN
    assert Draft.of(proven).as_plan() is proven


def test_an_edit_of_history_is_told():
    found = plan()
    problem = replace(
        found.problem,
        published={"P1": ("A", on(2))},
        history_before=dt.date(2026, 3, 3),
        requirements=tuple(
            replace(req, pins=(Pin("P1", on(2), "A", 550),)) if req.customer_id == "P" else req
            for req in found.problem.requirements
        ),
    )
    _, judged = Draft.of(replace(found, problem=problem)).edited(move("P1", 4))
    assert "history" in {violation.rule for violation in judged.broken}
