"""The proof of a plan: what is added up, under which conditions, and why there is none."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from models.problem import Weights
from models.proof import Bounded
from models.reps import Span
from models.result import StopReason
from scheduler.solve import Cancelled, FirstOf, MaxIterations, SolveParams, plan_month
from scheduler.solve.bound import Bound, Effort, least_unplanned
from scheduler.solve.observer import Silent
from scheduler.solve.prove import prove
from tests.solve.months import team_month
from tests.solve.tiny import FIVE, NINE, call, customer, month, need, on, plan, prospect, workday

NEARLY = 1e-3


def proof_of(problem, **params):
    found = plan(problem, **params).proof
    assert found is not None
    return found


def two_reps(**changes):
    days = [workday(2), workday(2, "B")]
    visits = [customer("X"), customer("Y", rep_ids=("B",))]
    return month(days, visits, {"X": 20, "Y": 35}, **changes)


def test_bounds_of_reps_add_up():
    # 20 there and back, 35 there and back
    proof = proof_of(two_reps())
    assert proof.travel.bound == pytest.approx(110, abs=NEARLY)
    assert proof.cost.bound == pytest.approx(110, abs=NEARLY)
    assert "conditional on each customer's rep" not in proof.travel.covers


def test_a_plan_that_reaches_its_bound_is_proven_to_be_the_best():
    result = plan(two_reps())
    assert result.stop_reason is StopReason.PROVEN
    assert result.gap == pytest.approx(0, abs=1e-5)
    assert result.proof is not None
    assert result.proof.travel.closed
    assert result.bound_min == result.proof.cost.bound


def test_a_plan_with_a_gap_is_not_proven():
    # 30 minutes of work on one of two weeks: fractions are even, whole visits are not
    days = [workday(6), workday(9)]
    result = plan(month(days, [customer("X", due=[6])], weights=Weights(rhythm=0)))
    assert result.stop_reason is StopReason.ITERATIONS
    assert result.gap is not None
    assert result.gap > 0.01


def test_a_problem_with_read_only_mappings_is_proven_in_several_processes():
    # As one that was read from a published plan: opening hours come as such mappings.
    problem = two_reps()
    opening = MappingProxyType({on(2): (Span(NINE, FIVE),)})
    visits = tuple(replace(req, opening=opening) for req in problem.requirements)
    problem = replace(problem, requirements=visits, reserve_min=MappingProxyType({}))
    one, two = (plan(problem, workers=workers, proof_turns=10) for workers in (1, 2))
    assert one.proof == two.proof
    assert two.bound_min is not None


def test_the_same_seed_has_the_same_proof_in_any_number_of_processes():
    problem = team_month(6)
    one, two = (plan(problem, iterations=5, workers=workers, proof_turns=10) for workers in (1, 2))
    assert one.proof == two.proof
    assert one.proof is not None
    assert one.proof.cost.bound is not None
    assert 0 < one.proof.cost.bound <= one.score.cost_min


def test_more_turns_prove_no_less():
    few, many = (
        proof_of(team_month(6), iterations=5, proof_turns=turns).travel.bound for turns in (10, 30)
    )
    assert few is not None
    assert many is not None
    assert few <= many


@pytest.mark.parametrize(
    ("others", "proven"),
    [([], 31.0), ([prospect("P", 9.0)], 10.0)],
    ids=["no soft rule earns anything", "the driving includes prospects, the cost need not"],
)
def test_all_rules_cost_at_least_what_is_proven_of_the_driving(monkeypatch, others, proven):
    def early(*_args, travel_only, **_kwargs):
        return Bound(31.0 if travel_only else 10.0, "ended early", iterations=1)

    monkeypatch.setattr("scheduler.solve.proving.lower_bound", early)
    problem = month([workday(2)], [customer("X"), *others], {"X": 20, "P": 22})
    proof = proof_of(problem)
    assert (proof.travel.bound, proof.cost.bound) == (31.0, proven)


def test_a_proof_without_time_says_so():
    problem = two_reps()
    found = plan(problem, proof_share=0)
    proof = prove(problem, found.schedule, found.score, effort=Effort(seconds=0.0), workers=2)
    assert proof.cost.bound is None
    assert proof.cost.covers == "no bound: too little time or too few turns for a proof"


@pytest.mark.parametrize("workers", [1, 2])
def test_a_cancelled_proof_ends_with_what_is_proven(workers):
    problem = two_reps()
    found = plan(problem, proof_share=0)
    effort = Effort(seconds=3600.0, cancelled=lambda: True)
    proof = prove(problem, found.schedule, found.score, effort=effort, workers=workers)
    assert proof.cost.bound is None
    assert proof.cost.covers == "no bound: too little time or too few turns for a proof"


def test_a_plan_that_is_cancelled_in_its_proof_says_so():
    class Impatient(Silent):
        proving = False

        def tell(self, progress):
            self.proving = self.proving or progress.phase == "proving"

    observer = Impatient()
    stop = FirstOf(MaxIterations(5), Cancelled(lambda: observer.proving))
    result = plan_month(two_reps(), stop=stop, observer=observer)
    assert result.stop_reason is StopReason.CANCELLED
    assert result.bound_min is None


def test_a_proof_of_too_few_turns_says_so_too():
    # Its bounds are valid, and 0: that no plan drives less than 0 minutes is no news.
    proof = proof_of(team_month(6), iterations=5, proof_turns=2)
    assert (proof.travel.bound, proof.cost.bound) == (None, None)
    assert proof.travel.covers == "no bound: too little time or too few turns for a proof"


def test_reps_of_whom_nothing_is_proven_are_counted(monkeypatch):
    found = iter([Bound(20.0, "", iterations=1), Bound(20.0, "", iterations=1)])
    late = Bound(0.0, "", iterations=1)
    monkeypatch.setattr("scheduler.solve.proving.lower_bound", lambda *_, **__: next(found, late))
    proof = proof_of(two_reps())
    assert proof.travel.bound == 20.0
    assert proof.travel.covers.endswith("; for want of time 1 of 2 reps count as 0")


def test_no_proof_is_made_where_none_is_asked_for_or_the_run_is_cancelled():
    assert plan(two_reps(), proof_share=0).proof is None
    stop = FirstOf(MaxIterations(5), Cancelled(lambda: True))
    result = plan_month(two_reps(), stop=stop, params=SolveParams())
    assert (result.proof, result.gap, result.stop_reason) == (None, None, StopReason.CANCELLED)


def test_reps_who_share_a_customer_are_proven_with_that_customer_where_it_is():
    # X is 10 from both homes, Y is A's: A makes both on one way
    days = [workday(2), workday(2, "B")]
    visits = [customer("X", rep_ids=("A", "B")), customer("Y")]
    result = plan(month(days, visits, {"Y": 20}, weights=Weights.travel_only()))
    assert result.proof is not None
    assert result.proof.travel.bound == pytest.approx(40, abs=NEARLY)
    assert "conditional on each customer's rep" in result.proof.travel.covers
    assert result.stop_reason is StopReason.ITERATIONS, "another rep might be better"


def test_visits_of_one_customer_by_several_reps_have_no_bound():
    days = [workday(2), workday(3, "B")]
    shared = customer("X", 2, rep_ids=("A", "B"))
    proof = proof_of(month(days, [shared], one_rep_per_customer=False))
    assert proof.cost.bound is None
    assert proof.cost.covers == "no bound: the visits of Customer X are planned with several reps"
    assert proof.unplanned == Bounded(0, 0, proof.unplanned.covers)


def test_a_periodic_routing_problem_says_why_it_has_no_bound():
    proof = proof_of(month([workday(2, capacity=5.0)], [customer("X")]))
    assert (proof.cost.bound, proof.cost.covers) == (None, "no bound: days have a load limit")
    assert proof.travel.bound is None


@pytest.mark.parametrize(
    ("days", "visits", "least"),
    [
        # three visits, a cap of two
        ([workday(2, cap=2)], [customer(name) for name in "XYZ"], 1),
        # 50 minutes less 10 home hold one of 35 (a leg of 5, 30 of visit), not two
        ([workday(2, end_min=NINE + 50)], [customer(name) for name in "XYZ"], 2),
        # no day at all; a call needs no place in the cap
        ([workday(2, cap=0)], [customer("X"), call("Y")], 1),
        # one customer, two visits, one day: never both
        ([workday(2)], [customer("X", 2)], 1),
        ([workday(2)], [customer("X"), prospect("P", 5)], 0),
        ([], [customer("X")], 1),
    ],
)
def test_the_least_number_of_visits_left_out(days, visits, least):
    at = {name: 10 + 5 * k for k, name in enumerate("XYZ")}
    names = {req.customer_id for req in visits if not req.is_desk}
    problem = month(days, visits, {name: far for name, far in at.items() if name in names})
    assert least_unplanned(problem) == least


def test_visits_that_no_plan_can_hold_are_told_with_the_plan():
    # one on its only day beside two others, cap of two
    late = replace(customer("Z"), visits=(need("Z1", latest=on(2)),))
    problem = month([workday(2, cap=2)], [customer("X"), customer("Y"), late])
    proof = proof_of(problem)
    assert (proof.unplanned.amount, proof.unplanned.bound) == (1, 1)
    assert plan(problem).stop_reason is StopReason.ITERATIONS


def test_an_observer_hears_of_the_proof_last():
    phases = []

    class Notebook:
        def tell(self, progress):
            phases.append(progress.phase)

    plan_month(two_reps(), stop=MaxIterations(5), params=SolveParams(), observer=Notebook())
    assert phases.count("proving") == 1
    assert phases[-1] == "proving"
