"""The yardsticks outside the checkout: found, skipped, or demanded."""

from __future__ import annotations

import pytest

from tests.shared_data import require_shared, shared_folder


def test_the_environment_variable_names_the_folder(tmp_path):
    assert shared_folder({"ROUNDS_SHARED": str(tmp_path)}) == tmp_path.resolve()


def test_a_folder_that_does_not_exist_is_none(tmp_path):
    assert shared_folder({"ROUNDS_SHARED": str(tmp_path / "nowhere")}) is None


def test_without_the_folder_a_test_is_skipped(tmp_path):
    with pytest.raises(pytest.skip.Exception, match="ROUNDS_SHARED"):
        require_shared({"ROUNDS_SHARED": str(tmp_path / "nowhere")})


def test_without_the_folder_a_test_fails_in_ci(tmp_path):
    with pytest.raises(pytest.fail.Exception, match="nothing may be skipped"):
        require_shared({"ROUNDS_SHARED": str(tmp_path / "nowhere"), "CI": "true"})


def test_the_fixture_sets_the_marker(request, shared):
    assert shared.is_dir()
    assert request.node.get_closest_marker("shared") is not None
