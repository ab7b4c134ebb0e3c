"""The lists of a team: customers, reps, appointments, sales; rows of texts as entered."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import delete, func, select

from models.errors import StaleError, StoreError
from models.records import Row
from scheduler.store.dialects import insert_new
from scheduler.store.repositories.base import Repository, Unit
from scheduler.store.tables.lists import ListRow, ListTable

_KEYS_AT_A_TIME = 500
"""Fewer than a statement of any database may name."""


class _Placed(NamedTuple):
    """A row as it stands in its list."""

    position: int
    fields: Mapping[str, str]
    version: int

    def is_in(self, values: Mapping[str, object]) -> bool:
        """Whether these are its values."""
        return (self.position, self.fields) == (values["position"], values["fields"])


class Rows(Repository):
    """One list of each team.

    Parameters
    ----------
    table
        Where its rows are.
    kind, one
        What the list and one of its rows are called.
    """

    def __init__(self, unit: Unit, table: type[ListRow], kind: str, one: str) -> None:
        super().__init__(unit)
        self._table, self._kind, self._one = table, kind, one

    def of_team(self, team_id: int) -> list[Row]:
        """Return all rows in their order."""
        table = self._table
        found = (
            select(table.key, table.fields, table.version)
            .where(table.team_id == team_id)
            .order_by(table.position)
        )
        return [Row(key, fields, version) for key, fields, version in self._session.execute(found)]

    def get(self, team_id: int, key: str) -> Row | None:
        """Return one row."""
        row = self._session.get(self._table, (team_id, key))
        return None if row is None else _row(row)

    def count(self, team_id: int) -> int:
        """Return the number of rows."""
        found = select(func.count()).select_from(self._table)
        return self._session.scalar(found.where(self._table.team_id == team_id)) or 0

    def version(self, team_id: int) -> int:
        """Return the version of the whole list; 0 before it is first filled."""
        row = self._session.get(ListTable, (team_id, self._kind))
        return 0 if row is None else row.version

    def columns(self, team_id: int) -> list[str]:
        """Return the columns of the list in their order, also those without any text."""
        row = self._session.get(ListTable, (team_id, self._kind))
        return [] if row is None else list(row.columns)

    def replace_all(
        self,
        team_id: int,
        rows: Mapping[str, Mapping[str, str]],
        version: int | None = None,
        columns: Sequence[str] = (),
    ) -> int:
        """Put other rows in the place of all that are there, and return the list's version.

        Parameters
        ----------
        rows
            Fields by key, in order. A row that is as before keeps its version; where it also stands
            as before, it is not touched at all.
        version
            Of the list that was seen; without one the list is replaced whatever happened to it.
        columns
            In their order, also those without any text; columns of rows that are not named here
            come after them.

        Raises
        ------
        StaleError
            The list was changed meanwhile.
        """
        session = self._writing()
        head = self._next_version(team_id, version)
        head.columns = _united(columns, rows.values())
        new = head.version
        before = self._placed(team_id)
        values = {
            key: self._values(team_id, key, fields, k)
            | {"version": _kept_version(before.get(key), filled(fields), new)}
            for k, (key, fields) in enumerate(rows.items())
        }
        stay = {key for key, row in before.items() if key in values and row.is_in(values[key])}
        self._delete(team_id, [key for key in before if key not in stay])
        fresh = [value for key, value in values.items() if key not in stay]
        if fresh:
            session.execute(self._table.__table__.insert(), fresh)  # type: ignore[attr-defined]
        self._audit(team_id, "replace", self._kind, {"before": len(before), "now": len(values)})
        return new

    def _placed(self, team_id: int) -> dict[str, "_Placed"]:
        table = self._table
        found = select(table.key, table.position, table.fields, table.version)
        rows = self._session.execute(found.where(table.team_id == team_id))
        return {key: _Placed(position, fields, version) for key, position, fields, version in rows}

    def _delete(self, team_id: int, keys: Sequence[str]) -> None:
        own = delete(self._table).where(self._table.team_id == team_id)
        for first in range(0, len(keys), _KEYS_AT_A_TIME):
            some = keys[first : first + _KEYS_AT_A_TIME]
            self._session.execute(own.where(self._table.key.in_(some)))

    def add(self, team_id: int, key: str, fields: Mapping[str, str]) -> Row:
        """Add a row at the end.

        Raises
        ------
        StoreError
            There is one of that key.
        """
        session = self._writing()
        if self.get(team_id, key) is not None:
            raise StoreError(f"{self._one} {key} is already there; choose another id or change it")
        new = self._next_version(team_id, columns=fields).version
        last = func.coalesce(func.max(self._table.position), -1)
        position = session.scalar(select(last).where(self._table.team_id == team_id)) or 0
        row = self._table(**self._values(team_id, key, fields, position + 1), version=new)
        session.add(row)
        session.flush()
        self._audit(team_id, "add", f"{self._one} {key}")
        return _row(row)

    def change(self, team_id: int, key: str, fields: Mapping[str, str], version: int) -> Row:
        """Change some fields of a row.

        Parameters
        ----------
        fields
            Those that change; an empty text takes the field away. Others stay.
        version
            Of the row that was seen.

        Raises
        ------
        StaleError
            The row was changed or removed meanwhile.
        """
        row = self._current(team_id, key, version)
        before = {name: row.fields.get(name, "") for name in fields}
        row.fields = filled({**row.fields, **fields})
        row.version = self._next_version(team_id, columns=fields).version
        row.changed, row.author = self._now(), self._unit.author
        told = {name: f"{before[name]} → {text}" for name, text in fields.items()}
        self._audit(team_id, "change", f"{self._one} {key}", told)
        self._session.flush()
        return _row(row)

    def remove(self, team_id: int, key: str, version: int) -> None:
        """Remove a row.

        Raises
        ------
        StaleError
            The row was changed or removed meanwhile.
        """
        row = self._current(team_id, key, version)
        self._next_version(team_id)
        self._session.delete(row)
        self._audit(team_id, "remove", f"{self._one} {key}")

    def _current(self, team_id: int, key: str, version: int) -> ListRow:
        """Return a row, locked, when it is the one that was seen."""
        session = self._writing()
        row = session.get(self._table, (team_id, key), with_for_update=True)
        if row is None:
            raise StaleError(f"{self._one} {key}")
        if row.version != version:
            raise StaleError(f"{self._one} {key}", row.author, row.changed)
        return row

    def _next_version(
        self, team_id: int, seen: int | None = None, columns: Iterable[str] = ()
    ) -> ListTable:
        """Count the list's version up, and return its head; others who change the list wait here."""
        session = self._session
        now, author = self._now(), self._unit.author
        first = {
            "team_id": team_id,
            "kind": self._kind,
            "columns": [],
            "version": 0,
            "changed": now,
            "author": author,
        }
        session.execute(insert_new(session.connection(), ListTable, first))
        key = (team_id, self._kind)
        head = session.get(ListTable, key, with_for_update=True, populate_existing=True)
        assert head is not None, "it was put there above"
        if seen is not None and head.version != seen:
            raise StaleError(f"the list of {self._kind}", head.author, head.changed)
        head.version += 1
        head.columns = list(dict.fromkeys([*head.columns, *columns]))
        head.changed, head.author = now, author
        session.flush()
        return head

    def _values(
        self, team_id: int, key: str, fields: Mapping[str, str], position: int
    ) -> dict[str, object]:
        return {
            "team_id": team_id,
            "key": key,
            "position": position,
            "fields": filled(fields),
            "changed": self._now(),
            "author": self._unit.author,
        }


def _united(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> list[str]:
    return list(dict.fromkeys([*columns, *(name for fields in rows for name in fields)]))


def filled(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that have a text."""
    return {name: text for name, text in fields.items() if text}


def _kept_version(before: _Placed | None, fields: Mapping[str, str], new: int) -> int:
    return before.version if before is not None and before.fields == fields else new


def _row(row: ListRow) -> Row:
    return Row(row.key, row.fields, row.version)
