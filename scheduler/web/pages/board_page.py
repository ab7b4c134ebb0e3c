"""One open month board: what its reader does, and what the page answers."""

import datetime as dt
from asyncio import Lock, to_thread
from collections.abc import Callable
from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments

from models.edits import Edit, EditKind
from models.errors import UnderWayError
from models.month import week_of
from models.people import User
from models.requirement import Strength
from scheduler.pipelines.app.board_view import board_of, day_map, hints_of, patch_of
from scheduler.pipelines.app.boards import (
    Board,
    edit_board,
    first_open_day,
    open_board,
    publish,
    redo,
    undo,
)
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.drafts import Judged, places_for
from scheduler.pipelines.app.replan_draft import ask_replan
from scheduler.web.access import manages_team
from scheduler.web.pages.board_dialogs import ask_note, ask_seconds, show_changes
from scheduler.web.pages.board_map import DayMap
from scheduler.web.pages.board_panel import Panel
from scheduler.web.pages.board_tools import Tools
from scheduler.web.pages.board_words import component_texts, in_words
from scheduler.web.pages.frame import asked, caller, changed
from scheduler.web.pages.month_board import MonthBoard
from scheduler.web.texts import _, language

Answer = tuple[Board, Judged] | None


class BoardPage:
    """The board of one month in one browser.

    Parameters
    ----------
    team_id
        Whose month it is.
    board
        The draft as it was when the page was opened.
    today
        The date where the team works.
    number
        Of the latest publication of the month; 0 where nothing is published.
    """

    def __init__(self, team_id: int, board: Board, today: dt.date, number: int) -> None:
        self.team_id, self.board, self.today, self.number = team_id, board, today, number
        self.in_hand = ""
        self.turn = Lock()
        """Edits are made one after another: two quick drags are no quarrel about the draft."""
        user = caller().user
        self.may_edit = user is not None and manages_team(user, team_id)
        month = board.draft.plan.month
        shown = today if month.first <= today <= month.last else self._first_workday()
        week_start = board.draft.state.problem.week_start
        self.view = {"rep": "", "span": "week", "week": week_of(shown, week_start).isoformat()}

    def build(self) -> None:
        """Put the board on the page."""
        self.tools = Tools(self)
        with ui.element("div").classes("board-page"):
            with ui.element("div"):
                self.cards = MonthBoard(component_texts(), language(), readonly=not self.may_edit)
            with ui.element("aside").classes("board-panel no-print"):
                self.panel = Panel(self)
                self.map = DayMap(caller().settings)
        handlers: dict[str, Callable[[GenericEventArguments], Any]] = {
            "ready": self.load,
            "pick": self.picked,
            "put": self.put,
            "takeout": self.taken_out,
            "fix": self.fixed,
            "pin": self.pin_toggled,
            "day": self.day_chosen,
            "turn": lambda event: self.tools.turn(event.args["days"]),
            "undo": self.undone,
            "redo": self.redone,
        }
        for name, handler in handlers.items():
            self.cards.on(name, handler)

    # --- what the board tells -------------------------------------------------------------------

    async def load(self, _event: object = None) -> None:
        """Show the whole board with nothing in the hand, and the first day on the map."""
        self.in_hand = ""
        self.panel.show_month()
        self.cards.load(await to_thread(lambda: in_words(board_of(self.board.draft))), self.view)
        self.tools.refresh()
        route = next(iter(self.board.draft.state.schedule.routes), None)
        if route is not None:
            await self.show_day(route.rep_id, route.date)

    def look(self, **view: str) -> None:
        """Show another part of the month."""
        self.view |= view
        self.cards.show(self.view)
        self.tools.refresh()

    async def picked(self, event: GenericEventArguments) -> None:
        """Show what a visit would cost and break on each day; or nothing is in the hand any more."""
        visit_id = self.in_hand = event.args["visit"]
        if visit_id not in self.board.draft.state.problem.need_of:
            self.panel.show_month()
            return
        state = self.board.draft.state
        places = await to_thread(places_for, state, visit_id, self.first_open)
        if self.in_hand != visit_id:  # put down meanwhile
            return
        self.cards.set_hints(visit_id, hints_of(places))
        self.panel.show_visit(visit_id, places)
        route = state.route_of.get(visit_id)
        if route is not None:
            await self.show_day(route.rep_id, route.date)

    async def put(self, event: GenericEventArguments) -> None:
        """Move a visit to the day onto which its card was put."""
        told = event.args
        await self.move(told["visit"], told["rep"], dt.date.fromisoformat(told["date"]))

    async def taken_out(self, event: GenericEventArguments) -> None:
        """Take the day of a visit away."""
        await self.edit(Edit(kind=EditKind.TAKE_OUT, visit_id=event.args["visit"]))

    async def fixed(self, event: GenericEventArguments) -> None:
        """Give a visit the best day that breaks nothing, else show what would have to be allowed."""
        visit_id = event.args["visit"]
        state = self.board.draft.state
        places = await to_thread(places_for, state, visit_id, self.first_open)
        if places and not places[0].broken:
            await self.move(visit_id, places[0].rep_id, places[0].date)
            return
        self.panel.show_visit(visit_id, places)

    async def pin_toggled(self, event: GenericEventArguments) -> None:
        """Pin a visit to its rep and day, or take its pin away."""
        await self.toggle_pin(event.args["visit"])

    async def toggle_pin(self, visit_id: str) -> None:
        """Pin a visit to its rep and day, or take its pin away."""
        pinned = visit_id in self.board.draft.state.problem.pin_of
        if pinned or visit_id in self.board.draft.state.route_of:
            kind = EditKind.UNPIN if pinned else EditKind.PIN
            await self.edit(Edit(kind=kind, visit_id=visit_id))

    async def day_chosen(self, event: GenericEventArguments) -> None:
        """Show a day on the map."""
        await self.show_day(event.args["rep"], dt.date.fromisoformat(event.args["date"]))

    # --- edits ----------------------------------------------------------------------------------

    async def move(self, visit_id: str, rep_id: str, date: dt.date) -> None:
        """Give a visit another day."""
        await self.edit(Edit(kind=EditKind.MOVE, visit_id=visit_id, rep_id=rep_id, date=date))

    async def pin(self, visit_id: str, strength: Strength, time_min: int | None = None) -> None:
        """Pin a visit to rep and day, or to the day; also to the time."""
        await self.edit(
            Edit(kind=EditKind.PIN, visit_id=visit_id, strength=strength, time_min=time_min)
        )

    async def allow(self, visit_id: str) -> None:
        """Agree to what a visit breaks."""
        await self.edit(Edit(kind=EditKind.ALLOW, visit_id=visit_id))

    async def edit(self, edit: Edit) -> None:
        """Make an edit, and show what it changes."""
        await self._answer(lambda data, user, board: edit_board(data, user, board, edit), edit)

    async def undone(self, _event: object = None) -> None:
        """Take the last edit back."""
        await self._answer(undo)

    async def redone(self, _event: object = None) -> None:
        """Make the edit again that was taken back last."""
        await self._answer(redo)

    async def _answer(
        self,
        use: Callable[[Database, User | None, Board], Answer],
        edit: Edit | None = None,
    ) -> None:
        self.in_hand = ""
        async with self.turn:
            try:
                answer = await changed(self.team_id, use, self.board)
            except Exception:
                self.cards.let_go()
                await self._again()
                raise
            if answer is None:
                return
            self.board, judged = answer
            self.cards.patch(await to_thread(lambda: in_words(patch_of(self.board.draft, judged))))
        self.panel.show_judged(judged, edit)
        self.tools.refresh()
        if judged.days:
            await self.show_day(*self._day_of(edit, judged))

    async def _again(self) -> None:
        """Show the draft as it is kept now: an edit was refused, perhaps because it had changed."""
        found = await asked(open_board, self.team_id, self.board.stored.month)
        if found is not None:
            self.board = found
            await self.load()

    # --- the month as a whole -------------------------------------------------------------------

    async def publish(self) -> None:
        """Ask for a note, and publish."""
        note = await ask_note()
        if note is None:
            return
        self.board, self.number = await changed(self.team_id, publish, self.board, note)
        told = _("Published as number {number}.").format(number=self.number)
        ui.notify(told, type="positive")
        await self.load()

    async def plan_again(self) -> None:
        """Ask how long to search, and plan again around the pins."""
        seconds = await ask_seconds()
        if seconds is None:
            return
        try:
            job = await changed(self.team_id, ask_replan, self.board, {"seconds": seconds})
            job_id = job.job_id
        except UnderWayError as error:  # somebody else was faster: see how far that is
            job_id = error.job_id
        month = self.board.stored.month
        ui.navigate.to(f"/teams/{self.team_id}/months/{month}/plan?job={job_id}")

    async def compare(self) -> None:
        """Show what the draft changes in the published month."""
        await show_changes(self)

    async def show_day(self, rep_id: str, date: dt.date) -> None:
        """Show a day on the map."""
        draft = self.board.draft
        self.panel.show_day(rep_id, date)
        await self.map.show(day_map(draft.plan, draft.state, rep_id, date))

    @property
    def first_open(self) -> dt.date | None:
        """The first day that can still be changed."""
        return first_open_day(self.board.draft, self.today)

    @property
    def rep_names(self) -> dict[str, str]:
        """The names of the reps by id."""
        return {key: rep.name or key for key, rep in self.board.draft.plan.reps.items()}

    def _first_workday(self) -> dt.date:
        days = [day.date for day in self.board.draft.state.problem.workdays]
        return min(days, default=self.board.draft.plan.month.first)

    def _day_of(self, edit: Edit | None, judged: Judged) -> Any:
        route = None if edit is None else self.board.draft.state.route_of.get(edit.visit_id)
        return judged.days[0] if route is None else (route.rep_id, route.date)
