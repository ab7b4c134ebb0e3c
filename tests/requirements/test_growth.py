"""P12: how many extra meetings a growth goal takes."""

import datetime as dt
from dataclasses import replace

import pytest

from models.customers import Channel, Scores
from models.policy import GrowthPolicy, Policy, PriorityPolicy
from models.reps import DateRange
from scheduler.requirements import RequirementSet, growth_meetings
from scheduler.requirements.growth import days_between, least_gap
from scheduler.requirements.response import Effect, effect_of
from tests.requirements.cases import DECEMBER, built, customer, day, standing

POLICY = GrowthPolicy()
EIGHTY = Effect(80_000.0, 30, first_gain=0.05, decay=0.6)
SPAN = DateRange(DECEMBER.first, DECEMBER.last)


def test_each_further_meeting_gains_less():
    # 5 % of 80,000 = 4,000, then 60 % of it, then 60 % of that
    gains = [EIGHTY.extra(count) for count in range(4)]
    assert gains == pytest.approx([0.0, 4000.0, 6400.0, 7840.0])


@pytest.mark.parametrize(
    ("goal", "count"), [(1.0, 1), (4000.0, 1), (4001.0, 2), (6400.0, 2), (7840.0, 3)]
)
def test_the_fewest_meetings_that_cover_the_goal_are_taken(goal, count):
    found = growth_meetings(goal, EIGHTY, 1, POLICY)
    assert found.count == count
    assert found.missing == 0.0


def test_no_more_than_four_meetings_in_all_and_the_rest_is_reported():
    found = growth_meetings(10_000.0, EIGHTY, 1, POLICY)
    assert found.count == 3
    assert found.missing == pytest.approx(2160.0)  # 10,000 - 7,840
    assert found.text == (
        "growth goal 10,000 → +3 meetings; 2,160 of it out of reach (at most 4 meetings a month)"
    )
    full = growth_meetings(4000.0, EIGHTY, 4, POLICY)
    assert (full.count, full.missing) == (0, 4000.0)


@pytest.mark.parametrize("goal", [None, 0.0, -500.0])
def test_no_goal_and_an_expected_decline_take_no_meeting(goal):
    found = growth_meetings(goal, EIGHTY, 1, POLICY)
    assert (found.count, found.text) == (0, "")


def test_an_unknown_value_cannot_be_estimated_and_is_said():
    found = growth_meetings(4000.0, None, 1, POLICY)
    assert (found.count, found.gain) == (0, None)
    assert "the value is unknown" in found.text


@pytest.mark.parametrize("value", [0.0, -100.0])
def test_a_value_that_is_not_positive_gains_nothing(value):
    effect = effect_of(customer(), standing(value=value), Policy())
    found = growth_meetings(4000.0, effect, 1, POLICY)
    assert (found.count, found.missing) == (0, 4000.0)


def test_extras_lie_in_the_middle_of_the_gaps():
    around = (day(3) - dt.timedelta(days=30), day(3) + dt.timedelta(days=30))
    # from 3 December to 2 January: 18; with two: 13 and 23; with three: every 7.5 days
    assert days_between([day(3)], 1, around, SPAN) == [day(18)]
    assert days_between([day(3)], 2, around, SPAN) == [day(13), day(23)]
    assert days_between([day(3)], 3, around, SPAN) == [day(11), day(18), day(26)]


def test_a_gap_that_leaves_the_month_is_divided_inside_it():
    around = (dt.date(2026, 11, 28), dt.date(2027, 1, 27))
    # due on the 28th: the gap before it reaches from 28 November, its middle is 13 December
    assert days_between([day(28)], 1, around, SPAN) == [day(13)]
    # due on the 2nd and far neighbours: from the 2nd to the month's end, 1 January, 17 December
    far = (dt.date(2026, 9, 1), dt.date(2027, 3, 1))
    assert days_between([day(2)], 1, far, SPAN) == [day(17)]


def test_without_a_due_the_first_extra_lies_in_mid_month():
    around = (dt.date(2026, 11, 20), dt.date(2027, 2, 18))
    assert days_between([], 1, around, SPAN) == [day(16)]
    # 31 days in two parts, their middles: days 8 and 24
    assert days_between([], 2, around, SPAN) == [day(8), day(24)]


def test_the_least_gap_is_four_fifths_of_the_ideal_distance():
    assert least_gap(24, 2, 31) == 12  # 31 / 2 = 15.5, * 0.8 = 12.4
    assert least_gap(24, 4, 31) == 6  # 7.75 * 0.8 = 6.2
    assert least_gap(8, 2, 31) == 8
    assert least_gap(1, 4, 31) == 1


def grown(goal: float | None = 4000.0, segment: str = "A", **fields) -> RequirementSet:
    channel = fields.pop("channel", Channel.VISIT)
    interval = fields.pop("interval", 30)
    who = customer(growth_goal=goal, **fields)
    return built((who, standing(segment, value=80_000.0, channel=channel, interval_days=interval)))


def test_the_sentence_is_that_of_the_domain():
    found = grown(last_visit=dt.date(2026, 11, 3))
    assert found.rows[0].why == (
        "A: every 30 days; last visit 3 Nov → due 3 Dec; growth goal 4,000 → +1 meeting"
    )
    assert found.rows[0].due_dates == (day(3), day(18))


def test_growth_meetings_have_a_window_a_gap_and_a_priority_of_their_own():
    (found,) = grown(last_visit=dt.date(2026, 11, 3)).requirements
    regular, extra = found.visits
    assert (regular.earliest, regular.latest, regular.priority) == (day(1), day(9), 10.0)
    # two visits in 31 days: a part of 15 days each, so at most 7 days off its middle
    assert (extra.due, extra.earliest, extra.latest) == (day(18), day(11), day(25))
    assert extra.priority == 0.9
    assert (found.min_gap_days, found.max_gap_days) == (12, 36)


def test_a_customers_with_much_potential_come_first_for_growth():
    hopeful = customer(
        "C1", growth_goal=10.0, last_visit=dt.date(2026, 11, 3), scores=Scores(potential=4)
    )
    other = customer("C2", growth_goal=10.0, last_visit=dt.date(2026, 11, 3))
    how = standing(value=80_000.0)
    # twice as much as the other one, the most that an extra meeting weighs being 0.9
    found = built((hopeful, how), (other, how)).requirements
    assert [requirement.visits[1].priority for requirement in found] == [0.9, 0.45]
    by_category = replace(Policy(), priority=PriorityPolicy(by="category"))
    found = built((hopeful, how), (other, how), policy=by_category).requirements
    assert [requirement.visits[1].priority for requirement in found] == [2.0, 1.0]


def test_a_goal_counts_in_a_month_without_a_due():
    found = grown(segment="B", interval=90, last_visit=dt.date(2026, 11, 3))
    assert found.rows[0].due_dates == (day(16),)
    assert "+1 meeting" in found.rows[0].why


def test_extras_come_after_a_last_visit_inside_the_month():
    found = grown(segment="B", interval=90, last_visit=day(20))
    # 21 to 31 December: 11 days, the middle one is the 26th
    assert found.rows[0].due_dates == (day(26),)
    late = grown(segment="B", interval=90, last_visit=day(31))
    assert late.rows[0].visits == 0
    assert "no room in the month" in late.rows[0].why


def test_a_customer_who_is_called_gets_visits_on_top():
    found = grown(segment="C", interval=90, channel=Channel.CALL, last_visit=dt.date(2026, 9, 10))
    assert [(row.channel, row.visits) for row in found.rows] == [("call", 1), ("visit", 1)]
    call, visit = found.requirements
    assert (call.place, visit.place is None) == (None, False)
    assert visit.visits[0].visit_id == "C1/2026-12/1"


def test_a_least_gap_of_the_row_limits_the_extras():
    # two extras would lie 10 days apart; at least 14 leaves room for one, 15 days after the due
    found = grown(6000.0, last_visit=dt.date(2026, 11, 3), min_gap_days=14)
    assert found.rows[0].due_dates == (day(3), day(18))
    assert "only 1 kept" in found.rows[0].why
    assert found.rows[0].min_gap_days == 14


def test_the_rows_own_number_of_visits_leaves_no_extras():
    found = grown(last_visit=dt.date(2026, 11, 3), visits=1)
    assert found.rows[0].visits == 1


def test_notes_say_where_the_meetings_go_and_what_stays_out_of_reach():
    pairs = [
        (customer("C1", growth_goal=4000.0, city="Ames"), standing(value=80_000.0)),
        (customer("C2", growth_goal=90_000.0, city="Ames"), standing(value=80_000.0)),
        (customer("C3", growth_goal=10.0), standing(value=None)),
    ]
    notes = built(*pairs).notes
    assert "growth goals take 4 extra meetings: Ames 4" in notes
    assert "growth goals that stay out of reach: 1 (C2)" in notes
    assert "growth goals that cannot be estimated, the value being unknown: 1" in notes
