"""What territories weigh; reps that no file describes."""

import pytest

from models.customers import Channel
from models.policy import TimePolicy
from scheduler.pipelines.territories import assumed_reps, monthly_minutes
from tests.pipelines.people import at, customer, standing

NORMS = TimePolicy()


def test_one_rep_is_assumed_in_the_middle_of_the_customers():
    places = [at(42.0, -93.0), at(42.2, -93.4), at(43.0, -93.1)]
    customers = [customer(f"C{k}", placement=place) for k, place in enumerate(places)]
    (found,) = assumed_reps(customers)
    assert found.rep_id == "R01"
    assert found.placement is not None
    assert (found.placement.place.lat, found.placement.place.lon) == (42.2, -93.1)


def test_a_rep_for_each_id_that_the_customers_name():
    customers = [
        customer("C1", "North", placement=at(43.0, -93.0)),
        customer("C2", "North", "South", placement=at(42.0, -93.0)),
        customer("C3", "South", placement=at(41.0, -93.0)),
    ]
    north, south = assumed_reps(customers)
    assert (north.rep_id, south.rep_id) == ("North", "South")
    assert north.placement is not None
    assert north.placement.place.lat == 42.5  # between C1 and C2


def test_a_rep_whose_customers_have_no_place_starts_in_the_middle_of_all():
    customers = [
        customer("C1", "R01", placement=at(43.0, -93.0)),
        customer("C2", "R02", placement=None),
    ]
    assert [r.placement.place.lat for r in assumed_reps(customers) if r.placement] == [43.0, 43.0]


def test_the_way_to_a_customer_counts_as_work():
    # 45 minutes of visit and 15 of driving, once in 30 days
    found = monthly_minutes(customer("C1"), standing(), NORMS, 15.0)
    assert found == pytest.approx(60 * 365.25 / 12 / 30)


@pytest.mark.parametrize(
    ("channel", "interval", "minutes", "expected"),
    [
        (Channel.VISIT, 30, None, 45 * 365.25 / 12 / 30),  # 45.7 minutes a month
        (Channel.VISIT, 90, 60, 60 * 365.25 / 12 / 90),
        (Channel.CALL, 30, None, 0.0),
        (Channel.NONE, 0, None, 0.0),
    ],
)
def test_minutes_of_an_average_month(channel, interval, minutes, expected):
    who = customer("C1", visit_minutes=minutes)
    found = monthly_minutes(who, standing(channel, interval), NORMS)
    assert found == pytest.approx(expected)
