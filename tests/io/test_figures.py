"""The month in figures: everybody counts once, and nothing that is due is left out."""

from dataclasses import replace

from scheduler.io.figures import figures_of
from tests.factories import tiny_plan


def test_each_customer_counts_for_one_rep():
    plan = tiny_plan()
    before = figures_of(plan).total("customers")
    first, *others = plan.rows
    shared = replace(plan, rows=(replace(first, rep_id="R01;R02"), *others))
    assert figures_of(shared).total("customers") == before == 9


def test_a_visit_due_to_a_customer_without_a_place_is_due_and_unplanned():
    plan = tiny_plan()
    *others, nowhere = plan.rows
    assert nowhere.customer_id in plan.not_placed
    asked = replace(nowhere, channel="visit", visits=2)
    before, after = figures_of(plan), figures_of(replace(plan, rows=(*others, asked)))
    assert after.total("visits_due") == before.total("visits_due") + 2
    assert after.total("unplanned") == before.total("unplanned") + 2
    due = {part.segment: part.due for part in before.coverage}
    due[asked.segment] = due.get(asked.segment, 0) + 2
    assert {part.segment: part.due for part in after.coverage} == due
    assert sum(part.planned for part in after.coverage) == after.total("visits_planned")
