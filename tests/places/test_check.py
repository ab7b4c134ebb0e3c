"""Coordinates that contradict their row are doubted."""

import pytest

from models.places import Place, PlacedBy
from scheduler.places import Limits, place_customers
from tests.places.conftest import TWIN_SMALL
from tests.places.people import at_home, customer, only, placement_of


def test_zero_zero_and_half_a_pair_are_not_used_and_reported(small_world):
    rows = [
        customer("zero", 0, 0, city="Alpha", row=2),
        customer("half", 10, None, city="Alpha", row=3),
        customer("lost", 0, 0, row=4),
    ]
    placing = place_customers(rows, country="XX", file="list.xlsx")
    assert [only(placing, name).by for name in ("zero", "half")] == [PlacedBy.CITY] * 2
    assert placement_of(placing, "lost") is None
    assert [(w.file, w.row, w.value) for w in placing.warnings] == [
        ("list.xlsx", 2, "0, 0"),
        ("list.xlsx", 3, "10"),
        ("list.xlsx", 4, "0, 0"),
    ]
    assert "stands for unknown" in placing.warnings[0].what
    assert "no longitude" in placing.warnings[1].what


def test_a_swapped_pair_is_exchanged(small_world):
    placing = place_customers([customer("c", 20, 10, city="Alpha", row=2)], country="XX")
    assert only(placing, "c").place == Place(10, 20)
    (warning,) = placing.warnings
    assert "latitude and longitude were swapped: used as 10, 20" in warning.advice


def test_a_swapped_pair_is_noticed_by_the_list_alone():
    rows = [customer(f"c{k}", 10, 60) for k in range(30)]
    placing = place_customers([*rows, customer("c", 60, 10)])
    assert only(placing, "c").place == Place(10, 60)


@pytest.mark.parametrize(
    ("lat", "by", "words"),
    [
        (10.24, PlacedBy.GIVEN, None),  # 27 km, within 25 km and the town's own 2.8 km
        (10.30, PlacedBy.GIVEN, "33 km from its own city Alpha"),
        (10.53, PlacedBy.GIVEN, "59 km from its own city Alpha"),
        (10.55, PlacedBy.CITY, "61 km from its own city Alpha"),
    ],
)
def test_far_from_home_is_reported_and_further_is_replaced(small_world, lat, by, words):
    placing = place_customers([customer("c", lat, 20, city="Alpha", row=7)], country="XX")
    assert only(placing, "c").by is by
    if words is None:
        assert placing.warnings == ()
    else:
        (warning,) = placing.warnings
        assert words in warning.what
        expected = "kept as given" if by is PlacedBy.GIVEN else "placed at the city instead"
        assert expected in warning.advice


def test_the_limits_are_settings(small_world):
    limits = Limits(warn_km=5, replace_km=10)
    placing = place_customers([customer("c", 10.2, 20, city="Alpha")], country="XX", limits=limits)
    assert only(placing, "c").by is PlacedBy.CITY


def test_any_town_of_the_name_confirms_a_point(small_world):
    rows = [customer("c", TWIN_SMALL.place.lat, 20, city="Twin")]
    assert place_customers(rows, country="XX").warnings == ()


def test_a_corrected_name_is_told_but_never_replaces_coordinates(small_world):
    rows = [customer("a", city="Northvile", row=2), customer("b", 30, 20, city="Northvile", row=3)]
    placing = place_customers(rows, country="XX")
    assert only(placing, "a").by is PlacedBy.CITY
    assert only(placing, "b").place == Place(30, 20)
    assert "taken for Northville (XX)" in placing.warnings[1].advice


def test_a_town_of_the_name_in_another_state_does_not_confirm_a_point():
    # real: a shop in Altoona, Iowa, put in Altoona, Pennsylvania
    rows = [customer("c", 40.51419, -78.41659, city="ALTOONA", postcode="500090")]
    placing = place_customers(rows, country="US")
    assert only(placing, "c").detail == "postcode 50009 (Altoona, IA)"


def test_a_point_among_the_list_is_believed_against_a_city_far_from_it(small_world):
    # 12 customers near Alpha; the odd one lies there too, but its city is Northville, 222 km off
    placing = place_customers([*at_home(), customer("c", 10, 20, city="Northville")], country="XX")
    assert only(placing, "c").by is PlacedBy.GIVEN
    assert "222 km" in placing.warnings[0].what


def test_a_point_on_another_continent_is_reported_and_kept_when_nothing_better_is_known():
    rows = [customer(f"c{k}", 48.2, 16.4) for k in range(30)]
    placing = place_customers([*rows, customer("c", -33.9, 151.2, row=9)])
    assert only(placing, "c").place == Place(-33.9, 151.2)
    (warning,) = placing.warnings
    assert (warning.row, warning.value) == (9, "-33.9, 151.2")
    assert "km from the middle of the list" in warning.what
    assert "kept as given" in warning.advice
