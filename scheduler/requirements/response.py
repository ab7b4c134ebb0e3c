"""What contacts with a customer bring, in sales a month: the response to meetings (P12).

One curve tells both what the contacts that are due hold and what extra meetings would gain. Without
answers of the customer's own it is the geometric one of P12, carried on to both sides: the k-th
extra meeting gains ``first_gain · value · decay^(k-1)``, and the last contact that is due holds
``first_gain / decay`` of the value, the one before it ``first_gain / decay²``, never more than all.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.customers import Customer
from models.policy import Policy
from models.response import Curve
from scheduler.requirements.inputs import Standing

MONTH_DAYS = 30
"""Days of a normal month: an interval of 30 days is a contact a month."""


@dataclass(frozen=True, slots=True)
class Effect:
    """How a customer's sales answer contacts.

    Parameters
    ----------
    value
        Today's sales in money a month, not negative.
    interval_days
        Days between two contacts, at which today's sales are made; at least 1.
    first_gain, decay
        Of the geometric curve: what the first extra meeting gains, as a share of the value, and
        each further one as a share of the one before.
    curve
        The customer's own, where the questions are answered.
    """

    value: float
    interval_days: int
    first_gain: float
    decay: float
    curve: Curve | None = None

    @property
    def months(self) -> float:
        """How many months a contact that is due serves, at least one."""
        return max(1.0, self.interval_days / MONTH_DAYS)

    def extra(self, count: int) -> float:
        """Return what so many meetings on top of the dues gain, in money a month."""
        if self.curve is not None:
            # One meeting more in a month is interval / 30 of today's effort.
            effort = 1 + count * self.interval_days / MONTH_DAYS
            return self.curve.sales(effort) - self.curve.sales(1)
        return sum(self.first_gain * self.value * self.decay**k for k in range(count))

    def due(self, count: int) -> tuple[float, ...]:
        """Return what each of the month's due contacts holds, over all the months that it serves."""
        if self.curve is not None:
            sales = [self.curve.sales(k / count) for k in range(count + 1)] if count else []
            held = [more - less for less, more in pairwise(sales)]
        else:
            held, left = [], self.value
            for k in range(1, count + 1):
                share = self.first_gain / self.decay**k if self.decay else 1.0
                held.append(min(left, share * self.value))
                left -= held[-1]
            held.reverse()
        return tuple(self.months * part for part in held)

    def sales(self, contacts: float) -> float:
        """Return the sales a month with so many contacts a month for good; with today's, today's.

        More contacts gain as extra meetings do, fewer lose what the last due ones hold: for whole
        numbers the same as `extra` and `due` tell of one month.
        """
        usual = MONTH_DAYS / self.interval_days
        if self.curve is not None:
            return self.curve.sales(contacts / usual)
        more = contacts - usual
        if more < 0:  # counted in contacts of the months that one of them serves
            more = (contacts / usual - 1) * max(1.0, usual)
        return max(0.0, self.value * (1 + self._gained(more)))

    def _gained(self, more: float) -> float:
        """Return what is gained, as a share of the value, by more contacts; below 0, what is lost."""
        if self.decay == 1:
            return self.first_gain * more
        if self.decay == 0:
            return self.first_gain * min(1.0, more) if more > 0 else max(-1.0, more)
        return self.first_gain * (1 - math.pow(self.decay, more)) / (1 - self.decay)

    def gains(self, dues: int, extras: int) -> tuple[float, ...]:
        """Return what each contact of the month brings, in sales: never more than the one before.

        Where the curve bends upwards at first, its contacts share what they bring together: only
        the concave part is used, because nobody plans half of an effort that pays as a whole.
        """
        totals = [self.extra(k) for k in range(extras + 1)]
        further = [more - less for less, more in pairwise(totals)]
        return concave([*self.due(dues), *further])


def concave(gains: Sequence[float]) -> tuple[float, ...]:
    """Return gains of the least concave curve above: rising neighbours share their mean.

    The pool-adjacent-violators algorithm: after each prefix, the sums touch the curve at the ends of
    the pools and lie above it between them.
    """
    pools: list[tuple[float, int]] = []
    for gain in gains:
        total, size = gain, 1
        while pools and pools[-1][0] * size < total * pools[-1][1]:
            before, more = pools.pop()
            total, size = total + before, size + more
        pools.append((total, size))
    return tuple(total / size for total, size in pools for _ in range(size))


def effect_of(customer: Customer, standing: Standing, policy: Policy) -> Effect | None:
    """Return how a customer's sales answer contacts; ``None`` where they are not known."""
    curve = customer.answers.curve(standing.value)
    if curve is None and standing.value is None:
        return None
    strength = getattr(policy.response, standing.segment, 1.0)
    return Effect(
        value=max(0.0, standing.value or 0.0),
        interval_days=max(1, standing.interval_days),
        first_gain=policy.growth.first_gain * strength,
        decay=policy.growth.decay,
        curve=curve,
    )
