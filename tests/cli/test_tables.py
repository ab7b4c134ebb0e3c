"""What is printed can be read on 80 columns, in colour only on a terminal."""

import io
import json
from dataclasses import replace

import pytest
from rich.console import Console

from models.errors import OutputError
from models.plan import CapacityLine
from models.result import StopReason
from scheduler.cli import tables
from scheduler.cli.progress import progress_bar
from scheduler.solve.observer import Progress
from tests.factories import tiny_plan

FULL = CapacityLine(
    rep_id="Representative-North-1",
    customers=1_250,
    workdays=22,
    meetings_due=1_104,
    meetings_possible=176,
    work_min=66_000,
    travel_min=60_000,
    reserve_min=1_056,
    available_min=10_560,
)


def printed(print_it, *words, terminal: bool = False) -> str:
    screen = io.StringIO()
    print_it(Console(file=screen, width=80, force_terminal=terminal), *words)
    return screen.getvalue()


def test_the_capacity_table_is_whole_on_80_columns():
    said = printed(tables.print_capacity, [FULL, replace(FULL, rep_id="R02", meetings_due=88)])
    assert max(map(len, said.splitlines())) <= 80
    assert "…" not in said
    for word in ("customers", "days", "meetings", "work", "drive", "kept", "in all", "load"):
        assert word in said
    assert "1104 of 176" in said
    # 66,000 min of work, 60,000 of driving and 1,056 kept for 10,560: 1203 %
    assert "1100 h" in said
    assert "1203%" in said


def test_colours_are_for_terminals():
    assert "\x1b[" in printed(tables.print_capacity, [FULL], terminal=True)
    assert "\x1b[" not in printed(tables.print_capacity, [FULL])


def test_too_many_notes_are_counted():
    said = printed(tables.print_notes, [f"Note {number}." for number in range(15)])
    assert said.splitlines()[11] == "• Note 11."
    assert said.splitlines()[12] == "• … and 3 more notes, all in report.html."
    assert "more note" not in printed(tables.print_notes, ["Note."] * 12)


def test_brackets_of_a_name_are_no_markup():
    assert "[bold]Bar[/bold]" in printed(tables.print_notes, ["[bold]Bar[/bold]"])


@pytest.mark.parametrize("reason", StopReason)
def test_every_end_of_a_search_has_words(reason):
    plan = tiny_plan()
    said = printed(
        tables.print_outcome, replace(plan, result=replace(plan.result, stop_reason=reason))
    )
    assert "visits and desk tasks planned; " in said


def test_what_has_no_day_or_place_is_told_with_a_reason():
    plan = tiny_plan()
    said = printed(tables.print_outcome, plan)
    missing = plan.result.schedule.unplanned
    assert len(missing) == len(plan.not_placed) == 1
    assert "1 visit without a day:" in said
    assert "1 Mar: not wanted by the customer; 2, 29 Mar: the day is full" in said
    assert "9 of 10 visits and desk tasks planned" in said
    assert "1 customer without a place, 0 visits due:" in said


def test_visits_due_to_a_customer_without_a_place_are_not_planned():
    plan = tiny_plan()
    *others, nowhere = plan.rows
    plan = replace(plan, rows=(*others, replace(nowhere, channel="visit", visits=2)))
    said = printed(tables.print_outcome, plan)
    assert "9 of 12 visits and desk tasks planned" in said
    assert "1 customer without a place, 2 visits due:" in said


def test_a_score_of_nothing_is_no_table():
    plan = tiny_plan()
    assert "travel" in printed(tables.print_score, plan.result.score)
    nothing = replace(plan.result.score, lines=())
    assert printed(tables.print_score, nothing) == ""


def test_the_figures_are_json_and_say_what_the_tables_say():
    plan = tiny_plan()
    figures = json.loads(json.dumps(tables.figures(plan)))
    assert figures["visits"]["unplanned"] == 1
    assert [line["rep_id"] for line in figures["capacity"]] == [x.rep_id for x in plan.capacity]
    assert figures["cost_min"] == plan.result.score.cost_min


def test_json_is_written_where_it_was_asked_for(tmp_path):
    tables.write_json(None, {"a": 1})
    tables.write_json(tmp_path / "new" / "a.json", {"שם": 1})
    assert "שם" in (tmp_path / "new" / "a.json").read_text(encoding="utf-8")
    with pytest.raises(OutputError, match="choose another file for --json"):
        tables.write_json(tmp_path, {})


def test_the_bar_is_silent_where_nobody_looks(capsys):
    with progress_bar() as observer:
        observer.tell(Progress(0.5, 2.0, 1234.5, "improving"))
        observer.tell(Progress(0.6, 0.0, None, "improving"))
    assert capsys.readouterr() == ("", "")


def test_the_bar_shows_the_falling_cost_on_a_terminal(monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    with progress_bar() as observer:
        observer.tell(Progress(0.5, 2.0, 1234.5, "improving"))
    assert "1,234 min" in capsys.readouterr().err
