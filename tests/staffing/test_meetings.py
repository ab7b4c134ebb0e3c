"""P14, P15, P18: how many meetings a rep has room for."""

import datetime as dt
from dataclasses import replace

import pytest

from models.policy import CapacityPolicy, Policy
from models.reps import Rep
from models.workday import Workday
from scheduler.staffing import normal_meetings, prospect_meetings

REP = Rep(rep_id="R01", name="Ann")
POLICY = Policy()


def days(count: int, cap: int = 5) -> list[Workday]:
    return [
        Workday(
            rep_id="R01",
            date=dt.date(2026, 12, 1) + dt.timedelta(days=k),
            start_min=540,
            end_min=1020,
            cap=cap,
            start="home:R01",
            end="home:R01",
        )
        for k in range(count)
    ]


def test_five_a_day_on_22_days_are_110_meetings():
    assert normal_meetings(CapacityPolicy()) == 110
    assert normal_meetings(CapacityPolicy(daily_cap=8)) == 176


def test_a_tenth_of_the_caps_finds_new_customers():
    assert prospect_meetings(REP, days(22), 1.0, POLICY) == 11  # 110 × 10 %
    assert prospect_meetings(REP, days(21), 1.0, POLICY) == 10  # 10.5, rounded down
    assert prospect_meetings(replace(REP, prospecting_share=0.2), days(22), 1.0, POLICY) == 22
    assert prospect_meetings(replace(REP, prospecting_share=0.0), days(22), 1.0, POLICY) == 0
    assert prospect_meetings(REP, [], 1.0, POLICY) == 0


@pytest.mark.parametrize(("share", "meetings"), [(1.0, 20), (0.5, 10), (0.0, 0)])
def test_a_number_that_is_given_is_prorated_in_part_months(share, meetings):
    asked = replace(POLICY, target=replace(POLICY.target, prospect_meetings=20))
    assert prospect_meetings(REP, days(22), share, asked) == meetings
