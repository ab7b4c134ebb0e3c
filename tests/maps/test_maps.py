"""``maps/REP.html`` and ``maps/team.html``; the figures are those of tests/factories.py."""

import re
from dataclasses import replace

import pytest

from models.places import Place
from scheduler.maps.markup import safe
from scheduler.maps.palette import rep_colour, week_colour
from scheduler.maps.rep_map import rep_page
from scheduler.maps.team_map import hull, team_page
from scheduler.maps.write import write_maps
from tests.factories import HEBREW, HOME, SCRIPT, place_of, tiny_plan

EVIL = "</script><b> `${alert(1)}` {{ 7 * 7 }} {% raw %} \\u003c \\"


def renamed(name):
    """The tiny plan in which every name, reason and note from outside is this one."""
    plan = tiny_plan()
    requirements = tuple(replace(r, name=name, why=name) for r in plan.problem.requirements)
    unplanned = tuple(replace(u, what_would_help=(name,)) for u in plan.result.schedule.unplanned)
    schedule = replace(plan.result.schedule, unplanned=unplanned)
    return replace(
        plan,
        customers={
            key: replace(customer, name=name, address=name)
            for key, customer in plan.customers.items()
        },
        reps={key: replace(rep, name=name) for key, rep in plan.reps.items()},
        rows=tuple(replace(row, why=name) for row in plan.rows),
        problem=replace(plan.problem, requirements=requirements),
        result=replace(plan.result, schedule=schedule),
    )


def test_there_is_a_page_per_rep_and_one_for_the_team(tmp_path):
    write_maps(tiny_plan(), tmp_path)
    names = sorted(path.name for path in (tmp_path / "maps").iterdir())
    assert names == ["R01.html", "R02.html", "team.html"]


def test_a_rep_called_team_does_not_overwrite_the_teams_page(tmp_path):
    plan = tiny_plan()
    reps = dict(plan.reps) | {"team": replace(plan.reps["R01"], rep_id="team")}
    write_maps(replace(plan, reps=reps), tmp_path)
    assert (tmp_path / "maps" / "team-2.html").is_file()


def test_every_stop_with_a_place_is_numbered_and_desk_work_is_not_drawn():
    page = rep_page(tiny_plan(), "R01")
    stops = re.findall(r"class=\\\"stop\\\"|class=\\u0022stop", page)
    numbers = re.findall(r"(?:stop\\\" style[^/]*?\\u003e)(\d)", page)
    assert len(stops) == len(numbers) == 5
    assert sorted(numbers) == ["1", "1", "1", "2", "2"]
    assert "Phone Co" not in page


def test_a_day_has_a_line_from_home_through_its_stops_and_back():
    page = rep_page(tiny_plan(), "R01")
    lines = re.findall(r"L\.polyline\(\s*(\[\[.*?\]\])", page, re.DOTALL)
    home, first, second = HOME["R01"], place_of("R01", "C1"), place_of("R01", "C2")
    corners = [[p.lat, p.lon] for p in (home, first, second, home)]
    assert len(lines) == 3
    assert lines[0].replace(" ", "") == str(corners).replace(" ", "")


def test_layers_are_grouped_by_week_and_tell_distance_and_minutes():
    page = rep_page(tiny_plan(), "R01")
    assert "Mon 2 Mar \\u003csmall\\u003e2 stops · 30 km · 30 min".replace("·", "\\u00b7") in page
    assert "5 meetings \\u00b7 1 h 51" in page
    assert page.count('"selectAllCheckbox": true') == 2  # all weeks, the only week


def test_weeks_have_colours_of_their_own():
    plan = tiny_plan()
    page = rep_page(plan, "R02")
    assert f"background:{week_colour(0)}" in page
    assert f"background:{week_colour(1)}" in page
    assert page.count('"selectAllCheckbox": true') == 3


def test_a_popup_tells_times_reason_drive_and_how_to_get_there():
    page = rep_page(tiny_plan(), "R01")
    assert "<b>Mon 2 Mar, 09:10–09:55</b>, stop 1" in page
    assert "Drive to here: 10 min, 10.0 km" in page
    assert "2 visits: every 20 days &amp; &lt;b&gt;bold&lt;/b&gt;" in page
    assert "Visits this month: Mon 2 Mar 09:10, Wed 4 Mar 12:30" in page
    assert (
        'href="https://www.google.com/maps/dir/?api=1&amp;destination=41.700000,-93.600000"' in page
    )
    assert 'href="https://waze.com/ul?ll=41.700000,-93.600000&amp;navigate=yes"' in page
    assert "<b>Fixed appointment</b>" in rep_page(tiny_plan(), "R02")


def test_stops_at_one_place_stand_side_by_side():
    anchors = re.findall(r'"iconAnchor": \[\s*(\S+),', rep_page(tiny_plan(), "R01"))
    # C1 is visited twice; the other anchor is that of the home
    assert sorted(anchors) == ["13", "13", "13", "13", "15", "2"]


def test_the_team_map_shows_customers_by_rep_homes_and_who_has_no_day():
    page = team_page(tiny_plan())
    assert page.count("L.circleMarker(") == 7  # C1 to C4, C6 to C8; C5 and C9 have no place
    assert page.count(f'"fillColor": "{rep_colour(0)}"') == 4
    assert "Without a day: not wanted by the customer; the day is full" in page
    assert "Would help: allow 30 minutes of overtime" in page
    assert "not on the map, for want of a place: 1 customer" in page
    assert page.count("L.polygon(") == 0  # all places lie on one line


def test_a_territory_is_the_least_convex_area():
    corners = [Place(0, 0), Place(0, 4), Place(4, 4), Place(4, 0)]
    inside = [Place(2, 2), Place(1, 3), Place(0, 2), Place(0, 0)]
    assert set(hull(corners + inside)) == set(corners)
    assert len(hull(corners + inside)) == 4
    assert hull([Place(1, 1), Place(1, 1)]) == [Place(1, 1)]


@pytest.mark.parametrize("page", [lambda p: rep_page(p, "R01"), team_page])
@pytest.mark.parametrize("name", [EVIL, SCRIPT])
def test_nothing_from_outside_becomes_markup_script_or_template(page, name):
    ordinary, text = page(renamed("Acme")), page(renamed(name))
    assert safe(name) in text
    # what could begin something new occurs as often as with an ordinary name
    for mark in ("<script", "</script", "<b>", "`", "${", "{{", "{%", "alert(1)}", "\\u003c \\"):
        assert text.count(mark) == ordinary.count(mark), mark
    assert " 49 " not in text


def test_names_keep_their_direction():
    assert f'<bdi dir="auto">{HEBREW}</bdi>' in rep_page(tiny_plan(), "R02")


def test_a_page_loads_leaflet_and_little_else_and_credits_the_background():
    page = rep_page(tiny_plan(), "R01")
    loaded = re.findall(r'<(?:script|link)[^>]*(?:src|href)="([^"]+)"', page)
    assert len(loaded) == 4
    assert all("leaflet" in address for address in loaded)
    assert "openstreetmap.org/copyright" in page
    assert "The map needs the network" in page


@pytest.mark.parametrize("page", [lambda p: rep_page(p, "R01"), team_page])
def test_the_same_plan_gives_the_same_page(page):
    assert page(tiny_plan()) == page(tiny_plan())


@pytest.mark.parametrize("page", [lambda p: rep_page(p, "R01"), team_page])
def test_a_month_without_stops_or_homes_can_be_drawn(page):
    plan = tiny_plan()
    empty = replace(plan.result, schedule=replace(plan.result.schedule, routes=(), unplanned=()))
    reps = {key: replace(rep, placement=None) for key, rep in plan.reps.items()}
    assert "</html>" in page(replace(plan, result=empty, reps=reps, customers={}, not_placed={}))


def test_any_number_of_reps_has_colours_of_their_own():
    colours = [rep_colour(number) for number in range(40)]
    assert len(set(colours)) == 40
