"""What the manager should know about the month's requirements, in sentences."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from models.customers import Channel, Customer, counted
from models.requirement import Kind, Requirement
from scheduler.requirements.demand import Demand, has_dues
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
        f"{word} {counts[channel]:,}"
        for channel, word in (
            (Channel.OFFICE, "office meetings"),
            (Channel.CALL, "calls"),
            (Channel.EMAIL, "e-mails"),
        )
        if counts[channel]
    ]
    told = ", ".join([f"visits {counts[Channel.VISIT]:,}", *desk])
    yield f"due in {inputs.month}, of {counted(inputs.customers)}: {told}"


def _without_last_visit(inputs: RequirementInputs) -> Iterator[str]:
    kept = [c for c in inputs.customers if has_dues(c, inputs.standings[c.customer_id])]
    blank = sum(c.last_visit is None and c.customer_id not in inputs.owed for c in kept)
    if blank:
        yield (
            f"customers without a last visit, whose dues follow from their neighbourhood: "
            f"{blank} of {len(kept)}"
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
        more = " ..." if len(short) > _NAMED else ""
        yield f"growth goals that stay out of reach: {len(short)} ({names}{more})"
    if unknown:
        yield f"growth goals that cannot be estimated, the value being unknown: {unknown}"


def _optional(requirements: Sequence[Requirement]) -> Iterator[str]:
    optional = sum(requirement.kind is Kind.PROSPECT for requirement in requirements)
    if optional:
        yield f"optional visits that may fill spare time (--fill): {optional}"
