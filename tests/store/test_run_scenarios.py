"""Scenarios, funnel and headcount in the application: what the command line would say, kept."""

import json

import pytest

from models.errors import InputError, MissingError, StaleError, StoreError
from models.jobs import JobState
from scheduler.pipelines.app.ask_funnel import funnel_of_team, try_funnel
from scheduler.pipelines.app.ask_scenarios import (
    ask_scenarios,
    comparison_map,
    comparison_of,
    comparisons_of,
    remove_comparison,
)
from scheduler.pipelines.app.ask_staffing import ask_staffing, staffing_of
from scheduler.pipelines.app.jobs import cancel_job
from scheduler.pipelines.app.scenario_text import (
    AS_IS,
    Variant,
    piece_name,
    pieces_of,
    variant_text,
    without_piece,
)
from tests.journeys.tools import ANN, BOB, FIVE, HEADER, REPS, rounds, save, table
from tests.store.months import DECEMBER, QUICK, fill_team
from tests.store.test_run_job import do

TWO = AS_IS + "\n" + variant_text(Variant(name="one rep", without=["R02"]))


def asked(toml=TWO, name="winter", **more):
    return {**QUICK, "name": name, "toml": toml, "month": DECEMBER, **more}


@pytest.fixture
def filled(database, team_id):
    fill_team(database, team_id)
    return database


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_what_the_worker_compares_is_what_the_command_line_compares(
    filled, manager, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    save("scenarios.toml", TWO)
    save("customers.csv", table(HEADER, *FIVE))
    save("reps.csv", table(REPS, ANN, BOB))
    options = ("--month", "2026-12", "--country", "US", "--iterations", "10", "--workers", "1")
    files = ("scenarios.toml", "customers.csv", "--reps", "reps.csv")
    said = rounds("scenarios", *files, *options, "--json", "found.json")
    assert said.code == 0, said.err
    by_command = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    job = ask_scenarios(filled, manager, manager.team_id, None, asked())
    assert do(filled).state is JobState.DONE
    view = comparison_of(filled, manager, manager.team_id, job.payload["scenario_id"])
    by_worker = json.loads(view.scenario.result)
    assert {name: by_worker[name] for name in by_command} == by_command
    assert view.found
    assert view.found.names == ("as is", "one rep")
    reps = next(line for line in view.found.lines if line.key == "reps")
    assert (reps.values, reps.differences) == ((2, 1), (0, -1))
    assert view.job
    assert view.job.result == {"month": "2026-12", "scenarios": 2, "kept": True}
    both, alone = (
        comparison_map(filled, manager, manager.team_id, view.scenario.scenario_id, k)
        for k in range(view.found.maps)
    )
    assert ("Bob" in both, "Bob" in alone) == (True, False)
    with pytest.raises(MissingError):
        comparison_map(filled, manager, manager.team_id, view.scenario.scenario_id, 2)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_what_the_rules_cost_is_told_where_it_is_asked_for(filled, manager):
    job = ask_scenarios(filled, manager, manager.team_id, None, asked(AS_IS, price_rules=True))
    assert do(filled).state is JobState.DONE
    found = comparison_of(filled, manager, manager.team_id, job.payload["scenario_id"]).found
    assert found
    assert (found.names, found.maps) == (("as is",), 1)
    rules = {price.rule: price.verdict for price in found.prices}
    assert "daily cap" in rules
    assert "opening hours" not in rules, "the list has none"


def test_everything_wrong_in_the_text_is_told_with_its_line_and_nothing_is_kept(filled, manager):
    text = '[[scenario]]\nnane = "a"\n\n[[scenario]]\nname = "b"\nreps = "/etc/passwd"\ndaily_cap = "x"\n'
    with pytest.raises(InputError) as caught:
        ask_scenarios(filled, manager, manager.team_id, None, asked(text))
    told = [(p.file, p.row, p.column) for p in caught.value.problems]
    assert told == [
        ("scenarios.toml", 1, "scenario 1"),
        ("scenarios.toml", 2, "scenario 1, nane"),
        ("scenarios.toml", 6, "scenario 2, reps"),
        ("scenarios.toml", 7, "scenario 2, daily_cap"),
    ]
    assert comparisons_of(filled, manager, manager.team_id) == []


def test_a_text_that_is_no_toml_tells_no_folder_of_the_server(filled, manager):
    with pytest.raises(InputError) as caught:
        ask_scenarios(filled, manager, manager.team_id, None, asked("[[scenario]\n"))
    (problem,) = caught.value.problems
    assert (problem.file, problem.row) == ("scenarios.toml", 1)
    assert "/" not in str(problem)


def test_a_comparison_is_planned_once_at_a_time_changed_by_who_saw_it_and_removed(filled, manager):
    team_id = manager.team_id
    job = ask_scenarios(filled, manager, team_id, None, asked())
    seen = comparison_of(filled, manager, team_id, job.payload["scenario_id"]).scenario
    for refused in (
        lambda: ask_scenarios(filled, manager, team_id, seen, asked()),
        lambda: ask_scenarios(filled, manager, team_id, None, asked()),
        lambda: remove_comparison(filled, manager, team_id, seen.scenario_id),
    ):
        with pytest.raises(StoreError):
            refused()
    cancel_job(filled, manager, team_id, job.job_id)
    again = ask_scenarios(filled, manager, team_id, seen, asked(AS_IS, "summer"))
    cancel_job(filled, manager, team_id, again.job_id)
    with pytest.raises(StaleError):
        ask_scenarios(filled, manager, team_id, seen, asked())
    (view,) = comparisons_of(filled, manager, team_id)
    assert view.job
    assert (view.scenario.name, view.job.job_id, view.found) == ("summer", again.job_id, None)
    remove_comparison(filled, manager, team_id, seen.scenario_id)
    assert comparisons_of(filled, manager, team_id) == []


def test_a_variant_of_the_form_is_text_that_the_command_reads():
    text = variant_text(Variant(without=['R"1'], daily_cap=5, intervals={"A": 14}))
    assert text.splitlines() == [
        "[[scenario]]",
        'name = "without R\\"1, cap 5, A 14 days"',
        'without = ["R\\"1"]',
        "daily_cap = 5",
        "intervals = { A = 14 }",
    ]
    assert variant_text(Variant()) == ""


def test_scenarios_of_a_text_are_named_and_left_out_one_by_one():
    text = "# of the winter\n" + TWO + "\n[[scenario]]\nname = 5\n"
    pieces = pieces_of(text)
    assert [piece_name(piece) for piece in pieces] == ["as is", "one rep", ""]
    assert pieces_of(without_piece(text, 1)) == [pieces[0], pieces[2]]
    assert piece_name('[[scenario]]\nname = "') == ""
    assert pieces_of("") == []


def test_the_funnel_of_the_policy_is_asked_forward_and_backward(filled, manager):
    known = funnel_of_team(filled, manager, manager.team_id)
    found = try_funnel(known, 100, 10, [50, 40, 50])
    assert list(found.forward.counts) == [100, 50, 20, 10]
    assert list(found.backward.counts) == [100, 50, 20, 10]
    assert found.forward.chance is not None
    assert found.forward.chance == pytest.approx(0.5487, abs=1e-4)  # binomial, 100 at 0.1, >= 10
    better = try_funnel(known, 100, 10, [50, 40, 100])
    assert (better.forward.customers, better.backward.counts[0]) == (20, 50)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_headcount_is_worked_out_by_a_worker_and_kept(filled, manager):
    with pytest.raises(InputError, match="months"):
        ask_staffing(filled, manager, manager.team_id, DECEMBER, {**QUICK, "months": 0})
    ask_staffing(filled, manager, manager.team_id, DECEMBER, {**QUICK, "hire": 0})
    with pytest.raises(StoreError):
        ask_staffing(filled, manager, manager.team_id, DECEMBER, QUICK)
    assert do(filled).state is JobState.DONE
    view = staffing_of(filled, manager, manager.team_id)
    assert view.done
    assert view.done == view.latest
    (count,) = view.done.result["headcounts"]
    assert (count["people"], count["today"]) == (1, 2)
    assert view.done.result["hires"] == []
