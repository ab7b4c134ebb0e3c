"""P14, P23: headcount worked out by hand, line by line."""

import pytest

from models.policy import CapacityPolicy
from models.staffing import Market, Operation, RepYear, Task, WorkLine
from scheduler.staffing import (
    market_headcount,
    mean_year,
    normal_meetings,
    portfolio_headcount,
    speed_step,
    won_steps,
    year_steps,
)

NORMAL = RepYear(
    weekdays=264, free_days=0, away_days=0, day_min=480, day_places=5, prospecting_share=0.0
)
"""Twelve normal months of 22 days."""
REAL = RepYear(
    weekdays=261, free_days=11, away_days=20, day_min=480, day_places=5, prospecting_share=0.1
)


def visits(times: float, minutes: float, drive: float = 0.0) -> list[WorkLine]:
    return [
        WorkLine(
            group="A visit 30", customers=1, operation=operation, times=times, minutes=times * each
        )
        for operation, each in ((Operation.VISIT, minutes), (Operation.DRIVING, drive))
        if each
    ]


def test_twelve_normal_months_of_110_meetings_are_one_rep():
    assert NORMAL.places == 12 * normal_meetings(CapacityPolicy()) == 1320
    # 110 customers of 30 days are 1 320 meetings a year
    exactly = portfolio_headcount(visits(1320, 45), NORMAL)
    assert (exactly.by_meetings, exactly.people) == (1.0, 1)
    assert portfolio_headcount(visits(1332, 45), NORMAL).people == 2, "a 111th customer"


def test_the_productive_minutes_of_a_year():
    # 261 - 11 - 20 = 230 days × 480 = 110 400 min, a tenth is kept: 99 360
    assert (REAL.days, REAL.minutes) == (230, 110_400)
    assert REAL.productive_min == pytest.approx(99_360)
    assert REAL.productive_places == pytest.approx(1035)  # 230 × 5 × 0.9
    steps = {step.what: step for step in year_steps(REAL)}
    assert steps["days at work"].how == "261 - 11 - 20"
    assert steps["minutes at work"].how == "230 days × 480 min"
    assert steps["kept for finding customers"].amount == pytest.approx(-11_040)


def test_headcount_by_minutes():
    # 1 000 visits × (45 + 60 min of driving) = 105 000 / 99 360 = 1.06: two people
    found = portfolio_headcount(visits(1000, 45, 60), REAL)
    assert found.minutes == 105_000
    assert found.by_minutes == pytest.approx(105_000 / 99_360)
    assert found.by_meetings == pytest.approx(1000 / 1035)
    assert found.people == 2
    assert [(step.what, step.how) for step in found.steps] == [
        ("visit", "1,000 × 45 min"),
        ("driving", "1,000 × 60 min"),
        ("work of a year", "the sum of these"),
        ("reps by minutes", "105,000 / 99,360"),
        ("reps by meetings", "1,000 / 1,035"),
        ("reps needed", "the larger, in whole people"),
    ]


def test_every_step_of_an_arithmetic_adds_up():
    found = portfolio_headcount(visits(1000, 45, 60), REAL)
    parts = [step.amount for step in found.steps[:2]]
    assert sum(parts) == found.steps[2].amount
    total = sum(step.amount for step in year_steps(REAL)[:3])
    assert total == year_steps(REAL)[3].amount


def test_the_wanted_speed_through_the_market_takes_people():
    market = Market(
        prospects=600,
        months=6,
        tasks=(Task(Operation.VISIT, 1, 45), Task(Operation.DRIVING, 1, 35)),
        meetings=1,
        closing_ratio=0.2,
        average_value=1000,
    )
    existing = portfolio_headcount(visits(1000, 45, 60), REAL)
    found = market_headcount(market, existing, REAL)
    # 1 200 prospects a year × 80 min = 96 000, and 105 000: 201 000 / 110 400 = 1.82
    assert found.minutes == 201_000
    assert found.by_minutes == pytest.approx(201_000 / 110_400)
    assert found.by_meetings == pytest.approx(2200 / 1150)
    assert found.people == 2
    # with 10 reps who keep 11 040 minutes each: 600 × 80 / 110 400 of a year
    assert speed_step(market, REAL, 10).amount == pytest.approx(12 * 48_000 / 110_400)
    won = {step.what: step.amount for step in won_steps(market, existing, 100)}
    assert won["customers won"] == pytest.approx(120)
    assert won["their sales a month"] == pytest.approx(120_000)
    assert won["their care afterwards, a year"] == pytest.approx(120 * 1050)


def test_twice_the_speed_is_twice_the_work_with_prospects():
    def minutes(months: int) -> float:
        market = Market(
            prospects=100,
            months=months,
            tasks=(Task(Operation.VISIT, 1, 45),),
            meetings=1,
            closing_ratio=0.2,
            average_value=0,
        )
        return market_headcount(market, portfolio_headcount((), REAL), REAL).minutes

    assert minutes(6) == 2 * minutes(12) == 9000


def test_the_mean_of_unlike_reps_weighs_by_days():
    half = RepYear(
        weekdays=130, free_days=0, away_days=15, day_min=240, day_places=2, prospecting_share=0.1
    )
    mean = mean_year([REAL, half])
    assert mean.days == (230 + 115) / 2
    assert mean.minutes == pytest.approx((110_400 + 115 * 240) / 2)
    assert mean.places == pytest.approx((1150 + 230) / 2)
    with pytest.raises(ValueError, match="needs a rep"):
        mean_year([])


def test_who_is_always_away_works_no_day():
    away = RepYear(
        weekdays=10, free_days=0, away_days=20, day_min=480, day_places=5, prospecting_share=0.1
    )
    assert (away.days, away.productive_min) == (0, 0)
