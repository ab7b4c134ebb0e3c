"""The temperature map: customers coloured by actual against expected sales (P9)."""

from collections import Counter
from pathlib import Path
from typing import Any

import folium

from models.portfolio import Portfolio, PortfolioRow, Temperature
from scheduler.maps.markup import badge, card, category_badge, name_markup, safe, swatch
from scheduler.maps.page import add_layer_tree, add_legend, new_map, rendered
from scheduler.maps.palette import TEMPERATURES
from scheduler.maps.words import Say, say_on

_MANY = 400
_RADIUS = {"A": 9.0, "B": 7.0, "C": 5.5, "D": 4.5}
_MEANING = {
    Temperature.BLUE: "far below what is expected",
    Temperature.COOL: "below what is expected",
    Temperature.WARM: "as expected",
    Temperature.RED: "above what is expected",
    Temperature.UNKNOWN: "not known: no sales, or nothing expected",
}


def write_temperature_map(found: Portfolio, folder: Path) -> None:
    """Write ``temperature.html``."""
    text = temperature_page(found)
    (folder / "temperature.html").write_text(text, encoding="utf-8", newline="\n")


def temperature_page(found: Portfolio, *, served: bool = False) -> str:
    """Return the page with every active customer that has a place, coloured by its temperature.

    A customers are the largest; a blue A customer has a ring, so that the alarm is seen from afar.

    Parameters
    ----------
    served
        As in `scheduler.maps.page.new_map`.
    """
    active = [row for row in found.rows if row.is_active]
    placed = [row for row in active if row.customer.placement is not None]
    places = [row.customer.placement.place for row in placed if row.customer.placement]
    say = say_on(served=served)
    title = say("Temperature of the customers")
    page = new_map(title, places, many=len(places) > _MANY, served=served)
    branches = [_draw(page, found, word, placed, say) for word in Temperature]
    tree = {"label": "<b>All customers</b>", "selectAllCheckbox": True, "children": branches}
    add_layer_tree(page, [tree])
    last = f" · {say(f'sales to {found.last}')}" if found.last else ""
    lines = _legend(placed, len(active) - len(placed), say)
    add_legend(page, f"{say('Temperature')}{last}", lines)
    return rendered(page)


def _draw(
    page: folium.Map, found: Portfolio, word: Temperature, placed: list[PortfolioRow], say: Say
) -> dict[str, Any]:
    """Draw the customers of one temperature, and return their branch of the layer tree."""
    layer = folium.FeatureGroup(name=word.value, control=False)
    layer.add_to(page)
    own = [row for row in placed if row.warmth.temperature is word]
    # The small ones last, so that a large circle does not hide them.
    for row in sorted(own, key=lambda row: row.segment):
        _draw_customer(layer, found, row, say)
    told = f"{say(word.value)} <small>{say(str(len(own)))}</small>"
    return {"label": f"{swatch(TEMPERATURES[word.value])}{told}", "layer": layer}


def _draw_customer(layer: Any, found: Portfolio, row: PortfolioRow, say: Say) -> None:
    assert row.customer.placement is not None, "only customers with a place are drawn"
    place = row.customer.placement.place
    marker = folium.CircleMarker(
        (place.lat, place.lon),
        radius=_RADIUS[row.segment.value],
        color="#111827" if row.is_blue_a else "#ffffff",
        weight=3 if row.is_blue_a else 1.2,
        fill=True,
        fill_color=TEMPERATURES[row.warmth.temperature.value],
        fill_opacity=0.9,
    )
    folium.Popup(_card(found, row, say), max_width=320, lazy=True).add_to(marker)
    folium.Tooltip(f"{name_markup(row.customer.name)} {row.segment}").add_to(marker)
    marker.add_to(layer)


def _card(found: Portfolio, row: PortfolioRow, say: Say) -> str:
    warmth, fall = row.warmth, row.fall
    rep = found.reps.get(row.rep_id)
    colour = TEMPERATURES[warmth.temperature.value]
    head = f"{name_markup(row.customer.name)} {category_badge(row.segment.value)}"
    told = [
        f"{badge(say(warmth.temperature.value), colour)} {say(warmth.note)}",
        f"<b>{say('Falling:')}</b> {say(fall.note)}" if fall.falling else "",
        f"<b>{say('Ask:')}</b> {say(' '.join(found.questions))}" if fall.falling else "",
        f"<b>{say('Like the A customers:')}</b> {say(row.likeness.reason)}" if row.likeness else "",
        f'<div class="why">{name_markup(rep.name)} {safe(row.rep_id)}</div>' if rep else "",
    ]
    placement = row.customer.placement
    return card(head, told, placement.place if placement else None)


def _legend(placed: list[PortfolioRow], nowhere: int, say: Say) -> list[str]:
    counts = Counter(row.warmth.temperature for row in placed)
    lines = [
        f"{swatch(TEMPERATURES[word.value])}{say(word.value)}: {say(str(counts[word]))}, {say(text)}"
        for word, text in _MEANING.items()
    ]
    blue = sum(row.is_blue_a for row in placed)
    lines.append(say(f"black ring: a blue A customer, an alarm ({blue})"))
    lines.append(say("the larger the circle, the higher the category"))
    if nowhere:
        lines.append(say(f"not on the map, for want of a place: {nowhere}"))
    return lines
