"""How far a plan can be from the best one at most: what is proven, and how people are told."""

from dataclasses import dataclass, replace

CLOSED = 1e-5
"""Relative distance of an amount and its bound at which the gap counts as closed."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """A figure of a plan beside the least that is proven possible.

    Parameters
    ----------
    amount
        Of this plan.
    bound
        No plan of those that `covers` speaks of has less; ``None`` where nothing is proven.
    covers
        In words: what the bound is conditional on and what it leaves out, or why there is none.
    """

    amount: float
    bound: float | None
    covers: str

    @property
    def gap(self) -> float | None:
        """(amount - bound) / amount, or ``None`` where nothing was proven."""
        if self.bound is None:
            return None
        return (self.amount - self.bound) / self.amount if self.amount > 0 else 0.0

    @property
    def closed(self) -> bool:
        """Whether the bound says that less is not possible, up to the margin of binary arithmetic."""
        return self.bound is not None and self.amount - self.bound <= CLOSED * max(1.0, self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How far a plan can be from the best one at most, told apart in three.

    Parameters
    ----------
    cost
        Minutes of all soft rules together, against the plans of the same visits.
    travel
        Minutes of driving alone, against the plans of the same visits whatever the soft rules say.
    unplanned
        Required visits without a day, against all plans.
    """

    cost: Bounded
    travel: Bounded
    unplanned: Bounded

    def of(self, cost: float, travel: float) -> "Proof":
        """Return what it proves of another plan of the same visits, with this cost and driving."""
        return replace(
            self,
            cost=replace(self.cost, amount=cost),
            travel=replace(self.travel, amount=travel),
        )


def proof_texts(proof: Proof | None) -> list[str]:
    """Return in sentences how far a plan may be from the best one, visits without a day first."""
    if proof is None:
        return [f"{_OPEN} No time was kept for a proof."]
    told = [
        *(_driven_text(proof.travel) if proof.travel.bound is not None else ()),
        *(_cost_text(proof.cost) if proof.cost.bound is not None else ()),
    ]
    why = proof.cost.covers.removeprefix("no bound: ")
    return [*_unplanned_text(proof.unplanned), *(told or [f"{_OPEN} The reason: {why}."])]


_OPEN = "Not proven: how far this plan is from the best possible one is unknown."


def _driven_text(travel: Bounded) -> list[str]:
    least = f"Proven: no plan of these visits drives less than {travel.bound:,.0f} minutes"
    return [f"{least}; this one drives {travel.amount:,.0f}, {_saved_text(travel)}."]


def _cost_text(cost: Bounded) -> list[str]:
    least = (
        f"Proven: no plan of these visits costs less than {cost.bound:,.0f} minutes by all rules"
    )
    told = f"{least}; this one costs {cost.amount:,.0f}, {_saved_text(cost)}."
    return [told, f"What the proof counts: {cost.covers}."]


def _saved_text(figure: Bounded) -> str:
    if figure.closed:
        return "the least possible"
    return f"so at most {figure.gap:.1%} of it could be saved"


def _unplanned_text(unplanned: Bounded) -> list[str]:
    missing, least = round(unplanned.amount), round(unplanned.bound or 0)
    if not missing:
        return []
    visits = "1 required visit has" if missing == 1 else f"{missing:,} required visits have"
    if least == missing:
        return [f"Proven: {visits} no day, and no plan can have fewer."]
    if least:
        return [f"{visits} no day. Proven: every plan leaves out at least {least:,}."]
    return [f"{visits} no day. Whether another plan could hold all of them is not proven."]
