"""Texts in the language of whoever reads them.

``_("Sign in")`` gives the text in the language of the current request; a page of NiceGUI keeps the
language of its request also when it answers a click. The English text is the key. Catalogues are
brought up to date by ``python -m scheduler.web.texts``.
"""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel import Locale

LANGUAGES = {"en": "English", "he": "עברית", "ru": "Русский"}
FOLDER = Path(__file__).parent
DOMAIN = "rounds"

_language: ContextVar[str] = ContextVar("language", default="en")


def language() -> str:
    """Return the code of the current language."""
    return _language.get()


def set_language(code: str) -> None:
    """Speak this language from now on, in the current context."""
    _language.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak this language for a while."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


@cache
def catalogue(code: str) -> _gettext.NullTranslations:
    """Return the texts of a language; English ones are their own keys."""
    return _gettext.translation(DOMAIN, FOLDER, languages=[code], fallback=code == "en")


def _(text: str) -> str:
    """Return the text in the current language."""
    return catalogue(language()).gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a text that goes with a count."""
    return catalogue(language()).ngettext(one, many, count)


def pgettext(context: str, text: str) -> str:
    """Return a text that means different things in different places."""
    return catalogue(language()).pgettext(context, text)


def N_(text: str) -> str:  # noqa: N802 - the word that gettext's tools look for
    """Mark a text that is translated later, where it is shown."""
    return text


def Nn_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - the plural beside `N_`
    """Mark a text with a count that is translated later, where it is shown."""
    return one, many


def direction() -> str:
    """Return ``rtl`` where the current language is written from right to left, else ``ltr``."""
    return Locale(language()).text_direction


def best_language(wanted: str, default: str) -> str:
    """Return the first known language of an ``Accept-Language`` header, else the default."""
    quality: list[tuple[float, str]] = []
    for part in wanted.split(","):
        code, _semicolon, weight = part.strip().partition(";q=")
        try:
            quality.append((-float(weight or 1), code.partition("-")[0].lower()))
        except ValueError:
            continue
    known = [
        code for _weight, code in sorted(quality, key=lambda pair: pair[0]) if code in LANGUAGES
    ]
    return known[0] if known else default
