"""Texts in elements of any kind: headings, cells, list items."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

from scheduler.web.texts import _
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


def figures(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Put a table on the page: what a row is about, then its numbers; without heads where there are none."""
    with ui.element("table").classes("list"):
        if heads:
            headed(*heads)
        with ui.element("tbody"):
            for row in rows:
                _figures_row(*row)


def _figures_row(first: str, *others: str) -> None:
    with ui.element("tr"):
        Words("td", first)
        for text in others:
            Words("td", text, "num")


def no_customers(team_id: int, *, may_upload: bool) -> None:
    """Say on the page that there is nobody to visit yet, and what to do."""
    with ui.element("div").classes("empty"):
        Words("p", _("No list of customers has been uploaded yet."))
        if may_upload:
            ui.link(_("Upload a list"), f"/teams/{team_id}/upload").classes("button")
        else:
            Words("p", _("A manager of the team uploads it."))
