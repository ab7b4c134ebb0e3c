"""Workbooks: types, sheets, formulas, and workbooks that are none."""

import datetime as dt
import zipfile

import openpyxl
import pytest

from models.errors import InputError, TooLargeError
from scheduler.io import table as limits
from scheduler.io.customers import read_customers
from scheduler.io.reps import read_reps
from scheduler.io.tables import read_table
from tests.io.reading_tools import adds_up, only, options, said


def book(folder, *rows, name="list.xlsx"):
    """A workbook with one sheet."""
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.worksheets[0].append(row)
    path = folder / name
    workbook.save(path)
    return path


def test_dates_and_numbers_keep_their_type(tmp_path):
    path = book(
        tmp_path,
        ["customer_id", "city", "lat", "lon", "last_visit", "sales_12m", "visits", "postcode"],
        [1001, "Ames", 42.5, -93.5, dt.date(2026, 4, 3), 1234.5, 2.0, 50010],
    )
    reading = adds_up(read_customers(path))
    assert not reading.errors, said(reading.errors)
    (customer,) = reading.items
    assert customer.customer_id == "1001"
    assert (customer.lat, customer.lon) == (42.5, -93.5)
    assert customer.last_visit == dt.date(2026, 4, 3)
    assert customer.sales.total_12m == 1234.5
    assert (customer.visits, customer.postcode, customer.row) == (2, "50010", 2)


def test_a_ratio_that_became_a_time_is_a_ratio(tmp_path):
    path = book(tmp_path, ["customer_id", "city", "closing_ratio"], ["C1", "Ames", dt.time(5, 1)])
    assert read_customers(path).items[0].closing_ratio == 0.2


def test_headers_that_became_dates_are_months(tmp_path):
    months = [dt.date(2026, 1, 1), dt.date(2026, 2, 1)]
    path = book(tmp_path, ["customer_id", "city", *months], ["C1", "Ames", 5, 6])
    reading = read_customers(path, options(**{"sales_*": "*"}))
    assert reading.items[0].sales.months == {"2026-01": 5, "2026-02": 6}


def test_absences_of_one_day_may_be_dates(tmp_path):
    path = book(tmp_path, ["rep_id", "city", "absences"], ["R1", "Ames", dt.date(2026, 12, 24)])
    assert read_reps(path).items[0].absences[0].first == dt.date(2026, 12, 24)


def test_the_first_visible_sheet_with_data_is_read_and_named(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].title = "Empty"
    hidden = workbook.create_sheet("Hidden")
    hidden.append(["customer_id", "city"])
    hidden.append(["X", "Nowhere"])
    hidden.sheet_state = "hidden"
    data = workbook.create_sheet("Customers")
    data.append([])
    data.append(["customer_id", "city"])
    data.append(["C1", "Ames"])
    path = tmp_path / "list.xlsx"
    workbook.save(path)
    reading = read_customers(path)
    assert [(c.customer_id, c.row) for c in reading.items] == [("C1", 3)]
    assert any("'Customers'" in note for note in reading.notes)


def test_a_formula_that_was_never_calculated_is_an_error_of_its_row(tmp_path):
    path = book(tmp_path, ["customer_id", "city", "visits"], ["C1", "Ames", "=1+1"], ["C2", "A", 1])
    reading = adds_up(read_customers(path))
    problem = only(reading.errors)
    assert problem.row == 2
    assert "=1+1 has never been calculated" in problem.what
    assert reading.bad_rows[2] == ("C1", "Ames", "=1+1")


def test_a_row_of_formulas_alone_is_not_blank(tmp_path):
    path = book(tmp_path, ["customer_id", "city"], ["=A9", "=B9"], ["C2", "Ames"])
    reading = adds_up(read_customers(path))
    assert only(reading.errors).row == 2
    assert reading.blank_rows == 0


def test_an_error_of_the_spreadsheet_is_an_error_of_the_cell(tmp_path):
    path = book(tmp_path, ["customer_id", "city"], ["C1", "#N/A"])
    problem = only(read_customers(path).errors)
    assert (problem.column, problem.value) == ("city", "#N/A")


def test_blank_rows_between_are_counted(tmp_path):
    path = book(tmp_path, ["customer_id", "city"], ["C1", "Ames"], [None, " "], ["C2", "Ames"])
    reading = adds_up(read_customers(path))
    assert (reading.blank_rows, reading.items[1].row) == (1, 4)


def test_an_empty_workbook_and_a_header_alone_are_refused(tmp_path):
    with pytest.raises(InputError, match="empty"):
        read_table(book(tmp_path))
    with pytest.raises(InputError, match="no row below"):
        read_table(book(tmp_path, ["customer_id", "city"]))


def test_a_huge_number_is_an_error_and_no_crash(tmp_path):
    path = book(tmp_path, ["customer_id", "city", "visits"], ["C1", "Ames", 10**300])
    assert "too large" in only(read_customers(path).errors).what


def test_a_workbook_that_unpacks_to_too_much_is_refused_with_the_number(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_BYTES", 3_000_000)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    with pytest.raises(TooLargeError, match=r"50 MB, more than the 3 MB"):
        read_table(path)


@pytest.mark.parametrize(
    "missing", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"]
)
def test_a_workbook_without_one_of_its_parts_is_refused(tmp_path, missing):
    path = book(tmp_path, ["customer_id", "city"], ["C1", "Ames"])
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            if name != missing:
                target.writestr(name, source.read(name))
    with pytest.raises(InputError):
        read_table(broken)


def test_a_workbook_with_a_broken_sheet_is_refused(tmp_path):
    path = book(tmp_path, ["customer_id", "city"], ["C1", "Ames"])
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data[:-30] if "sheet1" in name else data)
    with pytest.raises(InputError, match="damaged"):
        read_table(broken)


def test_a_sheet_of_too_many_columns_is_refused(tmp_path):
    path = book(tmp_path, [f"c{k}" for k in range(1_001)], list(range(1_001)))
    with pytest.raises(InputError, match=r"1,001 columns"):
        read_table(path)
