"""How many meetings a day hold where the reps file is silent: more for those who visit shops only (P14)."""

from collections.abc import Sequence
from dataclasses import replace

from models.customers import Channel, Customer, Status
from models.policy import Policy
from models.reps import Rep
from scheduler.requirements import is_shop


def with_caps_of_shops(
    reps: Sequence[Rep], customers: Sequence[Customer], policy: Policy
) -> tuple[tuple[Rep, ...], list[str]]:
    """Return the reps with `capacity.shop_daily_cap` where all their customers are shops, and a note.

    A rep's own cap stays as it is. Who may be served by any rep counts for all of them; inactive
    customers and those who are never visited count for none.
    """
    counted = [
        customer
        for customer in customers
        if customer.status is not Status.INACTIVE and customer.channel in {None, Channel.VISIT}
    ]
    shops = {c.customer_id for c in counted if is_shop(c, policy.time)}
    raised = []
    for rep in reps:
        own = [c for c in counted if not c.rep_ids or rep.rep_id in c.rep_ids]
        if rep.daily_cap is None and own and all(c.customer_id in shops for c in own):
            raised.append(rep.rep_id)
    if not raised:
        return tuple(reps), []
    who = ", ".join(raised) if len(raised) <= 4 else f"{raised[0]} … {raised[-1]}"
    cap = policy.capacity.shop_daily_cap
    changed = (replace(rep, daily_cap=cap) if rep.rep_id in raised else rep for rep in reps)
    note = (
        f"{cap} meetings a day for {who}, whose customers are all shops (capacity.shop_daily_cap); "
        "a daily_cap in the list of reps wins over it"
    )
    return tuple(changed), [note]
