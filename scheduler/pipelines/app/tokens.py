"""Tokens: what a program sends to act for a user."""

import secrets

from models.errors import InputError, InputProblem
from models.people import User
from models.records import Token
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.login import digest

_LONGEST_NAME = 100


def tokens_of(database: Database, user: User) -> list[Token]:
    """Return the tokens of a user, oldest first; not their secrets, which nobody keeps."""
    with database.work(user) as work:
        return work.tokens.of_user(user.user_id)


def add_token(database: Database, user: User, name: str) -> str:
    """Make a token and return its secret, which is shown once.

    Raises
    ------
    InputError
        The name is missing or too long.
    """
    name = name.strip()
    if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
        what = "a token has a name" if not name else "the name is too long or cannot be printed"
        told = InputProblem("token", 0, "name", name, what, "name the program that will use it")
        raise InputError([told])
    secret = f"rounds_{secrets.token_urlsafe(32)}"
    with database.work(user) as work:
        work.tokens.add(digest(secret), user.user_id, name)
        work.commit()
    return secret


def remove_token(database: Database, user: User, token_id: int) -> None:
    """Take a token away; a program that sends it is refused from now on.

    Raises
    ------
    MissingError
        The user has no such token.
    """
    with database.work(user) as work:
        work.tokens.remove(user.user_id, token_id)
        work.commit()
