"""The compiled pricing: the cheapest day route at given prices of visits.

Outline
-------
1.  A label is the beginning of a day: its last place, cost so far, clock, what it remembers of the
    places it has seen, and the parities of the cuts. Labels are extended stop by stop, up to the cap.
2.  ng-routes (R. Baldacci, A. Mingozzi, R. Roberti, Operations Research 59 (2011) 1269-1283,
    doi 10.1287/opre.1110.0975): a place is remembered only as long as the route stays among places
    that count it as near. A route may come back to a place from far away, so the routes priced are
    *more* than the real ones, and their least cost is at most that of the real ones.
3.  A label falls away when another at the same place with as many stops is no dearer, no later and
    remembers no more; the clock is first in, first out, so this loses nothing. With cuts, the prices
    that the other may have to pay and this one not are added (M. Jepsen, B. Petersen,
    S. Spoorendonk, D. Pisinger, Operations Research 56 (2008) 497-511, doi 10.1287/opre.1070.0449).
4.  A label is dropped when even the cheapest completion (clock, memory and cuts left aside, found
    backwards by `cheapest_ends`) is not below the best route found.

Places are numbered 0 to N - 1; times are clock ticks, costs float64 minutes.
"""

from typing import NamedTuple

import numba as nb
import numpy as np
import numpy.typing as npt

from scheduler.solve.kernel import drive

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# Columns of `Days.hours`.
START, END, LATEST, PAUSE_START, PAUSE_END, CAP = range(6)
SPAN_FIRST, SPAN_COUNT = range(2)

WIDTH = 0.5
"""Share of the best cost found that a route must be able to reach to be followed: 1 would find the
best only, less finds more routes."""

compiled = nb.njit(cache=True, nogil=True, error_model="numpy")


class Days(NamedTuple):
    """What pricing knows of the month: N places, K kinds of days, G near places.

    Parameters
    ----------
    minutes, ticks
        [N, N] minutes and clock ticks of each leg between two places.
    leave, leave_ticks, home, home_ticks
        [K, N] the same for the legs from the start and to the end of each kind of day.
    service, work
        [N] ticks and minutes of a visit.
    hours
        [K, 6] start, end, latest end, break (-1: none) and cap of each kind of day.
    span, spans
        [K, N, 2] rows of the opening intervals in [n, 2]; a count of -1 is no limit.
    overtime
        [1] what a tick after the end of the day costs, in minutes.
    """

    minutes: Floats
    ticks: Ints
    leave: Floats
    leave_ticks: Ints
    home: Floats
    home_ticks: Ints
    service: Ints
    work: Floats
    hours: Ints
    span: Ints
    spans: Ints
    overtime: Floats


class Near(NamedTuple):
    """[N, G] places that a place remembers, -1 at the end; [N, N] where each is found (-1: nowhere)."""

    near: Ints
    position: Ints


class Cuts(NamedTuple):
    """Prices of the cuts; a stop in a cut flips its parity, every second one pays.

    Parameters
    ----------
    member
        [N] bit s is set where the place belongs to cut s.
    price
        [S] what the second stop pays, 0 or more.
    """

    member: Ints
    price: Floats


class Labels(NamedTuple):
    """Room for labels: cost, then clock, place, memory, parities, the label before, the next one."""

    cost: Floats
    clock: Ints
    place: Ints
    memory: Ints
    parity: Ints
    before: Ints
    link: Ints


def room_for(count: int) -> Labels:
    """Return room for so many labels."""
    return Labels(np.empty(count), *(np.empty(count, dtype=np.int64) for _ in range(6)))


@compiled
def arrival(t, k, at, ticks):
    """Return when a drive on a kind of day ends."""
    return drive(t.hours[k, PAUSE_START], t.hours[k, PAUSE_END], at, ticks)


@compiled
def end_of_visit(t, k, i, at):
    """Return when a visit that begins as early as possible ends, or -1, as `first_start` says."""
    length, count = t.service[i], t.span[k, i, SPAN_COUNT]
    pause = t.hours[k, PAUSE_START]
    if count == 0:
        return -1
    for s in range(max(count, 1)):
        low, high = at, 1 << 60
        if count > 0:
            low = max(at, t.spans[t.span[k, i, SPAN_FIRST] + s, 0])
            high = t.spans[t.span[k, i, SPAN_FIRST] + s, 1]
        if pause >= 0 and low < t.hours[k, PAUSE_END] and low + length > pause:
            low = max(low, t.hours[k, PAUSE_END])
        if low + length <= high:
            return low + length
    return -1


@compiled
def cheapest_ends(t, k, near, reward, weight):
    """Return the cheapest completions, without turning straight back to a place just remembered.

    Returns
    -------
    ends : float array [cap + 1, N, N]
        Least cost of ending a day at the second place with so many stops left, coming from the first.
    """
    n, cap = len(reward), t.hours[k, CAP]
    minutes, position, home = t.minutes, near.position, t.home[k]
    ends = np.empty((cap + 1, n, n))
    for left in range(cap + 1):
        for i in range(n):
            least, first, second = weight * home[i], -1, np.inf
            if left > 0:
                for j in range(n):
                    if j == i or reward[j] == -np.inf:
                        continue
                    cost = weight * minutes[i, j] - reward[j] + ends[left - 1, i, j]
                    if cost < least:
                        least, first, second = cost, j, least
                    elif cost < second:
                        second = cost
            for origin in range(n):
                back = first == origin and position[i, origin] >= 0
                ends[left, origin, i] = second if back else least
    return ends


@compiled
def sum_of(price, bits):
    """Return the prices of the cuts whose bit is set."""
    total, s = 0.0, 0
    while bits:
        if bits & 1:
            total += price[s]
        bits >>= 1
        s += 1
    return total


@compiled
def remembered(near, i, j, memory):
    """Return the memory of a route after going from place i to place j."""
    after = 0
    for g in range(near.near.shape[1]):
        m = near.near[j, g]
        if m < 0:
            break
        at = near.position[i, m]
        if m == i or (at >= 0 and (memory >> at) & 1):
            after |= 1 << g
    return after


@compiled
def keep(labels, heads, price, new, hasty):
    """Put a label into the list of its place unless one is as good; drop those it beats."""
    j = labels.place[new]
    previous, label = -1, heads[j]
    while label >= 0:
        following = labels.link[label]
        if labels.cost[label] <= labels.cost[new] and (
            hasty
            or (
                labels.clock[label] <= labels.clock[new]
                and labels.memory[label] & ~labels.memory[new] == 0
                and labels.cost[label] + sum_of(price, labels.parity[label] & ~labels.parity[new])
                <= labels.cost[new]
            )
        ):
            return False
        if labels.cost[new] <= labels.cost[label] and (
            hasty
            or (
                labels.clock[new] <= labels.clock[label]
                and labels.memory[new] & ~labels.memory[label] == 0
                and labels.cost[new] + sum_of(price, labels.parity[new] & ~labels.parity[label])
                <= labels.cost[label]
            )
        ):
            if previous < 0:
                heads[j] = following
            else:
                labels.link[previous] = following
        else:
            previous = label
        label = following
    labels.link[new] = heads[j]
    heads[j] = new
    return True


@compiled
def price_day(t, k, near, reward, weight, cuts, labels, limit, most, hasty):
    """Return the least cost of a day below `limit`, and the cheapest routes.

    Parameters
    ----------
    reward
        [N] what a stop earns; minus infinity where it may not lie on this kind of day.
    weight
        What a minute of driving costs.
    limit
        Only routes below this are looked for; 0 or less.
    most
        Number of routes to return at most.
    hasty
        Whether to follow only the cheapest label at each place: fast, and proves nothing.

    Returns
    -------
    best : float
        The least cost, or `limit` where no route is below it.
    routes : int array [most, cap]
        Places of the cheapest routes, one for each last place; -1 behind the end of a route.
    exact : bool
        Whether all labels had room; otherwise `best` proves nothing.
    """
    n, cap = len(reward), t.hours[k, CAP]
    latest, end, start = t.hours[k, LATEST], t.hours[k, END], t.hours[k, START]
    ends = cheapest_ends(t, k, near, reward, weight)
    best, exact, used = limit, not hasty, 0
    least, least_label = np.full(n, limit), np.full(n, -1)
    heads = np.full(n, -1)
    if cap > 0:
        for j in range(n):
            if reward[j] == -np.inf:
                continue
            done = end_of_visit(t, k, j, arrival(t, k, start, t.leave_ticks[k, j]))
            if done < 0 or used >= len(labels.cost):
                exact = exact and done < 0
                continue
            labels.cost[used] = weight * t.leave[k, j] - reward[j]
            labels.clock[used], labels.place[used], labels.memory[used] = done, j, 0
            labels.parity[used], labels.before[used] = cuts.member[j], -1
            if keep(labels, heads, cuts.price, used, hasty):
                used += 1
    for stops in range(1, cap + 1):
        left = cap - stops
        after = np.full(n, -1)
        for i in range(n):
            label = heads[i]
            while label >= 0:
                cost, clock = labels.cost[label], labels.clock[label]
                home = arrival(t, k, clock, t.home_ticks[k, i])
                if home <= latest:
                    total = cost + weight * t.home[k, i] + t.overtime[0] * max(0, home - end)
                    if total < least[i]:
                        least[i], least_label[i] = total, label
                        best = min(best, total)
                worth = min(limit, (WIDTH if hasty else 1.0) * best)
                if left > 0:
                    for j in range(n):
                        if j == i or reward[j] == -np.inf:
                            continue
                        at = near.position[i, j]
                        if at >= 0 and (labels.memory[label] >> at) & 1:
                            continue
                        longer = cost + weight * t.minutes[i, j] - reward[j]
                        if longer + ends[left - 1, i, j] >= worth:
                            continue
                        if hasty and after[j] >= 0 and labels.cost[after[j]] <= longer:
                            continue
                        done = end_of_visit(t, k, j, arrival(t, k, clock, t.ticks[i, j]))
                        if done < 0 or done > latest:
                            continue
                        # The second stop of a pair pays.
                        longer += sum_of(cuts.price, labels.parity[label] & cuts.member[j])
                        if longer + ends[left - 1, i, j] >= worth:
                            continue
                        if used >= len(labels.cost):
                            exact = False
                            break
                        labels.cost[used], labels.clock[used] = longer, done
                        labels.place[used], labels.before[used] = j, label
                        labels.memory[used] = remembered(near, i, j, labels.memory[label])
                        labels.parity[used] = labels.parity[label] ^ cuts.member[j]
                        if keep(labels, after, cuts.price, used, hasty):
                            used += 1
                label = labels.link[label]
        heads = after
    order = np.argsort(least)[:most]
    return best, routes_to(labels, least_label[order], cap), exact


@compiled
def routes_to(labels, least_label, cap):
    """Return the places of the route behind each label, in order."""
    routes = np.full((len(least_label), max(cap, 1)), -1)
    for i in range(len(least_label)):
        label, count = least_label[i], 0
        while label >= 0:
            count += 1
            label = labels.before[label]
        label = least_label[i]
        while label >= 0:
            count -= 1
            routes[i, count] = labels.place[label]
            label = labels.before[label]
    return routes
