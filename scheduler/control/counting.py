"""The sums of a month: planned against done, coverage, punctuality, money (P21)."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from types import MappingProxyType
from typing import Any

from models.control import CoverageLine, FollowedVisit, Punctuality, RepControl, Tally, VisitState
from models.requirement import Kind

_TOLD_REASON = "no reason given"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFacts:
    """What the visits alone do not tell.

    Parameters
    ----------
    reported_to
        The last day of the reports.
    names
        Of the reps, by id.
    drive_min
        Planned driving by rep, in minutes.
    targets, sales
        Money of the month by rep; a rep that is missing has none that is known.
    """

    reported_to: dt.date | None
    names: Mapping[str, str]
    drive_min: Mapping[str, int]
    targets: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    sales: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


def rep_controls(visits: Sequence[FollowedVisit], facts: MonthFacts) -> tuple[RepControl, ...]:
    """Return the month of each rep, by id; reps whom only the reports name come along."""
    reps = sorted({*facts.names, *(visit.rep_id for visit in visits)} - {""})
    return tuple(_rep(rep, [v for v in visits if v.rep_id == rep], facts) for rep in reps)


def team_control(visits: Sequence[FollowedVisit], facts: MonthFacts) -> RepControl:
    """Return the month of the whole team, visits of unknown reps included."""
    return RepControl(
        rep_id="",
        name="Team",
        **_counts(visits, facts),
        drive_min=sum(facts.drive_min.values()),
        target=sum(facts.targets.values()) if facts.targets else None,
        sales=sum(facts.sales.values()) if facts.sales else None,
    )


def tally(visits: Iterable[FollowedVisit], reported_to: dt.date | None) -> Tally:
    """Return planned visits by what became of them; those without a day in the plan are left out."""
    planned = [visit for visit in visits if visit.planned is not None]
    states = Counter(visit.state for visit in planned)
    unreported = sum(
        visit.state is VisitState.REMAINING
        and visit.planned is not None
        and reported_to is not None
        and visit.planned <= reported_to
        for visit in planned
    )
    return Tally(
        done=states[VisitState.DONE],
        missed=states[VisitState.MISSED],
        moved=states[VisitState.MOVED],
        unreported=unreported,
        ahead=states[VisitState.REMAINING] - unreported,
    )


def coverage(visits: Sequence[FollowedVisit]) -> tuple[CoverageLine, ...]:
    """Return the categories in order, each with its required visits and their customers."""
    required = [visit for visit in visits if visit.is_required]
    met = {visit.customer_id for visit in visits if visit.is_done and visit.kind is not Kind.DESK}
    lines = []
    for segment in sorted({visit.segment for visit in required}):
        own = [visit for visit in required if visit.segment == segment]
        customers = {visit.customer_id for visit in own}
        line = CoverageLine(
            segment=segment,
            due=len(own),
            planned=sum(visit.planned is not None for visit in own),
            done=sum(visit.is_done for visit in own),
            customers=len(customers),
            seen=len(customers & met),
        )
        lines.append(line)
    return tuple(lines)


def punctuality(visits: Iterable[FollowedVisit]) -> Punctuality:
    """Return how far off their due dates the required visits were made."""
    made = [visit for visit in visits if visit.is_required and visit.side is not None]
    off = [abs(visit.days_off) for visit in made if visit.days_off is not None]
    sides = Counter(visit.side for visit in made)
    return Punctuality(
        measured=len(made),
        early=sides[-1],
        late=sides[1],
        mean_days_off=fmean(off) if off else None,
    )


def missed_reasons(visits: Iterable[FollowedVisit]) -> tuple[tuple[str, int], ...]:
    """Return why visits were missed or moved, the most frequent first; case does not matter."""
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for visit in visits:
        if visit.state in {VisitState.MISSED, VisitState.MOVED}:
            reason = visit.reason or _TOLD_REASON
            counts[reason.casefold()] += 1
            written.setdefault(reason.casefold(), reason)
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple((written[key], count) for key, count in ranked)


def _rep(rep_id: str, visits: Sequence[FollowedVisit], facts: MonthFacts) -> RepControl:
    return RepControl(
        rep_id=rep_id,
        name=facts.names.get(rep_id, ""),
        **_counts(visits, facts),
        drive_min=facts.drive_min.get(rep_id, 0),
        target=facts.targets.get(rep_id),
        sales=facts.sales.get(rep_id),
    )


def _counts(visits: Sequence[FollowedVisit], facts: MonthFacts) -> dict[str, Any]:
    meetings = [visit for visit in visits if visit.kind is not Kind.DESK]
    desk = [visit for visit in visits if visit.kind is Kind.DESK]
    orders = [visit.order_amount for visit in visits if visit.order_amount is not None]
    no_day = [visit for visit in visits if visit.planned is None]
    return {
        "meetings": tally(meetings, facts.reported_to),
        "desk": tally(desk, facts.reported_to),
        "without_day": sum(visit.is_required for visit in no_day),
        "beside": sum(visit.is_done for visit in no_day),
        "coverage": coverage(visits),
        "punctuality": punctuality(visits),
        "orders": sum(orders),
        "order_count": sum(v.is_done and (v.order_amount or 0) > 0 for v in visits),
    }
