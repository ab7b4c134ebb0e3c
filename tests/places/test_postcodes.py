"""US postcodes as spreadsheets mangle them."""

import pytest

from scheduler.places.postcodes import find_us, us_code


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("52358", "52358"),
        (" 52358 ", "52358"),
        ("52358-1234", "52358"),
        ("523581234", "52358"),
        ("52358.0", "52358"),
        ("523580", "52358"),
        ("2134", "02134"),
        ("501", "00501"),
        ("523581", ""),
        ("12", ""),
        ("SW1A 1AA", ""),
        ("", ""),
    ],
)
def test_five_digits_are_read_from_a_cell(cell, code):
    assert us_code(cell) == code


def test_a_postcode_has_a_place_a_state_and_towns():
    found = find_us("523580")
    assert found is not None
    assert (found.state, found.towns[0]) == ("IA", "West Branch")
    assert found.place.lat == pytest.approx(41.67, abs=0.05)
    assert found.serves("WEST BRANCH")
    assert not found.serves("Berlin")
    assert not found.serves("")


def test_a_postcode_that_does_not_exist_is_none():
    assert find_us("00000") is None
    assert find_us("abc") is None
