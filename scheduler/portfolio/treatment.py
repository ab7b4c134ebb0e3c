"""How to keep contact: the treatment by category and potential (P8, P11)."""

from dataclasses import dataclass

from models.customers import Channel, Customer, Segment, Status
from models.errors import InputError, InputProblem
from models.policy import Policy
from scheduler.portfolio.categories import Category


@dataclass(frozen=True, slots=True)
class Treatment:
    """Channel and interval of a customer.

    Parameters
    ----------
    interval_days
        Days between two contacts; 0 where there is no contact.
    reason
        Where the two come from, in words.
    """

    channel: Channel
    interval_days: int
    reason: str


def treatment(customer: Customer, category: Category, policy: Policy) -> Treatment:
    """Return channel and interval of a customer.

    The row's own channel and interval win over the table of the policy. A row that gives a number of
    visits is visited, unless it names another channel. Prospects are visited; inactive customers get
    no contact.

    Raises
    ------
    InputError
        If the table of the policy lacks the pair or names no channel.
    """
    if customer.status is Status.INACTIVE:
        return Treatment(Channel.NONE, 0, "inactive: no contact")
    key, level = _key(customer, category, policy)
    channel, interval = _from_table(key, policy)
    reason = f"{category.segment}, potential {level}"
    if policy.treatment.call_the_tail and category.tail and key == "C_mid":
        channel, reason = Channel.CALL, f"{reason}, C tail"
    if customer.status is Status.PROSPECT:
        channel, reason = Channel.VISIT, "prospect"
    if customer.visits:
        channel = Channel.VISIT
    channel = customer.channel or channel
    if customer.channel is not None or customer.interval_days is not None:
        reason += ", the row's own " + _own(customer)
    if channel is Channel.NONE:
        return Treatment(channel, 0, reason)
    return Treatment(channel, customer.interval_days or interval, reason)


def _own(customer: Customer) -> str:
    words = [
        word
        for word, given in (("channel", customer.channel), ("interval", customer.interval_days))
        if given is not None
    ]
    return " and ".join(words)


def _key(customer: Customer, category: Category, policy: Policy) -> tuple[str, str]:
    potential = customer.scores.potential
    score = policy.treatment.unknown_potential if potential is None else potential
    step = "low" if score <= 2 else "mid" if score == 3 else "high"
    shown = "unknown" if potential is None else str(potential)
    return f"{Segment(category.segment).value}_{step}", shown


def _from_table(key: str, policy: Policy) -> tuple[Channel, int]:
    entry = policy.treatment.table.get(key)
    if entry is None or entry[0] not in set(Channel) or entry[1] < 1:
        shown = "" if entry is None else str(entry)
        advice = 'give a channel and days, e.g. ["visit", 90]'
        what = "the treatment is missing or wrong"
        raise InputError([InputProblem("policy", 0, f"treatment.table.{key}", shown, what, advice)])
    return Channel(entry[0]), entry[1]
