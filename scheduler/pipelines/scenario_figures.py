"""What a planned scenario comes to, and what it is expected to sell."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from models.customers import Channel, Customer, Status
from models.plan import MonthPlan
from models.problem import Kind
from models.reps import Rep
from models.scenario_figures import Between, RepLoad, ScenarioFigures, SegmentCoverage
from models.scenarios import Scenario
from scheduler.io.figures import Figures, RepFigures, figures_of
from scheduler.pipelines.plan import Prepared
from scheduler.requirements import MONTH_DAYS, effect_of, margin_of

_PLACELESS = "no place on the map"
_AVERAGE_DAYS = 365.25 / 12


class PlannedScenario(NamedTuple):
    """A scenario with what was known before the solver and the plan."""

    scenario: Scenario
    prepared: Prepared
    plan: MonthPlan


def scenario_figures(one: PlannedScenario, first: PlannedScenario) -> ScenarioFigures:
    """Return the figures of a scenario.

    Parameters
    ----------
    first
        With its contacts a month the customers are taken to buy what they buy today.
    """
    scenario, prepared, plan = one
    figures = figures_of(plan)
    sales, margin = expected_sales(one, first)
    driving, cost = _bounded(plan)
    return ScenarioFigures(
        name=scenario.name,
        about=scenario.about,
        loads=tuple(map(_load, figures.reps)),
        visits_a_month=_visits_a_month(prepared),
        visits_due=int(figures.total("visits_due")),
        visits_planned=int(figures.total("visits_planned")),
        desk=int(figures.total("desk")),
        coverage=tuple(SegmentCoverage(p.segment, p.due, p.planned) for p in figures.coverage),
        drive_min=int(figures.total("drive_min")),
        drive_m=figures.total("drive_m"),
        work_min=int(figures.total("work_min")),
        overtime_min=int(figures.total("overtime_min")),
        paid_min=int(figures.total("available_min") + figures.total("overtime_min")),
        **_money(plan.reps, figures, scenario),
        sales=sales,
        margin=margin,
        unplanned=_reasons(plan),
        driving=driving,
        cost=cost,
        change_rep=_moved(prepared, first.prepared),
    )


def _load(rep: RepFigures) -> RepLoad:
    paid = rep.available_min + rep.overtime_min
    return RepLoad(
        rep.rep_id, rep.name, rep.customers, rep.visits_planned, rep.drive_min, rep.work_min, paid
    )


def _visits_a_month(prepared: Prepared) -> float:
    """Return the visits that fall due in an average month, by the intervals alone."""
    standings = (
        prepared.standings[c.customer_id]
        for c in prepared.team.customers
        if c.status is not Status.PROSPECT
    )
    return sum(
        _AVERAGE_DAYS / standing.interval_days
        for standing in standings
        if standing.channel is Channel.VISIT and standing.interval_days
    )


def _bounded(plan: MonthPlan) -> tuple[Between, Between]:
    """Return the minutes of driving and of all rules, with what is proven of them."""
    score, proof = plan.result.score, plan.result.proof
    if proof is None:
        driven = next((line.amount for line in score.lines if line.rule == "travel"), 0.0)
        return Between(driven, None), Between(score.cost_min, None)
    driving, cost = proof.travel, proof.cost
    return Between(driving.amount, driving.bound), Between(cost.amount, cost.bound)


def _money(reps: Mapping[str, Rep], figures: Figures, scenario: Scenario) -> dict[str, float]:
    """Return hours worked, hours paid and kilometres in money, each rep at its own cost."""
    found = dict.fromkeys(("work_cost", "paid_cost", "km_cost"), 0.0)
    default = scenario.policy.rep
    for line in figures.reps:
        rep = reps[line.rep_id]
        hourly = default.hourly_cost if rep.hourly_cost is None else rep.hourly_cost
        a_km = default.km_cost if rep.km_cost is None else rep.km_cost
        found["work_cost"] += line.work_min / 60 * hourly
        found["paid_cost"] += (line.available_min + line.overtime_min) / 60 * hourly
        found["km_cost"] += line.drive_m / 1000 * a_km
    return found


def _reasons(plan: MonthPlan) -> dict[str, int]:
    """Return the required visits without a day by the first of their reasons."""
    found: Counter[str] = Counter()
    for item in plan.result.schedule.unplanned:
        if plan.problem.requirement_of[item.visit_id].kind is Kind.VISIT:
            code = item.reasons[0].code.value if item.reasons else "no reason found"
            found[code.replace("_", " ")] += 1
    nowhere = sum(row.visits for row in plan.rows_not_placed)
    if nowhere:
        found[_PLACELESS] += nowhere
    return dict(found)


def _moved(prepared: Prepared, first: Prepared) -> int:
    before = {customer.customer_id: customer.rep_ids for customer in first.team.customers}
    return sum(
        before.get(c.customer_id, c.rep_ids)[:1] != c.rep_ids[:1] for c in prepared.team.customers
    )


class _Contacts(NamedTuple):
    """The contacts of a customer in the month: due ones and extra meetings."""

    due: int
    made: int
    extra: int


def expected_sales(one: PlannedScenario, first: PlannedScenario) -> tuple[float, float]:
    """Return the expected sales a month and what is earned of them, if the team works so for good.

    Today's sales answer the contacts of the first scenario. Other intervals, extra meetings that
    have a day and due contacts that have none change them by the response of P12; what a due contact
    holds counts for all months that it serves, so that a month stands for the year.
    """
    contacts = _contacts(one)
    sales = margin = 0.0
    for customer in one.prepared.team.customers:
        if customer.status is Status.ACTIVE:
            sold = _sold(customer, one, first, contacts.get(customer.customer_id))
            sales += sold
            margin += margin_of(customer, one.scenario.policy) * sold
    return sales, margin


def _sold(
    customer: Customer, one: PlannedScenario, first: PlannedScenario, made: _Contacts | None
) -> float:
    standing = one.prepared.standings[customer.customer_id]
    base = first.prepared.standings.get(customer.customer_id, standing)
    effect = effect_of(customer, base, first.scenario.policy)
    if effect is None:
        return 0.0
    if not base.interval_days:  # no contact then: nothing that contacts could change
        return effect.value
    usual = 0.0
    if standing.channel is not Channel.NONE and standing.interval_days:
        usual = MONTH_DAYS / standing.interval_days
    sold = effect.sales(usual)
    if made is None:
        return sold
    if made.made < made.due:
        months = max(1.0, standing.interval_days / MONTH_DAYS)
        sold -= months * (effect.sales(usual) - effect.sales(usual * made.made / made.due))
    return sold + effect.sales(usual + made.extra) - effect.sales(usual)


def _contacts(one: PlannedScenario) -> dict[str, _Contacts]:
    """Return the contacts by customer, for those who have any asked for."""
    plan, extras = one.plan, one.prepared.extras
    due, made, extra = Counter[str](), Counter[str](), Counter[str]()
    placed = {visit_id for visit_id, _ in plan.result.schedule.placed()}
    for visit_id, req in plan.problem.requirement_of.items():
        if req.kind is Kind.PROSPECT:
            continue
        if visit_id in extras:
            extra[req.customer_id] += visit_id in placed
        else:
            due[req.customer_id] += 1
            made[req.customer_id] += visit_id in placed
    for row in plan.rows_not_placed:
        due[row.customer_id] += row.visits
    return {key: _Contacts(due[key], made[key], extra[key]) for key in {*due, *extra}}
