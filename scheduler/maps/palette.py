"""Colours of weeks, reps and categories."""

WEEKS = ("#0f766e", "#c2410c", "#1d4ed8", "#a21caf", "#4d7c0f", "#be123c")
CATEGORIES = {"A": "#b45309", "B": "#1d4ed8", "C": "#047857", "D": "#6b7280"}
PROSPECT = "#7c3aed"
UNPLANNED = "#dc2626"
NOT_THIS_MONTH = "#9ca3af"
TEMPERATURES = {
    "blue": "#1d4ed8",
    "cool": "#38bdf8",
    "warm": "#f59e0b",
    "red": "#dc2626",
    "unknown": "#9ca3af",
}

_REPS = ("#0f766e", "#c2410c", "#1d4ed8", "#a21caf", "#4d7c0f", "#b45309", "#0e7490", "#6d28d9")
_GOLDEN_ANGLE = 137.508


def week_colour(number: int) -> str:
    """Return the colour of the month's week, counted from 0."""
    return WEEKS[number % len(WEEKS)]


def rep_colour(number: int) -> str:
    """Return the colour of a rep, counted from 0; neighbours differ for any number of reps."""
    if number < len(_REPS):
        return _REPS[number]
    return f"hsl({number * _GOLDEN_ANGLE % 360:.0f}, 60%, 38%)"
