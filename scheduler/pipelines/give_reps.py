"""A rep for every customer: that of the list, the one it has already, or one by distance and load."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.customers import Customer, Status
from models.places import Place
from models.policy import Policy
from models.reps import Rep
from scheduler.pipelines.team import Team
from scheduler.pipelines.territories import monthly_minutes, stops_a_day, ways_out
from scheduler.requirements import Standing
from scheduler.territory import CustomerWork, RepCapacity, Territories, assign_territories


@dataclass(frozen=True, slots=True)
class Settled:
    """Whose customers are whose already, before reps came, left or moved.

    Parameters
    ----------
    rep_ids
        Reps by customer.
    homes
        Where these reps lived, by id.
    promised
        Customers who have an appointment with a certain rep, whoever else comes.
    """

    rep_ids: Mapping[str, tuple[str, ...]]
    homes: Mapping[str, Place]
    promised: frozenset[str] = frozenset()

    def settle(self, team: Team) -> Team:
        """Return the team, each customer with those of its reps who are still there."""
        known = {rep.rep_id for rep in team.reps}
        return replace(team, customers=tuple(self._kept(c, known) for c in team.customers))

    def _kept(self, customer: Customer, known: set[str]) -> Customer:
        before = self.rep_ids.get(customer.customer_id, ())
        stay = tuple(rep_id for rep_id in before if rep_id in known)
        return replace(customer, rep_ids=customer.rep_ids or stay)

    def is_new(self, rep: Rep) -> bool:
        """Whether a rep has come, or lives elsewhere now."""
        return rep.placement is not None and self.homes.get(rep.rep_id) != rep.placement.place


def settled_by(team: Team, promised: frozenset[str]) -> Settled:
    """Return what a team has settled."""
    return Settled(
        {customer.customer_id: customer.rep_ids for customer in team.customers},
        {rep.rep_id: rep.placement.place for rep in team.reps if rep.placement is not None},
        promised,
    )


def give_reps(
    team: Team,
    standings: Mapping[str, Standing],
    policy: Policy,
    settled: Settled | None = None,
) -> tuple[Team, tuple[str, ...]]:
    """Return the team with a rep for each customer, and how that was done.

    A customer weighs the minutes of its visits and its part of the way out from the nearest home
    and back. A customer without a place goes to the first rep: he cannot be planned, but somebody
    knows him.

    Parameters
    ----------
    settled
        Everybody keeps this rep, unless it is gone or one who is new is worth a change.
    """
    team = team if settled is None else settled.settle(team)
    minutes = _minutes_of(team, standings, policy)
    new = _new_reps(team, settled)
    free = [_work(c, minutes) for c in team.customers if _may_change(c, team, new, settled)]
    fixed = {c.customer_id for c in team.customers} - {work.customer_id for work in free}
    used = dict.fromkeys((rep.rep_id for rep in team.reps), 0.0)
    for customer in team.customers:
        if customer.customer_id in fixed:
            for rep_id in customer.rep_ids:
                share = minutes[customer.customer_id] / len(customer.rep_ids)
                used[rep_id] = used.get(rep_id, 0.0) + share
    capacities = [
        RepCapacity(
            rep.rep_id,
            rep.placement.place,
            _month_minutes(team, rep),
            used[rep.rep_id],
            rep.rep_id in new,
        )
        for rep in team.reps
        if rep.placement is not None
    ]
    given = assign_territories(free, capacities) if capacities else Territories()
    otherwise = (team.reps[0].rep_id,)
    customers = tuple(_with_rep(c, given, otherwise) for c in team.customers)
    return replace(team, customers=customers), given.notes


def _minutes_of(
    team: Team, standings: Mapping[str, Standing], policy: Policy
) -> Mapping[str, float]:
    ways = ways_out(team.customers, team.reps, policy)
    stops = stops_a_day(team.workdays)
    return {
        c.customer_id: monthly_minutes(
            c, standings[c.customer_id], policy.time, ways.get(c.customer_id, 0.0) / stops
        )
        for c in team.customers
    }


def _new_reps(team: Team, settled: Settled | None) -> set[str]:
    """Return the reps who may take over customers of others."""
    if settled is None:
        return set()
    return {rep.rep_id for rep in team.reps if settled.is_new(rep) and team.workdays[rep.rep_id]}


def _may_change(customer: Customer, team: Team, new: set[str], settled: Settled | None) -> bool:
    """Whether a customer is given here: it has no rep, or a new one may take it over.

    Who is served by several reps keeps them, and so does who is promised to one or whose rep is away.
    """
    if customer.placement is None:
        return False
    if not customer.rep_ids:
        return True
    promised = settled is not None and customer.customer_id in settled.promised
    present = any(team.workdays.get(rep_id) for rep_id in customer.rep_ids)
    return bool(new) and len(customer.rep_ids) == 1 and present and not promised


def _work(customer: Customer, minutes: Mapping[str, float]) -> CustomerWork:
    if customer.placement is None:
        raise ValueError(f"{customer.customer_id} has no place")
    return CustomerWork(
        customer.customer_id,
        customer.placement.place,
        minutes[customer.customer_id],
        next(iter(customer.rep_ids), ""),
        customer.status is Status.PROSPECT,
    )


def _month_minutes(team: Team, rep: Rep) -> float:
    return float(sum(day.minutes for day in team.workdays[rep.rep_id]))


def _with_rep(customer: Customer, given: Territories, otherwise: tuple[str, ...]) -> Customer:
    found = given.rep_of.get(customer.customer_id)
    return replace(customer, rep_ids=(found,) if found else customer.rep_ids or otherwise)
