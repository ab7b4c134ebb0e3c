"""The same customer spelt twice is shown, and never dropped."""

import pytest

from models.customers import Customer
from scheduler.io.duplicates import LARGE_BLOCK, groups
from tests.io.reading_tools import customers, only


def pair(one, two):
    """Whether two customers, as keyword arguments, look like one."""
    made = [Customer(customer_id=str(k), **fields) for k, fields in enumerate((one, two))]
    return groups(made) == [[0, 1]]


def at(name, address="1 Main St", city="Ames", **fields):
    return {"name": name, "address": address, "city": city, **fields}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (at("Acme Foods"), at("Acme Foods")),
        (at("Acme Foods"), at("ACME FOODS")),
        (at("Super Stop and Shop"), at("Super Stop & Shop", "1 Main Street")),
        (at("Hometown Foods / Conrad"), at("HOMETOWN FOODS - CONRAD")),
        (at("Acme Foods", "1 Main St"), at("Acme Foods", "1 Main St, suite 5")),
        (at("Acme Foods", "1 Main St"), at("Acme Foods", "")),
        (at("Acme", ""), at("Acme", "")),
        (at("מכולת יוסי", "הרצל 12", "חיפה"), at("מכולת  יוסי", "הרצל 12 דירה 3", "חיפה")),
        (
            at("Магазин Ромашка", "ул. Ленина 5", "Тверь"),
            at("МАГАЗИН РОМАШКА", "Ленина 5", "Тверь"),
        ),
        (at("Acme", city="", postcode="50010"), at("Acme", city="Ames", postcode="50010")),
        (
            {"name": "Acme Foods", "lat": 42.00001, "lon": -93.0},
            {"name": "Acme Food", "lat": 42.00002, "lon": -93.0},
        ),
    ],
)
def test_alike(one, two):
    assert pair(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (at("Acme"), at("Zebra")),
        (at("Acme", "1 Main St"), at("Acme", "2 Main St")),
        (at("Acme", "1 Main St"), at("Acme", "1 Oak Avenue")),
        (at("Acme", city="Ames"), at("Acme", city="Boone")),
        (at("Casey's #12"), at("Casey's #13")),
        (at("Acme", "", lat=42.0, lon=-93.0), at("Acme", "", lat=42.1, lon=-93.1)),
    ],
)
def test_different(one, two):
    assert not pair(one, two)


def test_a_group_is_one_warning_that_names_all_rows_and_all_rows_stay(tmp_path):
    text = "id,name,address,city\nC1,Acme,1 Main St,Ames\nC2,Zed,2 Oak St,Ames\n"
    text += "C3,ACME,1 Main Street,Ames\nC4,Acme.,1 Main St.,Ames\n"
    reading = customers(tmp_path, text)
    warning = only(reading.warnings)
    assert "rows 2, 4 and 5 look like the same customer" in warning.what
    assert warning.row == 2
    assert len(reading.items) == 4
    assert not reading.errors


def test_a_pair_in_a_large_block_is_found():
    crowd = [at(f"Shop {chr(65 + k // 26)}{chr(65 + k % 26)}") for k in range(LARGE_BLOCK + 40)]
    crowd += [at("Quite Another Place"), at("Quite another place")]
    made = [Customer(customer_id=str(k), **fields) for k, fields in enumerate(crowd)]
    found = groups(made)
    assert [len(crowd) - 2, len(crowd) - 1] in found
