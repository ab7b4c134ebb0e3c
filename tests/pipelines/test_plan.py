"""What is known of a month before it is solved."""

from pathlib import Path

from models.month import Month
from scheduler.pipelines.plan import prepare
from tests.pipelines.people import options

_LIST = """customer_id,lat,lon,channel,status
near,42.0,-93.6,visit,
called,,,call,
left alone,,,none,
gone,,,,inactive
nowhere,,,visit,
"""


def test_only_who_is_visited_needs_a_place(tmp_path: Path):
    path = tmp_path / "customers.csv"
    path.write_text(_LIST, encoding="utf-8")
    found = prepare(options(customers=path, month=Month(2026, 12)))
    assert list(found.team.not_placed) == ["nowhere"]
    assert found.notes[0].startswith("1 customer has no place on the map")
