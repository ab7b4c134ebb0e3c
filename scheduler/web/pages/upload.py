"""Upload a list: drop a file, say what its columns mean, mend what is wrong, take it over."""

from asyncio import Lock
from collections.abc import Sequence
from functools import partial

from nicegui import events, ui

from models.errors import InputProblem
from scheduler.pipelines.app.mend_upload import correct, say_column
from scheduler.pipelines.app.upload_sheet import Column
from scheduler.pipelines.app.uploads import (
    Looked,
    add_upload,
    look_at,
    take_over,
)
from scheduler.web.pages.field_words import field_text
from scheduler.web.pages.frame import TeamHere, asked, changed, frame
from scheduler.web.pages.look import busy, dress, fill_later
from scheduler.web.pages.words import Words, headed, labelled, listed
from scheduler.web.routes import Id
from scheduler.web.texts import N_, _, ngettext
from scheduler.web.texts.locale import number_text
from scheduler.web.texts.said import said

_KINDS = {"customers": N_("Customers"), "reps": N_("Reps")}
_MOST_PROBLEMS = 200


@ui.page("/teams/{team_id}/upload")
def upload_list(team: TeamHere) -> None:
    """Take a file."""
    with frame(_("Upload a list"), team) as who:
        dress()
        Words("h1", _("Upload a list"))
        ui.label(
            _("Customers or reps, as .xlsx or .csv, as your CRM or your spreadsheet wrote them.")
        ).classes("quiet")
        kinds = {kind: _(text) for kind, text in _KINDS.items()}
        kind = ui.toggle(kinds, value="customers").props("no-caps unelevated").classes("q-my-md")
        limit = who.settings.upload_limit_mb * 1_000_000
        dropped = ui.upload(
            label=_("Drop the file here, or choose it with +"),
            auto_upload=True,
            max_files=1,
            max_file_size=limit,
            on_upload=lambda event: _taken(team.team_id, kind.value, event),
            on_rejected=lambda: ui.notify(
                _("The file is too large: at most {mb} MB.").format(
                    mb=number_text(who.settings.upload_limit_mb)
                ),
                type="negative",
            ),
        )
        dropped.classes("full-width").props("flat bordered")


@ui.page("/teams/{team_id}/uploads/{upload_id}")
def check_list(team: TeamHere, upload_id: Id) -> None:
    """Show a file as it is understood, with what is wrong in it."""
    with frame(_("Check the list"), team):
        dress()
        fill_later(lambda place: _show(place, team.team_id, upload_id))


async def _show(place: ui.element, team_id: int, upload_id: int) -> None:
    looked = await asked(look_at, team_id, upload_id)
    place.clear()
    with place:
        _Check(team_id, looked).build()


async def _taken(team_id: int, kind: str, event: events.UploadEventArguments) -> None:
    content = await event.file.read()
    assert isinstance(event.sender, ui.upload), "it has told of the file"
    event.sender.reset()
    file = (event.file.name, content)
    upload = await changed(team_id, add_upload, team_id, kind, file)
    ui.navigate.to(f"/teams/{team_id}/uploads/{upload.upload_id}")


class _Check:
    """A file that waits to be taken over."""

    def __init__(self, team_id: int, looked: Looked) -> None:
        self.team_id, self.looked = team_id, looked
        self.turn = Lock()
        """Clicks are answered one after another, so that nobody is in the way of the own click before."""

    def build(self) -> None:
        """Put the file on the page."""
        Words("h1", self.looked.upload.name)
        self.body = ui.element("div")
        self._fill()

    def _fill(self) -> None:
        looked = self.looked
        self.body.clear()
        with self.body:
            self._sums()
            if looked.problems:
                self._problems(looked.problems)
            Words("h2", _("What the columns mean"))
            ui.label(_("Rounds has proposed it; what you change here is remembered.")).classes(
                "quiet"
            )
            self._needs()
            self._columns()
            self._notes()

    def _sums(self) -> None:
        looked = self.looked
        rows = ngettext("{n} row", "{n} rows", looked.rows).format(n=number_text(looked.rows))
        good = _("{n} can be taken over").format(n=number_text(looked.good))
        with ui.row(align_items="center").classes("q-gutter-md"):
            ui.label(f"{rows}, {good}").classes("text-weight-bold")
            whole = not looked.problems
            take = ui.button(_("Take the list over")).props("unelevated")
            take.on_click(partial(self._take, take, part=False))
            take.set_enabled(whole)
            bad = looked.rows - looked.good
            if not whole and looked.good:
                text = ngettext(
                    "Leave {n} bad row out and take the rest over",
                    "Leave {n} bad rows out and take the rest over",
                    bad,
                )
                rest = ui.button(text.format(n=number_text(bad))).props("outline")
                rest.on_click(partial(self._take, rest, part=True))

    def _problems(self, problems: Sequence[InputProblem]) -> None:
        count = ngettext("{n} problem", "{n} problems", len(problems))
        Words("h2", count.format(n=number_text(len(problems))))
        with ui.element("table").classes("problems"):
            headed(_("Line"), _("Column"), _("Value"), _("What is wrong"), "")
            with ui.element("tbody"):
                for problem in problems[:_MOST_PROBLEMS]:
                    self._problem(problem)
        more = len(problems) - _MOST_PROBLEMS
        if more > 0:
            ui.label(ngettext("and {n} more", "and {n} more", more).format(n=more)).classes("quiet")

    def _problem(self, problem: InputProblem) -> None:
        with ui.element("tr"):
            Words("td", str(problem.row or ""), "num")
            Words("td", problem.column)
            with ui.element("td"):
                can_be_mended = problem.row > 0 and problem.column in {
                    column.header for column in self.looked.columns
                }
                if can_be_mended:
                    cell = ui.input(value=problem.value).props("dense outlined")
                    labelled(cell, _("Corrected value"))
                else:
                    ui.label(problem.value).props("dir=auto")
            with ui.element("td"):
                ui.label(said(problem.what)).props("dir=auto")
                ui.label(said(problem.advice)).classes("quiet small").props("dir=auto")
            with ui.element("td"):
                if can_be_mended:
                    ui.button(
                        _("Mend"), on_click=lambda: self._mend(problem, cell.value or "")
                    ).props("flat dense")

    def _needs(self) -> None:
        kind = self.looked.upload.kind
        with ui.element("ul").classes("needs"):
            for need in self.looked.needs:
                ways = (" + ".join(field_text(kind, name) for name in way) for way in need.ways)
                told = _("Needed: {ways}") if need.is_met else _("Still missing: {ways}")
                text = told.format(ways=" / ".join(ways))
                Words("li", text, "met" if need.is_met else "missing")

    def _columns(self) -> None:
        looked = self.looked
        with ui.element("table").classes("problems"):
            headed(_("Column of the file"), _("For example"), _("Means"))
            with ui.element("tbody"):
                for column in looked.columns:
                    self._column(column)

    def _column(self, column: Column) -> None:
        with ui.element("tr"):
            Words("td", column.header)
            Words("td", " · ".join(column.examples), "quiet")
            with ui.element("td"):
                self._choice(column.header, column.field)
                if column.field:
                    ui.label(column.field).classes("quiet small").props("dir=ltr")

    def _choice(self, header: str, field: str) -> None:
        kind = self.looked.upload.kind
        needed = {name for need in self.looked.needs for way in need.ways for name in way}
        choices = {"": _("(kept as it is)")} | {
            name: field_text(kind, name) + " *" * (name in needed) for name in self.looked.fields
        }
        choices.setdefault(field, field_text(kind, field))
        select = ui.select(
            choices,
            value=field,
            with_input=True,
            on_change=lambda event: self._say(header, event.value or ""),
        )
        labelled(select, header).props("dense outlined options-dense")

    def _notes(self) -> None:
        notes = [*self.looked.notes, *map(str, self.looked.warnings[:20])]
        if notes:
            with ui.expansion(_("How the file was read")).classes("full-width q-mt-md"):
                listed(notes)

    async def _mend(self, problem: InputProblem, text: str) -> None:
        place = (problem.row, problem.column)
        async with self.turn:
            await changed(self.team_id, correct, self.looked, place, text)
            await self._again()

    async def _say(self, header: str, field: str) -> None:
        async with self.turn:
            await changed(self.team_id, say_column, self.looked, header, field)
            await self._again()

    async def _again(self) -> None:
        self.looked = await asked(look_at, self.team_id, self.looked.upload.upload_id)
        self._fill()

    async def _take(self, button: ui.button, *, part: bool) -> None:
        with busy(button):
            async with self.turn:
                count = await changed(
                    self.team_id, take_over, self.looked.upload, without_bad_rows=part
                )
        told = ngettext("{n} row is taken over.", "{n} rows are taken over.", count)
        ui.notify(told.format(n=number_text(count)), type="positive")
        ui.navigate.to(f"/teams/{self.team_id}/portfolio")
