"""The log tells of mistakes: not of browsers that leave, nor of what people were told themselves."""

import logging

from models.errors import RoundsError

# What NiceGUI says where somebody closes a page that is still being filled.
_GONE = (
    "The client this element belongs to has been deleted.",
    "The parent slot of ",
    "Client has been deleted but is still being used.",
)


_UNANSWERED = "No response returned."
"""What starlette raises where the browser has left before the page was there."""

_LOGS = ("nicegui", "rounds.web", "uvicorn.error")


def keep_quiet() -> None:
    """Leave out of the logs of the server what is no mistake."""
    for name in _LOGS:
        log = logging.getLogger(name)
        if is_worth_telling not in log.filters:
            log.addFilter(is_worth_telling)


def is_worth_telling(record: logging.LogRecord) -> bool:
    """Return whether a line is about a mistake of Rounds."""
    if isinstance(record.msg, RoundsError):
        return False
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, RuntimeError) and str(error) == _UNANSWERED:
        return False
    return not record.getMessage().startswith(_GONE)
