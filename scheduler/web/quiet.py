"""The log tells of mistakes: not of browsers that leave, nor of what people were told themselves."""

import logging

from models.errors import RoundsError

# What NiceGUI says where somebody closes a page that is still being filled.
_GONE = (
    "The client this element belongs to has been deleted.",
    "The parent slot of ",
    "Client has been deleted but is still being used.",
)


def keep_quiet() -> None:
    """Leave out of the log of NiceGUI what is no mistake."""
    log = logging.getLogger("nicegui")
    if is_worth_telling not in log.filters:
        log.addFilter(is_worth_telling)


def is_worth_telling(record: logging.LogRecord) -> bool:
    """Return whether a line is about a mistake of Rounds."""
    if isinstance(record.msg, RoundsError):
        return False
    return not record.getMessage().startswith(_GONE)
