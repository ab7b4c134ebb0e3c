"""One list in the languages and file types that people have gives one and the same month."""

import io
from pathlib import Path

import openpyxl
import pytest

from tests.journeys.tools import FIVE, HEADER, Row, plan, save, table

HEBREW = "קוד לקוח,שם לקוח,קו רוחב,קו אורך,מחזור שנתי,ביקור אחרון"
RUSSIAN = "код клиента,название,широта,долгота,выручка,последний визит"
HEBREW_NAMES = ("אלון", "לבנה", "ארז", "אגס", "בוקיצה")
RUSSIAN_NAMES = ("Ольха", "Берёза", "Кедр", "Кизил", "Вяз")


def renamed(names: tuple[str, ...]) -> list[str]:
    cells = (row.split(",") for row in FIVE)
    return [",".join([row[0], name, *row[2:]]) for row, name in zip(cells, names, strict=True)]


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in (HEADER, *FIVE):
        cells = line.split(",")
        sheet.append([float(c) if k in {2, 3, 4} and c[-1:].isdigit() else c
                            for k, c in enumerate(cells)])  # fmt: skip
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


LISTS = {
    "english": ("c.csv", table(HEADER, *FIVE).encode()),
    "hebrew": ("c.csv", table(HEBREW, *renamed(HEBREW_NAMES)).encode()),
    "russian": ("c.csv", table(RUSSIAN, *renamed(RUSSIAN_NAMES)).encode()),
    "hebrew, cp1255": ("c.csv", table(HEBREW, *renamed(HEBREW_NAMES)).encode("cp1255")),
    "russian, cp1251": ("c.csv", table(RUSSIAN, *renamed(RUSSIAN_NAMES)).encode("cp1251")),
    "semicolons": ("c.csv", table(HEADER, *FIVE).replace(",", ";").encode()),
    "workbook": ("c.xlsx", workbook()),
}


def without_names(rows: list[Row]) -> list[Row]:
    return [{key: cell for key, cell in row.items() if key != "customer_name"} for row in rows]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("expected"))
        save("customers.csv", table(HEADER, *FIVE))
        return without_names(plan("--country", "US").schedule)


@pytest.mark.parametrize("kind", LISTS)
def test_the_same_list_gives_the_same_month(kind, expected):
    name, content = LISTS[kind]
    save(name, content)
    found = plan("--country", "US", customers=name, rows=5)
    assert len(expected) == 5
    assert without_names(found.schedule) == expected
    assert found.said.code == 0


def test_hebrew_names_come_out_as_they_went_in():
    save("c.csv", LISTS["hebrew, cp1255"][1])
    found = plan(customers="c.csv", rows=5)
    assert {row["customer_name"] for row in found.schedule} == set(HEBREW_NAMES)
    assert "אלון" in (found.folder / "plan.json").read_text(encoding="utf-8")
    assert not list(Path().glob(".out*")), "the folder it was written into is gone"


def test_another_column_is_named_with_map():
    save("c.csv", table(HEADER.replace("sales_12m", "purse"), *FIVE))
    named = plan("--map", "sales_12m=purse", customers="c.csv", rows=5)
    assert {row["segment"] for row in named.requirements} == {"A", "B", "C"}
    silent = plan(customers="c.csv", rows=5)
    assert {row["segment"] for row in silent.requirements} == {"C"}
    assert "columns not used by Rounds, kept as they are: purse" in silent.notes
