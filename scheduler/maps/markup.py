"""Pieces of HTML for maps; every text from outside passes through `safe`."""

import html

from models.links import google_link, waze_link
from models.places import Place
from scheduler.maps.palette import CATEGORIES, PROSPECT

# folium puts HTML into JavaScript template literals (` \ $) and renders these as templates of its
# own ({ }): as character references they are only text, everywhere.
_ENTITIES: dict[int, str] = {ord(letter): f"&#{ord(letter)};" for letter in "`\\${}"}
_ENTITIES |= {ord(letter): " " for letter in "\r\n\t\u2028\u2029"}
BEGIN, END = "\ue000", "\ue001"
"""Around the words of a page that is served; private letters, which no text from outside keeps."""
_ENTITIES |= {ord(BEGIN): "", ord(END): ""}


def safe(text: object) -> str:
    """Return a text that stays a text in HTML, in JavaScript and in a template."""
    return html.escape(str(text)).translate(_ENTITIES)


def name_markup(name: str) -> str:
    """Return a name that keeps its own direction."""
    return f'<bdi dir="auto">{safe(name)}</bdi>'


def badge(mark: str, colour: str) -> str:
    """Return a small coloured mark; what stands in it is HTML already."""
    return f'<span class="mark" style="background:{colour}">{mark}</span>'


def category_badge(segment: str, *, prospect: bool = False) -> str:
    """Return the mark of a customer's category; empty where there is none."""
    if prospect:
        return badge("P", PROSPECT)
    return badge(safe(segment), CATEGORIES.get(segment, "#6b7280")) if segment else ""


def swatch(colour: str) -> str:
    """Return a small square of one colour."""
    return f'<span class="swatch" style="background:{colour}"></span>'


def navigation(place: Place) -> str:
    """Return links that start a navigation with one tap."""
    links = (("Google", google_link(place)), ("Waze", waze_link(place)))
    made = (
        f'<a class="go" target="_blank" rel="noopener" href="{safe(address)}">{text}</a>'
        for text, address in links
    )
    return f'<div class="links">{"".join(made)}</div>'


def card(heading: str, lines: list[str], place: Place | None = None) -> str:
    """Return the content of a popup; heading and lines are HTML already."""
    told = "".join(f"<div>{line}</div>" for line in lines if line)
    links = navigation(place) if place is not None else ""
    return f'<div class="card"><h4>{heading}</h4>{told}{links}</div>'
