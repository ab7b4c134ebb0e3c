"""Turns: few do something at a time, some wait, the others are refused."""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import pytest

from models.errors import BusyError
from scheduler.pipelines.app.turns import Turns


def test_not_more_than_allowed_have_their_turn_and_everybody_who_waits_gets_one():
    turns, lock = Turns(at_once=2, waiting=28), Lock()
    now, most = 0, 0

    def have_a_turn(_number):
        nonlocal now, most
        with turns.taken():
            with lock:
                now += 1
                most = max(most, now)
            with lock:
                now -= 1
        return True

    with ThreadPoolExecutor(30) as pool:
        assert all(pool.map(have_a_turn, range(30)))
    assert 1 <= most <= 2


def test_who_finds_no_place_to_wait_is_refused_until_there_is_one():
    turns = Turns(at_once=1, waiting=0)

    def have_a_turn():
        with turns.taken():
            return True

    with ThreadPoolExecutor(1) as pool:
        with turns.taken(), pytest.raises(BusyError, match="try again"):
            pool.submit(have_a_turn).result()
        assert pool.submit(have_a_turn).result()


def test_who_has_a_turn_may_take_it_again_and_gives_it_back_once():
    turns = Turns(at_once=1, waiting=0)
    for _ in range(2):
        with turns.taken(), turns.taken():
            pass
    with pytest.raises(ZeroDivisionError), turns.taken():
        1 / 0  # noqa: B018
    with turns.taken():
        pass
