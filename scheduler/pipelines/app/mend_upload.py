"""Mend an upload: say what its columns mean, and correct its cells."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from models.errors import InputError, InputProblem
from models.people import User
from models.records import Upload
from scheduler.io.headers import map_option, match_columns
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.uploads import Looked


def correct(
    database: Database, user: User | None, looked: Looked, place: tuple[int, str], text: str
) -> None:
    """Keep a corrected text for a cell.

    Parameters
    ----------
    place
        Line and header of the cell.

    Raises
    ------
    StaleError
        Somebody else changed the upload meanwhile.
    """
    cells = {**looked.upload.cells, f"{place[0]}:{place[1]}": text}
    _change(database, user, replace(looked.upload, cells=cells))


def say_column(
    database: Database, user: User | None, looked: Looked, header: str, field: str
) -> None:
    """Say what a column means; an empty field leaves it as it is.

    Raises
    ------
    StaleError
        Somebody else changed the upload meanwhile.
    """
    kind = looked.upload.kind
    mapping = {
        option: column
        for option, column in looked.upload.mapping.items()
        if column != header and option != map_option(kind, field)
    }
    if field:
        mapping[map_option(kind, field)] = header
    _change(database, user, replace(looked.upload, mapping=mapping))


def amend(
    database: Database,
    user: User | None,
    looked: Looked,
    mapping: Mapping[str, str] | None,
    cells: Mapping[tuple[int, str], str],
) -> None:
    """Say at once what all columns mean, and correct cells.

    Parameters
    ----------
    mapping
        Column by field, as in ``--map``, instead of all that was said before; ``None`` leaves that.
    cells
        Corrected texts by line and header.

    Raises
    ------
    InputError
        With every column, field and cell that is not there. Nothing has changed.
    StaleError
        Somebody else changed the upload meanwhile.
    """
    upload = looked.upload
    said = {map_option(upload.kind, name): column for name, column in (mapping or {}).items()}
    problems = [*_mapping_problems(looked, said), *_cell_problems(looked, cells)]
    if problems:
        raise InputError(problems)
    told = {f"{line}:{header}": text for (line, header), text in cells.items()}
    new_mapping = upload.mapping if mapping is None else said
    _change(database, user, replace(upload, mapping=new_mapping, cells={**upload.cells, **told}))


def _mapping_problems(looked: Looked, said: Mapping[str, str]) -> Iterator[InputProblem]:
    header = [column.header for column in looked.columns]
    matched = match_columns("mapping", header, looked.upload.kind, said)
    for problem in matched.problems:
        _option, is_said, what_is_said = problem.value.partition("--map ")
        if is_said:  # the others are of the file, and told with it
            yield replace(problem, value=what_is_said)
    named: dict[int, list[str]] = {}
    sales = {f"sales_{month}": at for month, at in matched.sales.items()}
    for field, at in {**matched.fields, **sales}.items():
        named.setdefault(at, []).append(f"{field}={header[at]}")
    for told in named.values():
        if len(told) > 1:
            what, advice = "one column is named for several fields", "name it for one of them"
            yield InputProblem("mapping", 0, "", ", ".join(told), what, advice)


def _cell_problems(looked: Looked, cells: Mapping[tuple[int, str], str]) -> Iterator[InputProblem]:
    lines, headers = set(looked.lines), {column.header for column in looked.columns}
    for line, header in cells:
        if line not in lines or header not in headers:
            what, advice = "the file has no such cell", "give the line and the header of a row"
            yield InputProblem("cells", line, "", header, what, advice)


def _change(database: Database, user: User | None, upload: Upload) -> None:
    with database.work(user) as work:
        work.uploads.change(upload, upload.version)
        work.commit()
