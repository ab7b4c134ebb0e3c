"""Texts in elements of any kind: headings, cells, list items."""

from collections.abc import Iterable
from typing import TypeVar

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

from scheduler.web.texts.said import said

Labelled = TypeVar("Labelled", bound=ui.element)


class Words(TextElement):
    """An element with nothing but a text in it, whatever characters the text has.

    Parameters
    ----------
    tag
        E.g. ``h2`` or ``td``.
    """

    def __init__(self, tag: str, text: str, classes: str = "") -> None:
        super().__init__(tag=tag, text=text)
        self.classes(classes)
        self.props("dir=auto")


def labelled(element: Labelled, text: str) -> Labelled:
    """Say what an element is to those who do not see it; return it."""
    element.props["aria-label"] = text
    return element


def listed(texts: Iterable[str]) -> None:
    """Put what the pipelines say on the page as a list, in the reader's language."""
    with ui.element("ul"):
        for text in texts:
            Words("li", said(text))


def headed(*titles: str) -> None:
    """Put the head of a table on the page."""
    with ui.element("thead"), ui.element("tr"):
        for title in titles:
            Words("th", title)
