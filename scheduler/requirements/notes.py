"""What the manager should know about the month's requirements, in sentences."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from models.customers import Channel, Customer
from models.requirement import Kind, Requirement
from scheduler.requirements.demand import Demand
from scheduler.requirements.inputs import RequirementInputs

_NAMED = 5
"""How many places or customers a note names before it only counts."""

Demands = Mapping[str, tuple[Demand, ...]]


def notes_of(
    inputs: RequirementInputs, demands: Demands, requirements: Sequence[Requirement]
) -> tuple[str, ...]:
    """Return sentences: what is due, defaults taken, growth, optional visits."""
    return (
        *_totals(inputs, demands),
        *_without_last_visit(inputs),
        *_growth(inputs, demands),
        *_optional(requirements),
    )


def _totals(inputs: RequirementInputs, demands: Demands) -> Iterator[str]:
    counts: Counter[Channel] = Counter()
    for demand in (d for ds in demands.values() for d in ds):
        counts[demand.channel] += len(demand.visits)
    desk = [
        f"{counts[channel]} {word}"
        for channel, word in (
            (Channel.OFFICE, "office meetings"),
            (Channel.CALL, "calls"),
            (Channel.EMAIL, "e-mails"),
        )
        if counts[channel]
    ]
    told = ", ".join([f"{counts[Channel.VISIT]} visits", *desk])
    yield f"{inputs.month}: {told} due for {len(inputs.customers)} customers"


def _without_last_visit(inputs: RequirementInputs) -> Iterator[str]:
    blank = sum(customer.last_visit is None for customer in inputs.customers)
    if blank:
        yield (
            f"{blank} of {len(inputs.customers)} customers have no last visit: their dues follow "
            "from their neighbourhood"
        )


def _growth(inputs: RequirementInputs, demands: Demands) -> Iterator[str]:
    by_place: Counter[str] = Counter()
    short: list[Customer] = []
    unknown = 0
    for customer in inputs.customers:
        for demand in demands[customer.customer_id]:
            by_place[customer.city or "without a city"] += demand.growth.count
            unknown += demand.growth.gain is None
            if demand.growth.missing and demand.growth.gain is not None:
                short.append(customer)
    by_place = +by_place
    if by_place:
        shown = ", ".join(f"{place} {count}" for place, count in by_place.most_common(_NAMED))
        more = f" and {len(by_place) - _NAMED} more places" if len(by_place) > _NAMED else ""
        yield f"growth goals take {by_place.total()} extra meetings: {shown}{more}"
    if short:
        names = ", ".join(customer.name for customer in short[:_NAMED])
        yield f"the growth goals of {len(short)} customers stay out of reach: {names}" + (
            " ..." if len(short) > _NAMED else ""
        )
    if unknown:
        yield f"{unknown} growth goals cannot be estimated: the value is unknown"


def _optional(requirements: Sequence[Requirement]) -> Iterator[str]:
    optional = sum(requirement.kind is Kind.PROSPECT for requirement in requirements)
    if optional:
        yield f"{optional} optional visits may fill spare time (--fill)"
