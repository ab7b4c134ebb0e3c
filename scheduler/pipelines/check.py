"""Judge a plan that lies in a folder, also one that was changed by hand."""

from dataclasses import dataclass, replace
from pathlib import Path

from models.errors import InputError, InputProblem
from models.judge import Verdict, judge
from models.plan import MonthPlan
from models.schedule import Schedule
from scheduler.io.plan_json import read_plan
from scheduler.io.schedule_csv import read_schedule_csv


@dataclass(frozen=True, slots=True)
class Checked:
    """A file and what the judge says of it."""

    file: Path
    verdict: Verdict
    schedule: Schedule


def check(path: Path) -> tuple[MonthPlan, list[Checked]]:
    """Judge ``plan.json`` and ``schedule.csv`` of a folder, or one of them.

    Parameters
    ----------
    path
        The output folder of a plan, or one of its two files; ``schedule.csv`` is judged against the
        problem in the ``plan.json`` beside it.

    Raises
    ------
    InputError
        When there is no plan, or a file cannot be read.
    """
    folder = path if path.is_dir() else path.parent
    plan_file, table = folder / "plan.json", folder / "schedule.csv"
    if not plan_file.is_file():
        what = "there is no plan.json here" if path.exists() else "no such folder"
        advice = "name the output folder of 'rounds plan'"
        raise InputError([InputProblem(str(path), 0, "", "", what, advice)])
    plan = read_plan(plan_file)
    found = []
    if path.name != table.name:
        schedule = plan.result.schedule
        found.append(Checked(plan_file, judge(plan.problem, schedule), schedule))
    if table.is_file() and path.name != plan_file.name:
        schedule = _with_unplanned(plan, read_schedule_csv(table, plan.problem))
        found.append(Checked(table, judge(plan.problem, schedule), schedule))
    return plan, found


def _with_unplanned(plan: MonthPlan, schedule: Schedule) -> Schedule:
    """Carry over the visits that the plan lists as unplanned and the table has not planned since."""
    planned = {visit_id for visit_id, _ in schedule.placed()}
    missing = tuple(u for u in plan.result.schedule.unplanned if u.visit_id not in planned)
    return replace(schedule, unplanned=missing)
