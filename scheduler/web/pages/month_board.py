"""The board as one element of a page: JSON in, what people did with cards out."""

from collections.abc import Mapping
from typing import Any

from nicegui.element import Element


class MonthBoard(Element, component="month_board.js"):
    """Shows a month and tells what is done with its cards.

    Its events are ``ready``, ``pick`` (visit; empty lets go), ``put`` (visit, rep, date), ``takeout``,
    ``fix`` and ``pin`` (visit), ``day`` (rep, date), ``turn`` (to another week, by so many days),
    ``undo`` and ``redo``.

    Parameters
    ----------
    texts
        Words in the language of the reader, by the names that the script uses.
    locale
        Language of dates.
    readonly
        Whether nothing may be moved.
    """

    def __init__(self, texts: Mapping[str, Any], locale: str, *, readonly: bool = False) -> None:
        super().__init__()
        self._props["texts"] = dict(texts)
        self._props["locale"] = locale
        self._props["readonly"] = readonly

    def load(self, board: Mapping[str, Any], view: Mapping[str, str]) -> None:
        """Show a board: all reps or one, a week or a month."""
        self.run_method("load", board, view)

    def show(self, view: Mapping[str, str]) -> None:
        """Show another part of the board: ``rep``, ``span`` (week or month), ``week`` (its first day)."""
        self.run_method("show", view)

    def patch(self, changes: Mapping[str, Any]) -> None:
        """Show what an edit changed."""
        self.run_method("patch", changes)

    def set_hints(self, visit: str, hints: Mapping[str, Any]) -> None:
        """Show what a visit would cost and break on each day, while it is being moved."""
        self.run_method("setHints", visit, hints)

    def let_go(self) -> None:
        """Put down the card that is being moved."""
        self.run_method("unpick")
