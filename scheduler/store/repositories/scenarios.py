"""Staffing scenarios; and the record of who changed what."""

import json
import zlib
from collections.abc import Sequence

from sqlalchemy import select

from models.errors import StoreError
from models.records import AuditEntry, Scenario
from scheduler.store.repositories.base import Repository, current, there
from scheduler.store.tables.people import AuditTable
from scheduler.store.tables.work import ScenarioTable


class Scenarios(Repository):
    """What if: other headcount, caps, intervals, homes."""

    def add(self, team_id: int, name: str, toml: str) -> Scenario:
        """Keep a scenario that is not computed yet.

        Raises
        ------
        StoreError
            The team has one of that name.
        """
        session = self._writing()
        taken = select(ScenarioTable.scenario_id).where(
            ScenarioTable.team_id == team_id, ScenarioTable.name == name
        )
        if session.scalar(taken) is not None:
            raise StoreError(f"there is already a scenario {name!r}; choose another name")
        row = ScenarioTable(team_id=team_id, name=name, toml=toml, result="")
        self._touch(row)
        session.add(row)
        session.flush()
        self._audit(team_id, "add", f"scenario {name}")
        return _scenario(row)

    def get(self, team_id: int, scenario_id: int) -> Scenario | None:
        """Return a scenario of a team."""
        row = self._session.get(ScenarioTable, scenario_id)
        return None if row is None or row.team_id != team_id else _scenario(row)

    def of_team(self, team_id: int) -> list[Scenario]:
        """Return the scenarios of a team, by name."""
        found = select(ScenarioTable).where(ScenarioTable.team_id == team_id)
        rows = self._session.scalars(found.order_by(ScenarioTable.name))
        return [_scenario(row) for row in rows]

    def change(self, scenario: Scenario, version: int) -> Scenario:
        """Keep another name and other settings; a result of the old settings is dropped.

        Raises
        ------
        StaleError
            Somebody else changed it meanwhile, or removed it.
        """
        session, what = self._writing(), f"scenario {scenario.name}"
        row = current(session.get(ScenarioTable, scenario.scenario_id), version, what)
        if row.toml != scenario.toml:
            row.result, row.maps = "", None
        row.name, row.toml = scenario.name, scenario.toml
        self._touch(row)
        self._flush(row, what)
        self._audit(row.team_id, "change", what)
        return _scenario(row)

    def set_result(
        self, scenario_id: int, toml: str, result: str, maps: Sequence[str] = ()
    ) -> bool:
        """Keep what came out; not where other settings were made meanwhile, or it is gone.

        Parameters
        ----------
        toml
            The settings that were computed.
        result
            JSON text.
        maps
            A page for each scenario.

        Returns
        -------
        bool
            Whether it was kept.
        """
        row = self._writing().get(ScenarioTable, scenario_id, with_for_update=True)
        if row is None or row.toml != toml:
            return False
        row.result = result
        row.maps = zlib.compress(json.dumps(list(maps)).encode())
        self._touch(row)
        self._flush(row, f"scenario {row.name}")
        return True

    def maps(self, scenario_id: int) -> list[str]:
        """Return the maps of a result; none where there are none."""
        found = select(ScenarioTable.maps).where(ScenarioTable.scenario_id == scenario_id)
        packed = self._session.scalar(found)
        return [] if packed is None else list(json.loads(zlib.decompress(packed)))

    def remove(self, team_id: int, scenario_id: int) -> None:
        """Forget a scenario.

        Raises
        ------
        MissingError
            The team has no such scenario.
        """
        session = self._writing()
        row = session.get(ScenarioTable, scenario_id)
        row = there(row if row is not None and row.team_id == team_id else None, "the scenario")
        session.delete(row)
        self._audit(team_id, "remove", f"scenario {row.name}")


def _scenario(row: ScenarioTable) -> Scenario:
    return Scenario(
        scenario_id=row.scenario_id,
        team_id=row.team_id,
        name=row.name,
        toml=row.toml,
        result=row.result,
        version=row.version,
        changed=row.changed,
        author=row.author,
    )


class Audit(Repository):
    """Who changed what and when; written by the other repositories."""

    def of_team(self, team_id: int | None, limit: int = 200) -> list[AuditEntry]:
        """Return the latest entries of a team, newest first; ``None`` is what concerns no team."""
        found = select(AuditTable).where(AuditTable.team_id.is_not_distinct_from(team_id))
        rows = self._session.scalars(found.order_by(AuditTable.audit_id.desc()).limit(limit))
        return [_entry(row) for row in rows]


def _entry(row: AuditTable) -> AuditEntry:
    return AuditEntry(
        at=row.at,
        author=row.author,
        team_id=row.team_id,
        action=row.action,
        subject=row.subject,
        details=row.details,
    )
