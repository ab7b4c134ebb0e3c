"""Each hard rule: kept, then broken by one forced choice and by nothing else.

The months are those of `tests/solve/tiny.py`: a customer lies 10 minutes from home where nothing
else is said, a visit takes 30 minutes, a day is 09:00-17:00.
"""

from dataclasses import replace

from models.judge import judge
from models.problem import Pin, Strength
from models.reps import Span
from models.schedule import DayRoute, Schedule, Stop, Unplanned
from tests.solve.tiny import (
    ELEVEN,
    NINE,
    NOON,
    TEN,
    broken,
    call,
    customer,
    month,
    need,
    on,
    opening,
    prospect,
    timed,
    verdict,
    workday,
)


def test_accounting_wants_every_required_visit_planned_or_listed():
    problem = month([workday(2)], [customer("X"), prospect("P", 10)])
    listed = Schedule((), (Unplanned("X1", "X"),))
    assert judge(problem, listed).sound  # the prospect is nobody's duty
    assert [v.rule for v in judge(problem, Schedule(())).violations] == ["accounting"]


def test_accounting_wants_every_visit_once():
    problem = month([workday(2), workday(3)], [customer("X")])
    first, second = timed(problem, 2, "X1"), timed(problem, 3, "X1")
    assert judge(problem, Schedule((first,))).sound
    for twice in (
        Schedule((first, second)),
        Schedule((first,), (Unplanned("X1", "X"),)),
        Schedule((first,), (Unplanned("Y1", "Y"),)),
    ):
        assert {v.rule for v in judge(problem, twice).violations} == {"accounting"}


def test_workdays_allow_stops_on_working_days_only():
    problem = month([workday(2)], [customer("X")])
    route = timed(problem, 2, "X1")
    assert broken(problem, route) == set()
    assert broken(problem, replace(route, date=on(3))) == {"workdays"}


def test_workdays_allow_one_route_a_day():
    problem = month([workday(2)], [customer("X"), customer("Y")])
    assert broken(problem, timed(problem, 2, "X1", "Y1")) == set()
    assert broken(problem, timed(problem, 2, "X1"), timed(problem, 2, "Y1")) == {"workdays"}


def test_windows_hold_from_the_first_day_to_the_last():
    visit = need("X1", earliest=on(3), latest=on(4))
    days = [workday(k) for k in (2, 3, 4, 5)]
    problem = month(days, [_with(customer("X"), visit)])
    found = [broken(problem, timed(problem, k, "X1")) for k in (2, 3, 4, 5)]
    assert found == [{"windows"}, set(), set(), {"windows"}]


def test_windows_leave_out_forbidden_dates():
    problem = month([workday(2), workday(3)], [customer("X", forbidden=frozenset({on(3)}))])
    assert broken(problem, timed(problem, 2, "X1")) == set()
    assert broken(problem, timed(problem, 3, "X1")) == {"windows"}


def test_windows_hold_on_the_31st_day():
    visit = need("X1", earliest=on(31), latest=on(31))
    problem = month([workday(30), workday(31)], [_with(customer("X"), visit)])
    assert broken(problem, timed(problem, 31, "X1")) == set()
    assert broken(problem, timed(problem, 30, "X1")) == {"windows"}


def test_spacing_keeps_the_least_and_the_greatest_gap():
    # Gap of 2 to 4 days: from the 2nd to the 3rd is 1, to the 4th 2, to the 6th 4, to the 7th 5.
    days = [workday(k) for k in (2, 3, 4, 6, 7)]
    problem = month(days, [customer("X", 2, min_gap_days=2, max_gap_days=4)])
    first = timed(problem, 2, "X1")
    found = [broken(problem, first, timed(problem, k, "X2")) for k in (3, 4, 6, 7)]
    assert found == [{"spacing"}, set(), set(), {"spacing"}]


def test_spacing_wants_the_visits_in_their_order():
    problem = month([workday(2), workday(3)], [customer("X", 2)])
    assert broken(problem, timed(problem, 2, "X1"), timed(problem, 3, "X2")) == set()
    assert broken(problem, timed(problem, 2, "X2"), timed(problem, 3, "X1")) == {"spacing"}


def test_spacing_counts_a_dropped_visit_as_one_fault_and_not_as_a_gap():
    # Greatest gap 2: the 2nd, 4th and 6th keep it. Without X2 the gap of 4 days is no fault.
    days = [workday(k) for k in (2, 4, 6)]
    problem = month(days, [customer("X", 3, max_gap_days=2)])
    first, last = timed(problem, 2, "X1"), timed(problem, 6, "X3")
    assert broken(problem, first, timed(problem, 4, "X2"), last) == set()
    assert broken(problem, first, last) == set()
    assert broken(problem, first, timed(problem, 6, "X2")) == {"spacing"}


def test_once_a_day_holds_between_a_visit_and_a_call():
    problem = month([workday(2), workday(3)], [customer("X"), replace(call("C"), customer_id="X")])
    assert broken(problem, timed(problem, 2, "X1"), timed(problem, 3, "C1")) == set()
    assert broken(problem, timed(problem, 2, "X1", "C1")) == {"once_a_day"}


def test_allowed_reps_are_those_of_the_customer():
    days = [workday(2), workday(2, "B")]
    problem = month(days, [customer("X", rep_ids=("A",)), customer("Y", rep_ids=("A", "B"))])
    assert broken(problem, timed(problem, 2, "X1"), timed(problem, 2, "Y1", rep="B")) == set()
    assert broken(problem, timed(problem, 2, "Y1"), timed(problem, 2, "X1", rep="B")) == {
        "allowed_reps"
    }


def test_one_rep_makes_all_visits_of_a_customer_where_the_team_asks_for_it():
    days = [workday(2), workday(3), workday(3, "B")]
    team = month(days, [customer("X", 2, rep_ids=("A", "B"))])
    first, other = timed(team, 2, "X1"), timed(team, 3, "X2", rep="B")
    assert broken(team, first, timed(team, 3, "X2")) == set()
    assert broken(team, first, other) == {"one_rep"}
    assert broken(replace(team, one_rep_per_customer=False), first, other) == set()


def test_caps_count_meetings_and_no_desk_work():
    visits = [customer("X"), customer("Y"), customer("Z"), call("C")]
    problem = month([workday(2, cap=2)], visits)
    assert broken(problem, timed(problem, 2, "X1", "Y1", "C1")) == set()
    assert broken(problem, timed(problem, 2, "X1", "Y1", "Z1")) == {"caps"}


def test_caps_of_zero_leave_room_for_desk_work_only():
    problem = month([workday(2, cap=0)], [customer("X"), call("C")])
    assert broken(problem, timed(problem, 2, "C1")) == set()
    assert broken(problem, timed(problem, 2, "X1")) == {"caps"}


def test_hours_end_with_the_day_and_the_overtime():
    # 10 min there, 30 min, 10 min back: home at 09:50.
    problem = month([workday(2, end_min=NINE + 50)], [customer("X")])
    route = timed(problem, 2, "X1")
    assert route.home == NINE + 50
    assert broken(problem, route) == set()
    early = month([workday(2, end_min=NINE + 49)], [customer("X")])
    assert broken(early, route) == {"hours"}
    assert broken(replace(early, max_overtime_min=1), route) == set()


def test_hours_begin_with_the_day():
    problem = month([workday(2)], [customer("X")])
    route = timed(problem, 2, "X1")
    before = DayRoute("A", on(2), (Stop("X1", NINE + 9, NINE + 39),), NINE - 1, NINE + 49)
    assert broken(problem, route) == set()
    assert broken(problem, before) == {"hours"}


def test_hours_leave_time_for_every_leg():
    # X at 10, Y at 30 minutes from home: 20 minutes between them, 30 back.
    problem = month([workday(2)], [customer("X"), customer("Y")], {"Y": 30})
    x, y = Stop("X1", NINE + 10, NINE + 40), Stop("Y1", TEN, TEN + 30)
    assert broken(problem, DayRoute("A", on(2), (x, y), NINE, ELEVEN)) == set()
    hasty = Stop("Y1", TEN - 1, TEN + 29)
    assert broken(problem, DayRoute("A", on(2), (x, hasty), NINE, ELEVEN)) == {"hours"}
    assert broken(problem, DayRoute("A", on(2), (x, y), NINE + 1, ELEVEN)) == {"hours"}
    assert broken(problem, DayRoute("A", on(2), (x, y), NINE, ELEVEN - 1)) == {"hours"}


def test_hours_keep_the_break_free():
    problem = month([workday(2, break_span=Span(NOON, NOON + 30))], [customer("X")])
    before = DayRoute("A", on(2), (Stop("X1", NOON - 30, NOON),), NINE, NOON + 40)
    within = DayRoute("A", on(2), (Stop("X1", NOON - 29, NOON + 1),), NINE, NOON + 41)
    assert broken(problem, before) == set()
    assert broken(problem, within) == {"hours"}


def test_hours_let_a_drive_wait_for_the_end_of_the_break():
    # Done at 11:55, 5 minutes of the way home before the break of half an hour, 5 after it: 12:35.
    problem = month([workday(2, break_span=Span(NOON, NOON + 30))], [customer("X")])
    stop = (Stop("X1", NOON - 35, NOON - 5),)
    assert broken(problem, DayRoute("A", on(2), stop, NINE, NOON + 35)) == set()
    assert broken(problem, DayRoute("A", on(2), stop, NINE, NOON + 34)) == {"hours"}


def test_hours_want_a_visit_of_its_full_length():
    problem = month([workday(2)], [customer("X")])
    kept, short = Stop("X1", TEN, TEN + 30), Stop("X1", TEN, TEN + 29)
    assert broken(problem, DayRoute("A", on(2), (kept,), NINE, ELEVEN)) == set()
    assert broken(problem, DayRoute("A", on(2), (short,), NINE, ELEVEN)) == {"hours"}


def test_hours_put_desk_work_behind_the_way_home():
    problem = month([workday(2)], [customer("X"), call("C")])
    visit = Stop("X1", NINE + 10, NINE + 40)
    after, meanwhile = Stop("C1", NINE + 50, NINE + 80), Stop("C1", NINE + 49, NINE + 79)
    assert broken(problem, DayRoute("A", on(2), (visit, after), NINE, NINE + 50)) == set()
    assert broken(problem, DayRoute("A", on(2), (visit, meanwhile), NINE, NINE + 50)) == {"hours"}


def test_hours_do_not_let_desk_work_begin_before_the_day():
    problem = month([workday(2)], [call("C")])
    early = DayRoute("A", on(2), (Stop("C1", NINE - 30, NINE),), NINE, NINE - 30)
    assert broken(problem, timed(problem, 2, "C1")) == set()
    assert broken(problem, early) == {"hours"}


def test_opening_holds_the_whole_visit_in_one_interval():
    hours = opening((NINE, TEN), (TEN + 1, NOON))
    problem = month([workday(2)], [customer("X", opening=hours)])
    kept = DayRoute("A", on(2), (Stop("X1", TEN - 30, TEN),), NINE, ELEVEN)
    across = DayRoute("A", on(2), (Stop("X1", TEN - 15, TEN + 15),), NINE, ELEVEN)
    assert broken(problem, kept) == set()
    assert broken(problem, across) == {"opening"}


def test_opening_is_closed_on_a_date_that_is_missing():
    days = [workday(2), workday(3)]
    problem = month(days, [customer("X", opening=opening((NINE, NOON), days=[2]))])
    kept = timed(problem, 2, "X1")
    assert broken(problem, kept) == set()
    assert broken(problem, replace(kept, date=on(3))) == {"opening"}


def test_pins_hold_day_rep_and_time():
    days = [workday(2), workday(3), workday(2, "B")]
    pin = Pin("X1", on(2), "A", TEN)
    problem = month(days, [customer("X", rep_ids=("A", "B"), pins=(pin,))])
    kept = DayRoute("A", on(2), (Stop("X1", TEN, TEN + 30),), NINE, ELEVEN)
    late = replace(kept, stops=(Stop("X1", TEN + 1, TEN + 31),))
    assert broken(problem, kept) == set()
    for other in (replace(kept, date=on(3)), replace(kept, rep_id="B"), late):
        assert broken(problem, other) == {"pins"}


def test_pins_of_a_week_leave_the_day_open():
    # The week of Monday the 2nd runs to Sunday the 8th; begun on Sundays it runs from the 1st to the 7th.
    days = [workday(k) for k in (1, 2, 8, 9)]
    pin = Pin("X1", on(4), strength=Strength.WEEK)
    monday = month(days, [customer("X", pins=(pin,))])
    sunday = replace(monday, week_start=6)
    assert [broken(monday, timed(monday, k, "X1")) for k in (1, 2, 8, 9)] == [
        {"pins"},
        set(),
        set(),
        {"pins"},
    ]
    assert [broken(sunday, timed(sunday, k, "X1")) for k in (1, 2, 8, 9)] == [
        set(),
        set(),
        {"pins"},
        {"pins"},
    ]


def test_loads_stay_within_the_capacity():
    # 0.1 + 0.2 is a little more than 0.3 in binary and is not meant to be.
    visits = [customer("X", load=0.1), customer("Y", load=0.2), customer("Z", load=0.1)]
    problem = month([workday(2, capacity=0.3)], visits)
    assert broken(problem, timed(problem, 2, "X1", "Y1")) == set()
    assert broken(problem, timed(problem, 2, "X1", "Y1", "Z1")) == {"loads"}


def test_durations_count_driving_and_service_but_no_waiting():
    # 20 minutes of driving and 30 of service, though the rep waits until 11:00.
    visits = [customer("X", opening=opening((ELEVEN, NOON)))]
    kept = month([workday(2, max_duration_min=50.0)], visits)
    short = month([workday(2, max_duration_min=49.0)], visits)
    assert broken(kept, timed(kept, 2, "X1")) == set()
    assert broken(short, timed(short, 2, "X1")) == {"durations"}


def test_patterns_hold_the_days_of_all_visits():
    patterns = (frozenset({on(2), on(4)}), frozenset({on(3), on(5)}))
    days = [workday(k) for k in (2, 3, 4, 5)]
    problem = month(days, [customer("X", 2, patterns=patterns)])
    first = timed(problem, 2, "X1")
    assert broken(problem, first, timed(problem, 4, "X2")) == set()
    assert broken(problem, first, timed(problem, 5, "X2")) == {"patterns"}
    assert broken(problem, first) == set()  # what is left of a pattern keeps it


def test_a_sound_schedule_is_priced_and_a_violation_says_where():
    problem = month([workday(2, cap=0)], [customer("X")])
    found = verdict(problem, timed(problem, 2, "X1"))
    assert str(found.violations[0]) == "caps: A has 1 meetings on 2026-03-02, the cap is 0"
    assert (found.violations[0].rep_id, found.violations[0].date) == ("A", on(2))
    assert found.score is not None


def _with(requirement, *visits):
    return replace(requirement, visits=visits)
