"""Fixtures for all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.shared_data import CHECKOUT, require_shared

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of yardsticks outside the checkout; skips, or with CI=true fails, without it."""
    return require_shared()


@pytest.hookimpl(tryfirst=True)  # before -m selects by markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that takes the fixture `shared` with the marker of that name; slow ones first.

    A long test that begins last keeps one process busy while the others have nothing left to do.
    """
    for item in items:
        if "shared" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.shared)
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
