"""The sentences that modules can say, found in their source: words between the fields of texts."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

_DEFECTS = {"ProblemError", "ValueError", "RuntimeError", "AssertionError", "TypeError", "KeyError"}


def pieces_of(path: Path) -> list[tuple[int, str]]:
    """Return every stretch of at least two words in the texts of a module, with its line.

    Documentation is left out, and so is what only a defect of the program says.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [(line, piece) for line, text in _texts(tree) for piece in _stretches(text)]


def _texts(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # documentation
    if isinstance(node, ast.Assert) or (isinstance(node, ast.Raise) and _is_defect(node)):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.lineno, node.value
    if isinstance(node, ast.JoinedStr):
        yield from _parts(node)
        return
    for child in ast.iter_child_nodes(node):
        yield from _texts(child)


def _parts(node: ast.JoinedStr) -> Iterator[tuple[int, str]]:
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            yield from _texts(part.value)
        elif isinstance(part, ast.Constant):
            yield node.lineno, str(part.value)


def _is_defect(node: ast.Raise) -> bool:
    call = node.exc
    return isinstance(call, ast.Call) and getattr(call.func, "id", "") in _DEFECTS


def _stretches(text: str) -> Iterator[str]:
    for clause in re.split(r"; |\d+", text):
        piece = clause.strip(" ,:;()'\"+")
        if re.search(r"[A-Za-z]{2}[^A-Za-z\\\\]* [^A-Za-z\\\\]*[A-Za-z]{2}", piece):
            yield piece
