"""Towns: found by any spelling, chosen by state, nearness and size."""

import pytest

from models.places import Place
from scheduler.places.geometry import Bulk, bulk_of, distance_km
from scheduler.places.towns import Match, Town, TownIndex, choose, load_towns
from tests.places.conftest import ALPHA, BETA, NORTHVILLE, TWIN_BIG, TWIN_SMALL, index_of


def looked_up(index: TownIndex | None, name: str) -> Match:
    match = index.find(name) if index is not None else None
    assert match is not None
    return match


def test_a_town_is_found_by_its_name(small_world):
    match = small_world.find("ALPHA")
    assert (match.towns, match.exact) == ((ALPHA,), True)


@pytest.mark.parametrize("name", ["Northvile", "Nortvhille", "Northvill", "NORTHVILLLE"])
def test_one_mistake_is_corrected_and_told(small_world, name):
    match = small_world.find(name)
    assert (match.towns, match.exact) == ((NORTHVILLE,), False)


def test_the_beginning_of_one_towns_name_is_enough_but_not_of_two():
    index = index_of(Town("Kadima Zoran", "XX", "", Place(1, 1)))
    assert looked_up(index, "Kadima").exact is False
    both = index_of(
        Town("Cedar Rapids", "XX", "", Place(1, 1)), Town("Cedar Falls", "XX", "", Place(2, 2))
    )
    assert both.find("Cedar") is None


def test_without_a_country_nothing_is_corrected():
    index = index_of(NORTHVILLE, country="")
    assert looked_up(index, "Northville").towns == (NORTHVILLE,)
    assert index.find("Northvile") is None


def test_an_unknown_name_is_none(small_world):
    assert small_world.find("Nowhere") is None
    assert small_world.find("") is None


def test_towns_of_the_country_itself_come_before_those_counted_in():
    abroad = Town("Alpha", "YY", "", Place(1, 1), 900_000)
    assert looked_up(index_of(abroad, ALPHA), "Alpha").towns == (ALPHA,)


def test_the_more_populous_town_is_meant_and_a_rival_of_like_size_told():
    assert choose([TWIN_SMALL, TWIN_BIG]) == (TWIN_BIG, (TWIN_SMALL,))


def test_a_much_smaller_town_is_no_rival():
    hamlet = Town("Twin", "XX", "", Place(15, 20), 14_999)  # less than half of 30,000
    assert choose([hamlet, TWIN_BIG]) == (TWIN_BIG, ())


def test_a_town_listed_twice_is_no_rival_of_itself():
    again = Town("Twin", "XX", "N", Place(13.2, 20), 29_000)  # 22 km away
    assert choose([again, TWIN_BIG]) == (TWIN_BIG, ())


def test_the_rows_state_decides_first_then_nearness_to_the_list():
    assert choose([TWIN_BIG, TWIN_SMALL], region="S") == (TWIN_SMALL, ())
    far = Town("Twin", "XX", "", Place(40, 20), 900_000)
    bulk = Bulk(centre=Place(12, 20), median_km=50, radius_km=500)
    assert choose([far, TWIN_BIG, TWIN_SMALL], "", bulk) == (TWIN_BIG, (TWIN_SMALL,))
    assert choose([far], "", bulk) == (far, ())


def test_the_rows_of_the_list_around_a_town_count_before_its_size():
    near_small = [Place(14, 20 + k / 100) for k in range(10)]
    bulk = bulk_of([*near_small, *[Place(13, 20)] * 2])
    assert choose([TWIN_BIG, TWIN_SMALL], "", bulk) == (TWIN_SMALL, ())
    # nearly as many around the other one: both may be meant, the larger one is likelier
    both = bulk_of([*near_small, *[Place(13, 20)] * 6])
    assert choose([TWIN_BIG, TWIN_SMALL], "", both) == (TWIN_BIG, (TWIN_SMALL,))
    # a row or two may be misplaced themselves
    few = bulk_of([*[Place(12, 21)] * 10, *[Place(14, 20)] * 2])
    assert choose([TWIN_BIG, TWIN_SMALL], "", few) == (TWIN_BIG, (TWIN_SMALL,))


def test_a_name_beside_the_towns_own_counts_a_tenth():
    village = Town("Alpha", "XX", "", Place(15, 20), 4_000)
    suburb = Town("Omega", "XX", "", Place(16, 20), 39_000)
    city = Town("Alpha on Sea", "XX", "", Place(17, 20), 90_000)
    assert choose([village, suburb], name="alpha") == (village, (suburb,))
    assert choose([village, suburb, city], name="ALPHA")[0] == city


def test_a_larger_town_is_less_exact():
    # radius at 2,000 people a km²: sqrt(50,000 / 2,000 / pi) = 2.8 km
    assert ALPHA.accuracy_km == 2.8
    assert Town("Village", "XX", "", Place(0, 0), 600).accuracy_km == 2.0
    assert Town("Metropolis", "XX", "", Place(0, 0), 9_000_000).accuracy_km == 15.0
    assert Town("Unknown", "XX", "", Place(0, 0)).accuracy_km == 5.0


def test_a_town_tells_where_it_is():
    assert str(BETA) == "Beta (XX)"
    assert str(Town("Ames", "US", "IA", Place(42, -93))) == "Ames (IA, US)"


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ('ת"א', 32.08, 34.78),
        ("תל אביב-יפו", 32.08, 34.78),
        ("פתח תקוה", 32.09, 34.89),
        ('ראשל"צ', 31.97, 34.79),
        ("Хайфа", 32.82, 34.99),
        ("Haifa", 32.82, 34.99),
    ],
)
def test_israeli_towns_are_found_in_hebrew_russian_and_latin_letters(name, lat, lon):
    match = looked_up(load_towns("IL"), name)
    assert match.exact
    best, _ = choose(match.towns)
    assert best.country == "IL"
    assert distance_km(best.place, Place(lat, lon)) < 3


def test_small_us_towns_are_known_from_their_postcodes():
    # Ackworth in Iowa has about 100 people: too small for GeoNames' towns above 500
    match = looked_up(load_towns("US"), "ACKWORTH")
    town, rivals = choose(match.towns, region="IA")
    assert (town.name, town.population, rivals) == ("Ackworth", 0, ())
    assert distance_km(town.place, Place(41.37, -93.38)) < 3


def test_without_the_extra_only_us_towns_are_known(monkeypatch):
    monkeypatch.setattr("scheduler.places.towns.extra_installed", lambda: False)
    fresh = load_towns.__wrapped__
    assert fresh("IL") is None
    assert fresh("") is None
    assert [town.region for town in looked_up(fresh("US"), "Ottumwa").towns] == ["IA"]
