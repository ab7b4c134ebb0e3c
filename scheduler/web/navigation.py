"""What stands in the head of every page, by role."""

import re
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
        Where it leads; ``{team_id}`` is the team of the user, or, for people without one, that of
        the page they look at.
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


_OFFICE = frozenset({Role.MANAGER, Role.OPERATIONS, Role.ADMIN})
_MANAGERS = frozenset({Role.MANAGER, Role.ADMIN})
_OVERALL = frozenset({Role.OPERATIONS, Role.ADMIN})
_REPS = frozenset({Role.REP})

# In the order in which they stand. The first one of a role is its first page.
ENTRIES: tuple[Entry, ...] = (
    Entry(N_("People"), "/admin", frozenset({Role.ADMIN})),
    Entry(N_("All teams"), "/teams", _OVERALL),
    Entry(N_("Jobs"), "/jobs", _OVERALL),
    Entry(N_("Months"), "/teams/{team_id}/months", _OFFICE),
    Entry(N_("Customers"), "/teams/{team_id}/portfolio", _OFFICE),
    Entry(N_("Upload"), "/teams/{team_id}/upload", _MANAGERS),
    Entry(N_("Scenarios"), "/teams/{team_id}/scenarios", _OFFICE),
    Entry(N_("Headcount"), "/teams/{team_id}/headcount", _OFFICE),
    Entry(N_("Funnel"), "/teams/{team_id}/funnel", _OFFICE),
    Entry(N_("Today"), "/phone", _REPS),
    Entry(N_("Week"), "/phone/week", _REPS),
    Entry(N_("Proposals"), "/phone/proposals", _REPS),
    Entry(N_("Calendar"), "/phone/calendar", _REPS),
    Entry(N_("Proposals"), "/teams/{team_id}/proposals", _MANAGERS),
    Entry(N_("Appointments"), "/teams/{team_id}/appointments", _MANAGERS),
)


def links_of(user: User | None, path: str = "") -> list[Link]:
    """Return the links of a user; the longest one that ``path`` lies below is marked."""
    entries = list(_entries_of(user, path))
    above = [target for _text, target in entries if path == target or path.startswith(target + "/")]
    here = max(above, key=len, default="")
    return [Link(_(text), target, target == here) for text, target in entries]


def first_page(user: User) -> str:
    """Return where a user begins."""
    return next((target for _text, target in _entries_of(user)), "/password")


def _entries_of(user: User | None, path: str = "") -> Iterable[tuple[str, str]]:
    if user is None:
        return
    inside = re.match(r"/teams/(\d+)(?:/|$)", path)
    team_id = inside[1] if inside and user.team_id is None else user.team_id
    for entry in ENTRIES:
        if user.role not in entry.roles:
            continue
        if "{team_id}" not in entry.path:
            yield entry.text, entry.path
        elif team_id is not None:
            yield entry.text, entry.path.format(team_id=team_id)
