"""Maps as pages of their own, to stand in other pages or to be opened beside them."""

from collections.abc import Sequence

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from nicegui import ui

from scheduler.pipelines.app.ask_scenarios import comparison_map
from scheduler.pipelines.app.team_maps import LEAFLET, LEAFLET_STYLE, temperature_map
from scheduler.web.caller import Asking
from scheduler.web.map_file import in_words, library_text
from scheduler.web.phone.assets import leaflet
from scheduler.web.routes import Id
from scheduler.web.security import policy
from scheduler.web.settings import Settings
from scheduler.web.texts import _

router = APIRouter()

_A_DAY = "private, max-age=86400"


@router.get(LEAFLET)
def library(who: Asking) -> Response:
    """Give the maps Leaflet, and what they stand on."""
    content = library_text(who.settings, leaflet("leaflet.js"))
    return Response(content, media_type="text/javascript", headers={"cache-control": "no-cache"})


@router.get(LEAFLET_STYLE)
def style() -> Response:
    """Give the maps the style sheet of Leaflet."""
    content = f'@import url("{leaflet("leaflet.css")}");\n'
    return Response(content, media_type="text/css", headers={"cache-control": _A_DAY})


@router.get("/teams/{team_id}/portfolio/map")
def temperatures(who: Asking, team_id: Id) -> HTMLResponse:
    """Show the customers of a team by their temperature."""
    return map_page(who.settings, temperature_map(who.database, who.signed_in(), team_id))


@router.get("/teams/{team_id}/scenarios/{scenario_id}/maps/{number}")
def scenario_map(who: Asking, team_id: Id, scenario_id: Id, number: int) -> HTMLResponse:
    """Show the team as a scenario has it."""
    user = who.signed_in()
    content = comparison_map(who.database, user, team_id, scenario_id, number)
    return map_page(who.settings, content)


def map_page(settings: Settings, content: str) -> HTMLResponse:
    """Return a map in the current language; it has its script in it."""
    rules = policy(settings.tiles_origin, inline=True)
    return HTMLResponse(in_words(content), headers={"content-security-policy": rules})


def show_map(address: str, title: str) -> None:
    """Put a map into the page, with the way to see it alone; it comes when it is ready."""
    waiting = ui.label(_("The map is being drawn …")).classes("quiet small")
    frame = ui.element("iframe").classes("map-frame")
    frame.props["src"], frame.props["title"] = address, title
    frame.on("load", lambda: waiting.set_visibility(False))
    ui.link(_("Open the map alone"), address, new_tab=True).classes("small no-print")


def choose_map(addresses: Sequence[str], names: Sequence[str]) -> None:
    """Put one of several maps into the page, by its name."""
    shown = dict(enumerate(names))
    toggle = ui.toggle(shown, value=0).props("no-caps unelevated").classes("map-choice")
    place = ui.element("div")

    def show() -> None:
        place.clear()
        with place:
            show_map(addresses[toggle.value], names[toggle.value])

    toggle.on_value_change(show)
    show()
