"""Requirements of a month: who is to be visited how often, how long, when, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.customers import Channel, Customer
from models.errors import InputError, InputProblem
from models.plan import RequirementRow
from models.requirement import Fill, Kind, Pin, Requirement, VisitNeed
from models.schedule import Reason, ReasonCode, Unplanned
from scheduler.requirements.demand import Demand, demands_of
from scheduler.requirements.dues import Due
from scheduler.requirements.ease import eased
from scheduler.requirements.fill import optional_visits
from scheduler.requirements.inputs import RequirementInputs
from scheduler.requirements.norms import minutes_of
from scheduler.requirements.notes import notes_of
from scheduler.requirements.pins import check_pins
from scheduler.requirements.priorities import priorities_of
from scheduler.requirements.worth import Worth, worths_of

_FILE = "customers"


@dataclass(frozen=True, slots=True)
class RequirementSet:
    """The month's requirements.

    Parameters
    ----------
    requirements
        Customers with something to do: visits, desk work, optional visits.
    rows
        At least one for each customer, also where nothing is due.
    not_placed
        Visits that are due to customers without a place: they cannot be planned.
    worths
        What the contacts earn; empty where no sales are known.
    extras
        Ids of the visits that are extra meetings: not due by themselves.
    notes
        Sentences for the manager.
    problems
        What is wrong in the input; the month should not be planned with any.
    """

    requirements: tuple[Requirement, ...] = ()
    rows: tuple[RequirementRow, ...] = ()
    not_placed: tuple[Unplanned, ...] = ()
    worths: tuple[Worth, ...] = ()
    extras: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    problems: tuple[InputProblem, ...] = ()


def build_requirements(inputs: RequirementInputs) -> RequirementSet:
    """Return the requirements of a month.

    Raises
    ------
    InputError
        If the fill is none of ``interval``, ``growth``, ``prospects``.
    """
    _check_fill(inputs.fill)
    inputs = eased(inputs)
    demands = {c.customer_id: demands_of(c, inputs) for c in inputs.customers}
    worths = worths_of(inputs, demands)
    priorities = priorities_of(inputs, demands, worths)
    requirements: list[Requirement] = []
    rows: list[RequirementRow] = []
    not_placed: list[Unplanned] = []
    for customer in inputs.customers:
        for demand in demands[customer.customer_id]:
            rows.append(_row(customer, demand, inputs))
            if demand.visits and demand.channel is Channel.VISIT and customer.placement is None:
                not_placed.extend(_unplanned(customer, demand, inputs))
            elif demand.visits and inputs.reps_for(customer):
                weights = priorities[customer.customer_id, demand.channel]
                requirements.append(_requirement(customer, demand, weights, inputs))
        requirements.extend(optional_visits(customer, demands[customer.customer_id], inputs))
    problems = (*_problems(inputs), *check_pins(inputs))
    notes = notes_of(inputs, demands, requirements)
    return RequirementSet(
        requirements=tuple(requirements),
        rows=tuple(rows),
        not_placed=tuple(not_placed),
        worths=worths,
        extras=frozenset(_extras(inputs, demands)),
        notes=notes,
        problems=tuple(sorted(problems)),
    )


def _extras(inputs: RequirementInputs, demands: Mapping[str, Sequence[Demand]]) -> Iterator[str]:
    for customer in inputs.customers:
        for demand in demands[customer.customer_id]:
            ids = visit_ids(customer, demand, inputs)
            yield from (key for key, v in zip(ids, demand.visits, strict=True) if v.extra)


def _check_fill(fill: frozenset[str]) -> None:
    problems = [
        InputProblem("--fill", 0, "", word, "no such use", f"give {', '.join(sorted(Fill))}")
        for word in sorted(fill - set(Fill))
    ]
    if problems:
        raise InputError(problems)


def visit_ids(customer: Customer, demand: Demand, inputs: RequirementInputs) -> tuple[str, ...]:
    """Return the ids of the visits: the same on every run over the same list."""
    kind = demand.channel.value if demand.channel.is_desk else ""
    stem = f"{customer.customer_id}/{inputs.month}/{kind}"
    return tuple(f"{stem}{number}" for number in range(1, len(demand.visits) + 1))


def _requirement(
    customer: Customer, demand: Demand, priorities: Sequence[float], inputs: RequirementInputs
) -> Requirement:
    standing = inputs.standings[customer.customer_id]
    desk = demand.channel.is_desk
    ids = visit_ids(customer, demand, inputs)
    named = list(zip(ids, demand.visits, strict=True))
    return Requirement(
        customer_id=customer.customer_id,
        name=customer.name,
        place=None if desk or customer.placement is None else customer.placement.place,
        kind=Kind.DESK if desk else Kind.VISIT,
        channel=demand.channel,
        rep_ids=inputs.reps_for(customer),
        minutes=minutes_of(customer, demand.channel, inputs.policy.time),
        visits=tuple(
            _need(visit_id, visit, priority)
            for (visit_id, visit), priority in zip(named, priorities, strict=True)
        ),
        interval_days=standing.interval_days,
        min_gap_days=demand.spacing.min_gap_days,
        max_gap_days=demand.spacing.max_gap_days,
        opening=None if desk else inputs.opening.get(customer.customer_id),
        pins=tuple(_pins(named, desk=desk)),
        segment=standing.segment,
        value=standing.value,
        why=demand.why,
    )


def _need(visit_id: str, visit: Due, priority: float) -> VisitNeed:
    return VisitNeed(visit_id, visit.due, visit.earliest, visit.latest, priority, visit.overdue)


def _pins(named: list[tuple[str, Due]], *, desk: bool) -> Iterator[Pin]:
    for visit_id, visit in named:
        if visit.pin is not None:
            wish = visit.pin
            # Desk work has no clock time in a plan: it follows the day's last way home.
            time_min = None if desk else wish.time_min
            yield Pin(visit_id, wish.date, wish.rep_id or None, time_min, wish.strength)


def _row(customer: Customer, demand: Demand, inputs: RequirementInputs) -> RequirementRow:
    standing = inputs.standings[customer.customer_id]
    several = len(demand.visits) > 1
    return RequirementRow(
        customer_id=customer.customer_id,
        rep_id=";".join(inputs.reps_for(customer)),
        segment=standing.segment,
        value=standing.value,
        channel=demand.channel.value,
        visits=len(demand.visits),
        due_dates=tuple(visit.due for visit in demand.visits),
        minutes=minutes_of(customer, demand.channel, inputs.policy.time),
        min_gap_days=demand.spacing.min_gap_days if several else None,
        max_gap_days=demand.spacing.max_gap_days if several else None,
        why=demand.why,
    )


def _unplanned(
    customer: Customer, demand: Demand, inputs: RequirementInputs
) -> Iterator[Unplanned]:
    reason = Reason(ReasonCode.NOT_PLACED, "the customer has no place on the map")
    for visit_id in visit_ids(customer, demand, inputs):
        advice = ("give coordinates, or a postcode or city that is known",)
        yield Unplanned(visit_id, customer.customer_id, (reason,), advice)


def _problems(inputs: RequirementInputs) -> Iterator[InputProblem]:
    for customer in inputs.customers:
        if not inputs.reps_for(customer):
            what, advice = "no rep may serve the customer", "give a rep_id of the reps file"
            yield InputProblem(_FILE, customer.row, "rep_id", customer.customer_id, what, advice)
        yield from _gap_problems(customer)
        yield from _answer_problems(customer, inputs)
        yield from _visits_problems(customer, inputs)


def _gap_problems(customer: Customer) -> Iterator[InputProblem]:
    least, most = customer.min_gap_days, customer.max_gap_days
    if least is not None and most is not None and least > most:
        what = f"the least gap is greater than the greatest, {most} days"
        advice = "exchange or correct them"
        yield InputProblem(_FILE, customer.row, "min_gap_days", str(least), what, advice)


def _answer_problems(customer: Customer, inputs: RequirementInputs) -> Iterator[InputProblem]:
    for fault in customer.answers.clash(inputs.standings[customer.customer_id].value):
        found = customer.answers.of(fault.column)
        value = "" if found is None else f"{found:g}"
        yield InputProblem(_FILE, customer.row, fault.column, value, fault.what, fault.advice)


def _visits_problems(customer: Customer, inputs: RequirementInputs) -> Iterator[InputProblem]:
    wanted, least = customer.visits, customer.min_gap_days
    if not wanted or not inputs.reps_for(customer):
        return
    days = max(len(inputs.days_of.get(rep, ())) for rep in inputs.reps_for(customer))
    if wanted > days:
        reps = " or ".join(inputs.reps_for(customer))
        what = f"more visits than the {days} working days of {reps} in {inputs.month}"
        yield InputProblem(_FILE, customer.row, "visits", str(wanted), what, f"give at most {days}")
    elif least is not None and (wanted - 1) * least >= len(inputs.month.days()):
        what = f"so many visits at least {least} days apart do not fit into {inputs.month}"
        advice = "lower visits or min_gap_days"
        yield InputProblem(_FILE, customer.row, "visits", str(wanted), what, advice)
