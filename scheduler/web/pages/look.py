"""The look of the pages of managers: their style sheet."""

from nicegui import ui

from scheduler.web.views import static


def dress() -> None:
    """Give the page the styles of boards, lists and grids."""
    ui.add_head_html(f'<link rel="stylesheet" href="{static("board.css")}">')
