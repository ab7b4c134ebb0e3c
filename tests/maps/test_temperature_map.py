"""P9: the coloured map."""

import re
from dataclasses import replace

from models.customers import Channel, Segment
from models.month import Month
from models.portfolio import Fall, Portfolio, PortfolioRow, Temperature, Warmth
from models.reps import Rep
from scheduler.maps.palette import TEMPERATURES
from scheduler.maps.temperature_map import temperature_page, write_temperature_map
from scheduler.maps.words import spoken
from tests.factories import HEBREW, SCRIPT
from tests.portfolio.people import buyer

SAME = Fall(False, 10.0, 10.0, "")


def row(customer_id, word, segment="C", at=(42.0, -93.0), **fields):
    fall = fields.pop("fall", SAME)
    return PortfolioRow(
        customer=buyer(customer_id, at=at, **fields),
        rep_id="R01",
        value=10.0,
        months=12,
        value_note="",
        segment=Segment(segment),
        by_level=Segment.C,
        by_pareto=Segment.C,
        a_share=None,
        category_note="",
        assumed=False,
        alarm="",
        channel=Channel.VISIT,
        interval_days=90,
        treatment="",
        minutes=10.0,
        warmth=Warmth(Temperature(word), 10.0, 30.0, f"note of {customer_id}"),
        fall=fall,
    )


def portfolio(*rows):
    reps = {"R01": Rep(rep_id="R01", name="Ann")}
    return Portfolio(
        rows=rows,
        reps=reps,
        last=Month(2026, 11),
        limit=150,
        questions=("What could we do better?",),
    )


def test_every_temperature_has_its_colour_and_its_number():
    rows = [row(f"C{k}", word, at=(42.0 + k, -93.0)) for k, word in enumerate(Temperature)]
    page = temperature_page(portfolio(*rows))
    for word in Temperature:
        assert page.count(f'"fillColor": "{TEMPERATURES[word.value]}"') == 1
        assert f"{word.value}: 1, " in page
    assert "sales to 2026-11" in page


def test_a_blue_a_customer_has_a_ring():
    page = temperature_page(portfolio(row("C1", "blue", "A"), row("C2", "blue", "B")))
    assert len(re.findall(r'"color": "#111827"', page)) == 1
    assert "a blue A customer, an alarm (1)" in page


def test_falling_customers_carry_the_questions():
    falling = row("C1", "blue", fall=Fall(True, 1.0, 5.0, "1 a month"))
    assert "What could we do better?" in temperature_page(portfolio(falling))
    assert "What could we do better?" not in temperature_page(portfolio(row("C1", "blue")))


def test_customers_without_a_place_are_counted_not_drawn():
    page = temperature_page(portfolio(row("C1", "warm"), row("C2", "warm", at=None)))
    assert "not on the map, for want of a place: 1" in page
    assert "note of C2" not in page


def test_names_from_outside_stay_text(tmp_path):
    wild = replace(row("C1", "warm", name=SCRIPT), rep_id="R01")
    write_temperature_map(portfolio(wild, row("C2", "red", name=HEBREW)), tmp_path)
    page = (tmp_path / "temperature.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert HEBREW in page


def test_a_portfolio_without_places_is_still_a_page():
    assert "Temperature" in temperature_page(portfolio(row("C1", "warm", at=None)))


def test_the_same_portfolio_gives_the_same_page():
    found = portfolio(row("C1", "warm"), row("C2", "blue", "A", at=(42.1, -93.2)))
    assert temperature_page(found) == temperature_page(found)


def test_a_served_page_is_said_to_whoever_looks_and_names_are_not():
    known = portfolio(row("C1", "blue", "A", name=f"{HEBREW} `${{x}}` \ue000blue\ue001"))
    heard = []

    def say(text):
        heard.append(text)
        return "«`<b>»" if text == "blue" else text

    page = spoken(temperature_page(known, served=True), say, "he", "rtl")
    assert {"blue", "note of C1", "far below what is expected", "sales to 2026-11"} <= set(heard)
    assert '<html lang="he" dir="rtl">' in page
    assert page.count("«&#96;&lt;b&gt;»") == 3  # legend, layer, popup
    assert not {"\ue000", "\ue001"} & set(page)
    assert HEBREW in page
    assert not any(HEBREW in text for text in heard)
