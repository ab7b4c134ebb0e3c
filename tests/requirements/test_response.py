"""P12: what contacts hold and gain, by the default curve and by the customer's own."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.policy import Policy
from models.policy_market import ResponsePolicy
from models.response import Answers
from scheduler.requirements.response import Effect, concave, effect_of
from tests.requirements.cases import POLICY, customer, standing


def effect(value: float = 1000.0, interval: int = 30, **fields) -> Effect:
    return Effect(value, interval, **({"first_gain": 0.05, "decay": 0.6} | fields))


def test_extra_meetings_gain_five_percent_and_sixty_percent_of_the_one_before():
    assert [effect().extra(k) for k in range(4)] == pytest.approx([0, 50, 80, 98])


def test_a_due_contact_holds_more_than_an_extra_one_gains():
    # 50 / 0.6 = 83.33; the first of two 50 / 0.36 = 138.89
    assert effect().due(1) == pytest.approx((83.333,), 1e-4)
    assert effect().due(2) == pytest.approx((138.889, 83.333), 1e-4)


def test_a_contact_in_ninety_days_serves_three_months():
    assert effect(interval=90).due(1) == pytest.approx((250.0,))
    assert effect(interval=14).due(2) == effect().due(2)


def test_contacts_never_hold_more_than_all_sales():
    # 83.3 + 138.9 + 231.5 + 385.8 = 839.5; the fifth from the end holds the rest, 160.5
    assert sum(effect().due(9)) == pytest.approx(1000.0)
    assert sum(effect(decay=0.0).due(1)) == 1000.0


def test_all_the_contacts_of_a_month_are_one_curve():
    assert effect().gains(1, 2) == pytest.approx((83.333, 50.0, 30.0), 1e-4)


def test_the_customers_own_curve_wins():
    curve = Answers(none=500, most=1500).curve(1000)
    own = effect(curve=curve)
    # 500 + 1000 x / (1 + x): 500 to 1000 with the visit that is due, 1166.67 with a second
    assert own.gains(1, 1) == pytest.approx((500.0, 166.667), 1e-5)
    # with 90 days between contacts, one a month more is an effort of 4: 1300
    rare = effect(interval=90, curve=curve)
    assert rare.extra(1) == pytest.approx(300.0)
    assert rare.due(1) == pytest.approx((1500.0,))


def test_of_an_s_shaped_curve_only_the_concave_part_is_used():
    assert concave([10, 50, 30, 5]) == (30, 30, 30, 5)
    assert concave([5, 4, 3]) == (5, 4, 3)
    assert concave([1, 2, 3]) == (2, 2, 2)
    steep = Answers(none=0, half=50, same=500, most=1000).curve(None)
    assert effect(curve=steep).due(2) == pytest.approx((50.0, 450.0))
    assert effect(curve=steep).gains(2, 0) == pytest.approx((250.0, 250.0))


@given(st.lists(st.floats(0, 1e6), max_size=12))
def test_the_concave_curve_lies_on_or_above_and_ends_in_the_same_place(gains):
    found = concave(gains)
    assert all(a >= b - 1e-6 for a, b in itertools.pairwise(found))
    assert sum(found) == pytest.approx(sum(gains))
    assert all(sum(found[:k]) >= sum(gains[:k]) - 1e-6 for k in range(len(gains)))


def test_categories_may_answer_more_or_less_strongly():
    policy = replace(Policy(), response=ResponsePolicy(A=2.0, C=0.5))
    gains = [
        effect_of(customer(), standing(segment, value=1000.0), policy)
        for segment in ("A", "B", "C")
    ]
    assert [found.extra(1) for found in gains if found is not None] == [100.0, 50.0, 25.0]


def test_unknown_sales_have_no_effect_unless_the_questions_are_answered():
    assert effect_of(customer(), standing(value=None), POLICY) is None
    known = customer(answers=Answers(none=0, same=50, most=100))
    assert effect_of(known, standing(value=None), POLICY) is not None


def test_sales_for_good_agree_with_what_months_of_whole_contacts_tell():
    one = effect()
    assert one.sales(1) == 1000.0
    assert one.sales(3) - one.sales(1) == pytest.approx(one.extra(2))
    assert one.sales(1) - one.sales(0) == pytest.approx(one.due(1)[0])
    often = effect(interval=15)
    assert often.sales(2) - often.sales(1) == pytest.approx(often.due(2)[1])
    rare = effect(interval=90)
    # without the one contact in three months, each of them sells 83 less
    assert 3 * (rare.sales(1 / 3) - rare.sales(0)) == pytest.approx(rare.due(1)[0])
    assert rare.sales(1 / 3 + 1) - rare.sales(1 / 3) == pytest.approx(rare.extra(1))


@pytest.mark.parametrize("decay", [0.0, 0.6, 1.0])
@pytest.mark.parametrize("interval", [7, 30, 90])
def test_sales_for_good_never_fall_with_contacts_and_are_never_negative(decay, interval):
    one = effect(interval=interval, decay=decay)
    told = [one.sales(k / 10) for k in range(60)]
    assert told == sorted(told)
    assert told[0] >= 0
    assert one.sales(30 / interval) == pytest.approx(1000.0)


def test_sales_for_good_follow_the_customers_own_curve():
    curve = Answers(none=200, same=1000, most=1600).curve(None)
    assert curve is not None
    one = effect(interval=15, curve=curve)
    assert one.sales(0) == 200
    assert one.sales(2) == pytest.approx(1000)
    assert one.sales(4) == pytest.approx(curve.sales(2.0))
