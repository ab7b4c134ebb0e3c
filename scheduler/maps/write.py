"""``maps/team.html`` and ``maps/REP.html``."""

from collections.abc import Mapping
from pathlib import Path

from models.links import file_stems
from models.plan import MonthPlan
from scheduler.maps.rep_map import rep_page
from scheduler.maps.team_map import team_page


def write_maps(plan: MonthPlan, folder: Path) -> None:
    """Write ``maps/team.html`` and ``maps/REP.html`` for every rep."""
    target = folder / "maps"
    target.mkdir()
    _write(target / "team.html", team_page(plan))
    for rep_id, stem in file_stems(plan.reps, reserved=("team",)).items():
        _write(target / f"{stem}.html", rep_page(plan, rep_id))


def write_team_maps(plans: Mapping[str, MonthPlan], folder: Path) -> list[str]:
    """Write ``maps/NAME.html``, the team's map, for each named plan; return the files in their order.

    Returns
    -------
    list
        Relative to the folder.
    """
    (folder / "maps").mkdir()
    stems = file_stems(plans)
    for name, plan in plans.items():
        _write(folder / "maps" / f"{stems[name]}.html", team_page(plan))
    return [f"maps/{stems[name]}.html" for name in plans]


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
