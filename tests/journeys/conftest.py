"""Each journey happens in a folder of its own, as people run the command."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.pipelines import compiling


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
def compiled() -> Iterator[None]:
    """Start no processes that compile the search."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiling, "warm_up_beside", lambda: (Compiled(),))
        yield
