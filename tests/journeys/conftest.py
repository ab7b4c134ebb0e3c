"""Each journey happens in a folder of its own, as people run the command."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from scheduler.pipelines import compiling, plan
from scheduler.solve import SolveParams

LITTLE = 0.1
"""Deterministic time of CP-SAT for the first month; by default it takes 4, about as many seconds."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the command runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Compiled:
    """Stands for the process that compiles the search: this one has done so after its first plan."""

    def wait(self, timeout: float | None = None) -> int:
        return 0

    def poll(self) -> int:
        return 0


@pytest.fixture(autouse=True, scope="session")
def little_time() -> Iterator[None]:
    """Months of five customers need no long search; what is planned is as repeatable as ever."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "SolveParams", partial(SolveParams, assign_seconds=LITTLE))
        patch.setattr(compiling, "warm_up_beside", lambda: (Compiled(),))
        yield
