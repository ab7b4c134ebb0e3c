"""Random tiny months in which every rule of the registry can bite.

`draw` makes a month of two or three workdays, one or two reps and up to five visits; `features`
says what is in it, so that a test can count what it has seen.
"""

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import numpy as np

from models.places import Place
from models.problem import (
    Kind,
    MonthProblem,
    Pin,
    Requirement,
    Strength,
    TravelMatrix,
    VisitNeed,
    Weights,
    Workday,
    customer_key,
)
from models.reps import Span
from tests.solve.tiny import MARCH, on

TIMES = float(os.environ.get("ROUNDS_DRAWS", "1"))
"""How many times as many months are drawn as in the gate."""

DATES = (5, 6, 9, 10)
"""Thursday, Friday, Monday, Tuesday: two weeks, gaps of 1 to 5 days."""
MOST_VISITS = 4


def draws(count: int, first_seed: int = 0) -> Iterator[tuple[int, MonthProblem]]:
    """Yield seeds and the months drawn from them, `TIMES` as many as asked for."""
    for seed in range(first_seed, first_seed + round(count * TIMES)):
        yield seed, draw(Random(seed))


def draw(random: Random) -> MonthProblem:
    """Return a random tiny month."""
    dates = sorted(random.sample(DATES, random.choice((2, 2, 3))))
    reps = ("A",) if random.random() < 0.6 else ("A", "B")
    routing = random.random() < 0.2
    shared = random.random() < 0.5
    customers = [f"C{k}" for k in range(random.randint(1, 3))]
    one = _matrix(random, customers)
    requirements = _requirements(random, customers, reps, dates, routing=routing)
    return MonthProblem(
        month=MARCH,
        workdays=tuple(_workdays(random, reps, dates, customers, routing=routing)),
        requirements=tuple(requirements),
        travel={rep: one if shared else _matrix(random, customers) for rep in reps},
        weights=_weights(random),
        reserve_min={rep: random.choice((30.0, 120.0, 500.0)) for rep in reps if _rarely(random)},
        published=_published(random, requirements, reps, dates),
        one_rep_per_customer=random.random() < 0.6,
        max_overtime_min=random.choice((0, 0, 15, 60)),
        week_start=random.choice((0, 6)),
        ticks_per_minute=random.choice((10, 100)) if routing else 1,
    )


def _rarely(random: Random) -> bool:
    return random.random() < 0.25


def _matrix(random: Random, customers: list[str]) -> TravelMatrix:
    places = ("home", "depot", *(customer_key(name) for name in customers))
    legs = random.choice(((0, 10, 20, 30), (5, 10, 15, 20, 45), (0.5, 2.25, 7.75, 12.5, 33.1)))
    minutes = np.array([[random.choice(legs) for _ in places] for _ in places], dtype=np.float64)
    if random.random() < 0.4:
        minutes = np.maximum(minutes, minutes.T)
    np.fill_diagonal(minutes, 0.0)
    return TravelMatrix(places, minutes, 800.0 * minutes, "drawn")


def _workdays(
    random: Random, reps: tuple[str, ...], dates: list[int], customers: list[str], *, routing: bool
) -> Iterator[Workday]:
    for rep in reps:
        start = random.choice(("home", "home", "depot", customer_key(customers[0])))
        end = start if random.random() < 0.6 else random.choice(("home", "depot"))
        for date in dates:
            if random.random() < 0.08:
                continue
            begin = random.choice((540, 560))
            pause = random.choice((Span(550, 580), Span(600, 630), Span(530, 560), Span(700, 730)))
            yield Workday(
                rep_id=rep,
                date=on(date),
                start_min=begin,
                end_min=begin + random.choice((60, 90, 120, 180, 240)),
                break_span=pause if random.random() < 0.35 else None,
                cap=random.choice((0, 1, 2, 3, 3, 4)),
                start=start,
                end=end,
                capacity=random.choice((1.0, 2.5)) if routing and _rarely(random) else None,
                max_duration_min=random.choice((60.0, 95.5)) if routing else None,
            )


def _requirements(
    random: Random, customers: list[str], reps: tuple[str, ...], dates: list[int], *, routing: bool
) -> list[Requirement]:
    found: list[Requirement] = []
    left = MOST_VISITS
    for name in customers:
        count = min(left, random.choice((1, 1, 2, 2, 3)))
        if count:
            found.append(_requirement(random, name, count, reps, dates))
            left -= count
        if left and random.random() < 0.3:
            found.append(_second(random, found[-1], reps, dates))
            left -= 1
    if routing:
        found = [_routed(random, req, dates) for req in found]
    return found


def _requirement(
    random: Random, name: str, count: int, reps: tuple[str, ...], dates: list[int]
) -> Requirement:
    kind = random.choices((Kind.VISIT, Kind.PROSPECT, Kind.DESK), (8, 2, 1))[0]
    gap = random.choice((1, 1, 2, 3, 4))
    visits = tuple(_need(random, f"{name}/{k}", kind) for k in range(count))
    return Requirement(
        customer_id=name,
        name=name,
        place=None if kind is Kind.DESK else Place(41.0, -93.0),
        kind=kind,
        rep_ids=tuple(random.sample(reps, random.randint(1, len(reps)))),
        minutes=random.choice((0, 10, 20, 30, 30, 45)),
        visits=visits,
        min_gap_days=gap,
        max_gap_days=random.choice((None, gap, gap + 1, gap + 3)),
        opening=_opening(random, dates) if random.random() < 0.35 else None,
        forbidden=frozenset({on(random.choice(dates))}) if random.random() < 0.15 else frozenset(),
        pins=tuple(_pins(random, visits, reps, dates)),
        prize_min=random.choice((5.0, 40.0)) if kind is Kind.PROSPECT else 0.0,
    )


def _need(random: Random, visit_id: str, kind: Kind) -> VisitNeed:
    first, last = sorted(random.choices(DATES, k=2)) if random.random() < 0.3 else (1, 31)
    due = on(random.choice((*DATES, 20))) if random.random() < 0.8 else dt.date(2026, 2, 20)
    priority = 0.0 if kind is Kind.PROSPECT else random.choice((1.0, 2.0, 8.0))
    return VisitNeed(visit_id, due, on(first), on(last), priority)


def _second(
    random: Random, first: Requirement, reps: tuple[str, ...], dates: list[int]
) -> Requirement:
    """Return another requirement of the same customer, mostly a call."""
    other = _requirement(random, f"{first.customer_id}+", 1, reps, dates)
    desk = random.random() < 0.7
    place = None if desk else Place(41.0, -93.0)
    values = {name: getattr(other, name) for name in Requirement.__slots__}
    values |= {"customer_id": first.customer_id, "place": place}
    values |= {"kind": Kind.DESK if desk else Kind.VISIT, "prize_min": 0.0}
    values["visits"] = tuple(replace(need, priority=1.0) for need in other.visits)
    return Requirement(**values)


def _opening(random: Random, dates: list[int]) -> dict[dt.date, tuple[Span, ...]]:
    choices = (
        (),
        (Span(540, 660),),
        (Span(560, 590), Span(620, 720)),
        (Span(500, 570), Span(570, 610), Span(640, 800)),
        (Span(600, 1000),),
    )
    return {on(date): random.choice(choices) for date in dates if random.random() < 0.9}


def _pins(
    random: Random, visits: tuple[VisitNeed, ...], reps: tuple[str, ...], dates: list[int]
) -> Iterator[Pin]:
    for visit in visits:
        if random.random() < 0.15:
            rep = random.choice((None, random.choice(reps)))
            time = random.choice((None, 560, 570, 600, 615))
            strength = random.choice(tuple(Strength))
            yield Pin(visit.visit_id, on(random.choice(dates)), rep, time, strength)


def _routed(random: Random, req: Requirement, dates: list[int]) -> Requirement:
    values = {name: getattr(req, name) for name in Requirement.__slots__}
    days = [on(date) for date in dates]
    count = len(req.visits)
    if random.random() < 0.6 and count <= len(days):
        sizes = [random.randint(count, len(days)) for _ in range(random.randint(1, 3))]
        values["patterns"] = tuple(frozenset(random.sample(days, size)) for size in sizes)
    values["load"] = random.choice((0.0, 0.5, 1.0, 2.0))
    return Requirement(**values)


def _weights(random: Random) -> Weights:
    if random.random() < 0.2:
        return Weights.travel_only()
    return Weights(
        rhythm=random.choice((0.0, 0.5, 3.0)),
        balance=random.choice((0.0, 0.2, 1.0)),
        daily_balance=random.choice((0.0, 0.0, 0.5)),
        overtime=random.choice((0.0, 2.0)),
        reserve=random.choice((0.5, 1.0)),
    )


def _published(
    random: Random, requirements: list[Requirement], reps: tuple[str, ...], dates: list[int]
) -> dict[str, tuple[str, dt.date]]:
    if random.random() < 0.7:
        return {}
    ids = [need.visit_id for req in requirements for need in req.visits]
    return {v: (random.choice(reps), on(random.choice(dates))) for v in ids if _rarely(random)}


def features(problem: MonthProblem) -> set[str]:
    """Return what can bite in a month."""
    requirements, days = problem.requirements, problem.workdays
    asymmetric = any((m.minutes != m.minutes.T).any() for m in problem.travel.values())
    off_diagonal = [m.minutes[~np.eye(len(m.places), dtype=bool)] for m in problem.travel.values()]
    told = {
        "break": any(day.break_span for day in days),
        "cap 0": any(day.cap == 0 for day in days),
        "different end": any(day.start != day.end for day in days),
        "starts at a customer": any(day.start.startswith("customer:") for day in days),
        "capacity": any(day.capacity is not None for day in days),
        "duration": any(day.max_duration_min is not None for day in days),
        "two reps": len(problem.rep_ids) > 1,
        "one rep": problem.one_rep_per_customer and len(problem.rep_ids) > 1,
        "a choice of reps": any(len(req.rep_ids) > 1 for req in requirements),
        "overtime": problem.max_overtime_min > 0,
        "ticks": problem.ticks_per_minute > 1,
        "week starts on Sunday": problem.week_start == 6,
        "published": bool(problem.published),
        "reserve": bool(problem.reserve_min),
        "asymmetric": asymmetric,
        "zero legs": any((values == 0).any() for values in off_diagonal),
        "two requirements": len({r.customer_id for r in requirements}) < len(requirements),
        "no workday": any(not problem.workdays_of(rep) for rep in problem.travel),
        "overdue": any(v.due < problem.month.first for r in requirements for v in r.visits),
    }
    return (
        {name for name, there in told.items() if there}
        | {name for req in requirements for name in _features(req)}
        | {f"priced {name}" for name in Weights.__slots__ if getattr(problem.weights, name)}
    )


def _features(req: Requirement) -> Iterator[str]:
    yield str(req.kind)
    yield f"{len(req.visits)} visits"
    told = {
        "greatest gap": req.max_gap_days is not None and len(req.visits) > 1,
        "least gap": req.min_gap_days > 1 and len(req.visits) > 1,
        "opening": req.opening is not None,
        "several openings": any(len(spans) > 1 for spans in (req.opening or {}).values()),
        "forbidden": bool(req.forbidden),
        "patterns": req.patterns is not None,
        "load": req.load > 0,
        "zero minutes": req.minutes == 0,
        "window": any(v.earliest > MARCH.first or v.latest < MARCH.last for v in req.visits),
        "pin with rep": any(pin.rep_id for pin in req.pins),
        "pin with time": any(pin.time_min is not None for pin in req.pins),
    }
    yield from (name for name, there in told.items() if there)
    yield from (f"pin {pin.strength}" for pin in req.pins)
