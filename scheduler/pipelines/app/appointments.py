"""Appointments of a team: what its next plans keep, where each comes from, and how it is taken back."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from models.edits import Edit, EditKind
from models.errors import InputProblem, MissingError
from models.kept_plans import PlanEdit, StoredPlan
from models.month import Month
from models.people import User
from models.records import Proposal, ProposalState
from models.requirement import Strength
from scheduler.pipelines.app.boards import Board, edit_board, open_board
from scheduler.pipelines.app.database import Database, Work
from scheduler.pipelines.app.keepable import check_month
from scheduler.pipelines.app.layout import appointment_of
from scheduler.pipelines.app.propose_change import pin_key
from scheduler.pipelines.app.today import today_of

_MOST_MONTHS = 3
"""How many months are looked at when appointments are checked."""

Place = tuple[str, str]
"""A customer's id and a date, as texts: what of two pins is the same appointment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """An appointment that the next plan keeps.

    Parameters
    ----------
    fields
        Texts by the columns of ``pins.csv``.
    day
        ``None`` where the date of a given list is not written as ``2026-12-09``.
    name, rep_name
        What customer and rep are called; their ids where the lists do not say.
    is_customer
        Whether the customer is in the list: others are left out of plans.
    on_board
        Whether it was pinned on the board of its month, and nowhere else.
    proposal
        The accepted one that it comes from.
    wrong
        The column for which it cannot be kept, where that was looked for and found.
    """

    fields: Mapping[str, str]
    day: dt.date | None
    name: str
    rep_name: str
    is_customer: bool
    on_board: bool
    proposal: Proposal | None = None
    wrong: str = ""

    @property
    def strength(self) -> Strength:
        """Return what of it holds; all of it, where a given list does not say or says something else."""
        text = self.fields.get("strength", "")
        return Strength(text) if text in set(Strength) else Strength.FIXED


@dataclass(frozen=True, slots=True)
class Checked:
    """Appointments after the question which of them cannot be kept.

    Parameters
    ----------
    appointments
        With what is wrong with them.
    others
        What else is wrong in the lists, and may hide what is wrong with an appointment.
    later
        Months with appointments that were not looked at: only the first few are.
    """

    appointments: list[Appointment]
    others: tuple[InputProblem, ...]
    later: tuple[Month, ...]


def appointments_of(work: Work, team_id: int) -> list[Appointment]:
    """Return the appointments from this month on, by day."""
    this = Month.of(today_of(work, team_id))
    drafts = [
        plan for plan in work.months.of_team(team_id) if plan.number is None and plan.month >= this
    ]
    pins = {_place(row.fields): row for row in work.pins.of_team(team_id)}
    pinned = {_place(pin): pin for draft in drafts for pin in draft.pins}
    proposals = {pin_key(one.proposal_id): one for one in work.proposals.of_team(team_id)}
    found = []
    for place in pins.keys() | pinned.keys():
        fields = pinned.get(place) or pins[place].fields
        proposal = proposals.get(pins[place].key) if place in pins else None
        one = _appointment(work, team_id, fields)
        if one.day is None or one.day >= this.first:
            found.append(replace(one, on_board=place not in pins, proposal=proposal))
    found.sort(key=lambda one: _place(one.fields)[::-1])
    return found


def check_appointments(work: Work, team_id: int, found: Sequence[Appointment]) -> Checked:
    """Find out, in some seconds, which appointments cannot be kept.

    Each month is prepared as for planning, so only the next few with appointments are.
    """
    this = Month.of(today_of(work, team_id))
    months = sorted({Month.of(one.day) if one.day else this for one in found})
    near, later = months[:_MOST_MONTHS], months[_MOST_MONTHS:]
    wrong: dict[str, str] = {}
    others: dict[InputProblem, None] = {}
    for month in near:
        checked = check_month(work, team_id, month)
        wrong |= {text: problem.column for text, problem in checked.appointments.items()}
        others |= dict.fromkeys(checked.others)
    marked = [replace(one, wrong=wrong.get(_text(work, team_id, one), "")) for one in found]
    return Checked(marked, tuple(others), tuple(later))


def remove_appointment(
    database: Database, user: User | None, team_id: int, customer_id: str, date: str
) -> None:
    """Let the next plans keep an appointment no longer; a proposal that it comes from is declined after all.

    Raises
    ------
    MissingError
        There is no such appointment.
    StaleError
        Somebody else changed the draft of its month meanwhile.
    """
    place = (customer_id, date)
    there = _unpinned(database, user, team_id, place)
    with database.work(user) as work:
        for row in work.pins.of_team(team_id):
            if _place(row.fields) == place:
                there = True
                work.pins.remove(team_id, row.key, row.version)
                _decline(work, team_id, row.key)
        work.commit()
    if not there:
        raise MissingError("this appointment is not there any more; open the list again")


def _place(fields: Mapping[str, str]) -> Place:
    return fields.get("customer_id", ""), fields.get("date", "")


def _day(date: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(date)
    except ValueError:
        return None


def _appointment(work: Work, team_id: int, fields: Mapping[str, str]) -> Appointment:
    customer_id, date = _place(fields)
    rep_id = fields.get("rep_id", "")
    customer, rep = work.customers.get(team_id, customer_id), work.reps.get(team_id, rep_id)
    return Appointment(
        fields=fields,
        day=_day(date),
        name=(customer.fields.get("name", "") if customer else "") or customer_id,
        rep_name=(rep.fields.get("name", "") if rep else "") or rep_id,
        is_customer=customer is not None,
        on_board=False,
    )


def _text(work: Work, team_id: int, one: Appointment) -> str:
    row = work.customers.get(team_id, _place(one.fields)[0])
    return appointment_of(one.fields, row.fields.get("name", "") if row else "")


def _decline(work: Work, team_id: int, key: str) -> None:
    for proposal in work.proposals.of_team(team_id, ProposalState.ACCEPTED):
        if pin_key(proposal.proposal_id) == key:
            work.proposals.decide(proposal, ProposalState.DECLINED, proposal.answer)


def _unpinned(database: Database, user: User | None, team_id: int, place: Place) -> bool:
    """Take a pin off the draft of its month, as on the board; return whether there was one."""
    day = _day(place[1])
    board = None if day is None else open_board(database, user, team_id, Month.of(day))
    if board is None:
        return False
    visits = list(_pinned_visits(board, place))
    for visit_id in visits:
        board, _ = edit_board(database, user, board, Edit(kind=EditKind.UNPIN, visit_id=visit_id))
    return _forgotten(database, user, board.stored, place) or bool(visits)


def _pinned_visits(board: Board, place: Place) -> Iterator[str]:
    problem = board.draft.state.problem
    for visit_id, pin in problem.pin_of.items():
        if (problem.requirement_of[visit_id].customer_id, str(pin.date)) == place:
            yield visit_id


def _forgotten(database: Database, user: User | None, draft: StoredPlan, place: Place) -> bool:
    """Forget a pin that the draft keeps for the next plan, though its own has no such visit."""
    rest = tuple(pin for pin in draft.pins if _place(pin) != place)
    if len(rest) == len(draft.pins):
        return False
    same = PlanEdit(schedule=draft.schedule, days=(), stops=(), pins=rest, edits=draft.edits)
    with database.work(user) as work:
        work.months.edit_draft(draft.team_id, draft.month, same, draft.version)
        work.commit()
    return True
