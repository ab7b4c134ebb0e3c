"""P16: minutes go where they earn most. Small portfolios are held against enumeration."""

import itertools
import random
from collections import Counter

import pytest

from scheduler.requirements.allocate import Candidate, Choice, Room, allocate


def visit(minutes: float, *gains: float, least: int = 0) -> Candidate:
    return Candidate(minutes, gains, least)


def test_the_dearest_minutes_come_first():
    # a minute earns 2, then 1; 1.5; 3: in 100 minutes 30 + 30 + 40, and nothing is left
    found = allocate([visit(30, 60, 30), visit(40, 60), visit(30, 90)], Room(100, 9))
    assert found.counts == (1, 1, 1)
    assert found.earned == found.bound == 210
    # what is left out earns 30 in 30 minutes, what is in at least 1.5 a minute
    assert 1.0 - 1e-9 <= found.minute_price <= 1.5 + 1e-9


def test_where_the_last_minutes_do_not_fit_the_best_combination_is_found():
    # by price 60 / 30 comes first and leaves 30 minutes unused; the two others fill the hour
    found = allocate([visit(35, 70), visit(30, 55), visit(30, 55)], Room(60, 9))
    assert found.counts == (0, 1, 1)
    assert found.earned == found.bound == 110


def test_places_in_the_caps_are_a_limit_of_their_own():
    found = allocate([visit(10, 50), visit(10, 40), visit(60, 45)], Room(480, 2))
    assert found.counts == (1, 0, 1)
    # one more place would be taken by the visit of 40; more minutes by nobody
    assert (found.place_price, found.minute_price) == (40, 0)


def test_desk_work_takes_minutes_but_no_place():
    call = Candidate(15, (20.0, 10.0), meeting=False)
    assert allocate([visit(30, 50), call], Room(60, 1)).counts == (1, 2)
    assert allocate([visit(30, 50), call], Room(45, 0)).counts == (0, 2)


def test_minimum_contacts_come_before_dearer_ones():
    poor, rich = visit(60, 1, least=1), visit(60, 100, 90)
    assert allocate([poor, rich], Room(60, 9)).counts == (1, 0)
    assert allocate([poor, rich], Room(120, 9)).counts == (1, 1)


def test_minimum_contacts_that_do_not_fit_are_chosen_by_what_they_earn_and_nothing_else_is_made():
    some = [visit(60, 10, least=1), visit(60, 30, least=1), visit(20, 90)]
    assert allocate(some, Room(100, 9)).counts == (0, 1, 0)


def test_with_room_for_everything_more_room_is_worth_nothing():
    found = allocate([visit(30, 60, 30), visit(40, 60)], Room(100, 3))
    assert found.counts == (2, 1)
    assert (found.minute_price, found.place_price) == (0.0, 0.0)


def test_contacts_that_earn_nothing_are_made_where_there_is_room():
    assert allocate([visit(30, 0.0), visit(30, 10.0)], Room(60, 9)).counts == (1, 1)
    assert allocate([visit(30, 0.0), visit(30, 0.0)], Room(30, 9)).counts in {(1, 0), (0, 1)}


def test_no_candidates_and_no_room():
    assert allocate([], Room(480, 5)) == Choice((), 0.0, 0.0, 0.0, 0.0)
    assert allocate([visit(30, 10)], Room(0, 0)).counts == (0,)


def drawn(generator: random.Random) -> list[Candidate]:
    found = []
    for _ in range(generator.randint(1, 4)):
        size = generator.randint(0, 3)
        gains = sorted((float(generator.randint(0, 50)) for _ in range(size)), reverse=True)
        found.append(
            Candidate(
                minutes=generator.choice((20, 30, 45, 62.5)),
                gains=tuple(gains),
                least=generator.randint(0, size) if generator.random() < 0.5 else 0,
                meeting=generator.random() < 0.8,
            )
        )
    return found


def fits(candidates: list[Candidate], counts: tuple[int, ...], room: Room) -> bool:
    pairs = list(zip(candidates, counts, strict=True))
    minutes = sum(c.minutes * count for c, count in pairs)
    return minutes <= room.minutes and sum(n for c, n in pairs if c.meeting) <= room.places


def enumerated(candidates: list[Candidate], room: Room) -> float:
    """The most that can be earned: minimum contacts first, nothing else before all of them fit."""
    least = tuple(c.least for c in candidates)
    if fits(candidates, least, room):
        spans = [range(c.least, len(c.gains) + 1) for c in candidates]
    else:
        spans = [range(c.least + 1) for c in candidates]
    return max(
        sum(sum(c.gains[:count]) for c, count in zip(candidates, counts, strict=True))
        for counts in itertools.product(*spans)
        if fits(candidates, counts, room)
    )


def test_four_hundred_small_portfolios_equal_enumeration():
    generator = random.Random(20261122)
    seen: Counter[str] = Counter()
    for _ in range(400):
        candidates = drawn(generator)
        room = Room(generator.randint(0, 300), generator.randint(0, 8))
        found = allocate(candidates, room)
        assert fits(candidates, found.counts, room)
        assert found.earned == pytest.approx(enumerated(candidates, room))
        assert found.bound == pytest.approx(found.earned)
        full = sum(found.counts) == sum(len(c.gains) for c in candidates)
        short = any(n < c.least for n, c in zip(found.counts, candidates, strict=True))
        seen["all" if full else "minimum" if short else "some"] += 1
    assert min(seen.values()) > 50, seen


def test_more_room_never_earns_less():
    generator = random.Random(5)
    rises = 0
    for _ in range(30):
        candidates = drawn(generator)
        for step in (Room(20, 0), Room(0, 1)):
            room, before = Room(40, 2), -1.0
            for _ in range(10):
                earned = allocate(candidates, room).earned
                assert earned >= before - 1e-9
                rises += earned > before >= 0
                before = earned
                room = Room(room.minutes + step.minutes, room.places + step.places)
    assert rises > 30


def test_the_shadow_price_is_never_less_than_what_an_hour_more_brings():
    generator = random.Random(7)
    priced = 0
    for _ in range(60):
        candidates, room = drawn(generator), Room(generator.randint(30, 200), 99)
        least = tuple(c.least for c in candidates)
        if not fits(candidates, least, room):
            continue
        now, later = allocate(candidates, room), allocate(candidates, Room(room.minutes + 60, 99))
        # the relaxation's value is concave in the minutes: an hour brings at most its price
        gain = later.earned - now.bound
        loose = max((g for c in candidates for g in c.gains), default=0.0)
        assert gain <= 60 * now.minute_price + loose + 1e-6
        priced += now.minute_price > 0
    assert priced > 20


def test_ten_thousand_customers_are_close_to_the_bound():
    generator = random.Random(1)
    candidates = [
        Candidate(
            30 + 60 * generator.random(),
            tuple(sorted((1000 * generator.random() for _ in range(3)), reverse=True)),
        )
        for _ in range(10_000)
    ]
    found = allocate(candidates, Room(500_000, 9_000))
    assert 0 < sum(found.counts) <= 9_000
    assert found.earned >= 0.9999 * found.bound
