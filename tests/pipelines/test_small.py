"""The small pipelines: notes, outputs, appointments, the example, settings."""

import datetime as dt
from pathlib import Path

import pytest

from models.errors import InputError, InputProblem, OutputError
from models.month import Month
from models.plan import CapacityLine
from models.policy import Policy
from models.problem import Strength
from scheduler.calendars import holiday_calendar
from scheduler.io.reading import PinRow, Reading
from scheduler.pipelines import demo, notes
from scheduler.pipelines.appointments import pins_on_free_days
from scheduler.pipelines.outputs import check_outputs
from scheduler.pipelines.settings import load_policy, show_policy
from scheduler.pipelines.team import Team
from tests.pipelines.people import DECEMBER, customer, days_of, options, pins, rep


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("due in May: 3", "Due in May: 3."),
        ("Is that right?", "Is that right?"),
        (" done. ", "Done."),
        ("רשימה", "רשימה."),
        ("", ""),
    ],
)
def test_a_note_is_a_sentence(text, expected):
    assert notes.sentence(text) == expected


@pytest.mark.parametrize(
    ("today", "told"),
    [(None, ""), ("2026-11-30", ""), ("2026-12-01", "has begun"), ("2026-12-31", "has begun"),
     ("2027-01-01", "is past")],
)  # fmt: skip
def test_a_month_that_has_begun_or_is_past(today, told):
    day = None if today is None else dt.date.fromisoformat(today)
    assert told in " ".join(notes.time_notes(DECEMBER, day))
    assert bool(told) == bool(notes.time_notes(DECEMBER, day))


def test_only_reps_with_too_much_work_are_named():
    def line(rep_id: str, due: int) -> CapacityLine:
        rest = {"work_min": 0, "travel_min": 0, "reserve_min": 0, "available_min": 480}
        return CapacityLine(rep_id=rep_id, customers=9, workdays=1, meetings_due=due,
                            meetings_possible=4, **rest)  # fmt: skip

    (told,) = notes.capacity_notes([line("R01", 4), line("R02", 5)])
    assert told.startswith("more is due than fits: R02 125% of capacity")
    assert notes.capacity_notes([line("R01", 4)]) == []


def test_files_are_called_by_their_names():
    readings: list[Reading[object]] = [
        Reading(file="some/where/c.csv", notes=("no column for x",), bad_rows={3: ()}),
        Reading(file="r.csv", notes=("no column for y",)),
    ]
    assert notes.file_notes(readings) == [
        "in c.csv: 1 row was set aside (--quarantine)",
        "in c.csv: no column for x",
        "in r.csv: no column for y",
    ]


def test_many_rows_to_look_at_are_told_at_the_end():
    rows = [InputProblem("a/c.csv", row, "", "", "odd", "look") for row in range(2, 8)]
    first, rest = notes.row_notes(rows)
    assert first[0] == "please look: c.csv, row 2: odd; look"
    assert first[3] == "3 more rows to look at are named at the end of these notes"
    assert [len(first), len(rest)] == [4, 3]
    assert notes.row_notes(rows[:4])[0][3].startswith("1 more row to look at is named")
    assert notes.row_notes(rows[:3]) == (first[:3], [])


def appointment(day: int, rep_id: str = "", strength: Strength = Strength.FIXED, month: int = 12):
    date = dt.date(2026, month, day)
    return PinRow(customer_id="C1", date=date, rep_id=rep_id, strength=strength, row=2)


def on_free_days(*rows: PinRow) -> list[str]:
    calendar = holiday_calendar("US", DECEMBER, Policy())
    who = (customer("C1", "R01", "R02"),)
    days = {"R01": days_of("R01")["R01"], "R02": days_of("R02")["R02"][:1]}
    team = Team(who, (rep("R01"), rep("R02")), days, calendar, {}, {}, (), (), ())
    return [found.what for found in pins_on_free_days(pins(*rows), team, options())]


def test_an_appointment_on_a_working_day_is_none_of_our_business():
    assert on_free_days(appointment(1), appointment(2), appointment(1, "R02")) == []
    team = Team((), (), {}, holiday_calendar(None, DECEMBER, Policy()), {}, {}, (), (), ())
    assert list(pins_on_free_days(None, team, options())) == []


def test_an_appointment_on_a_free_day():
    assert on_free_days(appointment(5)) == ["R01 or R02 does not work on this Saturday"]
    assert on_free_days(appointment(2, "R02")) == ["R02 does not work on this Wednesday"]
    (told,) = on_free_days(appointment(25, strength=Strength.DAY))
    assert told == "R01 or R02 does not work on this Friday, Christmas Day"


def test_a_week_holds_a_free_day_and_another_month_is_told_elsewhere():
    assert on_free_days(appointment(5, strength=Strength.WEEK), appointment(5, month=11)) == []


def test_places_that_can_be_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    check_outputs(options(quarantine=Path("new/bad.csv")), Path("out/plan"), Path("new/x.json"))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "plan.json").touch()
    (tmp_path / "out" / "mine.txt").touch()
    check_outputs(options(), Path("out"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_a_folder_that_may_not_be_looked_into_is_refused(tmp_path, monkeypatch):
    def closed(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("scheduler.pipelines.outputs.check_folder", closed)
    with pytest.raises(OutputError, match="Permission denied; choose another folder for --out"):
        check_outputs(options(), tmp_path / "out")


def test_the_example_is_complete():
    found = demo.example_options(seconds=1.0, iterations=None, seed=3, workers=1)
    named = [found.customers, found.reps, found.pins]
    assert all(path is not None and path.is_file() for path in named)
    assert (found.month, found.country, found.seed) == (Month(2026, 12), "US", 3)
    assert found.policy != Policy()


def test_an_example_that_is_missing_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr("scheduler.__file__", str(tmp_path / "scheduler" / "__init__.py"))
    with pytest.raises(InputError, match="the example data are missing; install Rounds again"):
        demo.example_folder()


def test_settings_that_are_printed_can_be_read_again(tmp_path):
    assert load_policy(None) == Policy()
    path = tmp_path / "policy.toml"
    path.write_text(show_policy(None), encoding="utf-8")
    assert load_policy(path) == Policy()
