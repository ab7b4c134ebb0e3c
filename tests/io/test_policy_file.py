"""The settings file: read with all problems at once, printed with its meaning."""

import dataclasses
import tomllib
from dataclasses import fields, replace

import pytest

from models.errors import InputError
from models.policy import CategoryPolicy, Policy, TimePolicy, TreatmentPolicy
from scheduler.io.policy_file import CHOICES, policy_text, read_policy
from tests.io.reading_tools import said, write


def read(folder, text):
    return read_policy(write(folder, text, "policy.toml"))


def refused(folder, text) -> str:
    with pytest.raises(InputError) as caught:
        read(folder, text)
    return said(caught.value.problems)


def test_what_is_printed_is_read_back_the_same(tmp_path):
    assert read(tmp_path, policy_text()) == Policy()


def test_changed_settings_survive_printing_and_reading(tmp_path):
    changed = replace(
        Policy(),
        time=TimePolicy(visit_min=50, shop_words=('say "hi"', "back\\slash", "חנות", "tab\t")),
        treatment=TreatmentPolicy(table={**TreatmentPolicy().table, "A_low": ("call", 14)}),
        category=CategoryPolicy(method="pareto", a_from=1e-05),
    )
    assert read(tmp_path, policy_text(changed)) == changed


def test_every_setting_is_printed_with_its_meaning():
    text = policy_text()
    tables = tomllib.loads(text)
    count = 0
    for section in fields(Policy):
        for spec in fields(getattr(Policy(), section.name)):
            count += 1
            assert spec.name in tables[section.name]
            assert spec.metadata["doc"] in text
    assert count > 40


def test_an_empty_file_is_the_default(tmp_path):
    assert read(tmp_path, "") == Policy()


def test_a_file_changes_what_it_names_only(tmp_path):
    policy = read(tmp_path, '[time]\nvisit_min = 50\n[treatment.table]\nA_low = ["call", 14]\n')
    assert policy.time.visit_min == 50
    assert policy.time.call_min == TimePolicy().call_min
    assert policy.treatment.table["A_low"] == ("call", 14)
    assert policy.treatment.table["B_low"] == ("visit", 90)


def test_a_whole_number_serves_where_a_fraction_may_stand(tmp_path):
    value = read(tmp_path, "[travel]\nspeed_kmh = 60\n").travel.speed_kmh
    assert value == 60.0
    assert isinstance(value, float)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[tim]\nvisit_min = 5\n", "did you mean 'time'"),
        ("[time]\nvisit_minutes = 5\n", "did you mean 'visit_min'"),
        ('[time]\nvisit_min = "45"\n', "give a whole number"),
        ("[time]\nvisit_min = 45.5\n", "give a whole number"),
        ("[time]\nvisit_min = true\n", "give a whole number"),
        ("[time]\nvisit_min = 0\n", "give at least 1"),
        ("[travel]\nspeed_kmh = inf\n", "give a number"),
        ("[travel]\nspeed_kmh = nan\n", "give a number"),
        ("[value]\nmargin = 2.5\n", "give between 0 and 1"),
        ("[solve]\none_rep_per_customer = 1\n", "give true or false"),
        ("[time]\nshop_words = 'shop'\n", "give a list of texts"),
        ("[time]\nshop_words = [1]\n", "give a list of texts"),
        ("[value]\nincomplete_months = ['2026-13']\n", "is not a month"),
        ("[category]\nmethod = 'levle'\n", "give one of level, pareto"),
        ("[calendar]\neves = 'maybe'\n", "give one of auto, work, half, off"),
        ("[rep]\nwork_days = 'Funday'\n", "no weekday"),
        ("[rep]\nwork_days = 'none'\n", "no working days"),
        ("[rep]\nwork_days = ''\n", "rep.work_days"),
        ("[rep]\nwork_hours = '17:00-09:00'\n", "end before they begin"),
        ("[rep]\ntime_zone = 'Mars/Olympus'\n", "no such time zone"),
        ("[calendar]\nhalf_day_end = 'noon'\n", "no time of day"),
        ("[treatment]\ntable = 5\n", "A_low"),
        ("[treatment.table]\nZ_low = ['visit', 30]\n", "no such line: Z_low"),
        ("[treatment.table]\nA_low = 'visit'\n", 'write it as ["visit", 30]'),
        ("[treatment.table]\nA_low = ['pigeon', 30]\n", "names no channel"),
        ("[treatment.table]\nA_low = ['visit', 0]\n", "at least 1 day"),
        ("[treatment.table]\nA_low = ['visit', true]\n", 'write it as ["visit", 30]'),
        ("time = 5\n", "write [time]"),
        ("[time\n", "line 1"),
        ("[time]\nvisit_min = \n", "line 2"),
    ],
)
def test_what_is_wrong_is_told_with_advice(tmp_path, text, what):
    assert what in refused(tmp_path, text)


def test_every_problem_is_told_at_once(tmp_path):
    text = "[tim]\nx = 1\n[time]\nvisit_min = 0\ncall_min = 0\nfoo = 1\n[value]\nmargin = 'x'\n"
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    problems = caught.value.problems
    assert len(problems) == 5
    assert all(problem.file.endswith("policy.toml") for problem in problems)


def test_a_byte_order_mark_does_not_matter(tmp_path):
    assert read_policy(write(tmp_path, "[time]\nvisit_min = 50\n", encoding="utf-8-sig"))


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda path: None, "does not exist"),
        (lambda path: path.mkdir(), "folder"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), "UTF-8"),
        (lambda path: path.write_bytes(b" " * 1_000_001), "too large"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path, make, what):
    path = tmp_path / "policy.toml"
    make(path)
    with pytest.raises(InputError, match=what):
        read_policy(path)


def test_words_that_may_be_chosen_are_those_of_the_documentation():
    for full, words in CHOICES.items():
        section, name = full.split(".")
        table = getattr(Policy(), section)
        (spec,) = [spec for spec in dataclasses.fields(table) if spec.name == name]
        assert getattr(table, name) in words
        for word in words:
            assert f"'{word}'" in spec.metadata["doc"]


def test_a_list_of_numbers_is_read_and_checked(tmp_path):
    assert read(tmp_path, "[funnel]\nshares = [1, 0.5]\n").funnel.shares == (1.0, 0.5)
    assert "give a list of numbers" in refused(tmp_path, "[funnel]\nshares = 0.5\n")
    assert "give a list of numbers" in refused(tmp_path, '[funnel]\nshares = [0.5, "half"]\n')
