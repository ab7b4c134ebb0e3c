"""Encodings: marked, unmarked, and those of old Windows programs."""

import pytest

from scheduler.io.customers import read_customers
from scheduler.io.encodings import decoded
from tests.io.reading_tools import customers, only, said

HEBREW = "מזהה לקוח,שם לקוח,עיר\nC1,מכולת יוסי,תל אביב\nC2,סופר דוד,חיפה\n"
RUSSIAN = "Код клиента;Название;Город\nC1;Магазин Ромашка;Москва\nC2;Продукты у дома;Тверь\n"
GERMAN = "customer_id,name,city\nC1,Bäckerei Müller,Köln\nC2,Café Ölkrug,Düren\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [HEBREW, RUSSIAN, GERMAN])
def test_unicode_is_read_with_and_without_a_mark(tmp_path, text, encoding):
    reading = customers(tmp_path, text, encoding=encoding)
    assert not reading.errors, said(reading.errors)
    assert [c.customer_id for c in reading.items] == ["C1", "C2"]
    assert reading.items[0].city in {"תל אביב", "Москва", "Köln"}


@pytest.mark.parametrize(
    ("text", "encoding", "city"),
    [
        (HEBREW, "cp1255", "תל אביב"),
        (RUSSIAN, "cp1251", "Москва"),
        (GERMAN, "cp1252", "Köln"),
    ],
)
def test_old_windows_encodings_are_told_apart_and_said(tmp_path, text, encoding, city):
    reading = customers(tmp_path, text, encoding=encoding)
    assert reading.items[0].city == city
    assert any(encoding in note for note in reading.notes)


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("מכולת,חיפה", "cp1255"),
        ("סופר פארם,באר שבע", "cp1255"),
        ("Ромашка,Тверь", "cp1251"),
        ("ИП Кузнецов,Омск", "cp1251"),
        ("Joe’s Diner,Ames", "cp1252"),
        ("Café,Besançon", "cp1252"),
    ],
)
def test_a_few_words_below_an_english_header_are_enough(words, encoding):
    text = f"customer_id,name,city\nC1,{words}\n"
    assert decoded("list.csv", text.encode(encoding)) == (text, encoding)


def test_a_damaged_letter_among_good_ones_is_told_with_its_line(tmp_path):
    data = HEBREW.encode().replace("חיפה".encode(), b"\xd7")
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    problem = only(read_customers(path).errors)
    assert problem.row == 3
    assert "damaged" in problem.what


def test_a_cut_file_with_a_mark_is_told(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes("customer_id,city\nC1,חיפה\n".encode("utf-16")[:-1])
    assert "damaged" in only(read_customers(path).errors).what
