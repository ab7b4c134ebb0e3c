"""Two at once, and a process that is killed in the middle: once or not at all, never a half."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from models.errors import StaleError
from scheduler.pipelines.app.boards import edit_board, open_board, publish
from scheduler.pipelines.app.plans import contents_of
from scheduler.pipelines.app.uploads import add_upload, look_at
from scheduler.store import open_database
from tests.pipelines.app.drafts import move, plan
from tests.shared_data import CHECKOUT
from tests.solve.tiny import MARCH

LIST = b"name,lat,lon\nAcme,42.0,-93.6\n"


@pytest.fixture
def drafted(database, manager, team_id):
    """The manager's team has a draft of March."""
    with database.work(manager) as work:
        work.months.save_draft(team_id, MARCH, contents_of(plan()), 0)
        work.commit()
    return database


def opened(database, manager):
    """The board of March, as somebody has it open."""
    board = open_board(database, manager, manager.team_id, MARCH)
    assert board is not None
    return board


def published(database, team_id):
    with database.work() as work:
        return work.months.numbers(team_id, MARCH)


def version_of(database, team_id):
    with database.work() as work:
        return work.months.draft(team_id, MARCH).version


def at_once(*acts):
    """Do all of them in threads that begin together; return what came out or went wrong."""
    together = Barrier(len(acts))

    def do(act):
        together.wait(60)
        try:
            return act()
        except StaleError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(do, acts))


def test_of_two_managers_who_publish_at_once_one_is_told(drafted, manager, team_id):
    boards = [opened(drafted, manager) for _ in range(2)]
    found = at_once(*(lambda board=board: publish(drafted, manager, board, "") for board in boards))
    assert sum(isinstance(one, StaleError) for one in found) == 1
    assert published(drafted, team_id) == [1]


def test_a_publication_and_an_edit_at_once_lose_nothing(drafted, manager, team_id):
    mine, theirs = (opened(drafted, manager) for _ in range(2))
    found = at_once(
        lambda: publish(drafted, manager, mine, ""),
        lambda: edit_board(drafted, manager, theirs, move("Q1", 4)),
    )
    refused = [isinstance(one, StaleError) for one in found]
    assert sorted(refused) == [False, True]
    assert published(drafted, team_id) == ([1] if refused[1] else [])


def test_many_who_add_customers_at_once_are_told_or_lose_nothing(database, manager, team_id):
    def add(key):
        with database.work(manager) as work:
            version = work.customers.version(team_id)
            there = {row.key: row.fields for row in work.customers.of_team(team_id)}
            work.customers.replace_all(team_id, {**there, key: {"name": key}}, version)
            work.commit()
        return key

    found = at_once(*(lambda key=key: add(key) for key in "ABCD"))
    kept = {key for key in found if isinstance(key, str)}
    with database.work() as work:
        assert {row.key for row in work.customers.of_team(team_id)} == kept
    assert kept


CHILD = """
import sys, time
from models.month import Month
from scheduler.pipelines.app.boards import open_board, publish
from scheduler.pipelines.app.uploads import add_upload
from scheduler.store import Work, open_database

def stop_before_it_is_kept(work):
    work.months.of_team(int(sys.argv[3]))  # all that was said before has reached the database
    print("in the middle", flush=True)
    time.sleep(600)

what, url, team_id = sys.argv[1], sys.argv[2], int(sys.argv[3])
Work.commit = stop_before_it_is_kept
database = open_database(url)
if what == "publish":
    publish(database, None, open_board(database, None, team_id, Month(2026, 3)), "")
else:
    add_upload(database, None, team_id, "customers", ("list.csv", b"name,lat,lon\\nAcme,42.0,-93.6\\n"))
"""


def killed_in_the_middle(what, url, team_id):
    """Let a process do something, and kill it when it has done all but keep it."""
    command = [sys.executable, "-c", CHILD, what, url, str(team_id)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "in the middle\n"
        finally:
            process.send_signal(signal.SIGKILL)
        process.wait()


def test_a_server_that_is_killed_while_it_publishes_has_published_nothing(
    drafted, manager, team_id, url
):
    before = version_of(drafted, team_id)
    killed_in_the_middle("publish", url, team_id)
    assert (published(drafted, team_id), version_of(drafted, team_id)) == ([], before)
    board = opened(drafted, manager)
    assert publish(drafted, manager, board, "")[1] == 1, "nothing is in the way of the next one"
    assert published(drafted, team_id) == [1]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_server_that_is_killed_while_a_list_is_uploaded_has_kept_nothing_of_it(
    database, manager, team_id, url
):
    killed_in_the_middle("upload", url, team_id)
    again = open_database(url)
    with again.work() as work:
        assert work.uploads.of_team(team_id) == []
    upload = add_upload(again, manager, team_id, "customers", ("list.csv", LIST))
    assert look_at(again, manager, team_id, upload.upload_id).good == 1
    again.close()
