"""Customer lists: fields, defaults, checks of rows and between them."""

import datetime as dt

import pytest

from models.customers import Channel, Scores, Segment, Status
from models.month import Month
from tests.io.reading_tools import customers, one, only, options, said


def test_a_full_row_is_read_field_by_field(tmp_path):
    header = (
        "customer_id,name,address,city,postcode,lat,lon,rep_id,status,industry,segment,"
        "relationship,potential,penetration,growth,growth_goal,currency,sales_12m,"
        "first_purchase,last_visit,visit_minutes,opening_hours,channel,interval_days,visits,"
        "min_gap_days,max_gap_days,troublesome,margin,closing_ratio,expected_value,note"
    )
    row = (
        'C1,Acme,1 Main St,Ames,50010,42.02,-93.62,R01;R02,active,shop,A,1,2,3,4,-50,USD,"$1,200.50",'
        "2020-02-29,2026-11-02,45,Mo-Fr 09:00-17:00,visit,30,2,7,21,yes,25%,5:1,100,call first"
    )
    reading = customers(tmp_path, f"{header}\n{row}\n")
    assert not reading.errors, said(reading.errors)
    (customer,) = reading.items
    assert (customer.customer_id, customer.name, customer.address) == ("C1", "Acme", "1 Main St")
    assert (customer.city, customer.postcode) == ("Ames", "50010")
    assert (customer.lat, customer.lon) == (42.02, -93.62)
    assert customer.rep_ids == ("R01", "R02")
    assert (customer.status, customer.segment) == (Status.ACTIVE, Segment.A)
    assert customer.scores == Scores(1, 2, 3, 4)
    assert (customer.growth_goal, customer.currency) == (-50, "USD")
    assert customer.sales.total_12m == 1200.5
    assert customer.first_purchase == dt.date(2020, 2, 29)
    assert customer.last_visit == dt.date(2026, 11, 2)
    assert (customer.visit_minutes, customer.opening_hours) == (45, "Mo-Fr 09:00-17:00")
    assert (customer.channel, customer.interval_days, customer.visits) == (Channel.VISIT, 30, 2)
    assert (customer.min_gap_days, customer.max_gap_days) == (7, 21)
    assert customer.troublesome
    assert (customer.margin, customer.closing_ratio, customer.expected_value) == (0.25, 0.2, 100)
    assert (customer.note, customer.row) == ("call first", 2)
    assert reading.currency == "USD"


def test_an_id_and_a_city_are_enough_and_the_defaults_are_said(tmp_path):
    reading = customers(tmp_path, "customer_id,city\nC1,Ames\n")
    (customer,) = reading.items
    assert (customer.name, customer.status) == ("C1", Status.ACTIVE)
    assert customer.scores == Scores()
    assert not customer.sales.known
    notes = "\n".join(reading.notes)
    assert "the id serves as the name" in notes
    assert "interval_days" in notes
    assert "the defaults apply" in notes


def test_a_name_serves_as_the_id_and_that_is_said(tmp_path):
    reading = customers(tmp_path, "name,city\nAcme  Foods,Ames\n")
    assert reading.items[0].customer_id == "Acme Foods"
    assert any("the name serves as the id" in note for note in reading.notes)


def test_names_that_serve_as_ids_must_differ(tmp_path):
    reading = customers(tmp_path, "name,city\nAcme,Ames\nBeta,Ames\nAcme,Boone\n")
    problem = only(reading.errors)
    assert problem.row == 4
    assert "row 2" in problem.what
    assert list(reading.bad_rows) == [4]


def test_an_id_that_comes_twice_names_both_rows(tmp_path):
    reading = customers(tmp_path, "customer_id,city\nC1,Ames\nC2,Ames\nC1,Boone\n")
    problem = only(reading.errors)
    assert (problem.row, problem.column, problem.value) == (4, "customer_id", "C1")
    assert "row 2" in problem.what


def test_a_row_without_its_id_is_an_error(tmp_path):
    reading = customers(tmp_path, "customer_id,name,city\n,Acme,Ames\nC2,Beta,Ames\n")
    assert only(reading.errors).row == 2
    assert [c.customer_id for c in reading.items] == ["C2"]


def test_a_list_without_id_or_name_says_which_headers_would_do(tmp_path):
    reading = customers(tmp_path, "what,city\nC1,Ames\n")
    text = str(only(reading.errors))
    assert "customer number" in text
    assert "--map name=COLUMN" in text
    assert not reading.items
    assert reading.blocking


def test_a_list_without_a_place_says_which_headers_would_do(tmp_path):
    text = str(only(customers(tmp_path, "customer_id,name\nC1,Acme\n").errors))
    assert "where the customers are" in text
    assert "zip" in text
    assert "--map postcode=COLUMN" in text


def test_unknown_columns_are_kept_and_reported(tmp_path):
    reading = customers(tmp_path, "customer_id,city,Shoe size,\nC1,Ames,43,\n")
    assert reading.items[0].extra == {"Shoe size": "43"}
    assert any("Shoe size" in note for note in reading.notes)


def test_months_of_sales_are_kept_apart_and_a_blank_one_is_absent(tmp_path):
    text = "customer_id,city,sales_2026-01,Sales 2026/02,sales_2026-03\nC1,Ames,10,,-5\n"
    reading = customers(tmp_path, text)
    assert reading.items[0].sales.months == {"2026-01": 10, "2026-03": -5}
    assert reading.last_sales_month == Month(2026, 3)


def test_a_month_column_without_any_figure_is_not_the_last_month(tmp_path):
    reading = customers(tmp_path, "customer_id,city,sales_2026-01,sales_2026-02\nC1,Ames,10,\n")
    assert reading.last_sales_month == Month(2026, 1)


def test_months_win_over_a_total_and_that_is_said(tmp_path):
    reading = customers(tmp_path, "customer_id,city,sales_2026-01,sales_12m\nC1,Ames,10,99\n")
    assert reading.items[0].sales.total_12m is None
    assert any("sales_12m is not used" in note for note in reading.notes)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("visit_minutes", "0"),
        ("visit_minutes", "-5"),
        ("interval_days", "0"),
        ("visits", "-1"),
        ("visits", "32"),
        ("visits", "1.5"),
        ("min_gap_days", "-1"),
        ("margin", "1.2"),
        ("margin", "-0.1"),
        ("closing_ratio", "0"),
        ("closing_ratio", "1.5"),
        ("potential", "6"),
        ("potential", "0"),
        ("potential", "high"),
        ("status", "sleeping"),
        ("segment", "E"),
        ("channel", "pigeon"),
        ("troublesome", "perhaps"),
        ("opening_hours", "nine to five"),
        ("currency", "money"),
        ("last_visit", "2026-02-30"),
        ("sales_12m", "many"),
        ("visits", "#REF!"),
    ],
)
def test_a_wrong_cell_is_an_error_with_its_place_and_value(tmp_path, column, value):
    text = f"customer_id,city,{column}\nC1,Ames,{value}\nC2,Ames,\n"
    reading = customers(tmp_path, text)
    problem = only(reading.errors)
    assert (problem.row, problem.column, problem.value) == (2, column, value)
    assert problem.what
    assert problem.advice
    assert [c.customer_id for c in reading.items] == ["C2"]
    assert reading.bad_rows == {2: ("C1", "Ames", value)}


def test_a_least_gap_above_the_greatest_is_an_error(tmp_path):
    text = "customer_id,city,min_gap_days,max_gap_days\nC1,Ames,20,10\nC2,Ames,10,20\n"
    reading = customers(tmp_path, text)
    assert "min_gap_days 20 is more than max_gap_days 10" in only(reading.errors).what


def test_blank_rows_are_counted_and_every_error_is_told(tmp_path):
    text = "customer_id,city,visits\nC1,Ames,x\n\n,,\nC2,Ames,y\nC3,Ames,1\n"
    reading = customers(tmp_path, text)
    assert [problem.row for problem in reading.errors] == [2, 5]
    assert (len(reading.items), len(reading.bad_rows), reading.blank_rows) == (1, 2, 2)


def test_two_errors_in_one_row_are_two_errors_of_one_bad_row(tmp_path):
    reading = customers(tmp_path, "customer_id,city,visits,margin\nC1,Ames,x,7\n")
    assert len(reading.errors) == 2
    assert len(reading.bad_rows) == 1


def test_mixed_currencies_in_a_column_are_an_error_of_the_fewer(tmp_path):
    text = "customer_id,city,currency\nC1,Ames,EUR\nC2,Ames,USD\nC3,Ames,€\n"
    problem = only(customers(tmp_path, text).errors)
    assert problem.row == 3
    assert "USD" in problem.what
    assert "EUR" in problem.what


def test_mixed_signs_in_cells_are_an_error(tmp_path):
    text = "customer_id,city,sales_12m\nC1,Ames,$10\nC2,Ames,10 ₪\nC3,Ames,$5\n"
    problem = only(customers(tmp_path, text).errors)
    assert (problem.row, problem.column, problem.value) == (3, "sales_12m", "10 ₪")


def test_one_row_in_two_currencies_is_an_error(tmp_path):
    text = "customer_id,city,sales_2026-01,sales_2026-02\nC1,Ames,$10,€10\nC2,Ames,$1,$1\n"
    assert "USD and in EUR" in only(customers(tmp_path, text).errors).what


def test_a_dollar_sign_agrees_with_the_dollar_that_the_column_names(tmp_path):
    reading = customers(tmp_path, "customer_id,city,sales_12m,currency\nC1,Ames,$10,CAD\n")
    assert not reading.errors
    assert reading.currency == "CAD"


def test_rows_that_name_no_currency_have_that_of_the_list(tmp_path):
    reading = customers(tmp_path, "customer_id,city,sales_12m\nC1,Ames,$10\nC2,Ames,7\n")
    assert [c.currency for c in reading.items] == ["USD", "USD"]


def test_words_are_understood_in_three_languages(tmp_path):
    assert one(tmp_path, "status,channel,troublesome", "לא פעיל,ביקור,כן").status is Status.INACTIVE
    customer = one(tmp_path, "status,channel,troublesome", "потенциальный,звонок,да")
    assert (customer.status, customer.channel) == (Status.PROSPECT, Channel.CALL)
    assert customer.troublesome
    assert one(tmp_path, "segment", "С").segment is Segment.C  # the Cyrillic letter


def test_an_id_shortened_by_a_spreadsheet_is_an_error(tmp_path):
    reading = customers(tmp_path, "customer_id,city\n1.23E+11,Ames\n")
    assert "shortened" in only(reading.errors).what


def test_leading_zeros_of_ids_are_kept(tmp_path):
    assert customers(tmp_path, "customer_id,city\n007,Ames\n").items[0].customer_id == "007"


def test_a_word_for_nothing_is_blank(tmp_path):
    customer = one(tmp_path, "visits,note,postcode", "-,NULL,n/a")
    assert (customer.visits, customer.note, customer.postcode) == (None, "", "")


def test_an_option_wins_over_the_order_that_nobody_shows(tmp_path):
    reading = customers(
        tmp_path, "customer_id,city,last_visit\nC1,Ames,03/04/2026\n", options("dmy")
    )
    assert reading.items[0].last_visit == dt.date(2026, 4, 3)
