"""``follow.html`` and ``meetings/group-N.html``: pages to read, to print and to meet about."""

from pathlib import Path
from typing import Any

from models.success import Control, Effect, Finding, RepGroup, Success
from scheduler.io.follow_workbook import chance_text, reported_text
from scheduler.io.pages import render


def write_follow_report(control: Control, folder: Path) -> None:
    """Write ``follow.html``: the month against its plan on one page."""
    _write(folder / "follow.html", follow_page(control))


def write_meetings(control: Control, folder: Path) -> None:
    """Write a page for each group's meeting into the folder ``meetings``."""
    (folder / "meetings").mkdir()
    for group in control.groups:
        _write(folder / "meetings" / meeting_name(group), meeting_page(control, group))


def meeting_name(group: RepGroup) -> str:
    """Return the file of a group's meeting."""
    return f"group-{group.number}.html"


def follow_page(control: Control) -> str:
    """Return the page of the month; everything in it is escaped."""
    view = _common(control) | {
        "title": f"Plan and actuals of {control.month.first.strftime('%B %Y')}",
        "groups": [(group, f"meetings/{meeting_name(group)}") for group in control.groups],
    }
    return render("follow.html", view)


def meeting_page(control: Control, group: RepGroup) -> str:
    """Return the page of a group's meeting; everything in it is escaped."""
    growth = {found.rep_id: found for found in group.growth}
    segments = sorted({name for found in group.growth for name in found.visits_per_customer})
    view = _common(control) | {
        "title": f"Team meeting, group {group.number}: {control.month.first.strftime('%B %Y')}",
        "group": group,
        "growth": growth,
        "segments": segments,
    }
    return render("meeting.html", view)


def _common(control: Control) -> dict[str, Any]:
    return {
        "control": control,
        "reported": reported_text(control),
        "compared": compared_text(control.success),
        "effects": [(effect, finding_text(effect)) for effect in control.success.effects],
        "chance": chance_text,
    }


def compared_text(success: Success) -> str:
    """Return what the success analysis compares, or why there is none."""
    if not success.after:
        return (
            "The sales of the month and later are not known: give --customers a list that holds them, "
            "and this part shows which contacts preceded growth."
        )
    before, after = (_span(list(map(str, months))) for months in (success.before, success.after))
    count = len(success.cases)
    customers = "1 customer" if count == 1 else f"{count:,} customers"
    left = sum(success.left_out.values())
    told = "; ".join(f"{number:,} {reason}" for reason, number in success.left_out.items())
    return (
        f"{customers}: average month {after} against {before}, as a share of the usual month of the "
        f"year before. Compared are customers of one category who stood alike before the contacts, "
        f"because whoever stood low comes back up without any visit."
        + (f" Left out: {left:,} ({told})." if left else "")
    )


def finding_text(effect: Effect) -> str:
    """Return what a comparison shows, in a word or two."""
    if effect.finding is Finding.TOO_FEW:
        return "too few like cases: nothing is shown"
    if effect.finding is Finding.NO_EVIDENCE:
        return "no evidence of a difference"
    word = "more" if (effect.difference or 0.0) > 0 else "less"
    return f"grew {word}: a correlation, not yet a cause"


def _span(months: list[str]) -> str:
    if not months:
        return "nothing"
    return months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
