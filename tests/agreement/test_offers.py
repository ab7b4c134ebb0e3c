"""Every offer is made and put to the exact formulation: the visit comes in, nobody loses a day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.problem import MonthProblem
from models.schedule import Schedule
from scheduler.solve.trial import MOST_MEETINGS, MOST_OVERTIME_MIN
from tests.agreement.counting import Tally
from tests.agreement.draws import draws
from tests.agreement.followed import Advice, followed, meant, read
from tests.agreement.literals import exact, feasible
from tests.solve.tiny import plan

Day = tuple[str, dt.date]
"""A rep and a date."""


def holds(
    problem: MonthProblem, made: Schedule, visit_ids: set[str], where: Day | None = None
) -> bool:
    """Whether these visits find a place (on a day, if given) while every planned one keeps its own."""
    formulation = exact(problem)
    board, model = formulation.visits.board, formulation.model
    number = {(day.workday.rep_id, day.workday.date): k for k, day in enumerate(board.days)}
    for visit_id, route in made.placed():
        v, day = board.number[visit_id], number[route.rep_id, route.date]
        if day not in board.visits[v].days:
            return False
        model.add(formulation.visits.on(v, day) == 1)
    for v in (board.number[visit_id] for visit_id in visit_ids):
        if where is None:
            model.add(formulation.visits.planned(v) == 1)
        elif number[where] not in board.visits[v].days:
            return False
        else:
            model.add(formulation.visits.on(v, number[where]) == 1)
    return feasible(model)


def works(problem: MonthProblem, advice: Advice, made: Schedule, visit_id: str) -> bool:
    """Whether the visit comes in, with those that the offer names, once it is followed."""
    return any(
        holds(followed(problem, advice, visits), made, visits, (advice.rep_id, advice.date))
        for visits in meant(problem, advice, made, visit_id)
    )


@dataclass(frozen=True)
class Offer:
    """A sentence about a visit that a plan leaves out."""

    told: str
    problem: MonthProblem
    made: Schedule
    visit_id: str
    advice: Advice


def left_out(
    count: int, first_seed: int, tally: Tally
) -> Iterator[tuple[int, MonthProblem, Schedule]]:
    """Months with visits that a short search leaves out."""
    for seed, problem in draws(count, first_seed=first_seed):
        made = plan(problem, 10).schedule
        if made.unplanned:
            tally.month(problem)
            yield seed, problem, made


def offers(count: int, first_seed: int, tally: Tally) -> Iterator[Offer]:
    """Every sentence about every visit left out."""
    for seed, problem, made in left_out(count, first_seed, tally):
        for item, sentence in ((u, s) for u in made.unplanned for s in u.what_would_help):
            advice = read(problem, sentence)
            told = f"seed {seed}, {item.visit_id}: {sentence}"
            yield Offer(told, problem, made, item.visit_id, advice)


def test_every_offer_works_when_it_is_followed():
    tally = Tally()
    for offer in offers(400, 120_000, tally):
        assert works(offer.problem, offer.advice, offer.made, offer.visit_id), offer.told
        for kind in offer.advice.kinds:
            tally.count(f"told {kind}")
    tally.saw(months=200, told_overtime=15, told_meetings=40, told_another_day=40, told_together=10)
    tally.saw(told_pin=8, told_opening=8, told_spacing=8, told_rep=8)


def smaller(problem: MonthProblem, advice: Advice) -> Advice | None:
    """The same offer with a minute or a meeting less, where it is about room alone."""
    if advice.ask or (advice.overtime_min and advice.cap is not None):
        return None
    if advice.overtime_min:
        less = max(problem.max_overtime_min, advice.overtime_min - 1)
        return replace(advice, overtime_min=less)
    return None if advice.cap is None else replace(advice, cap=advice.cap - 1)


def test_no_offer_asks_for_a_minute_or_a_meeting_too_many():
    tally = Tally()
    for offer in offers(250, 130_000, tally):
        less = smaller(offer.problem, offer.advice)
        if less is not None:
            assert not works(offer.problem, less, offer.made, offer.visit_id), offer.told
            tally.count("overtime" if less.overtime_min else "meetings")
    tally.saw(overtime=5, meetings=20)


def test_a_visit_without_an_offer_would_not_come_in_by_more_room_or_another_day():
    tally = Tally()
    for seed, problem, made in left_out(250, 140_000, tally):
        for item in made.unplanned:
            if item.what_would_help:
                tally.count("offered")
                continue
            assert not holds(roomy(problem, item.visit_id), made, {item.visit_id}), (
                f"seed {seed}: {item.visit_id}"
            )
            tally.count("nothing helps")
    tally.saw(months=120, offered=100, nothing_helps=100)


def roomy(problem: MonthProblem, visit_id: str) -> MonthProblem:
    """The problem with all the room that offers may ask for, and any date for one visit."""
    days = tuple(replace(day, cap=day.cap + MOST_MEETINGS) for day in problem.workdays)
    requirements = tuple(
        replace(
            req,
            visits=tuple(
                replace(need, earliest=problem.month.first, latest=problem.month.last)
                if need.visit_id == visit_id
                else need
                for need in req.visits
            ),
        )
        for req in problem.requirements
    )
    longest = max(problem.max_overtime_min, MOST_OVERTIME_MIN)
    return replace(problem, workdays=days, requirements=requirements, max_overtime_min=longest)


def days_offered(problem: MonthProblem, made: Schedule, tally: Tally) -> dict[Day, set[str]]:
    """What is offered on each day: a visit alone, or the sentence about several."""
    told: dict[Day, set[str]] = defaultdict(set)
    for item, sentence in ((u, s) for u in made.unplanned for s in u.what_would_help):
        advice = read(problem, sentence)
        if "instead" in advice.kinds:
            tally.count("instead")
        else:
            told[advice.rep_id, advice.date].add(sentence if advice.names else item.visit_id)
            tally.count("together", int(bool(advice.names)))
    return told


def test_no_day_is_offered_to_two_visits_as_if_each_were_alone():
    tally = Tally()
    for seed, problem, made in left_out(250, 150_000, tally):
        for day, told in days_offered(problem, made, tally).items():
            assert len(told) == 1, f"seed {seed}, {day}: {told}"
            tally.count("days")
    tally.saw(days=80, together=5)
