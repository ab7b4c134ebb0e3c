"""A month board that is kept: opened, edited, undone, published, shared by two managers."""

from dataclasses import replace

import pytest

from models.errors import InputError, StaleError
from models.people import Account, Role
from models.requirement import Strength
from scheduler.pipelines.app import boards
from scheduler.pipelines.app.board_view import board_of, cell_key, hints_of, patch_of
from scheduler.pipelines.app.boards import (
    compare,
    edit_board,
    open_board,
    pins_of,
    publish,
    redo,
    undo,
)
from scheduler.pipelines.app.drafts import Draft, places_for
from scheduler.pipelines.app.plans import contents_of, open_plan
from scheduler.pipelines.app.replan_draft import ask_replan
from scheduler.pipelines.app.run_job import next_job, run_job
from tests.pipelines.app.drafts import edit, move, plan
from tests.solve.tiny import MARCH, on


@pytest.fixture
def user(database):
    with database.work() as work:
        team = work.teams.add("North")
        account = Account(login="manager", name="M", role=Role.MANAGER, team_id=team.team_id)
        found = work.users.add(account, "hash")
        work.months.save_draft(team.team_id, MARCH, contents_of(plan()), 0)
        work.commit()
    return found


@pytest.fixture
def opened(database, user):
    """Opens the board, as anew after a restart where that is asked for."""

    def found(*, restarted: bool = False):
        if restarted:
            boards._boards._drafts.clear()
        board = open_board(database, user, user.team_id, MARCH)
        assert board is not None
        return board

    return found


def test_a_month_that_was_never_planned_has_no_board(database, user):
    assert open_board(database, user, user.team_id, MARCH.next()) is None


def test_an_edit_is_kept_also_over_a_restart(database, user, opened):
    board, judged = edit_board(database, user, opened(), move("Q1", 4))
    board, _ = edit_board(database, user, board, edit("pin", "Q1", strength=Strength.DAY))
    assert judged.broken == ()
    again = opened(restarted=True)
    assert again.draft.state.schedule == board.draft.state.schedule
    assert again.draft.state.problem.fingerprint == board.draft.state.problem.fingerprint
    assert again.stored.pins == (
        {"customer_id": "Q", "date": "2026-03-04", "rep_id": "", "time": "", "strength": "day"},
    )
    assert pins_of(again.draft) == again.stored.pins


def test_a_board_is_opened_anew_under_settings_that_were_changed(database, user, opened):
    board, _ = edit_board(database, user, opened(), move("Q1", 4))
    assert opened().draft is board.draft
    with database.work(user) as work:
        version = work.policies.get(user.team_id)[1]
        work.policies.set(user.team_id, "[travel]\nspeed_kmh = 33\n", version)
        work.commit()
    after = opened()
    assert after.draft.policy == policy_of_team(database, user)
    assert after.draft.policy != board.draft.policy
    assert after.draft.state.schedule == board.draft.state.schedule
    again, _ = edit_board(database, user, after, move("Q1", 5))
    assert opened().draft is again.draft


def policy_of_team(database, user):
    with database.work() as work:
        return boards.policy_of(work, user.team_id)


def test_undo_and_redo_are_kept_as_well(database, user, opened):
    board, _ = edit_board(database, user, opened(), move("Q1", 4))
    answer = undo(database, user, board)
    assert answer is not None
    assert opened(restarted=True).draft.standing == ()
    answer = redo(database, user, answer[0])
    assert answer is not None
    assert len(opened(restarted=True).draft.standing) == 1
    assert redo(database, user, answer[0]) is None
    assert undo(database, user, opened(restarted=True)) is not None


def test_the_second_of_two_managers_is_told_and_nothing_is_lost(database, user, opened):
    mine, theirs = opened(), opened()
    edit_board(database, user, theirs, move("Q1", 4))
    with pytest.raises(StaleError):
        edit_board(database, user, mine, move("P1", 5))
    placed = {v: route.date for v, route in opened(restarted=True).draft.state.route_of.items()}
    assert (placed["Q1"], placed["P1"]) == (on(4), on(2))


def test_what_is_published_has_the_edits_in_it_and_two_publications_get_two_numbers(
    database, user, opened
):
    board, _ = edit_board(database, user, opened(), move("Q1", 4))
    board, number = publish(database, user, board, "first")
    assert number == 1
    assert board.draft.standing == ()
    board, _ = edit_board(database, user, board, move("Q1", 5))
    found = compare(database, user, board)
    assert found is not None
    assert found[0] == 1
    assert [(change.visit_id, change.after and change.after.date) for change in found[1]] == [
        ("Q1", on(5))
    ]
    assert publish(database, user, board, "")[1] == 2
    with database.work() as work:
        first = work.months.published(user.team_id, MARCH, 1)
        assert first is not None
        assert first.note == "first"
        placed = dict(open_plan(work, first).result.schedule.placed())
    assert placed["Q1"].date == on(4)


def test_two_publications_at_once_are_one(database, user, opened):
    board = opened()
    publish(database, user, board, "")
    with pytest.raises(StaleError):
        publish(database, user, board, "")


def test_what_breaks_a_rule_is_not_published_until_it_is_allowed(database, user, opened):
    board, _ = edit_board(database, user, opened(), move("S2", 5))
    with pytest.raises(InputError, match="at least 3 are asked for"):
        publish(database, user, board, "")
    board, _ = edit_board(database, user, board, edit("allow", "S2"))
    assert publish(database, user, board, "")[1] == 1


def test_nothing_is_compared_before_something_is_published(database, user, opened):
    assert compare(database, user, opened()) is None


def test_a_draft_is_planned_again_by_a_worker_around_its_pins(database, user, opened):
    board, _ = edit_board(database, user, opened(), move("Q1", 4))
    board, _ = edit_board(database, user, board, edit("pin", "Q1"))
    ask_replan(database, user, board, {"iterations": 20})
    job = next_job(database, "worker")
    assert job is not None
    run_job(database, job)
    with database.work() as work:
        done = work.jobs.get(job.job_id)
    assert done is not None
    assert (done.state.value, done.message) == ("done", "")
    after = opened()
    assert after.draft.state.route_of["Q1"].date == on(4)
    assert "U1" in after.draft.state.route_of
    assert [pin["customer_id"] for pin in after.stored.pins] == ["Q"]


def test_no_time_to_search_is_refused(database, user, opened):
    with pytest.raises(InputError) as refused:
        ask_replan(database, user, opened(), {"seconds": 0, "iterations": 0})
    assert [problem.file for problem in refused.value.problems] == ["seconds", "iterations"]


def test_the_board_shows_every_day_every_card_and_the_tray():
    shown = board_of(Draft.of(plan()))
    assert set(shown["cells"]) == {
        *(cell_key("A", on(day)) for day in (2, 3, 4, 5, 6, 9)),
        *(cell_key("B", on(day)) for day in (2, 3)),
    }
    day = shown["cells"][cell_key("A", on(2))]
    assert (day["stops"], day["meetings"], day["cap"], day["drive"]) == (["P1", "Q1"], 2, 3, 40)
    card = shown["cards"]["Q1"]
    assert (card["arrive"], card["depart"], card["number"]) == (590, 620, 2)
    assert [(card["id"], card["kind"]) for card in shown["tray"]] == [
        ("U1", "visit"),
        ("V1", "prospect"),
    ]
    assert shown["sums"] == {"planned": 6, "required": 7, "unplanned": 1, "drive": 200, "faults": 0}


def test_a_patch_brings_the_board_to_where_a_whole_one_would_be():
    draft = Draft.of(plan())
    shown = board_of(draft)
    for one in (
        move("R1", 2),
        move("U1", 2),
        edit("pin", "P1"),
        edit("allow", "U1"),
        edit("take_out", "R1"),
        move("P1", 3, rep="B"),
        edit("unpin", "P1"),
    ):
        draft, judged = draft.edited(one)
        changes = patch_of(draft, judged)
        for key in changes["cells"]:
            for visit in shown["cells"][key]["stops"]:
                shown["cards"].pop(visit, None)
        shown["cells"] |= changes.pop("cells")
        shown["cards"] |= changes.pop("cards")
        shown |= changes
        assert shown == board_of(draft)


def test_a_fault_is_on_its_card_or_on_its_day():
    draft, _ = Draft.of(plan()).edited(move("S2", 5))
    shown = board_of(draft)
    assert shown["cards"]["S2"]["rules"] == ["spacing"]
    assert [(f["rule"], f["visit"], f["date"]) for f in shown["faults"]] == [
        ("spacing", "S2", "2026-03-05")
    ]
    draft, _ = draft.edited(move("R1", 2))
    draft, _ = draft.edited(move("U1", 2))
    assert board_of(draft)["cells"][cell_key("A", on(2))]["rules"] == ["caps"]


def test_hints_tell_minutes_and_rules_by_day():
    hints = hints_of(places_for(Draft.of(plan()).state, "S2"))
    assert hints[cell_key("A", on(5))]["rules"] == ["spacing"]
    assert (hints[cell_key("A", on(9))]["drive"], hints[cell_key("A", on(9))]["rules"]) == (0, [])


def test_an_edit_of_a_board_that_was_edited_elsewhere_is_not_kept_at_hand(database, user, opened):
    stale = replace(opened().stored, version=99)
    with pytest.raises(StaleError):
        edit_board(database, user, replace(opened(), stored=stale), move("Q1", 4))
    assert opened().draft.standing == ()
