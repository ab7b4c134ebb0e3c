"""All files are read to their ends; problems come together, or bad rows are set aside."""

from pathlib import Path

import pytest

from models.errors import InputError, InputProblem
from scheduler.io.reading import Reading
from scheduler.pipelines.reading import Files, read_files, settle
from scheduler.pipelines.write import write_bad_rows
from tests.pipelines.people import options

CUSTOMERS = "customer_id,name,lat,lon,rep_id\nC1,Alder,42,-93,R01\nC2,Birch,42,-93,R01\n"
REPS = "rep_id,name,lat,lon\nR01,Ann,42,-93\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (tmp_path / "reps.csv").write_text(REPS, encoding="utf-8")
    return tmp_path


def problem(row: int, file: str = "customers.csv") -> InputProblem:
    return InputProblem(file, row, "visits", "9", "too many", "give fewer")


def read(**more) -> Files:
    return read_files(options(reps=Path("reps.csv"), **more))


@pytest.mark.usefixtures("folder")
class TestSettle:
    def test_nothing_wrong_changes_nothing(self):
        files = read()
        assert settle(files, (), set_aside=False) == files
        assert files.counts["active customers"] == 2

    def test_a_problem_of_a_row_stops_the_run(self):
        with pytest.raises(InputError) as caught:
            settle(read(), [problem(3)], set_aside=False)
        assert caught.value.problems == (problem(3),)

    def test_or_the_row_is_set_aside(self):
        found = settle(read(), [problem(3)], set_aside=True)
        assert [customer.customer_id for customer in found.customers.items] == ["C1"]
        assert found.customers.bad_rows == {3: ("C2", "Birch", "42", "-93", "R01")}
        assert found.counts["set aside"] == 1
        assert sum(found.counts.values()) == found.customers.rows == 2

    @pytest.mark.parametrize("loose", [problem(0), problem(99), problem(2, "other.csv")])
    def test_a_problem_of_no_row_stops_the_run_all_the_same(self, loose):
        with pytest.raises(InputError) as caught:
            settle(read(), [loose], set_aside=True)
        assert caught.value.problems == (loose,)

    def test_without_any_row_left_there_is_nothing_to_plan(self):
        with pytest.raises(InputError) as caught:
            settle(read(), [problem(2), problem(3)], set_aside=True)
        assert len(caught.value.problems) == 2


def test_problems_of_several_files_come_together(folder):
    (folder / "reps.csv").write_text("rep_id,name,lat,lon,daily_cap\nR02,Bob,42,-93,0\n")
    (folder / "pins.csv").write_text("customer_id,date\nC1,soon\n")
    with pytest.raises(InputError) as caught:
        read(pins=Path("pins.csv"))
    told = {(found.file, found.row) for found in caught.value.problems}
    assert {("reps.csv", 2), ("pins.csv", 2)} <= told


def test_a_name_that_nobody_bears_is_set_aside_like_any_other_bad_row(folder):
    (folder / "customers.csv").write_text(CUSTOMERS + "C3,Cedar,42,-93,R9\n")
    files = read(quarantine=Path("bad.csv"))
    assert set(files.customers.bad_rows) == {4}
    assert not Path("bad.csv").exists(), "written with the plan, not before it"
    assert write_bad_rows(files, Path("new/bad.csv")) == 1
    assert "there is no such rep" in Path("new/bad.csv").read_text(encoding="utf-8-sig")
    assert write_bad_rows(files, None) == 0


def test_files_that_were_not_given_are_not_read(folder):
    files = read_files(options())
    assert (files.reps, files.pins, files.ledger) == (None, None, None)
    assert files.readings() == [files.customers]
    assert isinstance(files.customers, Reading)
