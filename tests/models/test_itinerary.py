"""What people read from a plan; the sums are in tests/factories.py."""

import pytest

from models.itinerary import day_line, day_lines
from models.judge import judge
from models.schedule import DayRoute, Stop
from tests.factories import march, tiny_problem, tiny_schedule


def test_the_tiny_month_breaks_no_rule():
    problem = tiny_problem()
    assert judge(problem, tiny_schedule(problem)).sound


@pytest.mark.parametrize(
    ("number", "leave", "home", "drive", "work", "overtime", "meetings"),
    [
        (0, 9 * 60, 11 * 60, 30, 135, 0, 2),  # the call after the way home is work, no meeting
        (1, 9 * 60, 11 * 60 + 16, 61, 136, 0, 2),
        (2, 11 * 60 + 50, 13 * 60 + 25, 20, 65, 25, 1),  # 95 minutes, 30 of them the break
        (3, 9 * 60 + 40, 12 * 60 + 10, 60, 150, 0, 2),
        (4, 9 * 60, 10 * 60 + 30, 60, 90, 0, 1),
    ],
)
def test_a_day_tells_its_sums(number, leave, home, drive, work, overtime, meetings):
    problem = tiny_problem()
    day = day_lines(problem, tiny_schedule(problem))[number]
    assert (day.leave_min, day.home_min, day.drive_min) == (leave, home, drive)
    assert (day.work_min, day.overtime_min, day.meetings) == (work, overtime, meetings)


def test_a_leg_is_told_in_whole_clock_minutes_and_exact_metres():
    problem = tiny_problem()
    prospect = day_lines(problem, tiny_schedule(problem))[1].stops[1]
    assert (prospect.drive_min, prospect.drive_m) == (18, 17_500.0)


def test_desk_work_has_no_leg():
    problem = tiny_problem()
    call = day_lines(problem, tiny_schedule(problem))[0].stops[2]
    assert (call.number, call.drive_min, call.drive_m) == (3, 0, 0.0)


def test_a_stop_on_a_day_without_work_is_still_told():
    problem = tiny_problem()
    day = day_line(problem, DayRoute("R01", march(7), (Stop("C1/1", 600, 645),), 590, 655))
    assert (day.drive_min, day.work_min, day.overtime_min, day.meetings) == (0, 65, 0, 1)
