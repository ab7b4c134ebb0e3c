"""Text files: delimiters, quotation marks, lines, and everything that is not a table."""

import gzip

import pytest

from models.errors import InputError, TooLargeError
from scheduler.io import table as limits
from scheduler.io.tables import read_table
from tests.io.reading_tools import customers, only, said, write


def refused(path) -> str:
    """What is said about a file that cannot be read."""
    with pytest.raises(InputError) as caught:
        read_table(path)
    return said(caught.value.problems)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    text = "customer_id,name,city\nC1,Acme,Ames\n".replace(",", delimiter)
    table = read_table(write(tmp_path, text))
    assert table.header == ("customer_id", "name", "city")
    assert table.rows == (("C1", "Acme", "Ames"),)
    assert table.delimiter == delimiter


def test_decimal_commas_do_not_pass_for_delimiters(tmp_path):
    text = "customer_id;city;lat;lon\nC1;Ames;42,02;-93,62\nC2;Ames;42,03;-93,61\n"
    (first, _) = customers(tmp_path, text).items
    assert (first.lat, first.lon) == (42.02, -93.62)


def test_a_single_column_is_a_table(tmp_path):
    assert read_table(write(tmp_path, "name\nAcme, Inc\n")).header == ("name",)


def test_the_announcement_of_a_spreadsheet_is_skipped_and_lines_stay_right(tmp_path):
    table = read_table(write(tmp_path, "sep=;\ncustomer_id;city\nC1;Ames\n"))
    assert table.header == ("customer_id", "city")
    assert table.lines == (3,)


def test_lines_are_those_of_the_file_where_cells_hold_line_breaks(tmp_path):
    text = 'customer_id,city,note\nC1,Ames,"two\nlines"\n\nC2,Ames,x\n'
    table = read_table(write(tmp_path, text))
    assert table.lines == (2, 5)
    assert table.blank_rows == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_ends_of_lines_are_understood(tmp_path, end):
    table = read_table(write(tmp_path, f"customer_id,city{end}C1,Ames{end}C2,Boone"))
    assert table.lines == (2, 3)
    assert table.rows[1] == ("C2", "Boone")


def test_quoted_delimiters_and_quotation_marks_belong_to_the_cell(tmp_path):
    table = read_table(write(tmp_path, 'customer_id,city\n"A, ""B""",Ames\n'))
    assert table.rows[0][0] == 'A, "B"'


def test_empty_lines_above_the_header_are_skipped(tmp_path):
    table = read_table(write(tmp_path, "\n\ncustomer_id,city\nC1,Ames\n"))
    assert table.lines == (4,)


@pytest.mark.parametrize(
    ("row", "what"),
    [("C1", "1 cells where the header has 2"), ("C1,Ames,more", "3 cells where the header has 2")],
)
def test_a_row_that_does_not_fit_is_an_error_of_its_own(tmp_path, row, what):
    reading = customers(tmp_path, f"customer_id,city\n{row}\nC2,Ames\n")
    problem = only(reading.errors)
    assert problem.row == 2
    assert what in problem.what
    assert reading.bad_rows[2] == tuple(row.split(","))
    assert len(reading.items) == 1


def test_blank_cells_beyond_the_header_do_not_matter(tmp_path):
    assert len(customers(tmp_path, "customer_id,city\nC1,Ames,, \n").items) == 1


def test_a_quotation_mark_that_is_never_closed_costs_one_row(tmp_path):
    text = 'customer_id,city\nC1,Ames\nC2,"Boone\nC3,Ames\nC4,Ames\n'
    reading = customers(tmp_path, text)
    problem = only(reading.errors)
    assert (problem.row, problem.what) == (3, "a quotation mark is opened and never closed")
    assert [c.customer_id for c in reading.items] == ["C1", "C3", "C4"]
    assert [c.row for c in reading.items] == [2, 4, 5]


def test_an_endless_quotation_in_a_long_file_costs_one_row_too(tmp_path):
    rows = "".join(f"C{k},Ames\n" for k in range(20_000))
    reading = customers(tmp_path, f'customer_id,city\nX,"Boone\n{rows}')
    assert only(reading.errors).row == 2
    assert len(reading.items) == 20_000


def test_two_endless_quotations_do_not_make_one_row_of_two(tmp_path):
    text = 'customer_id,city\nC1,"Ames\nC2,"Boone\nC3,Ames\n'
    reading = customers(tmp_path, text)
    assert [problem.row for problem in reading.errors] == [2, 3]
    assert [c.customer_id for c in reading.items] == ["C3"]


def test_sloppy_quotation_marks_within_a_line_are_read(tmp_path):
    table = read_table(write(tmp_path, 'customer_id,city\n"Joe" Smith,Ames\nA "B" C,Boone\n'))
    assert [row[0] for row in table.rows] == ["Joe Smith", 'A "B" C']
    assert table.lines == (2, 3)


def test_too_many_endless_quotations_are_refused(tmp_path):
    assert "export" in refused(write(tmp_path, "customer_id,city\n" + 'C1,"A\n' * 51))


def test_an_empty_file_is_refused(tmp_path):
    assert "empty" in refused(write(tmp_path, ""))
    assert "empty" in refused(write(tmp_path, " \n\n"))
    assert "empty" in refused(write(tmp_path, ",,\n,\n"))


def test_a_header_alone_is_refused(tmp_path):
    assert "no row below" in refused(write(tmp_path, "customer_id,city\n"))
    assert "no row below" in refused(write(tmp_path, "customer_id,city\n\n , \n"))


def test_a_missing_file_is_refused(tmp_path):
    assert "does not exist" in refused(tmp_path / "none.csv")


def test_a_folder_is_refused(tmp_path):
    assert "folder" in refused(tmp_path)


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    path = write(tmp_path, "customer_id,city\nC1,Ames\n")

    def deny(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "read_bytes", deny)
    assert "may not be read" in refused(path)


def test_a_broken_disk_is_refused(tmp_path, monkeypatch):
    path = write(tmp_path, "customer_id,city\nC1,Ames\n")

    def fail(self):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(type(path), "read_bytes", fail)
    assert "Input/output error" in refused(path)


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01", "binary"),
        ("a.csv", bytes(range(1, 32)) * 20, "binary"),
        ("a.csv", b"PK\x03\x04rest", "workbook or an archive"),
        ("a.csv", b"\xd0\xcf\x11\xe0rest", "old format"),
        ("a.csv", b"\x1f\x8brest", "packed"),
        ("a.xlsx", b"customer_id,city\nC1,Ames\n", "not a workbook"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0rest", "old format"),
        ("a.xlsx", b"PK\x03\x04rest", "damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0rest", ".xls are not read"),
        ("a.pdf", b"%PDF-1.7", ".pdf are not read"),
        ("a", b"customer_id,city\nC1,Ames\n", "without an ending"),
        ("a.csv.gz", b"customer_id,city\nC1,Ames\n", "not packed"),
        ("a.csv.gz", b"\x1f\x8b\x08\x00rest", "damaged"),
        ("a.csv.gz", gzip.compress(b"customer_id,city\nC1,Ames\n", mtime=0)[:-6], "damaged"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path, name, data, what):
    path = tmp_path / name
    path.write_bytes(data)
    assert what in refused(path)


def test_a_name_in_capitals_is_read(tmp_path):
    assert read_table(write(tmp_path, "customer_id,city\nC1,Ames\n", "LIST.CSV")).lines == (2,)


def test_a_packed_table_is_read(tmp_path):
    path = tmp_path / "list.csv.gz"
    path.write_bytes(gzip.compress(b"customer_id,city\nC1,Ames\n"))
    assert read_table(path).rows == (("C1", "Ames"),)


def test_too_much_content_is_refused_with_the_number(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_BYTES", 2_000_000)
    plain = write(tmp_path, "customer_id,city\n" + "C1,Ames\n" * 400_000)
    with pytest.raises(TooLargeError, match=r"3 MB, more than the 2 MB"):
        read_table(plain)
    packed = tmp_path / "bomb.csv.gz"
    packed.write_bytes(gzip.compress(b"x" * 5_000_000))
    with pytest.raises(TooLargeError, match="2 MB"):
        read_table(packed)


def test_a_header_without_end_is_refused(tmp_path):
    text = ",".join(f"c{k}" for k in range(1_001)) + "\n" + "," * 1_000 + "x\n"
    assert "1,001 columns" in refused(write(tmp_path, text))


def test_nameless_columns_get_a_name(tmp_path):
    table = read_table(write(tmp_path, ",customer_id,city,\n1,C1,Ames,x\n"))
    assert table.header == ("column 1", "customer_id", "city", "column 4")
