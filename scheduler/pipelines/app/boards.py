"""The month board: open a draft, edit it, go back, compare it, publish it."""

import datetime as dt
from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock

from models.changes import Change
from models.edits import Edit
from models.errors import InputError, InputProblem, MissingError, StaleError
from models.kept_plans import StoredPlan
from models.month import Month
from models.people import User
from models.plan import MonthPlan
from models.policy import Policy
from models.units import clock_text
from scheduler.pipelines.app.database import Database, Work
from scheduler.pipelines.app.drafts import (
    Draft,
    Judged,
    compared,
    edit_from_json,
    edit_to_json,
)
from scheduler.pipelines.app.plans import contents_of, edit_of, open_plan
from scheduler.pipelines.app.policy import check_policy

_MOST_BOARDS = 24
"""How many drafts with their undone edits are kept at hand."""


@dataclass(frozen=True, slots=True)
class Board:
    """An open draft: as it is kept, and as it stands.

    Parameters
    ----------
    policy_version
        Of the team's settings with which it was opened.
    """

    stored: StoredPlan
    draft: Draft
    policy_version: int = 0


def open_board(database: Database, user: User | None, team_id: int, month: Month) -> Board | None:
    """Return the draft of a month with its hand edits; ``None`` where nothing was planned yet."""
    with database.work(user) as work:
        stored = work.months.draft(team_id, month)
        if stored is None:
            return None
        return _board(work, stored)


def board_as_seen(
    database: Database, user: User | None, team_id: int, month: Month, version: int
) -> Board:
    """Return the draft of a month for somebody who is about to change what they saw.

    Parameters
    ----------
    version
        Of the draft as it was seen.

    Raises
    ------
    MissingError
        There is no draft of the month.
    StaleError
        Somebody else changed the draft meanwhile.
    """
    board = open_board(database, user, team_id, month)
    if board is None:
        raise MissingError(f"there is no draft of {month}; ask for a plan first")
    if board.stored.version != version:
        raise StaleError(f"the draft of {month}", board.stored.author, board.stored.created)
    return board


def open_draft(work: Work, team_id: int, month: Month) -> Draft | None:
    """Return the draft of a month as it stands; ``None`` where nothing was planned yet."""
    stored = work.months.draft(team_id, month)
    return None if stored is None else _board(work, stored).draft


def edit_board(
    database: Database, user: User | None, board: Board, edit: Edit
) -> tuple[Board, Judged]:
    """Make one edit, judge it and keep it.

    Raises
    ------
    InputError
        The edit has no meaning. Nothing has changed.
    StaleError
        Somebody else changed the draft meanwhile. Nothing has changed.
    """
    draft, judged = board.draft.edited(edit)
    return _kept(database, user, board, draft), judged


def undo(database: Database, user: User | None, board: Board) -> tuple[Board, Judged] | None:
    """Take the last edit back and keep that; ``None`` where there is none.

    Raises
    ------
    StaleError
        Somebody else changed the draft meanwhile. Nothing has changed.
    """
    back = board.draft.undone()
    return None if back is None else (_kept(database, user, board, back[0]), back[1])


def redo(database: Database, user: User | None, board: Board) -> tuple[Board, Judged] | None:
    """Make the edit again that was taken back last; ``None`` where there is none.

    Raises
    ------
    StaleError
        Somebody else changed the draft meanwhile. Nothing has changed.
    """
    again = board.draft.redone()
    return None if again is None else (_kept(database, user, board, again[0]), again[1])


def publish(database: Database, user: User | None, board: Board, note: str) -> tuple[Board, int]:
    """Publish the draft as it stands, and return its number.

    The edits become part of the plan: what is published is judged and exported without them.

    Raises
    ------
    InputError
        The plan breaks a rule that nobody has agreed to break.
    StaleError
        Somebody else changed or published the draft meanwhile. Nothing has changed.
    """
    _demand_sound(board.draft)
    plan = board.draft.as_plan()
    stored = board.stored
    with database.work(user) as work:
        kept = work.months.save_draft(
            stored.team_id, stored.month, contents_of(plan, pins_of(board.draft)), stored.version
        )
        number = work.months.publish(stored.team_id, stored.month, kept.version, note)
        work.commit()
        now = work.months.draft(stored.team_id, stored.month)
    assert now is not None, "publishing leaves the draft"
    draft = Draft.of(plan, (), board.draft.policy)
    return _at_hand(Board(now, draft, board.policy_version)), number


def compare(
    database: Database, user: User | None, board: Board
) -> tuple[int, tuple[Change, ...]] | None:
    """Return the number of the latest publication and what the draft changes in it; ``None``: none."""
    with database.work(user) as work:
        stored = work.months.published(board.stored.team_id, board.stored.month)
        if stored is None or stored.number is None:
            return None
        return stored.number, compared(open_plan(work, stored), board.draft)


def last_publication(database: Database, user: User | None, team_id: int, month: Month) -> int:
    """Return the number of the latest publication of a month; 0 where nothing is published."""
    with database.work(user) as work:
        return work.months.last_number(team_id, month)


def policy_of(work: Work, team_id: int) -> Policy:
    """Return the settings of a team.

    Raises
    ------
    InputError
        They cannot be read any more.
    """
    text, _ = work.policies.get(team_id)
    return check_policy(text) if text else Policy()


def first_open_day(draft: Draft, today: dt.date) -> dt.date | None:
    """Return the first day that can still be changed; ``None`` where the whole month is open."""
    return today if draft.plan.month.first <= today <= draft.plan.month.last else None


def pins_of(draft: Draft) -> tuple[dict[str, str], ...]:
    """Return the pins of a draft by the columns of ``pins.csv``: the next plan keeps them, too."""
    problem = draft.state.problem
    return tuple(
        {
            "customer_id": problem.requirement_of[visit_id].customer_id,
            "date": pin.date.isoformat(),
            "rep_id": pin.rep_id or "",
            "time": "" if pin.time_min is None else clock_text(pin.time_min),
            "strength": pin.strength.value,
        }
        for visit_id, pin in problem.pin_of.items()
        if visit_id not in problem.history
    )


def _board(work: Work, stored: StoredPlan) -> Board:
    """Return an open draft; one that was opened under other settings is opened anew."""
    version = work.policies.get(stored.team_id)[1]
    draft = _boards.get(_key(stored, version))
    if draft is not None:
        return Board(stored, draft, version)
    edits = [edit_from_json(values) for values in stored.edits]
    draft = Draft.of(_solved(work, stored), edits, policy_of(work, stored.team_id))
    return _at_hand(Board(stored, draft, version))


def _at_hand(board: Board) -> Board:
    """Keep an open draft for the next question, and return it."""
    _boards.put(_key(board.stored, board.policy_version), board.draft)
    return board


def _solved(work: Work, stored: StoredPlan) -> MonthPlan:
    return open_plan(work, replace(stored, schedule=""))


def _kept(database: Database, user: User | None, board: Board, draft: Draft) -> Board:
    stored = board.stored
    change = edit_of(
        board.draft.as_plan(),
        draft.as_plan(),
        pins_of(draft),
        [edit_to_json(edit) for edit in draft.standing],
    )
    with database.work(user) as work:
        now = work.months.edit_draft(stored.team_id, stored.month, change, stored.version)
        work.commit()
    return _at_hand(Board(now, draft, board.policy_version))


def _demand_sound(draft: Draft) -> None:
    found = draft.state.verdict.violations
    if found:
        raise InputError(
            [
                InputProblem("", 0, "", "", violation.text, "move the visit, or allow it")
                for violation in found
            ]
        )


_Key = tuple[str, int, int, dt.datetime, str, int]


class _Boards:
    """The drafts that were used last, with what was undone in them; many threads may ask."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._drafts: OrderedDict[_Key, Draft] = OrderedDict()
        self._lock = Lock()

    def get(self, key: _Key) -> Draft | None:
        with self._lock:
            if key in self._drafts:
                self._drafts.move_to_end(key)
            return self._drafts.get(key)

    def put(self, key: _Key, draft: Draft) -> None:
        with self._lock:
            self._drafts[key] = draft
            self._drafts.move_to_end(key)
            while len(self._drafts) > self._most:
                self._drafts.popitem(last=False)


def _key(stored: StoredPlan, policy_version: int) -> _Key:
    # Numbers alone are not enough: another database counts its plans from 1 as well.
    who = stored.author
    return stored.body_id, stored.plan_id, stored.version, stored.created, who, policy_version


_boards = _Boards(_MOST_BOARDS)
