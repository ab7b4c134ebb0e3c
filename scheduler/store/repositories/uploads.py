"""Files as they were given, and what was said about them since; the policy of a team."""

from sqlalchemy import or_, select, update

from models.records import Upload, UploadState
from scheduler.store.repositories.base import Repository, current, there
from scheduler.store.tables.lists import PolicyTable, UploadTable


class Uploads(Repository):
    """Files as they were given."""

    def add(self, team_id: int, kind: str, name: str, content: bytes) -> Upload:
        """Keep a file.

        Parameters
        ----------
        kind
            Which list it is: ``customers``, ``reps``, ``sales`` or ``pins``.
        name
            Of the file, as its user calls it.
        """
        session = self._writing()
        row = UploadTable(
            team_id=team_id,
            kind=kind,
            name=name,
            content=content,
            mapping={},
            cells={},
            state=UploadState.OPEN.value,
            created=self._now(),
            changed=self._now(),
            author=self._unit.author,
        )
        session.add(row)
        session.flush()
        self._audit(team_id, "upload", f"{kind} {name}", {"bytes": len(content)})
        return _upload(row)

    def get(self, team_id: int, upload_id: int) -> Upload | None:
        """Return one file of a team."""
        row = self._session.get(UploadTable, upload_id)
        return None if row is None or row.team_id != team_id else _upload(row)

    def content(self, team_id: int, upload_id: int) -> bytes:
        """Return the bytes of a file, as they were given; none where it is kept no longer.

        Raises
        ------
        MissingError
            The team has no such file.
        """
        found = select(UploadTable.content).where(
            UploadTable.upload_id == upload_id, UploadTable.team_id == team_id
        )
        return there(self._session.scalar(found), f"upload {upload_id}")

    def of_team(self, team_id: int) -> list[Upload]:
        """Return the files of a team, newest first."""
        found = select(UploadTable).where(UploadTable.team_id == team_id)
        rows = self._session.scalars(found.order_by(UploadTable.upload_id.desc()))
        return [_upload(row) for row in rows]

    def change(self, upload: Upload, version: int) -> Upload:
        """Keep another mapping, other corrected cells, another state.

        Raises
        ------
        StaleError
            Somebody else changed the upload meanwhile, or removed it.
        """
        what = f"upload {upload.name}"
        session = self._writing()
        row = current(session.get(UploadTable, upload.upload_id), version, what)
        row.mapping, row.cells = dict(upload.mapping), dict(upload.cells)
        if row.state != upload.state.value:
            self._audit(row.team_id, upload.state.value, f"{row.kind} {row.name}")
        row.state = upload.state.value
        self._touch(row)
        self._flush(row, what)
        return _upload(row)

    def empty_before(self, upload: Upload) -> None:
        """Keep the bytes of the team's earlier files of the same list no longer.

        What was said about their columns stays. Those that somebody else may still mend stay as well,
        until the upload is taken over.
        """
        earlier = update(UploadTable).where(
            UploadTable.team_id == upload.team_id,
            UploadTable.kind == upload.kind,
            UploadTable.upload_id < upload.upload_id,
            UploadTable.content != b"",
        )
        if upload.state is UploadState.OPEN:
            is_taken = UploadTable.state == UploadState.TAKEN.value
            earlier = earlier.where(or_(is_taken, UploadTable.author == upload.author))
        self._writing().execute(
            earlier.values(content=b""), execution_options={"synchronize_session": False}
        )


def _upload(row: UploadTable) -> Upload:
    return Upload(
        upload_id=row.upload_id,
        team_id=row.team_id,
        kind=row.kind,
        name=row.name,
        mapping=row.mapping,
        cells=row.cells,
        state=UploadState(row.state),
        version=row.version,
        created=row.created,
        author=row.author,
    )


class Policies(Repository):
    """Settings of a team that differ from the defaults."""

    def get(self, team_id: int) -> tuple[str, int]:
        """Return the text of a ``policy.toml`` and its version; empty and 0 where all is default."""
        row = self._session.get(PolicyTable, team_id)
        return ("", 0) if row is None else (row.text, row.version)

    def set(self, team_id: int, text: str, version: int) -> int:
        """Keep another text, and return its version.

        Raises
        ------
        StaleError
            Somebody else changed the policy meanwhile.
        """
        session = self._writing()
        row = session.get(PolicyTable, team_id)
        if row is None and version == 0:
            row = PolicyTable(team_id=team_id, text="")
            session.add(row)
        else:
            row = current(row, version, "the policy")
        row.text = text
        self._touch(row)
        self._flush(row, "the policy")
        self._audit(team_id, "change", "policy")
        return row.version
