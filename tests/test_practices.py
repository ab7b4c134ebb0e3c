"""The practices: each has a command, a function and a test, and every number of them is a setting."""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from dataclasses import fields
from typing import NamedTuple

import pytest

from models.policy import Policy
from scheduler.pipelines.settings import show_policy
from tests.shared_data import CHECKOUT
from tests.test_docs import help_of

ROW = re.compile(
    r"^\| (P\d+) \| ([^|]+) \| `rounds (\w+)` \| `([\w.]+)` \| `([\w/.]+)::(\w+)` \|$", re.MULTILINE
)
SETTINGS = [
    f"{section.name}.{setting.name}"
    for section in fields(Policy)
    for setting in fields(getattr(Policy(), section.name))
]


class Practice(NamedTuple):
    number: str
    text: str
    command: str
    function: str
    file: str
    test: str


PRACTICES = [
    Practice(*found)
    for found in ROW.findall((CHECKOUT / "scheduler/README.md").read_text(encoding="utf-8"))
]


def has_command(name: str) -> bool:
    return re.search(rf"^\W*{name}\s", help_of(), re.MULTILINE) is not None


def function_named(path: str) -> object:
    module, _, name = f"scheduler.{path}".rpartition(".")
    return getattr(importlib.import_module(module), name, None)


def names_of_tests_in(file: str) -> set[str]:
    tree = ast.parse((CHECKOUT / "tests" / file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_all_practices_are_in_the_table_once_and_in_order():
    assert [practice.number for practice in PRACTICES] == [f"P{k}" for k in range(1, 28)]


@pytest.mark.parametrize("practice", PRACTICES, ids=[practice.number for practice in PRACTICES])
def test_a_practice_has_its_command_function_and_test(practice):
    assert has_command(practice.command)
    assert callable(function_named(practice.function))
    assert practice.test.startswith("test_")
    assert practice.test in names_of_tests_in(practice.file)


# The numbers of the practice as its sources give them, each under the setting that holds it.
NUMBERS = {
    "value.months": 12,  # P2
    "value.margin": 0.25,  # P5
    "capacity.portfolio_limit": 150,
    "release.hopeless_to": 2,
    "category.a_top_share": 0.10,  # P6
    "category.a_from": 0.80,
    "category.b_from": 0.45,
    "category.tail_below": 0.15,
    "category.hopeful_from": 3,
    "category.pareto_a": 0.80,
    "category.pareto_b": 0.95,
    "temperature.b_level": 0.6,
    "temperature.c_level": 0.3,
    "lookalike.lift": True,  # P7
    "treatment.unknown_potential": 3,  # P8
    "treatment.call_the_tail": False,
    "treatment.table": {
        "A_low": ["visit", 30], "A_mid": ["visit", 30], "A_high": ["visit", 30],
        "B_low": ["visit", 90], "B_mid": ["visit", 90], "B_high": ["visit", 60],
        "C_low": ["call", 90], "C_mid": ["visit", 90], "C_high": ["visit", 90],
        "D_low": ["email", 180], "D_mid": ["email", 180], "D_high": ["visit", 90],
    },  # P8, P11
    "temperature.months": 3,  # P9, P10
    "temperature.blue_below": 0.5,
    "temperature.cool_below": 0.8,
    "temperature.warm_to": 1.1,
    "growth.first_gain": 0.05,  # P12
    "growth.decay": 0.6,
    "growth.max_meetings": 4,
    "time.visit_min": 45,  # P13
    "time.shop_visit_min": 30,
    "time.office_min": 60,
    "time.call_min": 15,
    "time.presentation_min": 90,
    "time.email_min": 10,
    "time.contract_min": 60,
    "capacity.daily_cap": 5,  # P14
    "capacity.shop_daily_cap": 8,
    "capacity.working_days": 22,
    "capacity.prospecting_share": 0.10,  # P15
    "due.tolerance": 0.20,  # when a visit is due
    "due.min_tolerance_days": 2,
    "due.max_tolerance_days": 14,
    "cost.closing_ratio": 0.2,  # P18: "5 : 1"
    "cost.max_detour_min": 30,
    "funnel.shares": [0.5, 0.2, 0.1],  # P20
}  # fmt: skip


@pytest.mark.parametrize("setting", NUMBERS)
def test_every_number_of_the_practice_is_printed_by_rounds_policy(setting):
    section, _, name = setting.partition(".")
    assert tomllib.loads(show_policy(None))[section][name] == NUMBERS[setting]


def attributes_read() -> set[str]:
    """Names of all attributes that the project reads, the policy's own methods included."""
    files = [path for name in ("models", "scheduler") for path in (CHECKOUT / name).rglob("*.py")]
    assert len(files) > 100
    return {
        node.attr
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
    }


def test_every_setting_is_read_somewhere():
    read = attributes_read()
    assert {name for name in SETTINGS if name.partition(".")[2] not in read} == set()
