"""Passwords: hashed with argon2, never kept."""

import secrets

import argon2

from models.errors import InputError, InputProblem
from scheduler.pipelines.app.turns import Turns

LEAST_LENGTH = 10
MOST_LENGTH = 200
HASHER = argon2.PasswordHasher()
"""The cost of a guess, by argon2's own recommendation."""

TURNS = Turns(at_once=2, waiting=8)
"""One password takes 64 MB and a tenth of a second: forty at once would take what plans and pages need."""

# Of no password that anybody knows: a login that does not exist takes as long as one that does.
_NOBODYS = HASHER.hash(secrets.token_urlsafe(32))


def hashed(password: str) -> str:
    """Return what is kept of a password.

    Raises
    ------
    BusyError
        Too many passwords are hashed at this moment.
    InputError
        It is shorter than ten characters, or longer than anybody types.
    """
    if not LEAST_LENGTH <= len(password) <= MOST_LENGTH:
        what = f"a password has {LEAST_LENGTH} to {MOST_LENGTH} characters, this one has {len(password)}"
        advice = "choose several words that you remember"
        raise InputError([InputProblem("password", 0, "", "", what, advice)])
    with TURNS.taken():
        return HASHER.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Return whether this is the password of which that was kept; without one it takes as long.

    Raises
    ------
    BusyError
        Too many passwords are hashed at this moment.
    """
    try:
        with TURNS.taken():
            HASHER.verify(kept or _NOBODYS, password)
    except (argon2.exceptions.VerifyMismatchError, argon2.exceptions.InvalidHashError):
        return False
    return kept is not None


def one_time() -> str:
    """Return a password to hand over, which must be replaced at the first login."""
    return secrets.token_urlsafe(12)
