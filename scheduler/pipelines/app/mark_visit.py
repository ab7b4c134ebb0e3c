"""A rep says what became of a visit: done, missed or moved."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.actuals import ActualStatus
from models.errors import InputError, InputProblem, MissingError
from models.kept_plans import PlannedStop
from models.people import User
from models.records import Mark
from scheduler.io.amounts import numbers
from scheduler.io.parsers import COST
from scheduler.pipelines.app.database import Work
from scheduler.pipelines.app.rep_day import LONGEST_MOVE, own_work, published_stop
from scheduler.pipelines.app.today import today_of

_KEY = re.compile(r"[A-Za-z0-9-]{8,64}")
_LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkForm:
    """What was typed and chosen, as texts.

    Parameters
    ----------
    key
        Made where the mark was made: the same one, sent twice, counts once.
    date
        The day it is about: that of the plan, or the one to which the visit was moved before.
    """

    key: str
    visit_id: str
    date: str
    status: str
    moved_to: str = ""
    reason: str = ""
    outcome: str = ""
    order_amount: str = ""


def mark_visit(work: Work, user: User | None, form: MarkForm) -> Mark:
    """Keep what a rep says about a visit of the own published plan, and return what is kept.

    Raises
    ------
    InputError
        Something in the form is wrong; the column of each problem is the field.
    MissingError
        The visit is not one of the rep's.
    """
    return mark_visit_of(work, *own_work(user), form)


def mark_visit_of(work: Work, team_id: int, rep_id: str, form: MarkForm) -> Mark:
    """Keep what became of a visit of a rep's published plan, whoever tells it, and return what is kept.

    Raises
    ------
    InputError
        Something in the form is wrong; the column of each problem is the field.
    MissingError
        The visit is not one of the rep's.
    """
    stop = published_stop(work, team_id, form.visit_id, rep_id)
    if stop is None:
        raise MissingError("this visit is not in the rep's published plan; open the day again")
    problems = list(_problems(form, stop, today_of(work, team_id, rep_id)))
    if problems:
        raise InputError(problems)
    wanted = _mark(form, stop)
    kept = work.actuals.mark(team_id, wanted)
    if kept != wanted:  # a correction under the old key must not be taken for what was sent before
        what, advice = "something else was sent under this key", "open the day and say it again"
        raise InputError([_problem("key", form.key, what, advice)])
    work.commit()
    return kept


def _mark(form: MarkForm, stop: PlannedStop) -> Mark:
    status = ActualStatus(form.status)
    moved = status is ActualStatus.MOVED
    return Mark(
        key=form.key,
        visit_id=form.visit_id,
        customer_id=stop.customer_id,
        rep_id=stop.rep_id,
        date=dt.date.fromisoformat(form.date),
        status=status,
        moved_to=dt.date.fromisoformat(form.moved_to) if moved else None,
        reason="" if status is ActualStatus.DONE else form.reason.strip(),
        outcome=form.outcome.strip() if status is ActualStatus.DONE else "",
        order_amount=_amount_text(form.order_amount) if status is ActualStatus.DONE else "",
    )


def _amount_text(typed: str) -> str:
    """Return an amount with a point and two decimals, whatever the keyboard wrote."""
    amount = numbers(COST)([typed.strip() or None]).values[0]
    return "" if amount is None else f"{amount:.2f}"


def _problems(form: MarkForm, stop: PlannedStop, today: dt.date) -> Iterator[InputProblem]:
    """Yield everything that is wrong with a form."""
    if not _KEY.fullmatch(form.key):
        yield _problem("key", form.key, "this is no key of a form", "open the day and say it again")
    if form.status not in set(ActualStatus):
        what, advice = "nothing is said about the visit", "choose done, missed or moved"
        yield _problem("status", form.status, what, advice)
        return
    day = _day(form.date)
    if day is None or abs(day - stop.date) > LONGEST_MOVE:
        yield _problem("date", form.date, "this is no day of the visit", "open the day again")
        return
    status = ActualStatus(form.status)
    if status is ActualStatus.DONE:
        yield from _problems_of_done(form, day, today)
    if status is ActualStatus.MISSED and not form.reason.strip():
        yield _problem("reason", "", "no reason is given", "say in a few words why")
    if status is ActualStatus.MOVED:
        yield from _problems_of_moved(form, day)
    for name in ("reason", "outcome"):
        if len(getattr(form, name)) > _LONGEST_TEXT:
            what, advice = "the text is too long", f"use at most {_LONGEST_TEXT} letters"
            yield _problem(name, f"{getattr(form, name)[:20]}…", what, advice)


def _problems_of_done(form: MarkForm, day: dt.date, today: dt.date) -> Iterator[InputProblem]:
    if day > today:
        what, advice = "this day is still to come", "say moved, with the day it was made on"
        yield _problem("date", form.date, what, advice)
    read = numbers(COST)([form.order_amount.strip() or None])
    for what, advice in (
        *((fault.what, fault.advice) for fault in read.faults),
        *((what, advice) for _, what, advice in read.general),
    ):
        yield _problem("order_amount", form.order_amount, what, advice)


def _problems_of_moved(form: MarkForm, day: dt.date) -> Iterator[InputProblem]:
    new_day = _day(form.moved_to)
    if new_day is None or new_day == day:
        advice = "choose the day on which it will be made, or was made"
        yield _problem("moved_to", form.moved_to, "the visit has no new day", advice)
    elif abs(new_day - day) > LONGEST_MOVE:
        what, advice = "this is more than two months away", "say missed; the next plan takes it up"
        yield _problem("moved_to", form.moved_to, what, advice)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _problem(name: str, value: str, what: str, advice: str) -> InputProblem:
    return InputProblem("the form", 0, name, value, what, advice)
