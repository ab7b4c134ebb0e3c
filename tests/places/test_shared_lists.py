"""Real lists with real dirt."""

import csv
import gzip
import re

import numpy as np
import pytest

from models.customers import Customer
from models.places import Place, PlacedBy, Placement
from scheduler.places import place_customers
from scheduler.places.geometry import distance_km


def number(text: str) -> float | None:
    return float(text) if text else None


@pytest.fixture(scope="module")
def iowa(shared) -> list[Customer]:
    """3,200 shops; the town follows the name, the coordinates are in a text."""
    path = shared / "data" / "iowa" / "raw_dim_store_3200.csv.gz"
    customers = []
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            point = re.match(r"POINT\((\S+) (\S+)\)", row["store_location"])
            customers.append(
                Customer(
                    customer_id=row["store_number"],
                    name=row["store_name"],
                    address=row["address"],
                    city=row["store_name"].rpartition(" / ")[2]
                    if " / " in row["store_name"]
                    else "",
                    postcode=row["zip_code"],
                    lat=float(point[2]) if point else None,
                    lon=float(point[1]) if point else None,
                    row=line,
                )
            )
    assert len(customers) == 3200
    return customers


@pytest.fixture(scope="module")
def israel(shared) -> list[Customer]:
    path = shared / "data" / "israel" / "stores.csv"
    with path.open(encoding="utf-8", newline="") as file:
        customers = [
            Customer(
                customer_id=f"{row['subchainid']}-{row['storeid']}",
                name=row["storename"],
                address=row["address"],
                city=row["city"],
                postcode=row["zipcode"],
                lat=number(row["lat"]),
                lon=number(row["lon"]),
                row=line,
            )
            for line, row in enumerate(csv.DictReader(file), start=2)
        ]
    assert len(customers) == 416
    return customers


def placed(customer: Customer) -> Placement:
    assert customer.placement is not None
    return customer.placement


@pytest.mark.parametrize("country", ["US", ""])
def test_an_iowa_shop_put_in_north_carolina_comes_home(iowa, country):
    placing = place_customers(iowa, country=country, file="dim_store")
    shop = next(c for c in placing.items if c.name == "TOP SHELF LIQUOR / IOWA CITY")
    assert (shop.lat, shop.lon) == pytest.approx((35.96278, -77.31187))
    assert placed(shop).by is PlacedBy.POSTCODE
    assert distance_km(placed(shop).place, Place(41.65, -91.53)) < 10
    (warning,) = [w for w in placing.warnings if w.row == shop.row]
    assert "km from its own" in warning.what
    assert "placed at the postcode instead" in warning.advice


def test_iowa_is_placed_nearly_completely_with_few_doubts(iowa):
    placing = place_customers(iowa, country="US")
    assert len(placing.not_placed) == 2
    assert placing.counts[PlacedBy.GIVEN] > 3000
    assert 20 <= len(placing.warnings) <= 40
    # all lie within Iowa's 500 x 320 km now but one, who really is in Colorado
    middle = Place(42, -93.5)
    away = [
        c for c in placing.items if c.placement and distance_km(c.placement.place, middle) > 300
    ]
    assert [(c.name, c.postcode) for c in away] == [("DASH EVENTS LLC", "80904")]


def test_israeli_branches_come_home_and_the_online_shop_is_named(israel):
    placing = place_customers(israel, country="IL")
    by_name = {customer.name: customer for customer in placing.items}
    ariel = by_name["דיל אריאל"]
    assert placed(ariel).by is PlacedBy.CITY
    assert distance_km(placed(ariel).place, Place(32.105, 35.18)) < 5
    assert "122 km" in next(w.what for w in placing.warnings if w.row == ariel.row)
    shop = by_name["שופרסל ONLINE"]
    assert "WWW.SHUFERSAL.CO.IL is a web address" in placing.not_placed[shop.customer_id]
    assert len(placing.not_placed) <= 14


def test_the_accuracy_of_israeli_cities_holds_for_nine_in_ten(israel):
    given = place_customers(israel, country="IL").items
    blank = [
        Customer(customer_id=c.customer_id, name=c.name, city=c.city, row=c.row) for c in israel
    ]
    by_city = place_customers(blank, country="IL").items
    pairs = [(a.placement, b.placement) for a, b in zip(given, by_city, strict=True)]
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    assert len(both) >= 380
    assert np.mean([distance_km(a.place, b.place) <= b.accuracy_km for a, b in both]) >= 0.9


def test_austin_is_exact_to_the_postcode_only_and_says_so(shared):
    path = shared / "data" / "texas" / "demo_austin_area_12m.csv"
    with path.open(encoding="utf-8", newline="") as file:
        customers = [
            Customer(
                customer_id=row["permit"],
                name=row["name"],
                city=row["city"],
                postcode=row["zip"],
                lat=number(row["lat"]),
                lon=number(row["lon"]),
            )
            for row in csv.DictReader(file)
        ]
    placing = place_customers(customers, country="US")
    assert placing.notes == (
        "1,589 of 1,589 customers are placed: 1,589 by given coordinates.",
        "69 points for 1,589 customers with given coordinates; places exact to the postcode only: distances are good to about 4 km.",
    )
