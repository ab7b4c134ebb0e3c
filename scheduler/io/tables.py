"""Files opened as tables: CSV, packed CSV, workbooks; everything else is refused in words."""

import gzip
import io
import zlib
from pathlib import Path

from scheduler.io import table as limits
from scheduler.io.csv_tables import csv_table
from scheduler.io.table import Table, refuse, too_large
from scheduler.io.xlsx_tables import xlsx_table

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
GZIP_MAGIC = b"\x1f\x8b"
TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
BOOK_SUFFIXES = (".xlsx", ".xlsm")


def read_table(path: Path) -> Table:
    """Read the table of a text file (also packed, ``.csv.gz``) or the first sheet with data.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Table
        At least one row below the header.

    Raises
    ------
    InputError
        If the file is missing, unreadable, empty, binary, or not what its name says.
    TooLargeError
        If the content is larger than `scheduler.io.table.MAX_BYTES`.
    """
    file = str(path)
    data = _content(path)
    suffix = path.suffix.lower()
    if suffix == ".gz":
        data, suffix = _unpacked(file, data), Path(path.stem).suffix.lower()
    if suffix not in TEXT_SUFFIXES + BOOK_SUFFIXES:
        named = f"files named {suffix}" if suffix else "files without an ending"
        raise refuse(file, f"{named} are not read", "save the list as .csv or .xlsx")
    is_book = suffix in BOOK_SUFFIXES
    _check_nature(file, data, is_book=is_book)
    return xlsx_table(file, data) if is_book else csv_table(file, data)


def _content(path: Path) -> bytes:
    file = str(path)
    try:
        if path.is_dir():
            raise refuse(file, "this is a folder", "name a file in it")
        size = path.stat().st_size
        if size > limits.MAX_BYTES:
            raise too_large(file, size)
        return path.read_bytes()
    except FileNotFoundError:
        raise refuse(file, "the file does not exist", "check the name and the folder") from None
    except PermissionError:
        advice = "close it in other programs or ask for the right to read it"
        raise refuse(file, "the file may not be read", advice) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refuse(file, f"the file cannot be read: {reason}", "try a copy of it") from None


def _unpacked(file: str, data: bytes) -> bytes:
    if not data.startswith(GZIP_MAGIC):
        raise refuse(file, "the file is named .gz but is not packed", "remove .gz from its name")
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            content = packed.read(limits.MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise refuse(file, f"the packed file is damaged: {error}", "pack it again") from None
    if len(content) > limits.MAX_BYTES:
        raise too_large(file, len(content))
    return content


def _check_nature(file: str, data: bytes, *, is_book: bool) -> None:
    if not data.strip():
        raise refuse(file, "the file is empty", "export the list again")
    if data.startswith(OLE_MAGIC):
        what = "this is a workbook of the old format (.xls) or one protected by a password"
        raise refuse(file, what, "open it and save it as .xlsx without a password")
    if is_book and not data.startswith(ZIP_MAGIC):
        raise refuse(file, "this is not a workbook", "if it is a text file, name it .csv")
    if not is_book and data.startswith(ZIP_MAGIC):
        what = "this is a workbook or an archive, not a text file"
        raise refuse(file, what, "if it is a workbook, name it .xlsx")
    if not is_book and data.startswith(GZIP_MAGIC):
        raise refuse(file, "this is a packed file", "if it is a packed table, name it .csv.gz")
