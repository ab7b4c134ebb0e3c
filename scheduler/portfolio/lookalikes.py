"""Customers and prospects that resemble the A customers: the same niche (P7).

A likeness is told by the company somebody keeps: of its nearest neighbours among the customers whose
sales are known, unusually many are A customers. Being near to *one* A customer proves nothing where
all cafés look alike.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
from numpy.typing import NDArray

from models.customers import Customer, Segment, Status
from models.places import Place, great_circle_m
from models.policy import Policy
from models.policy_market import LookalikePolicy
from models.portfolio import Likeness
from scheduler.portfolio.categories import Category
from scheduler.portfolio.value import Value

UP = {Segment.D: Segment.C, Segment.C: Segment.B, Segment.B: Segment.A}
"""The category above."""
_TIMES_USUAL = 2.0
"""The share of A customers among the neighbours must be so many times that of the whole list."""
_MOST_WORDS = 200
"""So many different words of a column are told apart; rarer ones count as others."""

_FEWEST = 3
"""So many neighbours are looked at even where there are fewer A customers."""

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing that customers are compared by.

    Parameters
    ----------
    name
        As people call it.
    words
        By customer, in small letters, empty where unknown; ``None`` for a numeric attribute.
    numbers
        By customer, not-a-number where unknown; ``None`` for a categorical one.
    """

    name: str
    words: tuple[str, ...] | None = None
    numbers: Points | None = None

    def knows(self, k: int) -> bool:
        """Whether the attribute of the k-th customer is known."""
        if self.words is not None:
            return bool(self.words[k])
        return self.numbers is not None and not bool(np.isnan(self.numbers[k]).any())

    def shares(self, k: int, other: int) -> bool:
        """Whether two customers have it in common: the same word, or at most a quarter apart."""
        if not (self.knows(k) and self.knows(other)):
            return False
        if self.words is not None:
            return self.words[k] == self.words[other]
        assert self.numbers is not None, "one of both is given"
        return bool(np.abs(self.numbers[k] - self.numbers[other]).max() <= 0.25)


def look_alikes(
    customers: Sequence[Customer],
    values: Mapping[str, Value],
    categories: Mapping[str, Category],
    policy: Policy,
) -> Mapping[str, Likeness]:
    """Return the customers and prospects that resemble the A customers, by id.

    Compared are industry, place, potential, growth potential and the columns named in
    `lookalike.columns`, each from 0 (the same) to 1 (as far apart as the list goes); an unknown one
    counts as half way. Somebody is alike when at least `lookalike.a_share` of its
    `lookalike.neighbours` nearest neighbours are A customers, twice as many as usual, and something
    beside the place is shared with half of them. No more neighbours are looked at than there are A
    customers, so that small lists have look-alikes, too. Inactive customers, A customers and those with a
    given segment are left out, and all of those of whom too few attributes are known.
    """
    settings = policy.lookalike
    attributes = [a for a in attributes_of(customers, settings) if a.name]
    known = [sum(a.knows(k) for a in attributes) for k in range(len(customers))]
    enough = [k for k, count in enumerate(known) if count >= settings.attributes]
    buyers = [k for k in enough if _is_buyer(customers[k], values)]
    wanted = [k for k in enough if _is_candidate(customers[k], categories)]
    is_a = {k for k in buyers if categories[customers[k].customer_id].segment is Segment.A}
    count = min(settings.neighbours, max(_FEWEST, len(is_a)))
    if not wanted or not is_a or len(buyers) <= count:
        return {}
    near = _neighbours(_points(attributes, len(customers)), buyers, wanted, count)
    usual = len(is_a) / len(buyers)
    found = {}
    for k, others in zip(wanted, near, strict=True):
        alike = [other for other in others if other in is_a]
        share = len(alike) / count
        if share < max(settings.a_share, _TIMES_USUAL * usual):
            continue
        common = _common(attributes, k, alike)
        if common:
            head = f"{len(alike)} of its {count} nearest are A ({usual:.0%} of all)"
            told = f"{head}: {', '.join(common)}{_nearest(customers, k, alike)}"
            found[customers[k].customer_id] = _likeness(
                customers, values, categories, (k, alike, told)
            )
    return found


def lifted(category: Category, likeness: Likeness | None, policy: LookalikePolicy) -> Category:
    """Return the category whose treatment a customer gets: one up where it resembles the A customers."""
    if likeness is None or not policy.lift:
        return category
    return replace(category, segment=likeness.segment, tail=False)


def likeness_notes(likes: Mapping[str, Likeness], policy: LookalikePolicy) -> tuple[str, ...]:
    """Return a sentence on how many resemble the A customers, and what follows."""
    if not likes:
        return ()
    who = "1 customer or prospect resembles" if len(likes) == 1 else f"{len(likes)} resemble"
    then = "treated one category higher" if policy.lift else "not treated otherwise for that"
    return (f"look-alikes: {who} the A customers, {then}: {', '.join(list(likes)[:5])}",)


def attributes_of(customers: Sequence[Customer], settings: LookalikePolicy) -> list[Attribute]:
    """Return what the customers can be compared by."""
    found = [Attribute("industry", words=tuple(c.industry.strip().casefold() for c in customers))]
    for name in ("potential", "growth"):
        scores = [getattr(c.scores, name) for c in customers]
        numbers = np.array([np.nan if s is None else (s - 1) / 4 for s in scores])
        found.append(Attribute(name, numbers=numbers[:, None]))
    found.append(Attribute("place", numbers=_places(customers)))
    found += [_column(customers, name) for name in settings.columns]
    return found


def _column(customers: Sequence[Customer], name: str) -> Attribute:
    """Return a further column: numeric, by rank, where every known cell is a number."""
    cells = [c.extra.get(name, "").strip() for c in customers]
    try:
        numbers = np.array([float(cell.replace(",", "")) if cell else np.nan for cell in cells])
    except ValueError:
        return Attribute(name, words=tuple(cell.casefold() for cell in cells))
    known = ~np.isnan(numbers)
    values = np.sort(numbers[known])
    # The middle rank of equal values, as a share of all: a long gap without customers is no distance.
    ranks = [np.searchsorted(values, numbers[known], side=side) for side in ("left", "right")]
    numbers[known] = (ranks[0] + ranks[1]) / (2 * max(1, len(values)))
    return Attribute(name, numbers=numbers[:, None])


def _places(customers: Sequence[Customer]) -> Points:
    """Return places on a plane, as shares of the list's width, so that both axes make up one attribute."""
    spots = [c.placement.place if c.placement is not None else None for c in customers]
    found = np.array([(s.lat, s.lon) if s else (np.nan, np.nan) for s in spots], dtype=float)
    known = found[~np.isnan(found[:, 0])]
    if not len(known):
        return found
    found[:, 1] *= np.cos(np.radians(np.median(known[:, 0])))
    known = found[~np.isnan(found[:, 0])]
    # The middle nine tenths, so that one wrong place does not squeeze the others together.
    low, high = np.quantile(known, [0.05, 0.95], axis=0)
    width = float((high - low).max()) or 1.0
    clipped: Points = np.clip((found - low) / width, 0, 1)
    return clipped


def _points(attributes: Sequence[Attribute], count: int) -> Points:
    """Return a row a customer, in which each attribute adds at most 1 to a squared distance."""
    parts = []
    for attribute in attributes:
        if attribute.numbers is not None:
            scale = np.sqrt(attribute.numbers.shape[1])
            parts.append(np.nan_to_num(attribute.numbers, nan=0.5) / scale)
            continue
        words = attribute.words or ()
        often = [word for word, _ in Counter(filter(None, words)).most_common(_MOST_WORDS)]
        at = {word: column for column, word in enumerate(often)}
        part = np.zeros((count, len(often)))
        for k, word in enumerate(words):
            if word in at:
                part[k, at[word]] = 1 / np.sqrt(2)  # two different words are 1 apart
        parts.append(part)
    return np.hstack(parts)


def _neighbours(
    points: Points, buyers: Sequence[int], wanted: Sequence[int], count: int
) -> list[list[int]]:
    """Return the nearest buyers of each wanted customer, itself left out, the nearest first."""
    from sklearn.neighbors import NearestNeighbors  # noqa: PLC0415  (it takes a second to load)

    search = NearestNeighbors(n_neighbors=count + 1, algorithm="brute").fit(points[buyers])
    rows = search.kneighbors(points[wanted], return_distance=False)
    return [
        [buyers[i] for i in row if buyers[i] != k][:count]
        for k, row in zip(wanted, rows, strict=True)
    ]


def _is_buyer(customer: Customer, values: Mapping[str, Value]) -> bool:
    known = values[customer.customer_id].amount is not None
    return known and customer.status is Status.ACTIVE


def _is_candidate(customer: Customer, categories: Mapping[str, Category]) -> bool:
    given = customer.segment is not None or customer.status is Status.INACTIVE
    return not given and categories[customer.customer_id].segment is not Segment.A


def _common(attributes: Sequence[Attribute], k: int, alike: Sequence[int]) -> list[str]:
    """Return what a customer shares with at least half of its A neighbours, beside the place."""
    told = []
    for attribute in attributes:
        same = sum(attribute.shares(k, other) for other in alike)
        if attribute.name != "place" and 2 * same >= len(alike):
            told.append(f"{_said(attribute, k)} {same} of them")
    return told


def _said(attribute: Attribute, k: int) -> str:
    if attribute.words is not None:
        return f"{attribute.name} {attribute.words[k]} like"
    if attribute.name in {"potential", "growth"} and attribute.numbers is not None:
        return f"{attribute.name} {1 + 4 * float(attribute.numbers[k, 0]):.0f}, about that of"
    return f"{attribute.name} about that of"


def _nearest(customers: Sequence[Customer], k: int, alike: Sequence[int]) -> str:
    """Return how far the nearest of the A neighbours is."""
    here = customers[k].placement
    ways = [
        (_metres(here.place, there.place), customers[other].name)
        for other in alike
        if here is not None and (there := customers[other].placement) is not None
    ]
    if not ways:
        return ""
    metres, name = min(ways)
    return f"; {name} is {metres / 1000:.1f} km away"


def _metres(one: Place, other: Place) -> float:
    return float(great_circle_m((one.lat, one.lon), (other.lat, other.lon)))


def _likeness(
    customers: Sequence[Customer],
    values: Mapping[str, Value],
    categories: Mapping[str, Category],
    found: tuple[int, Sequence[int], str],
) -> Likeness:
    k, alike, told = found
    ids = tuple(customers[other].customer_id for other in alike)
    expected = median(values[key].amount or 0.0 for key in ids)
    own = categories[customers[k].customer_id].segment
    return Likeness(UP[own], ids, expected, told)
