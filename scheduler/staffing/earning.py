"""What a rep's year can earn: its minutes and places spent where they earn most (P16, P23).

Over a year parts of contacts may be counted, so the linear programme is the answer. Contacts that are
due come before extra ones, as in the month.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog


@dataclass(frozen=True, slots=True)
class Offer:
    """Like contacts of one customer that may be made in a year.

    Parameters
    ----------
    times
        At most so many.
    minutes
        Of one, driving included.
    earns, sales
        Money earned and sold by one.
    due
        Whether they are due or asked for; else extra meetings.
    """

    times: float
    minutes: float
    earns: float
    sales: float
    due: bool


@dataclass(frozen=True, slots=True)
class Earned:
    """What a year earns.

    Parameters
    ----------
    due, due_sales
        By contacts that are due.
    extra, extra_sales
        By extra meetings in the time that is left.
    hour
        What one more hour would earn with contacts that are due, else with extra meetings.
    """

    due: float = 0.0
    due_sales: float = 0.0
    extra: float = 0.0
    extra_sales: float = 0.0
    hour: float = 0.0


def earned_in(offers: Sequence[Offer], minutes: float, places: float) -> Earned:
    """Return the most that contacts can earn in the minutes and places of a year."""
    due = [offer for offer in offers if offer.due]
    room = (max(0.0, minutes), max(0.0, places))
    made, hour = _best(due, room)
    first = (_total(due, made, "earns"), _total(due, made, "sales"))
    if not _all_made(due, made):
        return Earned(*first, hour=hour)
    left = (
        room[0] - sum(offer.times * offer.minutes for offer in due),
        room[1] - sum(offer.times for offer in due),
    )
    extra = [offer for offer in offers if not offer.due]
    more, hour = _best(extra, left)
    return Earned(*first, _total(extra, more, "earns"), _total(extra, more, "sales"), hour)


def _best(offers: Sequence[Offer], room: tuple[float, float]) -> tuple[list[float], float]:
    """Return how often each is made, and what one more hour would earn."""
    used = [offer.times * offer.minutes for offer in offers]
    if sum(used) <= room[0] and sum(offer.times for offer in offers) <= room[1]:
        return [offer.times for offer in offers], 0.0
    found = linprog(
        [-offer.earns for offer in offers],
        A_ub=np.array([[offer.minutes for offer in offers], [1.0] * len(offers)]),
        b_ub=np.maximum(room, 0.0),
        bounds=[(0.0, offer.times) for offer in offers],
        method="highs",
    )
    return list(map(float, found.x)), 60 * max(0.0, -float(found.ineqlin.marginals[0]))


def _total(offers: Sequence[Offer], made: Sequence[float], name: str) -> float:
    return sum(
        times * float(getattr(offer, name)) for offer, times in zip(offers, made, strict=True)
    )


def _all_made(offers: Sequence[Offer], made: Sequence[float]) -> bool:
    return all(times >= offer.times - 1e-6 for offer, times in zip(offers, made, strict=True))
