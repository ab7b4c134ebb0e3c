"""Line charts as one self-contained SVG: panels of lines over a logarithmic axis."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.io.pages import render

_COLOURS = ("#0f766e", "#c2410c", "#4338ca", "#a16207", "#be185d", "#475569")
_WIDTH, _HEIGHT = 300, 180
_ROOM_LEFT, _ROOM_ABOVE, _PITCH_X, _PITCH_Y = 70, 80, 400, 270
_COLUMNS = 2
_TICKS = 4


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a line.

    Parameters
    ----------
    note
        Shown beside the figures; a point with a note is drawn hollow.
    """

    x: float
    y: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart: its title, what y is, and its lines by name, the points by x."""

    title: str
    y: str
    lines: dict[str, list[Point]]


def line_charts(title: str, x: str, panels: Sequence[Panel]) -> str:
    """Return an SVG document; x, which must be above 0, is drawn logarithmically.

    Parameters
    ----------
    x
        What x is in all panels.
    """
    names = list(dict.fromkeys(name for panel in panels for name in panel.lines))
    colours = {name: _COLOURS[k % len(_COLOURS)] for k, name in enumerate(names)}
    columns = min(_COLUMNS, max(1, len(panels)))
    view = {
        "title": title,
        "x_name": x,
        "colours": colours,
        "width": columns * _PITCH_X,
        "height": _ROOM_ABOVE + math.ceil(len(panels) / columns) * _PITCH_Y,
        "box": (_WIDTH, _HEIGHT),
        "panels": [
            {
                "left": _ROOM_LEFT + k % columns * _PITCH_X,
                "top": _ROOM_ABOVE + k // columns * _PITCH_Y,
                **_drawn(panel),
            }
            for k, panel in enumerate(panels)
        ],
    }
    return render("line_charts.svg", view)


def _drawn(panel: Panel) -> dict[str, Any]:
    """Return a panel in its own pixels, from its upper left corner."""
    points = [point for line in panel.lines.values() for point in line]
    low, high = min(map(_log, points)), max(map(_log, points))
    steps = list(_ticks(min(p.y for p in points), max(p.y for p in points)))

    def across(x: float) -> float:
        return _WIDTH / 2 if high == low else (math.log(x) - low) / (high - low) * _WIDTH

    def down(y: float) -> float:
        return _HEIGHT * (steps[-1] - y) / (steps[-1] - steps[0])

    return {
        "title": panel.title,
        "y_name": panel.y,
        "across": [(across(x), f"{x:g}") for x in sorted({point.x for point in points})],
        "down": [(down(y), f"{y:,.10g}") for y in steps],
        "lines": {
            name: [(across(p.x), down(p.y), f"{p.x:g}: {p.y:,.4g}", p.note) for p in line]
            for name, line in panel.lines.items()
        },
    }


def _log(point: Point) -> float:
    return math.log(point.x)


def _ticks(low: float, high: float) -> Iterator[float]:
    """Yield round numbers from at most the lowest to at least the highest."""
    rough = max((high - low) / _TICKS, abs(high) * 1e-4, 1e-9)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * k for k in (1, 2, 5, 10) if power * k >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    for k in range(first, max(last, first + 1) + 1):
        yield round(k * step, 10)


__all__ = ["Panel", "Point", "line_charts"]
