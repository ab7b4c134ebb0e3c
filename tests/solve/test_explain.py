"""Every visit left out says why, day by day."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from models.problem import MonthProblem, Pin
from models.reps import Span
from models.result import Outcome
from models.schedule import ReasonCode, Unplanned
from tests.solve.tiny import (
    ELEVEN,
    NINE,
    TEN,
    customer,
    month,
    need,
    on,
    opening,
    plan,
    workday,
)

DAY = workday(2)


def missing(problem: MonthProblem) -> Unplanned:
    """The one visit that a plan leaves out."""
    result = plan(problem)
    assert len(result.schedule.unplanned) == 1
    assert result.outcome in {Outcome.PARTIAL, Outcome.EMPTY}
    return result.schedule.unplanned[0]


def reasons(problem: MonthProblem) -> list[tuple[ReasonCode, str]]:
    return [(reason.code, reason.text) for reason in missing(problem).reasons]


def pinned(**changes):
    return customer("X", pins=(replace(Pin("X1", on(2)), **changes),))


def test_no_workday_names_rep_and_window():
    visit = replace(customer("X"), visits=(need("X1", earliest=on(3), latest=on(4)),))
    assert reasons(month([DAY, workday(5)], [visit])) == [
        (ReasonCode.NO_WORKDAY, "A has no working day from 3 Mar to 4 Mar")
    ]


def test_a_rep_without_workdays_is_no_mistake():
    problem = month([DAY], [customer("Y"), customer("X", rep_ids=("B",))])
    assert missing(problem).visit_id == "X1"
    assert [code for code, _ in reasons(problem)] == [ReasonCode.NO_WORKDAY]


def test_closed_means_not_open_long_enough():
    problem = month([DAY, workday(3)], [customer("X", opening=opening((TEN, TEN + 29), days=[3]))])
    assert reasons(problem) == [
        (ReasonCode.CLOSED, f"{day} Mar: not open long enough in working hours") for day in (2, 3)
    ]


def test_a_forbidden_date_is_named():
    problem = month([DAY], [customer("X", forbidden=frozenset({on(2)}))])
    assert reasons(problem) == [(ReasonCode.FORBIDDEN_DATE, "2 Mar: not allowed on this date")]


def test_a_day_in_no_pattern_is_forbidden():
    problem = month([DAY], [customer("X", patterns=(frozenset({on(3)}),))])
    assert reasons(problem) == [(ReasonCode.FORBIDDEN_DATE, "2 Mar: in none of its patterns")]


def test_a_cap_that_is_reached_is_counted():
    problem = month([workday(2, cap=1)], [customer("X"), customer("Y")])
    assert reasons(problem) == [(ReasonCode.CAP_REACHED, "2 Mar: 1 of 1 meetings taken")]


def test_a_cap_of_zero_is_a_cap_and_not_a_forbidden_date():
    problem = month([workday(2, cap=0)], [customer("X")])
    assert reasons(problem) == [(ReasonCode.CAP_REACHED, "2 Mar: the day takes no meetings")]


def test_a_full_day_has_no_room_beside_its_other_stops():
    # 80 minutes hold the way and two visits, not three.
    day = workday(2, end_min=NINE + 80)
    problem = month([day], [customer("X"), customer("Y"), customer("Z")])
    text = "2 Mar: no room left beside the day's other stops"
    assert reasons(problem) == [(ReasonCode.DAY_FULL, text)]


def test_a_load_that_no_day_carries_is_told_as_such():
    problem = month([workday(2, capacity=1.0)], [customer("X", load=2.0)])
    text = "2 Mar: the visit alone is more than the day's limit of load or duration"
    assert reasons(problem) == [(ReasonCode.DAY_FULL, text)]


def test_too_far_is_a_way_that_does_not_fit_into_the_day():
    text = "2 Mar: there and back does not fit into opening and working hours"
    far = month([DAY], [customer("X")], {"X": 226})  # 226 + 30 + 226 of 480 minutes
    assert reasons(far) == [(ReasonCode.TOO_FAR, text)]
    assert plan(month([DAY], [customer("X")], {"X": 225})).outcome is Outcome.COMPLETE
    closing = customer("X", opening=opening((NINE, TEN)))  # reached at 09:31, closed at 10:00
    assert reasons(month([DAY], [closing], {"X": 31})) == [(ReasonCode.TOO_FAR, text)]


def test_spacing_names_the_other_visit():
    problem = month([DAY, workday(3)], [customer("X", 2, min_gap_days=2)])
    found = dict.fromkeys(reasons(problem))
    assert {code for code, _ in found} == {ReasonCode.SPACING}
    assert all("too close to or too far from the visit on" in text for _, text in found)


def test_visits_that_match_no_pattern_together_are_told_apart():
    # The 2nd and the 3rd are in different patterns: either visit fits, not both.
    patterns = (frozenset({on(2), on(5)}), frozenset({on(3), on(5)}))
    visits = (need("X1", latest=on(2)), need("X2", earliest=on(3)))
    req = replace(customer("X", patterns=patterns), visits=visits)
    problem = month([DAY, workday(3)], [req])
    day = 2 if missing(problem).visit_id == "X1" else 3
    text = f"{day} Mar: no pattern holds this day and the others"
    assert reasons(problem) == [(ReasonCode.SPACING, text)]


def test_a_pin_on_another_day_is_named_with_its_rep():
    problem = month([DAY, workday(2, "B", cap=0)], [pinned(date=on(3), rep_id="B")])
    assert reasons(problem) == [(ReasonCode.PIN, "2 Mar: pinned to 3 Mar with B")]


@pytest.mark.parametrize(
    "time",
    [
        NINE + 9,  # 10 minutes away
        NINE - 60,  # before work
        1000,  # home at 17:20
        ELEVEN - 10,  # in the break
    ],
)
def test_a_pinned_time_that_cannot_be_kept_is_the_pins_fault(time):
    day = workday(2, break_span=Span(ELEVEN, ELEVEN + 30))
    text = "2 Mar: the time it is pinned to cannot be kept"
    assert reasons(month([day], [pinned(time_min=time)])) == [(ReasonCode.PIN, text)]


def test_another_rep_who_has_the_customer_is_named():
    # Only A works on the 2nd, only B on the 4th: whoever makes a visit has the customer's month.
    visits = (need("X1", latest=on(2)), need("X2", earliest=on(4)))
    req = replace(customer("X", rep_ids=("A", "B")), visits=visits)
    problem = month([DAY, workday(4, "B")], [req])
    text = {
        "X1": "2 Mar: this customer's month belongs to B",
        "X2": "4 Mar: this customer's month belongs to A",
    }[missing(problem).visit_id]
    assert reasons(problem) == [(ReasonCode.OTHER_REP, text)]


def test_a_long_day_whose_orders_were_not_all_tried_says_so():
    # 10 customers at home's door: 300 minutes; an eleventh does not fit into 320.
    visits = [customer(f"C{k:02d}") for k in range(11)]
    at = dict.fromkeys((req.customer_id for req in visits), 0.0)
    problem = month([workday(2, end_min=NINE + 320, cap=20)], visits, at)
    assert reasons(problem) == [
        (
            ReasonCode.SEARCH_LIMIT,
            "2 Mar: no place found between its 10 stops; not every order was tried",
        )
    ]


def test_days_that_are_history_are_no_reason():
    # The 2nd is history and ends at 10:00; the 3rd takes no meetings.
    days = [workday(2, end_min=TEN), workday(3, cap=0)]
    problem = month(days, [customer("Y"), customer("X")], {"X": 100})
    problem = replace(problem, published={"Y1": ("A", on(2))}, history_before=on(3))
    assert reasons(problem) == [(ReasonCode.CAP_REACHED, "3 Mar: the day takes no meetings")]


def test_a_visit_whose_last_day_is_history_says_so():
    late = replace(customer("X"), visits=(need("X1", latest=on(2)),))
    problem = month([DAY, workday(3)], [customer("Y"), late])
    problem = replace(problem, published={"Y1": ("A", on(2))}, history_before=on(3))
    text = "2 Mar was the last day for it, and days before 3 Mar are history"
    assert reasons(problem) == [(ReasonCode.NO_WORKDAY, text)]


def test_the_codes_given_are_all_but_those_that_no_search_gives():
    # One is given to customers without a place, before anything is planned, one to visits that
    # were taken out by hand, after it.
    told = set(re.findall(r"ReasonCode\.(\w+)", Path(__file__).read_text(encoding="utf-8")))
    others = {"NOT_PLACED", "TAKEN_OUT"}
    assert told & set(ReasonCode.__members__) == set(ReasonCode.__members__) - others
