"""One rule, one word, one place in each layer: nothing is missing anywhere."""

import ast
import dataclasses
import re

import pytest

from models.policy import CostPolicy
from models.problem import Weights
from models.rules import registry, soft
from models.rules.registry import HARD_RULES, SOFT_RULES
from scheduler.solve.formulation import FORMULATED
from scheduler.solve.searched import SEARCHED
from tests.shared_data import CHECKOUT

HARD = [rule.name for rule in HARD_RULES]
SOFT = [rule.name for rule in SOFT_RULES]


def functions_of(*names):
    """Names of the test functions of some files."""
    trees = [ast.parse((CHECKOUT / name).read_text(encoding="utf-8")) for name in names]
    return [
        node.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


def test_there_are_rules_and_their_names_are_unique():
    assert len(HARD) == 15
    assert len(SOFT) == 8
    assert len({*HARD, *SOFT}) == len(HARD) + len(SOFT)


def test_every_module_of_rules_is_in_the_registry():
    modules = {path.stem for path in (CHECKOUT / "models" / "rules").glob("[a-z]*.py")}
    named = {node.name for node in _imports(registry)} | {"soft", "base", "registry"}
    assert modules == named


def _imports(module):
    tree = ast.parse((CHECKOUT / "models/rules/registry.py").read_text(encoding="utf-8"))
    assert module.HARD_RULES
    return [
        alias
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "models.rules"
        for alias in node.names
    ]


@pytest.mark.parametrize("rule", [*HARD_RULES, *SOFT_RULES], ids=[*HARD, *SOFT])
def test_every_rule_has_a_sentence(rule):
    assert re.fullmatch(r"[A-Z].+\.", rule.sentence)


def test_every_hard_rule_is_formulated_and_nothing_else():
    assert set(FORMULATED) == set(HARD)


def test_every_hard_rule_is_kept_by_the_search_and_nothing_else():
    assert set(SEARCHED) == set(HARD)
    assert all(callable(place) for place in SEARCHED.values())


@pytest.mark.parametrize("name", HARD)
def test_every_hard_rule_has_a_test_of_its_name(name):
    names = functions_of("tests/models/test_hard_rules.py", "tests/models/test_history.py")
    assert any(test.startswith(f"test_{name}_") for test in names), f"no test_{name}_..."


@pytest.mark.parametrize("name", SOFT)
def test_every_soft_rule_has_a_test_of_its_name(name):
    names = functions_of("tests/models/test_soft_rules.py")
    assert any(test.startswith(f"test_{name}_") for test in names), f"no test_{name}_..."


@pytest.mark.parametrize("name", HARD)
def test_every_hard_rule_has_a_planning_test_of_its_name(name):
    names = functions_of("tests/solve/test_rules.py")
    assert any(test.startswith(f"test_{name}_") for test in names), f"no test_{name}_..."


@pytest.mark.parametrize("rule", SOFT_RULES, ids=SOFT)
def test_every_soft_rule_has_a_weight_and_a_documented_setting(rule):
    assert rule.weight in Weights.__slots__
    setting = {field.name: field for field in dataclasses.fields(CostPolicy)}[rule.weight]
    assert setting.metadata["doc"]
    assert setting.default == getattr(Weights(), rule.weight)
    assert getattr(soft, rule.name).__doc__


def test_every_weight_belongs_to_a_soft_rule():
    assert sorted(Weights.__slots__) == sorted(rule.weight for rule in SOFT_RULES)


def test_the_readme_lists_every_rule_with_its_sentence():
    text = (CHECKOUT / "models" / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", text, re.MULTILINE))
    wanted = {rule.name: rule.sentence for rule in HARD_RULES}
    wanted |= {rule.name: rule.sentence for rule in SOFT_RULES}
    assert {name: rows.get(name) for name in wanted} == wanted
