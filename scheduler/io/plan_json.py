"""``plan.json``: everything needed to judge a plan, to show it and to make it again."""

import json
import platform
import typing
from dataclasses import fields
from importlib import metadata
from pathlib import Path
from typing import Any, NoReturn

from models.errors import InputError, InputProblem, ProblemError
from models.plan import MonthPlan
from models.problem import MonthProblem, TravelMatrix
from models.result import Result
from scheduler.io.plan_codec import BadValueError, decode, encode

FORMAT = "rounds plan"
FORMAT_VERSION = 2
_ADVICE = "give the plan.json of a folder that `rounds plan` wrote"
_PACKAGES = ("rounds", "ortools", "numpy")


def plan_to_json(plan: MonthPlan) -> dict[str, Any]:
    """Return the plan as JSON values.

    The same plan always gives the same values; ``seconds`` is the only measurement among them.
    Reps that share a travel matrix share it in the file, too.
    """
    whole = {f.name: encode(getattr(plan, f.name)) for f in fields(plan) if f.name not in _OWN_FORM}
    result = {
        f.name: encode(getattr(plan.result, f.name))
        for f in fields(plan.result)
        if f.name != "schedule"
    }
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "versions": _versions(),
        "fingerprint": plan.problem.fingerprint,
        "problem": _problem_to_json(plan.problem),
        "schedule": encode(plan.result.schedule),
        **result,
        "cost_min": plan.result.score.cost_min,
        "bound_min": plan.result.bound_min,
        "gap": plan.result.gap,
        **whole,
    }


def plan_from_json(data: Any, name: str = "plan.json") -> MonthPlan:
    """Return the plan that `plan_to_json` has told; its inverse.

    Parameters
    ----------
    data
        JSON values.
    name
        What to call their source in messages.

    Raises
    ------
    InputError
        They are not a plan, are of a newer format, are damaged or contradict themselves.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        _refuse(name, "this is no plan of Rounds")
    if data.get("format_version") != FORMAT_VERSION:
        _refuse(name, f"format {data.get('format_version')!r} is unknown here, {FORMAT_VERSION} is")
    try:
        plan = _decode_plan(data)
    except BadValueError as error:
        _refuse(name, f"the plan is damaged: {error}")
    except (ProblemError, InputError) as error:
        _refuse(name, f"the plan contradicts itself: {error}")
    if plan.problem.fingerprint != data.get("fingerprint"):
        _refuse(name, "the problem was changed by hand: it does not fit its fingerprint")
    return plan


def write_plan(plan: MonthPlan, folder: Path) -> None:
    """Write ``plan.json``; reps and customers keep their order, so that a plan read again is the same."""
    text = json.dumps(plan_to_json(plan), ensure_ascii=False, indent=1, allow_nan=False)
    (folder / "plan.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def read_plan(path: Path) -> MonthPlan:
    """Read a ``plan.json``, or the one in a folder.

    Raises
    ------
    InputError
        There is none, or it is not a whole plan of Rounds.
    """
    file = path / "plan.json" if path.is_dir() else path
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        _refuse(str(file), f"it cannot be read ({error.strerror})")
    except (ValueError, RecursionError):
        _refuse(str(file), "this is no JSON text, or only a part of one")
    return plan_from_json(data, str(file))


_OWN_FORM = {"problem", "result"}


def _versions() -> dict[str, str]:
    return {"python": platform.python_version()} | {name: _version(name) for name in _PACKAGES}


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:  # a checkout that was never installed
        return "unknown"


def _problem_to_json(problem: MonthProblem) -> dict[str, Any]:
    values = {
        f.name: encode(getattr(problem, f.name)) for f in fields(problem) if f.name != "travel"
    }
    matrices: dict[int, TravelMatrix] = {}
    for rep_id in sorted(problem.travel):
        matrices.setdefault(id(problem.travel[rep_id]), problem.travel[rep_id])
    number = {key: k for k, key in enumerate(matrices)}
    values["matrices"] = [encode(matrix) for matrix in matrices.values()]
    values["travel"] = {rep_id: number[id(matrix)] for rep_id, matrix in problem.travel.items()}
    return values


def _problem_from_json(data: Any) -> MonthProblem:
    if not isinstance(data, dict):
        raise BadValueError("problem", "missing")
    matrices = decode(tuple[TravelMatrix, ...], data.get("matrices"), "problem.matrices")
    numbers = decode(dict[str, int], data.get("travel"), "problem.travel")
    if any(not 0 <= number < len(matrices) for number in numbers.values()):
        raise BadValueError("problem.travel", "a travel matrix is missing")
    travel = {rep_id: matrices[number] for rep_id, number in numbers.items()}
    return MonthProblem(travel=travel, **_decode_fields(MonthProblem, data, {"travel"}))


def _decode_plan(data: dict[str, Any]) -> MonthPlan:
    problem = _problem_from_json(data.get("problem"))
    result = Result(**_decode_fields(Result, data, set()))
    return MonthPlan(problem=problem, result=result, **_decode_fields(MonthPlan, data, _OWN_FORM))


def _decode_fields(kind: Any, data: dict[str, Any], leave_out: set[str]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    names = [f.name for f in fields(kind) if f.name not in leave_out]
    missing = [name for name in names if name not in data]
    if missing:
        raise BadValueError("", f"{', '.join(missing)} missing")
    return {name: decode(hints[name], data[name], name) for name in names}


def _refuse(name: str, what: str) -> NoReturn:
    raise InputError([InputProblem(name, 0, "", "", what, _ADVICE)]) from None
