"""The shape of the code: who imports whom, how long things are, what the core may not ask."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.shared_data import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_FILE_LINES = 300
MAX_BODY_LINES = 40
SHARE_OF_SHORT_BODIES = 0.95
NOT_CODE = {"build", "dist", "out", "data"}

# Files that may be longer, each with its reason.
LONGER_FILES: dict[str, str] = {
    "scheduler/solve/kernel.py": "the compiled search is one file, outlined on top",
    "scheduler/solve/bound/pricing.py": "the compiled pricing is one file, outlined on top",
}

# The only files of the core that may read a stopwatch (never the date), each with its reason.
STOPWATCHES = {
    "scheduler/solve/stop.py": "its Stopwatch is the solver's only view of time: seconds since the start",
}


class Body(NamedTuple):
    """A function and the number of its lines without signature and docstring."""

    name: str
    lines: int


def code_files() -> list[Path]:
    """Every Python file of the checkout, hidden and built folders left out."""
    files = [
        path
        for path in sorted(CHECKOUT.rglob("*.py"))
        if not any(
            part in NOT_CODE or part.startswith(".") for part in path.relative_to(CHECKOUT).parts
        )
    ]
    assert len(files) > 10, "the checkout has no code: the search is wrong"
    return files


def core_files() -> list[Path]:
    """The files of models/ and scheduler/solve/."""
    core = (CHECKOUT / "models", CHECKOUT / "scheduler" / "solve")
    files = [path for path in code_files() if any(path.is_relative_to(folder) for folder in core)]
    assert files, "the core has no code: the search is wrong"
    return files


def short_name(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def bodies(path: Path) -> Iterator[Body]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            told = node.body[1:] if ast.get_docstring(node) is not None else node.body
            lines = (told[-1].end_lineno or 0) - told[0].lineno + 1 if told else 0
            yield Body(f"{short_name(path)}:{node.lineno} {node.name}", lines)


def ruff(name: str, code: str) -> str:
    """What ruff says about this code, if it were in the file of that name."""
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise"]
    said = subprocess.run(
        [*command, "--select", "TID251,NPY002", "--stdin-filename", name, "-"],
        input=code,
        capture_output=True,
        text=True,
        check=False,
        cwd=CHECKOUT,
    )
    assert said.returncode in {0, 1}, said.stderr
    return said.stdout


def test_the_import_rules_hold():
    command = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run(
        [command, "--no-cache", "--no-logo"],
        capture_output=True,
        text=True,
        check=False,
        cwd=CHECKOUT,
    )
    assert said.returncode == 0, said.stdout + said.stderr
    assert "0 broken" in said.stdout


def test_files_are_short():
    lines = {
        short_name(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in code_files()
    }
    too_long = {
        name: count
        for name, count in lines.items()
        if count > MAX_FILE_LINES and name not in LONGER_FILES
    }
    assert not too_long, f"more than {MAX_FILE_LINES} lines: {too_long}"


def test_listed_exceptions_are_still_needed():
    for name in (*LONGER_FILES, *STOPWATCHES):
        assert (CHECKOUT / name).is_file(), f"{name} is listed as an exception but does not exist"
    for name in LONGER_FILES:
        count = len((CHECKOUT / name).read_text(encoding="utf-8").splitlines())
        assert count > MAX_FILE_LINES, f"{name} is short by now: take it off the list"


def test_nearly_all_function_bodies_are_short():
    found = [body for path in code_files() for body in bodies(path)]
    assert len(found) > 50
    long = [body for body in found if body.lines > MAX_BODY_LINES]
    share = 1 - len(long) / len(found)
    assert share >= SHARE_OF_SHORT_BODIES, f"{share:.1%} within {MAX_BODY_LINES} lines: {long}"


@pytest.mark.parametrize("folder", ["models", "models/rules", "scheduler/solve"])
@pytest.mark.parametrize(
    "code",
    [
        "import time\n\nNOW = time.time()\n",
        "from datetime import datetime\n\nNOW = datetime.now()\n",
        "import datetime as dt\n\nTODAY = dt.date.today()\n",
        "import random\n\nDRAW = random.random()\n",
        "import numpy as np\n\nDRAW = np.random.rand(3)\n",
    ],
)
def test_the_lint_rule_bans_clock_and_global_random_in_the_core(folder, code):
    assert f"{folder}/sample.py:3:" in ruff(f"{folder}/sample.py", code)


def test_the_lint_rule_allows_a_clock_at_the_edge_and_a_seeded_generator_in_the_core():
    clock = "import time\n\nNOW = time.time()\n"
    assert "TID251" not in ruff("scheduler/pipelines/sample.py", clock)
    seeded = "import numpy as np\n\nGENERATOR = np.random.default_rng(1)\n"
    assert "sample.py" not in ruff("scheduler/solve/sample.py", seeded)


def asks_clock_or_entropy(path: Path) -> Iterator[str]:
    """Calls that a list of banned names cannot tell from good ones."""
    stopwatch = short_name(path) in STOPWATCHES
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func).rpartition(".")[2]
        unseeded = called in {"default_rng", "Random", "SeedSequence"} and not node.args
        reads = called in {"perf_counter", "monotonic", "perf_counter_ns", "monotonic_ns"}
        if (unseeded and not node.keywords) or (reads and not stopwatch):
            yield f"{short_name(path)}:{node.lineno} {ast.unparse(node)}"


def test_the_core_reads_no_stopwatch_and_draws_no_seed_of_its_own():
    found = [call for path in core_files() for call in asks_clock_or_entropy(path)]
    assert not found, f"a clock or a seed must come in as an argument: {found}"
