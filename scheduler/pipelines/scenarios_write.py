"""What a comparison of scenarios leaves behind: the folder, and the figures as JSON values."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from scheduler.io.scenarios_csv import write_left_out, write_scenarios_csv
from scheduler.io.scenarios_page import write_scenarios_page
from scheduler.io.scenarios_workbook import write_scenarios_workbook
from scheduler.io.write_folder import SCENARIOS, atomic_folder
from scheduler.maps.write import write_team_maps
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.outputs import check_file, check_outputs
from scheduler.pipelines.scenarios import ComparedScenarios


def check_scenarios_outputs(options: PlanOptions, file: Path, out: Path, json: Path | None) -> None:
    """Refuse places that cannot be written, before anything is done.

    Raises
    ------
    OutputError
        With the first place that cannot be meant.
    """
    check_outputs(options, out, json, SCENARIOS)
    for option, path in (("--json", json), ("--quarantine", options.quarantine)):
        if path is not None:
            check_file(path, option, [file])


def write_scenarios_folder(found: ComparedScenarios, out: Path) -> None:
    """Write the tables, ``scenarios.html``, ``scenarios.xlsx`` and the maps.

    Raises
    ------
    OutputError
        When they cannot be written; what was there before is still there.
    """
    comparison = found.comparison
    names = [one.name for one in comparison.scenarios]
    plans = dict(zip(names, found.plans, strict=True))
    with atomic_folder(out, SCENARIOS) as folder:
        write_scenarios_csv(comparison, folder)
        write_left_out(plans, folder)
        write_scenarios_workbook(comparison, folder)
        maps = write_team_maps(plans, folder)
        write_scenarios_page(comparison, maps, folder)


def scenarios_figures(found: ComparedScenarios) -> Mapping[str, object]:
    """Return what the tables of a comparison show, as JSON values."""
    comparison = found.comparison
    return {
        "month": str(comparison.month),
        "currency": comparison.currency,
        "scenarios": [
            {
                "scenario": one.name,
                "what": one.about,
                **{line.key: line.values[k] for line in comparison.lines},
                "drive_min": one.driving.planned,
                "drive_min_bound": one.driving.least,
                "cost_min": one.cost.planned,
                "cost_min_bound": one.cost.least,
            }
            for k, one in enumerate(comparison.scenarios)
        ],
        "prices": [asdict(price) for price in comparison.prices],
        "notes": list(comparison.notes),
    }
