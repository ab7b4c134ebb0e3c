"""Drafts, hand edits, publications."""

import datetime as dt

import pytest

from models.errors import MissingError, StaleError
from models.kept_plans import PlanContents, PlanEdit, PlannedStop
from models.month import Month

MONTH = Month(2026, 12)
DAY = dt.date(2026, 12, 1)
NEXT_DAY = dt.date(2026, 12, 2)


def stop(visit_id, day=DAY, number=1, rep_id="R1"):
    return PlannedStop(
        rep_id=rep_id,
        date=day,
        stop=number,
        visit_id=visit_id,
        customer_id=visit_id.partition("/")[0],
        name="Mill",
        lat=43.1,
        lon=-71.7,
        arrive_min=540,
        depart_min=585,
        drive_min=12,
        drive_m=9000.5,
        kind="visit",
        pinned=False,
        why="due on 1 Dec",
    )


FIRST, SECOND = stop("C1/2026-12/1"), stop("C2/2026-12/1", number=2)
SOLVED = PlanContents(plan='{"é": 1}', stops=(FIRST, SECOND), pins=({"customer_id": "C1"},))


def test_a_draft_is_kept_with_its_text_and_its_stops(database, manager, team_id):
    with database.work(manager) as work:
        assert work.months.draft(team_id, MONTH) is None
        saved = work.months.save_draft(team_id, MONTH, SOLVED, 0)
        work.commit()
    with database.work() as work:
        draft = work.months.draft(team_id, MONTH)
        assert draft == saved
        assert (draft.number, draft.month, draft.author) == (None, MONTH, "dana")
        assert draft.pins == ({"customer_id": "C1"},)
        assert work.months.body(draft.body_id) == '{"é": 1}'
        assert work.stops.of_rep(draft.plan_id, "R1", DAY, DAY) == [FIRST, SECOND]
        assert work.stops.of_rep(draft.plan_id, "R1", NEXT_DAY, NEXT_DAY) == []
        assert work.months.draft(team_id, MONTH.next()) is None


def test_a_draft_that_came_meanwhile_is_not_replaced(database, manager, team_id):
    with database.work(manager) as work:
        seen = work.months.save_draft(team_id, MONTH, SOLVED, 0)
        work.commit()
    with database.work() as work, pytest.raises(StaleError, match="the draft of 2026-12"):
        work.months.save_draft(team_id, MONTH, SOLVED, 0)
    with database.work() as work:
        other = PlanContents(plan="[]", stops=(FIRST,))
        newer = work.months.save_draft(team_id, MONTH, other, seen.version)
        work.commit()
    with database.work() as work, pytest.raises(StaleError):
        work.months.save_draft(team_id, MONTH, SOLVED, seen.version)
    with database.work() as work:
        assert work.months.draft(team_id, MONTH) == newer
        with pytest.raises(MissingError):
            work.months.body(seen.body_id)


def test_a_hand_edit_changes_the_days_it_touches_only(database, team_id):
    moved = stop("C2/2026-12/1", NEXT_DAY)
    other = stop("C3/2026-12/1", rep_id="R2")
    with database.work() as work:
        contents = PlanContents(plan="{}", stops=(FIRST, SECOND, other))
        draft = work.months.save_draft(team_id, MONTH, contents, 0)
        edit = PlanEdit(
            schedule="[1]",
            days=(("R1", DAY), ("R1", NEXT_DAY)),
            stops=(FIRST, moved),
            pins=(),
            edits=({"move": "C2"},),
        )
        edited = work.months.edit_draft(team_id, MONTH, edit, draft.version)
        assert work.stops.of_plan(draft.plan_id) == [FIRST, moved, other]
        assert (edited.schedule, edited.edits) == ("[1]", ({"move": "C2"},))
        assert (edited.body_id, edited.plan_id) == (draft.body_id, draft.plan_id)
        with pytest.raises(StaleError):
            work.months.edit_draft(team_id, MONTH, edit, draft.version)


def test_publications_are_numbered_and_stay_as_they_are(database, manager, team_id):
    with database.work(manager) as work:
        draft = work.months.save_draft(team_id, MONTH, SOLVED, 0)
        assert work.months.publish(team_id, MONTH, draft.version, "go") == 1
        with pytest.raises(StaleError, match="the draft of 2026-12 was changed by dana"):
            work.months.publish(team_id, MONTH, draft.version, "go")
        draft = work.months.draft(team_id, MONTH)
        other = PlanContents(plan="[]", stops=(FIRST,))
        draft = work.months.save_draft(team_id, MONTH, other, draft.version)
        assert work.months.publish(team_id, MONTH, draft.version) == 2
        work.commit()
    with database.work() as work:
        assert work.months.numbers(team_id, MONTH) == [1, 2]
        first = work.months.published(team_id, MONTH, 1)
        assert (first.note, work.months.body(first.body_id)) == ("go", SOLVED.plan)
        assert work.stops.of_plan(first.plan_id) == [FIRST, SECOND]
        latest = work.months.published(team_id, MONTH)
        assert (latest.number, work.stops.of_plan(latest.plan_id)) == (2, [FIRST])
        assert work.months.published(team_id, MONTH, 3) is None


def test_two_publications_at_once_give_one(database, manager, team_id):
    with database.work(manager) as work:
        draft = work.months.save_draft(team_id, MONTH, SOLVED, 0)
        work.commit()
    with database.work(manager) as first, database.work(manager) as second:
        assert second.months.draft(team_id, MONTH) == draft
        first.months.publish(team_id, MONTH, draft.version)
        first.commit()
        with pytest.raises(StaleError):
            second.months.publish(team_id, MONTH, draft.version)
    with database.work() as work:
        assert work.months.numbers(team_id, MONTH) == [1]
