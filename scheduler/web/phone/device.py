"""What a phone needs beside the pages: the service worker, the manifest, the library of the map."""

from importlib.resources import files

from fastapi import APIRouter
from fastapi.requests import Request
from fastapi.responses import JSONResponse, Response

from scheduler.web.caller import Asking
from scheduler.web.phone.assets import LEAFLET, worker
from scheduler.web.phone.packed import packed
from scheduler.web.views import page, static

router = APIRouter()
_YEAR = "public, max-age=31536000, immutable"


@router.get("/phone/worker.js")
def service_worker() -> Response:
    """Give the script that keeps pages for when there is no network."""
    headers = {"service-worker-allowed": "/phone", "cache-control": "no-cache"}
    return Response(worker(), media_type="text/javascript", headers=headers)


@router.get("/phone/manifest.webmanifest")
def manifest() -> Response:
    """Say how the pages look on the start screen of a phone."""
    content = {
        "name": "Rounds",
        "short_name": "Rounds",
        "start_url": "/phone",
        "scope": "/phone",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0f766e",
        "icons": [{"src": static("icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JSONResponse(content, media_type="application/manifest+json")


@router.get("/phone/offline")
def offline(request: Request) -> Response:
    """Show what stands in for a page that was never kept."""
    return page(request, "phone/offline.html", {})


@router.get("/phone/session")
def session(caller: Asking) -> Response:
    """Say who is signed in and what proves it, so that the queue of another rep is never sent."""
    user = caller.signed_in()
    content = {"user": user.user_id, "csrf": caller.csrf}
    return JSONResponse(content, headers={"cache-control": "no-store"})


@router.get("/phone/leaflet/{version}/{name}")
def leaflet(request: Request, version: str, name: str) -> Response:  # noqa: ARG001 - the version only makes the address new
    """Give a file of the library that draws maps, from the package that brings it."""
    known = LEAFLET.get(name)
    if known is None:
        return Response(status_code=404)
    path, kind = known
    content = files("nicegui").joinpath(path).read_bytes()
    found = Response(content, media_type=kind, headers={"cache-control": _YEAR})
    return packed(request, found)
