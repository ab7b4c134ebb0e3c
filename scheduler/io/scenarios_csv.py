"""``scenarios.csv``, ``reps.csv``, ``unplanned.csv`` and ``prices.csv``: a comparison in tables."""

from collections.abc import Mapping
from pathlib import Path

from models.plan import MonthPlan
from models.scenario_figures import RepLoad
from models.scenarios import Comparison, RulePrice
from models.schedule import reason_texts
from scheduler.io.write_cells import write_table
from scheduler.io.write_tables import all_unplanned


def write_scenarios_csv(found: Comparison, folder: Path) -> None:
    """Write ``scenarios.csv``, a row a scenario, ``reps.csv``, and ``prices.csv`` where rules have a price."""
    keys = [line.key for line in found.lines]
    rows = (
        [one.name, one.about, *(_rounded(line.values[k], line.form) for line in found.lines)]
        for k, one in enumerate(found.scenarios)
    )
    write_table(folder / "scenarios.csv", ("scenario", "what", *keys), rows)
    loads = ((one.name, *load) for one in found.scenarios for load in one.loads)
    write_table(folder / "reps.csv", ("scenario", *RepLoad._fields), loads)
    if found.prices:
        names = RulePrice.__slots__
        prices = ([_price(getattr(price, name)) for name in names] for price in found.prices)
        write_table(folder / "prices.csv", names, prices)


def write_left_out(plans: Mapping[str, MonthPlan], folder: Path) -> None:
    """Write ``unplanned.csv``: whom each named plan leaves without a day, and why."""
    rows = (
        [
            name,
            entry.customer_id,
            plan.customers[entry.customer_id].name,
            *_standing(plan, entry.customer_id),
            "; ".join(reason_texts(entry.reasons)),
        ]
        for name, plan in plans.items()
        for entry in all_unplanned(plan)
    )
    header = ("scenario", "customer_id", "customer_name", "segment", "value", "reasons")
    write_table(folder / "unplanned.csv", header, rows)


def _standing(plan: MonthPlan, customer_id: str) -> tuple[str, float | None]:
    row = next(row for row in plan.rows if row.customer_id == customer_id)
    return row.segment, None if row.value is None else round(row.value, 2)


def _rounded(value: float | None, form: str) -> float | int | None:
    if value is None or isinstance(value, int):
        return value
    return round(value, 4 if form == "share" else 2)


def _price(value: object) -> object:
    return round(value, 4) if isinstance(value, float) else value
