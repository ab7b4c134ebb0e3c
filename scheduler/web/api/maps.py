"""Maps as files: drawn as on the pages, with all that they load inside."""

from typing import Any

from fastapi.responses import HTMLResponse

from scheduler.web.caller import Caller
from scheduler.web.map_file import in_words, map_file

MAP_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A page in one file.",
        "content": {"text/html": {"schema": {"type": "string"}}},
    }
}
"""What a route that gives a map says of its answer."""


def map_answer(who: Caller, content: str, name: str) -> HTMLResponse:
    """Return a map in the current language, as a file to be kept under a name."""
    headers = {"content-disposition": f'attachment; filename="{name}.html"'}
    return HTMLResponse(map_file(who.settings, in_words(content)), headers=headers)
