"""Minutes go where they earn most: the choice of contacts for one rep's month (P16).

Each candidate has gains that never rise from one contact to the next. So the contacts are a list of
things with a worth and a length, and the best of them are chosen under two limits, minutes and places
in the caps. Taking them in the order of money a minute, dearest first, is exact as long as nothing
is cut at the end; where the last ones do not fit exactly it is a knapsack, which CP-SAT solves among
the few contacts whose worth is near the price. The linear relaxation gives the shadow prices, and a
bound that says how far from the best a choice is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

TICKS_PER_MINUTE = 10
"""Minutes are counted in tenths."""
_UNITS = 10**12
"""The gains of all contacts that are chosen from, as whole numbers."""
_EFFORT = 5.0
"""Deterministic time of CP-SAT; what is found by then is taken, and the bound told."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Contacts of one customer that may be made.

    Parameters
    ----------
    minutes
        Of one contact, driving included.
    gains
        What each contact earns, in order, never rising and never negative.
    least
        So many contacts come before everything else, whatever they earn.
    meeting
        Whether a contact takes a place in the cap.
    """

    minutes: float
    gains: tuple[float, ...]
    least: int = 0
    meeting: bool = True


@dataclass(frozen=True, slots=True)
class Room:
    """What a rep has: minutes, and places in the caps of all days."""

    minutes: float
    places: int


@dataclass(frozen=True, slots=True)
class Choice:
    """What is worth its minutes.

    Parameters
    ----------
    counts
        Contacts of each candidate.
    earned, bound
        What they earn, and what no choice could exceed.
    minute_price, place_price
        What one more minute and one more place would earn (dual values of the relaxation).
    """

    counts: tuple[int, ...]
    earned: float
    bound: float
    minute_price: float
    place_price: float


@dataclass(frozen=True, slots=True)
class _Contact:
    owner: int
    ticks: int
    places: int
    gain: float


def allocate(candidates: Sequence[Candidate], room: Room) -> Choice:
    """Return the contacts that earn most.

    The least contacts of all candidates come first. Where they do not all fit, those of them are
    chosen that earn most, and no other contact is made: so more room never earns less.
    """
    ticks, places = round(room.minutes * TICKS_PER_MINUTE), room.places
    least = _contacts(candidates, [(0, c.least) for c in candidates])
    if not _fit(least, ticks, places):
        return _best(least, len(candidates), (ticks, places))
    more = _contacts(candidates, [(c.least, len(c.gains)) for c in candidates])
    ticks -= sum(contact.ticks for contact in least)
    places -= sum(contact.places for contact in least)
    found = _best(more, len(candidates), (ticks, places))
    first = sum(contact.gain for contact in least)
    counts = tuple(c.least + n for c, n in zip(candidates, found.counts, strict=True))
    return Choice(
        counts, found.earned + first, found.bound + first, found.minute_price, found.place_price
    )


def _contacts(
    candidates: Sequence[Candidate], spans: Sequence[tuple[int, int]]
) -> tuple[_Contact, ...]:
    return tuple(
        _Contact(k, round(c.minutes * TICKS_PER_MINUTE), int(c.meeting), c.gains[number])
        for k, (c, span) in enumerate(zip(candidates, spans, strict=True))
        for number in range(*span)
    )


def _fit(contacts: Sequence[_Contact], ticks: int, places: int) -> bool:
    return sum(c.ticks for c in contacts) <= ticks and sum(c.places for c in contacts) <= places


def _best(contacts: Sequence[_Contact], owners: int, room: tuple[int, int]) -> Choice:
    """Choose by price where that is proven to be best, else by CP-SAT among what is still open."""
    if _fit(contacts, *room):
        return _choice(contacts, range(len(contacts)), owners, (_sum(contacts), _Prices(0.0, 0.0)))
    prices = _prices(contacts, room)
    taken = _by_price(contacts, room, prices)
    earned, bound = _sum(contacts[k] for k in taken), prices.bound(contacts, room)
    if earned < bound * (1 - 1e-9):
        taken, proven = _search(contacts, room, taken, (prices, bound - earned))
        bound = _sum(contacts[k] for k in taken) if proven else bound
    return _choice(contacts, taken, owners, (bound, prices))


@dataclass(frozen=True, slots=True)
class _Prices:
    """What one tick and one place would earn."""

    tick: float
    place: float

    def of(self, contact: _Contact) -> float:
        """Return what a contact uses up."""
        return contact.ticks * self.tick + contact.places * self.place

    def bound(self, contacts: Sequence[_Contact], room: tuple[int, int]) -> float:
        """Return what no choice can exceed, at whatever prices that are not negative."""
        surplus = sum(max(0.0, contact.gain - self.of(contact)) for contact in contacts)
        return room[0] * self.tick + room[1] * self.place + surplus


def _prices(contacts: Sequence[_Contact], room: tuple[int, int]) -> _Prices:
    """Return the prices at which the bound is least: the dual of allowing parts of contacts."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    parts = [solver.NumVar(0, 1, "") for _ in contacts]
    limits = [solver.Constraint(-solver.infinity(), float(limit)) for limit in room]
    for part, contact in zip(parts, contacts, strict=True):
        limits[0].SetCoefficient(part, contact.ticks)
        limits[1].SetCoefficient(part, contact.places)
        solver.Objective().SetCoefficient(part, contact.gain)
    solver.Objective().SetMaximization()
    solver.Solve()
    tick, place = (max(0.0, limit.dual_value()) for limit in limits)
    return _Prices(tick, place)


def _by_price(
    contacts: Sequence[_Contact], room: tuple[int, int], prices: _Prices
) -> tuple[int, ...]:
    """Take the contacts that earn most for what they use up, as long as they fit."""

    def worth(k: int) -> tuple[float, float]:
        price = prices.of(contacts[k])
        return contacts[k].gain / price if price > 0 else float("inf"), contacts[k].gain

    ticks, places = room
    taken = []
    for k in sorted(range(len(contacts)), key=worth, reverse=True):
        if contacts[k].ticks <= ticks and contacts[k].places <= places:
            taken.append(k)
            ticks, places = ticks - contacts[k].ticks, places - contacts[k].places
    return tuple(taken)


def _search(
    contacts: Sequence[_Contact],
    room: tuple[int, int],
    taken: Sequence[int],
    known: tuple[_Prices, float],
) -> tuple[tuple[int, ...], bool]:
    """Return the best contacts that CP-SAT finds, and whether they are proven to be the best.

    A contact that earns more beyond its price than the gap is in every better choice, one that lacks
    as much is in none (reduced-cost fixing): so only a few contacts around the price are open.
    """
    prices, gap = known
    surplus = [contact.gain - prices.of(contact) for contact in contacts]
    margin = gap * (1 + 1e-9)
    sure = [k for k, more in enumerate(surplus) if more > margin]
    core = [k for k, more in enumerate(surplus) if abs(more) <= margin]
    model = cp_model.CpModel()
    made = {k: model.new_bool_var(f"contact_{k}") for k in core}
    left_ticks = room[0] - sum(contacts[k].ticks for k in sure)
    left_places = room[1] - sum(contacts[k].places for k in sure)
    model.add(sum(contacts[k].ticks * made[k] for k in core) <= left_ticks)
    model.add(sum(contacts[k].places * made[k] for k in core) <= left_places)
    # One unit more for each contact: of choices that earn the same, the one with more contacts.
    scale = _UNITS / max(_sum(contacts[k] for k in core), 1e-300)
    model.maximize(sum((round(contacts[k].gain * scale) + 1) * made[k] for k in core))
    hinted = set(taken)
    for k in core:
        model.add_hint(made[k], k in hinted)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = _EFFORT
    status = solver.solve(model)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return tuple(taken), False
    found = (*sure, *(k for k in core if solver.boolean_value(made[k])))
    return found, status == cp_model.OPTIMAL


def _choice(
    contacts: Sequence[_Contact],
    taken: Sequence[int],
    owners: int,
    known: tuple[float, _Prices],
) -> Choice:
    counts = [0] * owners
    for k in taken:
        counts[contacts[k].owner] += 1
    gains: list[list[float]] = [[] for _ in range(owners)]
    for contact in contacts:
        gains[contact.owner].append(contact.gain)
    # Gains never rise: the first of a customer's contacts are at least as good as those taken.
    sums = (list(accumulate(own, initial=0.0))[n] for own, n in zip(gains, counts, strict=True))
    earned, (bound, prices) = sum(sums), known
    return Choice(
        counts=tuple(counts),
        earned=earned,
        bound=max(earned, bound),
        minute_price=prices.tick * TICKS_PER_MINUTE,
        place_price=prices.place,
    )


def _sum(contacts: Iterable[_Contact]) -> float:
    return sum(contact.gain for contact in contacts)
