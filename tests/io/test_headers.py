"""Headers: canonical names, aliases in three languages, and what --map settles."""

import pytest

from scheduler.io.aliases import KINDS
from scheduler.io.cells import normal_form
from scheduler.io.headers import is_known_header, match_columns, month_of, sales_month
from tests.io.reading_tools import customers, only, options, said


@pytest.mark.parametrize("kind", KINDS)
def test_no_alias_means_two_fields(kind):
    seen: dict[str, str] = {}
    for field, words in KINDS[kind].items():
        for word in (field, *words):
            assert seen.setdefault(normal_form(word), field) == field, word
    assert len(seen) > 20


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_understood_in_hebrew_and_russian(kind):
    for field, words in KINDS[kind].items():
        assert any("א" <= letter <= "ת" for word in words for letter in word), field
        assert any("а" <= letter <= "я" for word in words for letter in word), field


@pytest.mark.parametrize(
    "header", ["customer_id", "Customer ID", "CUSTOMER-ID", " customer  id ", "Customer Id:"]
)
def test_case_spaces_and_punctuation_do_not_matter(header):
    assert match_columns("f", [header], "customers", {}).fields == {"customer_id": 0}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("מספר לקוח", "customer_id"),
        ("עִיר", "city"),  # with vowel points
        ("מיקוד", "postcode"),
        ("Почтовый индекс", "postcode"),
        ("Населённый пункт", "city"),
        ("НАЗВАНИЕ", "name"),
        ("Широта", "lat"),
        ("zip_code", "postcode"),
        ("Store Number", "customer_id"),
    ],
)
def test_aliases_are_understood(header, field):
    assert match_columns("f", [header], "customers", {}).fields == {field: 0}


def test_two_columns_for_one_field_are_an_error_that_says_how_to_choose():
    found = match_columns("f", ["id", "zip", "postcode"], "customers", {})
    text = said(found.problems)
    assert "'zip' and 'postcode' both mean postcode" in text
    assert "--map 'postcode=zip'" in text


def test_a_mapping_wins_and_the_other_column_is_kept_aside():
    found = match_columns("f", ["id", "zip", "postcode"], "customers", {"postcode": "zip"})
    assert not found.problems
    assert found.fields == {"customer_id": 0, "postcode": 1}
    assert found.extra == {2: "postcode"}
    assert "kept aside" in found.notes[0]


def test_the_same_header_twice_can_only_be_renamed():
    found = match_columns("f", ["zip", "zip"], "customers", {})
    assert "rename or delete" in said(found.problems)
    mapped = match_columns("f", ["zip", "zip"], "customers", {"postcode": "zip"})
    assert "several columns have this name" in said(mapped.problems)


def test_a_field_that_does_not_exist_is_an_error_with_near_names():
    found = match_columns("f", ["id", "zip"], "customers", {"postcod": "zip"})
    problem = only(found.problems)
    assert problem.what == "there is no such field"
    assert "'postcode'" in problem.advice
    assert "postcod=zip" in problem.value


def test_a_column_that_does_not_exist_is_an_error_with_near_names():
    found = match_columns("f", ["store_number", "zip"], "customers", {"customer_id": "store_numbr"})
    problem = only(found.problems)
    assert problem.what == "the file has no such column"
    assert "'store_number'" in problem.advice


def test_a_mapping_finds_its_column_whatever_the_case():
    found = match_columns("f", ["STORE NO.", "zip"], "customers", {"customer_id": "store_no"})
    assert found.fields["customer_id"] == 0


def test_one_column_may_serve_two_fields():
    mapping = {"customer_id": "company", "name": "company"}
    assert match_columns("f", ["company"], "customers", mapping).fields == {
        "customer_id": 0,
        "name": 0,
    }


def test_a_family_of_columns_is_mapped_by_month():
    header = ["id", "receipts_2026-01", "receipts_2026-02", "receipts_12m", "receipts_total"]
    found = match_columns("f", header, "customers", {"sales_*": "receipts_*"})
    assert found.sales == {"2026-01": 1, "2026-02": 2}
    assert set(found.extra.values()) == {"receipts_12m", "receipts_total"}


def test_a_family_that_fits_no_column_is_an_error():
    found = match_columns("f", ["id", "receipts_2026-01"], "customers", {"sales_*": "sums_*"})
    assert "no such columns with a month" in only(found.problems).what
    found = match_columns("f", ["id", "receipts_2026-01"], "customers", {"sales_*": "receipts"})
    assert "needs one *" in only(found.problems).what


def test_a_single_month_is_mapped():
    found = match_columns("f", ["id", "January"], "customers", {"sales_2026-01": "January"})
    assert found.sales == {"2026-01": 1}


def test_two_columns_for_one_month_are_an_error():
    found = match_columns("f", ["sales_2026-01", "Revenue 2026/01"], "customers", {})
    assert "both mean sales_2026-01" in only(found.problems).what


def test_a_field_of_another_file_carries_its_name():
    mapping = {"reps.daily_cap": "Most", "ledger.amount": "Sum", "pins.date": "When"}
    assert not match_columns("f", ["id"], "customers", mapping).problems
    assert match_columns("f", ["id", "Most"], "reps", mapping).fields["daily_cap"] == 1
    wrong = match_columns("f", ["id", "Most"], "customers", {"daily_cap": "Most"})
    assert "write reps.daily_cap" in only(wrong.problems).advice
    unknown = match_columns("f", ["id"], "customers", {"cars.date": "When"})
    assert "no such file" in only(unknown.problems).what


def test_unknown_columns_of_one_name_are_all_kept():
    found = match_columns("f", ["id", "Shoe", "Shoe"], "customers", {})
    assert list(found.extra.values()) == ["Shoe", "Shoe (2)"]


@pytest.mark.parametrize(
    ("header", "month"),
    [
        ("sales_2026-01", "2026-01"),
        ("Sales 2026/1", "2026-01"),
        ("sales202601", "2026-01"),
        ("Revenue 01.2026", "2026-01"),
        ("מכירות 2026-01", "2026-01"),
        ("Продажи 2026-12", "2026-12"),
        ("sales_2026-13", ""),
        ("sales_2026", ""),
        ("sales_12m", ""),
        ("visits_2026-01", ""),
        ("sales", ""),
    ],
)
def test_months_in_headers(header, month):
    assert sales_month(header) == month


def test_months_alone():
    assert month_of("2026-07") == "2026-07"
    assert month_of("0026-07") == ""
    assert month_of("July") == ""


def test_what_is_known_at_all():
    assert is_known_header("Kunde") is False
    assert is_known_header("rep_id") is True


def test_every_wrong_mapping_is_told_at_once(tmp_path):
    wrong = options(customer_id="nope", postcod="zip")
    reading = customers(tmp_path, "id,zip\nC1,50010\n", wrong)
    assert len(reading.blocking) == 2
    assert not reading.items
    assert len(reading.bad_rows) == 1
