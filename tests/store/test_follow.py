"""Marks, proposals, links, scenarios, uploads, logins."""

import datetime as dt
from dataclasses import replace

import pytest

from models.actuals import ActualStatus
from models.errors import MissingError, StaleError, StoreError
from models.month import Month
from models.people import Account, Role
from models.records import Mark, NewProposal, ProposalState, UploadState

DONE = Mark(
    key="a",
    visit_id="C1/2026-12/1",
    customer_id="C1",
    rep_id="R1",
    date=dt.date(2026, 12, 1),
    status=ActualStatus.DONE,
    order_amount="120.50",
)


def test_a_mark_sent_twice_is_kept_once(database, team_id):
    for _ in range(2):
        with database.work() as work:
            assert work.actuals.mark(team_id, DONE) == DONE
            work.commit()
    with database.work() as work:
        assert work.actuals.of_month(team_id, Month(2026, 12)) == [DONE]
        assert work.actuals.of_month(team_id, Month(2026, 11)) == []
        assert sum(entry.action == "done" for entry in work.audit.of_team(team_id)) == 1


def test_a_later_mark_of_a_visit_corrects_the_earlier(database, team_id):
    missed = replace(DONE, key="b", status=ActualStatus.MISSED, reason="closed", order_amount="")
    with database.work() as work:
        work.actuals.mark(team_id, DONE)
        work.actuals.mark(team_id, missed)
        assert work.actuals.of_team(team_id) == [missed]


def test_two_visits_of_a_customer_on_a_day_are_told_apart(database, team_id):
    other = replace(DONE, key="b", visit_id="C1/2026-12/2", status=ActualStatus.MISSED)
    with database.work() as work:
        work.actuals.mark(team_id, DONE)
        work.actuals.mark(team_id, other)
        assert work.actuals.of_team(team_id) == [DONE, other]


def test_marks_that_name_no_visit_are_about_the_customer(database, team_id):
    first, second = (replace(DONE, key=key, visit_id="") for key in "ab")
    elm = replace(first, key="c", customer_id="C5")
    with database.work() as work:
        for mark in (first, elm, second):
            work.actuals.mark(team_id, mark)
        assert work.actuals.of_team(team_id) == [elm, second]


def test_a_proposal_is_decided_once(database, manager, team_id):
    new = NewProposal(
        rep_id="R1", visit_id="V", customer_id="C1", change="2026-12-09", reason="closed"
    )
    with database.work(manager) as work:
        proposal = work.proposals.add(team_id, new)
        assert work.proposals.of_team(team_id, ProposalState.OPEN) == [proposal]
        accepted = work.proposals.decide(proposal, ProposalState.ACCEPTED, "fine")
        assert (accepted.state, accepted.answer) == (ProposalState.ACCEPTED, "fine")
        with pytest.raises(StaleError, match="the proposal was changed by dana"):
            work.proposals.decide(proposal, ProposalState.DECLINED)
        assert work.proposals.of_team(team_id, ProposalState.OPEN) == []
        assert work.proposals.of_rep(team_id, "R1") == [accepted]


def test_a_revoked_link_says_since_when(database, team_id, clock):
    with database.work() as work:
        feed = work.feeds.add(team_id, "R1", "hash")
        assert work.feeds.by_hash("hash") == feed
        work.feeds.revoke(team_id, feed.feed_id)
        clock.pass_by(60)
        work.feeds.revoke(team_id, feed.feed_id)
        assert work.feeds.by_hash("hash").revoked == clock.now - dt.timedelta(seconds=60)
        other = work.teams.add("South").team_id
        with pytest.raises(MissingError):
            work.feeds.revoke(other, feed.feed_id)


def test_the_result_of_a_scenario_is_dropped_with_its_settings(database, team_id):
    with database.work() as work:
        scenario = work.scenarios.add(team_id, "one rep more", "a = 1")
        assert work.scenarios.set_result(scenario.scenario_id, "a = 1", "{}") is True
        known = work.scenarios.get(team_id, scenario.scenario_id)
        assert known.result == "{}"
        changed = work.scenarios.change(replace(known, toml="a = 2"), known.version)
        assert changed.result == ""
        assert work.scenarios.set_result(scenario.scenario_id, "a = 1", "{}") is False
        with pytest.raises(StoreError, match="already a scenario"):
            work.scenarios.add(team_id, "one rep more", "")


def test_an_upload_keeps_its_bytes_and_what_was_corrected(database, manager, team_id):
    with database.work(manager) as work:
        upload = work.uploads.add(team_id, "customers", "list.csv", b"\xff\x00")
        said = replace(upload, cells={"2:name": "Mill"}, state=UploadState.TAKEN)
        changed = work.uploads.change(said, upload.version)
        assert (changed.cells, changed.state) == ({"2:name": "Mill"}, UploadState.TAKEN)
        assert work.uploads.content(team_id, upload.upload_id) == b"\xff\x00"
        with pytest.raises(StaleError):
            work.uploads.change(said, upload.version)


def test_a_later_upload_empties_those_of_its_list_that_nobody_else_may_mend(
    database, manager, team_id
):
    with database.work(manager) as work:
        own = work.uploads.add(team_id, "customers", "own.csv", b"1")
        other_list = work.uploads.add(team_id, "reps", "reps.csv", b"2")
        work.commit()
    with database.work() as work:
        foreign = work.uploads.add(team_id, "customers", "foreign.csv", b"3")
        work.commit()
    with database.work(manager) as work:
        later = work.uploads.add(team_id, "customers", "later.csv", b"4")
        work.uploads.empty_before(later)
        files = (own, other_list, foreign, later)
        kept = [work.uploads.content(team_id, file.upload_id) for file in files]
        assert kept == [b"", b"2", b"3", b"4"]
        taken = work.uploads.change(replace(later, state=UploadState.TAKEN), later.version)
        work.uploads.empty_before(taken)
        kept = [work.uploads.content(team_id, file.upload_id) for file in files]
        assert kept == [b"", b"2", b"", b"4"]


def test_a_policy_changed_meanwhile_is_not_replaced(database, team_id):
    with database.work() as work:
        assert work.policies.get(team_id) == ("", 0)
        first = work.policies.set(team_id, "a = 1", 0)
        assert work.policies.set(team_id, "a = 1", first) > first  # the same text is a change, too
        with pytest.raises(StaleError, match="the policy"):
            work.policies.set(team_id, "a = 3", first)
        with pytest.raises(StaleError):
            work.policies.set(team_id, "a = 3", 0)


def test_a_session_ends_with_its_time_and_with_the_password(database, manager, clock):
    end = clock.now + dt.timedelta(hours=1)
    with database.work() as work:
        work.sessions.add("one", manager.user_id, end)
        work.sessions.add("two", manager.user_id, end + dt.timedelta(hours=1))
        assert work.sessions.get("one") == manager
        clock.pass_by(3600)
        assert work.sessions.get("one") is None
        assert work.sessions.get("two") == manager
        work.users.set_password(manager.user_id, "other")
        assert work.sessions.get("two") is None


def test_who_may_not_log_in_any_more_is_logged_out(database, manager, clock):
    with database.work() as work:
        work.sessions.add("one", manager.user_id, clock.now + dt.timedelta(hours=1))
        work.tokens.add("key", manager.user_id, "crm")
        assert work.tokens.get("key") == manager
        work.users.change(replace(manager, active=False))
        assert work.sessions.get("one") is None
        assert work.tokens.get("key") is None


def test_failed_logins_are_counted_by_login_and_by_address(database, clock):
    with database.work() as work:
        begin = clock.now
        work.attempts.add("Dana", "10.0.0.1")
        clock.pass_by(10)
        work.attempts.add("dana", "10.0.0.2")
        assert work.attempts.of_login("DANA", begin) == 2
        assert work.attempts.of_address("10.0.0.1", begin) == 1
        assert work.attempts.of_login("dana", begin + dt.timedelta(seconds=5)) == 1
        work.attempts.forget("dana")
        assert work.attempts.of_login("dana", begin) == 0


def test_a_team_that_is_not_there_has_no_users(database):
    with database.work() as work, pytest.raises(StoreError, match="a team that exists"):
        work.users.add(Account(login="x", name="x", role=Role.REP, team_id=99), "hash")
