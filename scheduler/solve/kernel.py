"""The compiled search: ruin and recreate over a whole month.

Outline
-------
1.  Tables (`Tables`), plan (`State`) and room to work in (`Room`): named tuples of few arrays with
    named columns, so that everything compiles fast.
2.  The clock of a day: `refresh` times a day from scratch, `fits` tells whether one more stop does.
3.  Prices: `price` gives the cheapest place of a visit in a day. It is kept until the day changes,
    and found again when a rejected step puts the old day back: every state of a day has a stamp.
4.  Recreate: `insert_group` prices each day once for all visits of a customer, then chooses the
    best *set of days*: explicit patterns, or spacing rules by dynamic programming over the days.
5.  Ruin: strings of stops, or whole days, around neighbours, after "Slack Induction by String Removals" (SISR:
    J. Christiaens, G. Vanden Berghe, Transportation Science 54 (2020) 417-433,
    doi 10.1287/trsc.2019.0914). Customers leave as a whole, so that their days change together.
6.  `exchange_days`: two days of a rep change places, as a step of its own.
7.  `search`: simulated annealing; a rejected step restores the days it touched.

Days are workdays (a rep and a date) and visits are numbered as on `scheduler.solve.board.Board`;
times are clock ticks, costs float64 minutes. Randomness is a 64-bit xorshift* generator in an
array: the same seed gives the same plan on every machine.
"""

from typing import Any, NamedTuple

import numba as nb
import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

ABSENT = -1
NEVER = np.inf
# A plain number in a call is a type of its own to numba: the function would be compiled once more for it.
_NOWHERE, _MOST_KEPT = np.int64(-1), np.int64(3)
EXCHANGED = 0.1
"""Share of the steps that try to exchange two days as a whole."""
_FOCUSED = 0.7
"""Share of the ruins that open only days on which a visit of the first customer may lie, where dates are free."""
_WHOLE_DAYS = 0.4
"""Share of the ruins that take whole days out instead of strings, where dates are free and days hold few stops."""
_AROUND_ABSENT = 0.5
"""Share of the ruins with absent visits whose strings lie around these; half of them open some other day, too."""

# Columns of `Tables.day`.
REP, ORDINAL, WEEK, START, END, LATEST, PAUSE_START, PAUSE_END, CAP = range(9)
START_ROW, END_ROW, MATRIX, TWIN, PLAIN = range(9, 14)
# Columns of `Tables.day_limit`.
CAPACITY, LONGEST, WORKTIME = range(3)
# Columns of `Tables.visit` and `Tables.visit_cost`.
LENGTH, DESK, PROSPECT, PINNED, GROUP, KIND = range(6)
SERVICE, LOAD, PENALTY = range(3)
# Columns of `Tables.requirement`, `Tables.group`, `Tables.rep` and `Tables.span`.
FIRST, LAST, MIN_GAP, MAX_GAP, PATTERN_FIRST, PATTERN_LAST, ALIKE = range(7)
SPAN_FIRST, SPAN_COUNT = range(2)
# Places of `Tables.weight` and `Tables.flag`.
TRAVEL, BALANCE, DAILY_BALANCE, OVERTIME, RESERVE = range(5)
ONE_REP, TICKS_PER_MINUTE = range(2)
# Columns of `State.day` and `State.figure`.
COUNT, MEETINGS, FINISH, STAMP = range(4)
DRIVEN, SERVED, VISITING, LOADED = range(4)
# Columns of `State.rep` and of `State.kept_at`.
WORK, PROSPECTING, OVER = range(3)
POSITION, AT_STAMP = range(2)

# Nothing here allocates: without the runtime that counts references the search is three times as fast.
_OPTIONS: Any = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}
compiled = nb.njit(**_OPTIONS)
# A call that is not inlined copies the descriptions of all arrays that it is given, more work than many functions do.
# Which ones gain by it was measured; with more of them everything was slower again.
inlined = nb.njit(**_OPTIONS, forceinline=True)


class Tables(NamedTuple):
    """The problem; shapes: D days, V visits, Q requirements, G groups (customers), R reps.

    Parameters
    ----------
    minutes, ticks
        [M, N, N], one for each different matrix.
    back
        [M, N, N] the minutes the other way: row i holds those from everywhere to i, side by side.
    day, day_limit
        [D, 14] and [D, 3]: rep, date, week of the rep, hours, break (-1: none), cap, rows of start
        and end, matrix, a day that is the same while both are empty (-1: none), whether neither
        break nor opening hours nor times of pins can matter; load and duration limits (infinity:
        none), minutes of work.
    visit, visit_cost
        [V, 6] and [V, 3]: ticks, desk, prospect, tick of the pin (-1: none), group, pricing class
        (visits that any day holds equally well); minutes, load, penalty of leaving it out.
    row
        [V, M] row of the customer in each matrix, -1 where it has none.
    off
        [V, D] cost of a visit's day beside driving, infinity where it may not lie.
    span, spans
        [V, D, 2] rows of the opening intervals in [n, 2]; a count of -1 is no limit.
    requirement
        [Q, 7]: visits, least and greatest gap in days, rows of `patterns` (-1: none are given),
        whether a pattern alone settles the days (as many as visits, all alike, no gaps to keep).
    patterns
        [P, n] dates, in order, filled up with -1.
    group, serves, near
        [G, 2] requirements, [G, R] reps, [G, K] groups in order of nearness, -1 at the end.
    rep, reserve, week_time, month_time
        [R, 2] days (sorted by rep), [R] minutes kept for prospecting, [R, W] minutes of each week,
        [R] of all weeks.
    weight, flag
        Of the soft rules; whether one rep serves a customer, ticks per minute.
    """

    minutes: Floats
    back: Floats
    ticks: Ints
    day: Ints
    day_limit: Floats
    visit: Ints
    visit_cost: Floats
    row: Ints
    off: Floats
    span: Ints
    spans: Ints
    requirement: Ints
    patterns: Ints
    group: Ints
    serves: Bools
    near: Ints
    rep: Ints
    reserve: Floats
    week_time: Floats
    month_time: Floats
    weight: Floats
    flag: Ints


class State(NamedTuple):
    """A plan and what is known about its days.

    Parameters
    ----------
    route, depart
        [D, L] visits of a day, meetings first, and the ticks at which they end.
    place, leg
        [D, L + 2] rows of start, meetings and end in the day's matrix, [D, L + 1] minutes between
        them; a day without meetings has one leg of no length.
    day, figure
        [D, 4]: stops, meetings, tick at which the work ends, stamp; minutes driven, of stops, of
        stops at prospects, load carried.
    day_of
        [V] day of each visit or `ABSENT`.
    week_work, rep
        [R, W] and [R, 3] sums over the days of a rep, in minutes: work, at prospects, overtime.
    total, clock
        [1] off-day costs and penalties of all visits; [1] the next unused stamp.
    kept, kept_at
        [C, D] price of a class of visits in a day, [C, D, 2] its position and the stamp of the day.
    """

    route: Ints
    depart: Ints
    place: Ints
    leg: Floats
    day: Ints
    figure: Floats
    day_of: Ints
    week_work: Floats
    rep: Floats
    total: Floats
    clock: Ints
    kept: Floats
    kept_at: Ints


class Room(NamedTuple):
    """Room to work in, made once: days as they were before a step, customers that are out, prices.

    Parameters
    ----------
    touched, touched_days
        [D] flags and list; `used` [3] counts the list, the groups that are out and
        the absent.
    out, out_groups, key
        [G] flags, list and sorting keys.
    absent
        [V] customers of the absent visits.
    absences, standing
        [V] how often a visit was found absent; [2] that and the penalties, summed over those who are absent
        from the plan that stands.
    price, value, back
        [2 n, D], [n + 1, D + 1, 2] prices of days (and a copy of them), and the states of the
        dynamic programme.
    pick
        [V, 3] days chosen for one rep, for the best rep, for the best part of a pattern.
    date_price, date_day
        [T] the cheapest day of each date.
    """

    route: Ints
    depart: Ints
    place: Ints
    leg: Floats
    day: Ints
    figure: Floats
    touched: Bools
    touched_days: Ints
    used: Ints
    out: Bools
    out_groups: Ints
    key: Floats
    absent: Ints
    absences: Floats
    standing: Floats
    ruined: Bools
    price: Floats
    value: Floats
    back: Ints
    pick: Ints
    date_price: Floats
    date_day: Ints


# --- randomness -----------------------------------------------------------------------------------


@inlined
def uniform(random):
    """Return the next number in [0, 1) (xorshift64*, S. Vigna 2016, doi 10.1145/2845077)."""
    x = random[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    random[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@inlined
def below(random, n):
    """Return a whole number in 0 … n - 1."""
    return min(n - 1, int(uniform(random) * n))


# --- the clock of a day ---------------------------------------------------------------------------


@compiled
def drive(pause_start, pause_end, at, ticks):
    """Return the arrival of a drive that the break interrupts, as `models.timing.drive`."""
    arrival = at + ticks
    if pause_start < 0 or ticks == 0 or at >= pause_end or arrival <= pause_start:
        return arrival
    if at >= pause_start:
        return pause_end + ticks
    return arrival + pause_end - pause_start


@compiled
def begin(t, d, v, at):
    """Return the first tick at which a visit can begin, or -1, as `models.timing.first_start`."""
    wanted, length, count = t.visit[v, PINNED], t.visit[v, LENGTH], t.span[v, d, SPAN_COUNT]
    if 0 <= wanted < at or count == 0:
        return -1
    earliest = max(at, wanted)
    for k in range(max(count, 1)):
        low, high = earliest, 1 << 60
        if count > 0:
            low = max(earliest, t.spans[t.span[v, d, SPAN_FIRST] + k, 0])
            high = t.spans[t.span[v, d, SPAN_FIRST] + k, 1]
        pause = t.day[d, PAUSE_START]
        if pause >= 0 and low < t.day[d, PAUSE_END] and low + length > pause:
            low = max(low, t.day[d, PAUSE_END])
        if low + length <= high:
            return low if wanted < 0 or low == wanted else -1
    return -1


@compiled
def refresh(t, s, d):
    """Time a day from scratch and count it; return whether it can be kept."""
    rep, m = t.day[d, REP], t.day[d, MATRIX]
    pause_start, pause_end = t.day[d, PAUSE_START], t.day[d, PAUSE_END]
    at, here, end_row = t.day[d, START], t.day[d, START_ROW], t.day[d, END_ROW]
    driven, served, visiting, load, meetings, sound = 0.0, 0.0, 0.0, 0.0, 0, True
    count = s.day[d, COUNT]
    for k in range(count):
        v = s.route[d, k]
        served += t.visit_cost[v, SERVICE]
        load += t.visit_cost[v, LOAD]
        if t.visit[v, DESK]:
            if k == meetings and meetings > 0:
                at = drive(pause_start, pause_end, at, t.ticks[m, here, end_row])
        else:
            meetings += 1
            if t.visit[v, PROSPECT]:
                visiting += t.visit_cost[v, SERVICE]
            to = t.row[v, m]
            s.leg[d, k], s.place[d, k + 1] = t.minutes[m, here, to], to
            driven += s.leg[d, k]
            at = drive(pause_start, pause_end, at, t.ticks[m, here, to])
            here = to
        start = begin(t, d, v, at)
        if start < 0:
            sound, start = False, at
        at = start + t.visit[v, LENGTH]
        s.depart[d, k] = at
    s.place[d, meetings + 1] = end_row
    s.leg[d, meetings] = t.minutes[m, here, end_row] if meetings > 0 else 0.0
    driven += s.leg[d, meetings]
    if meetings > 0 and meetings == count:
        at = drive(pause_start, pause_end, at, t.ticks[m, here, end_row])
    more = driven + served - s.figure[d, DRIVEN] - s.figure[d, SERVED]
    late = max(0, at - t.day[d, END]) - max(0, s.day[d, FINISH] - t.day[d, END])
    s.week_work[rep, t.day[d, WEEK]] += more
    s.rep[rep, WORK] += more
    s.rep[rep, PROSPECTING] += visiting - s.figure[d, VISITING]
    s.rep[rep, OVER] += late / t.flag[TICKS_PER_MINUTE]
    s.figure[d, DRIVEN], s.figure[d, SERVED] = driven, served
    s.figure[d, VISITING], s.figure[d, LOADED] = visiting, load
    s.day[d, MEETINGS], s.day[d, FINISH], s.day[d, STAMP] = meetings, at, s.clock[0]
    s.clock[0] += 1
    sound = sound and at <= t.day[d, LATEST] and meetings <= t.day[d, CAP]
    within = load <= t.day_limit[d, CAPACITY] + 1e-9
    return sound and within and driven + served <= t.day_limit[d, LONGEST] + 1e-6


@compiled
def fits(t, s, d, v, position):
    """Whether a day can be kept with one more meeting: its clock from that position on."""
    m, meetings = t.day[d, MATRIX], s.day[d, MEETINGS]
    pause_start, pause_end = t.day[d, PAUSE_START], t.day[d, PAUSE_END]
    at, here = t.day[d, START], t.day[d, START_ROW]
    if position > 0:
        at, here = s.depart[d, position - 1], s.place[d, position]
    for k in range(position - 1, meetings):
        u = v if k < position else s.route[d, k]
        to = t.row[u, m]
        at = begin(t, d, u, drive(pause_start, pause_end, at, t.ticks[m, here, to]))
        if at < 0:
            return False
        at += t.visit[u, LENGTH]
        # From a stop that is as early as before, the rest of the day is as before.
        if k >= position and at <= s.depart[d, k]:
            return True
        here = to
    at = drive(pause_start, pause_end, at, t.ticks[m, here, t.day[d, END_ROW]])
    for k in range(meetings, s.day[d, COUNT]):
        u = s.route[d, k]
        at = begin(t, d, u, at)
        if at < 0:
            return False
        at += t.visit[u, LENGTH]
    return at <= t.day[d, LATEST]


# --- prices ---------------------------------------------------------------------------------------


@inlined
def price(t, s, d, v):
    """Return the least driving that one more visit costs a day; infinity when it cannot hold it."""
    c = t.visit[v, KIND]
    if s.kept_at[c, d, AT_STAMP] == s.day[d, STAMP]:
        return s.kept[c, d]
    cost, position = NEVER, 0
    minutes_left = t.day_limit[d, LONGEST] + 1e-6 - s.figure[d, DRIVEN] - s.figure[d, SERVED]
    minutes_left -= t.visit_cost[v, SERVICE]
    load = s.figure[d, LOADED] + t.visit_cost[v, LOAD]
    if load <= t.day_limit[d, CAPACITY] + 1e-9 and minutes_left >= 0:
        if t.visit[v, DESK]:
            at = begin(t, d, v, s.day[d, FINISH])
            if 0 <= at <= t.day[d, LATEST] - t.visit[v, LENGTH]:
                cost, position = 0.0, s.day[d, COUNT]
        elif s.day[d, MEETINGS] < t.day[d, CAP]:
            cost, position = _price_meeting(t, s, d, v, minutes_left)
    s.kept[c, d] = cost
    s.kept_at[c, d, POSITION], s.kept_at[c, d, AT_STAMP] = position, s.day[d, STAMP]
    return cost


@inlined
def _price_meeting(t, s, d, v, minutes_left):
    """Try positions from the cheapest on; on plain days the first look tells the answer."""
    n, m = s.day[d, MEETINGS], t.day[d, MATRIX]
    row, plain = t.row[v, m], t.day[d, PLAIN] == 1
    ticks_left = t.day[d, LATEST] - s.day[d, FINISH] - t.visit[v, LENGTH]
    floor, floor_at = -NEVER, _NOWHERE
    while True:
        cost, position = NEVER, _NOWHERE
        for k in range(n + 1):
            a, b = s.place[d, k], s.place[d, k + 1]
            extra = t.back[m, row, a] + t.minutes[m, row, b] - s.leg[d, k]
            if extra >= cost or extra > minutes_left:
                continue
            if extra < floor or (extra == floor and k <= floor_at):
                continue
            if plain:
                ticks = t.ticks[m, a, row] + t.ticks[m, row, b]
                if n > 0:
                    ticks -= t.ticks[m, a, b]
                if ticks > ticks_left:
                    continue
            cost, position = extra, k
        if position < 0 or plain or fits(t, s, d, v, position):
            return cost, position
        floor, floor_at = cost, position


@inlined
def rep_cost(t, s, rep, d, more):
    """Return what a rep's month costs beside driving, with `more` minutes of work on day d."""
    total = t.weight[OVERTIME] * s.rep[rep, OVER]
    work = s.rep[rep, WORK] + more
    first, last, time = t.rep[rep, FIRST], t.rep[rep, LAST], t.month_time[rep]
    if time == 0.0:
        return total
    off = 0.0
    if t.weight[BALANCE] > 0:
        for k in range(t.week_time.shape[1]):
            have = s.week_work[rep, k]
            if d >= 0 and t.day[d, WEEK] == k:
                have += more
            off += abs(have - work * t.week_time[rep, k] / time)
        total += t.weight[BALANCE] * off / 2
    if t.weight[DAILY_BALANCE] > 0:
        off = 0.0
        for k in range(first, last):
            have = s.figure[k, DRIVEN] + s.figure[k, SERVED]
            if k == d:
                have += more
            off += abs(have - work * t.day_limit[k, WORKTIME] / time)
        total += t.weight[DAILY_BALANCE] * off / 2
    if t.weight[RESERVE] > 0 and t.reserve[rep] > 0:
        over = work - s.rep[rep, PROSPECTING] + t.reserve[rep] - time
        total += t.weight[RESERVE] * min(t.reserve[rep], max(0.0, over))
    return total


@compiled
def cost_of(t, s):
    """Return all costs of the plan."""
    total = s.total[0]
    for d in range(t.day.shape[0]):
        total += t.weight[TRAVEL] * s.figure[d, DRIVEN]
    for rep in range(t.rep.shape[0]):
        total += rep_cost(t, s, rep, _NOWHERE, 0.0)
    return total


# --- changes --------------------------------------------------------------------------------------


@inlined
def enter(t, s, v, d):
    """Count a visit as planned on a day."""
    s.day_of[v] = d
    s.total[0] += t.off[v, d] - t.visit_cost[v, PENALTY]


@inlined
def leave(t, s, v):
    """Count a visit as absent."""
    s.total[0] += t.visit_cost[v, PENALTY] - t.off[v, s.day_of[v]]
    s.day_of[v] = ABSENT


@compiled
def touch(s, w, d):
    """Remember a day as it was before this step."""
    if w.touched[d]:
        return
    w.touched[d] = True
    w.touched_days[w.used[0]] = d
    w.used[0] += 1
    for k in range(4):
        w.day[d, k], w.figure[d, k] = s.day[d, k], s.figure[d, k]
    for k in range(s.day[d, COUNT]):
        w.route[d, k], w.depart[d, k] = s.route[d, k], s.depart[d, k]
    for k in range(s.day[d, MEETINGS] + 1):
        w.place[d, k + 1], w.leg[d, k] = s.place[d, k + 1], s.leg[d, k]


@compiled
def forget(w):
    """Let go of what was remembered."""
    for k in range(w.used[0]):
        w.touched[w.touched_days[k]] = False
    w.used[0] = 0


@compiled
def undo(t, s, w):
    """Put the touched days back."""
    for i in range(w.used[0]):
        d = w.touched_days[i]
        for k in range(s.day[d, COUNT]):
            leave(t, s, s.route[d, k])
    for i in range(w.used[0]):
        d = w.touched_days[i]
        rep, end = t.day[d, REP], t.day[d, END]
        more = w.figure[d, DRIVEN] + w.figure[d, SERVED] - s.figure[d, DRIVEN] - s.figure[d, SERVED]
        late = max(0, w.day[d, FINISH] - end) - max(0, s.day[d, FINISH] - end)
        s.week_work[rep, t.day[d, WEEK]] += more
        s.rep[rep, WORK] += more
        s.rep[rep, PROSPECTING] += w.figure[d, VISITING] - s.figure[d, VISITING]
        s.rep[rep, OVER] += late / t.flag[TICKS_PER_MINUTE]
        for k in range(4):
            s.day[d, k], s.figure[d, k] = w.day[d, k], w.figure[d, k]
        for k in range(w.day[d, COUNT]):
            s.route[d, k], s.depart[d, k] = w.route[d, k], w.depart[d, k]
            enter(t, s, w.route[d, k], d)
        for k in range(w.day[d, MEETINGS] + 1):
            s.place[d, k + 1], s.leg[d, k] = w.place[d, k + 1], w.leg[d, k]
    forget(w)


@inlined
def insert(t, s, w, v, d):
    """Put an absent visit into a day at its cheapest position; return whether the day is sound."""
    if price(t, s, d, v) == NEVER:
        return False
    position = s.kept_at[t.visit[v, KIND], d, POSITION]
    touch(s, w, d)
    for k in range(s.day[d, COUNT], position, -1):
        s.route[d, k] = s.route[d, k - 1]
    s.route[d, position] = v
    s.day[d, COUNT] += 1
    enter(t, s, v, d)
    return refresh(t, s, d)


@compiled
def take_out(t, s, w):
    """Take all visits of the groups that are out from their days."""
    for d in range(t.day.shape[0]):
        hit = False
        for k in range(s.day[d, COUNT]):
            if w.out[t.visit[s.route[d, k], GROUP]]:
                hit = True
                break
        if hit:
            touch(s, w, d)
            n = 0
            for k in range(s.day[d, COUNT]):
                v = s.route[d, k]
                if w.out[t.visit[v, GROUP]]:
                    leave(t, s, v)
                else:
                    s.route[d, n] = v
                    n += 1
            s.day[d, COUNT] = n
            if not refresh(t, s, d):
                # The way past a stop may be shorter than the direct one: then all come out.
                for k in range(n):
                    leave(t, s, s.route[d, k])
                s.day[d, COUNT] = 0
                refresh(t, s, d)


# --- recreate -------------------------------------------------------------------------------------


@compiled
def first_visit(t, g):
    """Return the first visit of a customer; those of all its requirements follow each other."""
    return t.requirement[t.group[g, FIRST], FIRST]


@compiled
def last_visit(t, g):
    """Return the number after a customer's last visit."""
    return t.requirement[t.group[g, LAST] - 1, LAST]


@compiled
def insert_group(t, s, w, g, random, blink):
    """Put a customer back on the cheapest days that keep all rules; visits may stay absent."""
    best, first, last = NEVER, first_visit(t, g), last_visit(t, g)
    one_rep = t.flag[ONE_REP] == 1
    for rep in range(t.rep.shape[0] if one_rep else 1):
        if one_rep and not t.serves[g, rep]:
            continue
        low = t.rep[rep, FIRST] if one_rep else 0
        high = t.rep[rep, LAST] if one_rep else t.day.shape[0]
        cost = 0.0
        for v in range(first, last):
            w.pick[v, 0] = ABSENT
        for q in range(t.group[g, FIRST], t.group[g, LAST]):
            price_days(t, s, w, q, first, low, high, random, blink)
            if t.requirement[q, PATTERN_FIRST] >= 0:
                cost += choose_pattern(t, w, q, low, high)
            else:
                cost += choose_days(t, w, q, low, high)
        if cost < best:
            best = cost
            for v in range(first, last):
                w.pick[v, 1] = w.pick[v, 0]
    if best < NEVER:
        for v in range(first, last):
            if w.pick[v, 1] != ABSENT:
                insert(t, s, w, v, w.pick[v, 1])


@inlined
def price_days(t, s, w, q, first, low, high, random, blink):
    """Fill `Room.price`; a day that another contact of the customer takes is left out."""
    a, b = t.requirement[q, FIRST], t.requirement[q, LAST]
    for d in range(low, high):
        twin = t.day[d, TWIN]
        shut = twin >= 0 and s.day[d, COUNT] == 0 and s.day[twin, COUNT] == 0
        for u in range(first, a):
            other = w.pick[u, 0]
            shut = shut or (other != ABSENT and t.day[other, ORDINAL] == t.day[d, ORDINAL])
        shut = shut or (blink > 0 and uniform(random) < blink)
        known, base = False, 0.0
        for v in range(a, a + 1 if t.requirement[q, ALIKE] == 1 else b):
            w.price[v - a, d] = NEVER
            if shut or t.off[v, d] == NEVER:
                continue
            if not known or t.visit[v, PINNED] >= 0:
                extra = price(t, s, d, v)
                base = NEVER if extra == NEVER else _soft(t, s, d, v, extra)
                known = t.visit[v, PINNED] < 0
            w.price[v - a, d] = base + t.off[v, d]


@inlined
def _soft(t, s, d, v, extra):
    """Return what a visit costs: driving and the costs of the rep's month, overtime estimated."""
    rep, more = t.day[d, REP], extra + t.visit_cost[v, SERVICE]
    cost = t.weight[TRAVEL] * extra
    reserved = t.weight[RESERVE] > 0 and t.reserve[rep] > 0
    if t.weight[BALANCE] > 0 or t.weight[DAILY_BALANCE] > 0 or reserved:
        cost += rep_cost(t, s, rep, d, more) - rep_cost(t, s, rep, _NOWHERE, 0.0)
    had = max(0.0, float(s.day[d, FINISH] - t.day[d, END])) / t.flag[TICKS_PER_MINUTE]
    late = (s.day[d, FINISH] - t.day[d, END]) / t.flag[TICKS_PER_MINUTE] + more
    return cost + t.weight[OVERTIME] * max(0.0, late - had) if late > had else cost


@compiled
def choose_days(t, w, q, low, high):
    """Choose days by dynamic programming; a state is the last day and whether it was just before."""
    a, n = t.requirement[q, FIRST], t.requirement[q, LAST] - t.requirement[q, FIRST]
    if n == 1:
        best, day = t.visit_cost[a, PENALTY], ABSENT
        for d in range(low, high):
            if w.price[0, d] < best:
                best, day = w.price[0, d], d
        w.pick[a, 0] = day
        return best
    none = high  # the state in which no visit has a day yet
    for d in range(low, high + 1):
        w.value[0, d, 0] = w.value[0, d, 1] = NEVER
    w.value[0, none, 0] = 0.0
    for k in range(n):
        for d in range(low, high + 1):
            old = 0 if w.value[k, d, 0] <= w.value[k, d, 1] else 1
            w.value[k + 1, d, 0] = w.value[k, d, old] + t.visit_cost[a + k, PENALTY]
            w.back[k + 1, d, 0] = 2 * d + old
            w.value[k + 1, d, 1] = NEVER
        for d in range(low, high):
            if w.price[k, d] < NEVER:
                _reach(t, w, q, low, high, k, d)
    best, d, adjacent = NEVER, none, 0
    for e in range(low, high + 1):
        for flag in range(2):
            if w.value[n, e, flag] < best:
                best, d, adjacent = w.value[n, e, flag], e, flag
    for k in range(n, 0, -1):
        w.pick[a + k - 1, 0] = d if adjacent == 1 else ABSENT
        came = w.back[k, d, adjacent]
        d, adjacent = came // 2, came % 2
    return best


@compiled
def _reach(t, w, q, low, high, k, d):
    """Find the best state from which visit k may lie on day d."""
    price = w.price[k, d]
    for e in range(low, high + 1):
        gap = 1 << 40 if e == high else t.day[d, ORDINAL] - t.day[e, ORDINAL]
        for adjacent in range(2):
            cost = w.value[k, e, adjacent] + price
            if cost >= w.value[k + 1, d, 1] or gap < t.requirement[q, MIN_GAP]:
                continue
            if adjacent == 1 and e < high and gap > t.requirement[q, MAX_GAP]:
                continue
            w.value[k + 1, d, 1] = cost
            w.back[k + 1, d, 1] = 2 * e + adjacent


@compiled
def choose_pattern(t, w, q, low, high):
    """Choose the cheapest explicit set of days; where none is whole, the best part of one."""
    a, n = t.requirement[q, FIRST], t.requirement[q, LAST] - t.requirement[q, FIRST]
    first, last = t.requirement[q, PATTERN_FIRST], t.requirement[q, PATTERN_LAST]
    if t.requirement[q, ALIKE] == 1:
        return _choose_alike(t, w, a, n, first, last, low, high)
    nothing = 0.0
    for k in range(n):
        nothing += t.visit_cost[a + k, PENALTY]
    best = nothing
    for k in range(n):
        for d in range(low, high):
            w.price[w.price.shape[0] // 2 + k, d] = w.price[k, d]
    for p in range(first, last):
        best = _part_of_pattern(t, w, q, p, low, high, best)
    for k in range(n):
        w.pick[a + k, 0] = ABSENT if best == nothing else w.pick[a + k, 2]
    return best


@compiled
def _choose_alike(t, w, a, n, first, last, low, high):
    """Choose among patterns that settle the days: each takes the cheapest day of its dates."""
    for d in range(low, high):
        w.date_price[t.day[d, ORDINAL]] = NEVER
    for d in range(low, high):
        date = t.day[d, ORDINAL]
        if w.price[0, d] < w.date_price[date]:
            w.date_price[date], w.date_day[date] = w.price[0, d], d
    penalty = t.visit_cost[a, PENALTY]
    best, which = n * penalty, -1
    for p in range(first, last):
        cost = 0.0
        for k in range(n):
            cost += min(penalty, w.date_price[t.patterns[p, k]])
        if cost < best:
            best, which = cost, p
    for k in range(n):
        w.pick[a + k, 0] = ABSENT
        if which >= 0:
            date = t.patterns[which, k]
            if w.date_price[date] < penalty:
                w.pick[a + k, 0] = w.date_day[date]
    return best


@compiled
def _part_of_pattern(t, w, q, p, low, high, best):
    """Choose days within one pattern; remember them when they beat the best so far."""
    a, n = t.requirement[q, FIRST], t.requirement[q, LAST] - t.requirement[q, FIRST]
    half = w.price.shape[0] // 2
    for d in range(low, high):
        within = False
        for k in range(t.patterns.shape[1]):
            within = within or t.patterns[p, k] == t.day[d, ORDINAL]
        for k in range(n):
            w.price[k, d] = w.price[half + k, d] if within else NEVER
    cost = choose_days(t, w, q, low, high)
    if cost < best:
        best = cost
        for k in range(n):
            w.pick[a + k, 2] = w.pick[a + k, 0]
    return best


# --- ruin -----------------------------------------------------------------------------------------


@compiled
def ruin(t, s, w, random, mean_removed, longest_string):
    """Choose the customers to take out: strings of stops, or whole days, around neighbours of a random one."""
    used, stops = 0, 0
    for d in range(t.day.shape[0]):
        w.ruined[d] = False
        used += s.day[d, COUNT] > 0
        stops += s.day[d, COUNT]
    w.used[1] = 0
    limit = min(float(longest_string), stops / max(1, used))
    # Equations (5)-(7) of SISR: so many strings that `mean_removed` stops come out on average.
    strings = int(uniform(random) * max(1.0, 4.0 * mean_removed / (1.0 + limit) - 1.0)) + 1
    seed = below(random, t.group.shape[0])
    # Absent visits can only be exchanged for planned ones that are out in the same step.
    if w.used[2] > 0 and uniform(random) < 0.5:
        missing = w.absent[below(random, w.used[2])]
        _absent_around(t, s, w, missing, 1 + below(random, int(limit) + 1))
        if uniform(random) < _AROUND_ABSENT:
            seed = missing
            if uniform(random) < 0.5:
                _string_anywhere(t, s, w, random, limit)
    absent, wanted = 0, first_visit(t, seed)
    # With patterns the day of one visit says nothing: all days of a customer change together.
    by_dates = t.requirement[t.group[seed, FIRST], PATTERN_FIRST] < 0
    focused = by_dates and uniform(random) < _FOCUSED
    whole = by_dates and 0 < stops <= mean_removed * used and uniform(random) < _WHOLE_DAYS
    if whole:
        # Few stops far away share a day or take one each, which strings hardly ever change: two days at least,
        # with at most about twice the mean of stops.
        strings = 2 + below(random, max(1, int(2 * mean_removed * used / stops) - 2))
    if focused:
        wanted += below(random, last_visit(t, seed) - wanted)
    for i in range(t.near.shape[1]):
        g = t.near[seed, i]
        if g < 0 or strings <= 0:
            break
        if w.out[g]:
            continue
        d = _a_day_of(t, s, w, g, random)
        if d >= 0 and focused and t.off[wanted, d] == NEVER:
            continue
        if d >= 0:
            w.ruined[d] = True
            strings -= 1
            if whole:
                _whole_day(t, s, w, d)
            else:
                _string(t, s, w, d, g, random, limit)
        elif absent < 2 * mean_removed and _planned(t, s, g)[0] == 0:
            absent += 1
            _pick(w, g)
    if w.used[1] == 0:
        _pick(w, seed)


@compiled
def _absent_around(t, s, w, seed, most):
    """Take up to so many customers with absent visits around one of them."""
    _pick(w, seed)
    for i in range(t.near.shape[1]):
        g = t.near[seed, i]
        if g < 0 or w.used[1] >= most:
            break
        planned, visits = _planned(t, s, g)
        if planned < visits:
            _pick(w, g)


@compiled
def _pick(w, g):
    """Take a customer out, unless it is."""
    if not w.out[g]:
        w.out[g] = True
        w.out_groups[w.used[1]] = g
        w.used[1] += 1


@compiled
def _planned(t, s, g):
    """Return how many visits of a customer have a day, and how many there are."""
    first, last, planned = first_visit(t, g), last_visit(t, g), 0
    for v in range(first, last):
        planned += s.day_of[v] != ABSENT
    return planned, last - first


@compiled
def _a_day_of(t, s, w, g, random):
    """Return a day of the customer that no string was taken from yet, or -1."""
    first, n = first_visit(t, g), last_visit(t, g) - first_visit(t, g)
    shift = below(random, n)
    for k in range(n):
        d = s.day_of[first + (k + shift) % n]
        if d != ABSENT and not w.ruined[d]:
            return d
    return -1


@compiled
def _string(t, s, w, d, g, random, limit):
    """Take a string of stops that holds the customer out of a day (section 5.1), perhaps split."""
    n, at = s.day[d, COUNT], 0
    for k in range(n):
        if t.visit[s.route[d, k], GROUP] == g:
            at = k
    size = min(n, int(uniform(random) * min(float(n), limit)) + 1)
    kept = 0
    if size > 1 and uniform(random) < 0.5:
        kept = min(n - size, 1 + below(random, _MOST_KEPT))
    low, high = max(0, at - size - kept + 1), min(at, n - size - kept)
    start = low + below(random, high - low + 1)
    hole = start + below(random, size + 1)
    for k in range(start, start + size + kept):
        h = t.visit[s.route[d, k], GROUP]
        if h == g or not hole <= k < hole + kept:
            _pick(w, h)


@compiled
def _whole_day(t, s, w, d):
    """Take all customers of a day out."""
    for k in range(s.day[d, COUNT]):
        _pick(w, t.visit[s.route[d, k], GROUP])


@compiled
def _string_anywhere(t, s, w, random, limit):
    """Take a string out of any day: whoever is on it may have to stay out for those who get in."""
    d = below(random, t.day.shape[0])
    if s.day[d, COUNT] > 0:
        g = t.visit[s.route[d, below(random, s.day[d, COUNT])], GROUP]
        if not w.out[g]:
            w.ruined[d] = True
            _string(t, s, w, d, g, random, limit)


@compiled
def list_absent(t, s, w):
    """List the customers of whom some visit is absent."""
    w.used[2] = 0
    for v in range(t.visit.shape[0]):
        if s.day_of[v] == ABSENT:
            w.absent[w.used[2]] = t.visit[v, GROUP]
            w.used[2] += 1


@compiled
def count_absences(t, s, w):
    """Count one more absence of each absent visit; return the sums of their absences and of their penalties.

    Who was absent less often may be so instead of others, whatever it costs: the way to months that
    leave out fewer leads through dear ones (as SISR looks for fewer vehicles).
    """
    often, weight = 0.0, 0.0
    for v in range(t.visit.shape[0]):
        if s.day_of[v] == ABSENT:
            w.absences[v] += 1.0
            often += w.absences[v]
            weight += t.visit_cost[v, PENALTY]
    return often, weight


@compiled
def two_cheapest(t, s, v):
    """Return what a visit costs on its cheapest day and on the next; infinity where there is none."""
    best, second = NEVER, NEVER
    for d in range(t.day.shape[0]):
        if t.off[v, d] == NEVER:
            continue
        cost = t.weight[TRAVEL] * price(t, s, d, v) + t.off[v, d]
        if cost < best:
            best, second = cost, best
        elif cost < second:
            second = cost
    return best, second


@compiled
def sort_out(t, s, w, random):
    """Sort the customers that are out: at random, big, far or near first (section 5.2).

    Where dates are free, those that lose most by not being first come first instead of at random and of
    big ones (regret: J.-Y. Potvin, J.-M. Rousseau, EJOR 66 (1993) 331-340, doi 10.1016/0377-2217(93)90221-8),
    or, where not all find a day, those that cost least beside what they are worth: who waits may stay out.
    """
    kind = uniform(random) * 11
    for i in range(w.used[1]):
        g = w.out_groups[i]
        v = first_visit(t, g)
        key = uniform(random)
        # With patterns the price of one day says nothing.
        if kind < 8 and t.requirement[t.group[g, FIRST], PATTERN_FIRST] < 0:
            best, second = two_cheapest(t, s, v)
            if kind < 4 and w.used[2] > 0:
                key = best - t.visit_cost[v, PENALTY]
            elif best < NEVER:
                key = best - second
            else:
                key = 0.0
        elif 4 <= kind < 8:
            key = 0.0
            for u in range(v, last_visit(t, g)):
                key -= (
                    t.visit_cost[u, LOAD]
                    + t.visit_cost[u, SERVICE]
                    + 1e-3 * t.visit_cost[u, PENALTY]
                )
        elif kind >= 8 and not t.visit[v, DESK]:
            d = 0
            while d < t.day.shape[0] - 1 and t.row[v, t.day[d, MATRIX]] < 0:
                d += 1
            m = t.day[d, MATRIX]
            way = t.minutes[m, t.day[d, START_ROW], t.row[v, m]]
            key = -way if kind < 10 else way
        w.key[i] = key
    for i in range(1, w.used[1]):
        key, g, k = w.key[i], w.out_groups[i], i - 1
        while k >= 0 and w.key[k] > key:
            w.key[k + 1], w.out_groups[k + 1] = w.key[k], w.out_groups[k]
            k -= 1
        w.key[k + 1], w.out_groups[k + 1] = key, g


# --- days as a whole ------------------------------------------------------------------------------


@compiled
def another_day(t, random, d):
    """Return a day of the same rep; the same one where chance has it so."""
    first, last = t.rep[t.day[d, REP], FIRST], t.rep[t.day[d, REP], LAST]
    return first + below(random, last - first)


@compiled
def exchange_days(t, s, w, d, e):
    """Exchange what two days of a rep hold; return whether all rules allow it, else nothing changes.

    It costs little or nothing, and it makes room on other dates for customers whose visits keep
    their distance. Explicit patterns are left alone.
    """
    if d == e or not (_may_move(t, s, d, e) and _may_move(t, s, e, d)):
        return False
    touch(s, w, d)
    touch(s, w, e)
    of_d, of_e = s.day[d, COUNT], s.day[e, COUNT]
    for k in range(max(of_d, of_e)):
        u, v = s.route[d, k], s.route[e, k]
        s.route[d, k], s.route[e, k] = v, u
        if k < of_d:
            leave(t, s, u)
            enter(t, s, u, e)
        if k < of_e:
            leave(t, s, v)
            enter(t, s, v, d)
    s.day[d, COUNT], s.day[e, COUNT] = of_e, of_d
    sound = refresh(t, s, d)
    sound = refresh(t, s, e) and sound
    if not sound:
        undo(t, s, w)
    return sound


@compiled
def _may_move(t, s, d, e):
    """Whether each stop of a day may lie on the one that it changes places with."""
    for k in range(s.day[d, COUNT]):
        v = s.route[d, k]
        if t.off[v, e] == NEVER:
            return False
        g = t.visit[v, GROUP]
        for q in range(t.group[g, FIRST], t.group[g, LAST]):
            if t.requirement[q, PATTERN_FIRST] >= 0:
                return False
            for u in range(t.requirement[q, FIRST], t.requirement[q, LAST]):
                if u == v or s.day_of[u] == ABSENT:
                    continue
                other = d if s.day_of[u] == e else s.day_of[u]
                apart = t.day[other, ORDINAL] - t.day[e, ORDINAL]
                if apart == 0 or not _keeps_gap(t, q, v, u, apart):
                    return False
    return True


@compiled
def _keeps_gap(t, q, v, u, apart):
    """Whether a visit may lie so many days after another, where both are of one requirement."""
    if not t.requirement[q, FIRST] <= v < t.requirement[q, LAST]:
        return True
    apart = apart if u > v else -apart
    return apart >= t.requirement[q, MIN_GAP] and (
        abs(u - v) > 1 or apart <= t.requirement[q, MAX_GAP]
    )


# --- search ---------------------------------------------------------------------------------------


@compiled
def search(t, s, w, best_route, best_count, cost, random, steps, settings):
    """Make so many steps; keep the best plan in `best_route` [D, L] and `best_count` [D].

    Parameters
    ----------
    cost
        [2] of the current and of the best plan; changed.
    settings
        [6] temperature at the beginning and at the end, mean number of stops taken out, longest
        string, chance of a blink, whether visits take turns at being absent.
    """
    hot, cold, mean_removed, longest_string, blink, takes_turns = settings
    cost[0] = cost_of(t, s)
    list_absent(t, s, w)
    for step in range(steps):
        w.used[1], d = 0, below(random, t.day.shape[0])
        if uniform(random) >= EXCHANGED or not exchange_days(t, s, w, d, another_day(t, random, d)):
            ruin(t, s, w, random, mean_removed, longest_string)
            take_out(t, s, w)
            sort_out(t, s, w, random)
        for i in range(w.used[1]):
            # Now and then many days are overlooked: days of a customer that are cheap only
            # together (evenness) are not found by pricing them one by one.
            overlook = 0.3 if uniform(random) < 0.03 else blink
            insert_group(t, s, w, w.out_groups[i], random, overlook)
            w.out[w.out_groups[i]] = False
        found = cost_of(t, s)
        temperature = hot * (cold / hot) ** (step / steps)
        often, weight = count_absences(t, s, w) if takes_turns else (NEVER, NEVER)
        in_turn = often < w.standing[0] and weight <= w.standing[1]
        if in_turn or found < cost[0] - temperature * np.log(max(uniform(random), 1e-300)):
            cost[0] = found
            w.standing[0], w.standing[1] = often, weight
            forget(w)
            list_absent(t, s, w)
            if found < cost[1] - 1e-9:
                cost[1] = found
                for d in range(t.day.shape[0]):
                    best_count[d] = s.day[d, COUNT]
                    for k in range(s.day[d, COUNT]):
                        best_route[d, k] = s.route[d, k]
        else:
            undo(t, s, w)
