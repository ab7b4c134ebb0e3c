"""What would bring a visit in: the cheapest change first, with its size, and for whom together."""

from dataclasses import replace

import pytest

from models.problem import MonthProblem, Pin
from models.schedule import Unplanned
from scheduler.solve.offer import Ask, Offer
from scheduler.solve.offers import offers_of
from tests.solve.tiny import NINE, call, customer, month, need, on, opening, plan, workday

DAY = workday(2)


def offers(problem: MonthProblem) -> list[tuple[str, ...]]:
    """The offers for each visit that a plan leaves out."""
    missing: tuple[Unplanned, ...] = plan(problem).schedule.unplanned
    assert missing
    return [item.what_would_help for item in missing]


def test_one_more_meeting_helps():
    problem = month([workday(2, cap=1)], [customer("X"), customer("Y")])
    assert offers(problem) == [("2 Mar, A: 2 meetings instead of 1",)]


def test_the_least_overtime_helps():
    # 10 + 30 + 10 minutes in a day of 45.
    problem = month([workday(2, end_min=NINE + 45)], [customer("X")])
    assert offers(problem) == [("2 Mar, A: 5 min of overtime (20 min more driving)",)]


def test_another_order_of_the_day_saves_overtime():
    # X opens at 11:00. Y before it keeps the day to 100 + 60 + 20 + 30 + 10; behind it, 30 + 10 more.
    late = customer("X", opening=opening((NINE + 120, NINE + 300)))
    day = workday(2, end_min=NINE + 150)
    (found,) = offers(month([day], [late, customer("Y")], {"X": 10, "Y": 10}))
    assert found[0] == "2 Mar, A: 10 min of overtime"


def test_overtime_and_a_meeting_go_together():
    day = workday(2, end_min=NINE + 60, cap=1)
    problem = month([day], [customer("X"), customer("Y")])
    assert offers(problem) == [("2 Mar, A: 20 min of overtime and 2 meetings instead of 1",)]


def test_more_overtime_than_three_hours_helps_nobody():
    far = {"X": 200.0}
    assert offers(month([workday(2, end_min=NINE + 250)], [customer("X")], far)) == [
        ("2 Mar, A: 3 h 00 of overtime (6 h 40 more driving)",)
    ]
    assert offers(month([workday(2, end_min=NINE + 249)], [customer("X")], far)) == [()]


def test_another_day_is_told_with_its_distance_to_the_window():
    visit = replace(customer("X"), visits=(need("X1", earliest=on(3), latest=on(4)),))
    problem = month([DAY, workday(9)], [visit])
    assert offers(problem) == [
        ("2 Mar, A: 1 day before its first possible day (20 min more driving)",)
    ]


def test_a_far_town_is_offered_as_one_day_for_all_who_live_there():
    # 4 h there and 4 h back fill the day; each of the three visits at one place adds 30 minutes.
    names = ("X", "Y", "Z")
    problem = month(
        [workday(2), workday(3)],
        [replace(customer(n), visits=(need(f"{n}1"),)) for n in names],
        dict.fromkeys(names, 240.0),
    )
    text = "1 h 30 of overtime, for Customer X, Customer Y and Customer Z together"
    assert offers(problem) == [(f"2 Mar, A: {text} (8 h 00 more driving)",)] * 3


def test_those_for_whom_a_day_is_too_short_together_get_different_days():
    names = ("X", "Y", "Z")
    problem = month(
        [workday(2), workday(3)],
        [customer(n, minutes=80) for n in names],
        dict.fromkeys(names, 240.0),
    )
    found = {text for texts in offers(problem) for text in texts}
    assert found == {
        "2 Mar, A: 2 h 40 of overtime, for Customer X and Customer Y together (8 h 00 more driving)",
        "3 Mar, A: 1 h 20 of overtime (8 h 00 more driving)",
    }


def test_an_appointment_may_be_moved():
    pin = Pin("X1", on(3), "A", NINE + 60)
    problem = month([DAY], [customer("X", pins=(pin,))])
    text = "instead of the appointment on 3 Mar at 10:00 with A"
    assert offers(problem) == [(f"2 Mar, A: {text} (20 min more driving)",)]


def test_a_customer_who_is_closed_may_agree_to_an_appointment():
    problem = month([DAY], [customer("X", opening={})])
    text = "an appointment at 09:10, outside the opening hours"
    assert offers(problem) == [(f"2 Mar, A: {text} (20 min more driving)",)]


def test_visits_may_lie_closer_together():
    problem = month([DAY, workday(3)], [customer("X", 2, min_gap_days=7)])
    ((found,),) = offers(problem)
    assert found.endswith("Mar instead of at least 7 (20 min more driving)")
    assert ": 1 day from the visit on " in found


def test_two_visits_of_a_customer_are_offered_days_that_keep_its_spacing():
    # Overtime on the 3rd is cheapest, and leaves no day for the other visit: the 5th is too near to it.
    days = [workday(2, cap=0), workday(3, end_min=NINE + 45), workday(5, cap=0)]
    problem = month(days, [customer("X", 2, min_gap_days=3)])
    found = offers_of(problem, plan(problem).schedule)
    told = {visit: [(o.date.day, o.instead) for o in own] for visit, own in found.items()}
    assert told == {"X1": [(3, False), (2, False)], "X2": [(3, True)]}


def test_another_rep_may_take_the_visit():
    problem = month([workday(2, cap=0), workday(3, "B")], [customer("X")])
    assert "3 Mar, B: in place of A (20 min more driving)" in offers(problem)[0]


def test_the_cheapest_comes_first():
    # Another meeting must be agreed on (20); another day costs 20 minutes and 2 days off (1).
    first, last = need("X1", latest=on(2)), need("Y1", latest=on(2))
    visits = [replace(customer("X"), visits=(first,)), replace(customer("Y"), visits=(last,))]
    problem = month([workday(2, cap=1), workday(4)], visits)
    made = plan(problem).schedule
    found = offers_of(problem, made)[made.unplanned[0].visit_id]
    assert [offer.date.day for offer in found] == [2, 4]
    assert [offer.cost_min for offer in found] == sorted(offer.cost_min for offer in found)
    assert found[0].meetings == 1
    assert found[1].days_off(problem, found[1].visit_ids[0]) == 2


def test_desk_work_is_helped_by_overtime():
    problem = month([workday(2, end_min=NINE + 20)], [call("C")])
    assert offers(problem) == [("2 Mar, A: 10 min of overtime",)]


@pytest.mark.parametrize("change", [{"forbidden": frozenset({on(2)})}, {"load": 2.0}])
def test_nothing_is_offered_where_nothing_would_help(change):
    assert offers(month([workday(2, capacity=1.0)], [customer("X", **change)])) == [()]


def test_what_the_judge_refuses_does_not_work():
    problem = month([workday(2, cap=1)], [customer("X"), customer("Y")])
    made = plan(problem).schedule
    (missing,) = (item.visit_id for item in made.unplanned)
    both = Offer(
        rep_id="A",
        date=on(2),
        order=("X1", "Y1"),
        visit_ids=(missing,),
        meetings=1,
        ask=Ask.NOTHING,
    )
    assert both.works(problem, made)
    assert not replace(both, meetings=0).works(problem, made)
    assert not replace(both, order=(missing,)).works(problem, made)
