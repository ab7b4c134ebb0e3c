"""P16, P23: what a year earns; due contacts come first, parts of contacts count."""

import random

import pytest

from scheduler.staffing import Offer, earned_in

DUE = Offer(times=10, minutes=60, earns=5, sales=20, due=True)
EXTRA = Offer(times=10, minutes=60, earns=50, sales=200, due=False)


def test_everything_fits():
    found = earned_in([DUE, EXTRA], 2000, 100)
    assert (found.due, found.due_sales) == (50, 200)
    assert (found.extra, found.extra_sales) == (500, 2000)
    assert found.hour == 0


def test_due_contacts_come_before_extra_ones_that_earn_more():
    found = earned_in([DUE, EXTRA], 900, 100)  # 600 for the dues, 300 are five extras
    assert (found.due, found.extra) == pytest.approx((50, 250))
    assert found.hour == pytest.approx(50)


def test_no_extra_meeting_while_a_due_one_has_no_room():
    found = earned_in([DUE, EXTRA], 300, 100)
    assert (found.due, found.extra) == pytest.approx((25, 0))
    assert found.hour == pytest.approx(5), "an hour is one more due contact"


def test_the_caps_can_be_full_before_the_hours():
    found = earned_in([DUE, EXTRA], 5000, 12)
    assert (found.due, found.extra) == pytest.approx((50, 100))
    assert found.hour == pytest.approx(0, abs=1e-6), "more hours would not help"


def test_no_time_earns_nothing():
    assert earned_in([DUE, EXTRA], -10, 5).due == 0
    assert earned_in([], 100, 5).due == 0


def test_the_dearest_minutes_first_and_more_room_never_earns_less():
    draw = random.Random(4)
    checked = 0
    for _ in range(40):
        offers = [
            Offer(draw.randint(1, 12), draw.randint(20, 90), draw.randint(1, 99), 0, due=False)
            for _ in range(draw.randint(1, 8))
        ]
        room = draw.randint(0, 3000)
        found = earned_in(offers, room, 1000).extra
        left, best = float(room), 0.0
        for offer in sorted(offers, key=lambda o: -o.earns / o.minutes):
            made = min(offer.times, left / offer.minutes)
            best, left = best + made * offer.earns, left - made * offer.minutes
        assert found == pytest.approx(best, abs=1e-5)
        assert earned_in(offers, room + 60, 1000).extra >= found - 1e-6
        checked += 1
    assert checked == 40
