"""How long a contact takes (P13)."""

from models.customers import Channel, Customer
from models.policy import TimePolicy


def is_shop(customer: Customer, policy: TimePolicy) -> bool:
    """Whether the customer's industry names a shop."""
    industry = customer.industry.casefold()
    return any(word.casefold() in industry for word in policy.shop_words)


def minutes_of(customer: Customer, channel: Channel, policy: TimePolicy) -> int:
    """Return the minutes of one contact: of a visit, the row's own, else the norm of shops or others."""
    desk = {
        Channel.OFFICE: policy.office_min,
        Channel.CALL: policy.call_min,
        Channel.EMAIL: policy.email_min,
        Channel.NONE: 0,
    }
    if channel in desk:
        return desk[channel]
    if customer.visit_minutes is not None:
        return customer.visit_minutes
    return policy.shop_visit_min if is_shop(customer, policy) else policy.visit_min
