"""The board's values in the language of its reader."""

from scheduler.web.pages.board_words import in_words
from scheduler.web.texts import speaking

VALUES = {
    "cards": {"C1/1": {"name": "Zed", "why": "prospect: no visit is due"}},
    "cells": {"R01|2026-12-24": {"note": "half day: eve of Christmas Day", "cap": 3}},
    "tray": [{"id": "C2/1", "why": "no contact"}],
    "sums": {"planned": 1},
}


def test_reasons_and_notes_of_a_board_are_translated_and_nothing_else():
    with speaking("ru"):
        shown = in_words(VALUES)
    assert shown["cards"]["C1/1"] == {
        "name": "Zed",
        "why": "потенциальный клиент: обязательных визитов нет",
    }
    cell = shown["cells"]["R01|2026-12-24"]
    assert cell == {"note": "короткий день: канун \u2068Christmas Day\u2069", "cap": 3}
    assert shown["tray"] == [{"id": "C2/1", "why": "без контактов"}]
    assert shown["sums"] == {"planned": 1}
    assert in_words(VALUES) == VALUES
