"""Passwords: hashed with argon2, never kept."""

import secrets

import argon2

from models.errors import InputError, InputProblem

LEAST_LENGTH = 10
MOST_LENGTH = 200
_HASHER = argon2.PasswordHasher()
# Of no password that anybody knows: a login that does not exist takes as long as one that does.
_NOBODYS = _HASHER.hash(secrets.token_urlsafe(32))


def hashed(password: str) -> str:
    """Return what is kept of a password.

    Raises
    ------
    InputError
        It is shorter than ten characters, or longer than anybody types.
    """
    if not LEAST_LENGTH <= len(password) <= MOST_LENGTH:
        what = f"a password has {LEAST_LENGTH} to {MOST_LENGTH} characters, this one has {len(password)}"
        advice = "choose several words that you remember"
        raise InputError([InputProblem("password", 0, "", "", what, advice)])
    return _HASHER.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Return whether this is the password of which that was kept; without one it takes as long."""
    try:
        _HASHER.verify(kept or _NOBODYS, password)
    except (argon2.exceptions.VerifyMismatchError, argon2.exceptions.InvalidHashError):
        return False
    return kept is not None


def one_time() -> str:
    """Return a password to hand over, which must be replaced at the first login."""
    return secrets.token_urlsafe(12)
