"""A sentence with fields, as the pipelines write it in English."""

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.web.texts import _, ngettext
from scheduler.web.texts.said.fields import KINDS, kind_of

CLAUSES = "; "
"""Between the clauses of a sentence; only `rest` and `verbatim` reach over it."""
NESTED: Mapping[str, str] = {
    "said": r"(?:(?!; ).)+?",
    "list": r"(?:(?!; ).)+?",
    "rest": r".+",
}
"""Fields that hold sentences themselves: one; several in a list; everything to the end."""


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with fields; with a count, it has two forms.

    Parameters
    ----------
    one
        The text, or its form for a single thing.
    many
        The form for several things, whose number is in the field ``n``; empty where there is no count.
    probes
        Of each form, the longest words that no text of it lacks.
    has_clauses
        Whether texts of it may consist of several clauses.
    """

    one: str
    many: str
    patterns: tuple[re.Pattern[str], ...]
    probes: tuple[str, ...]
    has_clauses: bool

    @classmethod
    def of(cls, marked: str | tuple[str, str]) -> "Template":
        """Return the template of a text, or of a text with its plural."""
        one, many = (marked, "") if isinstance(marked, str) else marked
        forms = [one, many] if many else [one]
        has_clauses = any(part in one for part in (CLAUSES, "{rest}", "{verbatim"))
        return cls(one, many, tuple(map(_pattern, forms)), tuple(map(_probe, forms)), has_clauses)

    @property
    def weight(self) -> int:
        """Return how much of it is fixed: of two that fit, the heavier one is meant."""
        return sum(len(words) for words, *_field in string.Formatter().parse(self.many or self.one))

    def filled(self, values: Mapping[str, str], count: str) -> str:
        """Return the sentence in the current language.

        Parameters
        ----------
        values
            What stands in the fields, in that language.
        count
            The number in the field ``n``, as English writes it.
        """
        if not self.many:
            return _(self.one).format(**values)
        whole = abs(round(float(count.replace(",", ""))))
        return ngettext(self.one, self.many, whole).format(**values)


def fields_of(text: str) -> list[str]:
    """Return the names of the fields of a text."""
    return [field for _words, field, *_rest in string.Formatter().parse(text) if field]


def _pattern(text: str) -> re.Pattern[str]:
    found = ""
    for words, field, *_rest in string.Formatter().parse(text):
        found += re.escape(words)
        if field:
            kind = kind_of(field)
            inside = NESTED[kind] if kind in NESTED else KINDS[kind].pattern
            found += f"(?P={field})" if f"(?P<{field}>" in found else f"(?P<{field}>{inside})"
    if text.endswith("}"):
        found += r"(?<!\.)"  # a full stop ends the sentence; it is no part of a name
    return re.compile(found, re.DOTALL)


def _probe(text: str) -> str:
    return max((words for words, *_rest in string.Formatter().parse(text)), key=len)
