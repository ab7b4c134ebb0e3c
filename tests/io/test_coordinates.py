"""Coordinates: two columns or one point, whole or not at all."""

import pytest

from scheduler.io.cells import CellError
from scheduler.io.coordinates import point
from tests.io.reading_tools import customers, only


@pytest.mark.parametrize(
    "text",
    ["POINT(-91.5 41.25)", "POINT (-91.5 41.25)", "41.25, -91.5", "41.25 -91.5",
     "1460 2ND AVE DES MOINES 50314 (41.25, -91.5)"],
)  # fmt: skip
def test_a_point_is_read(text):
    assert point(text) == (41.25, -91.5)


@pytest.mark.parametrize("text", ["here", "41.25", "POINT(-91.5)", "POINT(41.25 -91.5)", "95, 10"])
def test_what_is_no_point_is_an_error(text):
    with pytest.raises(CellError):
        point(text)


def test_a_column_of_points_serves_where_there_are_no_degrees(tmp_path):
    reading = customers(tmp_path, "id,store_location\nC1,POINT(-91.5 41.25)\nC2,POINT EMPTY\n")
    assert [(c.lat, c.lon) for c in reading.items] == [(41.25, -91.5), (None, None)]
    assert any("longitude first" in note for note in reading.notes)


def test_degrees_may_have_decimal_commas(tmp_path):
    reading = customers(tmp_path, 'id,lat,lon\nC1,"41,604","-93,605"\n')
    assert (reading.items[0].lat, reading.items[0].lon) == (41.604, -93.605)


@pytest.mark.parametrize(("lat", "lon"), [("90.1", "0"), ("-91", "0"), ("1", "180.5"), ("x", "1")])
def test_degrees_off_the_globe_are_an_error(tmp_path, lat, lon):
    assert only(customers(tmp_path, f"id,lat,lon\nC1,{lat},{lon}\n").errors).row == 2


def test_the_edges_of_the_globe_are_on_it(tmp_path):
    assert not customers(tmp_path, "id,lat,lon\nC1,90,-180\n").errors


def test_half_a_place_is_an_error(tmp_path):
    problem = only(customers(tmp_path, "id,lat,lon,city\nC1,41,,Ames\n").errors)
    assert (problem.column, problem.what) == ("lon", "only one of lat and lon is given")


def test_one_column_of_two_is_an_error_of_the_file(tmp_path):
    reading = customers(tmp_path, "id,lat,city\nC1,41,Ames\n")
    assert "none for lon" in only(reading.blocking).what


def test_the_place_zero_zero_is_blank_and_said(tmp_path):
    reading = customers(tmp_path, "id,lat,lon,city\nC1,0,0,Ames\n")
    assert (reading.items[0].lat, reading.items[0].lon) == (None, None)
    assert "read as blank" in only(reading.warnings).what
