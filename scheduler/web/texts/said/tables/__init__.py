"""The sentences of the pipelines, by where people read them."""

from scheduler.web.texts.said.tables import calendar, cells, customers, files, unplanned, why

ALL: tuple[str | tuple[str, str], ...] = tuple(
    dict.fromkeys(
        (
            *calendar.SENTENCES,
            *cells.SENTENCES,
            *customers.SENTENCES,
            *files.SENTENCES,
            *unplanned.SENTENCES,
            *why.SENTENCES,
        )
    )
)
