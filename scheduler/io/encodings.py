"""The encoding of a text file: said by its first bytes, else UTF-8, else guessed."""

import re

from charset_normalizer import from_bytes

from scheduler.io.table import refuse

LEGACY = ("cp1255", "cp1251", "cp1252")
NAMES = {
    "cp1255": "Windows Hebrew (cp1255)",
    "cp1251": "Windows Cyrillic (cp1251)",
    "cp1252": "Windows Western (cp1252)",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SAMPLE = 60_000
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x19\x1b-\x1f]")


def decoded(file: str, data: bytes) -> tuple[str, str]:
    """Return the text of a file and the encoding it was read with.

    Raises
    ------
    InputError
        If the file is binary, or damaged in its encoding.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(file, data[len(mark) :], encoding), encoding
    wide = _wide_without_mark(data[:_SAMPLE])
    if wide:
        return _strict(file, data, wide), wide
    if b"\x00" in data or len(_CONTROLS.findall(data[:_SAMPLE])) > len(data[:_SAMPLE]) / 50:
        advice = "give a table: a .csv file or a .xlsx workbook"
        raise refuse(file, "this is a binary file, not a text", advice)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        _check_not_damaged(file, data, error)
    encoding = _guess(data)
    return data.decode(encoding, errors="replace"), encoding


def _strict(file: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"the file says that it is {encoding.upper()}, but it is damaged at byte"
        raise refuse(file, f"{what} {error.start + 1}", "export the list again") from None


def _wide_without_mark(sample: bytes) -> str:
    """Return the UTF-16 in which every delimiter has its zero byte on the same side."""
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if odd > len(sample) / 20 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) / 20 and not odd else ""


def _check_not_damaged(file: str, data: bytes, error: UnicodeDecodeError) -> None:
    """Refuse UTF-8 with a few broken letters: a guess would spoil all the good ones."""
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    good = sum(1 for letter in lenient if not letter.isascii()) - broken
    if good > 4 * broken:
        line = data.count(b"\n", 0, error.start) + 1
        what = "a letter is damaged: the file is UTF-8 elsewhere, but not here"
        raise refuse(file, what, "type the cell again or export the list again", row=line)


def _guess(data: bytes) -> str:
    lines = [line for line in data.split(b"\n") if not line.isascii()]
    sample = b"\n".join(lines)[:_SAMPLE]
    for match in from_bytes(sample, cp_isolation=list(LEGACY)):
        if match.coherence > 0.2 and match.encoding in LEGACY:
            return match.encoding
    return _by_script(sample)


def _by_script(sample: bytes) -> str:
    """Tell the script of texts too short for the statistics of a language.

    In Western texts accented letters stand alone among plain ones. Hebrew letters are the bytes
    E0 to FA; Cyrillic capitals are C0 to DF and some frequent small ones lie above FA.
    """
    words = [word for word in re.findall(rb"[A-Za-z\x80-\xff]+", sample) if not word.isascii()]
    foreign = [word for word in words if re.search(rb"[\xc0-\xff]{2,}", word)]
    if len(foreign) * 2 < len(words):
        return "cp1252"
    letters = b"".join(foreign)
    cyrillic_only = len(re.findall(rb"[\xc0-\xdf\xfb\xfc\xff]", letters))
    return "cp1251" if cyrillic_only * 20 > len(letters) else "cp1255"
