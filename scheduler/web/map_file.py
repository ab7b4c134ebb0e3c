"""What maps stand on and speak: Leaflet and the background, from this server or in the map's own file."""

import json
from base64 import b64encode
from functools import cache
from html import escape
from importlib.resources import files

from scheduler.pipelines.app.team_maps import LEAFLET, LEAFLET_STYLE, spoken
from scheduler.web.phone.assets import LEAFLET as FILES
from scheduler.web.settings import Settings
from scheduler.web.texts import direction, language
from scheduler.web.texts.said import said

_NAME = "leaflet"
"""Under which the scripts of a file know Leaflet."""
_HEAD = "<head>"


def library_text(settings: Settings, address: str) -> str:
    """Return the module from which the maps have Leaflet, and that puts the map tiles below them.

    Parameters
    ----------
    address
        Where Leaflet is.
    """
    tiles, named = settings.tiles, {"attribution": escape(settings.tiles_attribution)}
    lay = f"L.tileLayer({json.dumps(tiles)}, {json.dumps(named)}).addTo(map);" if tiles else ""
    return (
        f'import {{ leaflet as L }} from "{address}";\n'
        f"export {{ L }};\nexport function lay(map) {{ {lay} }}\n"
    )


def in_words(content: str) -> str:
    """Return a map that is drawn for a server in the current language."""
    return spoken(content, said, language(), direction())


def map_file(settings: Settings, content: str) -> str:
    """Return a map that is drawn for a server as a file that needs none: all it loads is inside.

    Only the background, where the settings name one, still comes from its server.
    """
    library = library_text(settings, _NAME).encode()
    modules = {LEAFLET: _inside(library, "text/javascript"), _NAME: _leaflet("leaflet.js")}
    known = f'<script type="importmap">{json.dumps({"imports": modules})}</script>'
    style = f'href="{_leaflet("leaflet.css")}"'
    styled = content.replace(f'href="{LEAFLET_STYLE}"', style)
    return styled.replace(_HEAD, f"{_HEAD}{known}", 1)


@cache
def _leaflet(name: str) -> str:
    path, kind = FILES[name]
    return _inside(files("nicegui").joinpath(path).read_bytes(), kind)


def _inside(content: bytes, kind: str) -> str:
    """Return the address of a file that is in its own address."""
    return f"data:{kind};base64,{b64encode(content).decode()}"
