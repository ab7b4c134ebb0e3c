"""``calendars/REP.ics``, read again with icalendar."""

import datetime as dt
from dataclasses import replace

import pytest
from icalendar import Calendar

from scheduler.io.ics import write_calendars
from tests.factories import FORMULA, HEBREW, SCRIPT, tiny_plan


@pytest.fixture
def folder(tmp_path):
    write_calendars(tiny_plan(), tmp_path)
    return tmp_path / "calendars"


def events_of(folder, rep_id):
    calendar = Calendar.from_ical((folder / f"{rep_id}.ics").read_bytes())
    return {str(event["uid"]).partition(".")[0]: event for event in calendar.walk("VEVENT")}


def test_there_is_a_file_per_rep_with_an_event_per_stop(folder):
    assert sorted(path.name for path in folder.iterdir()) == ["R01.ics", "R02.ics"]
    assert set(events_of(folder, "R01")) == {"C1/1", "C1/2", "C2/1", "C3/1", "C4/1", "C5/1"}
    assert set(events_of(folder, "R02")) == {"C6/1", "C7/1", "C7/2"}


def test_an_event_tells_when_where_and_why(folder):
    event = events_of(folder, "R01")["C1/1"]
    assert event.start.isoformat() == "2026-03-02T09:10:00-06:00"
    assert event.end - event.start == dt.timedelta(minutes=45)
    assert event["summary"] == "Acme Foods (A)"
    assert event["location"] == "Main St 1, Des Moines"
    assert event["geo"].to_ical() == "41.7;-93.6"
    described = event["description"]
    assert described.startswith("2 visits: every 20 days & <b>bold</b>\n")
    assert "Drive to here: 10 min, 10.0 km" in described
    assert "https://waze.com/ul?ll=41.700000,-93.600000&navigate=yes" in described
    assert event["url"].endswith("destination=41.700000,-93.600000")


def test_a_month_in_which_summer_time_begins_keeps_local_times(folder):
    events = events_of(folder, "R02")
    assert events["C6/1"].start.isoformat() == "2026-03-01T10:00:00+02:00"
    assert events["C7/2"].start.isoformat() == "2026-03-29T09:30:00+03:00"


def test_the_time_zone_is_defined_in_the_file(folder):
    calendar = Calendar.from_ical((folder / "R02.ics").read_bytes())
    (zone,) = calendar.timezones
    assert zone.tz_name == "Asia/Jerusalem"
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}
    assert b"DTSTART;TZID=Asia/Jerusalem:20260329T093000" in (folder / "R02.ics").read_bytes()


def test_desk_work_is_an_event_without_a_place(folder):
    event = events_of(folder, "R01")["C5/1"]
    assert event["summary"] == "Call: Phone Co"
    assert not {"location", "geo", "url"} & set(event)


def test_a_fixed_appointment_says_so(folder):
    assert "Fixed appointment" in events_of(folder, "R02")["C6/1"]["description"]


def test_names_come_through_unchanged(folder):
    assert events_of(folder, "R01")["C2/1"]["summary"] == f"{SCRIPT} (B)"
    assert events_of(folder, "R01")["C3/1"]["summary"] == f"{FORMULA} (C)"
    assert events_of(folder, "R02")["C6/1"]["summary"] == f"{HEBREW} (A)"


def test_outlook_and_google_find_what_they_need(folder):
    content = (folder / "R01.ics").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    calendar = Calendar.from_ical(content)
    assert (calendar["method"], calendar["version"]) == ("PUBLISH", "2.0")
    assert calendar["x-wr-calname"] == "Anna Berg 2026-03"
    for event in calendar.walk("VEVENT"):
        assert event["sequence"] == 0
        assert dt.datetime(2026, 3, 1, tzinfo=dt.UTC) == event.DTSTAMP


@pytest.mark.parametrize("zone", ["", "Nowhere/Land", "../etc"])
def test_without_a_known_time_zone_times_float(tmp_path, zone):
    write_calendars(replace(tiny_plan(), time_zones={"R01": zone}), tmp_path)
    event = events_of(tmp_path / "calendars", "R01")["C1/1"]
    assert event.start == dt.datetime(2026, 3, 2, 9, 10)  # noqa: DTZ001 - floating is meant


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    contents = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        write_calendars(tiny_plan(), tmp_path / name)
        contents.append([p.read_bytes() for p in sorted((tmp_path / name / "calendars").iterdir())])
    assert contents[0] == contents[1]
