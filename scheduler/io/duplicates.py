"""Customers who look like the same one spelt twice (P1): found by name, address and place.

Comparing everybody with everybody would take 20 billion comparisons for 200,000 rows. So only
those are compared who share a place (postcode, city, or square kilometre) *and* the first number
of their addresses or their whole name, or who stand on the same spot.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from rapidfuzz import fuzz, utils

from models.customers import Customer
from models.errors import InputProblem
from scheduler.io.cells import listed, normal_form
from scheduler.io.reading import Reading

NAMES_ALIKE = 85
"""Least similarity of two names, of 100, words in any order."""
ADDRESSES_ALIKE = 80
"""Least similarity of two addresses, of 100; a word more on one side does not count."""
LARGE_BLOCK = 60
"""In a larger block, each is compared with its neighbours by name only."""
NEIGHBOURS = 8

_NUMBER = re.compile(r"\d+")


class _Face:
    """What a customer is compared by."""

    __slots__ = ("address", "name", "name_numbers", "number", "places", "spot")

    def __init__(self, customer: Customer) -> None:
        self.name = utils.default_process(customer.name)
        self.name_numbers = frozenset(_NUMBER.findall(self.name))
        self.address = utils.default_process(customer.address)
        numbers = _NUMBER.search(self.address)
        self.number = numbers.group() if numbers else ""
        self.places: list[object] = []
        if customer.postcode:
            self.places.append(("postcode", customer.postcode))
        if customer.city:
            self.places.append(("city", normal_form(customer.city)))
        self.spot: tuple[float, float] | None = None
        if customer.lat is not None and customer.lon is not None:
            self.spot = (round(customer.lat, 4), round(customer.lon, 4))
            self.places.append(("square", round(customer.lat, 2), round(customer.lon, 2)))

    def blocks(self) -> Iterator[object]:
        """Yield the blocks it belongs to."""
        for place in self.places:
            yield place, self.name
            if self.address:
                yield place, 0, self.number
        if self.spot:
            yield self.spot


def likely_duplicates(reading: Reading[Customer]) -> Reading[Customer]:
    """Return the reading with a warning for each group of customers who look like one.

    Parameters
    ----------
    reading
        Its rows are all kept: people decide.
    """
    items = reading.items
    warnings = [_warning(reading.file, [items[k] for k in group]) for group in groups(items)]
    return replace(reading, warnings=(*reading.warnings, *warnings))


def groups(customers: Sequence[Customer]) -> list[list[int]]:
    """Return the positions of customers who look alike, in groups of two or more."""
    faces = [_Face(customer) for customer in customers]
    blocks: dict[object, list[int]] = defaultdict(list)
    for k, face in enumerate(faces):
        for key in face.blocks():
            blocks[key].append(k)
    root = list(range(len(faces)))
    for block in blocks.values():
        for one, two in _pairs(block, faces) if len(block) > 1 else ():
            a, b = _root(root, one), _root(root, two)
            if a != b and _alike(faces[one], faces[two]):
                root[max(a, b)] = min(a, b)
    found: dict[int, list[int]] = defaultdict(list)
    for k in range(len(faces)):
        found[_root(root, k)].append(k)
    return [group for group in found.values() if len(group) > 1]


def _root(root: list[int], k: int) -> int:
    while root[k] != k:
        root[k] = root[root[k]]
        k = root[k]
    return k


def _pairs(block: list[int], faces: Sequence[_Face]) -> Iterator[tuple[int, int]]:
    if len(block) <= LARGE_BLOCK:
        yield from combinations(block, 2)
        return
    by_name = sorted(block, key=lambda k: (faces[k].name, faces[k].address))
    for at, k in enumerate(by_name):
        for other in by_name[at + 1 : at + 1 + NEIGHBOURS]:
            yield k, other


def _alike(one: _Face, two: _Face) -> bool:
    same_name = one.name == two.name
    if not same_name:
        # Branches of a chain differ by their number alone.
        if one.name_numbers != two.name_numbers and one.name_numbers and two.name_numbers:
            return False
        if fuzz.token_sort_ratio(one.name, two.name, score_cutoff=NAMES_ALIKE) == 0:
            return False
    if one.address and two.address:
        return one.number == two.number and (
            fuzz.token_set_ratio(one.address, two.address, score_cutoff=ADDRESSES_ALIKE) > 0
        )
    # Without an address, a place as large as a town proves little.
    return one.spot == two.spot if one.spot and two.spot else same_name


def _warning(file: str, group: Sequence[Customer]) -> InputProblem:
    first, *others = group
    rows = listed([customer.row for customer in group], most=10)
    same = f"{others[0].name}, {others[0].address or others[0].city or others[0].postcode}"
    what = f"rows {rows} look like the same customer: compare with {same!r}"
    advice = "keep one of them, or leave all if they are different customers"
    return InputProblem(file, first.row, "name", first.name, what, advice)
