"""Lists as files for a moment, as the command line reads them."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Iterable[str]]) -> Path:
    """Write texts as they are, what was entered is what is read; return the file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    return path


def write_fields(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> Path:
    """Write texts by column; a column that a row does not name is empty. Return the file."""
    return write_rows(path, columns, ([row.get(name, "") for name in columns] for row in rows))
