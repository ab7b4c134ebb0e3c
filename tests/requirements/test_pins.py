"""Pins: appointments become part of the month's visits."""

import datetime as dt
from typing import Any

import pytest

from models.customers import Channel, Status
from models.problem import Pin, Strength
from scheduler.requirements import PinWish, RequirementSet
from tests.requirements.cases import built, customer, day, standing


def pinned(
    *wishes: tuple[int, dict[str, Any]], segment: str = "A", **fields: Any
) -> RequirementSet:
    who = customer(**({"last_visit": dt.date(2026, 11, 15)} | fields))
    wanted = [PinWish(customer_id="C1", date=day(on), **more) for on, more in wishes]
    return built((who, standing(segment)), pins=wanted)


def test_a_pin_is_attached_to_the_visit_that_is_due_nearest():
    # interval 30: due on the 15th, window 9-21
    found = pinned((17, {"rep_id": "R01", "time_min": 600, "row": 2}))
    (requirement,) = found.requirements
    expected = Pin("C1/2026-12/1", day(17), "R01", 600, Strength.FIXED)
    assert requirement.pins == (expected,)
    assert (requirement.visits[0].earliest, requirement.visits[0].latest) == (day(9), day(21))
    assert found.rows[0].why.endswith("pinned to 17 Dec")


def test_the_window_is_widened_to_hold_the_pin():
    (requirement,) = pinned((30, {})).requirements
    assert requirement.visits[0].latest == day(30)
    assert requirement.visits[0].due == day(15)
    (requirement,) = pinned((1, {})).requirements
    assert requirement.visits[0].earliest == day(1)


def test_a_pin_to_a_week_opens_the_whole_week():
    # Wednesday the 30th: Monday 28 December to Sunday 3 January, cut at the month's end
    (requirement,) = pinned((30, {"strength": Strength.WEEK})).requirements
    assert requirement.visits[0].latest == day(31)
    (requirement,) = pinned((3, {"strength": Strength.WEEK})).requirements
    assert requirement.visits[0].earliest == day(1)  # the Monday lies in November


def test_a_week_may_begin_on_sunday():
    wish = PinWish(customer_id="C1", date=day(5), strength=Strength.WEEK)  # a Saturday
    who = (customer(visits=0), standing())
    for week_start, window in ((0, (day(1), day(6))), (6, (day(1), day(5)))):
        (requirement,) = built(who, pins=[wish], week_start=week_start).requirements
        assert (requirement.visits[0].earliest, requirement.visits[0].latest) == window


def test_a_pin_without_a_due_visit_adds_one_and_says_so():
    found = pinned((17, {}), segment="B")
    (requirement,) = found.requirements
    visit = requirement.visits[0]
    assert (visit.due, visit.earliest, visit.latest) == (day(17), day(17), day(17))
    assert visit.priority == 4.0
    assert "+1 visit for pins beyond the dues" in found.rows[0].why


def test_more_pins_than_dues_add_visits_and_narrow_the_gaps():
    found = pinned((14, {}), (18, {}))
    (requirement,) = found.requirements
    assert [pin.date for pin in requirement.pins] == [day(14), day(18)]
    assert [pin.visit_id for pin in requirement.pins] == ["C1/2026-12/1", "C1/2026-12/2"]
    assert requirement.min_gap_days == 4


def test_two_pins_keep_the_order_of_the_visits():
    # interval 10: due 5, 15, 25; pins on 14 and 16 are both nearest to the 15th
    who = customer(last_visit=dt.date(2026, 11, 25))
    wishes = [PinWish(customer_id="C1", date=day(on)) for on in (16, 14)]
    (requirement,) = built((who, standing(interval_days=10)), pins=wishes).requirements
    dates = {pin.visit_id[-1]: pin.date.day for pin in requirement.pins}
    assert sorted(dates.values()) == [14, 16]
    assert list(dates) == sorted(dates)
    assert [dates[key] for key in sorted(dates)] == [14, 16]


@pytest.mark.parametrize("fields", [{"status": Status.PROSPECT}, {"status": Status.INACTIVE}])
def test_a_pin_is_kept_whoever_it_is_for(fields):
    channel = Channel.NONE if fields["status"] is Status.INACTIVE else Channel.VISIT
    who = (customer(**fields), standing("D", channel=channel, interval_days=180))
    found = built(who, pins=[PinWish(customer_id="C1", date=day(9))])
    assert [requirement.pins[0].date for requirement in found.requirements] == [day(9)]


def test_a_pin_of_a_customer_who_is_called_is_a_visit():
    who = (customer(), standing("C", channel=Channel.CALL))
    found = built(who, pins=[PinWish(customer_id="C1", date=day(9))])
    visits = [r for r in found.requirements if r.channel is Channel.VISIT]
    assert [len(r.visits) for r in visits] == [1]


def test_a_pin_of_an_office_meeting_stays_at_the_office_and_has_no_clock_time():
    who = (customer(), standing("A", channel=Channel.OFFICE))
    found = built(who, pins=[PinWish(customer_id="C1", date=day(9), time_min=600)])
    assert [r.channel for r in found.requirements] == [Channel.OFFICE]
    assert found.requirements[0].pins[0].time_min is None


def test_pins_that_cannot_be_meant_are_all_reported():
    wishes = [
        PinWish(customer_id="C9", date=day(9), row=2),
        PinWish(customer_id="C1", date=dt.date(2027, 1, 1), row=3),
        PinWish(customer_id="C1", date=day(31), rep_id="R07", row=4),
        PinWish(customer_id="C1", date=day(31), row=5),
    ]
    found = built((customer(), standing()), pins=wishes)
    assert [(p.row, p.column) for p in found.problems] == [
        (2, "customer_id"),
        (3, "date"),
        (4, "rep_id"),
        (5, "date"),
    ]
    assert "give R01, or leave it open" in str(found.problems[2])
