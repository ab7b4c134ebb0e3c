"""A rep for every customer; reps that no file describes."""

import pytest

from models.customers import Channel
from models.policy import Policy, TimePolicy
from scheduler.pipelines.territories import assumed_reps, give_reps, monthly_minutes
from tests.pipelines.people import at, customer, days_of, rep, standing

NORMS = TimePolicy()


def given(customers, reps):
    standings = {c.customer_id: standing() for c in customers}
    found, notes = give_reps(
        customers, standings, reps, days_of(*(r.rep_id for r in reps)), Policy()
    )
    return {c.customer_id: c.rep_ids for c in found}, notes


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


def test_a_customer_keeps_the_reps_of_the_list():
    reps = [rep("R01"), rep("R02", lat=45.0)]
    found, notes = given([customer("C1", "R02"), customer("C2", "R01", "R02")], reps)
    assert found == {"C1": ("R02",), "C2": ("R01", "R02")}
    assert notes == ()


def test_a_customer_without_a_rep_gets_the_nearer_one():
    near, far = customer("C1"), customer("C2", placement=at(44.9, -93.6))
    found, notes = given([near, far], [rep("R01"), rep("R02", lat=45.0)])
    assert found == {"C1": ("R01",), "C2": ("R02",)}
    assert notes[0].startswith("2 customers had no rep: given by distance and load")


def test_a_customer_without_a_place_is_known_to_the_first_rep():
    found, _ = given([customer("C1", placement=None)], [rep("R02"), rep("R01")])
    assert found == {"C1": ("R02",)}


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
