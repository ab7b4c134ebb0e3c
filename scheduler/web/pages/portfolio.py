"""The team's customers in a grid: filter, sort, edit scores and goals, see who cools down."""

from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments

from models.errors import InputError, NotAllowedError, StaleError
from models.portfolio import PortfolioRow
from models.records import Row
from scheduler.pipelines.app.customers import (
    EDITABLE,
    MONEY,
    SCORES,
    Valued,
    change_customer,
    customers_of,
    valued,
)
from scheduler.web.access import manages_team
from scheduler.web.pages.frame import TeamHere, asked, caller, changed, frame
from scheduler.web.pages.grid_words import grid_words
from scheduler.web.pages.look import busy, dress, fill_later
from scheduler.web.pages.maps import show_map
from scheduler.web.pages.words import Words, listed, no_customers
from scheduler.web.texts import N_, _, direction, language, ngettext
from scheduler.web.texts.locale import number_text
from scheduler.web.texts.said import said

_TITLES = {
    "id": N_("Id"),
    "name": N_("Name"),
    "city": N_("City"),
    "rep_id": N_("Rep"),
    "segment": N_("Category"),
    "value": N_("Value a month"),
    "temperature": N_("Temperature"),
    "relationship": N_("Relationship"),
    "potential": N_("Potential"),
    "penetration": N_("Penetration"),
    "growth": N_("Growth"),
    "growth_goal": N_("Growth goal"),
    "why": N_("Why"),
}
_AMOUNTS = ("value", *MONEY)
_GROUPED = (
    "params => typeof params.value === 'number' ? params.value.toLocaleString('{}') : params.value"
)
_ROOMY = {"name": 220, "why": 320}
"""Pixels that the text of a column needs, where its title is short."""

_VALUED = ("value", "temperature", "why")
"""Columns that are empty until the customers are valued."""

_TEMPERATURES = {
    "blue": N_("blue"),
    "cool": N_("cool"),
    "warm": N_("warm"),
    "red": N_("red"),
    "unknown": N_("unknown"),
}


@ui.page("/teams/{team_id}/portfolio")
def team_portfolio(team: TeamHere) -> None:
    """Show the customers of a team."""
    with frame(_("Customers"), team, width="wide"):
        dress()
        Words("h1", _("Customers"))
        fill_later(lambda place: _show(place, team.team_id))


async def _show(place: ui.element, team_id: int) -> None:
    rows = await asked(customers_of, team_id)
    place.clear()
    with place:
        if rows:
            _Grid(team_id, rows).build()
            return
        user = caller().user
        no_customers(team_id, may_upload=user is not None and manages_team(user, team_id))


class _Grid:
    """The grid of one team in one browser."""

    def __init__(self, team_id: int, rows: list[Row]) -> None:
        self.team_id = team_id
        self.rows = {row.key: row for row in rows}
        user = caller().user
        self.may_edit = user is not None and manages_team(user, team_id)

    def build(self) -> None:
        """Put the grid on the page."""
        with ui.row(align_items="center").classes("q-gutter-md q-mb-sm"):
            count = ngettext("{n} customer", "{n} customers", len(self.rows))
            ui.label(count.format(n=number_text(len(self.rows)))).classes("quiet")
            self.button = ui.button(_("Value them"), on_click=self.value).props("outline")
            self.map_button = ui.button(_("Temperature map"), on_click=self.show_map)
            self.map_button.props("outline")
        self.notes = ui.element("div")
        self.map = ui.element("div")
        columns = [
            {
                "field": name,
                "headerName": _(title),
                "filter": True,
                "sortable": True,
                "editable": self.may_edit and name in EDITABLE,
                "hide": name in _VALUED,
                "cellDataType": False,
                "wrapHeaderText": True,
                "autoHeaderHeight": True,
                "minWidth": max(_width(_(title)), _ROOMY.get(name, 0)),
                **({":valueFormatter": _GROUPED.format(language())} if name in _AMOUNTS else {}),
                "flex": 2 if name in {"name", "why"} else 1,
                "tooltipField": name,
            }
            for name, title in _TITLES.items()
        ]
        self.grid = ui.aggrid(
            {
                "columnDefs": columns,
                "rowData": [_shown(row) for row in self.rows.values()],
                ":getRowId": "params => params.data.id",
                "enableRtl": direction() == "rtl",
                "localeText": grid_words(),
                "stopEditingWhenCellsLoseFocus": True,
                "pagination": True,
                "paginationPageSize": 100,
            }
        )
        self.grid.style("height: min(70vh, 50rem)")
        self.grid.on("cellValueChanged", self.changed, ["data", "colId", "newValue"])

    async def changed(self, event: GenericEventArguments) -> None:
        """Keep a changed score or goal; show what is kept where somebody else was faster."""
        key, name = str(event.args["data"]["id"]), str(event.args["colId"])
        text = "" if event.args["newValue"] is None else str(event.args["newValue"])
        row = self.rows[key]
        try:
            self.rows[key] = await changed(
                self.team_id, change_customer, self.team_id, row, (name, text)
            )
        except (StaleError, InputError, NotAllowedError):
            await self._again(key)
            raise

    async def value(self) -> None:
        """Show category, value, temperature and reasons."""
        with busy(self.button):
            found = await asked(valued, self.team_id)
        self.grid.options["rowData"] = [
            _shown(row) | _valued(found, row.key) for row in self.rows.values()
        ]
        for column in self.grid.options["columnDefs"]:
            column["hide"] = False
        self.grid.update()
        self.notes.clear()
        with self.notes, ui.expansion(_("What to know about them")).classes("full-width"):
            listed(found.notes)

    def show_map(self) -> None:
        """Show the customers by their temperature, or put the map away."""
        if self.map.default_slot.children:
            self.map.clear()
            return
        with self.map:
            show_map(f"/teams/{self.team_id}/portfolio/map", _("Temperature map"))

    async def _again(self, key: str) -> None:
        rows = await asked(customers_of, self.team_id)
        self.rows = {row.key: row for row in rows}
        if key in self.rows:
            self.grid.run_row_method(key, "setData", _shown(self.rows[key]))


def _width(title: str) -> int:
    """Return the pixels that a column needs so that no word of its title is broken."""
    return 68 + 8 * max(map(len, title.split()))


def _shown(row: Row) -> dict[str, Any]:
    fields = row.fields
    return {
        "id": row.key,
        **{name: fields.get(name, "") for name in ("name", "city", "rep_id", "segment")},
        **{name: _number(fields.get(name, "")) for name in (*SCORES, *MONEY)},
    }


def _valued(found: Valued, key: str) -> dict[str, Any]:
    row = found.rows.get(key)
    if row is None:
        return {}
    word = _TEMPERATURES[row.warmth.temperature.value]
    return {
        "segment": row.segment.value,
        "value": None if row.value is None else round(row.value),
        "temperature": _(word),
        "why": said("; ".join(filter(None, (row.alarm, _fall(row), row.treatment, _release(row))))),
    }


def _fall(row: PortfolioRow) -> str:
    return row.fall.note if row.fall.falling else ""


def _release(row: PortfolioRow) -> str:
    return row.release.reason if row.release else ""


def _number(text: str) -> float | str | None:
    try:
        return float(text) if text else None
    except ValueError:
        return text
