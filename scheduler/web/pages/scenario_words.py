"""The figures of scenarios in the language of their reader."""

from collections.abc import Mapping

from models.scenarios import ComparedLine
from scheduler.web.pages.board_words import REASONS
from scheduler.web.texts import N_, _
from scheduler.web.texts.locale import apart, number_text, share_text

_LINES: Mapping[str, str] = {
    "reps": N_("Reps"),
    "visits_a_month": N_("Visits in an average month"),
    "visits_due": N_("Visits due"),
    "visits_planned": N_("Visits planned"),
    "coverage": N_("Coverage"),
    "unplanned": N_("Without a day"),
    "desk": N_("Desk tasks"),
    "drive_hours": N_("Driving, hours"),
    "drive_km": N_("Driving, km"),
    "km_a_visit": N_("km a visit"),
    "work_hours": N_("Work, hours"),
    "used": N_("Used of the hours paid"),
    "fullest": N_("Fullest rep"),
    "overtime_hours": N_("Overtime, hours"),
    "paid_cost": N_("Pay"),
    "km_cost": N_("Cost of kilometres"),
    "team_cost": N_("Cost in all"),
    "work_cost": N_("Pay of the work done"),
    "sales": N_("Expected sales"),
    "margin": N_("Margin of them"),
    "contribution": N_("Margin − cost"),
    "change_rep": N_("Customers with another rep"),
    "drive_gap": N_("Proven gap, driving alone"),
    "gap": N_("Proven gap, all rules"),
}
_RULES: Mapping[str, str] = {
    "exact due dates": N_("exact due dates"),
    "exact phasing": N_("exact phasing"),
    "same weekday": N_("same weekday"),
    "due dates, spacing": N_("due dates, spacing"),
    "daily cap": N_("daily cap"),
    "even weeks": N_("even weeks"),
    "opening hours": N_("opening hours"),
    "one rep per customer": N_("one rep per customer"),
}
HEADS = {"coverage", "drive_hours", "team_cost", "contribution", "gap"}
"""The figures that decide."""


def line_text(line: ComparedLine) -> str:
    """Return what a figure is called."""
    if line.key in _LINES:
        text = _LINES[line.key]
        return _(text)
    kind, _sign, rest = line.key.partition("_")
    if kind == "coverage":
        return _("of category {category}").format(category=rest)
    reason = REASONS.get(rest, rest.replace("_", " "))
    return _(reason)


def rule_name(rule: str) -> str:
    """Return what a rule that has a price is called."""
    text = _RULES.get(rule, rule)
    return _(text)


def is_part(line: ComparedLine) -> bool:
    """Return whether a figure is a part of the one above it."""
    return line.key not in _LINES


def value_text(line: ComparedLine, value: float | None) -> str:
    """Return a figure of a scenario, or a dash."""
    if value is None:
        return "–"
    if line.form == "share":
        return share_text(value)
    return number_text(value, 1 if line.form == "tenth" else 0).replace("-", "−")


def difference_text(line: ComparedLine, value: float | None) -> str:
    """Return how much more a scenario has than the first one; empty where that is nothing."""
    if value is None:
        return ""
    if line.form == "share":
        points = _("{points} pp")  # percentage points
        signed = signed_text(100 * value, 1)
        return points.format(points=signed) if signed != "0" else ""
    signed = signed_text(value, 1 if line.form == "tenth" else 0)
    return "" if signed == "0" else signed


def signed_text(value: float, digits: int = 0) -> str:
    """Return a number with its sign; ``0`` where nothing is left of it."""
    shown = number_text(abs(value), digits)
    if not shown.strip("0.,"):
        return "0"
    return apart(f"{'+' if value > 0 else '−'}{shown}")
