"""Headers that tell the browser what a page may do."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scheduler.web.settings import Settings

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}
_A_YEAR = "max-age=31536000"


class SecurityHeaders:
    """Adds the headers to every answer.

    Light pages run scripts from files of ours only. NiceGUI writes its pages' scripts and styles
    into the page and compiles templates in the browser, so its pages are allowed that, and no more.

    Parameters
    ----------
    app
        What answers.
    settings
        Name the map tiles, which are the only thing that comes from elsewhere.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._light = policy(settings.tiles_origin, inline=False)
        self._rich = policy(settings.tiles_origin, inline=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), scope)
            await send(message)

        await self._app(scope, receive, with_headers)

    def _add(self, headers: MutableHeaders, scope: Scope) -> None:
        for name, value in _ALWAYS.items():
            headers.setdefault(name, value)
        is_rich = headers.get("x-nicegui-content") == "page"
        headers.setdefault("content-security-policy", self._rich if is_rich else self._light)
        if scope["scheme"] == "https":
            headers.setdefault("strict-transport-security", _A_YEAR)


def policy(tiles: str, *, inline: bool) -> str:
    """Return the content security policy of a page."""
    script = " 'unsafe-inline' 'unsafe-eval'" if inline else ""
    style = " 'unsafe-inline'" if inline else ""
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self'{script}",
            f"style-src 'self'{style}",
            f"img-src 'self' data: blob: {tiles}".strip(),
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        ]
    )
