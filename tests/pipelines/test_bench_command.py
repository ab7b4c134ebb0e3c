"""`rounds bench` from the command line: what it prints, writes and refuses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.tools import ANN, FIVE, HEADER, REPS, rounds, save, table

TINY = "1 1 2 2\n40 20\n40 20\n0 0 0 0 0 0 0\n1 3 4 10 15 1 2 1 2\n2 0 8 5 7 1 2 1 2\n"


def text_of(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


def test_results_pass_the_independent_checker(shared):
    names = ("p01", "p14", "pr01")
    files = [shared / "bench/pvrp/instances" / name for name in names]
    said = rounds("bench", "pvrp", *files, "--iterations", "2", "--json", "out.json")
    assert said.code == 0, said.err
    checker = [sys.executable, shared / "tools/check_pvrp.py", "out.json"]
    checked = subprocess.run(checker, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert checked.stdout.count(" ok\n") == len(names)


def test_the_table_tells_length_gap_and_feasibility():
    save("deep/bks.csv", "instance,best_known\ntiny,20\n")
    path = save("deep/tiny", TINY)
    said = rounds("bench", "pvrp", path, "--iterations", "2", "--json", "out.json")
    assert said.code == 0, said.err
    assert "26.00" in said.out
    assert "+30.00%" in said.out
    (result,) = json.loads(text_of("out.json"))
    assert (result["instance"], result["cost"], result["feasible"]) == ("tiny", 26, True)


def test_a_plan_that_leaves_somebody_out_ends_with_3():
    path = save("tiny", TINY.replace("5 7 1 2 1 2", "5 70 1 2 1 2"))
    said = rounds("bench", "pvrp", path, "--iterations", "2")
    assert said.code == 3
    assert "NO" in said.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere", "--iterations", "2"], "nowhere"),
        (["tiny", "--json", "tiny"], "this file is read"),
        (["tiny", "--json", "."], "this is a folder"),
        (["tiny", "--seconds", "0"], "--seconds"),
    ],
)
def test_what_cannot_be_meant_is_refused(words, told):
    save("tiny", TINY)
    said = rounds("bench", "pvrp", *words)
    assert said.code == 2
    assert told in said.err
    assert text_of("tiny") == TINY


def test_months_are_compared_and_written():
    save("customers.csv", table(HEADER, *FIVE))
    save("reps.csv", table(REPS, ANN))
    words = ("--month", "2026-12", "--seconds", "0.3", "--iterations", "5", "--json", "out.json")
    said = rounds("bench", "month", "--customers", "customers.csv", "--reps", "reps.csv", *words)
    assert said.code == 0, said.err
    assert "Driving alone" in said.out
    assert max(map(len, said.out.splitlines())) <= 80
    runs = json.loads(text_of("out.json"))
    assert [run["engine"] for run in runs][:1] == ["rounds"]
    assert "or-tools" in {run["engine"] for run in runs}
    assert all(run["feasible"] and run["unplanned"] == 0 for run in runs)


def test_a_file_of_months_grows_and_becomes_a_table_and_a_plot():
    save("customers.csv", table(HEADER, *FIVE))
    save("reps.csv", table(REPS, ANN))
    words = ["bench", "month", "--customers", "customers.csv", "--reps", "reps.csv"]
    words += ["--month", "2026-12", "--iterations", "5", "--engine", "rounds", "--workers", "1"]
    words += ["--json", "out.json", "--seconds", "0.2"]
    assert rounds(*words).code == 0
    said = rounds(*words, "--engine", "or-tools", "--seconds", "0.3", "--seeds", "2")
    assert said.code == 0, said.err
    assert "1 result in the file before." in said.out
    runs = json.loads(text_of("out.json"))
    assert len(runs) == 2 * 2 * 2
    told = rounds("bench", "table", "out.json", "--plot", "plot.svg", "--json", "table.json")
    assert told.code == 0, told.err
    assert told.out.count("| R01 | default | 5 |") == 4
    assert text_of("plot.svg").startswith("<svg")
    assert len(json.loads(text_of("table.json"))) == 2 * 2 * 2


def test_seeds_of_an_instance_are_told_with_their_spread():
    save("bks.csv", "instance,best_known\ntiny,20\n")
    path = save("tiny", TINY)
    said = rounds("bench", "pvrp", path, "--iterations", "2", "--seeds", "2", "--json", "out.json")
    assert said.code == 0, said.err
    assert [run["seed"] for run in json.loads(text_of("out.json"))] == [1, 2]
    assert "2 gaps: mean +30.00%, worst +30.00%." in said.out
    assert max(map(len, said.out.splitlines())) <= 80
    told = rounds("bench", "table", "out.json", "--best-known", "bks.csv")
    assert "| tiny | 2 | 26.00 | 26.00 | 26.00 | 20.00 | +30.00% |" in told.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["pvrp", "tiny", "--seed", "1", "--seeds", "2"], "--seeds"),
        (["table", "tiny"], "this is no JSON"),
        (["table", "tiny", "--plot", "tiny"], "this file is read"),
        (["table", "nowhere"], "nowhere"),
    ],
)
def test_wrong_words_of_campaigns_are_refused(words, told):
    save("tiny", TINY)
    said = rounds("bench", *words)
    assert said.code == 2
    assert told in said.err
    assert text_of("tiny") == TINY


def test_a_benchmark_that_is_stopped_tells_where_its_results_are(monkeypatch):
    def stop(path, limits):
        raise KeyboardInterrupt

    path = save("tiny", TINY)
    monkeypatch.setattr("scheduler.cli.bench.bench_pvrp", stop)
    said = rounds("bench", "pvrp", path, "--json", "out.json")
    assert said.code == 130
    assert "Stopped; so far: out.json." in said.err
