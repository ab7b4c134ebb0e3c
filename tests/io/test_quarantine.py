"""Bad rows set aside in a file that people correct and give back."""

import csv

import pytest

from models.errors import OutputError
from scheduler.io.customers import read_customers
from scheduler.io.quarantine import write_quarantine
from scheduler.io.reps import read_reps
from tests.io.reading_tools import customers, write


def written(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_bad_rows_stand_as_they_stood_with_row_and_problems(tmp_path):
    reading = customers(tmp_path, "id,city,visits,Shoe\nC1,Ames,x,43\nC2,Ames,1,44\n")
    path = tmp_path / "bad.csv"
    assert write_quarantine(path, [reading]) == 1
    (row,) = written(path)
    assert list(row) == ["id", "city", "visits", "Shoe", "file", "row", "problems"]
    assert (row["id"], row["visits"], row["Shoe"], row["row"]) == ("C1", "x", "43", "2")
    assert "visits: this is not a number" in row["problems"]
    assert [name.name for name in tmp_path.iterdir() if name.name.startswith(".")] == []


def test_rows_of_several_files_share_columns_of_one_name(tmp_path):
    reps = read_reps(write(tmp_path, "rep_id,city,daily_cap\nR1,Ames,0\n", "reps.csv"))
    ours = customers(tmp_path, "id,city,visits\nC1,Boone,x\n")
    path = tmp_path / "bad.csv"
    assert write_quarantine(path, [ours, reps]) == 2
    first, second = written(path)
    assert (first["id"], first["city"], first["rep_id"]) == ("C1", "Boone", "")
    assert (second["rep_id"], second["city"], second["daily_cap"]) == ("R1", "Ames", "0")
    assert second["file"].endswith("reps.csv")


def test_rows_longer_than_the_header_lose_nothing(tmp_path):
    reading = customers(tmp_path, "id,city\nC1,Ames,extra,more\n")
    path = tmp_path / "bad.csv"
    write_quarantine(path, [reading])
    assert written(path)[0]["column 4"] == "more"


def test_a_corrected_row_can_be_read_again(tmp_path):
    reading = customers(tmp_path, "id,name,city,visits\nC1,=Acme,חיפה,x\n")
    path = tmp_path / "bad.csv"
    write_quarantine(path, [reading])
    text = path.read_text(encoding="utf-8-sig")
    assert "'=Acme" in text  # no spreadsheet runs it
    path.write_text(text.replace(",x,", ",2,"), encoding="utf-8")
    again = read_customers(path)
    assert not again.errors
    (customer,) = again.items
    assert (customer.name, customer.city, customer.visits) == ("=Acme", "חיפה", 2)


def test_without_bad_rows_the_file_is_a_header(tmp_path):
    path = tmp_path / "bad.csv"
    assert write_quarantine(path, [customers(tmp_path, "id,city\nC1,Ames\n")]) == 0
    assert path.read_text(encoding="utf-8-sig").splitlines() == ["id,city,file,row,problems"]


def test_columns_that_bear_the_added_names_are_kept(tmp_path):
    reading = customers(tmp_path, "id,city,row,visits\nC1,Ames,7,x\n")
    path = tmp_path / "bad.csv"
    write_quarantine(path, [reading])
    (row,) = written(path)
    assert (row["row"], row["row (quarantine)"]) == ("7", "2")


def test_a_folder_that_does_not_exist_is_an_error_in_words(tmp_path):
    with pytest.raises(OutputError, match="cannot be set aside"):
        write_quarantine(tmp_path / "none" / "bad.csv", [])


def test_a_target_that_is_a_folder_is_an_error_and_leaves_nothing(tmp_path):
    (tmp_path / "bad.csv").mkdir()
    with pytest.raises(OutputError, match="cannot be set aside"):
        write_quarantine(tmp_path / "bad.csv", [])
    assert [path.name for path in tmp_path.iterdir()] == ["bad.csv"]
