"""Edits are undone, done again, tried, and kept as JSON."""

import pytest

from models.errors import InputError
from models.problem import Strength
from scheduler.pipelines.app.drafts import Draft, edit_from_json, edit_to_json
from tests.pipelines.app.drafts import edit, move, plan
from tests.solve.tiny import on


def draft() -> Draft:
    return Draft.of(plan())


def test_undo_and_redo_go_back_and_forth_as_far_as_wanted():
    start = draft()
    one, _ = start.edited(move("Q1", 4))
    two, _ = one.edited(edit("pin", "Q1"))
    back = two.undone()
    assert back is not None
    assert back[0].state == one.state
    first = back[0].undone()
    assert first is not None
    assert first[0].state == start.state
    assert first[0].undone() is None
    again = first[0].redone()
    assert again is not None
    assert again[0].state == one.state
    last = again[0].redone()
    assert last is not None
    assert last[0].state == two.state
    assert last[0].redone() is None


def test_what_was_undone_is_forgotten_with_the_next_edit():
    one, _ = draft().edited(move("Q1", 4))
    back = one.undone()
    assert back is not None
    other, _ = back[0].edited(move("Q1", 5))
    assert other.redone() is None
    assert [e.date for e in other.edits] == [on(5)]


def test_a_trial_changes_nothing():
    found = draft()
    judged = found.trial(move("S2", 5))
    assert [violation.rule for violation in judged.broken] == ["spacing"]
    assert found.edits == ()


def test_edits_survive_being_kept_as_json_and_give_the_same_month():
    found = draft()
    edits = [
        move("Q1", 4),
        edit("pin", "Q1", strength=Strength.DAY, time_min=600),
        move("P1", 3, rep="B", position=0),
        edit("allow", "P1"),
        edit("take_out", "R1"),
        edit("unpin", "Q1"),
    ]
    for one in edits:
        found, _ = found.edited(one)
    kept = [edit_from_json(edit_to_json(one)) for one in found.edits]
    assert tuple(kept) == found.edits
    again = Draft.of(plan(), kept)
    assert again.state.schedule == found.state.schedule
    assert again.state.problem.fingerprint == found.state.problem.fingerprint


@pytest.mark.parametrize("wrong", [None, {}, {"kind": "nonsense", "visit_id": "P1"}, "text"])
def test_what_is_no_edit_is_refused(wrong):
    with pytest.raises(InputError, match="no edit"):
        edit_from_json(wrong)
