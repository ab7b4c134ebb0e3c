"""What a rep has to do on a day and in a week."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from models.actuals import month_of_visit
from models.errors import NotAllowedError
from models.kept_plans import PlannedStop
from models.month import Month
from models.people import User
from models.places import Place, address_text
from models.records import NO_FIELDS, Mark
from models.rep_days import DayStop, RepDay
from models.requirement import Kind
from scheduler.io.cells import normal_form
from scheduler.pipelines.app.database import Work
from scheduler.pipelines.app.today import today_of

LONGEST_MOVE = dt.timedelta(days=62)
_PHONE_WORDS = ("phone", "telephone", "tel", "mobile", "cell", "phone number", "contact phone",
                "טלפון", "נייד", "טלפון נייד", "телефон", "мобильный", "тел")  # fmt: skip
_PHONE_HEADERS = tuple(map(normal_form, _PHONE_WORDS))


def own_work(user: User | None) -> tuple[int, str]:
    """Return the team and the rep whose days a user drives.

    Raises
    ------
    NotAllowedError
        The account belongs to no rep.
    """
    if user is None or user.team_id is None or not user.rep_id:
        raise NotAllowedError("this account belongs to no rep; ask your administrator")
    return user.team_id, user.rep_id


def country_of(work: Work, user: User | None) -> str:
    """Return the country of a rep's team, as a code; empty where nobody has said it."""
    team = work.teams.get(own_work(user)[0])
    return team.country if team else ""


def own_today(work: Work, user: User | None) -> dt.date:
    """Return the date where a rep is.

    Raises
    ------
    NotAllowedError
        The account belongs to no rep.
    """
    return today_of(work, *own_work(user))


def rep_day(work: Work, user: User | None, day: dt.date) -> RepDay:
    """Return a day of the user.

    Raises
    ------
    NotAllowedError
        The account belongs to no rep.
    """
    team_id, rep_id = own_work(user)
    known = _Known(work, user, day, day)
    proposals = {one.visit_id: one for one in reversed(work.proposals.of_rep(team_id, rep_id))}

    def full(one: DayStop) -> DayStop:
        row = work.customers.get(team_id, one.stop.customer_id)
        fields = row.fields if row else NO_FIELDS
        return replace(
            one,
            proposal=proposals.get(one.stop.visit_id),
            address=address_of(fields),
            phone=phone_of(fields),
        )

    found = known.day(day)
    return replace(
        found,
        visits=tuple(map(full, found.visits)),
        desk=tuple(map(full, found.desk)),
        arrived=tuple(map(full, found.arrived)),
        next_day=None if found.all_stops else _next_day(work, team_id, rep_id, day),
        home=_home(work, team_id, rep_id),
    )


def rep_week(work: Work, user: User | None, first: dt.date) -> tuple[RepDay, ...]:
    """Return the seven days from `first` on, without addresses and proposals.

    Raises
    ------
    NotAllowedError
        The account belongs to no rep.
    """
    days = [first + dt.timedelta(days=k) for k in range(7)]
    known = _Known(work, user, days[0], days[-1])
    return tuple(known.day(day) for day in days)


class _Known:
    """What is kept about several days of a rep, read at once."""

    def __init__(self, work: Work, user: User | None, first: dt.date, last: dt.date) -> None:
        self._work, (self._team_id, rep_id) = work, own_work(user)
        self._today = own_today(work, user)
        months = dict.fromkeys((Month.of(first), Month.of(last)))
        self._plans = {month: work.months.published(self._team_id, month) for month in months}
        self._stops = [
            stop
            for plan in self._plans.values()
            if plan is not None
            for stop in work.stops.of_rep(plan.plan_id, rep_id, first, last)
        ]
        # Those of other days, too: a visit may have been moved from them to one of these.
        told = work.actuals.between(self._team_id, first - LONGEST_MOVE, last + LONGEST_MOVE)
        self._marks = [mark for mark in told if mark.rep_id == rep_id]
        self._mark_of = {
            (mark.visit_id or mark.customer_id, mark.date): mark for mark in self._marks
        }

    def day(self, day: dt.date) -> RepDay:
        """Return one of the days."""
        own = [
            DayStop(stop=stop, date=day, mark=self._told(stop.visit_id, stop.customer_id, day))
            for stop in self._stops
            if stop.date == day
        ]
        return RepDay(
            date=day,
            today=self._today,
            visits=tuple(one for one in own if one.stop.kind != Kind.DESK),
            desk=tuple(one for one in own if one.stop.kind == Kind.DESK),
            arrived=tuple(self._arrived(day, {one.stop.visit_id for one in own})),
            published=self._plans[Month.of(day)] is not None,
        )

    def _told(self, visit_id: str, customer_id: str, day: dt.date) -> Mark | None:
        """Return what was said about a visit on a day, or about its customer where no visit was named."""
        marks = self._mark_of
        return marks.get((visit_id, day)) or marks.get((customer_id, day))

    def _arrived(self, day: dt.date, there: set[str]) -> Iterator[DayStop]:
        """Yield the visits that were moved to a day and are not planned there anyway."""
        for mark in self._marks:
            if mark.moved_to != day or mark.visit_id in there:
                continue
            stop = published_stop(self._work, self._team_id, mark.visit_id, mark.rep_id)
            if stop is not None:
                told = self._told(mark.visit_id, mark.customer_id, day)
                yield DayStop(stop=stop, date=day, mark=told, moved_from=mark.date)


def published_stop(work: Work, team_id: int, visit_id: str, rep_id: str) -> PlannedStop | None:
    """Return the stop of a rep's visit in the latest publication in which it is the rep's.

    A visit that another publication has given to somebody else may have been made already.
    """
    month = month_of_visit(visit_id)
    if month is None:
        return None
    for number in reversed(work.months.numbers(team_id, month)):
        plan = work.months.published(team_id, month, number)
        stop = work.stops.of_visit(plan.plan_id, visit_id) if plan else None
        if stop is not None and stop.rep_id == rep_id:
            return stop
    return None


def address_of(fields: Mapping[str, str]) -> str:
    """Return the address in a row of the list of customers."""
    return address_text(*(fields.get(name, "") for name in ("address", "city", "postcode")))


def phone_of(fields: Mapping[str, str]) -> str:
    """Return the telephone number in a row of the list of customers, whatever its column is called."""
    named = {normal_form(name): text for name, text in fields.items()}
    return next((named[word] for word in _PHONE_HEADERS if named.get(word)), "")


def _next_day(work: Work, team_id: int, rep_id: str, day: dt.date) -> dt.date | None:
    """Return the next day with work in this month or the one after."""
    month = Month.of(day)
    for each in (month, month.next()):
        plan = work.months.published(team_id, each)
        later = day + dt.timedelta(days=1)
        stops = work.stops.of_rep(plan.plan_id, rep_id, later, each.last) if plan else []
        if stops:
            return stops[0].date
    return None


def _home(work: Work, team_id: int, rep_id: str) -> Place | None:
    row = work.reps.get(team_id, rep_id)
    try:
        return Place(float(row.fields["lat"]), float(row.fields["lon"])) if row else None
    except (KeyError, ValueError):
        return None
