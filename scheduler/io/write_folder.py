"""An output folder appears whole or not at all."""

import errno
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from models.errors import OutputError

OURS = frozenset({
    "schedule.csv",
    "days.csv",
    "unplanned.csv",
    "requirements.csv",
    "changes.csv",
    "allocation.csv",
    "plan.json",
    "schedule.xlsx",
    "report.html",
    "calendars",
    "maps",
})  # fmt: skip
"""What an older plan leaves behind; anything else in the folder is its user's and is kept."""


@dataclass(frozen=True, slots=True)
class FolderKind:
    """What an output folder holds.

    Parameters
    ----------
    what
        In a word, for messages: ``plan``.
    mark
        The file by which such a folder is recognised.
    ours
        What an older one leaves behind; anything else in it is its user's and is kept.
    """

    what: str
    mark: str
    ours: frozenset[str]


PLAN = FolderKind("plan", "plan.json", OURS)
PORTFOLIO = FolderKind(
    "portfolio",
    "portfolio.csv",
    frozenset({"portfolio.csv", "portfolio.xlsx", "temperature.html"}),
)
FOLLOW_UP = FolderKind(
    "follow-up",
    "follow.html",
    frozenset({"follow.html", "follow.xlsx", "visits.csv", "reps.csv", "meetings"}),
)
STAFFING = FolderKind(
    "staffing",
    "staffing.csv",
    frozenset({"staffing.csv", "staffing.xlsx", "reps.csv", "moves.csv"}),
)
SCENARIOS = FolderKind(
    "comparison",
    "scenarios.csv",
    frozenset(
        {
            "scenarios.csv",
            "reps.csv",
            "unplanned.csv",
            "prices.csv",
            "scenarios.html",
            "scenarios.xlsx",
            "maps",
        }
    ),
)

_CAUSES = {
    errno.EACCES: "permission denied; choose a folder you may write to, or have it opened to you",
    errno.EPERM: "not permitted; choose a folder you may write to",
    errno.EROFS: "the disk is read-only; choose another folder",
    errno.ENOSPC: "the disk is full; free some space or choose another disk",
    errno.EDQUOT: "your share of the disk is used up; free some space or choose another disk",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    errno.EEXIST: "a part of the path is a file; choose a folder",
    errno.ENOTDIR: "a part of the path is a file; choose a folder",
    errno.EBUSY: "it is in use or a mount point; choose a folder inside it",
    errno.EXDEV: "it is a mount point; choose a folder inside it",
}


@contextmanager
def atomic_folder(path: Path, kind: FolderKind = PLAN) -> Iterator[Path]:
    """Give a fresh folder to write into, and put it in place of `path` when all went well.

    An existing folder is kept until the new one is complete. It is replaced when it is empty or
    holds what Rounds wrote of that kind; files in it that Rounds does not write are carried over.

    Parameters
    ----------
    path
        The folder that is wanted.
    kind
        What it is to hold.

    Yields
    ------
    pathlib.Path
        A folder beside it; write everything into this one.

    Raises
    ------
    OutputError
        `path` is a file or a folder of something else, or cannot be written. Nothing has changed.
    """
    try:
        target = path.resolve()
    except (OSError, RuntimeError) as error:  # a loop of links
        raise OutputError(f"{path}: no such place ({error}); choose another folder") from error
    fresh = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.partial")
    try:
        check_folder(target, path, kind)
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.mkdir()
        yield fresh
        _put_in_place(fresh, target, kind)
    except OSError as error:
        raise OutputError(_message(error, path, kind)) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def check_folder(target: Path, shown: Path, kind: FolderKind = PLAN) -> None:
    """Refuse a file, and a folder that holds something else than is to be written.

    Raises
    ------
    OutputError
        Naming it as `shown`, the way the user gave it.
    """
    if not target.exists():
        return
    if not target.is_dir():
        raise OutputError(f"{shown}: this is a file; choose a folder for the {kind.what}")
    inside = {entry.name for entry in target.iterdir()}
    if inside and kind.mark not in inside:
        told = ", ".join(sorted(inside)[:3])
        raise OutputError(
            f"{shown}: the folder is not empty and holds no {kind.what} of Rounds (found {told}); "
            f"choose a new or an empty folder, e.g. {shown / kind.what}"
        )


def _put_in_place(fresh: Path, target: Path, kind: FolderKind) -> None:
    if not target.exists():
        fresh.rename(target)
        return
    old = fresh.with_suffix(".old")
    target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        raise
    _carry_over(old, target, kind)


def _carry_over(old: Path, target: Path, kind: FolderKind) -> None:
    """Keep what the user had put into the old folder, and drop the rest of it."""
    for entry in old.iterdir():
        if entry.name not in kind.ours and not (target / entry.name).exists():
            entry.rename(target / entry.name)
    # The new one is complete; an old one that cannot be removed is only litter.
    with suppress(OSError):
        shutil.rmtree(old)


def _message(error: OSError, path: Path, kind: FolderKind) -> str:
    cause = _CAUSES.get(error.errno or 0, f"{error.strerror or error}; choose another folder")
    return f"{path}: cannot write the {kind.what}: {cause}"
