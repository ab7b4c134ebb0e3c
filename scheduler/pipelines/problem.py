"""From a team and its requirements to the problem that is solved."""

from collections.abc import Mapping, Sequence

import numpy as np

from models.customers import Customer, Status
from models.places import Place
from models.plan import CapacityLine
from models.problem import MonthProblem, Weights
from models.reps import Rep
from models.requirement import Kind, Requirement
from models.travel import TravelMatrix, customer_key
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.team import Team
from scheduler.requirements import CapacityInputs, capacity_lines, reserve_minutes
from scheduler.travel import GreatCircle, TravelProvider


def make_problem(
    team: Team, requirements: Sequence[Requirement], options: PlanOptions
) -> MonthProblem:
    """Return the month's problem with one travel matrix a rep.

    Raises
    ------
    TooLargeError
        When a rep's matrix does not fit in memory.
    """
    policy = options.policy
    provider = GreatCircle.of(policy.travel)
    travel = {rep.rep_id: rep_matrix(rep, requirements, provider) for rep in team.reps}
    return MonthProblem(
        month=options.month,
        workdays=team.all_workdays,
        requirements=tuple(requirements),
        travel=travel,
        weights=Weights.of(policy.cost),
        reserve_min=reserve_minutes(team.reps, team.all_workdays, policy),
        one_rep_per_customer=policy.solve.one_rep_per_customer,
        max_overtime_min=policy.capacity.max_overtime_min,
        week_start=team.week_start,
    )


def rep_matrix(
    rep: Rep, requirements: Sequence[Requirement], provider: TravelProvider
) -> TravelMatrix:
    """Return the matrix of a rep's homes and of the rep's customers that are due."""
    keys: list[str] = []
    places: list[Place] = []
    for key, placement in (
        (f"home:{rep.rep_id}", rep.placement),
        (f"end:{rep.rep_id}", rep.end_placement),
    ):
        if placement is not None:
            keys.append(key)
            places.append(placement.place)
    seen = set()
    for req in requirements:
        if rep.rep_id in req.rep_ids and req.place is not None and req.customer_id not in seen:
            seen.add(req.customer_id)
            keys.append(customer_key(req.customer_id))
            places.append(req.place)
    return provider.matrix(tuple(keys), places)


def least_driving(problem: MonthProblem) -> Mapping[str, float]:
    """Return minutes by rep that no plan can go below, where the straight way is the shortest.

    The larger of two bounds: the shortest leg into each visit, and the way out and back of each
    visit over the most stops that its day can hold.
    """
    return {
        rep_id: max(_legs(problem, rep_id), _trips(problem, rep_id)) for rep_id in problem.travel
    }


def _legs(problem: MonthProblem, rep_id: str) -> float:
    matrix = problem.travel[rep_id]
    if len(matrix.places) < 2:
        return 0.0
    minutes = np.array(matrix.minutes)
    np.fill_diagonal(minutes, np.inf)
    nearest = minutes.min(axis=0)
    return float(
        sum(
            nearest[matrix.index[customer_key(req.customer_id)]] * len(req.visits)
            for req in _visits_of(problem, rep_id)
        )
    )


def _trips(problem: MonthProblem, rep_id: str) -> float:
    """Return the radial bound of Haimovich and Rinnooy Kan (1985, doi 10.1287/moor.10.4.527).

    A day of q stops drives at least to the farthest of them and back, hence at least the mean of
    their ways there and back: each stop bears its own way over q or more.
    """
    matrix, days = problem.travel[rep_id], problem.workdays_of(rep_id)
    near = [req for req in problem.requirements if rep_id in req.rep_ids and not req.is_desk]
    if not days or not near:
        return 0.0
    ends = {(matrix.index[day.start], matrix.index[day.end]) for day in days}
    longest = max(day.minutes for day in days) + problem.max_overtime_min
    most = min(max(day.cap for day in days), len({req.customer_id for req in near}))
    shortest = max(1, min(req.minutes for req in near))
    total = 0.0
    for req in _visits_of(problem, rep_id):
        at = matrix.index[customer_key(req.customer_id)]
        way = float(min(matrix.minutes[a][at] + matrix.minutes[at][b] for a, b in ends))
        stops = max(1, min(most, int((longest - way) // shortest)))
        total += way / stops * len(req.visits)
    return total


def _visits_of(problem: MonthProblem, rep_id: str) -> list[Requirement]:
    """Return the required visits that count for a rep: of several reps, for the first."""
    return [
        req for req in problem.requirements if req.rep_ids[0] == rep_id and req.kind is Kind.VISIT
    ]


def capacity_of(
    problem: MonthProblem, team: Team, customers: Sequence[Customer]
) -> tuple[CapacityLine, ...]:
    """Return demand against capacity, a line a rep; active customers are counted."""
    counts = dict.fromkeys((rep.rep_id for rep in team.reps), 0)
    for customer in customers:
        if customer.rep_ids and customer.status is Status.ACTIVE:
            counts[customer.rep_ids[0]] += 1
    inputs = CapacityInputs(
        team.reps, team.all_workdays, problem.reserve_min, counts, least_driving(problem)
    )
    return capacity_lines(problem.requirements, inputs)
