"""The licences of what Rounds builds on: permissive, or named here with the reason why they are fine."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest

from tests.shared_data import CHECKOUT

PERMISSIVE = re.compile(r"\b(MIT|BSD|Apache|0BSD|Zlib|CC0|ISC|PSF)", re.IGNORECASE)
COPYLEFT = re.compile(r"\b(A?GPL|LGPL|MPL|EUPL|BUSL|SSPL)", re.IGNORECASE)

KNOWN = {
    "psycopg": "LGPL-3.0-only: an extra, used as it is and never changed or copied",
    "hypothesis": "MPL-2.0: only tests import it",
}


def direct() -> list[str]:
    """What pyproject.toml names, less the engines that are only compared with."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    named = [*project["dependencies"], *(d for k in extras if k != "peers" for d in extras[k])]
    return [re.split(r"[\[<>=~! ]", one)[0] for one in named]


def licence_of(found: Distribution) -> str:
    """What a package says of its licence, in its three ways of saying it."""
    told = found.metadata
    classifiers = [line for line in told.get_all("Classifier") or [] if line.startswith("License")]
    texts = [*(told.get_all("License-Expression") or []), *(told.get_all("License") or [])]
    return "; ".join([*(text.partition("\n")[0] for text in texts), *classifiers])


@pytest.mark.parametrize("name", direct())
def test_a_direct_dependency_is_permissive_or_known(name):
    try:
        said = licence_of(distribution(name))
    except PackageNotFoundError:
        pytest.skip(f"{name} is not installed")
    if name in KNOWN:
        assert COPYLEFT.search(said), f"{name} is permissive by now: {said}; forget the exception"
        return
    assert PERMISSIVE.search(said), f"{name}: {said or 'no licence is told'}"
    assert not COPYLEFT.search(said), f"{name}: {said}"


def test_a_licence_that_is_not_permissive_would_be_noticed():
    assert not PERMISSIVE.search("GPL-3.0-or-later")
    assert COPYLEFT.search("License :: OSI Approved :: GNU Affero General Public License v3 (AGPL)")
