"""The calendar of a secret link."""

import datetime as dt
from dataclasses import replace

import pytest
from icalendar import Calendar

from models.errors import MissingError
from models.kept_plans import PlanContents
from models.people import Account, Role
from scheduler.pipelines.app.calendar_feed import feed, new_link, own_link, revoke_link
from tests.phone_team import DECEMBER, HEBREW, stops


def in_english(_language, text):
    return text


@pytest.fixture
def secret(work, people):
    return new_link(work, people.anna, "en")


def events_of(database, secret):
    content = feed(database, secret, in_english)
    assert content is not None
    calendar = Calendar.from_ical(content)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_the_calendar_has_the_published_visits_of_the_rep(database, secret):
    events = events_of(database, secret)
    assert len(events) == 6  # C1 twice, C2 to C5
    event = events["C2/2026-12/1.2026-12@rounds.example"]
    assert event.start.isoformat() == "2026-12-01T10:00:00-05:00"
    assert (event["summary"], event["location"]) == (f"{HEBREW} (B)", "הרצל 5, חיפה")
    assert event["sequence"] == 1
    assert "Fixed appointment" in event["description"]
    assert events["C4/2026-12/call1.2026-12@rounds.example"]["summary"] == "Call: Phone Co"


def test_events_are_told_in_the_language_of_the_rep(database, people, secret):
    def say(language, text):
        return f"{language}<{text}>"

    told = feed(database, secret, say)
    assert told is not None
    assert b"en<Call:> Phone Co" in told  # the page of the link was English
    with database.work() as work:
        work.users.set_language(people.anna.user_id, "ru")
        work.commit()
        newer = new_link(work, replace(people.anna, language="ru"), "he")
    told = feed(database, newer, say)
    assert told is not None
    assert b"ru<Call:> Phone Co" in told


def test_subscribers_are_asked_to_look_again_every_hour(database, secret):
    told = feed(database, secret, in_english)
    assert told is not None
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n" in told


def test_it_follows_every_publication(database, people, secret):
    with database.work(people.manager) as work:
        draft = work.months.draft(people.team_id, DECEMBER)
        contents = PlanContents(plan="{}", stops=stops()[:1])
        saved = work.months.save_draft(people.team_id, DECEMBER, contents, draft.version)
        work.commit()
        assert len(events_of(database, secret)) == 6  # a draft is nobody's calendar
        work.months.publish(people.team_id, DECEMBER, saved.version)
        work.commit()
    (event,) = events_of(database, secret).values()
    assert event["sequence"] == 2


def test_only_the_hash_of_the_secret_is_kept(database, secret):
    assert len(secret) >= 43  # 32 bytes
    with database.work() as work:
        kept = work.feeds.of_rep(1, "R01")
    assert secret not in repr(kept)


def test_a_wrong_and_a_revoked_link_lead_nowhere_alike(database, work, people, secret):
    assert feed(database, secret[:-1], in_english) is None
    assert feed(database, "", in_english) is None
    revoke_link(work, people.anna)
    assert feed(database, secret, in_english) is None
    assert own_link(work, people.anna) is None
    with pytest.raises(MissingError):
        revoke_link(work, people.anna)


def test_a_new_link_ends_the_old_one(database, work, people, secret):
    newer = new_link(work, people.anna, "en")
    assert feed(database, secret, in_english) is None
    assert feed(database, newer, in_english) is not None
    assert own_link(work, people.boris) is None


def test_without_a_known_time_zone_times_float(database, people, work, secret):
    row = work.reps.get(people.team_id, "R01")
    work.reps.change(people.team_id, "R01", {"time_zone": "Nowhere/Land"}, row.version)
    work.commit()
    event = events_of(database, secret)["C1/2026-12/1.2026-12@rounds.example"]
    assert event.start == dt.datetime(2026, 12, 1, 9, 0)  # noqa: DTZ001 - floating is meant


@pytest.mark.parametrize(
    "change", [{"active": False}, {"rep_id": "R09"}, {"role": Role.MANAGER, "rep_id": None}]
)
def test_the_link_of_a_rep_who_has_left_leads_nowhere_also_for_whoever_comes_next(
    database, people, secret, change
):
    with database.work() as work:
        work.users.change(replace(people.anna, **change))
        work.commit()
    assert feed(database, secret, in_english) is None
    next_one = Account(
        login="nina", name="Nina", role=Role.REP, team_id=people.team_id, rep_id="R01"
    )
    with database.work() as work:
        work.users.add(next_one, "hash")
        work.commit()
    assert feed(database, secret, in_english) is None


def test_a_rep_who_is_called_another_name_keeps_the_link(database, people, secret):
    with database.work() as work:
        work.users.change(replace(people.anna, name="Anna B."))
        work.commit()
    assert feed(database, secret, in_english) is not None
