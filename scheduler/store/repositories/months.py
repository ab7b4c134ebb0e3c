"""The plan of a month: its draft and its publications, with their stops."""

import datetime as dt
import hashlib
import zlib
from collections.abc import Iterable

from sqlalchemy import Select, delete, func, select, tuple_

from models.kept_plans import PlanContents, PlanEdit, PlannedStop, StoredPlan
from models.month import Month
from scheduler.store.dialects import insert_new
from scheduler.store.repositories.base import Repository, current, there
from scheduler.store.tables.plans import BodyTable, PlanTable, StopTable

_STOP_FIELDS = tuple(PlannedStop.__dataclass_fields__)


class Months(Repository):
    """Drafts and publications."""

    def draft(self, team_id: int, month: Month) -> StoredPlan | None:
        """Return the draft of a month."""
        row = self._session.scalar(_plans(team_id, month).where(PlanTable.number.is_(None)))
        return None if row is None else _plan(row)

    def get(self, plan_id: int) -> StoredPlan | None:
        """Return a draft or a publication by its number in the store."""
        row = self._session.get(PlanTable, plan_id)
        return None if row is None else _plan(row)

    def body(self, body_id: str) -> str:
        """Return the JSON text of a plan as it was solved.

        Raises
        ------
        MissingError
            There is none; a replaced draft's text is gone.
        """
        row = there(self._session.get(BodyTable, body_id), "the text of the plan")
        return zlib.decompress(row.content).decode()

    def save_draft(
        self, team_id: int, month: Month, contents: PlanContents, version: int
    ) -> StoredPlan:
        """Put a whole plan in the place of the draft.

        Parameters
        ----------
        version
            Of the draft that was seen; 0 where there was none.

        Raises
        ------
        StaleError
            The draft was changed meanwhile, or there is one by now.
        """
        session = self._writing()
        row = self._draft(team_id, month, version)
        if row is None:
            row = PlanTable(team_id=team_id, month=str(month), number=None, note="")
        old_body = row.body_id
        row.body_id, row.schedule = self._insert_body(contents.plan), ""
        row.pins, row.edits = [dict(pin) for pin in contents.pins], list(contents.edits)
        self._touch(row)
        session.add(row)
        self._flush(row, f"the draft of {month}")
        session.execute(delete(StopTable).where(StopTable.plan_id == row.plan_id))
        self._insert_stops(row.plan_id, contents.stops)
        if old_body not in {None, row.body_id}:
            self._remove_unused(old_body)
        self._audit(team_id, "save draft", f"month {month}", {"stops": len(contents.stops)})
        return _plan(row)

    def edit_draft(self, team_id: int, month: Month, edit: PlanEdit, version: int) -> StoredPlan:
        """Change the schedule of the draft by hand.

        Raises
        ------
        StaleError
            The draft was changed meanwhile, or is gone.
        """
        session = self._writing()
        row = current(self._draft(team_id, month, version), version, f"the draft of {month}")
        row.schedule = edit.schedule
        row.pins, row.edits = [dict(pin) for pin in edit.pins], list(edit.edits)
        self._touch(row)
        self._flush(row, f"the draft of {month}")
        if edit.days:
            touched = tuple_(StopTable.rep_id, StopTable.date).in_(list(edit.days))
            session.execute(delete(StopTable).where(StopTable.plan_id == row.plan_id, touched))
        self._insert_stops(row.plan_id, edit.stops)
        last = edit.edits[-1] if edit.edits else ""
        self._audit(team_id, "edit draft", f"month {month}", {"edit": last})
        return _plan(row)

    def publish(self, team_id: int, month: Month, version: int, note: str = "") -> int:
        """Publish the draft as it was seen, and return its number.

        The draft stays and gets another version, so that it is not published twice unseen.

        Raises
        ------
        StaleError
            The draft was changed or published meanwhile, or is gone.
        """
        session = self._writing()
        draft = current(self._draft(team_id, month, version), version, f"the draft of {month}")
        self._touch(draft)
        draft.note = note
        session.flush()
        number = self.last_number(team_id, month) + 1
        published = PlanTable(
            team_id=team_id,
            month=str(month),
            number=number,
            body_id=draft.body_id,
            schedule=draft.schedule,
            pins=draft.pins,
            edits=draft.edits,
            note=note,
        )
        self._touch(published)
        session.add(published)
        self._flush(published, f"the plan of {month}")
        stops = [_stop(stop) for stop in session.scalars(_stops(draft.plan_id))]
        self._insert_stops(published.plan_id, stops)
        self._audit(team_id, "publish", f"month {month}", {"number": number, "note": note})
        return number

    def published(self, team_id: int, month: Month, number: int | None = None) -> StoredPlan | None:
        """Return a publication of a month: that of a number, else the latest."""
        found = _plans(team_id, month).where(PlanTable.number.is_not(None))
        if number is not None:
            found = found.where(PlanTable.number == number)
        row = self._session.scalar(found.order_by(PlanTable.number.desc()).limit(1))
        return None if row is None else _plan(row)

    def numbers(self, team_id: int, month: Month) -> list[int]:
        """Return the numbers of a month's publications, oldest first."""
        found = select(PlanTable.number).where(
            PlanTable.team_id == team_id,
            PlanTable.month == str(month),
            PlanTable.number.is_not(None),
        )
        return [n for n in self._session.scalars(found.order_by(PlanTable.number)) if n is not None]

    def last_number(self, team_id: int, month: Month) -> int:
        """Return the number of the latest publication of a month; 0 where there is none."""
        found = select(func.max(PlanTable.number)).where(
            PlanTable.team_id == team_id, PlanTable.month == str(month)
        )
        return self._session.scalar(found) or 0

    def of_team(self, team_id: int) -> list[StoredPlan]:
        """Return every draft and publication of a team, the latest month first."""
        found = select(PlanTable).where(PlanTable.team_id == team_id)
        rows = self._session.scalars(found.order_by(PlanTable.month.desc(), PlanTable.plan_id))
        return [_plan(row) for row in rows]

    def _draft(self, team_id: int, month: Month, version: int) -> PlanTable | None:
        """Return the draft, locked, when it is the one that was seen; ``None`` if none was."""
        found = _plans(team_id, month).where(PlanTable.number.is_(None)).with_for_update()
        row = self._session.scalar(found)
        if row is None and version == 0:
            return None
        return current(row, version, f"the draft of {month}")

    def _insert_stops(self, plan_id: int, stops: Iterable[PlannedStop]) -> None:
        values = [
            {"plan_id": plan_id} | {name: getattr(stop, name) for name in _STOP_FIELDS}
            for stop in stops
        ]
        if values:
            self._session.execute(StopTable.__table__.insert(), values)  # type: ignore[attr-defined]

    def _insert_body(self, plan: str) -> str:
        """Keep a text unless it is there, and return its name."""
        text = plan.encode()
        body_id = hashlib.sha256(text).hexdigest()
        row = {"body_id": body_id, "content": zlib.compress(text)}
        self._session.execute(insert_new(self._session.connection(), BodyTable, row))
        return body_id

    def _remove_unused(self, body_id: str) -> None:
        """Drop the text of a replaced draft where no publication shares it."""
        used = select(PlanTable.plan_id).where(PlanTable.body_id == body_id).exists()
        self._session.execute(delete(BodyTable).where(BodyTable.body_id == body_id, ~used))


class Stops(Repository):
    """The stops of drafts and publications."""

    def of_rep(self, plan_id: int, rep_id: str, first: dt.date, last: dt.date) -> list[PlannedStop]:
        """Return a rep's stops from one day to another, both included, in order."""
        found = _stops(plan_id).where(
            StopTable.rep_id == rep_id, StopTable.date.between(first, last)
        )
        return [_stop(row) for row in self._session.scalars(found)]

    def of_plan(self, plan_id: int) -> list[PlannedStop]:
        """Return all stops of a plan, by rep, day and order."""
        return [_stop(row) for row in self._session.scalars(_stops(plan_id))]

    def of_visit(self, plan_id: int, visit_id: str) -> PlannedStop | None:
        """Return the stop of a visit."""
        found = _stops(plan_id).where(StopTable.visit_id == visit_id).limit(1)
        row = self._session.scalar(found)
        return None if row is None else _stop(row)


def _plans(team_id: int, month: Month) -> Select[PlanTable]:
    return select(PlanTable).where(PlanTable.team_id == team_id, PlanTable.month == str(month))


def _stops(plan_id: int) -> Select[StopTable]:
    found = select(StopTable).where(StopTable.plan_id == plan_id)
    return found.order_by(StopTable.rep_id, StopTable.date, StopTable.stop)


def _stop(row: StopTable) -> PlannedStop:
    return PlannedStop(**{name: getattr(row, name) for name in _STOP_FIELDS})


def _plan(row: PlanTable) -> StoredPlan:
    return StoredPlan(
        plan_id=row.plan_id,
        team_id=row.team_id,
        month=Month.parse(row.month),
        number=row.number,
        version=row.version,
        body_id=row.body_id,
        schedule=row.schedule,
        pins=tuple(row.pins),
        edits=tuple(row.edits),
        note=row.note,
        created=row.changed,
        author=row.author,
    )
