"""A rep's month as a wall calendar: weeks as rows, weekdays as columns."""

import datetime as dt
from typing import Any

from models.itinerary import DayLine, StopLine, day_line
from models.month import week_of
from models.plan import MonthPlan
from models.problem import Kind, MonthProblem
from models.units import clock_text, hours_text
from scheduler.io.figures import weeks_of
from scheduler.io.workbook_style import (
    ACCENT,
    ALARM,
    CATEGORY_COLOURS,
    DESK_COLOUR,
    INK,
    LINE,
    PROSPECT_COLOUR,
    QUIET,
    SHADE,
    Styles,
    lines_in,
    print_setup,
)

_TITLE_ROWS = 3
_LEAST_STOP_ROWS = 4
_SIDE_WIDTH = 15
_LINE_HEIGHT = 14.5
_FIXED = " fixed"
_PAGE_HEIGHT = 500.0
_LEAST_SCALE = 0.62
"""Ten points of type become six: the least that people read."""
_ALL_WIDTH = 165
"""Characters that all weekdays share: an A4 page across, still readable."""


class _Calendar:
    """One sheet while it is being written."""

    def __init__(self, sheet: Any, styles: Styles, plan: MonthPlan, rep_id: str) -> None:
        self.sheet, self.styles, self.plan, self.rep_id = sheet, styles, plan, rep_id
        routes = [r for r in plan.result.schedule.routes if r.rep_id == rep_id]
        self.days = {route.date: day_line(plan.problem, route) for route in routes}
        self.weekdays = _weekdays(plan.problem, rep_id, list(self.days))
        self.width = min(34, max(20, _ALL_WIDTH // len(self.weekdays)))
        self.height = 0.0
        # English words in a sheet of the other direction keep their own.
        self.plain = {"reading_order": 1, "align": "right" if styles.right_to_left else "left"}

    def set_row(self, row: int, height: float) -> None:
        """Set a row's height, in points, and count it."""
        self.sheet.set_row(row, height)
        self.height += height

    def dates_of(self, first: dt.date) -> list[dt.date]:
        """Return the dates of a week's columns; none where the month has none of them."""
        apart = [(weekday - first.weekday()) % 7 for weekday in self.weekdays]
        dates = [first + dt.timedelta(days=days) for days in apart]
        return dates if any(self.inside(date) for date in dates) else []

    def inside(self, date: dt.date) -> bool:
        """Whether a date lies in the month."""
        return self.plan.month.first <= date <= self.plan.month.last


def add_calendar(sheet: Any, styles: Styles, plan: MonthPlan, rep_id: str) -> None:
    """Fill a sheet with one rep's month."""
    calendar = _Calendar(sheet, styles, plan, rep_id)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _SIDE_WIDTH)
    sheet.set_column(1, len(calendar.weekdays), calendar.width)
    _write_title(calendar)
    row = _TITLE_ROWS
    for first in weeks_of(plan.problem):
        if calendar.dates_of(first):
            row = _write_week(calendar, row, first)
    _write_month_total(calendar, row)
    sheet.freeze_panes(_TITLE_ROWS, 1)
    sheet.repeat_rows(0, _TITLE_ROWS - 1)
    # A wall calendar is best on one page, as long as it can be read there.
    tall = 1 if calendar.height * _LEAST_SCALE <= _PAGE_HEIGHT else 0
    print_setup(sheet, plan.reps[rep_id].name, _month_words(plan), pages_tall=tall)


def _weekdays(problem: MonthProblem, rep_id: str, planned: list[dt.date]) -> list[int]:
    """Return the weekdays that need a column, the first day of the week first."""
    dates = [day.date for day in problem.workdays_of(rep_id)] + planned
    used = {date.weekday() for date in dates} or set(range(5))
    return sorted(used, key=lambda weekday: (weekday - problem.week_start) % 7)


def _month_words(plan: MonthPlan) -> str:
    return plan.month.first.strftime("%B %Y")


def _write_title(calendar: _Calendar) -> None:
    sheet, styles, plan = calendar.sheet, calendar.styles, calendar.plan
    name = plan.reps[calendar.rep_id].name
    title = f"{name} · {_month_words(plan)}"
    calendar.set_row(0, 28)
    sheet.write_string(0, 0, title, styles(bold=True, font_size=18, font_color=ACCENT))
    _write_legend(calendar)
    calendar.set_row(2, 20)
    head = styles.header(align="center", font_size=11)
    sheet.write_string(2, 0, "Week", head)
    for column, weekday in enumerate(calendar.weekdays, start=1):
        monday = dt.date(2024, 1, 1)
        word = (monday + dt.timedelta(days=weekday)).strftime("%A")
        sheet.write_string(2, column, word, head)


def _write_legend(calendar: _Calendar) -> None:
    styles = calendar.styles
    parts: list[Any] = []
    marks = [(f"category {name}", colour) for name, colour in CATEGORY_COLOURS.items()]
    marks += [("prospect", PROSPECT_COLOUR), ("desk work: call, e-mail, office", DESK_COLOUR)]
    for text, colour in marks:
        parts += [styles(font_color=colour, bold=True, font_size=9), f"{text}    "]
    parts += [styles(font_color=ALARM, bold=True, font_size=9), "fixed appointment"]
    calendar.sheet.write_rich_string(1, 0, *parts, styles(**calendar.plain))


def _write_week(calendar: _Calendar, row: int, first: dt.date) -> int:
    """Write one week from `row` on and return the row after it."""
    dates = calendar.dates_of(first)
    stops = [calendar.days[date].stops if date in calendar.days else () for date in dates]
    count = max([_LEAST_STOP_ROWS, *(len(lines) for lines in stops)])
    calendar.set_row(row, 17)
    for k in range(count):
        lines = [lines[k] for lines in stops if k < len(lines)]
        calendar.set_row(row + 1 + k, _height(lines, calendar.width))
    calendar.set_row(row + 1 + count, 15)
    _write_side(calendar, row, count, first)
    for column, date in enumerate(dates, start=1):
        _write_day(calendar, (row, column), count, date)
    return row + count + 2


def _height(lines: list[StopLine], width: int) -> float:
    """Return the height of a row whose longest stop may need several lines."""
    return _LINE_HEIGHT * max((lines_in(_stop_text(line), width) for line in lines), default=1)


def _write_side(calendar: _Calendar, row: int, count: int, first: dt.date) -> None:
    """Write the week's dates and totals beside it."""
    sheet, styles, problem = calendar.sheet, calendar.styles, calendar.plan.problem
    own = [d for date, d in calendar.days.items() if week_of(date, problem.week_start) == first]
    last = first + dt.timedelta(days=6)
    month = calendar.plan.month
    begin, end = max(first, month.first), min(last, month.last)
    edge = {"right": 1, "right_color": LINE, "bg_color": SHADE}
    span = (
        f"{begin.day} - {end.day} {end.strftime('%b')}"
        if begin != end
        else f"{end.day} {end.strftime('%b')}"
    )
    head = styles(bold=True, top=2, top_color=ACCENT, align="center", **edge)
    sheet.write_string(row, 0, span, head)
    texts = _totals(own)
    for k in range(count + 1):
        look = {"font_size": 9, "align": "center", "font_color": INK if k == 0 else QUIET} | edge
        text = texts[k] if k < len(texts) else ""
        sheet.write_string(row + 1 + k, 0, text, styles(bold=k == 0, **look))


def _totals(days: list[DayLine]) -> list[str]:
    meetings = sum(day.meetings for day in days)
    drive = sum(day.drive_min for day in days)
    metres = sum(day.drive_m for day in days)
    work = sum(day.work_min for day in days)
    if not days:
        return ["no meetings"]
    return [
        f"{meetings} meeting{'s' * (meetings != 1)}",
        f"{hours_text(drive)} drive",
        f"{metres / 1000:.0f} km",
        f"{hours_text(work)} work",
    ]


def _write_day(calendar: _Calendar, place: tuple[int, int], count: int, date: dt.date) -> None:
    """Write one day: its date, its stops, its totals."""
    sheet, styles = calendar.sheet, calendar.styles
    row, column = place
    inside = calendar.inside(date)
    day = calendar.days.get(date)
    works = (calendar.rep_id, date) in calendar.plan.problem.workday_of
    open_day = inside and (works or day is not None)
    side = {"right": 1, "right_color": LINE} | ({} if open_day else {"bg_color": SHADE})
    _write_date(calendar, place, date, side if inside else side | {"font_color": SHADE})
    for k in range(count):
        blank = styles(**side)
        if day is not None and k < len(day.stops):
            _write_stop(calendar, (row + 1 + k, column), day.stops[k], side)
        else:
            sheet.write_blank(row + 1 + k, column, None, blank)
    look = styles(font_size=8.5, font_color=QUIET, italic=True, **side | calendar.plain)
    total = _day_total(day) if day else ("free" if works else "")
    sheet.write_string(row + 1 + count, column, total, look)


def _write_date(
    calendar: _Calendar, place: tuple[int, int], date: dt.date, side: dict[str, Any]
) -> None:
    styles, problem = calendar.styles, calendar.plan.problem
    workday = problem.workday_of.get((calendar.rep_id, date))
    inside = calendar.inside(date)
    note = workday.note if workday else ("day off" if inside else "")
    top = {"top": 2, "top_color": ACCENT} | side
    text = f"{date.day} {date.strftime('%b')}" if inside else ""
    if text and note:
        bold = styles(bold=True, font_size=11)
        small = styles(font_size=8.5, font_color=ALARM if workday else QUIET, italic=True)
        calendar.sheet.write_rich_string(
            *place, bold, text, small, f"   {note}", styles(**top | calendar.plain)
        )
    else:
        calendar.sheet.write_string(
            *place, text, styles(bold=True, font_size=11, **top | calendar.plain)
        )


def _day_total(day: DayLine) -> str:
    told = [f"{day.meetings} meeting{'s' * (day.meetings != 1)}" if day.meetings else "desk work"]
    if day.drive_min:
        told.append(f"{hours_text(day.drive_min)} drive, {day.drive_m / 1000:.0f} km")
    if day.overtime_min:
        told.append(f"{day.overtime_min} min over")
    return " · ".join(told)


def _mark(line: StopLine) -> tuple[str, str]:
    """Return what stands in brackets behind a name, and its colour."""
    requirement = line.requirement
    if requirement.is_desk:
        return requirement.channel.value, DESK_COLOUR
    if requirement.kind is Kind.PROSPECT:
        return "prospect", PROSPECT_COLOUR
    return requirement.segment, CATEGORY_COLOURS.get(requirement.segment, INK)


def _stop_text(line: StopLine) -> str:
    return f"{clock_text(line.arrive_min)} {line.requirement.name} ({_mark(line)[0]}){_FIXED if line.pinned else ''}"


def _write_stop(
    calendar: _Calendar, place: tuple[int, int], line: StopLine, side: dict[str, Any]
) -> None:
    styles = calendar.styles
    mark, colour = _mark(line)
    parts = [
        *(styles(bold=True), f"{clock_text(line.arrive_min)} "),
        *(styles(font_color=colour), f"{line.requirement.name} "),
        *(styles(font_color=colour, bold=True), f"({mark})" if mark else ""),
        *(styles(font_color=ALARM, italic=True), _FIXED if line.pinned else ""),
    ]
    kept = [part for k, part in enumerate(parts) if parts[k - k % 2 + 1]]
    calendar.sheet.write_rich_string(*place, *kept, styles(text_wrap=True, **side))


def _write_month_total(calendar: _Calendar, row: int) -> None:
    styles = calendar.styles
    texts = _totals(list(calendar.days.values()))
    look = styles(bold=True, font_size=11, font_color="#FFFFFF", bg_color=ACCENT)
    calendar.set_row(row, 20)
    last = len(calendar.weekdays)
    calendar.sheet.merge_range(row, 0, row, last, f"Month:  {'   ·   '.join(texts)}", look)
