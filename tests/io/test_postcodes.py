"""Postcodes stay text; the damage of spreadsheets is repaired and said."""

import pytest

from scheduler.io.postcodes import five_digits, postcodes
from tests.io.reading_tools import customers


def read(*cells, one_country=True):
    return postcodes(one_country=one_country)(cells)


def test_a_stray_zero_behind_five_digits_is_dropped_and_said():
    found = read("50613", "523580", "52172")
    assert found.values == ["50613", "52358", "52172"]
    assert found.notes == [
        "1 postcode repaired, a stray 0 at the end dropped: 523580 was read as 52358"
    ]


def test_repairs_are_counted():
    found = read("50613", "523580", "523580", "522400")
    assert found.values[1:] == ["52358", "52358", "52240"]
    assert "3 postcodes" in found.notes[0]


def test_decimals_are_dropped():
    found = read("50613.0", 52172.0, 52172, "50010")
    assert found.values == ["50613", "52172", "52172", "50010"]
    assert "50613.0 was read as 50613" in found.notes[0]


def test_zeros_in_front_are_kept_and_restored():
    found = read("02134", "2134", "10001", "10002", 501)
    assert found.values == ["02134", "02134", "10001", "10002", "00501"]
    assert "2 postcodes repaired, zeros in front" in found.notes[0]


def test_codes_of_nine_digits_are_left_alone():
    assert read("50613-1234", "50613").values == ["50613-1234", "50613"]


@pytest.mark.parametrize(
    "codes",
    [
        ["123456", "654320"],  # Russia: six digits, not all ending in 0
        ["101000", "123456", "10100"],
        ["6343504", "942650", "53251"],  # Israel
        ["1010", "1020", "10115"],  # mostly Austria
        ["SW1A 1AA", "50613", "523580"],
        ["942650", "942660"],
        [],
    ],
)
def test_other_countries_are_left_alone(codes):
    assert not five_digits(codes)
    assert read(*codes).values == codes


def test_a_list_of_several_countries_is_left_alone(tmp_path):
    text = "id,zip,country\nC1,50613,US\nC2,1010,AT\nC3,50010,US\n"
    assert [c.postcode for c in customers(tmp_path, text).items] == ["50613", "1010", "50010"]
    alone = text.replace(",AT", ",US")
    assert [c.postcode for c in customers(tmp_path, alone).items] == ["50613", "01010", "50010"]


def test_nothing_is_nothing_and_an_error_an_error():
    found = read("", "-", None, "#REF!")
    assert found.values[:3] == [None, None, None]
    assert [fault.index for fault in found.faults] == [3]
