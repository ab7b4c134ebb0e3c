"""Where results may go: asked before the work, not after it."""

from collections.abc import Iterable
from pathlib import Path

from models.errors import OutputError
from scheduler.io.write_folder import PLAN, FolderKind, check_folder
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.replan import ReplanOptions


def check_outputs(
    options: PlanOptions, out: Path | None, json: Path | None = None, kind: FolderKind = PLAN
) -> None:
    """Refuse places that cannot be written or that hold something else, before anything is done.

    Parameters
    ----------
    out
        The folder of the plan, or of what else is written; ``None`` where nothing is.
    json
        File of the printed tables.

    Raises
    ------
    OutputError
        With the first place that cannot be meant. Nothing has changed.
    """
    given = (options.customers, options.reps, options.sales, options.pins, options.actuals)
    places = (("--quarantine", options.quarantine), ("--json", json))
    check_places(out, [path for path in given if path is not None], places, kind)


def check_replan_outputs(options: ReplanOptions, out: Path, json: Path | None = None) -> None:
    """Refuse places for a re-plan: as `check_outputs`, and the folder of the published plan.

    Raises
    ------
    OutputError
        With the first place that cannot be meant. Nothing has changed.
    """
    folder = options.plan if options.plan.is_dir() else options.plan.parent
    if out.resolve() == folder.resolve():
        raise OutputError(
            f"{out}: this is the published plan, which stays as it is; "
            "choose another folder for --out"
        )
    inputs = [folder / name for name in ("plan.json", "schedule.csv")]
    inputs += [] if options.events is None else [options.events]
    check_places(out, inputs, (("--json", json),))


def check_places(
    out: Path | None,
    inputs: Iterable[Path],
    places: Iterable[tuple[str, Path | None]],
    kind: FolderKind = PLAN,
) -> None:
    """Refuse a folder and files for results.

    Parameters
    ----------
    inputs
        Files that are read.
    places
        Option and file, ``None`` where the option is not given.

    Raises
    ------
    OutputError
        With the first place that cannot be meant.
    """
    if out is not None:
        _check_out(out, kind)
    given = list(inputs)
    for option, path in places:
        if path is not None:
            check_file(path, option, given)


def _check_out(out: Path, kind: FolderKind) -> None:
    try:
        check_folder(out, out, kind)
    except OSError as error:
        raise OutputError(f"{out}: {error.strerror}; choose another folder for --out") from error
    check_above(out, "--out")


def check_file(path: Path, option: str, inputs: Iterable[Path]) -> None:
    """Refuse a file that is read, that is a folder, or that lies below a file.

    Raises
    ------
    OutputError
        Naming the option.
    """
    if path.resolve() in {given.resolve() for given in inputs}:
        raise OutputError(f"{path}: this file is read; choose another file for {option}")
    if path.is_dir():
        raise OutputError(f"{path}: this is a folder; name a file in it for {option}")
    check_above(path, option)


def check_above(path: Path, option: str) -> None:
    """Refuse a place below a file.

    Raises
    ------
    OutputError
        Naming the option.
    """
    for folder in path.parents:
        if folder.exists() and not folder.is_dir():
            raise OutputError(
                f"{path}: {folder} is a file, not a folder; choose another place for {option}"
            )
