"""Bad rows set aside in a file of their own, to be corrected and read again."""

import csv
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from models.errors import InputProblem, OutputError
from scheduler.io.reading import Reading
from scheduler.io.write_cells import plain_text

ADDED = ("file", "row", "problems")


def write_quarantine(path: Path, readings: Iterable[Reading[Any]]) -> int:
    """Write the rows with errors, as they stood, and what is wrong with each.

    Parameters
    ----------
    path
        The file; written beside and renamed, so that it is never half of one.
    readings
        The files whose bad rows are set aside. Columns of the same name are shared.

    Returns
    -------
    int
        Number of rows written. Without bad rows the file holds a header only.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    readings = tuple(readings)
    header = list(dict.fromkeys(name for reading in readings for name in _names(reading)))
    added = [name if name not in header else f"{name} (quarantine)" for name in ADDED]
    rows = [row for reading in readings for row in _rows(reading, header)]
    _write(path, [[*header, *added], *rows])
    return len(rows)


def _names(reading: Reading[Any]) -> Sequence[str]:
    """Return a name for every cell of the bad rows; some rows are longer than the header."""
    width = max((len(cells) for cells in reading.bad_rows.values()), default=0)
    names: list[str] = []
    for k in range(max(width, len(reading.header))):
        name = reading.header[k] if k < len(reading.header) else f"column {k + 1}"
        names.append(name if name not in names else f"{name} ({k + 1})")
    return names


def _rows(reading: Reading[Any], header: Sequence[str]) -> list[list[str]]:
    problems: dict[int, list[InputProblem]] = defaultdict(list)
    for problem in reading.errors:
        problems[problem.row].append(problem)
    names = _names(reading)
    rows = []
    for line, cells in reading.bad_rows.items():
        by_name = dict(zip(names, cells, strict=False))
        told = "; ".join(map(_told, problems.get(line, problems.get(0, []))))
        rows.append([*(by_name.get(name, "") for name in header), reading.file, str(line), told])
    return rows


def _told(problem: InputProblem) -> str:
    place = f"{problem.column}: " if problem.column else ""
    return f"{place}{problem.what}; {problem.advice}"


def _write(path: Path, rows: Iterable[Sequence[str]]) -> None:
    aside = ""
    try:
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        # The byte order mark lets spreadsheets show Hebrew and Russian as they are.
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([plain_text(cell) for cell in row] for row in rows)
        Path(aside).replace(path)
    except OSError as error:
        if aside:
            Path(aside).unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise OutputError(f"{path}: the bad rows cannot be set aside: {reason}") from None
