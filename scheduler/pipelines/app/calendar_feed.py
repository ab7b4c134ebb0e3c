"""A rep's published visits as a calendar that a phone subscribes to, under a secret link."""

import datetime as dt
import secrets
from collections.abc import Callable, Iterator
from functools import partial

from models.actuals import channel_of_visit
from models.errors import MissingError
from models.kept_plans import PlannedStop, StoredPlan
from models.month import Month
from models.people import Role, User
from models.places import Place
from models.records import Feed
from models.requirement import Kind
from scheduler.io.ics import CalendarStop, Say, calendar_of, look_again, stop_uid
from scheduler.pipelines.app.database import Database, Work
from scheduler.pipelines.app.login import digest
from scheduler.pipelines.app.rep_day import address_of, own_work
from scheduler.pipelines.app.today import today_of, zone_name

_LOOK_AGAIN = dt.timedelta(hours=1)
_MONTHS_BEFORE = 1
_MONTHS_AFTER = 2


def new_link(work: Work, user: User | None, language: str) -> str:
    """Return the secret of a new link to the user's calendar; it is told only now.

    Older links of the user lead nowhere from now on.

    Parameters
    ----------
    language
        Of the page on which it is made. Who has chosen none speaks it from now on: a calendar does
        not tell which one it would like, as browsers do.
    """
    team_id, rep_id = own_work(user)
    if user is not None and not user.language:
        work.users.set_language(user.user_id, language)
    for feed in _open(work, team_id, rep_id):
        work.feeds.revoke(team_id, feed.feed_id)
    secret = secrets.token_urlsafe(32)
    work.feeds.add(team_id, rep_id, digest(secret))
    work.commit()
    return secret


def own_link(work: Work, user: User | None) -> Feed | None:
    """Return the link that leads to the user's calendar; only its date is known."""
    return next(iter(_open(work, *own_work(user))), None)


def revoke_link(work: Work, user: User | None) -> None:
    """Let every link to the user's calendar lead nowhere.

    Raises
    ------
    MissingError
        There is none.
    """
    team_id, rep_id = own_work(user)
    links = _open(work, team_id, rep_id)
    if not links:
        raise MissingError("there is no link to your calendar; nothing was changed")
    for feed in links:
        work.feeds.revoke(team_id, feed.feed_id)
    work.commit()


def feed(database: Database, secret: str, say: Callable[[str, str], str]) -> bytes | None:
    """Return the calendar of a link; ``None`` for a wrong and for a revoked one alike.

    The link of a rep who may not sign in any more leads nowhere, too.

    Parameters
    ----------
    say
        Gives for the code of a language (empty where the rep has chosen none) and a text in English
        the same in that language.
    """
    with database.work() as work:
        link = work.feeds.by_hash(digest(secret))
        rep = None if link is None or link.revoked is not None else _driver(work, link)
        if link is None or rep is None:
            return None
        return _calendar(work, link, partial(say, rep.language))


def _driver(work: Work, link: Feed) -> User | None:
    """Return who drives the days of a link and may sign in."""
    team = work.users.of_team(link.team_id)
    reps = (user for user in team if user.active and user.role is Role.REP)
    return next((user for user in reps if user.rep_id == link.rep_id), None)


def _open(work: Work, team_id: int, rep_id: str) -> list[Feed]:
    return [link for link in work.feeds.of_rep(team_id, rep_id) if link.revoked is None]


def _calendar(work: Work, link: Feed, say: Say) -> bytes:
    team_id, rep_id = link.team_id, link.rep_id
    row = work.reps.get(team_id, rep_id)
    name = row.fields.get("name", "") if row else ""
    stops = [
        _calendar_stop(work, plan, stop)
        for plan in _published(work, team_id)
        for stop in work.stops.of_rep(plan.plan_id, rep_id, plan.month.first, plan.month.last)
    ]
    year = work.now().year
    zone = zone_name(work, team_id, rep_id)
    calendar = calendar_of(f"Rounds: {name or rep_id}", stops, zone, (year - 1, year + 1), say)
    look_again(calendar, _LOOK_AGAIN)
    return bytes(calendar.to_ical())


def _published(work: Work, team_id: int) -> Iterator[StoredPlan]:
    """Yield the latest publications of the months around today."""
    today = today_of(work, team_id)
    before = today.replace(day=1) - dt.timedelta(days=1)
    month = Month.of(before)
    for _ in range(_MONTHS_BEFORE + 1 + _MONTHS_AFTER):
        plan = work.months.published(team_id, month)
        if plan is not None:
            yield plan
        month = month.next()


def _calendar_stop(work: Work, plan: StoredPlan, stop: PlannedStop) -> CalendarStop:
    desk = stop.kind == Kind.DESK or stop.lat is None or stop.lon is None
    row = None if desk else work.customers.get(plan.team_id, stop.customer_id)
    return CalendarStop(
        uid=stop_uid(stop.visit_id, str(plan.month)),
        stamp=plan.created,
        sequence=plan.number or 0,
        date=stop.date,
        arrive_min=stop.arrive_min,
        depart_min=stop.depart_min,
        name=stop.name,
        kind=Kind(stop.kind),
        channel=channel_of_visit(stop.visit_id),
        segment=stop.segment,
        why=stop.why,
        pinned=stop.pinned,
        place=None if desk else Place(stop.lat or 0.0, stop.lon or 0.0),
        address=address_of(row.fields) if row else "",
        drive_min=stop.drive_min,
        drive_m=stop.drive_m,
    )
