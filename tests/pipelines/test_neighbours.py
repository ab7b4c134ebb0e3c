"""Offers of real months are followed: the visit comes in, nobody else loses a day."""

from collections import Counter
from pathlib import Path

import pytest

from models.judge import judge
from models.month import Month
from models.problem import MonthProblem
from models.schedule import Schedule
from scheduler.pipelines.neighbours import with_advice, with_neighbours
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.plan import prepare
from scheduler.solve import MaxIterations, SolveParams, plan_month
from scheduler.solve.fitting import draft_of, order_with
from scheduler.solve.to_schedule import to_schedule
from tests.agreement.followed import Advice, followed, meant, read
from tests.shared_data import CHECKOUT

IOWA = {"customer_id": "store_number", "postcode": "zip", "sales_12m": "sales_2019_usd"}


def comes_in(problem: MonthProblem, made: Schedule, advice: Advice, visits: set[str]) -> bool:
    """Whether these visits fit into the named day of the plan as it stands."""
    after = followed(problem, advice, visits)
    draft = draft_of(after, Schedule(made.routes))
    days = draft.board.days
    day = next(
        k
        for k, info in enumerate(days)
        if (info.workday.rep_id, info.workday.date) == (advice.rep_id, advice.date)
    )
    for v in sorted(draft.board.number[visit_id] for visit_id in visits):
        order = order_with(draft, v, day)
        if order is None or not draft.fill(day, order):
            return False
    found = to_schedule(draft)
    kept = {visit_id: (r.rep_id, r.date) for visit_id, r in made.placed()}
    now = {visit_id: (r.rep_id, r.date) for visit_id, r in found.placed()}
    return judge(after, found).sound and kept.items() <= now.items() and visits <= now.keys()


QUICK = SolveParams(assign_seconds=0.1, proof_share=0.0)


def told(options: PlanOptions, step: int = 1) -> Counter[str]:
    """Plan a month in few steps, follow every offer or some, and count what was offered."""
    prepared = prepare(options)
    problem, reps = prepared.problem, prepared.team.reps
    made = plan_month(problem, stop=MaxIterations(20), params=QUICK).schedule
    made = with_advice(problem, made, reps, options.policy)
    wider = with_neighbours(problem, made, reps, options.policy)
    seen = Counter({"missing": len(made.unplanned)})
    sentences = [(item, text) for item in made.unplanned for text in item.what_would_help]
    for item, sentence in sentences[::step]:
        advice = read(problem, sentence)
        assert any(
            comes_in(wider, made, advice, visits)
            for visits in meant(problem, advice, made, item.visit_id)
        ), f"{item.visit_id}: {sentence}"
        seen.update(advice.kinds)
    seen["without an offer"] = sum(not item.what_would_help for item in made.unplanned)
    return seen


def test_what_is_offered_for_eilat_works(shared: Path):
    seen = told(
        PlanOptions(
            customers=shared / "data" / "israel" / "stores.csv",
            reps=CHECKOUT / "tests" / "journeys" / "reps_israel.csv",
            mapping={"customer_id": "storeid", "name": "storename"},
            country="IL",
            month=Month(2026, 9),
        )
    )
    assert seen["missing"] >= 4
    assert seen["overtime"] >= 4
    assert seen["without an offer"] == 0


@pytest.mark.slow
def test_what_is_offered_for_a_full_month_in_iowa_works(shared: Path, tmp_path: Path):
    lines = (shared / "data" / "iowa" / "reps.csv").read_text(encoding="utf-8")
    reps = tmp_path / "reps.csv"
    reps.write_text(lines.replace(",8,Mon-Fri", ",3,Mon-Fri"), encoding="utf-8")
    seen = told(
        PlanOptions(
            customers=shared / "data" / "iowa" / "customers_2019_active.csv",
            reps=reps,
            mapping=IOWA,
            country="US",
            month=Month(2026, 12),
        ),
        step=15,
    )
    assert seen["missing"] >= 20
    assert min(seen["meetings"], seen["together"]) >= 2
    assert seen["rep"] >= 1
    assert seen["without an offer"] == 0
