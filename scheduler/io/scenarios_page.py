"""``scenarios.html``: the scenarios side by side on one page, with charts."""

from collections.abc import Sequence
from pathlib import Path

from models.scenarios import ComparedLine, Comparison
from scheduler.io.pages import render

_CHARTS = ("coverage", "drive_km", "work_hours", "team_cost", "sales", "contribution")


def write_scenarios_page(found: Comparison, maps: Sequence[str], folder: Path) -> None:
    """Write ``scenarios.html``; everything in it is escaped, nothing is loaded from elsewhere.

    Parameters
    ----------
    maps
        File of each scenario's map, relative to the page.
    """
    page = scenarios_page(found, maps)
    (folder / "scenarios.html").write_text(page, encoding="utf-8", newline="\n")


def scenarios_page(found: Comparison, maps: Sequence[str]) -> str:
    """Return the page."""
    loads = [{load.rep_id: load for load in one.loads} for one in found.scenarios]
    names = {load.rep_id: load.name for one in found.scenarios for load in one.loads}
    view = {
        "title": f"Scenarios of {found.month.first.strftime('%B %Y')}",
        "found": found,
        "maps": list(zip(found.scenarios, maps, strict=True)),
        "loads": loads,
        "names": names,
        "charts": [_bars(line) for line in found.lines if line.key in _CHARTS],
    }
    return render("scenarios.html", view)


def _bars(line: ComparedLine) -> dict[str, object]:
    """Return a chart: a bar for each scenario, from zero, 0 to 1 of the room."""
    known = [value for value in line.values if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    room = (high - low) or 1.0
    bars = []
    for value, more in zip(line.values, line.differences, strict=True):
        amount = value or 0.0
        bars.append({
            "left": (min(0.0, amount) - low) / room,
            "length": abs(amount) / room,
            "told": line.told(value),
            "more": line.told(more, sign=True),
        })  # fmt: skip
    return {"name": line.name, "bars": bars, "zero": -low / room}
