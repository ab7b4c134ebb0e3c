"""Words of maps: as they are in a file; marked on the page of a server, which says them to whoever looks.

A page is drawn once and may be looked at in any language, so a served one keeps its English words
between two letters that no text has, until `spoken` puts other words in their place.
"""

import html
import re
from collections.abc import Callable

from scheduler.maps.markup import BEGIN, END, safe

Say = Callable[[str], str]
"""Turns a text in English into HTML."""

_MARKED = re.compile(f"{BEGIN}(.*?){END}")


def say_on(*, served: bool) -> Say:
    """Return how a page has its words."""
    return _marked if served else safe


def spoken(page: str, say: Callable[[str], str], language: str, direction: str) -> str:
    """Return a served page in a language.

    Parameters
    ----------
    say
        Turns a text in English into the same in the language.
    language
        Its code.
    direction
        ``ltr`` or ``rtl``.
    """
    root = f'<html lang="{safe(language)}" dir="{safe(direction)}">'
    text = _MARKED.sub(lambda found: safe(say(html.unescape(found[1]))), page)
    return text.replace("<html>", root, 1)


def _marked(text: str) -> str:
    return f"{BEGIN}{safe(text)}{END}"
