"""Comparisons of like with like: by hand on a few cases, by simulation on many."""

import numpy as np
import pytest

from scheduler.control.statistics import compare, holm


def test_all_ways_of_giving_out_two_labels_are_counted():
    # With 5 and 7 against 1 and 3: the difference is 6 - 2 = 4. Of the 6 pairs that could have the
    # label only {5, 7} and {1, 3} differ as much: p = 2 / 6.
    found = compare([5, 7, 1, 3], [True, True, False, False], "xxxx")
    assert found is not None
    assert (found.with_count, found.without_count) == (2, 2)
    assert found.difference == pytest.approx(4)
    assert found.p == pytest.approx(1 / 3)
    assert found.exact


def test_strata_weigh_by_the_cases_that_can_be_compared():
    # x: 1 against 0 (weight 1 * 1 / 2 = 1/2); y: 10 against 4 and 6, that is 5 (1 * 2 / 3 = 2/3)
    found = compare([1, 0, 10, 4, 6], [True, False, True, False, False], "xxyyy")
    assert found is not None
    assert found.difference == pytest.approx((1 * 1 / 2 + 5 * 2 / 3) / (1 / 2 + 2 / 3))
    # of 2 * 3 ways two are as large: both labels as found (4.71 - x), none the other way round
    assert found.p == pytest.approx(1 / 6)


def test_cases_without_their_like_are_not_compared():
    found = compare([1, 2, 9, 9], [True, False, True, True], "xxyy")
    assert found is not None
    assert (found.with_count, found.without_count, found.difference) == (1, 1, -1)
    assert compare([1, 2], [True, False], "xy") is None
    assert compare([], [], "") is None


def test_the_same_seed_gives_the_same_answer():
    generator = np.random.default_rng(5)
    values, labels = generator.normal(size=60).tolist(), [k % 2 == 0 for k in range(60)]
    strata = [k % 3 for k in range(60)]
    first = compare(values, labels, strata, seed=3)
    assert first is not None
    assert not first.exact
    assert compare(values, labels, strata, seed=3) == first


def test_drawing_comes_near_to_counting(monkeypatch):
    values, labels = [float(k * k % 17) for k in range(14)], [k < 6 for k in range(14)]
    counted = compare(values, labels, [0] * 14)
    monkeypatch.setattr("scheduler.control.statistics.MOST_COUNTED", 0)
    drawn = compare(values, labels, [0] * 14)
    assert counted is not None
    assert drawn is not None
    assert counted.exact
    assert not drawn.exact
    assert drawn.p == pytest.approx(counted.p, abs=0.02)
    assert (drawn.low, drawn.high) == pytest.approx((counted.low, counted.high), abs=0.5)


def test_many_questions_make_each_answer_less_sure():
    # smallest first: 3 * 0.01, 2 * 0.02, 1 * 0.03, none below the one before it
    assert holm([0.03, 0.01, 0.02]) == pytest.approx((0.04, 0.03, 0.04))
    assert holm([0.9, 0.8]) == (1.0, 1.0)
    assert holm([]) == ()


def test_where_nothing_is_to_be_found_it_is_found_rarely():
    generator = np.random.default_rng(11)
    found = 0
    for _ in range(200):
        values = generator.normal(size=16).tolist()
        labels = (generator.permutation(16) < 8).tolist()
        comparison = compare(values, labels, [k % 2 for k in range(16)])
        if comparison is not None and comparison.p < 0.05:
            found += 1
    assert found <= 20  # 10 of 200 are expected; more than 20 would come up once in 1,000
