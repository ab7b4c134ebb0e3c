"""Each journey happens in a folder of its own, as people run the command or open the pages."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from scheduler.pipelines import compiling

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium")
PATIENCE_MS = 240_000
"""How long a page may take on a machine that does much else."""
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's browser without a window; skips, or with CI=true fails, where there is none."""
    if CHROMIUM is None:
        told = "there is no chromium here: install Debian's package"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET])
        yield browser
        browser.close()
