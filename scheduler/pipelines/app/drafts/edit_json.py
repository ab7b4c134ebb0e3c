"""Hand edits as JSON values, as the store keeps them."""

import datetime as dt
from typing import Any

from models.edits import Edit, EditKind
from models.requirement import Strength
from scheduler.pipelines.app.drafts.state import refuse


def edit_to_json(edit: Edit) -> dict[str, Any]:
    """Return an edit as JSON values; what has no meaning for its kind is left out."""
    values: dict[str, Any] = {"kind": edit.kind.value, "visit_id": edit.visit_id}
    if edit.kind is EditKind.MOVE and edit.date is not None:
        values |= {"rep_id": edit.rep_id, "date": edit.date.isoformat()}
        values |= {} if edit.position is None else {"position": edit.position}
    if edit.kind is EditKind.PIN:
        values |= {"strength": edit.strength.value}
        values |= {} if edit.time_min is None else {"time_min": edit.time_min}
    return values


def edit_from_json(values: Any) -> Edit:
    """Return the edit that `edit_to_json` has told.

    Raises
    ------
    InputError
        The values are no edit.
    """
    try:
        date, position, time = (values.get(name) for name in ("date", "position", "time_min"))
        return Edit(
            kind=EditKind(values["kind"]),
            visit_id=str(values["visit_id"]),
            rep_id=str(values.get("rep_id", "")),
            date=None if date is None else dt.date.fromisoformat(date),
            position=None if position is None else max(0, int(position)),
            strength=Strength(values.get("strength", Strength.FIXED)),
            time_min=None if time is None else int(time),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        refuse(str(values)[:80], "this is no edit of a plan", "load the board again")
