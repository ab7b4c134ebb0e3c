"""The way from a lead to a customer, in numbers (P20)."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from models.errors import InputError, InputProblem
from models.month import Month
from models.targets import Lever


@dataclass(frozen=True, slots=True)
class FunnelStage:
    """A stage after the lead.

    Parameters
    ----------
    share
        Of the leads, cumulated: exact, so that 50 customers at 1/10 are 500 leads and not 501.
    days
        From the stage before to this one; 0 where not known.
    """

    name: str
    share: Fraction
    days: float = 0.0


@dataclass(frozen=True, slots=True)
class Funnel:
    """Stages in order, from the first after the lead to the customer.

    Parameters
    ----------
    deal
        Average deal in money a month; ``None`` is unknown.
    churn
        Share of the customers lost in a year; ``None`` is unknown.

    Raises
    ------
    InputError
        With every share that is not in (0, 1] or larger than the one before, and every stage without
        a name of its own.
    """

    stages: tuple[FunnelStage, ...]
    deal: float | None = None
    churn: float | None = None

    def __post_init__(self) -> None:
        """Check that there are stages and that no more reach a stage than the one before."""
        problems = [] if self.stages else [_wrong("", "there is no stage", "name at least one")]
        names = [stage.name for stage in self.stages]
        for name in sorted({name for name in names if not name or names.count(name) > 1}):
            what = "two stages have this name" if name else "a stage has no name"
            problems.append(_wrong(name, what, "give each stage a name of its own"))
        before = Fraction(1)
        for stage in self.stages:
            text = f"{float(stage.share):.4g}"
            if not 0 < stage.share <= 1:
                advice = "give a share above 0 and at most 1: 0.2, 20% or 5:1"
                problems.append(_wrong(text, f"no share for {stage.name}", advice))
            elif stage.share > before:
                what = f"more reach {stage.name} than the stage before"
                advice = "give shares of the leads, falling, or ratios from stage to stage"
                problems.append(_wrong(text, what, advice))
            before = min(before, stage.share)
            if stage.days < 0:
                what = f"no time for {stage.name}"
                problems.append(_wrong(f"{stage.days:g}", what, "give 0 or more days"))
        if problems:
            raise InputError(problems)

    @property
    def closing(self) -> Fraction:
        """Share of the leads that become customers."""
        return self.stages[-1].share

    @property
    def ratios(self) -> tuple[Fraction, ...]:
        """Share of each stage that was at the stage before."""
        shares = [Fraction(1), *(stage.share for stage in self.stages)]
        return tuple(after / before for before, after in pairwise(shares))


@dataclass(frozen=True, slots=True)
class FunnelAnswer:
    """What a funnel says.

    Parameters
    ----------
    counts
        People expected at each stage, the leads first: means when asked forward, whole people, and
        as many as are needed, when asked backward.
    chance
        Probability that the leads bring at least the target; ``None`` without a target.
    safe_leads
        Leads with which the target is reached with the chance that was asked for.
    arrivals
        Expected customers by month; empty where no time is known.
    """

    names: tuple[str, ...]
    counts: tuple[float, ...]
    target: int | None = None
    chance: float | None = None
    confidence: float | None = None
    safe_leads: int | None = None
    arrivals: tuple[tuple[Month, float], ...] = ()
    levers: tuple[Lever, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def customers(self) -> float:
        """Return the people at the last stage."""
        return self.counts[-1]


def _wrong(value: str, what: str, advice: str) -> InputProblem:
    return InputProblem("funnel", 0, "", value, what, advice)
