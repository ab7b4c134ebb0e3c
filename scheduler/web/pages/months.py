"""The months of a team: planned, published, to be planned, and the way to any other."""

from collections.abc import Sequence
from typing import Annotated

from nicegui import ui

from models.errors import MissingError
from models.kept_plans import StoredPlan
from models.month import Month
from scheduler.pipelines.app.months import TeamMonths, months_of_team
from scheduler.web.access import manages_team
from scheduler.web.pages.frame import TeamHere, TodayHere, frame, of_team
from scheduler.web.pages.look import dress
from scheduler.web.pages.publication import files_link
from scheduler.web.pages.words import Words, no_customers
from scheduler.web.routes import month_of
from scheduler.web.texts import _
from scheduler.web.texts.locale import month_text


@ui.page("/teams/{team_id}/months")
def months(
    team: TeamHere, found: Annotated[TeamMonths, of_team(months_of_team)], today: TodayHere
) -> None:
    """Show the months of a team."""
    with frame(_("Months"), team) as who:
        dress()
        Words("h1", _("Months"))
        may_plan = who.user is not None and manages_team(who.user, team.team_id)
        if not found.customers and not found.plans:
            no_customers(team.team_id, may_upload=may_plan)
            return
        _Months(team.team_id, found.plans, may_plan=may_plan).build(Month.of(today))


class _Months:
    """The months of one team."""

    def __init__(self, team_id: int, plans: Sequence[StoredPlan], *, may_plan: bool) -> None:
        self.base, self.may_plan = f"/teams/{team_id}/months", may_plan
        self.numbers: dict[Month, int] = {}
        """The latest publication of each month that is planned; 0 for a draft alone."""
        for plan in plans:
            self.numbers[plan.month] = max(plan.number or 0, self.numbers.get(plan.month, 0))

    def build(self, this: Month) -> None:
        """Put them on the page, the latest first."""
        with ui.row(align_items="center").classes("q-gutter-sm q-mb-md"):
            self.other = ui.input(_("Another month"), placeholder="2026-12", value=str(this))
            self.other.props("type=month outlined dense stack-label").style("width: 13rem")
            self.other.on("keydown.enter", self.open)
            ui.button(_("Open"), on_click=self.open).props("outline")
        with ui.element("div").classes("months"):
            for month in sorted({this, this.next(), *self.numbers}, reverse=True):
                self._card(month)

    def open(self) -> None:
        """Go to the month that was chosen: to its board, or to planning it."""
        try:
            month = month_of(self.other.value or "")
        except MissingError:
            ui.notify(_("Choose a month, or write it as 2026-12."), type="warning")
            return
        planned = month in self.numbers or not self.may_plan
        ui.navigate.to(f"{self.base}/{month}/{'board' if planned else 'plan'}")

    def _card(self, month: Month) -> None:
        number, at = self.numbers.get(month), f"{self.base}/{month}"
        with ui.element("div").classes("card"):
            Words("h3", month_text(month.first))
            ui.label(_state(number)).classes("quiet")
            with ui.row().classes("q-gutter-x-md"):
                if number is not None:
                    ui.link(_("Board"), f"{at}/board")
                if number:
                    ui.link(_("Follow"), f"{at}/follow")
                if self.may_plan:
                    told = _("Plan the month") if number is None else _("Plan anew")
                    ui.link(told, f"{at}/plan")
                if number:
                    files_link(at)


def _state(number: int | None) -> str:
    if number is None:
        return _("Not planned yet")
    return _("Published as number {number}").format(number=number) if number else _("Draft")
