"""``maps/team.html`` and ``maps/REP.html``."""

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


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
