"""Where the yardsticks outside the checkout are, and what to do when they are not."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

CHECKOUT = Path(__file__).resolve().parent.parent


def shared_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder of yardsticks: `ROUNDS_SHARED`, else `../shared`; None when there is none.

    For parametrizing tests. A test itself takes the fixture `shared`.
    """
    named = environment.get("ROUNDS_SHARED")
    folder = Path(named) if named else CHECKOUT.parent / "shared"
    return folder.resolve() if folder.is_dir() else None


def require_shared(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of yardsticks; without it the test is skipped, with CI=true it fails."""
    folder = shared_folder(environment)
    if folder is not None:
        return folder
    reason = "needs the yardsticks: name their folder in ROUNDS_SHARED or put it at ../shared"
    if environment.get("CI", "").lower() == "true":
        pytest.fail(f"{reason} (CI=true: nothing may be skipped)", pytrace=False)
    pytest.skip(reason)
