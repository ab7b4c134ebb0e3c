"""The application: one server for pages, phones and programs."""

from pathlib import Path

import nicegui
from fastapi import FastAPI
from nicegui import ui
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.staticfiles import StaticFiles

from scheduler.pipelines.app.database import Database, open_database
from scheduler.web import account, admin, api, pages, phone, tokens
from scheduler.web.access import rule_of
from scheduler.web.api.document import describe, operation_name
from scheduler.web.caller import Site
from scheduler.web.errors import answer_errors
from scheduler.web.gate import Gate
from scheduler.web.pages.connection import speak_of_it
from scheduler.web.quiet import keep_quiet
from scheduler.web.routes import routers_in, routes_of
from scheduler.web.security import SecurityHeaders
from scheduler.web.settings import Settings

_WEB = Path(__file__).parent
_MEGABYTE = 1_000_000


def create_app(settings: Settings, database: Database | None = None) -> FastAPI:
    """Return the application, ready for a server.

    Parameters
    ----------
    settings
        The settings.
    database
        Where everything is kept, if it is open already; otherwise the one that the settings name is
        opened, and brought up to date where it is older.

    Raises
    ------
    LookupError
        A route has no rule in `access`.
    StoreUnavailableError
        The database cannot be opened.
    """
    app = FastAPI(
        title="Rounds",
        version="1",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=operation_name,
    )
    for package in (pages, phone):
        for router in routers_in(package):
            app.include_router(router, include_in_schema=False)
    for router in (account.router, tokens.router, admin.router):
        app.include_router(router, include_in_schema=False)
    for router in routers_in(api):
        app.include_router(router, prefix="/api/v1")
    describe(app)
    app.mount("/static", StaticFiles(directory=_WEB / "static"))
    answer_errors(app)
    _add_pages(app)
    _demand_rules(app)
    site = Site(settings=settings, database=database or open_database(settings.database_url))
    app.add_middleware(
        RequestBodyLimitMiddleware, max_body_size=settings.upload_limit_mb * _MEGABYTE
    )
    app.add_middleware(Gate, site=site, routed=app)
    app.add_middleware(SecurityHeaders, settings=settings)
    return app


def _add_pages(app: FastAPI) -> None:
    """Mount what NiceGUI serves; there is one of it in a process, also under a second application."""
    nicegui.app.middleware_stack = None
    nicegui.app.user_middleware.clear()
    answer_errors(nicegui.app)
    keep_quiet()
    ui.run_with(
        app,
        title="Rounds",
        favicon=_WEB / "static" / "icon.svg",
        dark=None,
        tailwind=False,
        reconnect_timeout=10.0,
        show_welcome_message=False,
    )
    speak_of_it()
    nicegui.app.colors(
        primary="#0f766e", accent="#0f766e", negative="#b91c1c", dark="#21262e", dark_page="#171b21"
    )


def _demand_rules(app: FastAPI) -> None:
    """Refuse to start with a route that nobody decided about."""
    without = [route for route in routes_of(app) if rule_of(*route) is None]
    if without:
        names = ", ".join(f"{method} {template}" for method, template in without)
        raise LookupError(f"no rule in scheduler/web/access.py for {names}")
