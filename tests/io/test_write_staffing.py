"""The folder of `rounds staffing`: reps that can be read again."""

import datetime as dt

from models.places import Place, PlacedBy, Placement
from models.reps import DateRange, Rep, Span
from scheduler.io.reps import read_reps
from scheduler.io.reps_csv import REP_COLUMNS, write_reps_csv

ANN = Rep(
    rep_id="R01",
    name="Ann, =SUM(A1)",
    daily_cap=8,
    work_days=frozenset({6, 0, 1, 2, 3}),
    work_hours=Span(510, 1050),
    break_span=Span(720, 750),
    half_days={4: Span(540, 780)},
    absences=(
        DateRange(dt.date(2026, 12, 14), dt.date(2026, 12, 14)),
        DateRange(dt.date(2026, 12, 21), dt.date(2026, 12, 23)),
    ),
    start_date=dt.date(2026, 1, 15),
    end_date=dt.date(2027, 3, 31),
    time_zone="America/Chicago",
    hourly_cost=35.5,
    km_cost=0.36,
    prospecting_share=0.15,
    placement=Placement(Place(42.01, -93.61), PlacedBy.GIVEN),
    end_placement=Placement(Place(42.5, -93.0), PlacedBy.POSTCODE),
)
BOB = Rep(
    rep_id="R02",
    name="Bob",
    work_days=frozenset({0, 1}),
    placement=Placement(Place(32.8, 35.0), PlacedBy.CITY),
)


def test_reps_are_read_as_they_were_written(tmp_path):
    path = tmp_path / "reps.csv"
    write_reps_csv([ANN, BOB], path)
    read = read_reps(path)
    assert not read.errors
    ann, bob = read.items
    for name in ("rep_id", *REP_COLUMNS[6:9], "half_days", "absences", *REP_COLUMNS[12:]):
        assert getattr(ann, name) == getattr(ANN, name), name
        assert getattr(bob, name) == getattr(BOB, name), name
    assert (ann.lat, ann.lon, ann.end_lat, ann.end_lon) == (42.01, -93.61, 42.5, -93.0)
    assert (bob.lat, bob.lon, bob.end_lat) == (32.8, 35.0, None)
    assert (ann.break_span, ann.name) == (ANN.break_span, ANN.name)
