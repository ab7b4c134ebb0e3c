"""P20: the probability of reaching a target, not only the mean."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.staffing import chance_of, leads_for

closings = st.floats(0.01, 1.0)


def by_hand(target: int, leads: int, closing: float) -> float:
    return sum(
        comb(leads, k) * closing**k * (1 - closing) ** (leads - k) for k in range(target, leads + 1)
    )


@pytest.mark.parametrize(
    ("target", "leads", "closing", "chance"),
    [(1, 1, 0.5, 0.5), (1, 2, 0.5, 0.75), (2, 2, 0.5, 0.25), (2, 3, 0.5, 0.5)],
)
def test_coins(target, leads, closing, chance):
    assert chance_of(target, leads, closing) == pytest.approx(chance)


def test_the_leads_of_the_mean_reach_the_target_hardly_more_often_than_not():
    assert chance_of(50, 500, 0.1) == pytest.approx(by_hand(50, 500, 0.1))
    assert 0.5 < chance_of(50, 500, 0.1) < 0.55


def test_the_ends():
    assert chance_of(0, 0, 0.1) == 1.0
    assert chance_of(-1, 10, 0.1) == 1.0
    assert chance_of(1, 0, 0.1) == 0.0
    assert chance_of(11, 10, 0.9) == 0.0
    assert chance_of(10, 10, 1.0) == 1.0
    assert leads_for(0, 0.1, 0.9) == 0
    assert leads_for(7, 1.0, 0.99) == 7


@pytest.mark.parametrize("leads", [10**6, 2**31 - 1, 2**31, 10**12])
def test_many_leads_bring_their_mean_in_half_of_the_cases(leads):
    # the more leads, the nearer the median comes to the mean
    assert chance_of(leads // 10, leads, 0.1) == pytest.approx(0.5, abs=0.001)


def test_leads_for_ninety_percent():
    # 1 - 0.9^k >= 0.9: 22 leads give 0.9015, 21 give 0.8906
    assert leads_for(1, 0.1, 0.9) == 22
    assert leads_for(50, 0.1, 0.9) == 588


@pytest.mark.parametrize(
    ("closing", "confidence"), [(0.0, 0.9), (0.1, 0.0), (0.1, 1.0), (1.1, 0.5)]
)
def test_what_cannot_be_asked(closing, confidence):
    with pytest.raises(ValueError, match="closing must be"):
        leads_for(1, closing, confidence)


@given(st.integers(0, 12), st.integers(0, 40), closings)
def test_it_is_the_binomial(target, leads, closing):
    assert chance_of(target, leads, closing) == pytest.approx(
        by_hand(target, leads, closing), abs=1e-9
    )


@given(st.integers(0, 200), closings, st.floats(0.05, 0.99))
def test_the_leads_are_the_fewest(target, closing, confidence):
    leads = leads_for(target, closing, confidence)
    assert chance_of(target, leads, closing) >= confidence
    assert leads == 0 or chance_of(target, leads - 1, closing) < confidence
