"""Comparisons of scenarios: kept, asked for, looked at (P27); a worker plans them."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from models.errors import InputError, InputProblem, MissingError, UnderWayError
from models.jobs import Job
from models.month import Month
from models.people import User
from models.policy import Policy
from models.records import Scenario
from models.scenarios import ComparedLine, RulePrice
from scheduler.io.scenarios_file import read_scenarios
from scheduler.pipelines.app.ask_plan import checked_settings, demand_customers
from scheduler.pipelines.app.database import Database, Work
from scheduler.pipelines.app.layout import without_folder
from scheduler.pipelines.app.policy import check_policy
from scheduler.pipelines.app.scratch import scratch_folder
from scheduler.pipelines.app.teams import team_of
from scheduler.pipelines.app.today import today_of

SCENARIOS = "scenarios"
FILE = "scenarios.toml"
_MOST_JOBS = 200
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptComparison:
    """What came out of a comparison.

    Parameters
    ----------
    names, abouts
        Of the scenarios, and what is different in each.
    lines
        The figures, each of all scenarios in their order.
    prices
        What each rule costs, on top of the first scenario; none where it was not asked for.
    maps
        How many of the scenarios have one.
    """

    month: Month
    currency: str
    names: tuple[str, ...]
    abouts: tuple[str, ...]
    lines: tuple[ComparedLine, ...]
    notes: tuple[str, ...]
    prices: tuple[RulePrice, ...]
    maps: int


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """A kept comparison, the latest job that plans it, and what came out; ``None`` without."""

    scenario: Scenario
    job: Job | None
    found: KeptComparison | None

    @property
    def month(self) -> Month | None:
        """Return the month for which it was asked last; ``None`` where nobody knows any more."""
        if self.job:
            return Month.parse(self.job.payload["month"])
        return self.found.month if self.found else None

    @property
    def price_rules(self) -> bool:
        """Return whether it was asked last what each rule costs."""
        if self.job:
            return bool(self.job.payload.get("price_rules"))
        return bool(self.found and self.found.prices)


def comparisons_of(database: Database, user: User, team_id: int) -> list[ScenarioView]:
    """Return the comparisons of a team by name.

    Raises
    ------
    MissingError
        There is no such team.
    """
    with database.work(user) as work:
        team_of(work, team_id)
        jobs = _latest_jobs(work, team_id)
        return [_view(one, jobs) for one in work.scenarios.of_team(team_id)]


def comparison_of(database: Database, user: User, team_id: int, scenario_id: int) -> ScenarioView:
    """Return a comparison of a team.

    Raises
    ------
    MissingError
        The team has no such comparison.
    """
    with database.work(user) as work:
        return _view(_there(work, team_id, scenario_id), _latest_jobs(work, team_id))


def comparison_map(
    database: Database, user: User, team_id: int, scenario_id: int, number: int
) -> str:
    """Return the team's map of a scenario, as a page; the first scenario has the number 0.

    Its words are marked, for `scheduler.pipelines.app.team_maps.spoken`.

    Raises
    ------
    MissingError
        There is no such comparison, or it has no such map.
    """
    with database.work(user) as work:
        _there(work, team_id, scenario_id)
        maps = work.scenarios.maps(scenario_id)
    if not 0 <= number < len(maps):
        raise MissingError(f"there is no map {number}")
    return maps[number]


def ask_scenarios(
    database: Database,
    user: User,
    team_id: int,
    scenario: Scenario | None,
    asked: Mapping[str, Any],
) -> Job:
    """Keep scenarios, new or changed, and ask a worker to plan them side by side.

    Parameters
    ----------
    scenario
        The comparison as it was seen; ``None`` for a new one.
    asked
        ``name``, ``toml`` (as FILE of ``rounds scenarios``), ``month``, ``price_rules`` (whether to tell
        what each rule costs), and the settings of a search, for each scenario.

    Raises
    ------
    InputError
        With everything that is wrong in the text or the settings; nothing is kept.
    MissingError
        There is no such team.
    StaleError
        Somebody else changed it meanwhile.
    StoreError
        The name is taken, this comparison is being planned, or there are no customers.
    """
    settings = checked_settings(asked)
    month: Month = asked["month"]
    name, toml = _checked_name(str(asked["name"])), str(asked["toml"])
    with database.work(user) as work:
        team_of(work, team_id)
        demand_customers(work, team_id)
        read_text(toml, check_policy(work.policies.get(team_id)[0]))
        if scenario is None:
            kept = work.scenarios.add(team_id, name, toml)
        else:
            _demand_idle(work, team_id, scenario.scenario_id)
            changed = replace(scenario, name=name, toml=toml)
            kept = work.scenarios.change(changed, scenario.version)
        told = {
            "scenario_id": kept.scenario_id,
            "name": name,
            "month": str(month),
            "price_rules": bool(asked.get("price_rules")),
            "today": today_of(work, team_id).isoformat(),
        }
        job = work.jobs.ask(SCENARIOS, team_id, {**settings, **told})
        work.commit()
    return job


def remove_comparison(database: Database, user: User, team_id: int, scenario_id: int) -> None:
    """Forget a comparison.

    Raises
    ------
    MissingError
        The team has no such comparison.
    StoreError
        It is being planned.
    """
    with database.work(user) as work:
        _demand_idle(work, team_id, scenario_id)
        work.scenarios.remove(team_id, scenario_id)
        work.commit()


def read_text(text: str, policy: Policy) -> None:
    """Read the text of scenarios as the command line does.

    Parameters
    ----------
    policy
        Of the team.

    Raises
    ------
    InputError
        With every problem, and its line and key. Another list of reps is one: files of the server
        are nobody's lists.
    """
    problems = list(_lists_named(text))
    with scratch_folder() as folder:
        path = folder / FILE
        path.write_text(text, encoding="utf-8", newline="\n")
        try:
            read_scenarios(path, policy)
        except InputError as error:
            own = (p for p in without_folder(error, str(folder)) if not p.column.endswith(", reps"))
            problems += own
    if problems:
        raise InputError(sorted(problems, key=lambda problem: problem.row))


def _lists_named(text: str) -> Iterator[InputProblem]:
    try:
        tables = tomllib.loads(text).get("scenario")
    except (tomllib.TOMLDecodeError, RecursionError):
        return  # told by the reader of the file
    found = tables if isinstance(tables, list) else []
    lines = [
        k for k, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\"?reps\"?\s*=", line)
    ]
    for number, table in enumerate(found, 1):
        if isinstance(table, dict) and "reps" in table:
            row = lines.pop(0) if lines else 0
            what = "another list of reps cannot be named here"
            advice = "say who is different with without, add and homes"
            key = f"scenario {number}, reps"
            yield InputProblem(FILE, row, key, str(table["reps"])[:60], what, advice)


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME:
        what = "a comparison needs a name" if not name else "the name is too long"
        advice = f"give it one of at most {_LONGEST_NAME} letters"
        raise InputError([InputProblem("name", 0, "", name[:_LONGEST_NAME], what, advice)])
    return name


def _there(work: Work, team_id: int, scenario_id: int) -> Scenario:
    found = work.scenarios.get(team_id, scenario_id)
    if found is None:
        raise MissingError(f"there is no comparison {scenario_id}")
    return found


def _demand_idle(work: Work, team_id: int, scenario_id: int) -> None:
    work.jobs.take_turn(team_id)
    for job in work.jobs.open(team_id, SCENARIOS):
        if job.payload["scenario_id"] == scenario_id:
            raise UnderWayError("these scenarios are being planned already", team_id, job.job_id)


def _latest_jobs(work: Work, team_id: int) -> dict[int, Job]:
    jobs = [job for job in work.jobs.of_team(team_id, _MOST_JOBS) if job.kind == SCENARIOS]
    return {job.payload["scenario_id"]: job for job in reversed(jobs)}


def _view(scenario: Scenario, jobs: Mapping[int, Job]) -> ScenarioView:
    found = _decoded(json.loads(scenario.result)) if scenario.result else None
    return ScenarioView(scenario, jobs.get(scenario.scenario_id), found)


def _decoded(told: Mapping[str, Any]) -> KeptComparison:
    return KeptComparison(
        month=Month.parse(told["month"]),
        currency=told["currency"],
        names=tuple(one["scenario"] for one in told["scenarios"]),
        abouts=tuple(one["what"] for one in told["scenarios"]),
        lines=tuple(
            ComparedLine(line["key"], line["name"], line["form"], tuple(line["values"]))
            for line in told["lines"]
        ),
        notes=tuple(told["notes"]),
        prices=tuple(RulePrice(**price) for price in told["prices"]),
        maps=told.get("maps", 0),
    )
