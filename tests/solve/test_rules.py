"""Each hard rule forces the plan's hand: everything fits, then one change leaves a visit out.

The search and the exact constraint model must find the same number of visits that cannot be planned.
"""

from dataclasses import replace

from ortools.sat.python import cp_model

from models.judge import judge
from models.problem import MonthProblem, Pin
from models.reps import Span
from scheduler.solve.board import Board
from scheduler.solve.formulation import Formulation
from tests.solve.tiny import (
    ELEVEN,
    FIVE,
    NINE,
    TEN,
    call,
    customer,
    month,
    need,
    on,
    opening,
    plan,
    workday,
)


def least_unplanned(problem: MonthProblem) -> int:
    """The fewest visits left out, by the exact constraint model."""
    formulation = Formulation(Board(problem), exact=True)
    visits = range(len(formulation.visits.board.visits))
    formulation.model.minimize(sum(1 - formulation.visits.planned(v) for v in visits))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(formulation.model) == cp_model.OPTIMAL
    return round(solver.objective_value)


def left_out(problem: MonthProblem) -> int:
    """How many visits a plan leaves out, by search and model alike."""
    result = plan(problem)
    assert judge(problem, result.schedule).sound
    count = len(result.schedule.unplanned)
    assert count == least_unplanned(problem)
    return count


def test_accounting_lists_what_is_not_planned():
    problem = month([workday(2, cap=1)], [customer("X"), customer("Y")])
    listed = plan(problem).schedule
    assert len(list(listed.placed())) + len(listed.unplanned) == 2


def test_workdays_alone_are_planned():
    only_the_third = [replace(customer("X"), visits=(need("X1", earliest=on(3), latest=on(3)),))]
    assert left_out(month([workday(2), workday(3)], only_the_third)) == 0
    assert left_out(month([workday(2), workday(4)], only_the_third)) == 1


def test_windows_of_dates_are_kept():
    def problem(first, last):
        visits = (need("X1", earliest=on(first), latest=on(last)),)
        return month([workday(2), workday(5)], [replace(customer("X"), visits=visits)])

    assert left_out(problem(3, 5)) == 0
    assert left_out(problem(3, 4)) == 1


def test_windows_leave_forbidden_dates_free():
    def problem(*dates):
        return month([workday(2), workday(3)], [customer("X", forbidden=frozenset(dates))])

    assert left_out(problem(on(2))) == 0
    assert left_out(problem(on(2), on(3))) == 1


def test_spacing_keeps_visits_apart_and_together():
    def problem(least, greatest):
        visits = customer("X", 2, min_gap_days=least, max_gap_days=greatest)
        return month([workday(2), workday(5)], [visits])

    assert left_out(problem(3, 3)) == 0
    assert left_out(problem(4, None)) == 1
    assert left_out(problem(1, 2)) == 1


def test_once_a_day_keeps_a_call_from_the_day_of_the_visit():
    both = [customer("X"), replace(call("C"), customer_id="X")]
    assert left_out(month([workday(2), workday(3)], both)) == 0
    assert left_out(month([workday(2)], both)) == 1


def test_once_a_day_holds_between_reps_who_share_no_requirement():
    # The visit is A's, the call B's: they are planned together all the same.
    both = [customer("X"), replace(call("C", rep_ids=("B",)), customer_id="X")]

    def problem(day):
        return month([workday(2), workday(day, "B")], both, one_rep_per_customer=False)

    assert left_out(problem(3)) == 0
    assert left_out(problem(2)) == 1


def test_allowed_reps_alone_serve_a_customer():
    days = [workday(2, cap=0), workday(2, "B")]
    assert left_out(month(days, [customer("X", rep_ids=("A", "B"))])) == 0
    assert left_out(month(days, [customer("X", rep_ids=("A",))])) == 1


def test_one_rep_makes_all_visits_or_none():
    visits = [customer("X", 2, rep_ids=("A", "B"))]
    problem = month([workday(2), workday(3, "B")], visits, one_rep_per_customer=False)
    assert left_out(problem) == 0
    assert left_out(replace(problem, one_rep_per_customer=True)) == 1


def test_caps_limit_meetings_and_not_calls():
    visits = [customer("X"), customer("Y"), call("C")]
    assert left_out(month([workday(2, cap=2)], visits)) == 0
    assert left_out(month([workday(2, cap=1)], visits)) == 1
    assert left_out(month([workday(2, cap=0)], visits)) == 2


def test_hours_end_the_day():
    # 10 + 30 + 10 minutes.
    assert left_out(month([workday(2, end_min=NINE + 50)], [customer("X")])) == 0
    short = month([workday(2, end_min=NINE + 49)], [customer("X")])
    assert left_out(short) == 1
    assert left_out(replace(short, max_overtime_min=1)) == 0


def test_hours_leave_out_the_break():
    def problem(end):
        day = workday(2, end_min=end, break_span=Span(NINE + 20, NINE + 50))
        return month([day], [customer("X")])

    # 10 there, the break from 09:20 forbids half an hour before it: 09:50-10:20, home 10:30.
    assert left_out(problem(TEN + 30)) == 0
    assert left_out(problem(TEN + 29)) == 1


def test_opening_holds_a_whole_visit():
    def problem(*spans):
        return month([workday(2)], [customer("X", opening=opening(*spans, days=[2]))])

    assert left_out(problem((NINE, TEN - 20), (ELEVEN, ELEVEN + 30))) == 0
    assert left_out(problem((NINE, TEN - 21), (ELEVEN, ELEVEN + 29))) == 1


def test_pins_hold_day_rep_and_time():
    def problem(**pin):
        given = replace(Pin("X1", on(2), "A", TEN), **pin)
        days = [workday(2), workday(3, cap=0), workday(2, "B", cap=0)]
        return month(days, [customer("X", pins=(given,), rep_ids=("A", "B"))])

    assert left_out(problem()) == 0
    assert left_out(problem(date=on(3))) == 1
    assert left_out(problem(rep_id="B")) == 1
    assert left_out(problem(time_min=FIVE - 40)) == 0
    assert left_out(problem(time_min=FIVE - 39)) == 1


def test_history_is_kept_whatever_it_costs():
    # Two visits of X lie at least 5 days apart. The first is history: the second, though it weighs
    # a hundred times as much, has no day left.
    def problem(history_before):
        visits = (need("X1", latest=on(2)), need("X2", earliest=on(3), priority=100.0))
        x = replace(customer("X"), visits=visits, min_gap_days=5)
        published = {"X1": ("A", on(2))}
        return month(
            [workday(2), workday(4)], [x], published=published, history_before=history_before
        )

    def planned(history_before):
        return {visit for visit, _ in plan(problem(history_before)).schedule.placed()}

    assert left_out(problem(on(3))) == left_out(problem(None)) == 1
    assert planned(on(3)) == {"X1"}
    assert planned(None) == {"X2"}


def test_history_takes_no_other_visit():
    days, visits = [workday(2), workday(4, cap=0)], [customer("X"), customer("Y")]
    published = {"X1": ("A", on(2))}
    assert left_out(month(days, visits, published=published)) == 0
    assert left_out(month(days, visits, published=published, history_before=on(3))) == 1


def test_loads_fill_the_capacity():
    visits = [customer("X", load=2.0), customer("Y", load=3.0)]
    assert left_out(month([workday(2, capacity=5.0)], visits)) == 0
    assert left_out(month([workday(2, capacity=4.5)], visits)) == 1


def test_durations_limit_driving_and_service():
    # There and back 20 minutes, two visits of 30 at one place.
    visits = [customer("X"), customer("Y")]
    assert left_out(month([workday(2, max_duration_min=80.0)], visits)) == 0
    assert left_out(month([workday(2, max_duration_min=79.5)], visits)) == 1


def test_patterns_bind_the_days_of_a_customer():
    def problem(*patterns):
        days = [workday(k) for k in (2, 3, 4)]
        sets = tuple(frozenset(on(day) for day in pattern) for pattern in patterns)
        return month(days, [customer("X", 2, patterns=sets)])

    assert left_out(problem({2, 4}, {5, 6})) == 0
    assert left_out(problem({2, 5}, {3, 6})) == 1
    assert left_out(problem()) == 2


def test_patterns_and_spacing_hold_together():
    days = [workday(k) for k in (2, 3, 4)]
    pattern = (frozenset({on(2), on(3), on(4)}),)
    visits = customer("X", 2, patterns=pattern, min_gap_days=2)
    assert left_out(month(days, [visits])) == 0
    assert left_out(month(days, [replace(visits, min_gap_days=3)])) == 1
