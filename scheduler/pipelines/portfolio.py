"""The portfolio of a team: from files to who matters, who cools down, who is let go (P1-P10)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from models.customers import Customer, Status
from models.policy import Policy
from models.portfolio import Portfolio, PortfolioRow, Release
from models.portfolio_figures import methods_table, portfolio_figures, treatment_table
from scheduler.io.duplicates import groups
from scheduler.io.portfolio_csv import PORTFOLIO_COLUMNS, portfolio_cells, write_portfolio_csv
from scheduler.io.portfolio_workbook import write_portfolio_workbook
from scheduler.io.write_folder import PORTFOLIO, atomic_folder
from scheduler.maps.temperature_map import write_temperature_map
from scheduler.pipelines.give_reps import give_reps
from scheduler.pipelines.notes import file_notes, place_notes, sentence
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.outputs import check_outputs
from scheduler.pipelines.reading import Files, read_files
from scheduler.pipelines.standings import Assessment, assess, standings_of
from scheduler.pipelines.team import Team, gather_team
from scheduler.pipelines.territories import serving_minutes
from scheduler.portfolio import (
    Category,
    Served,
    blank_notes,
    categorise,
    fall_notes,
    release_proposals,
)


def portfolio(options: PlanOptions) -> tuple[Portfolio, Files]:
    """Read, place, value, compare: everything that is known of a team's customers.

    Returns
    -------
    tuple
        The portfolio, and the files with the rows that were set aside.

    Raises
    ------
    InputError
        With everything that is wrong in the input.
    """
    files = read_files(options)
    team = gather_team(files, options)
    policy = options.policy
    assessed = assess(team.customers, policy, options.month)
    standings = standings_of(assessed)
    team, territory_notes = give_reps(team, standings, policy)
    minutes = serving_minutes(team.customers, standings, team.reps, team.workdays, policy)
    released = _released(team, assessed, minutes, policy)
    rows = _rows(team, assessed, minutes, policy, released)
    notes = (
        *_size_notes(team, policy),
        *blank_notes(team.customers, policy),
        *fall_notes(team.customers, assessed.categories, policy),
        *assessed.notes,
        *place_notes(team),
        *team.questions,
        *territory_notes,
        *file_notes(files.readings()),
    )
    found = Portfolio(
        rows=rows,
        reps={rep.rep_id: rep for rep in team.reps},
        last=assessed.last if any(c.sales.months for c in team.customers) else None,
        limit=policy.capacity.portfolio_limit,
        questions=policy.falling.questions,
        duplicates=_duplicates(files),
        notes=tuple(map(sentence, notes)),
        currency=files.customers.currency,
        counts=files.counts,
    )
    return found, files


def check_portfolio_outputs(options: PlanOptions, out: Path, json: Path | None) -> None:
    """Refuse places that cannot be written, before anything is done.

    Raises
    ------
    OutputError
        With the first place that cannot be meant.
    """
    check_outputs(options, out, json, PORTFOLIO)


def write_portfolio_folder(found: Portfolio, out: Path) -> None:
    """Write ``portfolio.csv``, ``portfolio.xlsx`` and ``temperature.html``.

    Raises
    ------
    OutputError
        When they cannot be written; what was there before is still there.
    """
    with atomic_folder(out, PORTFOLIO) as folder:
        for write in (write_portfolio_csv, write_portfolio_workbook, write_temperature_map):
            write(found, folder)


def portfolio_figures_of(found: Portfolio) -> Mapping[str, object]:
    """Return what the tables of a portfolio show, and every customer, as JSON values."""
    return {
        "last_sales_month": str(found.last) if found.last else None,
        "currency": found.currency,
        "counts": dict(found.counts),
        "reps": [asdict(line) for line in portfolio_figures(found)],
        "methods": [
            {"by_level": one, "by_pareto": other, "customers": count}
            for (one, other), count in methods_table(found.rows).items()
        ],
        "treatments": [
            {"segment": segment, "potential": step, "treatments": dict(told)}
            for (segment, step), told in sorted(treatment_table(found.rows).items())
        ],
        "questions": list(found.questions),
        "duplicates": list(found.duplicates),
        "customers": [
            dict(zip(PORTFOLIO_COLUMNS, portfolio_cells(row), strict=True)) for row in found.rows
        ],
        "notes": list(found.notes),
    }


def _rows(
    team: Team,
    assessed: Assessment,
    minutes: Mapping[str, float],
    policy: Policy,
    released: Mapping[str, Release],
) -> tuple[PortfolioRow, ...]:
    free = [replace(customer, segment=None) for customer in team.customers]
    by_level, by_pareto = (
        categorise(free, assessed.values, _with_method(policy, method))
        for method in ("level", "pareto")
    )
    return tuple(
        _row(customer, assessed, (by_level, by_pareto), minutes, released)
        for customer in team.customers
    )


def _row(
    customer: Customer,
    assessed: Assessment,
    methods: tuple[Mapping[str, Category], Mapping[str, Category]],
    minutes: Mapping[str, float],
    released: Mapping[str, Release],
) -> PortfolioRow:
    key = customer.customer_id
    value, category, treated = (
        assessed.values[key],
        assessed.categories[key],
        assessed.treatments[key],
    )
    return PortfolioRow(
        customer=customer,
        rep_id=customer.rep_ids[0],
        value=value.amount,
        months=value.months,
        value_note=value.note,
        segment=category.segment,
        by_level=methods[0][key].segment,
        by_pareto=methods[1][key].segment,
        a_share=category.r,
        category_note=category.reason,
        assumed=category.assumed,
        alarm=category.alarm,
        channel=treated.channel,
        interval_days=treated.interval_days,
        treatment=treated.reason,
        minutes=minutes[key],
        warmth=assessed.warmth[key],
        fall=assessed.falls[key],
        likeness=assessed.likes.get(key),
        release=released.get(key),
    )


def _with_method(policy: Policy, method: str) -> Policy:
    return replace(policy, category=replace(policy.category, method=method))


def _released(
    team: Team, assessed: Assessment, minutes: Mapping[str, float], policy: Policy
) -> Mapping[str, Release]:
    found: dict[str, Release] = {}
    for rep in team.reps:
        cost = policy.rep.hourly_cost if rep.hourly_cost is None else rep.hourly_cost
        served = [
            Served(
                customer=customer,
                value=assessed.values[customer.customer_id],
                category=assessed.categories[customer.customer_id],
                minutes=minutes[customer.customer_id],
                hourly_cost=cost,
                likeness=assessed.likes.get(customer.customer_id),
            )
            for customer in team.customers
            if customer.rep_ids[0] == rep.rep_id
        ]
        found |= release_proposals(served, policy)
    return found


def _size_notes(team: Team, policy: Policy) -> list[str]:
    """Return whose portfolio is larger than one person can care for (P5)."""
    limit = policy.capacity.portfolio_limit
    active = Counter(c.rep_ids[0] for c in team.customers if c.status is Status.ACTIVE)
    large = [
        f"{rep.rep_id} {active[rep.rep_id]}" for rep in team.reps if active[rep.rep_id] > limit
    ]
    if not large:
        return []
    told = ", ".join(large[:6]) + (f" and {len(large) - 6} more" if len(large) > 6 else "")
    return [f"more than {limit} customers to care for: {told}; see the release proposals"]


def _duplicates(files: Files) -> tuple[str, ...]:
    """Return the groups of customers that look like the same one (P1)."""
    listed: Sequence[Customer] = files.customers.items
    found = []
    for group in groups(listed):
        names = (f"{listed[k].name} ({listed[k].customer_id}, row {listed[k].row})" for k in group)
        found.append(" = ".join(names))
    return tuple(found)
