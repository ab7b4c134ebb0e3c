"""``follow.xlsx``: the followed month for people who filter and sort."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.control import FollowedVisit, RepControl
from models.success import Control, Effect
from scheduler.io.workbook_file import new_workbook
from scheduler.io.workbook_style import ACCENT, QUIET, SHADE, Styles, print_setup
from scheduler.io.workbook_summary import Page
from scheduler.io.workbook_table import Column, fill_table

_COUNT = "#,##0;-#,##0;–"
_REP_TABLE: tuple[tuple[str, Callable[[RepControl], Any], str], ...] = (
    ("Planned", lambda rep: rep.meetings.planned, "#,##0"),
    ("Done", lambda rep: rep.meetings.done, "#,##0"),
    ("Missed", lambda rep: rep.meetings.missed, _COUNT),
    ("Moved", lambda rep: rep.meetings.moved, _COUNT),
    ("Remaining", lambda rep: rep.meetings.remaining, _COUNT),
    ("Without a word", lambda rep: rep.meetings.unreported, _COUNT),
    ("Done of days over", lambda rep: rep.meetings.done_share, "0%"),
    ("Beside the plan", lambda rep: rep.beside, _COUNT),
    ("In their window", lambda rep: rep.punctuality.on_time_share, "0%"),
    ("Days off due", lambda rep: rep.punctuality.mean_days_off, "0.0"),
    ("Desk done", lambda rep: rep.desk.done, _COUNT),
    ("Driving, h", lambda rep: rep.drive_min / 60, "#,##0.0"),
)
_MONEY_TABLE: tuple[tuple[str, Callable[[RepControl], Any], str], ...] = (
    ("Target", lambda rep: rep.target, "#,##0"),
    ("Sales", lambda rep: rep.sales, "#,##0"),
    ("Orders at visits", lambda rep: rep.orders, "#,##0"),
    ("Achieved", lambda rep: rep.achieved, "0%"),
)


def chance_text(effect: Effect) -> str:
    """Return the chance of an effect by luck, corrected for the number of questions."""
    if effect.p is None:
        return ""
    if effect.p < 0.001:
        return "below 0.1 %"
    return f"{100 * effect.p:.{0 if effect.p >= 0.1 else 1}f} %"


def _became(visit: FollowedVisit) -> str:
    if visit.planned is None:
        return "done beside the plan" if visit.is_done else "without a day"
    return visit.state.value


_VISITS = [
    Column("Rep", "text", lambda visit: visit.rep_id),
    Column("Customer", "text", lambda visit: visit.customer_name),
    Column("Category", "text", lambda visit: visit.segment),
    Column("Kind", "text", lambda visit: visit.kind.value),
    Column("Channel", "text", lambda visit: visit.channel.value),
    Column("Planned", "date", lambda visit: visit.planned),
    Column("Due", "date", lambda visit: visit.due),
    Column("Became", "text", _became),
    Column("On", "date", lambda visit: visit.date),
    Column("Days off due", "whole", lambda visit: visit.days_off),
    Column("Reason", "text", lambda visit: visit.reason),
    Column("Outcome", "text", lambda visit: visit.outcome),
    Column("Order", "money", lambda visit: visit.order_amount),
    Column("Customer id", "id", lambda visit: visit.customer_id),
    Column("Visit id", "id", lambda visit: visit.visit_id),
]
_EFFECTS = [
    Column("Customers with", "text", lambda effect: effect.action),
    Column("against", "text", lambda effect: effect.compared),
    Column("Like cases with", "whole", lambda effect: effect.with_count),
    Column("Like cases without", "whole", lambda effect: effect.without_count),
    Column("Difference of growth", "share", lambda effect: effect.difference),
    Column("95 % from", "share", lambda effect: effect.low),
    Column("95 % to", "share", lambda effect: effect.high),
    Column("Chance by luck", "text", chance_text),
    Column("Finding", "text", lambda effect: effect.finding.value),
]
_HOT = [
    Column("Rep", "text", lambda hot: hot.rep_id),
    Column("Customer", "text", lambda hot: hot.name),
    Column("Why", "text", lambda hot: hot.why),
    Column("Money a month", "money", lambda hot: hot.money),
    Column("Last outcome", "text", lambda hot: hot.last_outcome),
    Column("Next visit", "date", lambda hot: hot.next_visit),
    Column("Customer id", "id", lambda hot: hot.customer_id),
]


def write_follow_workbook(control: Control, folder: Path) -> None:
    """Write ``follow.xlsx``: summary, visits, what preceded growth, opportunities."""
    month = str(control.month)
    lists = (
        ("Visits", _VISITS, control.visits),
        ("Success", _EFFECTS, control.success.effects),
        ("Opportunities", _HOT, [hot for group in control.groups for hot in group.hot]),
    )
    names = [visit.customer_name for visit in control.visits]
    path, title = folder / "follow.xlsx", f"Plan and actuals of {month}"
    with new_workbook(path, title, control.month.first, names) as (book, styles):
        _summary(book.add_worksheet("Summary"), styles, control)
        for name, columns, rows in lists:
            sheet = book.add_worksheet(name)
            fill_table(sheet, styles, columns, rows)
            print_setup(sheet, name, month)


def _summary(sheet: Any, styles: Styles, control: Control) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 12, 11.5)
    page = Page(sheet, styles)
    sheet.set_row(0, 32)
    title = f"Plan and actuals of {control.month.first.strftime('%B %Y')}"
    sheet.write_string(0, 0, title, styles(bold=True, font_size=20, font_color=ACCENT))
    page.row = 1
    page.sentence(reported_text(control), font_color=QUIET)
    _rep_table(page, "Visits and prospects", _REP_TABLE, control)
    page.heading("Coverage by category")
    page.header(["Category", "Visits due", "Planned", "Done", "Coverage", "Customers", "Seen"])
    for line in control.team.coverage:
        counts = (line.due, line.planned, line.done, line.share, line.customers, line.seen)
        forms = ("#,##0", "#,##0", "#,##0", "0%", "#,##0", "#,##0")
        page.line(line.segment or "none", list(zip(counts, forms, strict=True)))
    currency = f", {control.currency}" if control.currency else ""
    _rep_table(page, f"Plan against target{currency}", _MONEY_TABLE, control)
    page.heading("Why visits were missed or moved")
    for reason, count in control.reasons or (("nothing was missed or moved", 0),):
        page.line(reason, [(count, _COUNT)])
    page.heading("Notes")
    for note in control.notes or ("Nothing to note.",):
        page.sentence(f"• {note}")
    sheet.freeze_panes(1, 0)
    print_setup(sheet, title, "Summary")


def _rep_table(
    page: Page,
    heading: str,
    table: tuple[tuple[str, Callable[[RepControl], Any], str], ...],
    control: Control,
) -> None:
    page.heading(heading)
    page.header(["Rep", *(name for name, _, _ in table)])
    page.sheet.set_row(page.row - 1, 30)
    for rep in control.reps:
        page.line(f"{rep.rep_id}  {rep.name}", [(value(rep), form) for _, value, form in table])
    totals = [(value(control.team), form) for _, value, form in table]
    page.line("Team", totals, bold=True, bg_color=SHADE)


def reported_text(control: Control) -> str:
    """Return how far the reports go."""
    if control.reported_to is None:
        return "Nothing is reported yet: every visit remains."
    day = control.reported_to
    return (
        f"Reported up to {day:%A}, {day.day} {day:%B %Y}; planned visits on later days are ahead."
    )
