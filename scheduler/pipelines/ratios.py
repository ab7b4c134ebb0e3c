"""Ratios as people write them: ``0.2``, ``20%``, ``5 : 1``; several of them with commas."""

import re
from fractions import Fraction

from models.errors import InputError, InputProblem
from scheduler.io.parsers import closing_ratios

_EXACT = 1_000_000
"""Ratios are fractions with no larger denominator: 3:1 is a third, 0.1 a tenth."""


def ratio_of(option: str, text: str) -> Fraction:
    """Return a ratio in (0, 1], exactly.

    Raises
    ------
    InputError
        If it is none, naming the option.
    """
    return ratios_of(option, text)[0]


def ratios_of(option: str, text: str) -> list[Fraction]:
    """Return ratios separated by commas or semicolons; plain numbers above 1 make all of them percent.

    Raises
    ------
    InputError
        With every one that is no ratio in (0, 1], naming the option.
    """
    words = [word.strip() for word in re.split(r"[,;]", text)]
    plain = [word for word in words if re.fullmatch(r"\d+(\.\d+)?", word)]
    if any(float(word) > 1 for word in plain):
        words = [f"{word}%" if word in plain else word for word in words]
    found = closing_ratios()(words)
    what, advice = "this is no ratio", "write one or several as 0.2, 20% or 5:1, above 0"
    problems = [
        InputProblem(option, 0, "", word or text, what, advice)
        for word, value in zip(words, found.values, strict=True)
        if value is None
    ]
    if problems:
        raise InputError(problems)
    return [Fraction(value).limit_denominator(_EXACT) for value in found.values if value]
