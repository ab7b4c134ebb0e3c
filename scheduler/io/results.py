"""Files of measured results: JSON lists that grow while a benchmark runs, and are never half-written."""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from models.errors import InputError, InputProblem, OutputError


def read_results(path: Path) -> list[dict[str, Any]]:
    """Return the results of a file.

    Raises
    ------
    InputError
        When it cannot be read, or is no list of results.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        what = error.strerror if isinstance(error, OSError) else "this is no JSON"
        raise _wrong(path, "", "", str(what)) from error
    if not isinstance(found, list):
        raise _wrong(path, "", type(found).__name__, "this is no list of results")
    for number, row in enumerate(found, 1):
        if not isinstance(row, dict):
            raise _wrong(path, f"result {number}", str(row)[:40], "this is no result")
    return found


def write_results(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    """Write results in place of what the file held; a run that is stopped leaves one or the other.

    Raises
    ------
    OutputError
        When the file cannot be written.
    """
    text = json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n"
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():  # a device or a pipe is written to, not replaced
            path.write_text(text, encoding="utf-8")
            return
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise OutputError(f"{path}: {error.strerror}; choose another file for --json") from error


def _wrong(path: Path, where: str, value: str, what: str) -> InputError:
    advice = "name a file that `rounds bench pvrp` or `rounds bench month` wrote with --json"
    return InputError([InputProblem(str(path), 0, where, value, what, advice)])
