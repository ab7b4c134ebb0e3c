"""Files that a phone keeps, and the service worker that keeps them."""

import json
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from scheduler.web.views import static

_FOLDER = "elements/leaflet/dist"
LEAFLET = {
    "leaflet.js": (f"{_FOLDER}/index.js", "text/javascript"),
    "leaflet.css": (f"{_FOLDER}/leaflet/leaflet.css", "text/css"),
}
"""Where NiceGUI, which is there anyway, has Leaflet; by the name under which it is asked for."""


def leaflet(name: str) -> str:
    """Return the address of a file of Leaflet, which changes with the package."""
    return f"/phone/leaflet/{version('nicegui')}/{name}"


@cache
def worker() -> str:
    """Return the service worker, with the addresses that it keeps from the start."""
    kept = [static("rounds.css"), static("phone/phone.css"), static("phone/phone.js")]
    script = files("scheduler.web").joinpath("static", "phone", "worker.js").read_text("utf-8")
    return f"const KEPT = {json.dumps([*kept, '/phone/offline'])};\n{script}"
