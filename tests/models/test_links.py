"""Names of a rep's files, and navigation links."""

import pytest

from models.links import apple_link, call_link, file_stems, google_link, waze_link
from models.places import Place


def test_links_start_a_navigation_to_the_place():
    place = Place(32.05, -0.0000004)
    assert google_link(place) == (
        "https://www.google.com/maps/dir/?api=1&destination=32.050000,-0.000000"
    )
    assert waze_link(place) == "https://waze.com/ul?ll=32.050000,-0.000000&navigate=yes"
    assert apple_link(place) == "https://maps.apple.com/?daddr=32.050000,-0.000000&dirflg=d"


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("R01", "R01"),
        ("דנה לוי", "דנה_לוי"),
        ("../../etc/passwd", "etc_passwd"),
        ("a\\b:c*?", "a_b_c"),
        ("...", "rep"),
        ("NUL", "NUL_"),
    ],
)
def test_a_name_becomes_a_safe_file_name(name, stem):
    assert file_stems([name]) == {name: stem}


def test_names_that_would_meet_are_told_apart_also_where_case_does_not_count():
    names = ["R 1", "R/1", "r_1", "team"]
    stems = file_stems(names, reserved=["team"])
    assert list(stems.values()) == ["R_1", "R_1-2", "r_1-3", "team-2"]


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("+972 (4) 855-1234", "tel:+97248551234"),
        (" (+1) 603.555.0100", "tel:+16035550100"),
        ("603-555-0100 ext. 7", "tel:6035550100"),
        ("03-5551234, 054-1234567", "tel:035551234"),
        ("8 (495) 123-45-67 доб. 12", "tel:84951234567"),
        ("n/a", ""),
        ("12", ""),
        ("1234567890123456", ""),
    ],
)
def test_a_number_as_people_write_it_is_called(phone, link):
    assert call_link(phone) == link
