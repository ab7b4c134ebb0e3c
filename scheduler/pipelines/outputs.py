"""Where results may go: asked before the work, not after it."""

from pathlib import Path

from models.errors import OutputError
from scheduler.io.write_folder import check_folder
from scheduler.pipelines.options import PlanOptions


def check_outputs(options: PlanOptions, out: Path, json: Path | None = None) -> None:
    """Refuse places that cannot be written or that hold something else, before anything is done.

    Parameters
    ----------
    out
        The folder of the plan.
    json
        File of the printed tables.

    Raises
    ------
    OutputError
        With the first place that cannot be meant. Nothing has changed.
    """
    try:
        check_folder(out, out)
    except OSError as error:
        raise OutputError(f"{out}: {error.strerror}; choose another folder for --out") from error
    _check_above(out, "--out")
    given = (options.customers, options.reps, options.sales, options.pins)
    inputs = {path.resolve() for path in given if path is not None}
    for option, path in (("--quarantine", options.quarantine), ("--json", json)):
        if path is None:
            continue
        if path.resolve() in inputs:
            raise OutputError(f"{path}: this file is read; choose another file for {option}")
        if path.is_dir():
            raise OutputError(f"{path}: this is a folder; name a file in it for {option}")
        _check_above(path, option)


def _check_above(path: Path, option: str) -> None:
    for folder in path.parents:
        if folder.exists() and not folder.is_dir():
            raise OutputError(
                f"{path}: {folder} is a file, not a folder; choose another place for {option}"
            )
