"""What the month board asks before it does more than move a card."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from nicegui import ui

from models.changes import Change, ChangeKind
from scheduler.pipelines.app.boards import compare
from scheduler.web.pages.board_words import change_text, slot_text
from scheduler.web.pages.frame import asked
from scheduler.web.pages.words import Words, headed
from scheduler.web.texts import _, ngettext

if TYPE_CHECKING:
    from scheduler.web.pages.board_page import BoardPage


_MOST_ROWS = 300


async def ask_note() -> str | None:
    """Return what the manager says to a publication; ``None`` where nothing is published."""
    with ui.dialog() as dialog, ui.card():
        Words("h2", _("Publish the month"))
        ui.label(_("Reps see the published month on their phones."))
        note = ui.input(_("Note for the team (may stay empty)")).props("outlined maxlength=500")
        note.classes("full-width")
        with ui.row().classes("justify-end full-width"):
            ui.button(_("Cancel"), on_click=lambda: dialog.submit(None)).props("flat")
            ui.button(_("Publish"), on_click=lambda: dialog.submit(note.value or "")).props(
                "unelevated"
            )
    answer = await dialog
    dialog.delete()
    return None if answer is None else str(answer)


async def show_changes(page: "BoardPage") -> None:
    """Show what the draft changes in the published month."""
    found = await asked(compare, page.board)
    with ui.dialog() as dialog, ui.card().style("max-width: 60rem; width: 90vw"):
        if found is None:
            ui.label(_("Nothing of this month is published yet."))
        else:
            number, changes = found
            title = _("Changes against publication {number}").format(number=number)
            Words("h2", title)
            _counts(changes)
            _table(page, changes)
        ui.button(_("Close"), on_click=dialog.close).props("flat").classes("self-end")
    dialog.open()


async def ask_seconds() -> float | None:
    """Return how many seconds to search for a better month; ``None`` to leave it as it is."""
    with ui.dialog() as dialog, ui.card():
        Words("h2", _("Plan again"))
        ui.label(
            _("Pins stay. Every other visit that moves must save more than a change costs.")
        ).style("max-width: 26rem")
        minutes = ui.number(_("Seconds to search"), value=30, min=1, max=3600, precision=0)
        with ui.row().classes("justify-end full-width"):
            ui.button(_("Cancel"), on_click=lambda: dialog.submit(None)).props("flat")
            ui.button(_("Plan again"), on_click=lambda: dialog.submit(minutes.value)).props(
                "unelevated"
            )
    seconds = await dialog
    dialog.delete()
    return None if seconds is None else float(seconds)


def _counts(changes: tuple[Change, ...]) -> None:
    if not changes:
        ui.label(_("Nothing has changed."))
        return
    told = []
    for kind in ChangeKind:
        count = sum(change.kind is kind for change in changes)
        if count:
            told.append(f"{change_text(kind)}: {count}")
    visits = ngettext("{n} visit", "{n} visits", len(changes)).format(n=len(changes))
    ui.label(f"{visits}: {' · '.join(told)}").classes("quiet")


def _table(page: "BoardPage", changes: tuple[Change, ...]) -> None:
    if not changes:
        return
    names = page.rep_names
    shown = [change for change in changes if change.kind is not ChangeKind.RETIMED]
    with (
        ui.scroll_area().style("height: 50vh; width: 100%"),
        ui.element("table").classes("problems"),
    ):
        headed(_("Customer"), _("What"), _("Before"), _("Now"))
        with ui.element("tbody"):
            for change in shown[:_MOST_ROWS]:
                _row(change, names)
    more = len(shown) - _MOST_ROWS
    if more > 0:
        ui.label(ngettext("and {n} more", "and {n} more", more).format(n=more)).classes("quiet")


def _row(change: Change, names: Mapping[str, str]) -> None:
    with ui.element("tr"):
        Words("td", change.name)
        Words("td", change_text(change.kind))
        Words("td", slot_text(change, names, before=True), "num")
        Words("td", slot_text(change, names, before=False), "num")
