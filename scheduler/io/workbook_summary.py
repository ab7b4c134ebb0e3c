"""The first sheet: the month in figures, on one page."""

from collections.abc import Callable, Sequence
from typing import Any

from models.plan import MonthPlan
from models.proof import proof_texts
from models.rules.registry import SOFT_RULES
from models.units import hours_text
from scheduler.io.figures import Figures, RepFigures
from scheduler.io.workbook_style import (
    ACCENT,
    ALARM,
    LINE,
    QUIET,
    SHADE,
    Styles,
    print_setup,
    write_text,
)

_COLUMNS = 13
_REP_WIDTH = 22
_WIDTH = 11.5
_ROWS_OF_A_PAGE = 48

_REP_TABLE: tuple[tuple[str, Callable[[RepFigures], Any], str], ...] = (
    ("Customers", lambda rep: rep.customers, "#,##0"),
    ("Workdays", lambda rep: rep.workdays, "#,##0"),
    ("Visits due", lambda rep: rep.visits_due, "#,##0"),
    ("Planned", lambda rep: rep.visits_planned, "#,##0"),
    ("Unplanned", lambda rep: rep.unplanned, "#,##0;-#,##0;–"),
    ("Prospects", lambda rep: rep.prospects, "#,##0;-#,##0;–"),
    ("Desk work", lambda rep: rep.desk, "#,##0;-#,##0;–"),
    ("Meetings", lambda rep: rep.meetings, "#,##0"),
    ("Driving, h", lambda rep: rep.drive_min / 60, "#,##0.0"),
    ("Driving, km", lambda rep: rep.drive_m / 1000, "#,##0"),
    ("Work, h", lambda rep: rep.work_min / 60, "#,##0.0"),
    ("Overtime, h", lambda rep: rep.overtime_min / 60, "#,##0.0;-#,##0.0;–"),
)


class Page:
    """A sheet that is written from top to bottom."""

    def __init__(self, sheet: Any, styles: Styles) -> None:
        self.sheet, self.styles, self.row = sheet, styles, 0

    def heading(self, text: str) -> None:
        """Write the heading of a part."""
        self.row += 1
        self.sheet.set_row(self.row, 22)
        look = self.styles(bold=True, font_size=13, font_color=ACCENT, valign="bottom")
        self.sheet.write_string(self.row, 0, text, look)
        self.row += 1

    def header(self, names: Sequence[str]) -> None:
        """Write the header of a table; numbers stand at the right."""
        self.sheet.set_row(self.row, 18)
        for column, name in enumerate(names):
            look = self.styles.header(**({} if column == 0 else {"align": "right"}))
            self.sheet.write_string(self.row, column, name, look)
        self.row += 1

    def line(self, label: str, numbers: Sequence[tuple[Any, str]], **look: Any) -> None:
        """Write a label and numbers with their formats; ``None`` is unknown."""
        common = {"bottom": 1, "bottom_color": LINE} | look
        write_text(self.sheet, (self.row, 0), label, (self.styles, common))
        for column, (number, form) in enumerate(numbers, start=1):
            style = self.styles(num_format=form, align="right", **common)
            if number is None:
                self.sheet.write_string(self.row, column, "–", style)
            else:
                self.sheet.write_number(self.row, column, number, style)
        self.row += 1

    def sentence(self, text: str, **look: Any) -> None:
        """Write a text across the page, on as many lines as it needs."""
        style = self.styles(text_wrap=True, valign="top", **look)
        self.sheet.merge_range(self.row, 0, self.row, _COLUMNS - 1, "", style)
        write_text(
            self.sheet,
            (self.row, 0),
            text,
            (self.styles, {"text_wrap": True, "valign": "top"} | look),
        )
        self.sheet.set_row(self.row, 15 * (1 + len(text) // 190))
        self.row += 1


def add_summary(sheet: Any, styles: Styles, plan: MonthPlan, figures: Figures) -> None:
    """Fill the sheet with the month in figures."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _REP_WIDTH)
    sheet.set_column(1, _COLUMNS - 1, _WIDTH)
    page = Page(sheet, styles)
    _title(page, plan, figures)
    _reps(page, figures)
    _coverage(page, figures)
    _capacity(page, plan)
    _score(page, plan)
    _notes(page, plan)
    sheet.freeze_panes(1, 0)
    tall = 1 if page.row <= _ROWS_OF_A_PAGE else 0
    print_setup(sheet, f"Visits of {plan.month}", "Summary", pages_tall=tall)


def _title(page: Page, plan: MonthPlan, figures: Figures) -> None:
    page.sheet.set_row(0, 32)
    title = f"Visits of {plan.month.first.strftime('%B %Y')}"
    look = page.styles(bold=True, font_size=20, font_color=ACCENT)
    page.sheet.write_string(0, 0, title, look)
    due, planned = figures.total("visits_due"), figures.total("visits_planned")
    gap = plan.result.gap
    tiles = [
        (f"{planned:.0f} of {due:.0f}", "required visits planned", ACCENT),
        (f"{due - planned:.0f}", "required visits unplanned", ALARM if due > planned else ACCENT),
        (f"{figures.total('meetings'):.0f}", "meetings in all", ACCENT),
        (hours_text(figures.total("drive_min")), "driving", ACCENT),
        (f"{figures.total('drive_m') / 1000:,.0f} km", "driving", ACCENT),
        (hours_text(figures.total("work_min")), "work, breaks not counted", ACCENT),
        ("not proven" if gap is None else f"{gap:.1%}", "could be saved at most", ACCENT),
    ]
    page.sheet.set_row(2, 30)
    # The first tile stands on the wide column, the others on two narrow ones each.
    spans = [(0, 0), *((first, first + 1) for first in range(1, _COLUMNS, 2))]
    for (first, last), (number, text, colour) in zip(spans, tiles, strict=True):
        big = page.styles(
            bold=True, font_size=18, font_color=colour, bg_color=SHADE, align="center"
        )
        small = page.styles(font_size=9, font_color=QUIET, bg_color=SHADE, align="center")
        for row, content, style in ((2, number, big), (3, text, small)):
            if first == last:
                page.sheet.write_string(row, first, content, style)
            else:
                page.sheet.merge_range(row, first, row, last, content, style)
    page.row = 4


def _reps(page: Page, figures: Figures) -> None:
    page.heading("By rep")
    page.header(["Rep", *(name for name, _, _ in _REP_TABLE)])
    for rep in figures.reps:
        numbers = [(value(rep), form) for _, value, form in _REP_TABLE]
        page.line(f"{rep.rep_id}  {rep.name}", numbers)
    totals = [(sum(value(rep) for rep in figures.reps), form) for _, value, form in _REP_TABLE]
    page.line("Team", totals, bold=True, bg_color=SHADE)


def _capacity(page: Page, plan: MonthPlan) -> None:
    page.heading("Demand against capacity, before planning")
    names = [
        "Rep",
        "Meetings due",
        "Room for",
        "Work, h",
        "Driving, h",
        "Reserve, h",
        "Available, h",
    ]
    page.header([*names, "Load"])
    first = page.row
    for line in plan.capacity:
        hours = (line.work_min, line.travel_min, line.reserve_min, line.available_min)
        numbers: list[tuple[Any, str]] = [
            (line.meetings_due, "#,##0"),
            (line.meetings_possible, "#,##0"),
            *((minutes / 60, "#,##0.0") for minutes in hours),
            (line.load, "0%"),
        ]
        page.line(line.rep_id, numbers)
    if plan.capacity:
        bar = {"type": "data_bar", "bar_color": "#99D5CF"}
        limits = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1.5}
        page.sheet.conditional_format(first, 7, page.row - 1, 7, bar | limits)
    told = "Load is the fuller of the two: meetings due over places in the caps, or work, driving and reserve over available hours."
    page.sentence(told, font_size=9, font_color=QUIET, italic=True)


def _coverage(page: Page, figures: Figures) -> None:
    page.heading("Coverage by category")
    page.header(["Category", "Visits due", "Planned", "Coverage"])
    for part in figures.coverage:
        numbers = [(part.due, "#,##0"), (part.planned, "#,##0"), (part.share, "0%")]
        page.line(part.segment or "none", numbers)


def _score(page: Page, plan: MonthPlan) -> None:
    page.heading("What the plan costs, rule by rule (in minutes of driving)")
    page.header(["Rule", "Amount", "Unit", "Cost, min"])
    known = {rule.name: rule for rule in SOFT_RULES}
    free = [line.rule.replace("_", " ") for line in plan.result.score.lines if not line.cost_min]
    for line in plan.result.score.lines:
        if not line.cost_min:
            continue
        rule = known.get(line.rule)
        unit = page.styles(bottom=1, bottom_color=LINE, align="right", font_color=QUIET)
        page.line(
            line.rule.replace("_", " "),
            [(line.amount, "#,##0.0"), (0, ";;;"), (line.cost_min, "#,##0.0")],
        )
        page.sheet.write_string(page.row - 1, 2, rule.unit if rule else "", unit)
        if rule:
            quiet = page.styles(font_size=9, font_color=QUIET, indent=1)
            page.sheet.write_string(page.row - 1, 4, rule.sentence, quiet)
    cost = plan.result.score.cost_min
    page.line("All rules", [(0, ";;;"), (0, ";;;"), (cost, "#,##0.0")], bold=True, bg_color=SHADE)
    if free:
        page.sentence(f"Nothing to pay for: {', '.join(free)}.", font_color=QUIET)
    for told in proof_texts(plan.result.proof):
        page.sentence(told, bold=True)


def _notes(page: Page, plan: MonthPlan) -> None:
    page.heading("Notes")
    for note in plan.notes or ("Nothing to note.",):
        page.sentence(f"• {note}")
    if plan.counts:
        told = ", ".join(f"{count} {name}" for name, count in plan.counts.items())
        page.sentence(f"Rows of the customer file: {told}.", font_color=QUIET)
