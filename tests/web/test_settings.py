"""Settings come from the environment and are checked at once."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from scheduler.web.settings import Settings


def test_every_setting_has_a_variable_and_a_default(monkeypatch):
    monkeypatch.setenv("ROUNDS_PORT", "9000")
    monkeypatch.setenv("ROUNDS_PUBLIC_URL", "https://rounds.example.com/")
    monkeypatch.setenv("ROUNDS_LOGIN_WAIT_MINUTES", "20")
    settings = Settings()
    assert (settings.port, settings.host) == (9000, "127.0.0.1")
    assert settings.public_url == "https://rounds.example.com"
    assert settings.limits.wait == dt.timedelta(minutes=20)


@pytest.mark.parametrize(
    "wrong",
    [
        {"port": 0},
        {"language": "de"},
        {"public_url": "rounds"},
        {"tiles": "https://tiles.example/{z}.png"},
        {"upload_limit_mb": 0},
        {"session_hours": 0},
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        Settings(**wrong)


def test_tiles_are_named_by_their_origin():
    assert Settings().tiles_origin == ""
    assert Settings(tiles="https://t.example/a/{z}/{x}/{y}.png").tiles_origin == "https://t.example"
