"""What a draft changes in the published month."""

from dataclasses import replace

from models.changes import Change, ChangeKind
from models.plan import MonthPlan
from scheduler.events import Published, changes_of
from scheduler.pipelines.app.drafts.draft import Draft

BY_HAND = "changed by hand"
_OF_A_HAND = (ChangeKind.MOVED, ChangeKind.DROPPED, ChangeKind.PLANNED)


def compared(published: MonthPlan, draft: Draft) -> tuple[Change, ...]:
    """Return every visit that is not where the published month has it, in the order of `ChangeKind`."""
    known = Published(published.problem, published.result.schedule, published.month.first)
    found = changes_of(known, draft.state.problem, draft.state.schedule, ())
    by_hand = draft.touched()
    return tuple(
        replace(change, why=BY_HAND)
        if change.visit_id in by_hand and change.kind in _OF_A_HAND
        else change
        for change in found
    )
