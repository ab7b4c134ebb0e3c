"""The catalogues: collected from the code, merged with what is translated, compiled.

Entries stand in the order of their source files and name no lines, so that two branches that add
texts to different files seldom meet. A header names no dates for the same reason.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from scheduler.web.texts import DOMAIN, FOLDER, LANGUAGES

_SOURCE = "en"
_WEB = FOLDER.parent
_METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.js", "jinja2")]
_OPTIONS = {"**.html": {"trimmed": "true"}, "**.js": {"trimmed": "true"}}
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "Nn_": (1, 2),
    "pgettext": ((1, "c"), 2),
}


class _Dateless(Catalog):
    """A catalogue whose header says no more than a program needs: the same texts, the same bytes."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return the header."""
        content = ("Content-Type", "text/plain; charset=utf-8")
        return [content, ("Plural-Forms", self.plural_forms)]


_DATES = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By'
    rb"|Report-Msgid-Bugs-To|Project-Id-Version):.*\n",
    re.MULTILINE,
)


def collected() -> Catalog:
    """Return every text of the code and the templates."""
    catalog = Catalog(domain=DOMAIN, charset="utf-8", fuzzy=False, header_comment="")
    for name, line, text, comments, context in extract_from_dir(
        _WEB,
        _METHODS,
        _OPTIONS,
        keywords=_KEYWORDS,
        comment_tags=("TEXT:",),
        strip_comment_tags=True,
    ):
        catalog.add(
            text, None, [(Path(name).as_posix(), line)], auto_comments=comments, context=context
        )
    return catalog


def translated() -> list[str]:
    """Return the languages that have a catalogue of their own."""
    return [code for code in LANGUAGES if code != _SOURCE]


def file_of(language: str, suffix: str) -> Path:
    """Return the file of a language's catalogue, ``.po`` for people or ``.mo`` for the program."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}{suffix}"


def stored(language: str) -> Catalog:
    """Return the catalogue of a language as it is kept."""
    with file_of(language, ".po").open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def updated(language: str) -> Catalog:
    """Return the catalogue of a language with the texts of today; guesses are left to people."""
    path = file_of(language, ".po")
    catalog = stored(language) if path.exists() else Catalog(locale=language, domain=DOMAIN)
    catalog.update(collected(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.header_comment = ""
    catalog.fuzzy = False
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """Return a catalogue as text."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, no_location=True, sort_by_file=True, width=100)
    return _DATES.sub(b"", buffer.getvalue())


def as_mo(catalog: Catalog) -> bytes:
    """Return a catalogue as the program reads it."""
    dateless = _Dateless(locale=catalog.locale)
    for message in read_po(io.BytesIO(as_po(catalog)), locale=catalog.locale):
        if message.id:
            dateless[message.id] = message
    buffer = io.BytesIO()
    write_mo(buffer, dateless)
    return buffer.getvalue()


def update() -> None:
    """Write the catalogues of all languages."""
    for language in translated():
        catalog = updated(language)
        file_of(language, ".po").parent.mkdir(parents=True, exist_ok=True)
        file_of(language, ".po").write_bytes(as_po(catalog))
        file_of(language, ".mo").write_bytes(as_mo(catalog))


def missing() -> dict[str, list[str]]:
    """Return, for each language, the texts without a translation and those that are guesses."""
    return {language: list(_gaps(updated(language))) for language in translated()}


def _gaps(catalog: Catalog) -> Iterator[str]:
    for message in catalog:
        if message.id and (message.fuzzy or not all(_forms(message))):
            yield message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or [""])
