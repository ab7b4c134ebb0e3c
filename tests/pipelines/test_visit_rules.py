"""Rules about a customer's days as sets of days and intervals."""

import datetime as dt
from types import SimpleNamespace
from typing import Any, cast

import pytest

from models.customers import Channel
from models.errors import InputError
from models.places import Place
from models.reps import Span
from models.requirement import Kind, Requirement, VisitNeed
from models.scenarios import VisitRules
from scheduler.pipelines.team import Team
from scheduler.pipelines.visit_rules import with_patterns, with_visit_rules
from scheduler.requirements import RequirementSet
from tests.pipelines.people import customer, standing
from tests.requirements.cases import weekdays, workdays_on

SAME, EXACT = VisitRules(same_weekday=True), VisitRules(exact_phasing=True)


def december(day: int) -> dt.date:
    return dt.date(2026, 12, day)


def need(number: int, first: int, last: int) -> VisitNeed:
    return VisitNeed(f"C1/{number}", december(first), december(first), december(last))


TWICE = (need(1, 3, 7), need(2, 17, 21))
"""Every 14 days, two days off: Thursday 3 to Monday 7, Thursday 17 to Monday 21 December."""


def required(*visits: VisitNeed, **fields: Any) -> Requirement:
    made: dict[str, Any] = {
        "customer_id": "C1", "name": "C1", "place": Place(42, -93), "rep_ids": ("R01",),
        "minutes": 30, "visits": visits, "interval_days": 14,
    }  # fmt: skip
    return Requirement(**(made | fields))


def ruled(
    rules: VisitRules, req: Requirement, last: dt.date | None = None, off: tuple[int, ...] = ()
) -> Requirement:
    days = [day for day in weekdays() if day.day not in off]
    team = SimpleNamespace(
        all_workdays=workdays_on(days), customers=(customer("C1", "R01", last_visit=last),)
    )
    (found,) = with_visit_rules(
        RequirementSet(requirements=(req,)), cast("Team", team), rules
    ).requirements
    return found


def days_of(req: Requirement) -> set[tuple[int, ...]]:
    assert req.patterns is not None
    return {tuple(sorted(day.day for day in pattern)) for pattern in req.patterns}


def test_visits_of_one_weekday():
    """Thursday, Friday and Monday have a day in both windows, Tuesday and Wednesday have none."""
    assert days_of(ruled(SAME, required(*TWICE))) == {
        (3, 10, 17, 24, 31), (4, 11, 18, 25), (7, 14, 21, 28),
    }  # fmt: skip


def test_the_weekday_of_the_last_visit_is_kept_where_it_can_be():
    friday, tuesday = dt.date(2026, 11, 20), dt.date(2026, 11, 17)
    assert days_of(ruled(SAME, required(*TWICE), friday)) == {(4, 11, 18, 25)}
    assert len(days_of(ruled(SAME, required(*TWICE), tuesday))) == 3
    assert days_of(ruled(SAME, required(need(1, 1, 31)), friday)) == {(4, 11, 18, 25)}


def test_exact_phasing_follows_the_interval():
    assert days_of(ruled(EXACT, required(*TWICE))) == {(3, 17), (4, 18), (7, 21)}
    # the 18th is a day off: the next workday, 21, is in the window as well
    assert days_of(ruled(EXACT, required(*TWICE), off=(18,))) == {(3, 17), (4, 21), (7, 21)}


def test_both_rules_keep_what_both_allow():
    both = VisitRules(same_weekday=True, exact_phasing=True)
    assert days_of(ruled(both, required(*TWICE), off=(18,))) == {(3, 17), (7, 21)}


@pytest.mark.parametrize(
    "req",
    [
        required(need(1, 3, 7)),
        required(*TWICE, kind=Kind.DESK, place=None, channel=Channel.CALL),
        required(need(1, 1, 1), need(2, 16, 16)),
    ],
    ids=["one visit", "desk work", "no day of one weekday"],
)
@pytest.mark.parametrize("rules", [SAME, EXACT])
def test_where_the_rules_do_not_bind(rules, req):
    assert ruled(rules, req).patterns is None


def test_opening_hours_can_be_left_out():
    shut = required(*TWICE, opening={december(3): (Span(540, 600),)})
    assert ruled(VisitRules(), shut).opening is not None
    found = ruled(VisitRules(always_open=True), shut)
    assert (found.opening, found.patterns) == (None, None)


def test_intervals_in_use_leave_rows_of_their_own_and_desk_work_alone():
    people = [customer(f"C{k}", "R01") for k in range(10)]
    own = customer("X", "R01", interval_days=30)
    standings = {c.customer_id: standing() for c in (*people, own)} | {
        "call": standing(Channel.CALL)
    }
    called = customer("call", "R01")
    found = with_patterns(standings, [*people, own, called], VisitRules(frequency_patterns=2))
    assert {found[c.customer_id].interval_days for c in people} == {23, 43}
    assert found["X"].interval_days == found["call"].interval_days == 30
    assert with_patterns(standings, people, VisitRules()) == standings
    mixed = standings | {"C0": standing(interval_days=90)}
    with pytest.raises(InputError, match="2 intervals are in use already"):
        with_patterns(mixed, people, VisitRules(frequency_patterns=1))
