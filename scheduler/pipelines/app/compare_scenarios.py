"""A worker plans scenarios side by side, as ``rounds scenarios`` does."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from models.errors import MissingError
from models.jobs import Job
from models.month import Month
from scheduler.maps.team_map import team_page
from scheduler.pipelines.app.ask_scenarios import FILE, read_text
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.layout import TeamFiles, laid_out, options_of, team_files
from scheduler.pipelines.app.watch import Watch
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.scenarios import ComparedScenarios, compare, prepare_scenarios
from scheduler.pipelines.scenarios_write import scenarios_figures


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of a comparison.

    Parameters
    ----------
    toml
        The text that was planned.
    result
        JSON text, to be kept with it.
    told
        What a list of jobs shows.
    maps
        The team's map of each scenario, as pages with their words marked.
    """

    scenario_id: int
    toml: str
    result: str
    told: Mapping[str, Any]
    maps: tuple[str, ...]


def compare_scenarios(database: Database, job: Job, watch: Watch) -> Outcome:
    """Plan the scenarios of a job from the team's lists as they are now.

    A request to stop is heard in the middle of a plan; a proof that has begun is finished first.

    Raises
    ------
    InputError
        With everything that is wrong in the lists or the scenarios.
    MissingError
        The scenarios are gone.
    StoppedError
        The job is given up.
    """
    asked = job.payload
    month = Month.parse(asked["month"])
    with database.work() as work:
        scenario = work.scenarios.get(job.team_id, asked["scenario_id"])
        if scenario is None:
            raise MissingError("the scenarios were removed meanwhile")
        files = team_files(work, job.team_id, month, None)
        options = options_of(work, job)
    found = _compared(
        files, scenario.toml, options, watch, price_rules=asked.get("price_rules", False)
    )
    lines = [asdict(line) for line in found.comparison.lines]
    kept = {**scenarios_figures(found), "lines": lines, "maps": len(found.plans)}
    result = json.dumps(kept, ensure_ascii=False)
    told = {"month": str(month), "scenarios": len(found.plans)}
    maps = tuple(team_page(plan, served=True) for plan in found.plans)
    return Outcome(scenario.scenario_id, scenario.toml, result, told, maps)


def _compared(
    files: TeamFiles, toml: str, options: PlanOptions, watch: Watch, *, price_rules: bool
) -> ComparedScenarios:
    def tell(name: str, planned: int, count: int) -> None:
        watch.say(name, 0.1 + 0.85 * planned / count)
        watch.check()

    with laid_out(files, options) as lists:
        read_text(toml, lists.policy)
        file = lists.customers.parent / FILE
        file.write_text(toml, encoding="utf-8", newline="\n")
        ready = prepare_scenarios(lists, file, price_rules=price_rules)
        watch.check()
        watch.say("searching", 0.1)
        return compare(ready, lists, tell, watch.must_stop)
