"""``schedule.xlsx``, read again with openpyxl; the figures are those of tests/factories.py."""

import datetime as dt
import errno
from dataclasses import replace

import openpyxl
import pytest

from models.plan import MonthPlan
from scheduler.io.workbook import write_workbook
from scheduler.io.workbook_style import sheet_names
from scheduler.io.write_cells import reads_right_to_left
from tests.factories import FORMULA, HEBREW, SCRIPT, tiny_plan


def written(folder, plan: MonthPlan | None = None):
    write_workbook(plan or tiny_plan(), folder)
    return openpyxl.load_workbook(folder / "schedule.xlsx", rich_text=True)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return written(tmp_path_factory.mktemp("book"))


def texts(sheet):
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def table(sheet):
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_the_sheets_are_those_of_the_contract(book):
    assert book.sheetnames == [
        *("Summary", "R01 Anna Berg", "R02 דנה לוי", "List", "Unplanned", "Requirements"),
        "Allocation",
    ]


def test_no_cell_is_a_formula_and_names_are_kept(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert len(cells) > 200
    assert not [cell for cell in cells if cell.data_type == "f"]
    names = [row["Customer"] for row in table(book["List"])]
    assert {FORMULA, SCRIPT, HEBREW} <= set(names)


def test_a_text_like_a_formula_stays_one_when_it_is_edited(book):
    (cell,) = [
        cell
        for row in book["List"].iter_rows()
        for cell in row
        if str(cell.value).startswith("=cmd")
    ]
    assert cell.quotePrefix


def test_the_list_has_real_dates_times_and_numbers(book):
    first = table(book["List"])[0]
    assert first["Date"] == dt.datetime(2026, 3, 2)  # noqa: DTZ001 - a date of a spreadsheet
    assert first["Arrive"] == dt.time(9, 10)
    assert first["Depart"] == dt.time(9, 55)
    assert (first["Stop"], first["Drive min"], first["Drive km"]) == (1, 10, 10)
    assert (first["Customer"], first["Category"], first["City"]) == (
        "Acme Foods",
        "A",
        "Des Moines",
    )


def test_the_list_has_every_stop_a_filter_and_a_frozen_header(book):
    sheet = book["List"]
    assert sheet.max_row == 1 + 9
    assert sheet.auto_filter.ref == "A1:R10"
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize("number", range(6))
def test_every_sheet_prints_landscape_and_one_page_wide(book, number):
    sheet = book.worksheets[number]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth in {None, 1}  # 1 is what the format means by nothing
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.right.text.strip() == "&P / &N"


def test_the_calendar_of_a_rep_tells_each_day(book):
    sheet = book["R01 Anna Berg"]
    told = texts(sheet)
    assert [sheet.cell(3, column).value for column in range(1, 5)] == [
        *("Week", "Monday", "Tuesday", "Wednesday"),
    ]
    assert "09:10 Acme Foods (A)" in told
    assert "10:33 Dot Shop (prospect)" in told
    assert "11:00 Phone Co (call)" in told
    assert "4 Mar   half day: eve of a feast" in told
    assert "1 meeting · 20 min drive, 20 km · 25 min over" in told
    # 2 + 2 + 1 meetings, 30 + 61 + 20 minutes, 30 + 60 + 20 km, 135 + 136 + 65 minutes of work
    week = ["2 - 8 Mar", "5 meetings", "1 h 51 drive", "110 km", "5 h 36 work"]
    assert [text for text in told if text in week] == week
    assert told[-1].startswith("Month:  5 meetings   ·   1 h 51 drive")


def test_weeks_begin_where_the_teams_week_does(tmp_path):
    plan = tiny_plan()
    sunday = replace(plan, problem=replace(plan.problem, week_start=6))
    sheet = written(tmp_path, sunday)["R02 דנה לוי"]
    assert [sheet.cell(3, column).value for column in (2, 3)] == ["Sunday", "Monday"]


def test_a_fixed_appointment_and_a_free_day_say_so(book):
    told = texts(book["R02 דנה לוי"])
    assert f"10:00 {HEBREW} (A) fixed" in told
    assert "free" in told


def test_the_summary_adds_up(book):
    rows = list(book["Summary"].iter_rows(values_only=True))
    by_label = {row[0]: row for row in rows if row[0]}
    # due: C1 twice, C2, C3 and C6, C7 twice, C8; planned: all but C8
    assert by_label["R01  Anna Berg"][3:9] == (4, 4, 0, 1, 1, 5)
    assert by_label["R02  דנה לוי"][3:9] == (4, 3, 1, 0, 0, 3)
    assert by_label["Team"][3:9] == (8, 7, 1, 1, 1, 8)
    assert by_label["A"][1:4] == (3, 3, 1)
    assert by_label["C"][1:4] == (2, 1, 0.5)
    assert by_label["travel"][1] == pytest.approx(230.0)
    assert "• 1 customer has no place" in by_label
    assert any(
        str(label).startswith("Proven: no plan of these visits costs less than 196 minutes")
        for label in by_label
    )


def test_an_unproven_plan_says_so_plainly(tmp_path):
    plan = tiny_plan()
    told = texts(
        written(tmp_path, replace(plan, result=replace(plan.result, proof=None)))["Summary"]
    )
    assert any(text.startswith("Not proven") for text in told)


def test_unplanned_visits_and_unplaced_customers_are_listed(book):
    visit, customer = table(book["Unplanned"])
    assert visit["What would help"] == "allow 30 minutes of overtime"
    assert visit["Due"] == dt.datetime(2026, 3, 1)  # noqa: DTZ001 - a date of a spreadsheet
    assert customer["Customer"] == "Nowhere Ltd"


def test_requirements_tell_the_value_with_its_currency_and_why(book):
    row = table(book["Requirements"])[5]
    assert (row["Customer"], row["Value a month (EUR)"]) == (HEBREW, 1234.5)
    assert row["Why"].startswith("1 visits")


def test_allocation_tells_what_the_last_contact_earns_and_one_more_would(book):
    first, second = table(book["Allocation"])
    assert (first["Last one earns (EUR)"], first["One more would earn (EUR)"]) == (120, 72)
    assert (first["Asked for"], first["Worth the time"], first["Planned"]) == (1, 1, 2)
    assert (second["Worth the time"], second["Last one earns (EUR)"]) == (0, None)


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    contents = []
    for _ in range(2):
        write_workbook(tiny_plan(), tmp_path)
        contents.append((tmp_path / "schedule.xlsx").read_bytes())
    assert contents[0] == contents[1]


def test_sheets_read_from_right_to_left_when_most_names_do(tmp_path, book):
    assert not book["List"].sheet_view.rightToLeft
    plan = tiny_plan()
    hebrew = tuple(replace(req, name=HEBREW) for req in plan.problem.requirements)
    turned = replace(plan, problem=replace(plan.problem, requirements=hebrew))
    assert all(sheet.sheet_view.rightToLeft for sheet in written(tmp_path, turned))


def test_letters_decide_the_direction():
    assert reads_right_to_left(["שלום AB"])
    assert not reads_right_to_left(["שלום ABCDE", "12345"])
    assert not reads_right_to_left([])


def test_sheet_names_are_such_as_excel_takes_and_all_different():
    long = "A very long name of a person, longer than a sheet's"
    names = sheet_names(["a/b[c]:*?", "Summary", "'", long, long.upper(), "HISTORY"], ["Summary"])
    assert names == [
        "a b c",
        "Summary 2",
        "Rep",
        "A very long name of a person, l",
        "A VERY LONG NAME OF A PERSON, 2",
        "HISTORY 2",
    ]
    assert all(len(name) <= 31 for name in names)


def test_a_month_without_stops_can_be_written(tmp_path):
    plan = tiny_plan()
    empty = replace(plan.result, schedule=replace(plan.result.schedule, routes=(), unplanned=()))
    book = written(tmp_path, replace(plan, result=empty, not_placed={}, capacity=(), notes=()))
    assert "no meetings" in texts(book["R01 Anna Berg"])
    assert "Every required visit has a day." in texts(book["Unplanned"])


def test_a_failing_disk_is_an_os_error_for_the_folder_to_tell(tmp_path):
    with pytest.raises(OSError, match="No such file") as caught:
        write_workbook(tiny_plan(), tmp_path / "missing")
    assert caught.value.errno == errno.ENOENT
