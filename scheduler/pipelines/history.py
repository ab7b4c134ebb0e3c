"""What was done, missed and moved before the month, taken into its dues."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.month import Month
from models.plan import RequirementRow
from scheduler.control import with_actuals
from scheduler.pipelines.reading import Files
from scheduler.pipelines.team import Team

_NAMED = 5
"""How many customers a note names before it only counts."""


def with_history(team: Team, files: Files) -> Team:
    """Return the team with the customers' last visits and what is owed to them, as the actuals say."""
    if files.actuals is None:
        return team
    history = with_actuals(team.customers, files.actuals.items)
    notes = (*history.notes, *team.notes)
    return replace(team, customers=history.customers, owed=history.owed, notes=notes)


def owed_notes(team: Team, rows: Sequence[RequirementRow], month: Month) -> tuple[str, ...]:
    """Return what became of the visits that were missed or moved before, in sentences."""
    return tuple(_owed_notes(team, rows, month))


def _owed_notes(team: Team, rows: Sequence[RequirementRow], month: Month) -> Iterator[str]:
    due = {row.customer_id for row in rows if row.visits}
    asked = {row.customer_id for row in rows}
    owed = {key: visit for key, visit in team.owed.items() if key in asked}
    missed = [key for key, visit in owed.items() if key in due and not visit.agreed]
    moved = [key for key, visit in owed.items() if key in due and visit.agreed]
    unheard = [key for key in moved if owed[key].date < month.first]
    new_date = [key for key in moved if key not in unheard]
    if missed:
        yield f"due again because a visit was missed: {_customers(len(missed))}"
    if new_date:
        yield f"due on a new date because a visit was moved: {_customers(len(new_date))}"
    if unheard:
        what = "due again because a visit was moved to a day that is over and not reported since"
        yield f"{what}: {_customers(len(unheard))}"
    left = [key for key, visit in owed.items() if key not in due and visit.date <= month.last]
    if left:
        name_of = {customer.customer_id: customer.name for customer in team.customers}
        names = ", ".join(name_of[key] for key in left[:_NAMED])
        more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
        what = "missed or moved, but not due by themselves (prospects, customers without contact)"
        yield f"{what}: {names}{more}; pin those that you want"


def _customers(count: int) -> str:
    return f"{count:,} customer{'' if count == 1 else 's'}"
