"""Requirements of a month, from dues to sentences."""

import datetime as dt
from collections import Counter

import pytest

from models.customers import Channel, Segment, Status
from models.errors import InputError
from models.month import Month
from models.places import Place, PlacedBy, Placement
from models.policy import Policy, TimePolicy
from models.problem import Kind
from models.reps import Span
from models.schedule import ReasonCode
from scheduler.requirements.norms import minutes_of
from tests.requirements.cases import (
    DECEMBER,
    HERE,
    built,
    customer,
    day,
    standing,
    weekdays,
    workdays_on,
)

NOVEMBER_3 = dt.date(2026, 11, 3)


def test_a_due_visit_becomes_a_requirement_with_everything_known():
    opening = {day(3): (Span(540, 720),)}
    who = customer(last_visit=NOVEMBER_3, name="Acme")
    found = built((who, standing(value=1000.0)), opening={"C1": opening})
    (requirement,) = found.requirements
    assert (requirement.name, requirement.place) == ("Acme", HERE.place)
    assert (requirement.kind, requirement.channel) == (Kind.VISIT, Channel.VISIT)
    assert (requirement.rep_ids, requirement.minutes) == (("R01",), 45)
    assert (requirement.interval_days, requirement.min_gap_days) == (30, 24)
    assert requirement.max_gap_days == 36
    assert requirement.opening == opening
    assert (requirement.segment, requirement.value) == ("A", 1000.0)
    (visit,) = requirement.visits
    assert (visit.visit_id, visit.due, visit.priority) == ("C1/2026-12/1", day(3), 10.0)
    assert requirement.why == found.rows[0].why
    assert found.problems == ()


def test_every_customer_has_a_row_also_where_nothing_is_due():
    found = built((customer(last_visit=NOVEMBER_3), standing("C")))
    assert found.requirements == ()
    (row,) = found.rows
    assert (row.visits, row.due_dates, row.min_gap_days) == (0, (), None)
    assert row.why == "C: every 90 days; last visit 3 Nov → next due 1 Feb 2027"


def test_without_a_last_visit_the_neighbourhood_is_named():
    why = built((customer(), standing("C"))).rows[0].why
    assert why.startswith("C: every 90 days; no last visit → neighbourhood phase; ")
    assert "due " in why
    why = built((customer(placement=None), standing("C", assumed=True))).rows[0].why
    assert why.startswith("C (assumed): every 90 days; no last visit, no place → phase by its id")


def test_an_overdue_visit_says_since_when():
    found = built((customer(last_visit=dt.date(2026, 10, 10)), standing()))
    assert found.rows[0].why == (
        "A: every 30 days; last visit 10 Oct → overdue since 9 Nov, due 9 Dec; "
        "wider window for 9 Dec: none of its days could be used"
    )
    assert [v.overdue for v in found.requirements[0].visits] == [True, False]


def test_a_due_that_is_served_by_the_overdue_visit_is_said():
    why = built((customer(last_visit=dt.date(2026, 6, 15)), standing("B"))).rows[0].why
    assert "the visit before serves 12 Dec as well" in why


def test_priorities_follow_the_category():
    for segment, priority in (("A", 8.0), ("B", 4.0), ("C", 2.0), ("D", 1.0)):
        who = customer(last_visit=dt.date(2026, 5, 1))
        (requirement,) = built((who, standing(segment))).requirements
        assert requirement.visits[0].priority == priority


@pytest.mark.parametrize("channel", [Channel.CALL, Channel.EMAIL, Channel.OFFICE])
def test_desk_work_has_no_place_and_ids_of_its_own(channel):
    who = customer(last_visit=dt.date(2026, 9, 10), visit_minutes=99)
    found = built((who, standing("C", channel=channel)), opening={"C1": {}})
    (requirement,) = found.requirements
    assert (requirement.kind, requirement.place, requirement.opening) == (Kind.DESK, None, None)
    assert requirement.visits[0].visit_id == f"C1/2026-12/{channel}1"
    minutes = {Channel.CALL: 15, Channel.EMAIL: 10, Channel.OFFICE: 60}[channel]
    assert (requirement.minutes, found.rows[0].minutes) == (minutes, minutes)
    assert found.rows[0].channel == channel


def test_the_sentence_names_the_way_of_contact():
    why = built((customer(last_visit=NOVEMBER_3), standing("C", channel=Channel.CALL))).rows[0].why
    assert why.startswith("C: call every 90 days; ")
    who = customer(last_visit=NOVEMBER_3)
    why = built((who, standing("D", channel=Channel.EMAIL))).rows[0].why
    assert why.startswith("D: e-mail every 180 days; ")


def test_no_contact_is_a_row_with_its_reason():
    how = standing("D", channel=Channel.NONE, interval_days=0, reason="inactive: no contact")
    found = built((customer(status=Status.INACTIVE), how))
    assert found.requirements == ()
    assert (found.rows[0].visits, found.rows[0].why) == (0, "inactive: no contact")
    assert found.rows[0].minutes == 0


def test_prospects_are_listed_and_not_required():
    found = built((customer(status=Status.PROSPECT), standing("C")))
    assert found.requirements == ()
    assert found.rows[0].why == "prospect: no visit is due"
    wanted = built((customer(status=Status.PROSPECT, visits=1), standing("C")))
    (requirement,) = wanted.requirements
    assert (requirement.kind, len(requirement.visits)) == (Kind.VISIT, 1)


def test_the_rows_own_number_of_visits_is_exactly_planned_and_spread():
    found = built((customer(last_visit=dt.date(2026, 11, 27), visits=4), standing()))
    (requirement,) = found.requirements
    # Every 31 / 4 = 7 days: after 3 of the first 7 a week has passed since the last visit. Of 23
    # workdays in 4 parts that is the 3rd, the 9th, the 14th and the 20th.
    expected = [weekdays()[k] for k in (2, 8, 13, 19)]
    assert [visit.due for visit in requirement.visits] == expected
    # 7 days ± 2; the 3rd, 11th, 18th and 28th lie up to 10 days apart
    assert (requirement.min_gap_days, requirement.max_gap_days) == (5, 10)
    assert found.rows[0].why == "A: every 30 days; 4 visits asked for by the row"


@pytest.mark.parametrize(
    ("visits", "last_visit", "most"), [(2, None, 6), (3, dt.date(2026, 6, 30), 8)]
)
def test_neighbourhoods_take_the_rows_own_visits_on_other_days(visits, last_visit, most):
    # 40 customers, each 3 km north of the one before, on 23 workdays: 3.5 and 5.2 visits a day. A last
    # visit of half a year ago says as little about the day as none.
    places = [Placement(Place(41.6 + 0.027 * k, -93.6), PlacedBy.GIVEN) for k in range(40)]
    fields = {"visits": visits, "last_visit": last_visit}
    who = [customer(f"C{k}", placement=place, **fields) for k, place in enumerate(places)]
    found = built(*((row, standing()) for row in who))
    load = Counter(visit.due for row in found.requirements for visit in row.visits)
    assert len(load) == 23
    assert max(load.values()) <= most


def test_a_single_visit_of_the_row_may_lie_on_any_day():
    (requirement,) = built((customer(visits=1, last_visit=NOVEMBER_3), standing("B"))).requirements
    (visit,) = requirement.visits
    assert (visit.earliest, visit.latest) == (day(1), day(31))


def test_as_many_visits_as_are_due_anyway_keep_their_dues():
    found = built((customer(last_visit=NOVEMBER_3, visits=1), standing()))
    assert found.rows[0].due_dates == (day(3),)


def test_no_visits_can_be_asked_for():
    found = built((customer(last_visit=NOVEMBER_3, visits=0), standing()))
    assert found.requirements == ()
    assert found.rows[0].why.endswith("0 visits asked for by the row")


def test_a_visit_on_every_workday_is_possible_and_one_more_is_an_error():
    found = built((customer(visits=23), standing()))
    assert [v.due for v in found.requirements[0].visits] == list(weekdays())
    assert found.requirements[0].min_gap_days == 1
    assert found.problems == ()
    (problem,) = built((customer(visits=24, row=7), standing())).problems
    assert (problem.row, problem.column, problem.value) == (7, "visits", "24")
    assert "23 working days of R01" in problem.what


def test_visits_that_contradict_the_rows_least_gap_are_an_error():
    (problem,) = built((customer(visits=4, min_gap_days=11), standing())).problems
    assert problem.column == "visits"  # 3 * 11 = 33 days in a month of 31
    assert built((customer(visits=4, min_gap_days=10), standing())).problems == ()


def test_the_rows_own_gaps_are_kept():
    who = customer(last_visit=dt.date(2026, 10, 31), min_gap_days=20, max_gap_days=29)
    (requirement,) = built((who, standing())).requirements
    assert (requirement.min_gap_days, requirement.max_gap_days) == (20, 29)
    (problem,) = built((customer(min_gap_days=9, max_gap_days=8), standing())).problems
    assert problem.column == "min_gap_days"


def test_a_customer_without_a_rep_is_a_problem_and_keeps_its_row():
    found = built((customer(rep_ids=(), row=5), standing()))
    assert [(p.row, p.column) for p in found.problems] == [(5, "rep_id")]
    assert len(found.rows) == 1


def test_given_reps_replace_those_of_the_row():
    days = workdays_on(weekdays()) + workdays_on(weekdays(), "R02")
    found = built((customer(), standing()), rep_ids={"C1": ("R02", "R01")}, workdays=days)
    assert found.requirements[0].rep_ids == ("R02", "R01")
    assert found.rows[0].rep_id == "R02;R01"


def test_a_visit_without_a_place_is_not_lost():
    found = built((customer(placement=None, last_visit=NOVEMBER_3), standing()))
    assert found.requirements == ()
    assert found.rows[0].visits == 1
    (unplanned,) = found.not_placed
    assert (unplanned.visit_id, unplanned.customer_id) == ("C1/2026-12/1", "C1")
    assert unplanned.reasons[0].code is ReasonCode.NOT_PLACED


def test_desk_work_needs_no_place():
    who = customer(placement=None, last_visit=dt.date(2026, 9, 10))
    found = built((who, standing("C", channel=Channel.CALL)))
    assert len(found.requirements) == 1
    assert found.not_placed == ()


def test_a_rep_of_a_part_month_is_asked_from_the_first_workday():
    days = workdays_on(weekdays(first=16))
    (requirement,) = built(
        (customer(last_visit=NOVEMBER_3), standing()), workdays=days
    ).requirements
    # due on the 3rd, window 1-9; the first workday is Wednesday the 16th, + 6 days
    assert (requirement.visits[0].earliest, requirement.visits[0].latest) == (day(1), day(22))


def test_minutes_are_the_rows_else_those_of_shops_else_of_visits():
    policy = TimePolicy()
    assert minutes_of(customer(visit_minutes=20, industry="shop"), Channel.VISIT, policy) == 20
    for industry in ("Liquor Store", "מכולת", "магазин у дома"):
        assert minutes_of(customer(industry=industry), Channel.VISIT, policy) == 30
    assert minutes_of(customer(industry="Factory"), Channel.VISIT, policy) == 45


def test_adding_a_customer_changes_no_other():
    pairs = [(customer(f"C{k}"), standing("C")) for k in range(5)]
    alone = {row.customer_id: row for row in built(*pairs).rows}
    more = {row.customer_id: row for row in built((customer("new"), standing()), *pairs).rows}
    assert {key: more[key] for key in alone} == alone


def test_ids_are_the_same_on_every_run():
    pairs = [(customer(f"C{k}"), standing()) for k in range(3)]
    assert built(*pairs) == built(*pairs)


def test_notes_count_what_is_due_and_what_was_assumed():
    call = standing("C", channel=Channel.CALL)
    pairs = [
        (customer("C1", last_visit=NOVEMBER_3), standing()),
        (customer("C2", last_visit=dt.date(2026, 9, 10)), call),
        (customer("C3"), standing("D", channel=Channel.NONE, interval_days=0)),
        (customer("C4", visits=0), standing()),
    ]
    assert built(*pairs).notes == (
        "due in 2026-12, of 4 customers: visits 1, calls 1",
        "customers without a last visit, whose dues follow from their neighbourhood: 1 of 3",
    )


def test_an_unknown_fill_is_refused():
    with pytest.raises(InputError, match=r"growth, interval, prospects"):
        built((customer(), standing()), fill=frozenset({"coffee"}))


def test_every_segment_has_a_priority():
    assert all(hasattr(Policy().priority, segment) for segment in Segment)


@pytest.mark.parametrize("month", [Month(2028, 2), Month(2026, 4), DECEMBER])
def test_windows_never_leave_the_month(month):
    drawn = 0
    for offset in range(1, 60):
        last_visit = month.first - dt.timedelta(days=offset)
        for interval in (7, 14, 30, 90):
            found = built(
                (customer(last_visit=last_visit), standing(interval_days=interval)), month=month
            )
            for visit in (v for r in found.requirements for v in r.visits):
                assert month.first <= visit.earliest <= visit.latest <= month.last
                drawn += 1
    assert drawn > 200
