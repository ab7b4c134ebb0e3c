"""The look of the workbook: formats by their properties, colours, names and widths of sheets."""

import math
import re
from collections.abc import Iterable
from typing import Any

from scheduler.io.write_cells import plain_text

INK = "#1F2937"
QUIET = "#6B7280"
LINE = "#D1D5DB"
SHADE = "#F3F4F6"
ACCENT = "#0F766E"
ALARM = "#B91C1C"
CATEGORY_COLOURS = {"A": "#B45309", "B": "#1D4ED8", "C": "#047857", "D": "#6B7280"}
PROSPECT_COLOUR = "#7C3AED"
DESK_COLOUR = "#475569"

_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_WIDEST, _NARROWEST = 60, 7


class Styles:
    """Formats of one workbook, made once for each set of properties.

    Parameters
    ----------
    book
        The workbook of xlsxwriter.
    right_to_left
        Whether its sheets are read from right to left.
    """

    def __init__(self, book: Any, *, right_to_left: bool = False) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.right_to_left = right_to_left

    def __call__(self, **properties: Any) -> Any:
        """Return the format with these properties of xlsxwriter on top of the common ones."""
        common: dict[str, Any] = {"font_name": "Calibri", "font_size": 10, "font_color": INK}
        common |= {"valign": "vcenter", "reading_order": 2 if self.right_to_left else 0}
        key = tuple(sorted((common | properties).items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(key))
        return self._made[key]

    def header(self, **properties: Any) -> Any:
        """Return the format of a table's header."""
        look = {"bold": True, "font_color": "#FFFFFF", "bg_color": ACCENT, "text_wrap": True}
        return self(**(look | properties))

    def cell(self, **properties: Any) -> Any:
        """Return the format of a table's cell."""
        return self(**({"bottom": 1, "bottom_color": LINE} | properties))


def write_text(
    sheet: Any, place: tuple[int, int], text: str, style: tuple[Styles, dict[str, Any]]
) -> None:
    """Write a text as a text, whatever it begins with.

    A text that looks like a formula is marked as quoted, so that it stays a text when somebody
    edits the cell.
    """
    styles, properties = style
    quoted = {"quote_prefix": True} if plain_text(text) != text else {}
    sheet.write_string(*place, text[:_LONGEST_TEXT], styles(**(properties | quoted)))


def sheet_names(wanted: Iterable[str], reserved: Iterable[str]) -> list[str]:
    """Return names that Excel accepts, all different, as near to the wanted ones as can be."""
    taken = {name.casefold() for name in reserved} | {"history"}
    names = []
    for text in wanted:
        safe = _FORBIDDEN.sub(" ", text).strip(" '")[:_LONGEST_NAME].strip(" '") or "Rep"
        name, number = safe, 1
        while name.casefold() in taken:
            number += 1
            ending = f" {number}"
            name = safe[: _LONGEST_NAME - len(ending)] + ending
        taken.add(name.casefold())
        names.append(name)
    return names


def fitted_width(texts: Iterable[str], widest: float = _WIDEST) -> float:
    """Return a column's width for its texts."""
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return max(_NARROWEST, min(widest, longest * 1.05 + 2))


def lines_in(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of that width."""
    # A column's width counts digits of a larger font; wrapping at words costs some of it again.
    return sum(max(1, math.ceil(len(line) * 0.79 / width)) for line in text.split("\n"))


def print_setup(sheet: Any, title: str, subtitle: str, *, pages_tall: int = 0) -> None:
    """Set a sheet up for printing: landscape A4, one page wide, header and footer.

    `pages_tall` 0 takes as many pages as are needed.
    """
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, pages_tall)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    # In a header & begins a command, a digit after it a size, and 255 characters are the limit.
    left, right = (text.replace("&", "&&")[:100] for text in (title, subtitle))
    sheet.set_header(f'&L&"Calibri,Bold"&11 {left}&R&9 {right}')
    sheet.set_footer("&L&8 Rounds&R&8 &P / &N")
