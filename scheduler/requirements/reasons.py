"""Why a customer has so many visits, in words and numbers."""

import datetime as dt
from collections.abc import Sequence

from models.actuals import Owed
from models.customers import Channel, Customer
from models.month import Month
from scheduler.requirements.chain import Chain
from scheduler.requirements.dues import Dues
from scheduler.requirements.inputs import Standing

_CONTACT = {Channel.CALL: "call ", Channel.EMAIL: "e-mail ", Channel.OFFICE: "office meeting "}


def day_text(day: dt.date, month: Month) -> str:
    """Return a date as ``3 Dec``, with the year where it is not the month's."""
    return f"{day.day} {day:%b}" + ("" if day.year == month.year else f" {day.year}")


def days_text(days: Sequence[dt.date], month: Month) -> str:
    """Return several dates as ``3 Dec, 10 Dec and 17 Dec``."""
    told = [day_text(day, month) for day in days]
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def head_text(standing: Standing) -> str:
    """Return category and interval, e.g. ``A: every 30 days``."""
    assumed = " (assumed)" if standing.assumed else ""
    name = f"{standing.segment}{assumed}" if standing.segment else "no category"
    eased = f" ({standing.eased})" if standing.eased else ""
    return f"{name}: {_CONTACT.get(standing.channel, '')}every {standing.interval_days} days{eased}"


def dues_text(
    customer: Customer, chain: Chain, dues: Dues, month: Month, owed: Owed | None = None
) -> str:
    """Return where the dues come from, e.g. ``last visit 3 Nov → due 3 Dec``."""
    due = [visit.due for visit in dues.visits if not visit.overdue]
    overdue = [visit.due for visit in dues.visits if visit.overdue]
    told = [f"overdue since {day_text(overdue[0], month)}"] if overdue else []
    if due:
        told.append(f"due {days_text(due, month)}")
    if not told:
        told.append(f"next due {day_text(chain.after(month.last), month)}")
    if customer.last_visit is not None:
        missed = f"; {owed.told}" if owed is not None else ""
        start = f"last visit {day_text(customer.last_visit, month)}{missed} → "
    elif owed is not None:
        start = f"{owed.told} → "
    elif customer.placement is None:
        start = "no last visit, no place → phase by its id; "
    else:
        start = "no last visit → neighbourhood phase; "
    parts = [start + ", ".join(told)]
    if dues.served:
        served = days_text(dues.served, month)
        parts.append(f"too little room for another one: the visit before serves {served} as well")
    if dues.moved:
        moved = days_text(dues.moved, month)
        parts.append(f"wider window for {moved}: none of its days could be used")
    return "; ".join(parts)
