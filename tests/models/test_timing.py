"""The clock of a day, tick by tick.

Summer time does not appear here: clocks are put forward and back at night, a workday lies between,
and all times are local wall-clock minutes of one date.
"""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.problem import Pin
from models.reps import Span
from models.timing import (
    Clash,
    drive,
    finish_of,
    first_start,
    latest_departure,
    time_route,
    travel_of,
)
from models.workday import Workday
from tests.solve.tiny import (
    ELEVEN,
    NINE,
    NOON,
    TEN,
    call,
    customer,
    month,
    on,
    opening,
    timed,
    workday,
)

LUNCH = Span(NOON, NOON + 30)


@pytest.mark.parametrize(
    ("start", "ticks", "arrival"),
    [
        (NOON - 30, 30, NOON),  # just before the break
        (NOON - 30, 31, NOON + 31),  # one minute of it after the break
        (NOON - 10, 30, NOON + 50),
        (NOON, 10, NOON + 40),  # at its first minute: nobody leaves
        (NOON + 29, 10, NOON + 40),
        (NOON + 30, 10, NOON + 40),
        (NOON + 10, 0, NOON + 10),  # next door is no drive
    ],
)
def test_a_drive_that_meets_the_break_is_interrupted_by_it(start, ticks, arrival):
    assert drive(start, ticks, LUNCH) == arrival
    assert drive(start, ticks, None) == start + ticks


PAUSES = [None, Span(5, 9), Span(5, 5), Span(0, 4)]


def test_latest_departure_is_the_inverse_of_drive():
    tried = 0
    for pause, ticks, arrival in product(PAUSES, range(8), range(2, 24)):
        leave = latest_departure(arrival, ticks, pause)
        assert drive(leave, ticks, pause) <= arrival
        assert drive(leave + 1, ticks, pause) > arrival
        tried += 1
    assert tried == 4 * 8 * 22


def test_leaving_later_never_means_arriving_earlier():
    for pause, ticks in product(PAUSES, range(8)):
        arrivals = [drive(start, ticks, pause) for start in range(20)]
        assert arrivals == sorted(arrivals)


spans = st.lists(st.integers(0, 40), min_size=2, max_size=6).map(
    lambda minutes: [Span(a, b) for a, b in zip(*[iter(sorted(minutes))] * 2, strict=False)]
)


@given(st.integers(0, 30), st.integers(0, 12), spans, st.sampled_from(PAUSES))
def test_first_start_is_the_first_minute_that_keeps_opening_and_break(
    earliest, length, open_, pause
):
    def kept(start):
        inside = any(s.start_min <= start and start + length <= s.end_min for s in open_)
        free = pause is None or start >= pause.end_min or start + length <= pause.start_min
        return inside and free

    wanted = next((minute for minute in range(earliest, 60) if kept(minute)), None)
    assert first_start(earliest, length, open_, pause) == wanted


def test_a_closed_day_has_no_start():
    assert first_start(NINE, 30, (), None) is None


def test_a_rep_who_would_be_early_leaves_later():
    # Open from 11:00, 10 minutes away: leave at 10:50.
    problem = month([workday(2)], [customer("X", opening=opening((ELEVEN, NOON)))])
    route = timed(problem, 2, "X1")
    assert (route.leave, route.stops[0].arrive, route.home) == (ELEVEN - 10, ELEVEN, ELEVEN + 40)


def test_a_rep_who_leaves_before_the_break_drives_on_after_it():
    # 20 minutes away, open from 12:40: 10 minutes after the break, so 10 before it.
    hours = opening((NOON + 40, 1000))
    problem = month([workday(2, break_span=LUNCH)], [customer("X", opening=hours)], {"X": 20})
    assert timed(problem, 2, "X1").leave == NOON - 10


def test_a_visit_that_would_meet_the_break_begins_after_it():
    # X until 11:00 + 30, 40 minutes on to Y: 12:10 is in the break, so 12:40 with its half hour.
    hours = opening((ELEVEN, 1000))
    problem = month(
        [workday(2, break_span=LUNCH)], [customer("X", opening=hours), customer("Y")], {"Y": 50}
    )
    assert [stop.arrive for stop in timed(problem, 2, "X1", "Y1").stops] == [ELEVEN, NOON + 40]


def test_the_second_interval_is_taken_when_the_first_is_too_short():
    hours = opening((NINE, NINE + 39), (TEN, NOON))
    problem = month([workday(2)], [customer("X", opening=hours)])
    assert timed(problem, 2, "X1").stops[0].arrive == TEN


def test_a_pinned_time_is_kept_or_clashes():
    pin = customer("X", pins=(Pin("X1", on(2), time_min=TEN),))
    problem = month([workday(2)], [pin, customer("Y")])
    assert timed(problem, 2, "Y1", "X1").stops[1].arrive == TEN
    assert timed(problem, 2, "X1", "Y1").stops[0].arrive == TEN
    late = month([workday(2, start_min=TEN - 9)], [pin, customer("Y")])
    assert time_route(late, late.workdays[0], ["X1"]) == Clash("X1", "pins")


def test_a_closed_customer_clashes():
    problem = month([workday(2)], [customer("X", opening={})])
    assert time_route(problem, problem.workdays[0], ["X1"]) == Clash("X1", "opening")


def test_desk_work_comes_after_the_way_home_whatever_the_order():
    problem = month([workday(2)], [customer("X"), call("C")])
    route = timed(problem, 2, "C1", "X1")
    assert route.visit_ids == ("X1", "C1")
    assert (route.home, finish_of(route)) == (NINE + 50, NINE + 80)


def test_a_day_of_desk_work_is_home_when_it_begins():
    problem = month([workday(2)], [call("C")])
    route = timed(problem, 2, "C1")
    assert (route.leave, route.home, finish_of(route)) == (NINE, NINE, NINE + 30)
    assert travel_of(problem, route).minutes == 0.0


def test_a_day_may_end_elsewhere():
    # From home to X at 10, then to Z's place at 30: 10 + 20.
    problem = month([workday(2, end="customer:Z")], [customer("X"), customer("Z")], {"Z": 30})
    assert travel_of(problem, timed(problem, 2, "X1")).minutes == 30.0


def test_a_finer_clock_rounds_each_leg_up_to_its_tick():
    # 10.04 minutes are 101 tenths: there 101, visit 300, back 101.
    problem = month([workday(2)], [customer("X")], {"X": 10.04}, ticks_per_minute=10)
    route = timed(problem, 2, "X1")
    assert (route.leave, route.home - route.leave) == (10 * NINE, 502)


@pytest.mark.parametrize(
    ("pause", "minutes"),
    [(None, 480), (LUNCH, 450), (Span(0, NINE), 480), (Span(500, 550), 470), (Span(0, 2000), 0)],
)
def test_the_minutes_of_a_workday_leave_out_the_part_of_the_break_that_lies_in_it(pause, minutes):
    assert workday(2, break_span=pause).minutes == minutes
    assert isinstance(workday(2), Workday)
