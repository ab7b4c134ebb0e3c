"""Offspring of several months keep every rule, whatever days they are made of."""

from random import Random

import numpy as np

from models.judge import judge
from scheduler.solve.columns import make_columns
from scheduler.solve.draft import Draft
from scheduler.solve.improve import with_absent
from scheduler.solve.offspring import Shares, offspring
from scheduler.solve.recombine import days_of, recombine
from scheduler.solve.tables import make_tables
from scheduler.solve.to_schedule import to_schedule
from tests.agreement.counting import Tally
from tests.agreement.test_draft import assert_costs_agree, empty_draft
from tests.agreement.test_recombine import months_and_days
from tests.solve.months import rep_month


def filled_days(month: Draft) -> set[tuple[int, ...]]:
    return {route for route in month.routes if route}


def test_offspring_of_any_shares_keep_every_rule():
    tally = Tally()
    for seed, draft, seen in months_and_days(tally, 250, 110_000):
        columns = make_columns(make_tables(draft.board), seen)
        if not columns.seen:
            continue
        random = Random(seed)
        values = np.array([random.random() for _ in columns.seen])
        made = offspring(empty_draft(draft.board.problem), Shares(columns, values), random)
        verdict = judge(draft.board.problem, to_schedule(made))
        assert verdict.sound, f"seed {seed}: {verdict.violations}"
        assert_costs_agree(made)
        months = {frozenset(day.route) for day in seen}
        tally.count("of days seen", int(any(frozenset(r) in months for r in filled_days(made))))
        tally.count("several days", int(len(filled_days(made)) > 1))
    tally.saw(of_days_seen=100, several_days=50)


def test_days_that_the_relaxation_takes_as_a_whole_come_through():
    draft = empty_draft(rep_month(12))
    _, seen = recombine(draft, ())
    assert seen is None  # nothing was seen
    month = recombine(draft, days_of(with_absent(draft, Random(1)))).month
    own = days_of(month)
    columns = make_columns(make_tables(draft.board), own)
    values = np.array([float(columns.day(c) == day.day) for c, day in enumerate(columns.seen)])
    made = offspring(empty_draft(draft.board.problem), Shares(columns, values), Random(1))
    assert filled_days(month) <= filled_days(made)


def test_the_same_chance_makes_the_same_offspring():
    draft = empty_draft(rep_month(12))
    month, shares = recombine(draft, days_of(with_absent(draft, Random(1))))
    assert shares is not None
    assert 0 <= shares.values.min() <= shares.values.max() <= 1 + 1e-9
    first, second = (
        offspring(empty_draft(draft.board.problem), shares, Random(3)) for _ in range(2)
    )
    assert first.routes == second.routes
    assert month.cost() <= first.cost()
