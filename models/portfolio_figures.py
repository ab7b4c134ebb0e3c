"""The portfolio in figures: what terminal, workbook and JSON tell, counted once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.customers import Segment
from models.portfolio import Portfolio, PortfolioRow, Temperature


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioFigures:
    """The customers of one rep, or of the team.

    Parameters
    ----------
    customers
        Active ones; prospects are told apart.
    value
        Sum of the known values, in money a month; `unknown` counts the others.
    minutes
        A month, for all contacts.
    released, freed_min
        Proposals to let go, and the minutes a month that they would free.
    """

    rep_id: str
    name: str
    customers: int
    prospects: int
    value: float
    unknown: int
    segments: Mapping[str, int]
    temperatures: Mapping[str, int]
    blue_a: int
    falling: int
    alike: int
    minutes: float
    released: int
    freed_min: float


def portfolio_figures(found: Portfolio) -> tuple[PortfolioFigures, ...]:
    """Return the figures of each rep, and of the team at the end where there are several."""
    reps = [
        _figures(rep_id, found.reps[rep_id].name, found.of(rep_id)) for rep_id in sorted(found.reps)
    ]
    return (*reps, _figures("", "all", found.rows)) if len(reps) > 1 else tuple(reps)


def _figures(rep_id: str, name: str, rows: Sequence[PortfolioRow]) -> PortfolioFigures:
    active = [row for row in rows if row.is_active]
    segments = Counter(row.segment.value for row in active)
    warmth = Counter(row.warmth.temperature.value for row in active)
    released = [row.release for row in rows if row.release is not None]
    return PortfolioFigures(
        rep_id=rep_id,
        name=name,
        customers=len(active),
        prospects=sum(row.customer.status.value == "prospect" for row in rows),
        value=sum(row.value or 0.0 for row in active),
        unknown=sum(row.value is None for row in active),
        segments={name.value: segments[name.value] for name in Segment},
        temperatures={name.value: warmth[name.value] for name in Temperature},
        blue_a=sum(row.is_blue_a for row in rows),
        falling=sum(row.fall.falling is True for row in rows),
        alike=sum(row.likeness is not None for row in rows),
        minutes=sum(row.minutes for row in rows),
        released=len(released),
        freed_min=sum(release.freed_min for release in released),
    )


def methods_table(rows: Sequence[PortfolioRow]) -> Mapping[tuple[str, str], int]:
    """Return how many active customers have each pair of categories: by A level, by Pareto (P6)."""
    found = Counter((row.by_level.value, row.by_pareto.value) for row in rows if row.is_active)
    return {(one, other): found[one, other] for one in "ABCD" for other in "ABCD"}


def potential_step(row: PortfolioRow) -> str:
    """Return the column of the treatment table a customer falls in (P8); unknown counts as 3."""
    potential = row.customer.scores.potential
    if potential is None:
        return "unknown"
    return "1-2" if potential <= 2 else "3" if potential == 3 else "4-5"


def treatment_table(rows: Sequence[PortfolioRow]) -> Mapping[tuple[str, str], Counter[str]]:
    """Return the treatments of active customers by category and potential, each with its number (P8)."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for row in rows:
        if row.is_active:
            told = f"{row.channel.value} {row.interval_days}" if row.interval_days else "no contact"
            cell = found.setdefault((row.segment.value, potential_step(row)), Counter())
            cell[told] += 1
    return found
