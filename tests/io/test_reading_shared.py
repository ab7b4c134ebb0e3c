"""Real files outside the checkout: read whole, their dirt said."""

import pytest

from models.month import Month
from scheduler.io.customers import read_customers
from scheduler.io.references import check_references
from scheduler.io.reps import read_reps
from tests.io.reading_tools import adds_up, only, options, said


def read(path, **mapping):
    reading = adds_up(read_customers(path, options(**mapping)))
    assert not reading.errors, said(reading.errors[:5])
    return reading


def test_iowa_customers_with_their_mapping(shared):
    path = shared / "data" / "iowa" / "customers_2019_active.csv"
    reading = read(path, customer_id="store_number", postcode="zip", sales_12m="sales_2019_usd")
    assert len(reading.items) == 1_632
    first = reading.items[0]
    assert (first.customer_id, first.postcode) == ("2106", "50613")
    assert first.sales.total_12m == 1176880.95
    assert first.extra["zip_raw"] == "50613"
    assert sum(c.sales.total_12m for c in reading.items) == pytest.approx(297.5e6, rel=0.01)
    assert 0 < len(reading.warnings) < 50  # likely duplicates


def test_iowa_reps_and_customers_agree(shared):
    reps = adds_up(read_reps(shared / "data" / "iowa" / "reps.csv"))
    assert not reps.errors
    assert len(reps.items) == 11
    assert reps.items[0].work_hours == (510, 1050)
    path = shared / "data" / "iowa" / "customers_2019_active.csv"
    ours = read(path, customer_id="store_number", postcode="zip")
    assert not check_references(ours, reps)


def test_raw_iowa_postcodes_lose_their_stray_zero_and_points_are_read(shared):
    reading = read(shared / "data" / "iowa" / "raw_dim_store_3200.csv.gz")
    assert len(reading.items) == 3_200
    assert any("1,919 postcodes repaired" in note for note in reading.notes)
    assert any("7122 was read as 07122" in note for note in reading.notes)
    assert all(len(c.postcode) in {0, 5} for c in reading.items)
    by_id = {c.customer_id: c for c in reading.items}
    assert by_id["10004"].postcode == "52358"
    assert (by_id["10004"].lat, by_id["10004"].lon) == (41.670494006, -91.34341301)
    assert sum(c.lat is None for c in reading.items) > 100
    assert len(reading.warnings) > 50


def test_texas_months_with_their_mapping(shared):
    mapping = {"sales_*": "receipts_*", "customer_id": "permit", "postcode": "zip"}
    reading = read(shared / "data" / "texas" / "demo_austin_area_12m.csv", **mapping)
    assert len(reading.items) == 1_589
    assert reading.last_sales_month == Month(2017, 8)
    assert max(len(c.sales.months) for c in reading.items) == 12
    assert reading.items[0].sales.months == {"2016-09": 0.0}
    assert "receipts_12m_usd" in reading.items[0].extra


@pytest.mark.parametrize("mapping", [{"customer_id": "storeid", "name": "storename"}, {}])
def test_israeli_stores_with_and_without_a_mapping(shared, mapping):
    reading = read(shared / "data" / "israel" / "stores.csv", **mapping)
    assert len(reading.items) == 416
    assert reading.items[0].city == "תל אביב"
    assert {len(c.postcode) for c in reading.items} == {0, 1, 5, 6, 7}
    assert sum(not c.address for c in reading.items) == 12


def test_the_one_number_that_two_starbucks_share_is_an_error(shared):
    reading = adds_up(read_customers(shared / "data" / "starbucks" / "directory.csv.gz"))
    assert reading.rows == 25_600
    problem = only(reading.errors)
    assert "row 8031" in problem.what
    assert problem.row == 8162
