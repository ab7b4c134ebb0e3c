"""Units of work: undone unless committed; versions; two at once."""

import pytest

from models.errors import MissingError, StaleError, StoreError
from models.people import Account, Role


def test_a_unit_is_undone_unless_it_is_committed(database):
    with database.work() as work:
        work.teams.add("North")
    with database.work() as work:
        assert work.teams.all() == []
        work.teams.add("North")
        work.commit()
    with database.work() as work:
        assert [team.name for team in work.teams.all()] == ["North"]


def test_a_unit_that_fails_is_undone(database):
    def add_and_fail():
        with database.work() as work:
            work.teams.add("North")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_and_fail()
    with database.work() as work:
        assert work.teams.all() == []


def test_a_login_is_unique_whatever_its_capital_letters(database, manager):
    with database.work() as work:
        assert work.users.by_login(" DANA ") == manager
        with pytest.raises(StoreError, match="'dana' is taken"):
            work.users.add(Account(login="dAna", name="D", role=Role.REP), "hash")


def test_two_managers_change_a_customer_and_the_second_is_told(database, manager, team_id):
    with database.work() as work:
        work.customers.replace_all(team_id, {"C1": {"name": "Mill", "note": "old"}})
        work.commit()
    with database.work(manager) as first, database.work() as second:
        seen = first.customers.get(team_id, "C1")
        also_seen = second.customers.get(team_id, "C1")
        assert seen == also_seen
        changed = first.customers.change(team_id, "C1", {"note": "first"}, seen.version)
        first.commit()
        with pytest.raises(StaleError, match="customer C1 was changed by dana") as told:
            second.customers.change(team_id, "C1", {"note": "second"}, also_seen.version)
    assert told.value.author == "dana"
    with database.work() as work:
        assert work.customers.of_team(team_id) == [changed]
        assert changed.fields == {"name": "Mill", "note": "first"}


def test_replacing_a_list_keeps_the_versions_of_rows_that_stay_as_they_are(database, team_id):
    with database.work() as work:
        work.customers.replace_all(team_id, {"C1": {"name": "Mill"}, "C2": {"name": "Bank"}})
        first = {row.key: row.version for row in work.customers.of_team(team_id)}
        work.customers.replace_all(team_id, {"C2": {"name": "Bank"}, "C1": {"name": "Mill 2"}})
        second = {row.key: row.version for row in work.customers.of_team(team_id)}
        work.commit()
    assert list(second) == ["C2", "C1"]
    assert second["C2"] == first["C2"]
    assert second["C1"] > first["C1"]


def test_replacing_a_list_does_not_touch_rows_that_stay_as_they_are(database, team_id, clock):
    rows = {"C1": {"name": "Mill"}, "C2": {"name": "Bank"}, "C3": {"name": "Kiosk"}}
    with database.work() as work:
        first = work.customers.replace_all(team_id, rows)
        clock.pass_by(60)
        work.customers.replace_all(team_id, rows | {"C2": {"name": "Bank 2"}})
        work.commit()
    with database.work() as work, pytest.raises(StaleError) as one:
        work.customers.change(team_id, "C1", {"name": "x"}, first - 1)
    with database.work() as work, pytest.raises(StaleError) as two:
        work.customers.change(team_id, "C2", {"name": "x"}, first)
    assert one.value.at is not None
    assert two.value.at is not None
    assert one.value.at < two.value.at
    with database.work() as work:
        assert [row.fields["name"] for row in work.customers.of_team(team_id)] == [
            "Mill", "Bank 2", "Kiosk",
        ]  # fmt: skip


def test_a_list_changed_meanwhile_is_not_replaced(database, team_id):
    with database.work() as work:
        version = work.reps.replace_all(team_id, {"R1": {"name": "Ann"}})
        work.reps.add(team_id, "R2", {"name": "Bob"})
        with pytest.raises(StaleError, match="the list of reps"):
            work.reps.replace_all(team_id, {}, version)


def test_a_row_of_another_team_is_not_there(database, team_id):
    with database.work() as work:
        other = work.teams.add("South").team_id
        work.customers.replace_all(team_id, {"C1": {"name": "Mill"}})
        assert work.customers.get(other, "C1") is None
        with pytest.raises(StaleError):
            work.customers.change(other, "C1", {"name": "x"}, 1)


def test_what_is_not_there_is_said_to_be_missing(database):
    with database.work() as work, pytest.raises(MissingError, match="user 7 is not there"):
        work.users.set_language(7, "he")


def test_who_changed_what_is_on_record(database, manager, team_id):
    with database.work(manager) as work:
        row = work.customers.add(team_id, "C1", {"name": "Mill"})
        work.customers.change(team_id, "C1", {"name": "Old Mill"}, row.version)
        work.commit()
    with database.work() as work:
        newest = work.audit.of_team(team_id)[0]
    assert (newest.author, newest.action, newest.subject) == ("dana", "change", "customer C1")
    assert newest.details == {"name": "Mill → Old Mill"}
