"""Small files for tests of reading, and what every reading must keep."""

from pathlib import Path
from typing import Any

from scheduler.io.customers import read_customers
from scheduler.io.reading import Reading, ReadOptions


def options(date_order="auto", **mapping):
    """Options with a mapping of plain field names."""
    return ReadOptions(mapping, date_order)


def write(folder: Path, text: str, name: str = "list.csv", encoding: str = "utf-8") -> Path:
    """A text file, byte for byte."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def adds_up(reading: Reading[Any]) -> Reading[Any]:
    """The reading, checked: every row is kept, set aside or blank."""
    assert len(reading.items) + len(reading.bad_rows) + reading.blank_rows == reading.rows
    return reading


def customers(folder, text, read_options=None, **how) -> Reading[Any]:
    """The customers of a text."""
    return adds_up(read_customers(write(folder, text, **how), read_options))


def one(folder, header, cells, **how):
    """The only customer of a list with an id, a city, and these columns."""
    reading = customers(folder, f"customer_id,city,{header}\nC1,Ames,{cells}\n", **how)
    assert not reading.errors, reading.errors
    return reading.items[0]


def said(problems) -> str:
    """All problems as people read them."""
    return "\n".join(map(str, problems))


def only(problems):
    """The only problem."""
    assert len(problems) == 1, said(problems)
    return problems[0]
