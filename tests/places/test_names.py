"""Spellings of one town have one key; different towns have different keys."""

import pytest

from scheduler.places.names import one_letter_off, spellings, town_key


@pytest.mark.parametrize(
    "same",
    [
        ["תל אביב", "תל-אביב", 'ת"א', "ת''א", "ת״א", "תֵּל־אָבִיב", " תל אביב. "],
        ["פתח תקוה", "פתח תקווה", "פתח-תקווה", 'פ"ת'],
        ["ראשון לציון", 'ראשל"צ', "ראשל״צ", "ראשוןלציון"],
        ["קרית אתא", "קריית אתא", "ק. אתא"],
        ["Saint Charles", "ST. CHARLES", "St Charles", "saint-charles"],
        ["Fort Dodge", "FT DODGE"],
        ["West Des Moines", "W. Des Moines"],
        ["LEMARS", "Le Mars"],
        ["São Paulo", "Sao Paulo"],
        ["Санкт-Петербург", "СПб", "санкт петербург", "г. Санкт-Петербург"],
        ["Орёл", "Орел"],
        ["O'Fallon", "OFallon", "O’Fallon"],
    ],
    ids=lambda same: same[0],
)
def test_spellings_of_one_town_share_a_key(same):
    assert len({town_key(name) for name in same}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("רמת גן", "רמת השרון"), ("Saint Charles", "Saint Clair"), ("St", "Saint"), ("Ames", "Adams")],
)
def test_different_towns_have_different_keys(one, other):
    assert town_key(one) != town_key(other)


@pytest.mark.parametrize("nothing", ["", "  ", ".", "--", '"'])
def test_a_name_without_letters_has_no_key(nothing):
    assert town_key(nothing) == ""
    assert spellings(nothing) == ()


def test_what_stands_before_a_comma_bracket_or_spaced_dash_is_the_second_spelling():
    assert spellings("Alpha, Upper Beta") == ("alphaupperbeta", "alpha")
    assert spellings("Alpha (Beta)") == ("alphabeta", "alpha")
    assert spellings("Alpha - Beta") == ("alphabeta", "alpha")
    assert spellings("Alpha-Beta") == ("alphabeta",)


def test_one_mistake_is_a_letter_more_less_other_or_swapped():
    found = list(one_letter_off("ottuwma"))
    assert len(found) == len(set(found)) > 300
    assert {"ottumwa", "ottuma", "ottuwmas", "attuwma"} <= set(found)
    assert "ottuwma" not in found


def test_short_names_are_not_corrected():
    assert list(one_letter_off("adams")) == []
    assert list(one_letter_off("אריאל")) == []
