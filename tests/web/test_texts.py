"""Every text in three languages; dates and numbers as people write them."""

from __future__ import annotations

import ast
import datetime as dt
import re
import string

import pytest

from scheduler.web import texts
from scheduler.web.texts import _, catalogues, locale, ngettext, speaking
from scheduler.web.texts.catalogues import (
    as_mo,
    as_po,
    collected,
    file_of,
    stored,
    translated,
    updated,
)

DAY = dt.date(2026, 12, 6)  # a Sunday
RUN = "run: python -m scheduler.web.texts"


def test_there_are_catalogues_of_hebrew_and_russian():
    assert translated() == ["he", "ru"]
    assert len([message for message in collected() if message.id]) > 60


@pytest.mark.parametrize("language", translated())
def test_no_text_lacks_a_translation_and_none_is_a_guess(language):
    assert catalogues.missing()[language] == []


@pytest.mark.parametrize("language", translated())
def test_catalogues_are_up_to_date(language):
    assert file_of(language, ".po").read_bytes() == as_po(updated(language)), RUN
    assert file_of(language, ".mo").read_bytes() == as_mo(stored(language)), RUN


def test_a_text_without_translation_would_be_noticed(monkeypatch):
    catalog = updated("he")
    catalog.add("A text that nobody translated")
    monkeypatch.setattr(catalogues, "updated", lambda _language: catalog)
    assert catalogues.missing()["he"] == ["A text that nobody translated"]


@pytest.mark.parametrize("language", translated())
def test_translations_keep_what_is_filled_in(language):
    fields = re.compile(r"%\(\w+\)s|{\w*}")
    wrong = [
        message.id
        for message in stored(language)
        if message.id and isinstance(message.id, str)
        if sorted(fields.findall(message.id)) != sorted(fields.findall(str(message.string)))
    ]
    assert not wrong


def test_no_template_shows_words_past_the_catalogues():
    shown = re.compile(r">([^<>{}]*[A-Za-z]{2,}[^<>{}]*)<")
    own_names = {"Rounds"}
    found = []
    pages = sorted(texts.FOLDER.parent.rglob("templates/**/*.html"))
    assert len(pages) > 5
    for page in pages:
        text = re.sub(
            r"{%.*?%}|{{.*?}}|{#.*?#}", "", page.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        words = {word.strip(string.punctuation + " ·\n") for word in shown.findall(text)}
        found += [(page.name, word) for word in words - own_names if word]
    assert not found


def test_no_text_is_put_together_before_it_is_looked_up():
    found = []
    for path in sorted(texts.FOLDER.parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
                "_",
                "N_",
                "ngettext",
            }:
                made = isinstance(node.args[0], ast.JoinedStr | ast.BinOp | ast.Call)
                found += [f"{path.name}:{node.lineno}"] if made else []
    assert not found


def test_no_text_is_looked_up_inside_an_f_string_where_nobody_collects_it():
    found = []
    for path in sorted(texts.FOLDER.parent.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for f_string in (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)):
            calls = (node for node in ast.walk(f_string) if isinstance(node, ast.Call))
            found += [
                f"{path.name}:{call.lineno}"
                for call in calls
                if getattr(call.func, "id", "") in {"_", "ngettext", "pgettext"}
                and isinstance(call.args[0], ast.Constant)
            ]
    assert found == []


def test_a_text_is_given_in_the_language_that_is_spoken():
    assert _("Sign out") == "Sign out"
    with speaking("he"):
        assert _("Sign out") == "יציאה"
        with speaking("ru"):
            assert _("Sign out") == "Выйти"
        assert texts.direction() == "rtl"
    assert texts.direction() == "ltr"
    assert ngettext("one text", "many texts", 2) == "many texts"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("he-IL,he;q=0.9,en;q=0.8", "he"),
        ("de,fr", "en"),
        ("en;q=0.4,ru;q=0.5", "ru"),
        (";q=x,,", "en"),
    ],
)
def test_a_browser_names_the_languages_it_wants(wanted, code):
    assert texts.best_language(wanted, "en") == code


@pytest.mark.parametrize(
    ("language", "weekday", "month", "number", "first", "share"),
    [
        ("en", "Sun, Dec 6", "December 2026", "1,234,567", 0, "65%"),
        ("he", "יום א׳, 6 בדצמ׳", "דצמבר 2026", "1,234,567", 6, "65%"),
        ("ru", "вс, 6 дек.", "декабрь 2026\u202fг.", "1\xa0234\xa0567", 0, "65\xa0%"),
    ],
)
def test_dates_and_numbers_are_written_as_people_write_them(
    language, weekday, month, number, first, share
):
    with speaking(language):
        assert locale.weekday_text(DAY) == weekday
        assert locale.month_text(DAY) == month
        assert locale.number_text(1234567) == number
        assert locale.share_text(0.65) == share
        assert locale.first_weekday() == first


@pytest.mark.parametrize(("language", "elsewhere"), [("en", 0), ("he", 6), ("ru", 0)])
def test_the_week_begins_as_in_the_country_of_the_team(language, elsewhere):
    with speaking(language):
        firsts = [locale.first_weekday(country) for country in ("IL", "US", "de", "XX")]
    assert firsts == [6, 6, 0, elsewhere]


def test_times_and_amounts():
    with speaking("en"):
        assert locale.time_text(9 * 60 + 5) == "09:05"
        assert (
            locale.moment_text(dt.datetime(2026, 12, 6, 14, 30, tzinfo=dt.UTC))
            == "Dec 6, 2026, 14:30"
        )
        assert locale.money_text(1234.5, "USD") == "$1,234"
        assert locale.money_text(1234.5) == "1,234"
    with speaking("he"):
        assert locale.money_text(1234, "ILS").replace("\u200f", "") == "1,234 ₪"
