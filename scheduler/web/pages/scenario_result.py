"""Scenarios side by side: what decides as bars, every figure in a table."""

from typing import Any

from nicegui import ui

from models.scenarios import ComparedLine, RulePrice
from scheduler.pipelines.app.ask_scenarios import KeptComparison
from scheduler.web.pages.maps import choose_map
from scheduler.web.pages.scenario_words import (
    HEADS,
    difference_text,
    is_part,
    line_text,
    rule_name,
    signed_text,
    value_text,
)
from scheduler.web.pages.words import Words, headed, listed
from scheduler.web.texts import _, direction

_BARS = ("coverage", "drive_hours", "team_cost", "contribution")
_FIRST, _OTHER, _QUIET = "#64748b", "#0f766e", "#7b8494"


def show_comparison(found: KeptComparison, maps: str) -> None:
    """Put a comparison on the page.

    Parameters
    ----------
    maps
        Address of the maps; the number of the scenario follows it.
    """
    by_key = {line.key: line for line in found.lines}
    with ui.element("div").classes("bars"):
        for key in _BARS:
            with ui.element("div").classes("card"):
                _bars(found, by_key[key])
    _table(found)
    if found.currency:
        ui.label(_("Money a month, in {currency}.").format(currency=found.currency)).classes(
            "quiet"
        )
    told = _(
        "Proven gap: at most this share of the cost could be saved by a better plan of the same month."
    )
    ui.label(told).classes("quiet small")
    if found.prices:
        _prices(found)
    if found.maps:
        Words("h2", _("Maps"))
        choose_map([f"{maps}/{k}" for k in range(found.maps)], found.names)
    if found.notes:
        with ui.expansion(_("What to know about them"), value=True).classes("full-width"):
            listed(found.notes)


def _bars(found: KeptComparison, line: ComparedLine) -> None:
    Words("h3", line_text(line))
    height = f"{2.2 * len(found.names) + 2:.1f}rem"
    ui.echart(_bar_options(found, line), renderer="svg").style(f"height: {height}")


def _bar_options(found: KeptComparison, line: ComparedLine) -> dict[str, Any]:
    mirrored = direction() == "rtl"
    scale = 100 if line.form == "share" else 1
    bars = [
        {
            "value": None if value is None else round(scale * value, 2),
            "itemStyle": {"color": _OTHER if k else _FIRST},
            "label": {"show": True, "formatter": value_text(line, value)},
        }
        for k, value in enumerate(line.values)
    ]
    limits: dict[str, Any] = {"min": 0, "max": 100} if line.form == "share" else {}
    quiet: dict[str, Any] = {"color": _QUIET, "width": 120, "overflow": "truncate"}
    side = "right" if mirrored else "left"
    return {
        "grid": {"left": 8, "right": 8, "top": 4, "bottom": 4, "containLabel": True},
        "xAxis": {"type": "value", "inverse": mirrored, "show": False, **limits},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "position": side,
            "data": list(found.names),
            "axisLabel": quiet,
            "axisTick": {"show": False},
            "axisLine": {"lineStyle": {"color": _QUIET}},
        },
        "series": [
            {
                "type": "bar",
                "data": bars,
                "barMaxWidth": 22,
                "label": {
                    "position": "inside" + ("Right" if mirrored else "Left"),
                    "color": "#fff",
                },
            }
        ],
        "animation": False,
    }


def _prices(found: KeptComparison) -> None:
    Words("h2", _("What each rule costs a month"))
    about = _(
        "On top of {name}: what is driven and paid with the rule and not without it. "
        "Money: driving time and kilometres."
    )
    ui.label(about.format(name=found.names[0])).classes("quiet")
    with ui.element("div").classes("wide-table"), ui.element("table").classes("list"):
        headed(
            _("Rule"), _("Driving, km"), _("km a visit"), _("Driving, hours"), _("Money"),
            _("What is proven"),
        )  # fmt: skip
        with ui.element("tbody"):
            for price in found.prices:
                _price(price)


def _price(price: RulePrice) -> None:
    with ui.element("tr"):
        Words("td", rule_name(price.rule))
        for text in (
            signed_text(price.km),
            signed_text(100 * price.share, 1) + "%",
            signed_text(price.drive_min / 60, 1),
            signed_text(price.money),
        ):
            Words("td", text, "num")
        Words("td", price.verdict)


def _table(found: KeptComparison) -> None:
    with (
        ui.element("div").classes("wide-table"),
        ui.element("table").classes("list scenarios"),
    ):
        with ui.element("thead"), ui.element("tr"):
            Words("td", "")
            for name, about in zip(found.names, found.abouts, strict=True):
                _head(name, about)
        with ui.element("tbody"):
            for line in found.lines:
                _line(line)


def _head(name: str, about: str) -> None:
    with ui.element("th").props("scope=col"):
        Words("div", name)
        Words("div", about, "small quiet about")


def _line(line: ComparedLine) -> None:
    kind = "head" if line.key in HEADS else "part" if is_part(line) else ""
    with ui.element("tr").classes(kind):
        Words("th", line_text(line)).props("scope=row")
        for value, more in zip(line.values, line.differences, strict=True):
            _cell(value_text(line, value), difference_text(line, more))


def _cell(value: str, difference: str) -> None:
    with ui.element("td").classes("num"):
        Words("div", value)
        if difference:
            Words("div", difference, "small quiet")
