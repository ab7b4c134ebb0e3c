"""Lists of reps: fields, defaults, and what cannot be."""

import datetime as dt

import pytest

from models.reps import DateRange, Span
from scheduler.io.reading import ReadOptions
from scheduler.io.reps import read_reps
from tests.io.reading_tools import adds_up, only, said, write


def reps(folder, text, options=None):
    return adds_up(read_reps(write(folder, text, "reps.csv"), options))


def test_a_full_row_is_read_field_by_field(tmp_path):
    text = (
        "rep_id,name,lat,lon,end_lat,end_lon,daily_cap,work_days,work_hours,break,half_days,"
        "absences,start_date,end_date,time_zone,hourly_cost,km_cost,prospecting_share\n"
        "R01,Dana,32.1,34.8,32.2,34.9,5,Sun-Thu,09:00-17:00,12:00-12:30,Fri 09:00-13:00,"
        "2026-12-24..2026-12-31;2026-12-02,2026-01-01,2026-12-31,Asia/Jerusalem,35,0.36,10%\n"
    )
    reading = reps(tmp_path, text)
    assert not reading.errors, said(reading.errors)
    (rep,) = reading.items
    assert (rep.rep_id, rep.name, rep.lat, rep.lon) == ("R01", "Dana", 32.1, 34.8)
    assert (rep.end_lat, rep.end_lon, rep.daily_cap) == (32.2, 34.9, 5)
    assert rep.work_days == {6, 0, 1, 2, 3}
    assert rep.work_hours == Span(540, 1020)
    assert rep.break_span == Span(720, 750)
    assert rep.half_days == {4: Span(540, 780)}
    second, christmas = dt.date(2026, 12, 2), dt.date(2026, 12, 24)
    year_end = dt.date(2026, 12, 31)
    assert rep.absences == (DateRange(second, second), DateRange(christmas, year_end))
    assert (rep.start_date, rep.end_date) == (dt.date(2026, 1, 1), year_end)
    assert (rep.time_zone, rep.hourly_cost, rep.km_cost) == ("Asia/Jerusalem", 35, 0.36)
    assert rep.prospecting_share == 0.1
    assert rep.row == 2


def test_an_id_and_a_place_are_enough_and_the_rest_is_the_policys(tmp_path):
    reading = reps(tmp_path, "rep_id,city\nR01,Ames\n")
    (rep,) = reading.items
    assert (rep.name, rep.work_days, rep.work_hours, rep.daily_cap) == ("R01", None, None, None)
    assert any("work_days" in note and "defaults" in note for note in reading.notes)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("daily_cap", "0"),
        ("work_days", "none"),
        ("work_days", "Funday"),
        ("work_hours", "17:00-09:00"),
        ("work_hours", "09:00-09:00"),
        ("work_hours", "09:00-25:00"),
        ("work_hours", "all day"),
        ("break", "13:00-12:00"),
        ("half_days", "09:00-13:00"),
        ("absences", "2026-12-31..2026-12-24"),
        ("absences", "Christmas"),
        ("time_zone", "Mars/Olympus"),
        ("hourly_cost", "-1"),
        ("prospecting_share", "2"),
        ("lat", "91"),
    ],
)
def test_a_wrong_cell_is_an_error_with_its_place_and_value(tmp_path, column, value):
    lat = "lat," if column != "lat" else ""
    lat_cell = "42," if column != "lat" else ""
    text = f"rep_id,{lat}lon,{column}\nR01,{lat_cell}-93,{value}\n"
    problem = only(reps(tmp_path, text).errors)
    assert (problem.row, problem.column, problem.value) == (2, column, value)


def test_a_blank_working_week_among_filled_ones_is_an_error(tmp_path):
    text = "rep_id,city,work_days\nR01,Ames,Mon-Fri\nR02,Ames,\n"
    problem = only(reps(tmp_path, text).errors)
    assert (problem.row, problem.what) == (3, "the rep has no working days")


def test_a_rep_of_half_days_alone_works(tmp_path):
    text = "rep_id,city,work_days,half_days\nR01,Ames,none,Fri 9-13\n"
    (rep,) = reps(tmp_path, text).items
    assert (rep.work_days, dict(rep.half_days)) == (frozenset(), {4: Span(540, 780)})


def test_leaving_before_starting_is_an_error(tmp_path):
    text = "rep_id,city,start_date,end_date\nR01,Ames,2026-12-10,2026-12-09\n"
    assert "leaves on 2026-12-09" in only(reps(tmp_path, text).errors).what
    same_day = "rep_id,city,start_date,end_date\nR01,Ames,2026-12-10,2026-12-10\n"
    assert not reps(tmp_path, same_day).errors


def test_a_break_outside_the_hours_is_an_error(tmp_path):
    text = "rep_id,city,work_hours,break\nR01,Ames,09:00-12:00,12:00-12:30\n"
    assert "break" in only(reps(tmp_path, text).errors).what


def test_the_same_rep_twice_names_both_rows(tmp_path):
    problem = only(reps(tmp_path, "rep_id,city\nR01,Ames\nR01,Boone\n").errors)
    assert problem.row == 3
    assert "row 2" in problem.what


def test_a_rep_who_starts_nowhere_is_an_error(tmp_path):
    assert "starts" in only(reps(tmp_path, "rep_id,city\nR01,Ames\nR02,\n").errors).what


def test_half_an_end_of_the_day_is_an_error(tmp_path):
    text = "rep_id,city,end_lat,end_lon\nR01,Ames,42,\n"
    assert "only one of end_lat and end_lon" in only(reps(tmp_path, text).errors).what


def test_a_list_without_reps_is_an_error(tmp_path):
    reading = reps(tmp_path, "rep_id,city\n")
    assert "no row below" in only(reading.errors).what


def test_fields_of_reps_are_mapped_with_their_prefix(tmp_path):
    options = ReadOptions({"reps.daily_cap": "Most", "customer_id": "store"})
    reading = reps(tmp_path, "rep_id,city,Most\nR01,Ames,7\n", options)
    assert not reading.errors
    assert reading.items[0].daily_cap == 7


def test_hebrew_and_russian_lists_are_understood(tmp_path):
    hebrew = "קוד סוכן,שם,עיר,ימי עבודה,שעות עבודה\nR1,דנה,חיפה,א-ה,09:00-17:00\n"
    (rep,) = reps(tmp_path, hebrew).items
    assert (rep.name, rep.work_days) == ("דנה", {6, 0, 1, 2, 3})
    russian = "Код агента;ФИО;Город;Рабочие дни;Перерыв\nR1;Анна;Тверь;Пн-Пт;13:00-14:00\n"
    (rep,) = reps(tmp_path, russian).items
    assert (rep.name, rep.work_days, rep.break_span) == ("Анна", {0, 1, 2, 3, 4}, Span(780, 840))
