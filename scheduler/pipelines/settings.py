"""The policy: read it, print it."""

from pathlib import Path

from models.policy import Policy
from scheduler.io.policy_file import policy_text, read_policy


def load_policy(path: Path | None) -> Policy:
    """Return the policy of a file, or the defaults."""
    return Policy() if path is None else read_policy(path)


def show_policy(path: Path | None) -> str:
    """Return the policy as a commented ``policy.toml``."""
    return policy_text(load_policy(path))
