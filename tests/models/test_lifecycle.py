"""From draft to published to history."""

import pytest

from models.lifecycle import LifecycleError, State, Version, edit, publish, retire
from models.schedule import Schedule
from tests.solve.tiny import customer, month, schedule, timed, workday


def draft():
    problem = month([workday(2)], [customer("X")])
    return Version(problem, schedule(problem, timed(problem, 2, "X1")))


def test_a_sound_draft_is_published_with_the_next_number():
    published = publish(draft(), last_number=4)
    assert (published.state, published.number) == (State.PUBLISHED, 5)


def test_an_unsound_draft_is_not_published():
    broken = edit(draft(), Schedule(()))
    with pytest.raises(LifecycleError, match="1 rules are broken: accounting: visit X1"):
        publish(broken)


def test_only_a_draft_is_published():
    with pytest.raises(LifecycleError, match="only a draft is published, this is published"):
        publish(publish(draft()))


def test_a_published_plan_becomes_history_and_nothing_else_does():
    assert retire(publish(draft())).state is State.HISTORY
    with pytest.raises(LifecycleError, match="only a published plan becomes history"):
        retire(draft())


def test_editing_leaves_the_published_plan_as_it_is():
    published = publish(draft())
    edited = edit(published, Schedule(()))
    assert (edited.state, edited.number) == (State.DRAFT, 0)
    assert published.state is State.PUBLISHED
    assert published.schedule == draft().schedule
