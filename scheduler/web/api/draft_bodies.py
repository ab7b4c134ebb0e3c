"""What is sent about a draft, and answered."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from models.changes import Change, ChangeKind, Slot
from models.edits import Edit, EditKind
from models.requirement import Pin, Strength
from models.schedule import ReasonCode
from models.units import clock_text
from scheduler.pipelines.app.board_view import Values, board_of, faults_of
from scheduler.pipelines.app.boards import Board
from scheduler.pipelines.app.drafts import Judged
from scheduler.web.api.common import Body, ClockText, Day, Key, Note, SeenVersion, Text
from scheduler.web.api.plans import SearchBody


class SeenBody(Body):
    """The draft as it was seen."""

    version: SeenVersion


class EditBody(SeenBody):
    """One hand edit: ``move`` to a rep and a date, ``take_out``, ``pin``, ``unpin`` or ``allow``."""

    kind: Annotated[
        EditKind,
        Field(
            description="`move` to `rep_id` and `date`, also a visit that has no day; `take_out` of "
            "its day; `pin` where it is; `unpin`; `allow` what it breaks."
        ),
    ]
    visit_id: Annotated[Key, Field(examples=["C1/2026-12/1"])]
    rep_id: Annotated[Text, Field(description="Of `move`: who makes the visit.")] = ""
    date: Annotated[Day | None, Field(description="Of `move`.")] = None
    position: Annotated[
        int | None,
        Field(
            ge=0,
            le=999,
            description="Of `move`: place among the meetings of the day, from 0; null is the best one.",
        ),
    ] = None
    strength: Annotated[
        Strength, Field(description="Of `pin`: to rep and day, to the day, or to its week.")
    ] = Strength.FIXED
    time: Annotated[
        ClockText | None, Field(description="Of `pin`: when it begins; null leaves it open.")
    ] = None

    def edit(self) -> Edit:
        """Return the edit."""
        hours, _, minutes = (self.time or "").partition(":")
        return Edit(
            kind=self.kind,
            visit_id=self.visit_id,
            rep_id=self.rep_id,
            date=self.date,
            position=self.position,
            strength=self.strength,
            time_min=int(hours) * 60 + int(minutes) if self.time else None,
        )


class PublishBody(SeenBody):
    """The draft as it was seen, and what the team is told about it."""

    note: Note = ""


class ReplanBody(SearchBody, SeenBody):
    """The draft as it was seen, and how long to search for a better one."""


class FaultBody(Body):
    """A rule that is broken."""

    rule: Annotated[
        str, Field(description="Its name, as `rounds check` tells it.", examples=["caps"])
    ]
    visit_id: Annotated[str, Field(description="Empty where a whole day is meant.")]
    customer_name: str
    rep_id: str
    date: Annotated[str, Field(description="Empty where no day is meant.")]
    may_be_allowed: Annotated[bool, Field(description="Whether people can agree to it.")]
    text: str


class EditedBody(Body):
    """What an edit has changed, as the judge of the whole month sees it."""

    version: Annotated[int, Field(description="Of the draft now.")]
    drive_min: Annotated[float, Field(description="Minutes of driving that it adds.")]
    cost_min: Annotated[float, Field(description="What it adds to the plan's cost, in minutes.")]
    unplanned: Annotated[
        float, Field(description="What it adds to the priorities of the visits without a day.")
    ]
    broken: Annotated[list[FaultBody], Field(description="What was not broken before.")]
    mended: Annotated[list[FaultBody], Field(description="What is not broken any more.")]


class ReasonBody(Body):
    """Why a visit has no day, and on which days this holds."""

    code: ReasonCode
    dates: Annotated[list[dt.date], Field(description="Empty: on any day.")]


class WaitingBody(Body):
    """A visit without a day."""

    visit_id: str
    customer_id: str
    customer_name: str
    kind: Annotated[str, Field(description="`visit`, `desk`, or `prospect`: only on offer.")]
    minutes: int
    due: dt.date
    earliest: dt.date
    latest: dt.date
    reasons: list[ReasonBody]


class CheckBody(Body):
    """The draft as the judge sees it."""

    version: int
    planned: int
    required: Annotated[int, Field(description="What is asked for, desk work with it.")]
    drive_min: int
    broken: list[FaultBody]
    waiting: Annotated[list[WaitingBody], Field(description="The most important first.")]


class PinBody(Body):
    """A visit that every plan of the month keeps."""

    visit_id: str
    customer_id: str
    date: dt.date
    rep_id: Annotated[str | None, Field(description="Null leaves the rep open.")]
    time: Annotated[str | None, Field(description="Null leaves the time open.")]
    strength: Strength


class SlotBody(Body):
    """When a visit begins."""

    rep_id: str
    date: dt.date
    time: Annotated[str, Field(examples=["09:30"])]


class ChangeBody(Body):
    """A visit that is not where the published month has it."""

    kind: ChangeKind
    visit_id: str
    customer_id: str
    customer_name: str
    before: SlotBody | None
    after: SlotBody | None
    why: str


def edited_body(board: Board, judged: Judged) -> EditedBody:
    """Return what an edit has changed."""
    return EditedBody(
        version=board.stored.version,
        drive_min=round(judged.drive_min, 2),
        cost_min=round(judged.cost_min, 2),
        unplanned=round(judged.unplanned, 2),
        broken=[_fault(told) for told in faults_of(judged.after, judged.broken)],
        mended=[_fault(told) for told in faults_of(judged.before, judged.mended)],
    )


def check_body(board: Board) -> CheckBody:
    """Return what the judge says of a draft."""
    told = board_of(board.draft)
    return CheckBody(
        version=board.stored.version,
        planned=told["sums"]["planned"],
        required=told["sums"]["required"],
        drive_min=told["sums"]["drive"],
        broken=[_fault(fault) for fault in told["faults"]],
        waiting=[_waiting(card) for card in told["tray"]],
    )


def pin_bodies(board: Board) -> list[PinBody]:
    """Return the pins of a draft, by day."""
    problem = board.draft.state.problem
    pins = sorted(problem.pin_of.values(), key=lambda pin: (pin.date, pin.visit_id))
    return [_pin(pin, problem.requirement_of[pin.visit_id].customer_id) for pin in pins]


def change_body(change: Change) -> ChangeBody:
    """Return a change as it is told."""
    return ChangeBody(
        kind=change.kind,
        visit_id=change.visit_id,
        customer_id=change.customer_id,
        customer_name=change.name,
        before=_slot(change.before),
        after=_slot(change.after),
        why=change.why,
    )


def _fault(told: Values) -> FaultBody:
    return FaultBody(
        rule=told["rule"],
        visit_id=told["visit"],
        customer_name=told["name"],
        rep_id=told["rep"],
        date=told["date"],
        may_be_allowed=told["allow"],
        text=told["text"],
    )


def _waiting(card: Values) -> WaitingBody:
    return WaitingBody(
        visit_id=card["id"],
        customer_id=card["customer"],
        customer_name=card["name"],
        kind=card["kind"],
        minutes=card["minutes"],
        due=card["due"],
        earliest=card["earliest"],
        latest=card["latest"],
        reasons=card["reasons"],
    )


def _pin(pin: Pin, customer_id: str) -> PinBody:
    return PinBody(
        visit_id=pin.visit_id,
        customer_id=customer_id,
        date=pin.date,
        rep_id=pin.rep_id,
        time=None if pin.time_min is None else clock_text(pin.time_min),
        strength=pin.strength,
    )


def _slot(found: Slot | None) -> SlotBody | None:
    if found is None:
        return None
    return SlotBody(rep_id=found.rep_id, date=found.date, time=clock_text(found.time_min))
