"""Driving for a meeting, as measured in planned days (P13, P23).

A day of q meetings drives out and back once, and from stop to stop. Each meeting bears the q-th part
of its own way out and back; what its day drives beyond these parts is local. A day drives at least to
its farthest stop and back, hence at least the mean of their ways: the local part is never negative
where the straight way is the shortest (Haimovich and Rinnooy Kan 1985, doi 10.1287/moor.10.4.527).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.staffing import DrivingNorm


@dataclass(frozen=True, slots=True)
class DrivenDay:
    """A planned day of a rep.

    Parameters
    ----------
    ways_min
        Minutes from home to each meeting and back, one entry a meeting; never empty.
    drive_min, drive_m
        Of the day, the way home included.
    """

    rep_id: str
    ways_min: tuple[float, ...]
    drive_min: float
    drive_m: float


def driving_norms(days: Sequence[DrivenDay], rep_ids: Iterable[str]) -> tuple[DrivingNorm, ...]:
    """Return the team's driving, then that of each rep; reps who met nobody drive as the team does.

    Raises
    ------
    ValueError
        If there is no day at all.
    """
    team = driving_norm(days)
    of_reps = {
        rep_id: [day for day in days if day.rep_id == rep_id] for rep_id in dict.fromkeys(rep_ids)
    }
    return (team, *(driving_norm(own, rep_id) for rep_id, own in of_reps.items() if own))


def driving_norm(days: Sequence[DrivenDay], rep_id: str = "") -> DrivingNorm:
    """Return the driving of some days.

    With it, ``to(way)`` summed over the meetings of these days is what they drive.

    Raises
    ------
    ValueError
        If there is no day.
    """
    if not days:
        raise ValueError("driving cannot be measured without a day")
    meetings = sum(len(day.ways_min) for day in days)
    ways = sum(sum(day.ways_min) for day in days)
    out = sum(sum(day.ways_min) / len(day.ways_min) for day in days)
    drive = sum(day.drive_min for day in days)
    return DrivingNorm(
        rep_id=rep_id,
        days=len(days),
        meetings=meetings,
        drive_min=drive,
        drive_m=sum(day.drive_m for day in days),
        shared_by=ways / out if out else meetings / len(days),
        local_min=max(0.0, drive - out) / meetings,
    )
