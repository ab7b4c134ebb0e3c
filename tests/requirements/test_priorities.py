"""P16: what leaving a visit out weighs follows what it earns."""

import datetime as dt
from dataclasses import replace
from typing import Any

from models.customers import Channel, Status
from models.policy import Policy, PriorityPolicy
from models.response import Answers
from scheduler.requirements import RequirementSet
from scheduler.requirements.inputs import PinWish
from tests.requirements.cases import built, customer, day, standing

OCTOBER = dt.date(2026, 9, 10)
NOVEMBER = dt.date(2026, 11, 3)


def weights(*pairs, **fields: Any) -> dict[str, list[float]]:
    found = built(*pairs, **fields).requirements
    return {r.customer_id: [need.priority for need in r.visits] for r in found}


def due(customer_id: str, value: float | None, segment: str = "A", **fields: Any):
    return customer(customer_id, last_visit=NOVEMBER, **fields), standing(segment, value=value)


def test_the_mean_visit_that_is_due_weighs_ten():
    # 1,000 and 3,000: the mean is 2,000
    assert weights(due("C1", 1000.0), due("C2", 3000.0)) == {"C1": [5.0], "C2": [15.0]}


def test_margins_count():
    pairs = due("C1", 1000.0, margin=0.1), due("C2", 1000.0, margin=0.3)
    assert weights(*pairs) == {"C1": [5.0], "C2": [15.0]}


def test_a_visit_that_serves_three_months_weighs_three_times_as_much():
    rare = customer("C2", last_visit=OCTOBER), standing("B", value=1000.0)
    found = weights(due("C1", 1000.0), rare)
    assert found == {"C1": [5.0], "C2": [15.0]}


def test_the_first_contact_with_an_a_customer_comes_before_any_with_a_c_customer():
    # as above, but C: its visit of three months would weigh 15, the A customer's of one month 5
    rare = customer("C2", last_visit=OCTOBER), standing("C", value=1000.0)
    # now 1.1 * 15 = 16.5, to two digits
    assert weights(due("C1", 1000.0), rare) == {"C1": [16.0], "C2": [15.0]}
    # twice a month: only the first is the minimum; the second weighs what it holds
    often = (
        customer("C1", last_visit=dt.date(2026, 11, 20)),
        standing(value=1000.0, interval_days=14),
    )
    first, second = weights(often, rare)["C1"]
    assert first > weights(often, rare)["C2"][0] > second


def test_weights_have_two_digits():
    # the mean of 1,010 and 1,030 is 1,020: 9.902 and 10.098 of 10; of 1,000 and 1,250: 8.889 and 11.11
    assert weights(due("C1", 1010.0), due("C2", 1030.0)) == {"C1": [9.9], "C2": [10.0]}
    assert weights(due("C1", 1000.0), due("C2", 1250.0)) == {"C1": [8.9], "C2": [11.0]}


def test_unknown_sales_are_those_of_an_average_customer_of_the_category():
    pairs = due("C1", 1000.0), due("C2", 3000.0), due("C3", None)
    found = built(*pairs)
    assert weights(*pairs)["C3"] == [10.0]
    assert [worth.assumed for worth in found.worths] == [False, False, True]


def test_without_any_sales_the_category_decides():
    pairs = due("C1", None), (customer("C2", last_visit=OCTOBER), standing("C"))
    assert weights(*pairs) == {"C1": [8.0], "C2": [2.0]}
    assert built(*pairs).worths == ()


def test_the_category_decides_where_only_a_prospects_money_is_known():
    pinned = customer("C3", status=Status.PROSPECT, expected_value=400.0)
    pairs = due("C1", None), (customer("C2", last_visit=OCTOBER), standing("C"))
    found = weights(*pairs, (pinned, standing("D")), pins=[PinWish(customer_id="C3", date=day(8))])
    assert (found["C1"], found["C2"]) == ([8.0], [2.0])


def test_the_category_decides_where_the_policy_says_so():
    policy = replace(Policy(), priority=PriorityPolicy(by="category"))
    assert weights(due("C1", 1.0), due("C2", 9000.0, "B"), policy=policy)["C1"] == [8.0]


def test_appointments_and_the_lists_own_numbers_come_first():
    pin = PinWish(customer_id="C1", date=day(8))
    pairs = due("C1", 10.0), due("C2", 9000.0), due("C3", 10.0, visits=2)
    found = weights(*pairs, pins=[pin])
    assert found["C1"] == [200.0]
    assert found["C3"] == [200.0, 200.0]
    assert 1.0 < found["C2"][0] <= 100.0


def test_every_due_visit_comes_before_every_extra_meeting():
    poor, rich = due("C1", 1.0), due("C2", 900_000.0, growth_goal=1000.0)
    found = weights(poor, rich)
    assert found["C1"] == [1.0]
    assert found["C2"][1] == 0.9
    policy = replace(Policy(), priority=PriorityPolicy(minimum="promised"))
    # now the extra meeting competes by what it earns: the first of two visits holds 83, it gains 50
    found = weights(poor, rich, policy=policy)
    assert found["C1"][0] < found["C2"][1] < found["C2"][0]


def test_the_later_of_two_visits_of_a_month_weighs_less():
    who = customer("C1", last_visit=dt.date(2026, 11, 20)), standing(value=1000.0, interval_days=14)
    first, second = weights(who)["C1"]
    assert first > second  # 138.9 and 83.3 of 1,000
    assert (first, second) == (12.0, 7.5)  # 12.5, to two digits


def test_desk_work_weighs_what_the_contact_earns():
    call = customer("C2", last_visit=OCTOBER), standing("B", value=1000.0, channel=Channel.CALL)
    assert weights(due("C1", 1000.0), call)["C2"] == [15.0]


def worth_of(found: RequirementSet, customer_id: str):
    return next(w for w in found.worths if w.customer.customer_id == customer_id)


def test_what_a_visit_earns_is_its_margin_of_the_sales_that_it_holds():
    found = worth_of(built(due("C1", 1000.0, growth_goal=40.0)), "C1")
    # 0.25 * (83.33, then 50 and 30 of the extra meetings)
    assert [round(gain, 2) for gain in found.gains] == [20.83, 12.5]
    assert found.next_gain == 7.5
    assert (found.due, found.promised) == (1, 0)


def test_the_answers_of_the_list_decide_where_they_are_given():
    who = due("C1", 1000.0, answers=Answers(none=500, most=1500), growth_goal=150.0)
    found = built(who)
    worth = worth_of(found, "C1")
    assert [round(gain, 2) for gain in worth.gains] == [125.0, 41.67]
    assert "growth goal 150 (own response) → +1 meeting" in found.rows[0].why


def test_answers_that_contradict_todays_value_are_a_problem_of_their_row():
    (problem,) = built(due("C1", 2000.0, answers=Answers(none=500, most=1500), row=7)).problems
    assert (problem.row, problem.column, problem.value) == (7, "sales_most_visits", "1500")
    assert "less than today's value of 2,000" in problem.what


def test_a_prospects_meetings_are_chances_to_close():
    who = customer("C1", status=Status.PROSPECT, expected_value=400.0, closing_ratio=0.5, visits=2)
    worth = worth_of(built((who, standing("C"))), "C1")
    # 0.25 * 0.5 * 400, then half of it: it only counts where the first has closed nothing
    assert worth.gains == (50.0, 25.0)
    assert worth.next_gain == 12.5


def test_who_is_not_visited_has_no_next_visit():
    inactive = customer("C1"), standing("D", channel=Channel.NONE, interval_days=0, value=100.0)
    assert worth_of(built(inactive), "C1").next_gain is None
