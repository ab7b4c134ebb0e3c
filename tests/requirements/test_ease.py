"""P4, P12, P16: an expected decline lowers the effort, but only when that is asked for."""

import datetime as dt
from dataclasses import replace

import pytest

from models.policy import GrowthPolicy, Policy
from models.response import Answers
from tests.requirements.cases import built, customer, day, standing

EASED = replace(Policy(), growth=GrowthPolicy(ease_on_decline=True))
NOVEMBER_3 = dt.date(2026, 11, 3)


def due(goal: float, *, policy: Policy = EASED, value: float | None = 1000.0, **fields):
    who = customer(growth_goal=goal, last_visit=NOVEMBER_3, **fields)
    (row,) = built((who, standing(value=value)), policy=policy).rows
    return row.due_dates, row.why


def test_nothing_is_lowered_unless_asked():
    assert due(-50.0, policy=Policy())[0] == (day(3),)


def test_an_expected_decline_lengthens_the_interval():
    # a visit a month holds 83.33: 25 less is 0.3 of it, so 0.7 of the contacts: 30 / 0.7 = 43 days
    days, why = due(-25.0)
    assert days == (day(16),)
    assert why.startswith("A: every 43 days (30 before an expected decline of 25); ")


def test_the_interval_is_at_most_doubled():
    # 3 November + 60 days is 2 January
    days, why = due(-5000.0)
    assert days == ()
    assert "every 60 days" in why


@pytest.mark.parametrize("fields", [{"interval_days": 30}, {"visits": 1}])
def test_what_the_row_says_itself_wins(fields):
    assert "decline" not in due(-50.0, **fields)[1]


@pytest.mark.parametrize("goal", [0.0, 10.0])
def test_other_goals_lower_nothing(goal):
    assert "decline" not in due(goal)[1]


def test_unknown_sales_lower_nothing():
    assert "decline" not in due(-50.0, value=None)[1]


def test_the_own_curve_says_how_far_the_effort_may_fall():
    # 500 + 1000 x / (1 + x) is 1000 at x = 1 and 937.5 at x = 7 / 9: 30 * 9 / 7 = 38.6 days
    _, why = due(-62.5, answers=Answers(none=500, most=1500))
    assert "every 39 days" in why
