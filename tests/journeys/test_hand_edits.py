"""A plan that was changed by hand in a spreadsheet is judged: what is wrong, where, exit code 4."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.tools import FIVE, HEADER, Row, plan, rounds, rows_of, save, save_rows, table


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plan")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        save("customers.csv", table(HEADER, *FIVE))
        plan("--country", "US")
    return folder / "out"


@pytest.fixture
def edit(untouched: Path, here: Path) -> Callable[[Callable[[list[Row]], object]], Path]:
    """Change the rows of a copy of the plan's schedule.csv."""

    def edited(change: Callable[[list[Row]], object]) -> Path:
        folder = here / "out"
        shutil.copytree(untouched, folder)
        rows = rows_of(folder / "schedule.csv")
        assert len(rows) == 5
        change(rows)
        save_rows(folder / "schedule.csv", rows)
        return folder

    return edited


def row_of(rows: list[Row], customer_id: str) -> Row:
    return next(row for row in rows if row["customer_id"] == customer_id)


def test_a_plan_as_it_was_written_has_no_fault(edit):
    said = rounds("check", edit(lambda rows: None))
    assert said.code == 0
    assert said.out.count("no fault") == 2
    assert said.out.count("0 visits unplanned, cost") == 2


def test_a_visit_moved_to_a_holiday(edit):
    folder = edit(lambda rows: row_of(rows, "C3").update(date="2026-12-25"))
    said = rounds("check", folder, "--json", "faults.json")
    assert said.code == 4
    assert "schedule.csv: 1 fault" in said.out
    assert "R01 does not work on 2026-12-25" in said.out
    plan_json, schedule = json.loads(Path("faults.json").read_text(encoding="utf-8"))
    assert plan_json["violations"] == []
    assert [fault["rule"] for fault in schedule["violations"]] == ["workdays"]


def test_two_visits_that_exchange_their_days(edit):
    def swap(rows: list[Row]) -> None:
        first, second = row_of(rows, "C2"), row_of(rows, "C4")
        # C2 is due on 9 December, within 14 days; C4 is overdue and may lie on any day.
        first.update(date="2026-12-30", arrive="10:00", depart="10:45")
        second.update(date="2026-12-29", arrive="10:00", depart="10:45")

    said = rounds("check", edit(swap))
    assert said.code == 4
    assert "Birch" in said.out
    assert "Dogwood" not in said.out


def test_a_row_that_is_deleted_is_missed(edit):
    folder = edit(lambda rows: rows.remove(row_of(rows, "C5")))
    said = rounds("check", folder)
    assert said.code == 4
    assert "visit C5/2026-12/1 of Elm is neither planned nor explained" in said.out


def test_a_visit_that_became_too_short(edit):
    folder = edit(lambda rows: row_of(rows, "C3").update(depart=row_of(rows, "C3")["arrive"]))
    said = rounds("check", folder / "schedule.csv")
    assert said.code == 4
    assert "plan.json" not in said.out, "only the file that is named is judged"
    assert "C3/2026-12/1" in said.out or "Cedar" in said.out


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("date", "soon", "row 2, column date: this is no date (found 'soon')"),
        ("arrive", "25h", "row 2, column arrive: this is no time of day (found '25h')"),
        ("rep_id", "R9", "row 2, column rep_id: unknown in the plan of 2026-12 (found 'R9')"),
        ("visit_id", "", "row 2, column visit_id: unknown in the plan of 2026-12"),
    ],
)
def test_a_cell_that_means_nothing_is_wrong_input_not_a_fault(edit, column, value, told):
    said = rounds("check", edit(lambda rows: rows[0].update({column: value})))
    assert said.code == 2
    assert told in said.err


def test_a_visit_that_is_put_twice(edit):
    said = rounds("check", edit(lambda rows: rows.append(dict(rows[0]))))
    assert said.code == 4
    assert "twice" in said.out or "2 times" in said.out


def test_there_is_nothing_to_judge(here):
    said = rounds("check", "nowhere")
    assert said.code == 2
    assert "nowhere: no such folder; name the output folder of 'rounds plan'" in said.err
    said = rounds("check", here)
    assert "there is no plan.json here" in said.err


def test_a_plan_json_that_was_cut_off(edit):
    folder = edit(lambda rows: None)
    text = (folder / "plan.json").read_text(encoding="utf-8")
    (folder / "plan.json").write_text(text[: len(text) // 2], encoding="utf-8")
    said = rounds("check", folder)
    assert said.code == 2
    assert "this is no JSON text, or only a part of one" in said.err
