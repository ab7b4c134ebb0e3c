"""What each lever is worth (P24): larger deals, better ratios, more leads, fewer customers lost."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from models.funnel import Funnel
from models.targets import Lever, TargetLine
from scheduler.staffing.funnel import changed, forward, worth

_POINT = Fraction(1, 100)


def funnel_levers(funnel: Funnel, leads: int, change: float) -> tuple[Lever, ...]:
    """Return what each ratio and the number of leads is worth, in customers.

    A ratio is changed in two ways: by the share `change`, and by one percentage point, which helps
    most where the ratio is low. No ratio grows beyond 1.
    """
    before = forward(funnel, leads)[-1]
    more = 1 + Fraction(str(change))
    name = f"leads {change:+.0%}"
    levers = [Lever(name, before, float(leads * more * funnel.closing))]
    for stage, ratio in zip(funnel.stages, funnel.ratios, strict=True):
        for told, wanted in ((f"{change:+.0%}", ratio * more), ("+1 point", ratio + _POINT)):
            better = min(Fraction(1), wanted)
            after = forward(changed(funnel, stage.name, better), leads)[-1]
            name = f"{stage.name} {float(ratio):.1%} → {float(better):.1%} ({told})"
            levers.append(Lever(name, before, after))
    return tuple(levers)


def money_levers(funnel: Funnel, leads: int, change: float) -> tuple[Lever, ...]:
    """Return what larger deals and fewer losses are worth, in money over the tenure of the customers won.

    Empty where deal or churn is unknown.
    """
    each = worth(funnel)
    if each is None or funnel.deal is None or funnel.churn is None:
        return ()
    won = forward(funnel, leads)[-1]
    larger, longer = each * (1 + change), each / (1 - change)
    return (
        Lever(f"average deal {change:+.0%}", won * each, won * larger),
        Lever(f"churn {-change:+.0%}", won * each, won * longer),
    )


def target_levers(lines: Sequence[TargetLine], change: float) -> tuple[Lever, ...]:
    """Return what each lever is worth in the targets of some lines, in money a month.

    Larger orders of each category (more products, cross- and up-selling: a bigger share of what the
    customers buy), a better closing ratio, more meetings with prospects, larger new customers.
    """
    before = sum(line.target for line in lines)
    value = {name: sum(line.value for line in lines if line.segment == name) for name in "ABCD"}
    levers = [
        Lever(f"orders of {name} customers {change:+.0%}", before, before + change * amount)
        for name, amount in value.items()
        if amount
    ]
    new = [line for line in lines if line.meetings]
    if any(line.target for line in new):
        better = sum(_with_ratio(line, 1 + change).target - line.target for line in new)
        more = change * sum(line.target for line in new)
        levers.append(Lever(f"closing ratio {change:+.0%}", before, before + better))
        levers.append(Lever(f"meetings with prospects {change:+.0%}", before, before + more))
        levers.append(Lever(f"value of new customers {change:+.0%}", before, before + more))
    return tuple(levers)


def _with_ratio(line: TargetLine, factor: float) -> TargetLine:
    return replace(line, closing_ratio=min(1.0, (line.closing_ratio or 0.0) * factor))
