"""The sentences of the pipelines, by where people read them."""

from scheduler.web.texts.said.tables import (
    calendar,
    cells,
    customers,
    files,
    maps,
    messages,
    notes,
    rules,
    scenarios,
    staffing,
    unplanned,
    why,
)

ALL: tuple[str | tuple[str, str], ...] = tuple(
    dict.fromkeys(
        (
            *calendar.SENTENCES,
            *cells.SENTENCES,
            *customers.SENTENCES,
            *files.SENTENCES,
            *maps.SENTENCES,
            *messages.SENTENCES,
            *notes.SENTENCES,
            *rules.SENTENCES,
            *scenarios.SENTENCES,
            *staffing.SENTENCES,
            *unplanned.SENTENCES,
            *why.SENTENCES,
        )
    )
)
