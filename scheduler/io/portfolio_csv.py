"""``portfolio.csv``: a row per customer with everything the portfolio says of it."""

from pathlib import Path

from models.portfolio import Portfolio, PortfolioRow
from scheduler.io.write_cells import write_table

PORTFOLIO_COLUMNS = (
    *("customer_id", "name", "rep_id", "status", "value", "months", "segment", "by_level"),
    *("by_pareto", "a_share", "assumed", "alarm", "relationship", "potential", "penetration"),
    *("growth", "growth_goal", "channel", "interval_days", "treatment", "minutes_a_month"),
    *("temperature", "actual", "expected", "falling", "recent", "usual", "alike", "treated_as"),
    *("likeness", "release", "freed_min", "serving_cost", "margin", "note"),
)


def write_portfolio_csv(found: Portfolio, folder: Path) -> None:
    """Write ``portfolio.csv``, by rep, the most valuable customers first."""
    rows = [row for rep_id in sorted(found.reps) for row in found.of(rep_id)]
    write_table(folder / "portfolio.csv", PORTFOLIO_COLUMNS, map(portfolio_cells, rows))


def portfolio_cells(row: PortfolioRow) -> tuple[object, ...]:
    """Return the cells of a customer, in the order of the columns; ``None`` is unknown."""
    customer, scores = row.customer, row.customer.scores
    likeness, release = row.likeness, row.release
    return (
        *(customer.customer_id, customer.name, row.rep_id, customer.status.value),
        *(_money(row.value), row.months, row.segment.value),
        *(row.by_level.value, row.by_pareto.value, _share(row.a_share), row.assumed, row.alarm),
        *(scores.relationship, scores.potential, scores.penetration, scores.growth),
        *(customer.growth_goal, row.channel.value, row.interval_days, row.treatment),
        *(round(row.minutes, 1), row.warmth.temperature.value, _money(row.warmth.actual)),
        *(_money(row.warmth.expected), row.fall.falling, _money(row.fall.recent)),
        _money(row.fall.usual),
        ";".join(likeness.alike) if likeness else None,
        likeness.segment.value if likeness else None,
        likeness.reason if likeness else None,
        release.reason if release else None,
        round(release.freed_min, 1) if release else None,
        _money(release.cost) if release else None,
        _money(release.margin) if release else None,
        remarks(row),
    )


def remarks(row: PortfolioRow) -> str:
    """Return what somebody should know of a customer, in one text."""
    told = [row.alarm, row.warmth.note]
    told.append(f"falling: {row.fall.note}" if row.fall.falling else "")
    told.append(f"release? {row.release.reason}" if row.release else "")
    told.append(f"like the A customers: {row.likeness.reason}" if row.likeness else "")
    return "; ".join(filter(None, told))


def _money(amount: float | None) -> float | None:
    return None if amount is None else round(amount, 2)


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
