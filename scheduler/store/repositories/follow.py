"""What happens after a plan is published: marks of visits, proposals of changes, links to calendars."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.actuals import ActualStatus
from models.errors import StoreError
from models.month import Month
from models.records import Feed, Mark, NewProposal, Proposal, ProposalState
from scheduler.store.repositories.base import Repository, current, there
from scheduler.store.tables.work import FeedTable, MarkTable, ProposalTable

_MARK_FIELDS = tuple(Mark.__dataclass_fields__)


class Actuals(Repository):
    """What reps said about visits."""

    def mark(self, team_id: int, mark: Mark) -> Mark:
        """Keep a mark, and return what is kept under its key.

        The same key again changes nothing: a phone that heard no answer sends twice. Another key
        for the same visit and day is a correction; the later one counts.
        """
        session = self._writing()
        found = select(MarkTable).where(MarkTable.team_id == team_id, MarkTable.key == mark.key)
        known = session.scalar(found)
        if known is not None:
            return _mark(known)
        values = {name: getattr(mark, name) for name in _MARK_FIELDS}
        values |= {"status": mark.status.value, "at": self._now(), "author": self._unit.author}
        try:
            with session.begin_nested():
                session.add(MarkTable(team_id=team_id, **values))
        except IntegrityError:  # the other copy came in at the same moment
            return _mark(there(session.scalar(found), f"the mark {mark.key}"))
        self._audit(team_id, mark.status.value, f"visit {mark.visit_id or mark.customer_id}")
        return mark

    def of_month(self, team_id: int, month: Month) -> list[Mark]:
        """Return what counts of a month's days: the latest mark of each visit and day."""
        return self.between(team_id, month.first, month.last)

    def between(self, team_id: int, first: dt.date, last: dt.date) -> list[Mark]:
        """Return what counts of the days from one to another, both included, by day."""
        found = (
            select(MarkTable)
            .where(MarkTable.team_id == team_id, MarkTable.date.between(first, last))
            .order_by(MarkTable.mark_id)
        )
        latest = {_about(row): row for row in self._session.scalars(found)}
        ordered = sorted(latest.values(), key=lambda row: (row.date, row.mark_id))
        return [_mark(row) for row in ordered]

    def of_team(self, team_id: int) -> list[Mark]:
        """Return what counts of all days, by day."""
        return self.between(team_id, dt.date.min, dt.date.max)


def _about(row: MarkTable) -> tuple[str, str, dt.date]:
    """Return what a mark is about: a visit on a day; the customer where no visit is named."""
    return row.visit_id, "" if row.visit_id else row.customer_id, row.date


def _mark(row: MarkTable) -> Mark:
    values = {name: getattr(row, name) for name in _MARK_FIELDS}
    return Mark(**values | {"status": ActualStatus(row.status)})


class Proposals(Repository):
    """What reps propose, which the manager decides."""

    def add(self, team_id: int, proposal: NewProposal) -> Proposal:
        """Keep a proposal."""
        session = self._writing()
        row = ProposalTable(
            team_id=team_id,
            rep_id=proposal.rep_id,
            visit_id=proposal.visit_id,
            customer_id=proposal.customer_id,
            change=proposal.change,
            reason=proposal.reason,
            state=ProposalState.OPEN.value,
            answer="",
            created=self._now(),
            asked_by=self._unit.author,
            replaced=None,
        )
        self._touch(row)
        session.add(row)
        session.flush()
        self._audit(team_id, "propose", f"visit {proposal.visit_id}", {"change": proposal.change})
        return _proposal(row)

    def get(self, team_id: int, proposal_id: int) -> Proposal | None:
        """Return a proposal of a team."""
        row = self._session.get(ProposalTable, proposal_id)
        return None if row is None or row.team_id != team_id else _proposal(row)

    def of_team(self, team_id: int, state: ProposalState | None = None) -> list[Proposal]:
        """Return the proposals of a team, newest first; those of one state where one is named."""
        found = select(ProposalTable).where(ProposalTable.team_id == team_id)
        if state is not None:
            found = found.where(ProposalTable.state == state.value)
        rows = self._session.scalars(found.order_by(ProposalTable.proposal_id.desc()))
        return [_proposal(row) for row in rows]

    def of_rep(self, team_id: int, rep_id: str) -> list[Proposal]:
        """Return the proposals of a rep, newest first."""
        return [one for one in self.of_team(team_id) if one.rep_id == rep_id]

    def decide(
        self,
        proposal: Proposal,
        state: ProposalState,
        answer: str = "",
        replaced: str | None = None,
    ) -> Proposal:
        """Accept or decline a proposal as it was seen.

        Parameters
        ----------
        replaced
            What the proposal takes the place of, where it does.

        Raises
        ------
        StaleError
            Somebody else has decided meanwhile.
        """
        session, what = self._writing(), "the proposal"
        row = session.get(ProposalTable, proposal.proposal_id)
        row = current(row, proposal.version, what)
        row.state, row.answer, row.replaced = state.value, answer, replaced
        self._touch(row)
        self._flush(row, what)
        self._audit(
            row.team_id, state.value, f"proposal for visit {row.visit_id}", {"answer": answer}
        )
        return _proposal(row)


def _proposal(row: ProposalTable) -> Proposal:
    return Proposal(
        proposal_id=row.proposal_id,
        team_id=row.team_id,
        rep_id=row.rep_id,
        visit_id=row.visit_id,
        customer_id=row.customer_id,
        change=row.change,
        reason=row.reason,
        state=ProposalState(row.state),
        answer=row.answer,
        version=row.version,
        created=row.created,
        changed=row.changed,
        author=row.asked_by,
        replaced=row.replaced,
    )


class Feeds(Repository):
    """Secret links to calendars."""

    def add(self, team_id: int, rep_id: str, secret_hash: str) -> Feed:
        """Keep a new link; older ones of the rep stay until they are revoked."""
        session = self._writing()
        row = FeedTable(
            team_id=team_id,
            rep_id=rep_id,
            secret_hash=secret_hash,
            created=self._now(),
            revoked=None,
        )
        session.add(row)
        try:
            session.flush()
        except IntegrityError as error:
            raise StoreError("the secret of this link is taken; make another") from error
        self._audit(team_id, "add", f"calendar link of {rep_id}")
        return _feed(row)

    def by_hash(self, secret_hash: str) -> Feed | None:
        """Return the link of a secret, also one that is revoked."""
        row = self._session.scalar(select(FeedTable).where(FeedTable.secret_hash == secret_hash))
        return None if row is None else _feed(row)

    def of_rep(self, team_id: int, rep_id: str) -> list[Feed]:
        """Return the links of a rep, newest first."""
        found = select(FeedTable).where(FeedTable.team_id == team_id, FeedTable.rep_id == rep_id)
        rows = self._session.scalars(found.order_by(FeedTable.feed_id.desc()))
        return [_feed(row) for row in rows]

    def revoke(self, team_id: int, feed_id: int) -> Feed:
        """Let a link lead nowhere from now on.

        Raises
        ------
        MissingError
            The team has no such link.
        """
        row = self._writing().get(FeedTable, feed_id)
        row = there(row if row is not None and row.team_id == team_id else None, "the link")
        row.revoked = row.revoked or self._now()
        self._audit(team_id, "revoke", f"calendar link of {row.rep_id}")
        return _feed(row)


def _feed(row: FeedTable) -> Feed:
    return Feed(
        feed_id=row.feed_id,
        team_id=row.team_id,
        rep_id=row.rep_id,
        created=row.created,
        revoked=row.revoked,
    )
