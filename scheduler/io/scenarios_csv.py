"""``scenarios.csv``, ``reps.csv`` and ``prices.csv``: a comparison for other programs."""

from pathlib import Path

from models.scenarios import Comparison, RepLoad, RulePrice
from scheduler.io.write_cells import write_table


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


def _rounded(value: float | None, form: str) -> float | int | None:
    if value is None or isinstance(value, int):
        return value
    return round(value, 4 if form == "share" else 2)


def _price(value: object) -> object:
    return round(value, 4) if isinstance(value, float) else value
