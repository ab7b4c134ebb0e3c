"""The look of the pages of managers: their style sheet, and what turns while they wait."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from nicegui import ui

from scheduler.web.views import static


def dress() -> None:
    """Give the page the styles of boards, lists and grids."""
    ui.add_head_html(f'<link rel="stylesheet" href="{static("board.css")}">')


def fill_later(fill: Callable[[ui.element], Awaitable[None]]) -> None:
    """Let the page come at once, and fill this place when its reader is there.

    Parameters
    ----------
    fill
        Looks up what is shown, empties the element it is given, and fills it.
    """
    place = ui.element("div")
    with place:
        ui.spinner(size="lg")
    ui.timer(0, lambda: fill(place), once=True)


@contextmanager
def busy(button: ui.button) -> Iterator[None]:
    """Turn a button into a spinner that nobody clicks while its answer is worked out."""
    button.props("loading")
    try:
        yield
    finally:
        button.props(remove="loading")
