"""Hand edits of a month: what a manager does to a plan, one after the other."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from models.requirement import Strength


class EditKind(StrEnum):
    """What is done to a visit.

    ``move`` gives it a day, whether or not it had one; ``take_out`` takes its day away; ``allow``
    agrees to what it breaks on its day, so that the day is right as it stands.
    """

    MOVE = "move"
    TAKE_OUT = "take_out"
    PIN = "pin"
    UNPIN = "unpin"
    ALLOW = "allow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One hand edit.

    Parameters
    ----------
    rep_id, date
        Where a visit is moved to; of no meaning for the other kinds.
    position
        Its place among the meetings of the day, from 0; ``None`` is the best one.
    strength
        Of a pin: to rep and day, to the day, or to the week.
    time_min
        Minute after midnight to which a pin holds the visit; ``None`` leaves the time open.
    """

    kind: EditKind
    visit_id: str
    rep_id: str = ""
    date: dt.date | None = None
    position: int | None = None
    strength: Strength = Strength.FIXED
    time_min: int | None = None
