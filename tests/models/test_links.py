"""Names of a rep's files, and navigation links."""

import pytest

from models.links import file_stems, google_link, waze_link
from models.places import Place


def test_links_start_a_navigation_to_the_place():
    place = Place(32.05, -0.0000004)
    assert google_link(place) == (
        "https://www.google.com/maps/dir/?api=1&destination=32.050000,-0.000000"
    )
    assert waze_link(place) == "https://waze.com/ul?ll=32.050000,-0.000000&navigate=yes"


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
