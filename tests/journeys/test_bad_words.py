"""Words on the command line, settings and output places that cannot be meant: exit code 2."""

from pathlib import Path

import pytest

from tests.journeys.test_bad_lists import refused
from tests.journeys.tools import FIVE, HEADER, plan, rounds, save, table


@pytest.fixture(autouse=True)
def customers(here):
    save("c.csv", table(HEADER, *FIVE))


OPTIONS = {
    ("--month", "2026-13"): "--month: this is no month (found '2026-13'); write it as YYYY-MM",
    ("--month", "December"): "(found 'December')",
    ("--country", "Atlantis"): "--country: no such country (found 'Atlantis'); give a code",
    ("--map", "nonsense=name"): "c.csv: there is no such field (found '--map nonsense=name')",
    ("--map", "city=town"): "the file has no such column (found '--map city=town'); its columns",
    ("--map", "city"): "--map: this maps nothing (found 'city'); give FIELD=COLUMN",
    ("--fill", "everything"): "--fill: no such use (found 'everything'); give growth, interval,",
    ("--seconds", "0"): "--seconds: no time at all (found '0'); give more than 0",
    ("--seconds", "-3"): "--seconds: no time at all (found '-3')",
    ("--seconds", "nan"): "--seconds: no length of time (found 'nan')",
    ("--seconds", "inf"): "--seconds: no length of time (found 'inf')",
    ("--iterations", "0"): "--iterations: no iteration at all (found '0'); give 1 or more",
    ("--workers", "0"): "--workers: no process at all (found '0'); give 1 or more",
    ("--date-order", "abc"): "--date-order: the order of dates is unknown (found 'abc'); give",
    ("--reps", "none.csv"): "none.csv: the file does not exist; check the name and the folder",
    ("--pins", "none.csv"): "none.csv: the file does not exist",
    ("--policy", "none.toml"): "none.toml: the file does not exist",
    ("--reps", "."): ".: this is a folder; name a file in it",
}


@pytest.mark.parametrize("words", OPTIONS, ids=" ".join)
def test_an_option_that_cannot_be_meant(words):
    assert OPTIONS[words] in refused(*words).err


@pytest.mark.parametrize("words", [("--workers", "many"), ("--no-such-option",), ("--seed", "x")])
def test_usage_that_is_not_understood(words):
    said = rounds("plan", "c.csv", *words)
    assert said.code == 2
    assert "rounds plan --help" in said.err
    assert not Path("out").exists()


def test_a_list_that_is_not_there():
    Path("c.csv").unlink()
    assert "c.csv: the file does not exist; check the name and the folder" in refused().err
    Path("c.csv").mkdir()
    assert "c.csv: this is a folder; name a file in it" in refused().err


POLICIES = {
    "[capacity]\ndaily_capp = 4": "there is no such setting (found '4'); did you mean 'daily_cap'",
    "[capacities]\ndaily_cap = 4": "there is no such table",
    '[capacity]\ndaily_cap = "many"': "the value is of the wrong kind (found 'many'); give a whole",
    "[capacity]\ndaily_cap = 0": "the setting is out of range (found '0'); give at least 1",
    "[capacity\ndaily_cap = 4": "p.toml, row 1: the file is not in the form TOML",
    '[category]\nmethod = "guess"': "this word is not known here (found 'guess'); give one of",
}


@pytest.mark.parametrize("text", POLICIES)
def test_settings_that_cannot_be_meant(text):
    save("p.toml", text)
    said = refused("--policy", "p.toml")
    assert said.err.startswith("1 problem in the input; nothing was written.\n  p.toml")
    assert POLICIES[text] in said.err
    shown = rounds("policy", "--policy", "p.toml")
    assert shown.code == 2
    assert POLICIES[text] in shown.err


PLACES = {
    ("--out", "c.csv"): "c.csv: this is a file; choose a folder",
    (
        "--out",
        "c.csv/x/y",
    ): "c.csv/x/y: c.csv is a file, not a folder; choose another place for --out",
    ("--out", "full"): "full: the folder is not empty and holds no plan of Rounds (found keep.txt)",
    ("--json", "full"): "full: this is a folder; name a file in it for --json",
    ("--json", "c.csv/x.json"): "choose another place for --json",
    ("--quarantine", "full"): "full: this is a folder; name a file in it for --quarantine",
    ("--quarantine", "c.csv"): "c.csv: this file is read; choose another file for --quarantine",
    ("--json", "c.csv"): "c.csv: this file is read; choose another file for --json",
}


@pytest.mark.parametrize("words", PLACES, ids=" ".join)
def test_a_place_that_cannot_be_written_is_refused_before_the_work(words):
    save("full/keep.txt", "mine")
    said = refused(*words)
    assert said.err.startswith("Not written: ")
    assert PLACES[words] in said.err.replace("\n", " ")
    assert Path("c.csv").read_text(encoding="utf-8") == table(HEADER, *FIVE)


def test_a_disk_that_becomes_full_leaves_the_older_plan(monkeypatch):
    save("customers.csv", table(HEADER, *FIVE))
    plan()
    before = Path("out/schedule.csv").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("scheduler.pipelines.write.WRITERS", (full,))
    words = ("--month", "2026-12", "--out", "out", "--iterations", "5", "--seed", "2")
    said = rounds("plan", "customers.csv", *words, "--quarantine", "bad.csv")
    assert said.code == 2
    assert "Not written: out: cannot write the plan: the disk is full; free some space" in said.err
    assert Path("out/schedule.csv").read_bytes() == before
    assert not Path("bad.csv").exists()
    assert not list(Path().glob(".out*"))


def test_a_defect_is_an_apology_and_no_traceback(monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError("the moon")

    monkeypatch.setattr("scheduler.cli.planning.prepare", broken)
    said = rounds("plan", "c.csv")
    assert said.code == 1
    assert "This is a defect of Rounds, not of your input: RuntimeError: the moon" in said.err
    assert "ROUNDS_DEBUG=1" in said.err


def test_too_little_memory_is_told(monkeypatch):
    def hungry(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("scheduler.cli.planning.prepare", hungry)
    said = rounds("plan", "c.csv")
    assert said.code == 2
    assert "Not enough memory. Plan fewer customers or reps at a time." in said.err


def test_many_problems_are_counted_and_the_first_ones_told():
    rows = [f"C{number},Shop,95,-93,1," for number in range(1_000)]
    save("c.csv", table(HEADER, *rows))
    said = refused()
    assert said.err.startswith("1000 problems in the input")
    assert said.err.rstrip().endswith("… and 800 more.")
