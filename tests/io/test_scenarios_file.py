"""The file of scenarios: what it says, and every problem with its line and key."""

from pathlib import Path

import pytest

from models.errors import InputError
from models.policy import Policy
from models.reps import Span
from models.scenarios import Home, NewRep, Scenario
from scheduler.io.scenarios_file import read_scenarios


def read(tmp_path: Path, text: str) -> tuple[Scenario, ...]:
    path = tmp_path / "scenarios.toml"
    path.write_text(text, encoding="utf-8")
    return read_scenarios(path, Policy())


def problems(tmp_path: Path, text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    return [(problem.row, problem.column, problem.what) for problem in caught.value.problems]


def test_a_scenario_says_only_what_is_different(tmp_path):
    (plain,) = read(tmp_path, '[[scenario]]\nname = "as is"\n')
    assert (plain.name, plain.row, plain.about) == ("as is", 1, "nothing changed")
    assert plain.policy == Policy()


def test_every_key_is_understood(tmp_path):
    (tmp_path / "others.csv").write_text("rep_id\n", encoding="utf-8")
    (found,) = read(
        tmp_path,
        """[[scenario]]
        name = "all"
        reps = "others.csv"
        without = ["R10", "R11"]
        add = [{ rep_id = "N1", name = "Nan", home = [42.5, -94], like = "R01" }, { rep_id = "N2", home = "Ames" }]
        homes = { R02 = "Des Moines" }
        daily_cap = 5
        work_hours = "08:00-16:00"
        work_days = "Sun-Thu"
        intervals = { A = 14, C = 45 }
        slack_days = 3
        frequency_patterns = 6
        same_weekday = true
        exact_phasing = true
        always_open = true
        [scenario.capacity]
        max_overtime_min = 30
        [scenario.cost]
        balance = 0.0
        """,
    )
    assert found.reps == tmp_path / "others.csv"
    assert found.without == ("R10", "R11")
    assert found.added == (
        NewRep("N1", "Nan", Home(42.5, -94.0), "R01"), NewRep("N2", "N2", Home(None, None, "Ames")),
    )  # fmt: skip
    assert found.homes == {"R02": Home(None, None, "Des Moines")}
    assert (found.daily_cap, found.work_hours) == (5, Span(480, 960))
    assert found.work_days == frozenset({6, 0, 1, 2, 3})
    table = found.policy.treatment.table
    assert (table["A_mid"], table["B_mid"], table["C_low"]) == (
        ("visit", 14), ("visit", 90), ("call", 45),
    )  # fmt: skip
    assert [found.policy.due.tolerance_days(days) for days in (7, 90)] == [3, 3]
    assert found.rules.frequency_patterns == 6
    assert found.rules.same_weekday
    assert found.rules.exact_phasing
    assert found.rules.always_open
    assert found.policy.capacity.max_overtime_min == 30
    assert found.policy.cost.balance == 0.0
    assert "without R10, R11" in found.changes
    assert "same weekday yes" in found.changes


def test_every_problem_is_told_with_its_line_and_key(tmp_path):
    found = problems(
        tmp_path,
        """[[scenario]]
name = "one"
daily_cap = "five"
wihtout = ["R1"]

[[scenario]]
name = "ONE"
same_weekday = 1
homes = { R1 = [420, 1] }
add = [{ rep_id = "N1" }]
intervals = { E = 3 }
reps = "nowhere.csv"
[scenario.cost]
balance = -1
[scenario.due]
slack = 3

[[scenario]]
work_hours = "late"
slack_days = -1
""",
    )
    assert sorted(found) == [
        (3, "scenario 1, daily_cap", "this is no such number"),
        (4, "scenario 1, wihtout", "there is no such key"),
        (7, "scenario 2, name", "another scenario has this name"),
        (8, "scenario 2, same_weekday", "the value is of the wrong kind"),
        (9, "scenario 2, homes", "this is no place"),
        (10, "scenario 2, add", "a new rep needs a rep_id and a home"),
        (11, "scenario 2, intervals", "E is no category"),
        (12, "scenario 2, reps", "the file does not exist"),
        (14, "scenario 2, cost.balance", "the setting is out of range"),
        (16, "scenario 2, due.slack", "there is no such setting"),
        (18, "scenario 3", "the name is missing"),
        (19, "scenario 3, work_hours", "these are no hours"),
        (20, "scenario 3, slack_days", "this is no such number"),
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "there are no scenarios in it"),
        ("scenario = 3\n", "there are no scenarios in it"),
        ("scenario = [1]\n", "there are no scenarios in it"),
        ("[scenario]\nname = 'x'\n", "there are no scenarios in it"),
        ("daily_cap = 5\n[[scenario]]\nname = 'x'\n", "this is no scenario"),
        ("[[scenario]]\nname = 'x\n", "the file is not in the form TOML"),
        ("[[scenario]]\nname = 'x\ty'\n", "the name does not fit over a column"),
        ("[[scenario]]\nname = ''\n", "the value is of the wrong kind"),
        ("[[scenario]]\nname = 'x'\nwithout = 'R1'\n", "this is no list of reps"),
        ("[[scenario]]\nname = 'x'\nadd = 1\n", "this is no list of reps"),
        ("[[scenario]]\nname = 'x'\nadd = [{age = 3}]\n", "a rep has no age here"),
        ("[[scenario]]\nname = 'x'\nhomes = 'Ames'\n", "this is no table of homes"),
        ("[[scenario]]\nname = 'x'\nintervals = 30\n", "this is no table"),
        ("[[scenario]]\nname = 'x'\ncapacity = 30\n", "this is not a table"),
        ("[[scenario]]\nname = 'x'\n" * 31, "more than 30 scenarios"),
    ],
)
def test_what_is_no_scenario(tmp_path, text, what):
    told = " ".join(what for _, _, what in problems(tmp_path, text))
    assert what in told


def test_scenarios_may_be_written_on_one_line(tmp_path):
    found = read(tmp_path, 'scenario = [{ name = "a" }, { name = "b", daily_cap = 3 }]\n')
    assert [one.name for one in found] == ["a", "b"]
    assert problems(tmp_path, 'scenario = [{ name = "a", cap = 3 }]\n')[0][0] == 0
