"""Spellings of town names: one key for all that people write for the same town."""

import re
import unicodedata
from collections.abc import Iterator

ABBREVIATIONS = {
    'ת"א': "תל אביב",
    'ראשל"צ': "ראשון לציון",
    'פ"ת': "פתח תקווה",
    'ב"ש': "באר שבע",
    'כפ"ס': "כפר סבא",
    'י"ם': "ירושלים",
    "י-ם": "ירושלים",
    'רמה"ש': "רמת השרון",
    "спб": "санкт-петербург",
    "питер": "санкт-петербург",
    "мск": "москва",
    "екб": "екатеринбург",
    "нск": "новосибирск",
    "nyc": "new york city",
}
"""Short forms that no list of alternate names holds."""

FIRST_WORDS = {
    "st": "saint",
    "ste": "sainte",
    "ft": "fort",
    "mt": "mount",
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "so": "south",
    "no": "north",
    "г": "",
    "гор": "",
    "город": "",
    "пос": "",
    "ק": "קרית",
}
"""Short forms and prefixes at the beginning of a name."""

_QUOTES = "'`´’‘‛“”„\"׳״ʼʻ"
_GAPS = re.compile(r"[\s\-–—־‐‑_.,;:/\\()\[\]]+")
_CUT = re.compile(r"\s+[-–—]\s+|[,;(/\[]")
_HEBREW_DOUBLES = re.compile(r"(י)י+|(ו)ו+")
_NO_QUOTES = {ord(mark): None for mark in _QUOTES}
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
    "абвгдежзиклмнопрстуфхцчшщъыьэюя",
)
_SHORTEST_CORRECTED = 6
"""Below this many letters one wrong letter makes another town."""


def town_key(name: str) -> str:
    """Return what all spellings of a town have in common: letters and digits without gaps.

    Case, accents, niqqud, quotes, hyphens, doubled yod and vav, and the usual short forms
    (`ABBREVIATIONS`, `FIRST_WORDS`) do not count.
    """
    text = name.strip().casefold()
    if not text.isascii():
        text = text.replace("״", '"').replace("”", '"').replace("“", '"').replace("''", '"')
    text = ABBREVIATIONS.get(text, text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
        text = _HEBREW_DOUBLES.sub(r"\1\2", text)
    words = _GAPS.sub(" ", text.translate(_NO_QUOTES)).split()
    if len(words) > 1:
        words[0] = FIRST_WORDS.get(words[0], words[0])
    return "".join(words)


def spellings(name: str) -> tuple[str, ...]:
    """Return the keys under which to look for a name, best first.

    The whole name comes first, then what stands before a comma, bracket, slash or spaced dash.
    """
    heads = (name, _CUT.split(name.strip(), maxsplit=1)[0])
    return tuple(key for key in dict.fromkeys(map(town_key, heads)) if key)


def one_letter_off(key: str) -> Iterator[str]:
    """Yield every key that one typing mistake separates from this one, each once.

    A mistake is a letter too many, too few, wrong, or swapped with its neighbour (Damerau 1964,
    doi 10.1145/363958.363994). Short names yield nothing.
    """
    if len(key) < _SHORTEST_CORRECTED:
        return
    letters = next((a for a in _ALPHABETS if key[0] in a), "")
    cuts = [(key[:k], key[k:]) for k in range(len(key) + 1)]
    found = dict.fromkeys(a + b[1:] for a, b in cuts if b)
    found |= dict.fromkeys(a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1)
    found |= dict.fromkeys(a + c + b[1:] for a, b in cuts if b for c in letters)
    found |= dict.fromkeys(a + c + b for a, b in cuts for c in letters)
    found.pop(key, None)
    yield from found
