"""The routes of the application, those of NiceGUI's pages included."""

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Annotated, NamedTuple

from fastapi import APIRouter, FastAPI, Path
from fastapi.routing import iter_route_contexts
from starlette.routing import Mount, compile_path

from models.errors import MissingError
from models.month import Month

LARGEST_ID = 2**31 - 1
Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
"""A number of the store in a path: one that no database holds is refused like any other mistake."""

_PAGES = "/_nicegui"
_ASSETS = ("/static/", "/_nicegui/", "/favicon.ico")
_OF_A_PAGE = ("/_nicegui/auto/", "/_nicegui/client/")


class Route(NamedTuple):
    """What a request may ask for.

    Parameters
    ----------
    method
        ``GET``, ``POST`` … or ``WEBSOCKET``.
    template
        The path, with braces.
    """

    method: str
    template: str


class Found(NamedTuple):
    """The route of a request.

    Parameters
    ----------
    template
        The path, with braces; the path itself for what NiceGUI adds by itself.
    params
        What stands in the braces.
    """

    template: str
    params: dict[str, str]

    @property
    def is_asset(self) -> bool:
        """Whether it is the same for everybody, whoever asks."""
        return self.template.startswith(_ASSETS) and not self.template.startswith(_OF_A_PAGE)


def routes_of(app: FastAPI) -> Iterator[Route]:
    """Return the routes in the order in which they are tried; not those below ``/_nicegui``."""
    for route in iter_route_contexts(app.routes):
        template = route.path or ""
        if isinstance(route.original_route, Mount):
            if isinstance(route.original_route.app, FastAPI):
                yield from routes_of(route.original_route.app)
            elif not template.startswith(_PAGES):
                yield Route("GET", template + "/{path:path}")
        elif not template.startswith(_PAGES):
            for method in sorted((route.methods or {"WEBSOCKET"}) - {"HEAD"}):
                yield Route(method, template)


class Routes:
    """Finds the route of a request as the application itself does: the first that fits."""

    def __init__(self, app: FastAPI) -> None:
        self._templates: list[tuple[re.Pattern[str], Route]] = [
            (compile_path(route.template)[0], route) for route in routes_of(app)
        ]

    def find(self, method: str, path: str) -> tuple[Found | None, set[str]]:
        """Return the route, or nothing and the methods that would have been answered."""
        if path.startswith(_PAGES):
            return Found(path, {}), set()
        others: set[str] = set()
        for pattern, route in self._templates:
            if match := pattern.match(path):
                if route.method == ("GET" if method == "HEAD" else method):
                    return Found(route.template, match.groupdict()), set()
                others.add(route.method)
        return None, others


def routers_in(package: ModuleType) -> Iterator[APIRouter]:
    """Import every module of a package; return the routers that are called ``router`` in them.

    Pages of NiceGUI register themselves when they are imported.
    """
    for module in iter_modules(package.__path__, package.__name__ + "."):
        router = getattr(import_module(module.name), "router", None)
        if isinstance(router, APIRouter):
            yield router


def month_of(text: str) -> Month:
    """Return the month of an address, as ``2026-12``.

    Raises
    ------
    MissingError
        There is no such month.
    """
    try:
        month = Month.parse(text)
        _end = month.last  # the last month of the calendar has none
    except ValueError:
        raise MissingError(text) from None
    return month
