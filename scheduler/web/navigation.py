"""What stands in the head of every page, by role."""

from collections.abc import Iterable
from typing import NamedTuple

from models.people import Role, User
from scheduler.web.texts import N_, _


class Entry(NamedTuple):
    """A link of the navigation.

    Parameters
    ----------
    text
        What it is called.
    path
        Where it leads; ``{team_id}`` is the team of the user.
    roles
        Who sees it.
    """

    text: str
    path: str
    roles: frozenset[Role]


class Link(NamedTuple):
    """An entry as somebody sees it."""

    text: str
    path: str
    is_here: bool


# In the order in which they stand. The first one of a role is its first page.
ENTRIES: tuple[Entry, ...] = (
    Entry(N_("People"), "/admin", frozenset({Role.ADMIN})),
    Entry(N_("Months"), "/teams/{team_id}/months", frozenset({Role.MANAGER})),
    Entry(N_("Customers"), "/teams/{team_id}/portfolio", frozenset({Role.MANAGER})),
    Entry(N_("Upload"), "/teams/{team_id}/upload", frozenset({Role.MANAGER})),
    Entry(N_("Today"), "/phone", frozenset({Role.REP})),
    Entry(N_("Week"), "/phone/week", frozenset({Role.REP})),
    Entry(N_("Proposals"), "/phone/proposals", frozenset({Role.REP})),
    Entry(N_("Calendar"), "/phone/calendar", frozenset({Role.REP})),
    Entry(N_("Proposals"), "/teams/{team_id}/proposals", frozenset({Role.MANAGER})),
)


def links_of(user: User | None, path: str = "") -> list[Link]:
    """Return the links of a user; the longest one that ``path`` lies below is marked."""
    entries = list(_entries_of(user))
    above = [target for _text, target in entries if path == target or path.startswith(target + "/")]
    here = max(above, key=len, default="")
    return [Link(_(text), target, target == here) for text, target in entries]


def first_page(user: User) -> str:
    """Return where a user begins."""
    return next((target for _text, target in _entries_of(user)), "/password")


def _entries_of(user: User | None) -> Iterable[tuple[str, str]]:
    for entry in ENTRIES:
        if user is None or user.role not in entry.roles:
            continue
        if "{team_id}" not in entry.path:
            yield entry.text, entry.path
        elif user.team_id is not None:
            yield entry.text, entry.path.format(team_id=user.team_id)
