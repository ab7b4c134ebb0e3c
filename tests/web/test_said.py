"""Sentences of the pipelines in the language of their reader."""

import re

import pytest

from models.errors import InputProblem
from scheduler.web.texts import speaking
from scheduler.web.texts.catalogues import translated
from scheduler.web.texts.said import said, templates, unknown_in
from scheduler.web.texts.said.fields import kind_of
from scheduler.web.texts.said.template import fields_of

VALUES = {
    "n": "7", "row": "7", "rows": "3, 4 and 9", "share": "+12%", "day": "3 Dec", "days": "3 Dec",
    "date": "2026-12-03", "month": "2026-12", "long_month": "December 2026",
    "weekday": "Thu 3 Dec", "time": "09:05",
    "hours": "1 h 05", "category": "B", "ids": "R01 or R02", "names": "Zed Ltd", "name": "Zed Ltd",
    "file": "Zed.csv", "quoted": "'Zed'", "verbatim": "Zed", "said": "inactive", "list": "inactive",
    "rest": "inactive",
}  # fmt: skip
WHY = (
    "A: every 30 days; last visit 3 Nov; missed 5 Nov (ill, at home) → overdue since 3 Nov 2025, "
    "due 3 Dec, 10 Dec and 17 Dec; growth goal 1,500 → +1 meeting; pinned to 3 Dec, 4 Dec"
)


def plain(text: str) -> str:
    """Return a text without the marks that keep directions apart, and without special spaces."""
    return re.sub("[\xa0\u202f]", " ", re.sub("[\u2068\u2069\u200e\u200f]", "", text))


def in_language(code: str, text: str) -> str:
    with speaking(code):
        return plain(said(text))


def test_english_stays_as_the_pipelines_write_it():
    assert said(WHY) == WHY


def test_the_reasons_of_a_visit_are_read_in_hebrew_and_russian():
    assert in_language("ru", WHY) == (
        "A: раз в 30 дн.; последний визит 3 нояб.; пропущен 5 нояб. (ill, at home) → просрочено с "
        "3 нояб. 2025 г., затем нужно 3 дек., 10 дек. и 17 дек.; цель роста 1 500 → +1 встреча; "
        "закреплено за 3 дек. и 4 дек."
    )
    assert in_language("he", "A: every 30 days; last visit 3 Nov → due 3 Dec") == (
        "A: כל 30 ימים; ביקור אחרון 3 בנוב׳ ← נדרש ב־3 בדצמ׳"
    )


@pytest.mark.parametrize(
    ("count", "shown"),
    [("1 visit", "1 визит"), ("2 visits", "2 визита"), ("5 visits", "5 визитов")],
)
def test_counts_take_the_form_that_the_language_asks_for(count, shown):
    assert in_language("ru", f"{count} asked for by the row") == f"{shown} по строке списка"


def test_names_are_kept_as_they_are_and_apart_from_the_direction_of_the_sentence():
    text = "3 Dec, R01: 6 meetings instead of 5, for Zed and Sons and בית קפה together"
    with speaking("he"):
        shown = said(text)
    assert "\u2068R01\u2069" in shown
    assert "\u2068בית קפה\u2069" in shown


def test_a_problem_of_a_list_is_read_as_one_line():
    problem = InputProblem(
        "list.csv", 3, "lat", "91", "the number is out of range",
        "give -90 to 90, or leave the cell blank",
    )  # fmt: skip
    assert in_language("ru", str(problem)) == (
        "list.csv, строка 3, столбец lat: число вне допустимых пределов (найдено «91»); "
        "укажите от -90 до 90 или оставьте ячейку пустой"
    )


@pytest.mark.parametrize(
    "text",
    [
        "2 Mar, A: 20 min of overtime and 2 meetings instead of 1",
        "2 Mar, A: 1 day before its first possible day (20 min more driving)",
        "2 Mar, A: 4 h 30 of overtime, for X and Y together, instead of other offers for that day or customer",
        "9 Mar, B: in place of A or C (1 h 05 less driving)",
        "2 Mar, A: 1 day from the visit on 3 Mar and 2 days from the visit on 4 Mar instead of 5 to 9",
        "2 Mar, A: an appointment at 09:10, outside the opening hours (20 min more driving)",
        "2 Mar, A: X 1 day before its first possible day and Y 2 days after its last possible day",
        "2 Mar: pinned to 9 Mar with B",
        (
            "treated as B, for 4 of its 5 nearest are A (10% of all): industry shop like 3 of them, "
            "growth 4, about that of 2 of them; Zed is 3.1 km away"
        ),
        (
            "Please look: list.csv, row 3: these are no coordinates (found '91, 0'); not used; give both "
            "coordinates, or neither with a postcode or city."
        ),
        "2026-12: 19 working days for R01 … R11 (11 reps) (21 Dec absent, 25 Dec Christmas Day off).",
        "column_1: this is no amount of money (found 'x'); write it with digits and a point",
    ],
)
def test_sentences_that_are_put_together_are_read_as_a_whole(text):
    for code in translated():
        with speaking(code):
            assert unknown_in(text) == ()


def test_what_nobody_has_translated_stays_in_english_and_is_found():
    with speaking("he"):
        text = "a sentence of tomorrow; no contact"
        assert unknown_in(text) == ("a sentence of tomorrow",)
        assert plain(said(text)) == "a sentence of tomorrow; ללא קשר"
        assert unknown_in("") == ()


@pytest.mark.parametrize(
    "text",
    [
        "31 Feb: not allowed on this date",
        "nobody is visited in 2026-13: driving cannot be measured",
    ],
)
def test_what_only_looks_like_a_day_is_left_as_it_is(text):
    assert in_language("ru", text) == text


@pytest.mark.parametrize("language", translated())
def test_every_sentence_is_recognised_and_keeps_its_values(language):
    count = 0
    with speaking(language):
        for template in templates():
            for form in filter(None, (template.one, template.many)):
                text = form.format(**{f: VALUES[kind_of(f)] for f in fields_of(form)})
                shown = plain(said(text))
                assert not unknown_in(text), text
                assert shown != text or not re.search("[a-z]{3}", re.sub("{.*?}", "", form))
                kept = {"Zed", "R02", "7"} & set(re.findall(r"\w+", text))
                assert all(value in shown for value in kept), (text, shown)
                count += 1
    assert count > 400
