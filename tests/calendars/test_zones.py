"""Time zones and changes of the clocks."""

from dataclasses import replace

import pytest

from models.errors import InputError
from models.month import Month
from models.places import Place, PlacedBy, Placement
from models.policy import Policy, RepPolicy
from models.reps import Rep
from scheduler.calendars import clock_changes, holiday_calendar, time_zone, workdays

POLICY = Policy()


def rep(lat: float | None = None, lon: float = 0.0, time_zone: str = "") -> Rep:
    placement = None if lat is None else Placement(Place(lat, lon), PlacedBy.GIVEN)
    return Rep(rep_id="R01", name="Anna", placement=placement, time_zone=time_zone)


@pytest.mark.parametrize(
    ("lat", "lon", "zone"),
    [
        (41.60, -93.62, "America/Chicago"),  # Des Moines
        (30.27, -97.74, "America/Chicago"),  # Austin, nearer to Denver than to Chicago
        (40.76, -111.89, "America/Denver"),  # Salt Lake City
        (33.45, -112.07, "America/Phoenix"),  # the same longitude, no summer time
        (31.77, 35.21, "Asia/Jerusalem"),
    ],
)
def test_the_home_decides_in_countries_of_several_zones(lat, lon, zone):
    assert time_zone("US", rep(lat, lon), POLICY) == zone


def test_the_reps_own_zone_wins_then_the_policys():
    policy = replace(POLICY, rep=RepPolicy(time_zone="Europe/Moscow"))
    assert time_zone("IL", rep(31.8, 35.2, "Asia/Tokyo"), policy) == "Asia/Tokyo"
    assert time_zone("IL", rep(31.8, 35.2), policy) == "Europe/Moscow"


def test_without_a_home_the_country_decides_and_without_a_country_utc():
    assert time_zone("Israel", rep(), POLICY) == "Asia/Jerusalem"
    assert time_zone("US", rep(), POLICY) == "America/New_York"
    assert time_zone(None, rep(), POLICY) == "UTC"
    assert time_zone(None, rep(25.0, -60.0), POLICY) == "UTC"  # the high seas


def test_a_zone_that_does_not_exist_is_refused_with_near_names():
    with pytest.raises(InputError, match=r"no such time zone.*Asia/Jerusalem"):
        time_zone(None, rep(time_zone="Asia/Jerusalm"), POLICY)


def israeli_days(month: Month):
    who = Rep(rep_id="R01", name="Dana", work_days=frozenset({6, 0, 1, 2, 3}))
    return workdays(who, month, holiday_calendar("IL", month, POLICY), POLICY)


def test_the_clocks_go_back_on_sunday_25_october_2026_in_israel():
    told = clock_changes("Asia/Jerusalem", israeli_days(Month(2026, 10)))
    assert len(told) == 1
    assert told[0].startswith("Sunday 25 Oct 2026: the clocks go back at 02:00")


def test_a_change_on_a_day_off_is_not_told():
    # summer time begins on Friday 27 March 2026
    assert clock_changes("Asia/Jerusalem", israeli_days(Month(2026, 3))) == ()
    assert clock_changes("Asia/Jerusalem", israeli_days(Month(2026, 11))) == ()


def test_the_clocks_go_forward_in_chicago_on_a_worked_sunday():
    # 8 March 2026 at 02:00
    who = Rep(rep_id="R01", name="Anna", work_days=frozenset({6}))
    days = workdays(who, Month(2026, 3), holiday_calendar("US", Month(2026, 3), POLICY), POLICY)
    told = clock_changes("America/Chicago", days)
    assert len(told) == 1
    assert told[0].startswith("Sunday 8 Mar 2026: the clocks go forward at 02:00")
