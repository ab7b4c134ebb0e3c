"""P13: a year's minutes of customers and prospects, by group and operation."""

from dataclasses import replace

import pytest

from models.customers import Channel
from models.policy import Policy
from models.policy_market import StaffingPolicy
from models.staffing import Operation
from scheduler.staffing import Care, CustomerYear, driving_norm, market_of, work_lines, yearly_tasks
from scheduler.staffing.driving import DrivenDay

POLICY = Policy()
A = Care(segment="A", channel=Channel.VISIT, interval_days=30, minutes=45, visit_minutes=45)


def told(care: Care, policy: Policy = POLICY) -> dict[Operation, tuple[float, float]]:
    return {task.operation: (task.times, task.minutes) for task in yearly_tasks(care, policy)}


def test_an_a_customer_is_visited_twelve_times_and_has_a_presentation_and_a_contract():
    assert told(A) == {
        Operation.VISIT: (12, 45),
        Operation.PRESENTATION: (1, 90),
        Operation.CONTRACT: (1, 60),
    }
    assert A.group == "A visit 30"


@pytest.mark.parametrize(
    ("interval", "times"), [(7, 360 / 7), (30, 12), (60, 6), (90, 4), (180, 2)]
)
def test_contacts_are_360_over_the_interval(interval, times):
    care = replace(A, segment="C", interval_days=interval)
    assert told(care)[Operation.VISIT] == pytest.approx((times, 45))


def test_a_shop_has_an_operation_of_its_own():
    shop = replace(A, segment="C", interval_days=90, minutes=30, visit_minutes=30, shop=True)
    assert told(shop) == {Operation.SHOP_VISIT: (4, 30)}


@pytest.mark.parametrize(
    ("channel", "operation", "minutes"),
    [
        (Channel.CALL, Operation.CALL, 15),
        (Channel.EMAIL, Operation.EMAIL, 10),
        (Channel.OFFICE, Operation.OFFICE, 60),
    ],
)
def test_desk_work_has_its_own_minutes_and_no_visit(channel, operation, minutes):
    care = replace(A, segment="C", channel=channel, interval_days=90, minutes=minutes)
    assert told(care) == {operation: (4, minutes)}


def test_growth_meetings_come_every_month_also_on_top_of_calls():
    assert told(replace(A, growth=2))[Operation.VISIT] == (36, 45)
    call = replace(A, segment="C", channel=Channel.CALL, interval_days=90, minutes=15, growth=1)
    assert told(call) == {Operation.VISIT: (12, 45), Operation.CALL: (4, 15)}


def test_who_is_not_contacted_takes_nothing():
    nobody = replace(A, channel=Channel.NONE, interval_days=0)
    assert yearly_tasks(nobody, POLICY) == ()
    assert nobody.group == "A no contact"


def test_presentations_and_contracts_are_settings():
    none = StaffingPolicy(presentations=(0, 0, 0, 0), contracts=(0, 0, 0, 0.5))
    policy = replace(POLICY, staffing=none)
    assert set(told(A, policy)) == {Operation.VISIT}
    assert told(replace(A, segment="D"), policy)[Operation.CONTRACT] == (0.5, 60)


def test_the_year_by_group_and_operation():
    c = replace(A, segment="C", interval_days=90)
    years = [
        CustomerYear(customer_id="1", group="A visit 30", tasks=yearly_tasks(A, POLICY), drive_min=10),
        CustomerYear(customer_id="2", group="C visit 90", tasks=yearly_tasks(c, POLICY), drive_min=20),
        CustomerYear(customer_id="3", group="C visit 90", tasks=yearly_tasks(c, POLICY), drive_min=40),
    ]  # fmt: skip
    lines = {(line.group, line.operation): line for line in work_lines(years)}
    # 12 visits and a presentation are 13 drives of 10 minutes
    assert lines["A visit 30", Operation.DRIVING].times == 13
    assert lines["A visit 30", Operation.DRIVING].minutes == 130
    visits = lines["C visit 90", Operation.VISIT]
    assert (visits.customers, visits.times, visits.minutes) == (2, 8, 360)  # 2 × 4 × 45
    assert lines["C visit 90", Operation.DRIVING].minutes == 240  # 4 × 20 + 4 × 40
    assert ("C visit 90", Operation.CALL) not in lines


def test_a_prospect_takes_a_call_a_visit_and_half_a_presentation():
    driving = driving_norm([DrivenDay("R01", (20.0, 20.0), 40.0, 40_000.0)])  # 20 min a meeting
    market = market_of(500, 12, (0.2, 1000.0), driving, POLICY)
    # 1.5 meetings × 20 % = 0.3 contracts: 15 + 45 + 0.5 × 90 + 0.3 × 60 + 1.5 × 20 = 153
    assert market.minutes_each == pytest.approx(153)
    assert market.customers == pytest.approx(150)


def test_no_more_customers_are_won_than_there_are_prospects():
    driving = driving_norm([DrivenDay("R01", (20.0,), 20.0, 20_000.0)])
    assert market_of(10, 12, (0.9, 1.0), driving, POLICY).customers == 10
