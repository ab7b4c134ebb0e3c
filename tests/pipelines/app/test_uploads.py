"""A list is uploaded, understood, mended and taken over; what is no list is refused in words."""

import gzip
import io
import zipfile

import openpyxl
import pytest

from models.errors import BusyError, InputError, MissingError, StaleError
from models.people import Account, Role
from models.records import UploadState
from scheduler.pipelines.app import upload_sheet, uploads
from scheduler.pipelines.app.mend_upload import correct, say_column
from scheduler.pipelines.app.turns import Turns
from scheduler.pipelines.app.uploads import add_upload, look_at, take_over

LIST = "shop,town,lat,lon,potential\nAcme,Ames,42.0,-93.6,4\nBest,Ames,42.1,-93.6,five\n"


@pytest.fixture
def user(database):
    with database.work() as work:
        team = work.teams.add("North", "US")
        account = Account(login="manager", name="M", role=Role.MANAGER, team_id=team.team_id)
        found = work.users.add(account, "hash")
        work.commit()
    return found


@pytest.fixture
def look(database, user):
    """Uploads a file and looks at it."""

    def looked(text: str | bytes = LIST, name: str = "list.csv", kind: str = "customers"):
        content = text if isinstance(text, bytes) else text.encode()
        upload = add_upload(database, user, user.team_id, kind, (name, content))
        return look_at(database, user, user.team_id, upload.upload_id)

    return looked


def again(database, user, looked):
    return look_at(database, user, user.team_id, looked.upload.upload_id)


def rows_of(database, user) -> dict[str, dict[str, str]]:
    with database.work() as work:
        return {row.key: dict(row.fields) for row in work.customers.of_team(user.team_id)}


def test_columns_are_proposed_with_examples_and_problems_have_their_place_in_the_file(look):
    found = look()
    assert {column.header: column.field for column in found.columns} == {
        "shop": "name",
        "town": "city",
        "lat": "lat",
        "lon": "lon",
        "potential": "potential",
    }
    assert found.columns[0].examples == ("Acme", "Best")
    (problem,) = found.problems
    assert (problem.file, problem.row, problem.column, problem.value) == (
        "list.csv",
        3,
        "potential",
        "five",
    )
    assert (found.rows, found.good) == (2, 1)


def test_a_line_is_that_of_the_file_also_below_blank_lines(look):
    found = look(LIST.replace("Best", "\n\n\nBest", 1))
    assert [problem.row for problem in found.problems] == [6]


def test_a_cell_is_mended_in_place_and_the_list_taken_over(database, user, look):
    found = look()
    correct(database, user, found, (3, "potential"), "5")
    found = again(database, user, found)
    assert found.problems == ()
    assert take_over(database, user, found.upload) == 2
    assert rows_of(database, user) == {
        "Acme": {"name": "Acme", "city": "Ames", "lat": "42.0", "lon": "-93.6", "potential": "4"},
        "Best": {"name": "Best", "city": "Ames", "lat": "42.1", "lon": "-93.6", "potential": "5"},
    }
    with database.work() as work:
        kept = work.uploads.get(user.team_id, found.upload.upload_id)
    assert kept is not None
    assert kept.state is UploadState.TAKEN


def test_a_list_with_problems_is_taken_over_only_without_its_bad_rows(database, user, look):
    found = look()
    with pytest.raises(InputError, match="five"):
        take_over(database, user, found.upload)
    assert rows_of(database, user) == {}
    assert take_over(database, user, found.upload, without_bad_rows=True) == 1
    assert set(rows_of(database, user)) == {"Acme"}


def test_what_a_column_means_is_said_and_remembered_for_the_next_file(database, user, look):
    strange = LIST.replace("shop", "xyzzy").replace("five", "5")
    found = look(strange)
    assert {column.field for column in found.columns if column.header == "xyzzy"} == {""}
    assert found.problems
    say_column(database, user, found, "xyzzy", "name")
    found = again(database, user, found)
    assert found.problems == ()
    take_over(database, user, found.upload)
    assert {c.header: c.field for c in look(strange, "next.csv").columns}["xyzzy"] == "name"


def test_a_later_file_takes_the_place_of_an_earlier_one(database, user, look):
    first, second = look(LIST.replace("five", "5")), look()
    with pytest.raises(MissingError, match="a later file has taken the place"):
        again(database, user, first)
    with pytest.raises(MissingError, match="a later file has taken the place"):
        take_over(database, user, first.upload)
    assert again(database, user, second).rows == 2


def test_few_files_are_read_at_a_time(database, user, look, monkeypatch):
    found = look()
    monkeypatch.setattr(uploads, "TURNS", Turns(at_once=0, waiting=0))
    for refused in (
        look,
        lambda: again(database, user, found),
        lambda: take_over(database, user, found.upload, without_bad_rows=True),
    ):
        with pytest.raises(BusyError):
            refused()


def test_what_a_column_means_is_taken_back(database, user, look):
    found = look()
    say_column(database, user, found, "town", "address")
    found = again(database, user, found)
    assert {c.header: c.field for c in found.columns}["town"] == "address"
    say_column(database, user, found, "town", "")
    assert {c.header: c.field for c in again(database, user, found).columns}["town"] == "city"


def test_fields_that_the_new_file_does_not_have_are_kept(database, user, look):
    take_over(database, user, look(LIST.replace("five", "5")).upload)
    new = "name,city,lat,lon\nAcme,Boone,42.0,-93.9\nCold,Ames,42.2,-93.6\n"
    take_over(database, user, look(new).upload)
    assert rows_of(database, user) == {
        "Acme": {"name": "Acme", "city": "Boone", "lat": "42.0", "lon": "-93.9", "potential": "4"},
        "Cold": {"name": "Cold", "city": "Ames", "lat": "42.2", "lon": "-93.6"},
    }


def test_a_workbook_and_a_list_of_reps_are_understood(database, user, look):
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (("rep_id", "name", "lat", "lon"), ("R1", "Ann", 42.0, -93.6)):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    found = look(content.getvalue(), "reps.xlsx", "reps")
    assert found.problems == ()
    take_over(database, user, found.upload)
    with database.work() as work:
        assert [row.key for row in work.reps.of_team(user.team_id)] == ["R1"]


def test_two_who_mend_one_file_are_told(database, user, look):
    found = look()
    correct(database, user, found, (3, "potential"), "5")
    with pytest.raises(StaleError):
        correct(database, user, found, (3, "potential"), "4")
    with pytest.raises(StaleError):
        take_over(database, user, found.upload, without_bad_rows=True)


def test_a_file_of_another_team_is_not_there(database, user, look):
    found = look()
    with pytest.raises(MissingError):
        look_at(database, user, user.team_id + 1, found.upload.upload_id)


def bomb(size: int) -> bytes:
    """Return a small archive that unpacks to so many bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b" " * size)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("list.csv", b"", "empty"),
        ("list.pdf", b"%PDF-1.7", r"files named \.pdf are not read"),
        ("list", b"a,b\n1,2\n", "no ending"),
        ("list.xlsx", b"no workbook", "not a workbook"),
        ("list.csv", b"PK\x03\x04 rest", "workbook or an archive"),
        ("list.xls", b"\xd0\xcf\x11\xe0", r"files named \.xls are not read"),
        ("list.csv.gz", b"not packed", "damaged"),
    ],
)
def test_what_is_no_list_is_refused_and_not_kept(database, user, look, name, content, message):
    with pytest.raises(InputError, match=message) as refused:
        look(content, name)
    assert refused.value.problems[0].file == name
    with database.work() as work:
        assert work.uploads.of_team(user.team_id) == []


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(look, monkeypatch):
    monkeypatch.setattr(upload_sheet, "MOST_UNPACKED", 50_000)
    with pytest.raises(InputError, match="unpacks to more than"):
        look(bomb(60_000), "list.xlsx")
    with pytest.raises(InputError, match="unpacks to more than"):
        look(gzip.compress(b" " * 60_000), "list.csv.gz")


def test_another_kind_of_list_is_refused(look):
    with pytest.raises(InputError, match="cannot be uploaded"):
        look(kind="pins")


def test_what_is_entered_while_a_list_is_taken_over_is_not_lost(database, user, look, monkeypatch):
    take_over(database, user, look().upload, without_bad_rows=True)
    found = look("shop,town,lat,lon\nAcme,Ames,42.0,-93.6\n")
    keyed = upload_sheet.Sheet.keyed

    def meanwhile(sheet, *args):
        with database.work(user) as work:
            row = work.customers.get(user.team_id, "Acme")
            work.customers.change(user.team_id, "Acme", {"growth": "5"}, row.version)
            work.commit()
        return keyed(sheet, *args)

    monkeypatch.setattr(upload_sheet.Sheet, "keyed", meanwhile)
    with pytest.raises(StaleError):
        take_over(database, user, found.upload)
    assert rows_of(database, user)["Acme"]["growth"] == "5"
