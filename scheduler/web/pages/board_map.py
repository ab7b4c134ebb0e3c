"""A day on a map, beside the board."""

from collections.abc import Mapping
from html import escape
from typing import Any

from nicegui import ui

from scheduler.pipelines.app.board_view import stop_colour
from scheduler.web.settings import Settings
from scheduler.web.texts.locale import time_text

_LINE = {"color": "#0f766e", "weight": 3, "opacity": 0.75}
_HOME = {"radius": 6, "color": "#fff", "weight": 2, "fillColor": "#111827", "fillOpacity": 1}
_NUMBER = {"permanent": True, "direction": "center", "className": "map-number"}


class DayMap:
    """The map of one day: the way from the start over the numbered stops to the end.

    Parameters
    ----------
    settings
        Name the map tiles; without any, places stand on a plain background.
    """

    def __init__(self, settings: Settings) -> None:
        self._map = ui.leaflet(options={"attributionControl": bool(settings.tiles)})
        self._map.classes("board-map")
        self._settings = settings
        self._map.clear_layers()

    async def show(self, day: Mapping[str, Any]) -> None:
        """Show a day as `scheduler.pipelines.app.board_view.day_map` tells it."""
        await self._map.initialized()
        self._map.clear_layers()
        if self._settings.tiles:
            named = {"attribution": escape(self._settings.tiles_attribution)}
            self._map.tile_layer(url_template=self._settings.tiles, options=named)
        way = [day["start"], *(stop["at"] for stop in day["stops"]), day["end"]]
        known = [point for point in way if point]
        if len(known) > 1:
            self._map.generic_layer(name="polyline", args=[known, _LINE])
        if day["start"]:
            self._map.generic_layer(name="circleMarker", args=[day["start"], _HOME])
        for stop in day["stops"]:
            self._stop(stop)
        if known:
            fitted = {"padding": [22, 22], "maxZoom": 13, "animate": False}
            self._map.run_map_method("fitBounds", known, fitted)

    def _stop(self, stop: Mapping[str, Any]) -> None:
        look = {"radius": 11, "color": "#fff", "weight": 2, "fillOpacity": 1}
        look["fillColor"] = stop_colour(stop["kind"], stop["seg"])
        layer = self._map.generic_layer(name="circleMarker", args=[stop["at"], look])
        told = f"{time_text(stop['arrive'])} {stop['name']}"
        self._map.run_layer_method(layer.id, "bindPopup", escape(told))
        self._map.run_layer_method(layer.id, "bindTooltip", str(stop["number"]), _NUMBER)
